/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/spec_doc.h"
#include "report/doc_report.h"
#include "report/formats.h"
#include "report/spec_report.h"

static const struct spec_format formats[] = {
#define SPEC_FORMAT(name, doc) {#name, spec_write_##name},
#include "report/spec_formats.def"
#undef SPEC_FORMAT
};

const struct spec_format *spec_format_find(const char *name)
{
	return FORMAT_FIND(formats, name);
}

const char *spec_format_names(void)
{
	return
#define SPEC_FORMAT(name, doc) " " #name
#include "report/spec_formats.def"
#undef SPEC_FORMAT
	        +1;
}

/* The formats of every document. */
#define DOC_FORMAT(name, words)                                                          \
	int spec_write_##name(const struct spec *spec, struct buf *out,                  \
	                      struct error *err)                                         \
	{                                                                                \
		struct doc document = {0};                                               \
		spec_document(spec, &document);                                          \
		int failed = doc_write_##name(&document, out, err);                      \
		doc_done(&document);                                                     \
		return failed;                                                           \
	}
#include "report/doc_formats.def"
#undef DOC_FORMAT
