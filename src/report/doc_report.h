/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents written out. Every writer appends, and gives the same bytes each time. */
#ifndef HWFIT_DOC_REPORT_H
#define HWFIT_DOC_REPORT_H

#include "base/buf.h"
#include "procure/doc.h"

void doc_write_md(const struct doc *doc, struct buf *out);
/* One file: no scripts, nothing loaded from elsewhere; with CSS for printing. */
void doc_write_html(const struct doc *doc, struct buf *out);
/* Office Open XML (ISO/IEC 29500-1, WordprocessingML). */
void doc_write_docx(const struct doc *doc, struct buf *out);

/* Text for XML and HTML: & < > " escaped. */
void xml_text(struct buf *out, const char *text);

#endif
