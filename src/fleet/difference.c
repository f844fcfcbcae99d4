/* SPDX-License-Identifier: GPL-3.0-or-later
 * What differs between two scans. */
#include "fleet/difference.h"

#include <string.h>

struct writing {
	const char *indent;
	struct buf *out;
	size_t lines;
};

static void begin_line(struct writing *w, const struct component *c)
{
	w->lines++;
	buf_format(w->out, "%s%s", w->indent, kind_row(c->kind)->name);
	if (c->key)
		buf_format(w->out, "/%s", c->key);
}

static const char *serial_of(const struct component *c)
{
	static const char name[] = "serial";
	enum fact_id id = fact_find(c->kind, name, sizeof(name) - 1);
	const struct value *v = id == FACT_COUNT ? NULL : fact_value(c, id);
	return v ? v->text : NULL;
}

/* The component that this one is in the other scan, or NULL. */
static const struct component *pair_of(const struct component *c, const struct scan *in)
{
	const struct component_list *list = &in->kinds[c->kind];
	const char *serial = serial_of(c);
	for (size_t i = 0; i < list->n && serial; i++) {
		const char *other = serial_of(list->items[i]);
		if (other && !strcmp(serial, other))
			return list->items[i];
	}
	const struct component *same = scan_find(in, c->kind, c->key);
	const char *other = same ? serial_of(same) : NULL;
	return serial && other ? NULL : same;
}

/* "Samsung M471A1K43CB1-CTD 8 GB": enough to know a part by. */
static void write_part(struct buf *out, const struct component *c)
{
	static const char *const names[] = {"vendor", "model", "part_number", "size"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		enum fact_id id = fact_find(c->kind, names[i], strlen(names[i]));
		const struct value *v = id == FACT_COUNT ? NULL : fact_value(c, id);
		if (!v)
			continue;
		buf_add_char(out, ' ');
		value_print_short(out, id, v);
	}
}

static void write_state(struct buf *out, const struct fact *f)
{
	if (!f || f->state == STATE_unknown)
		buf_add_string(out, "not told");
	else if (f->state == STATE_absent)
		buf_add_string(out, "none");
	else if (f->state == STATE_unreadable)
		buf_format(out, "unreadable (%s)", f->why);
	else
		value_print_short(out, f->id, &f->value);
}

static bool is_same(const struct fact *a, const struct fact *b)
{
	enum fact_state x = a ? a->state : STATE_unknown,
	                y = b ? b->state : STATE_unknown;
	if (x != STATE_known || y != STATE_known)
		return x == y;
	return value_same(&a->value, &b->value);
}

static void compare_component(struct writing *w, const struct component *before,
                              const struct component *after)
{
	enum fact_id first = kind_row(before->kind)->first;
	for (size_t i = 0; i < kind_facts(before->kind); i++) {
		enum fact_id id = (enum fact_id)(first + i);
		const struct fact *a = fact_get(before, id), *b = fact_get(after, id);
		if (fact_row(id)->flags & FLAG_VOLATILE || is_same(a, b))
			continue;
		begin_line(w, after);
		buf_format(w->out, " %s: ", fact_row(id)->name);
		write_state(w->out, a);
		buf_add_string(w->out, " -> ");
		write_state(w->out, b);
		buf_add_char(w->out, '\n');
	}
}

static void compare_kind(struct writing *w, enum kind_id kind, const struct scan *before,
                         const struct scan *after)
{
	const struct component_list *old = &before->kinds[kind];
	const struct component_list *new = &after->kinds[kind];
	if (!old->mentioned || !new->mentioned) {
		if (old->mentioned == new->mentioned)
			return;
		w->lines++;
		buf_format(w->out, "%s%s: %s\n", w->indent, kind_row(kind)->plural,
		           new->mentioned ? "now told" : "no longer told");
		return;
	}
	for (size_t i = 0; i < old->n; i++) {
		const struct component *c = old->items[i], *pair = pair_of(c, after);
		if (pair) {
			compare_component(w, c, pair);
			continue;
		}
		begin_line(w, c);
		buf_add_string(w->out, " removed:");
		write_part(w->out, c);
		buf_add_char(w->out, '\n');
	}
	for (size_t i = 0; i < new->n; i++) {
		if (pair_of(new->items[i], before))
			continue;
		begin_line(w, new->items[i]);
		buf_add_string(w->out, " added:");
		write_part(w->out, new->items[i]);
		buf_add_char(w->out, '\n');
	}
}

size_t difference_write(const struct scan *before, const struct scan *after,
                        const char *indent, struct buf *out)
{
	struct writing w = {indent, out, 0};
	for (int k = 0; k < KIND_COUNT; k++)
		compare_kind(&w, (enum kind_id)k, before, after);
	return w.lines;
}
