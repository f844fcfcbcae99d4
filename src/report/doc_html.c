/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents as one HTML file. */
#include "report/doc_report.h"
#include "report/html.h"

static const char style[] =
        "body{font:10.5pt/1.45 'Liberation Sans',Arial,sans-serif;margin:2em auto;"
        "max-width:70em;padding:0 1em;color:#111}"
        "h1{font-size:1.7em}h2{font-size:1.25em;margin-top:1.6em;"
        "border-bottom:1px solid #999}h3{font-size:1.05em}"
        "table{border-collapse:collapse;width:100%;margin:.6em 0}"
        "th,td{border:1px solid #999;padding:.25em .45em;vertical-align:top;"
        "text-align:left;overflow-wrap:anywhere}"
        "th{background:#e8edf2}tr.strong td{background:#f5f7f9;font-weight:bold}"
        ".notice{border:2px solid #8a5a00;background:#fff8e6;padding:.5em .8em}"
        "@page{size:A4 landscape;margin:15mm}"
        "@media print{body{margin:0;max-width:none;font-size:9pt}"
        "thead{display:table-header-group}tr{break-inside:avoid}"
        "h2,h3{break-after:avoid}}";

static void html_table(const struct block *table, struct buf *out)
{
	int sum = 0;
	for (size_t c = 0; c < table->columns; c++)
		sum += table->widths[c];
	/* The border is for programs that read no style sheet. */
	buf_add_string(out, "<table border=\"1\"><thead><tr>");
	for (size_t c = 0; c < table->columns; c++) {
		buf_format(out, "<th style=\"width:%d%%\">",
		           table->widths[c] * 100 / sum);
		html_text(out, table->heads[c]);
		buf_add_string(out, "</th>");
	}
	buf_add_string(out, "</tr></thead><tbody>\n");
	for (size_t r = 0; r < table->n; r++) {
		const struct table_row *row = &table->rows[r];
		buf_add_string(out, row->strong ? "<tr class=\"strong\">" : "<tr>");
		for (size_t c = 0; c < table->columns; c++) {
			if (c == 1 && row->indent)
				buf_format(out, "<td style=\"padding-left:%dem\">",
				           1 + row->indent);
			else
				buf_add_string(out, "<td>");
			html_text(out, row->cells[c]);
			buf_add_string(out, "</td>");
		}
		buf_add_string(out, "</tr>\n");
	}
	buf_add_string(out, "</tbody></table>\n");
}

static void html_block(const struct block *b, bool first, bool last, struct buf *out)
{
	static const char *const opens[] = {[BLOCK_paragraph] = "<p>",
	                                    [BLOCK_bullet] = "<li>",
	                                    [BLOCK_notice] = "<p class=\"notice\">"};
	if (b->type == BLOCK_table) {
		html_table(b, out);
		return;
	}
	if (b->type == BLOCK_bullet && first)
		buf_add_string(out, "<ul>\n");
	if (b->type == BLOCK_heading)
		buf_format(out, "<h%d>", b->level + 1);
	else
		buf_add_string(out, opens[b->type]);
	html_text(out, b->text);
	if (b->type == BLOCK_heading)
		buf_format(out, "</h%d>\n", b->level + 1);
	else
		buf_add_string(out, b->type == BLOCK_bullet ? "</li>\n" : "</p>\n");
	if (b->type == BLOCK_bullet && last)
		buf_add_string(out, "</ul>\n");
}

int doc_write_html(const struct doc *doc, struct buf *out, struct error *err)
{
	(void)err;
	buf_format(out,
	           "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">\n",
	           doc->language);
	buf_add_string(out, "<meta name=\"viewport\" content=\"width=device-width\">\n"
	                    "<title>");
	html_text(out, doc->title);
	buf_format(out, "</title>\n<style>%s</style></head><body>\n<h1>", style);
	html_text(out, doc->title);
	buf_add_string(out, "</h1>\n");
	for (size_t i = 0; i < doc->n; i++) {
		bool first = !i || doc->blocks[i - 1].type != BLOCK_bullet;
		bool last = i + 1 == doc->n || doc->blocks[i + 1].type != BLOCK_bullet;
		html_block(&doc->blocks[i], first, last, out);
	}
	buf_add_string(out, "</body></html>\n");
	return 0;
}
