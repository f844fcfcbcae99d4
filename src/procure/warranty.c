/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/warranty.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* True when there is a text and it is a day; a text that is none is kept as odd. */
static bool read_day(const char *text, struct warranty *w, struct arena *arena,
                     struct date *day)
{
	if (!text || !*text)
		return false;
	if (date_parse(text, strlen(text), day))
		return true;
	if (!w->odd)
		w->odd = arena_string(arena, text);
	return false;
}

static struct warranty make(const struct warranty_source *m,
                            const struct warranty_terms *terms, struct arena *arena)
{
	struct warranty w = {.name = arena_string(arena, m->name),
	                     .number = arena_string(arena, m->number),
	                     .serial = arena_string(arena, m->serial)};
	w.own_from = read_day(m->delivered, &w, arena, &w.from);
	w.has_recorded = read_day(m->recorded, &w, arena, &w.recorded);
	/* A day that cannot be read is a question, and not the day of the others. */
	w.has_from = w.own_from || (terms->has_delivery && !m->delivered);
	if (w.has_from && !w.own_from)
		w.from = terms->delivery;
	w.has_until = w.has_from;
	if (w.has_until)
		w.until = date_add_months(w.from, terms->months);
	struct date end = w.until;
	if (w.has_recorded && (!w.has_until || date_order(w.recorded, end) > 0))
		end = w.recorded;
	w.has_end = w.has_until || w.has_recorded;
	if (w.has_end)
		w.days_left = date_number(end) - date_number(terms->today);
	return w;
}

static int by_end(const void *a, const void *b)
{
	const struct warranty *x = a, *y = b;
	long p = x->has_end ? x->days_left : LONG_MAX;
	long q = y->has_end ? y->days_left : LONG_MAX;
	if (p != q)
		return p < q ? -1 : 1;
	int order = strcmp(x->name ? x->name : "", y->name ? y->name : "");
	return order ? order
	             : strcmp(x->number ? x->number : "", y->number ? y->number : "");
}

void warranties_make(struct warranties *all, const struct warranty_source *machines,
                     size_t n, const struct warranty_terms *terms, struct arena *arena)
{
	all->items = arena_alloc(arena, (n + 1) * sizeof(*all->items));
	all->n = n;
	for (size_t i = 0; i < n; i++)
		all->items[i] = make(&machines[i], terms, arena);
	qsort(all->items, n, sizeof(*all->items), by_end);
}
