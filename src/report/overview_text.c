/* SPDX-License-Identifier: GPL-3.0-or-later
 * An overview for a terminal: columns as wide as they need, lists one below the other,
 * bars as long as there is room. */
#include "base/text.h"
#include "report/overview_chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	BAR_WIDTH = 40,  /* of the longest bar, when nothing bounds it */
	BAR_LEAST = 8,   /* a shorter one says nothing */
	GAP = 2,         /* between columns */
	TITLE_LEAST = 4, /* of a title that is cut */
	TEXT_LEAST = 12, /* columns of a text that is cut, at least */
	LIST_LEAST = 30, /* columns in which a list is broken, at least */
	NUMBER_ROOM = 32,
};

struct writing {
	const struct overview *f;
	const struct overview_table *t;
	struct buf *out;
	unsigned width;
	size_t widths[OVERVIEW_COLUMNS];
	size_t left; /* what the columns before the lists take */
	double most; /* of the charted numbers */
};

static void blanks(struct buf *out, size_t n)
{
	while (n--)
		buf_add_char(out, ' ');
}

static const struct overview_cell *cell_at(const struct overview_table *t, size_t row,
                                           size_t column)
{
	return &t->cells[row * t->column_count + column];
}

static void comma(const struct overview *f, char *number)
{
	char *point = strchr(number, '.');
	if (point && f->language->estonian)
		*point = ',';
}

/* What stands in a cell that is no list; number has NUMBER_ROOM bytes. */
static const char *text_of(const struct writing *w, const struct overview_cell *cell,
                           enum cell_type type, char number[NUMBER_ROOM])
{
	if (type == CELL_text)
		return cell->text ? cell->text : "?";
	if (type == CELL_count)
		snprintf(number, NUMBER_ROOM, "%.0f", cell->number);
	else if (type == CELL_share)
		snprintf(number, NUMBER_ROOM, "%.1f %%", cell->number * 100);
	else
		snprintf(number, NUMBER_ROOM, "%.1f", cell->number);
	comma(w->f, number);
	return number;
}

static bool is_column(const struct overview_column *c)
{
	return !(c->flags & (COLUMN_data | COLUMN_heading)) && c->type != CELL_lines;
}

/* On a narrow terminal the widest columns give way, as far as they say something: texts
 * and titles are cut, numbers never. */
static void narrow(struct writing *w, const size_t *least)
{
	while (w->width && w->left > w->width) {
		size_t widest = SIZE_MAX;
		for (size_t c = 0; c < w->t->column_count; c++)
			if (w->widths[c] > least[c] &&
			    (widest == SIZE_MAX || w->widths[c] > w->widths[widest]))
				widest = c;
		if (widest == SIZE_MAX)
			return;
		w->widths[widest]--;
		w->left--;
	}
}

static void measure(struct writing *w)
{
	const struct overview_table *t = w->t;
	char number[NUMBER_ROOM];
	size_t least[OVERVIEW_COLUMNS] = {0};
	w->left = 0;
	w->most = 0;
	memset(w->widths, 0, sizeof(w->widths));
	for (size_t c = 0; c < t->column_count; c++) {
		if (!is_column(&t->columns[c]))
			continue;
		w->widths[c] = text_columns(t->columns[c].title);
		for (size_t r = 0; r < overview_rows(t); r++) {
			size_t n = text_columns(
			        text_of(w, cell_at(t, r, c), t->columns[c].type, number));
			w->widths[c] = n > w->widths[c] ? n : w->widths[c];
			least[c] = n > least[c] ? n : least[c];
		}
		if (t->columns[c].type == CELL_text || least[c] < TITLE_LEAST)
			least[c] = t->columns[c].type == CELL_text ? TEXT_LEAST
			                                           : TITLE_LEAST;
		w->left += w->widths[c] + GAP;
	}
	narrow(w, least);
	for (size_t r = 0;
	     r + t->plain < overview_rows(t) && overview_charted(t) < t->column_count;
	     r++)
		if (cell_at(t, r, overview_charted(t))->number > w->most)
			w->most = cell_at(t, r, overview_charted(t))->number;
}

/* So much of the text as fits, with "…" behind. */
static char *cut_text(const char *text, size_t width)
{
	char *copy = strdup(text);
	size_t n = copy ? strlen(copy) : 0;
	while (n && text_columns(copy) + 1 > width) {
		do
			n--;
		while (n && ((unsigned char)copy[n] & 0xc0) == 0x80);
		copy[n] = '\0';
	}
	return copy;
}

static void put(struct writing *w, size_t column, const char *whole)
{
	struct buf cut = BUF_EMPTY;
	const char *text = whole;
	if (text_columns(whole) > w->widths[column]) {
		char *copy = cut_text(whole, w->widths[column]);
		buf_format(&cut, "%s\u2026", copy ? copy : "");
		free(copy);
		text = cut.text;
	}
	size_t wide = text_columns(text);
	size_t pad = w->widths[column] > wide ? w->widths[column] - wide : 0;
	bool right = w->t->columns[column].type != CELL_text;
	blanks(w->out, right ? pad : 0);
	buf_add_string(w->out, text);
	blanks(w->out, right ? GAP : pad + GAP);
	buf_done(&cut);
}

/* Takes the blanks at the end of the line away. */
static void end_line(struct buf *out)
{
	while (out->n && out->text[out->n - 1] == ' ')
		out->text[--out->n] = '\0';
	buf_add_char(out, '\n');
}

static void bar(struct writing *w, double number)
{
	size_t room = BAR_WIDTH;
	if (w->width && w->left + BAR_LEAST > w->width)
		return;
	if (w->width && w->left + room > w->width)
		room = w->width - w->left;
	size_t n = w->most > 0 ? (size_t)(number * (double)room / w->most + 0.5) : 0;
	if (!n && number > 0)
		n = 1;
	while (n--)
		buf_add_string(w->out, "\u2588");
}

/* One text of a list, broken at blanks so that it stays right of the columns. */
static void list_line(struct writing *w, const char *text, bool first)
{
	size_t room = w->width > w->left + LIST_LEAST ? w->width - w->left : 0;
	blanks(w->out, first ? 0 : w->left);
	size_t column = 0;
	while (*text) {
		size_t n = strcspn(text, " ");
		char *word = strndup(text, n);
		size_t wide = word ? text_columns(word) : n;
		if (room && column && column + 1 + wide > room) {
			end_line(w->out);
			blanks(w->out, w->left + GAP);
			column = GAP;
		} else if (column) {
			buf_add_char(w->out, ' ');
			column++;
		}
		buf_add(w->out, text, n);
		column += wide;
		free(word);
		text += n;
		text += *text == ' ';
	}
	end_line(w->out);
}

static void row(struct writing *w, size_t r)
{
	const struct overview_table *t = w->t;
	char number[NUMBER_ROOM];
	bool first = true;
	for (size_t c = 0; c < t->column_count; c++)
		if (is_column(&t->columns[c]))
			put(w, c,
			    text_of(w, cell_at(t, r, c), t->columns[c].type, number));
	if ((t->chart == CHART_bars || t->chart == CHART_pareto) &&
	    overview_charted(t) < t->column_count && r + t->plain < overview_rows(t))
		bar(w, cell_at(t, r, overview_charted(t))->number);
	for (size_t c = 0; c < t->column_count; c++) {
		const struct overview_cell *cell = cell_at(t, r, c);
		if (t->columns[c].type != CELL_lines || t->columns[c].flags & COLUMN_data)
			continue;
		for (size_t i = 0; i < cell->n; i++, first = false)
			list_line(w, cell->lines[i], first);
	}
	if (first)
		end_line(w->out);
}

/* Starts a new group of rows when a heading column says something else than before. */
static void heading(struct writing *w, size_t r)
{
	const struct overview_table *t = w->t;
	for (size_t c = 0; c < t->column_count; c++) {
		if (!(t->columns[c].flags & COLUMN_heading))
			continue;
		const char *text = cell_at(t, r, c)->text;
		const char *before = r ? cell_at(t, r - 1, c)->text : NULL;
		if (r && !strcmp(text ? text : "", before ? before : ""))
			continue;
		buf_format(w->out, "%s%s\n", r ? "\n" : "", text ? text : "?");
	}
}

static void titles(struct writing *w)
{
	for (size_t c = 0; c < w->t->column_count; c++)
		if (is_column(&w->t->columns[c]))
			put(w, c, w->t->columns[c].title);
	for (size_t c = 0; c < w->t->column_count; c++)
		if (w->t->columns[c].type == CELL_lines &&
		    !(w->t->columns[c].flags & COLUMN_data) && *w->t->columns[c].title) {
			buf_add_string(w->out, w->t->columns[c].title);
			break;
		}
	end_line(w->out);
}

static void table(struct writing *w)
{
	const struct language *l = w->f->language;
	buf_format(w->out, "\n%s\n", w->t->title);
	if (w->t->note)
		buf_format(w->out, "%s\n", w->t->note);
	measure(w);
	if (overview_rows(w->t))
		titles(w);
	for (size_t r = 0; r < overview_rows(w->t); r++) {
		heading(w, r);
		row(w, r);
	}
	if (w->t->rest) {
		buf_format(w->out, tr(l->catalogue, "and %zu more"), w->t->rest);
		buf_add_char(w->out, '\n');
	}
}

void overview_write_text(const struct overview *f, unsigned width, struct buf *out)
{
	struct writing w = {.f = f, .out = out, .width = width};
	size_t wide = 0;
	buf_format(out, "%s\n", f->title);
	if (f->subtitle)
		buf_format(out, "%s\n", f->subtitle);
	for (const struct overview_fact *fact = f->facts; fact; fact = fact->next)
		if (text_columns(fact->title) > wide)
			wide = text_columns(fact->title);
	for (const struct overview_fact *fact = f->facts; fact; fact = fact->next) {
		buf_add_string(out, fact->title);
		blanks(out, wide - text_columns(fact->title) + GAP);
		if (fact->is_text)
			buf_format(out, "%s\n", fact->text);
		else
			buf_format(out, "%.0f\n", fact->number);
	}
	for (w.t = f->tables; w.t; w.t = w.t->next)
		table(&w);
}
