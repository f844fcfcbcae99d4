/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents as Markdown (CommonMark with tables). */
#include "report/doc_report.h"

#include <string.h>

/* What Markdown would take for markup, and HTML that it would pass on. */
static void md_text(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '<')
			buf_add_string(out, "&lt;");
		else if (*text == '&')
			buf_add_string(out, "&amp;");
		else {
			if (strchr("\\`*_[]|#", *text))
				buf_add_char(out, '\\');
			buf_add_char(out, *text);
		}
	}
}

static void md_table(const struct block *table, struct buf *out)
{
	for (size_t c = 0; c < table->columns; c++) {
		buf_add_string(out, "| ");
		md_text(out, table->heads[c]);
		buf_add_char(out, ' ');
	}
	buf_add_string(out, "|\n");
	for (size_t c = 0; c < table->columns; c++)
		buf_add_string(out, "|---");
	buf_add_string(out, "|\n");
	for (size_t r = 0; r < table->n; r++) {
		for (size_t c = 0; c < table->columns; c++) {
			const char *cell = table->rows[r].cells[c];
			bool strong = table->rows[r].strong && *cell;
			buf_add_string(out, strong ? "| **" : "| ");
			md_text(out, cell);
			buf_add_string(out, strong ? "** " : " ");
		}
		buf_add_string(out, "|\n");
	}
	buf_add_char(out, '\n');
}

int doc_write_md(const struct doc *doc, struct buf *out, struct error *err)
{
	(void)err;
	buf_add_string(out, "# ");
	md_text(out, doc->title);
	buf_add_string(out, "\n\n");
	for (size_t i = 0; i < doc->n; i++) {
		const struct block *b = &doc->blocks[i];
		if (b->type == BLOCK_table) {
			md_table(b, out);
			continue;
		}
		bool list = b->type == BLOCK_bullet && i + 1 < doc->n &&
		            doc->blocks[i + 1].type == BLOCK_bullet;
		static const char *const before[] = {[BLOCK_heading] = "",
		                                     [BLOCK_paragraph] = "",
		                                     [BLOCK_bullet] = "- ",
		                                     [BLOCK_notice] = "> "};
		if (b->type == BLOCK_heading)
			buf_format(out, "%.*s ", b->level + 1, "####");
		buf_add_string(out, before[b->type]);
		md_text(out, b->text);
		buf_add_string(out, list ? "\n" : "\n\n");
	}
	return 0;
}
