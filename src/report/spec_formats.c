/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/spec_doc.h"
#include "report/doc_report.h"
#include "report/spec_report.h"

#include <string.h>

static const struct spec_format formats[] = {
#define SPEC_FORMAT(name, doc) {#name, spec_write_##name, doc},
#include "report/spec_formats.def"
#undef SPEC_FORMAT
};

const struct spec_format *spec_format_find(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (!strcmp(formats[i].name, name))
			return &formats[i];
	return NULL;
}

const char *spec_format_names(void)
{
	return
#define SPEC_FORMAT(name, doc) #name " "
#include "report/spec_formats.def"
#undef SPEC_FORMAT
	        "";
}

static void write_document(const struct spec *spec,
                           void (*write)(const struct doc *, struct buf *),
                           struct buf *out)
{
	struct doc doc = {0};
	spec_document(spec, &doc);
	write(&doc, out);
	doc_done(&doc);
}

void spec_write_md(const struct spec *spec, struct buf *out)
{
	write_document(spec, doc_write_md, out);
}

void spec_write_html(const struct spec *spec, struct buf *out)
{
	write_document(spec, doc_write_html, out);
}

void spec_write_docx(const struct spec *spec, struct buf *out)
{
	write_document(spec, doc_write_docx, out);
}
