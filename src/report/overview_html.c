/* SPDX-License-Identifier: GPL-3.0-or-later
 * Overviews as a self-contained page: the numbers of the whole, and each table with its
 * chart. */
#include "report/html.h"
#include "report/overview_chart.h"

#include <stdio.h>
#include <string.h>

static void fact_list(const struct overview *f, struct buf *out)
{
	buf_add_string(out, "<dl>\n");
	for (const struct overview_fact *fact = f->facts; fact; fact = fact->next) {
		buf_add_string(out, "<dt>");
		html_text(out, fact->title);
		buf_format(out, "</dt><dd data-key=\"%s\">", fact->key);
		if (fact->is_text)
			html_text(out, fact->text);
		else
			buf_format(out, "%.0f", fact->number);
		buf_add_string(out, "</dd>\n");
	}
	buf_add_string(out, "</dl>\n");
}

static void number(const struct overview *f, enum cell_type type, double n,
                   struct buf *out)
{
	char text[32];
	snprintf(text, sizeof(text),
	         type == CELL_count   ? "%.0f"
	         : type == CELL_share ? "%.1f %%"
	                              : "%.1f",
	         type == CELL_share ? n * 100 : n);
	char *point = strchr(text, '.');
	if (point && f->language->estonian)
		*point = ',';
	buf_format(out, "<td class=\"number\" data-value=\"%.9g\">%s</td>", n, text);
}

static void cell(const struct overview *f, enum cell_type type,
                 const struct overview_cell *c, struct buf *out)
{
	if (type != CELL_text && type != CELL_lines) {
		number(f, type, c->number, out);
		return;
	}
	buf_add_string(out, "<td>");
	if (type == CELL_text)
		html_text(out, c->text ? c->text : "?");
	for (size_t i = 0; i < c->n; i++) {
		buf_add_string(out, i ? "<br>" : "");
		html_text(out, c->lines[i]);
	}
	buf_add_string(out, "</td>");
}

static void table(const struct overview *f, const struct overview_table *t,
                  struct buf *out)
{
	const char *titles[OVERVIEW_COLUMNS];
	struct arena arena = {0};
	size_t n = 0;
	buf_add_string(out, "<h2>");
	html_text(out, t->title);
	buf_add_string(out, "</h2>\n");
	if (t->note) {
		buf_add_string(out, "<p class=\"dim\">");
		html_text(out, t->note);
		buf_add_string(out, "</p>\n");
	}
	if (!overview_rows(t))
		return;
	overview_chart(t, out);
	for (size_t c = 0; c < t->column_count; c++) {
		bool is_number = t->columns[c].type != CELL_text &&
		                 t->columns[c].type != CELL_lines;
		if (t->columns[c].flags & COLUMN_data)
			continue;
		titles[n++] = arena_format(&arena, "%s%s", is_number ? "#" : "",
		                           t->columns[c].title);
	}
	html_table_begin(out, t->key, titles, n);
	arena_done(&arena);
	for (size_t r = 0; r < overview_rows(t); r++) {
		buf_add_string(out, "<tr>");
		for (size_t c = 0; c < t->column_count; c++)
			if (!(t->columns[c].flags & COLUMN_data))
				cell(f, t->columns[c].type,
				     &t->cells[r * t->column_count + c], out);
		buf_add_string(out, "</tr>\n");
	}
	html_table_end(out);
	if (t->rest) {
		buf_add_string(out, "<p class=\"note\">");
		buf_format(out, tr(f->language->catalogue, "and %zu more"), t->rest);
		buf_add_string(out, "</p>\n");
	}
}

void overview_write_html(const struct overview *f, struct buf *out)
{
	html_begin(out, f->title, f->language->code);
	if (f->subtitle) {
		buf_add_string(out, "<p class=\"dim\">");
		html_text(out, f->subtitle);
		buf_add_string(out, "</p>\n");
	}
	fact_list(f, out);
	for (const struct overview_table *t = f->tables; t; t = t->next)
		table(f, t, out);
	html_end(out);
}
