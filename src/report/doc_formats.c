/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/doc_report.h"
#include "report/formats.h"

static const struct doc_format formats[] = {
#define DOC_FORMAT(name, doc) {#name, doc_write_##name},
#include "report/doc_formats.def"
#undef DOC_FORMAT
};

const struct doc_format *doc_format_find(const char *name)
{
	return FORMAT_FIND(formats, name);
}

const char *doc_format_names(void)
{
	return
#define DOC_FORMAT(name, doc) " " #name
#include "report/doc_formats.def"
#undef DOC_FORMAT
	        +1;
}
