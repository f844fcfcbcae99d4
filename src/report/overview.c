/* SPDX-License-Identifier: GPL-3.0-or-later
 * Making overview, and writing them as JSON. */
#include "report/overview.h"

#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void overview_init(struct overview *f, const struct language *language,
                   const char *format, const char *title)
{
	*f = (struct overview){.language = language, .format = format};
	f->title = arena_string(&f->arena, title);
}

void overview_done(struct overview *f)
{
	for (struct overview_table *t = f->tables; t; t = t->next)
		free(t->cells);
	arena_done(&f->arena);
	*f = (struct overview){0};
}

static struct overview_fact *add_fact(struct overview *f, const char *key,
                                      const char *title)
{
	struct overview_fact **at = &f->facts;
	while (*at)
		at = &(*at)->next;
	*at = arena_alloc(&f->arena, sizeof(**at));
	(*at)->key = key;
	(*at)->title = title;
	return *at;
}

void overview_count(struct overview *f, const char *key, const char *title, double n)
{
	add_fact(f, key, title)->number = n;
}

void overview_text(struct overview *f, const char *key, const char *title,
                   const char *text)
{
	struct overview_fact *fact = add_fact(f, key, title);
	fact->is_text = true;
	fact->text = arena_string(&f->arena, text);
}

struct overview_table *overview_table(struct overview *f, const char *key,
                                      const char *title)
{
	struct overview_table **at = &f->tables;
	while (*at)
		at = &(*at)->next;
	*at = arena_alloc(&f->arena, sizeof(**at));
	(*at)->key = key;
	(*at)->title = title;
	return *at;
}

void overview_column(struct overview_table *t, const char *key, const char *title,
                     enum cell_type type, unsigned flags)
{
	if (t->column_count == OVERVIEW_COLUMNS)
		abort();
	t->columns[t->column_count++] = (struct overview_column){key, title, type, flags};
}

static struct overview_cell *next_cell(struct overview_table *t)
{
	t->cells = memory_room(t->cells, t->cell_count, &t->cell_room, sizeof(*t->cells));
	struct overview_cell *cell = &t->cells[t->cell_count++];
	*cell = (struct overview_cell){0};
	return cell;
}

void cell_text(struct overview *f, struct overview_table *t, const char *text)
{
	next_cell(t)->text = arena_string(&f->arena, text);
}

void cell_number(struct overview_table *t, double number)
{
	next_cell(t)->number = number;
}

void cell_lines(struct overview_table *t, const char **lines, size_t n)
{
	struct overview_cell *cell = next_cell(t);
	cell->lines = lines;
	cell->n = n;
}

size_t overview_rows(const struct overview_table *t)
{
	return t->column_count ? t->cell_count / t->column_count : 0;
}

/* ---- JSON ------------------------------------------------------------------------- */

/* Shares and bits are rounded, so that the same fleet gives the same bytes anywhere. */
static json_t *number_json(enum cell_type type, double number)
{
	if (type == CELL_count)
		return json_integer((json_int_t)number);
	return json_real(round(number * 1e6) / 1e6);
}

static json_t *cell_json(enum cell_type type, const struct overview_cell *cell)
{
	if (type == CELL_text)
		return cell->text ? json_string_nocheck(cell->text) : json_null();
	if (type != CELL_lines)
		return number_json(type, cell->number);
	json_t *lines = json_array();
	for (size_t i = 0; i < cell->n; i++)
		json_array_append_new(lines, json_string_nocheck(cell->lines[i]));
	return lines;
}

static json_t *table_json(const struct overview_table *t)
{
	json_t *rows = json_array();
	for (size_t r = 0; r < overview_rows(t); r++) {
		json_t *row = json_object();
		for (size_t c = 0; c < t->column_count; c++)
			if (!(t->columns[c].flags & COLUMN_shown))
				json_put(row, t->columns[c].key,
				         cell_json(t->columns[c].type,
				                   &t->cells[r * t->column_count + c]));
		json_array_append_new(rows, row);
	}
	return rows;
}

void overview_write_json(const struct overview *f, struct buf *out)
{
	json_t *j = json_object();
	json_put_text(j, "format", f->format);
	json_put_text(j, "title", f->title);
	for (const struct overview_fact *fact = f->facts; fact; fact = fact->next) {
		if (fact->is_text)
			json_put_text(j, fact->key, fact->text);
		else
			json_put(j, fact->key, number_json(CELL_count, fact->number));
	}
	for (const struct overview_table *t = f->tables; t; t = t->next) {
		json_put(j, t->key, table_json(t));
		if (t->rest) {
			char key[64];
			snprintf(key, sizeof(key), "%s_left_out", t->key);
			json_put(j, key, json_integer((json_int_t)t->rest));
		}
	}
	json_write(j, out);
	json_decref(j);
}
