/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/check_report.h"
#include "report/formats.h"

static const struct check_format formats[] = {
#define CHECK_FORMAT(name, doc) {#name, check_write_##name},
#include "report/check_formats.def"
#undef CHECK_FORMAT
};

const struct check_format *check_format_find(const char *name)
{
	return FORMAT_FIND(formats, name);
}

const char *check_format_names(void)
{
	return
#define CHECK_FORMAT(name, doc) " " #name
#include "report/check_formats.def"
#undef CHECK_FORMAT
	        +1;
}
