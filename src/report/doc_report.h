/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents written out, one row of doc_formats.def a format. Every writer appends; all
 * but that of PDF, which another program makes, give the same bytes each time. */
#ifndef HWFIT_DOC_REPORT_H
#define HWFIT_DOC_REPORT_H

#include "base/buf.h"
#include "base/error.h"
#include "procure/doc.h"

/* 0, or -1 with err (EXIT_run): only what needs another program can fail. */
typedef int doc_writer(const struct doc *doc, struct buf *out, struct error *err);

struct doc_format {
	const char *name; /* as --format and suffixes say it */
	doc_writer *write;
};

/* NULL when there is none of this name. */
const struct doc_format *doc_format_find(const char *name);
/* All names with blanks between them. */
const char *doc_format_names(void);

#define DOC_FORMAT(name, doc) doc_writer doc_write_##name;
#include "report/doc_formats.def"
#undef DOC_FORMAT

#endif
