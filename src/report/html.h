/* SPDX-License-Identifier: GPL-3.0-or-later
 * One self-contained HTML page: style and script inside, nothing fetched. Text from
 * machines goes through html_text(), which is the only way in. */
#ifndef HWFIT_HTML_H
#define HWFIT_HTML_H

#include "base/buf.h"

#include <stddef.h>

/* Appends text with & < > " ' escaped: fit for content and for quoted attributes, of
 * XML too. */
void html_text(struct buf *out, const char *text);

/* Opens the page, with its heading; language is "en" or "et". A content security policy
 * forbids the page every connection. */
void html_begin(struct buf *out, const char *title, const char *language);
void html_end(struct buf *out);

/* A share of a bar: how many, what they are (a word, also for the eye: the class). */
struct html_share {
	const char *class; /* pass fail unknown not_applicable */
	const char *word;
	size_t n;
};

/* A horizontal bar of shares as SVG, its numbers as text beside it and for readers of
 * screens. Nothing when all are 0. */
void html_bar(struct buf *out, const struct html_share *shares, size_t n);

/* Opens a table that sorts, filters and exports; columns are headings, a column that
 * begins with "#" is a number. Rows are <tr> with a cell for each, then html_table_end().
 * name is the file name of the export, without suffix. */
void html_table_begin(struct buf *out, const char *name, const char *const *columns,
                      size_t n);
void html_table_end(struct buf *out);

#endif
