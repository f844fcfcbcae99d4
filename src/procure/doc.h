/* SPDX-License-Identifier: GPL-3.0-or-later
 * A document as blocks: what Markdown, HTML and DOCX are written from. Every text is
 * copied; strings that strangers wrote are made clean on the way in. */
#ifndef HWFIT_DOC_H
#define HWFIT_DOC_H

#include "base/arena.h"

#include <stdbool.h>

enum block_type {
	BLOCK_heading,
	BLOCK_paragraph,
	BLOCK_bullet,
	BLOCK_notice,
	BLOCK_table
};

enum { DOC_COLUMNS_MAX = 14 };

struct table_row {
	const char *cells[DOC_COLUMNS_MAX];
	bool strong; /* heads the rows below it */
	int indent;  /* of its first column of text */
};

struct block {
	enum block_type type;
	int level; /* of a heading, 1 to 3 */
	const char *text;
	/* Of a table. */
	size_t columns;
	const char *heads[DOC_COLUMNS_MAX];
	int widths[DOC_COLUMNS_MAX]; /* shares of the width, any whole numbers */
	struct table_row *rows;
	size_t n, room;
};

struct doc {
	struct arena arena;
	const char *language; /* "en", "et" */
	const char *title;
	struct block *blocks;
	size_t n, room;
	bool landscape;
};

/* Zeroed but for language is an empty document; doc_done() frees what it holds. */
void doc_title(struct doc *doc, const char *title);
void doc_heading(struct doc *doc, int level, const char *text);
void doc_paragraph(struct doc *doc, const char *format, ...)
        __attribute__((format(printf, 2, 3)));
void doc_bullet(struct doc *doc, const char *format, ...)
        __attribute__((format(printf, 2, 3)));
/* A paragraph that must not be overlooked. */
void doc_notice(struct doc *doc, const char *text);
/* Begins a table; doc_head() adds its columns, doc_row() a row whose cells doc_cell()
 * sets. A NULL cell is empty. */
void doc_table(struct doc *doc);
void doc_head(struct doc *doc, const char *text, int width);
struct table_row *doc_row(struct doc *doc);
void doc_cell(struct doc *doc, size_t column, const char *text);
void doc_done(struct doc *doc);

#endif
