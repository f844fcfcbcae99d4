/* SPDX-License-Identifier: GPL-3.0-or-later
 * The canonical text of a component. */
#include "store/body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Between the items of a list; clean text has no control characters. */
enum { ITEM_END = '\t' };

static const bool is_place[FACT_COUNT] = {
#define PLACE(kind, fact) [FACT_##kind##_##fact] = true,
#include "store/place.def"
#undef PLACE
};

#define UNIT     FLAG_UNIT
#define PERSON   FLAG_PERSON
#define VOLATILE FLAG_VOLATILE

/* The parts of facts that their flags decide; the others are core or place. */
static const uint8_t by_flags[FACT_COUNT] = {
#define KIND(...)
#define FACT(kind, name, type, dimension, obtained, flags, ...)                          \
	[FACT_##kind##_##name] = ((flags) & (FLAG_UNIT | FLAG_PERSON)) ? PART_detail     \
	                         : ((flags)&FLAG_VOLATILE)             ? PART_volatile   \
	                                                               : PART_core,
#include "facts/facts.def"
#undef KIND
#undef FACT
};

#undef UNIT
#undef PERSON
#undef VOLATILE

enum part part_of(enum fact_id fact)
{
	if (by_flags[fact] != PART_core)
		return by_flags[fact];
	return is_place[fact] ? PART_place : PART_core;
}

/* ---- writing ---------------------------------------------------------------------- */

static void write_end(struct buf *out, fixed_t end)
{
	char text[FIXED_TEXT_MAX];
	buf_add_string(out, end == FIXED_MAX || end == FIXED_MIN ? "*"
	                                                         : fixed_text(end, text));
}

static void write_number(struct buf *out, const struct value *v)
{
	write_end(out, v->number.min);
	if (v->number.min != v->number.max) {
		buf_add_string(out, "..");
		write_end(out, v->number.max);
	}
	if (v->dimension == DIM_seconds || v->dimension == DIM_working_days)
		buf_format(out, " %s", dimension_name(v->dimension));
}

static void write_value(struct buf *out, const struct value *v)
{
	if (v->type == TYPE_NUMBER || v->type == TYPE_INTEGER) {
		write_number(out, v);
	} else if (v->type == TYPE_LIST) {
		for (size_t i = 0; i < v->list.n; i++) {
			write_value(out, &v->list.items[i]);
			buf_add_char(out, ITEM_END);
		}
	} else {
		value_plain(out, v);
	}
}

static void write_fact(struct buf *out, const struct fact *f)
{
	buf_add_string(out, fact_row(f->id)->name);
	if (f->state == STATE_known) {
		buf_add_char(out, '=');
		write_value(out, &f->value);
	} else if (f->state == STATE_absent) {
		buf_add_char(out, '~');
	} else {
		buf_add_char(out, '!');
		buf_add_string(out, f->why);
		if (f->remedy) {
			buf_add_char(out, '\t');
			buf_add_string(out, f->remedy);
		}
	}
	buf_add_char(out, '\n');
}

/* Most names differ in their first letter. */
static inline bool is_after(const char *a, const char *b)
{
	return *a == *b ? strcmp(a, b) > 0 : (unsigned char)*a > (unsigned char)*b;
}

/* In order of names and not of numbers: the table of facts may change its order. There
 * are few, and they come nearly in order. */
static void insert(const struct fact **facts, size_t n, const struct fact *f)
{
	const char *name = fact_row(f->id)->name;
	while (n && is_after(fact_row(facts[n - 1]->id)->name, name)) {
		facts[n] = facts[n - 1];
		n--;
	}
	facts[n] = f;
}

void body_write(struct buf *out, const struct component *c, enum part part)
{
	enum { MOST = 128 };
	const struct fact *facts[MOST];
	size_t n = 0;
	for (size_t i = 0; i < c->n && n < MOST; i++)
		if (c->facts[i].state != STATE_unknown && part_of(c->facts[i].id) == part)
			insert(facts, n++, &c->facts[i]);
	if (part == PART_place && c->key)
		buf_add_string(out, c->key);
	if (part == PART_place && (c->key || n))
		buf_add_char(out, '\n');
	for (size_t i = 0; i < n; i++)
		write_fact(out, facts[i]);
	if (part == PART_core && c->extra) {
		char *more = json_dumps(c->extra, JSON_COMPACT | JSON_SORT_KEYS);
		buf_format(out, "+%s\n", more ? more : "{}");
		free(more);
	}
}

/* ---- reading ---------------------------------------------------------------------- */

static bool read_number(const char *text, enum fact_id id, struct value *v)
{
	size_t used = 0, n = strlen(text);
	v->number.min = FIXED_MIN;
	if (*text == '*')
		used = 1;
	else if (!(used = fixed_parse(text, n, &v->number.min)))
		return false;
	v->number.max = v->number.min;
	text += used;
	if (!strncmp(text, "..", 2)) {
		text += 2;
		v->number.max = FIXED_MAX;
		used = *text == '*' ? 1 : fixed_parse(text, strlen(text), &v->number.max);
		if (!used)
			return false;
		text += used;
	}
	v->dimension = fact_row(id)->dimension;
	if (!strcmp(text, " seconds"))
		v->dimension = DIM_seconds;
	else if (!strcmp(text, " working_days"))
		v->dimension = DIM_working_days;
	return true;
}

static bool read_list(struct arena *arena, enum fact_id id, char *text, struct value *v)
{
	size_t n = 0, i = 0;
	for (const char *at = text; *at; at++)
		n += *at == ITEM_END;
	struct value *items = arena_alloc(arena, (n + 1) * sizeof(*items));
	for (char *at = text, *end; (end = strchr(at, ITEM_END)); at = end + 1) {
		*end = '\0';
		items[i].type =
		        fact_row(id)->dimension == DIM_none ? TYPE_WORD : TYPE_NUMBER;
		items[i].text = at;
		if (items[i].type == TYPE_NUMBER && !read_number(at, id, &items[i]))
			return false;
		i++;
	}
	v->list.items = items;
	v->list.n = i;
	return true;
}

static bool read_value(struct arena *arena, enum fact_id id, char *text, struct value *v)
{
	v->type = fact_row(id)->type;
	v->dimension = fact_row(id)->dimension;
	switch (v->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		return read_number(text, id, v);
	case TYPE_BOOL:
		v->yes = *text == 'y';
		return true;
	case TYPE_DATE:
		return date_parse(text, strlen(text), &v->date);
	case TYPE_RESOLUTION:
		return sscanf(text, "%ux%u", &v->resolution.width,
		              &v->resolution.height) == 2;
	case TYPE_LIST:
		return read_list(arena, id, text, v);
	default:
		v->text = text;
		return true;
	}
}

size_t body_lines(const char *bytes, size_t n)
{
	size_t lines = 1;
	for (size_t i = 0; i < n; i++)
		lines += bytes[i] == '\n';
	return lines;
}

static bool read_fact(struct arena *arena, enum kind_id kind, char *line, struct fact *f)
{
	size_t name = strcspn(line, "=~!");
	char *rest = line + name + 1;
	if (!line[name])
		return false;
	*f = (struct fact){.id = fact_find(kind, line, name)};
	if (f->id == FACT_COUNT)
		return false;
	if (line[name] == '=') {
		f->state = STATE_known;
		return read_value(arena, f->id, rest, &f->value);
	}
	f->state = line[name] == '~' ? STATE_absent : STATE_unreadable;
	if (f->state == STATE_absent)
		return true;
	char *tab = strchr(rest, '\t');
	if (tab)
		*tab = '\0';
	f->why = rest;
	f->remedy = tab ? tab + 1 : NULL;
	return true;
}

void body_read(struct arena *arena, enum kind_id kind, const char *bytes, size_t n,
               struct fact *facts, size_t *count, const char **key)
{
	char *at = arena_copy(arena, bytes, n), *end = at + n;
	bool first = key != NULL;
	while (at < end) {
		char *stop = memchr(at, '\n', (size_t)(end - at));
		if (!stop)
			stop = end;
		*stop = '\0';
		if (first)
			*key = *at ? at : NULL;
		else if (*at != '+' && read_fact(arena, kind, at, &facts[*count]))
			(*count)++;
		first = false;
		at = stop + 1;
	}
}
