/* SPDX-License-Identifier: GPL-3.0-or-later
 * Setting and getting the facts of a component. */
#include "base/text.h"
#include "facts/normalise.h"
#include "facts/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct fact *fact_get(const struct component *c, enum fact_id id)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->facts[i].id == id)
			return &c->facts[i];
	return NULL;
}

const struct fact *scan_fact(const struct scan *scan, enum fact_id id)
{
	const struct component *c = scan_find(scan, fact_row(id)->kind, NULL);
	return c ? fact_get(c, id) : NULL;
}

const struct value *fact_value(const struct component *c, enum fact_id id)
{
	const struct fact *f = fact_get(c, id);
	return f && f->state == STATE_known ? &f->value : NULL;
}

bool fact_lists(const struct component *c, enum fact_id id, const char *text)
{
	const struct value *v = fact_value(c, id);
	for (size_t i = 0; v && i < v->list.n; i++)
		if (!strcmp(v->list.items[i].text, text))
			return true;
	return false;
}

/* Room for every fact of its kind, once: a list that grows leaves its old room behind. Of
 * many machines it is known how few facts come. */
static void make_room(struct scan *scan, struct component *c)
{
	size_t first = scan->memo ? memo_facts(scan->memo, c->kind) : 0;
	c->room = c->room ? c->room + c->room / 2 + 1
	          : first ? first
	                  : kind_facts(c->kind);
	struct fact *facts = arena_room(&scan->arena, c->room * sizeof(*facts));
	if (c->n)
		memcpy(facts, c->facts, c->n * sizeof(*facts));
	c->facts = facts;
}

/* The place of a fact in its component, emptied: a second setting replaces the first. */
static struct fact *place(struct scan *scan, struct component *c, enum fact_id id)
{
	if (fact_row(id)->kind != c->kind) {
		fprintf(stderr, "hwfit: %s is not a fact of %s\n", fact_full_name(id),
		        kind_row(c->kind)->name);
		abort();
	}
	struct fact *f = (struct fact *)fact_get(c, id);
	if (!f) {
		if (c->n == c->room)
			make_room(scan, c);
		f = &c->facts[c->n++];
	}
	*f = (struct fact){.id = id};
	return f;
}

static struct fact *known(struct scan *scan, struct component *c, enum fact_id id,
                          enum value_type type)
{
	enum value_type wanted = fact_row(id)->type;
	if (wanted != type) {
		fprintf(stderr, "hwfit: %s is set as %s, its type is %s\n",
		        fact_full_name(id), value_type_name(type),
		        value_type_name(wanted));
		abort();
	}
	struct fact *f = place(scan, c, id);
	f->state = STATE_known;
	f->value.type = type;
	f->value.dimension = fact_row(id)->dimension;
	return f;
}

void fact_set(struct scan *scan, struct component *c, enum fact_id id,
              const struct value *value)
{
	struct value copy = value_copy(&scan->arena, value);
	known(scan, c, id, value->type)->value = copy;
}

void fact_set_interval(struct scan *scan, struct component *c, enum fact_id id,
                       fixed_t min, fixed_t max)
{
	enum value_type type = fact_row(id)->type;
	struct fact *f = known(scan, c, id, type == TYPE_INTEGER ? type : TYPE_NUMBER);
	f->value.number.min = min;
	f->value.number.max = max;
}

void fact_set_fixed(struct scan *scan, struct component *c, enum fact_id id, fixed_t n)
{
	fact_set_interval(scan, c, id, n, n);
}

void fact_set_integer(struct scan *scan, struct component *c, enum fact_id id, int64_t n)
{
	fact_set_fixed(scan, c, id, fixed_from_int(n));
}

void fact_set_bool(struct scan *scan, struct component *c, enum fact_id id, bool yes)
{
	known(scan, c, id, TYPE_BOOL)->value.yes = yes;
}

void fact_set_date(struct scan *scan, struct component *c, enum fact_id id,
                   struct date date)
{
	known(scan, c, id, TYPE_DATE)->value.date = date;
}

void fact_set_resolution(struct scan *scan, struct component *c, enum fact_id id,
                         unsigned width, unsigned height)
{
	struct fact *f = known(scan, c, id, TYPE_RESOLUTION);
	f->value.resolution.width = width;
	f->value.resolution.height = height;
}

/* Of every imported machine there are many: without the work of a format. */
static void note_placeholder(struct scan *scan, const struct component *c,
                             const char *name, const char *text)
{
	enum { SHOWN = 100 };
	char note[2 * SHOWN + 64];
	if (strlen(name) + strlen(text) > SHOWN) {
		scan_note(scan, c, "%s is \"%.100s\", a placeholder", name, text);
		return;
	}
	char *end = stpcpy(stpcpy(stpcpy(note, name), " is \""), text);
	memcpy(end, "\", a placeholder", sizeof("\", a placeholder"));
	scan_note_text(scan, c, note);
}

const char *fact_normal_text(struct scan *scan, enum fact_id id, const char *clean)
{
	struct memo_answer answer;
	size_t n = scan->memo ? strlen(clean) : 0;
	if (scan->memo && memo_find(scan->memo, id, clean, n, &answer)) {
		if (answer.placeholder)
			return NULL;
		return answer.text == clean ? clean
		                            : arena_string(&scan->arena, answer.text);
	}
	answer.placeholder = normalise_is_placeholder(id, clean);
	answer.text = answer.placeholder ? "" : normalise_text(&scan->arena, id, clean);
	if (scan->memo)
		memo_keep(scan->memo, id, clean, n, &answer);
	return answer.placeholder ? NULL : answer.text;
}

void fact_set_text(struct scan *scan, struct component *c, enum fact_id id,
                   const char *text, size_t n)
{
	bool odd = false;
	const char *clean = text ? text_clean_copy(&scan->arena, text, n, &odd) : "";
	if (!*clean) {
		fact_set_absent(scan, c, id);
		return;
	}
	if (odd)
		scan_note(scan, c,
		          "%s has bytes that are not text; they are shown as \\xHH",
		          fact_row(id)->name);
	const char *normal = fact_normal_text(scan, id, clean);
	if (!normal) {
		fact_set_absent(scan, c, id);
		note_placeholder(scan, c, fact_row(id)->name, clean);
		return;
	}
	struct fact *f = known(scan, c, id, fact_row(id)->type);
	f->value.text = normal;
	f->raw = normal != clean && strcmp(normal, clean) != 0 ? clean : NULL;
}

void fact_set_string(struct scan *scan, struct component *c, enum fact_id id,
                     const char *text)
{
	fact_set_text(scan, c, id, text, text ? strlen(text) : 0);
}

void fact_set_list(struct scan *scan, struct component *c, enum fact_id id)
{
	known(scan, c, id, TYPE_LIST);
}

void fact_add_word(struct scan *scan, struct component *c, enum fact_id id,
                   const char *word)
{
	struct fact *f = (struct fact *)fact_get(c, id);
	if (!f || f->state != STATE_known) {
		fact_set_list(scan, c, id);
		f = (struct fact *)fact_get(c, id);
	}
	size_t n = f->value.list.n;
	/* Lists double in the arena at each power of two, so that adding stays linear. */
	struct value *items = (struct value *)f->value.list.items;
	if ((n & (n - 1)) == 0) {
		struct value *more =
		        arena_alloc(&scan->arena, (n ? n * 2 : 1) * sizeof(*items));
		if (n)
			memcpy(more, items, n * sizeof(*items));
		items = more;
	}
	const char *clean = text_clean_copy(&scan->arena, word, strlen(word), NULL);
	items[n] = value_text(TYPE_WORD, clean);
	f->value.list.items = items;
	f->value.list.n = n + 1;
}

void fact_set_absent(struct scan *scan, struct component *c, enum fact_id id)
{
	place(scan, c, id)->state = STATE_absent;
}

void fact_set_unreadable(struct scan *scan, struct component *c, enum fact_id id,
                         const char *why, const char *remedy)
{
	const struct fact *before = fact_get(c, id);
	if (before && before->state == STATE_known)
		return;
	struct fact *f = place(scan, c, id);
	f->state = STATE_unreadable;
	f->why = arena_string(&scan->arena, why);
	f->remedy = arena_string(&scan->arena, remedy);
}

void fact_set_static_source(struct component *c, enum fact_id id, const char *source)
{
	struct fact *f = (struct fact *)fact_get(c, id);
	if (f)
		f->source = source;
}

void fact_set_source(struct scan *scan, struct component *c, enum fact_id id,
                     const char *source)
{
	fact_set_static_source(c, id, arena_string(&scan->arena, source));
}
