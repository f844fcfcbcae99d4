/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/compare.h"

#include <stdlib.h>
#include <string.h>

/* Shifts below these are not shown as such: 5 of 100 machines, 1 chance in 100. */
#define SHIFT_LEAST 0.05
#define CHANCE_MOST 0.01

static void count_level(const struct ladder *l, const size_t *const counts[2],
                        struct compare_level *level)
{
	size_t(*of)[2] = memory_get((l->class_count + 1) * sizeof(*of));
	memset(of, 0, (l->class_count + 1) * sizeof(*of));
	for (size_t p = 0; p < l->fleet->profile_count; p++) {
		if (l->of_profile[p] == SIZE_MAX)
			continue;
		of[l->of_profile[p]][0] += counts[0][p];
		of[l->of_profile[p]][1] += counts[1][p];
	}
	for (size_t c = 0; c < l->class_count; c++) {
		if (of[c][0] && of[c][1]) {
			level->both++;
			level->machines[0] += of[c][0];
			level->machines[1] += of[c][1];
		} else {
			level->only[of[c][1] != 0]++;
		}
	}
	free(of);
}

/* The most frequent first, then by name, which is the same in every inventory. */
static int part_order(const void *a, const void *b, void *context)
{
	const struct ladder *l = context;
	const struct compare_part *x = a, *y = b;
	size_t n = x->units[0] + x->units[1], m = y->units[0] + y->units[1];
	if (n != m)
		return n < m ? 1 : -1;
	const struct ladder_item *s = &l->items[x->item], *t = &l->items[y->item];
	if (s->kind != t->kind)
		return s->kind < t->kind ? -1 : 1;
	int order = strcmp(s->text, t->text);
	return order ? order : (s->hash > t->hash) - (s->hash < t->hash);
}

static void count_parts(struct compare *c, const size_t *const counts[2])
{
	struct ladder *l = &c->parts_ladder;
	c->part_count = l->item_count;
	c->parts = arena_alloc(&l->arena, (l->item_count + 1) * sizeof(*c->parts));
	for (size_t i = 0; i < l->item_count; i++)
		c->parts[i].item = i;
	for (size_t p = 0; p < l->fleet->profile_count; p++) {
		if (l->of_profile[p] == SIZE_MAX)
			continue;
		const struct ladder_class *class = &l->classes[l->of_profile[p]];
		for (size_t k = 0; k < l->kind_count; k++)
			for (size_t i = 0; i < class->views[k]->n; i++) {
				struct ladder_part part = class->views[k]->parts[i];
				for (int side = 0; side < 2; side++) {
					c->parts[part.item].machines[side] +=
					        counts[side][p];
					c->parts[part.item].units[side] +=
					        counts[side][p] * part.n;
				}
			}
	}
	qsort_r(c->parts, c->part_count, sizeof(*c->parts), part_order, l);
	/* What only a level below names. */
	while (c->part_count && !c->parts[c->part_count - 1].machines[0] &&
	       !c->parts[c->part_count - 1].machines[1])
		c->part_count--;
}

static int spread_all(struct compare *c, struct fleet *fleet, const bool *either,
                      size_t *const counts[2], struct error *err)
{
	size_t n;
	const struct spread_row *rows = spread_table(&n);
	const size_t *both[2] = {counts[0], counts[1]};
	c->spreads = arena_alloc(&fleet->arena, (n + 1) * sizeof(*c->spreads));
	if (spread_ahead(fleet, rows, n, either, err))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (spread_make(fleet, &rows[i], both, &c->spreads[c->spread_count++],
		                err))
			return -1;
	return 0;
}

int compare_make(struct compare *c, struct fleet *fleet, const bool *include[2],
                 struct error *err)
{
	size_t n = fleet->all.n;
	bool *either = arena_alloc(&fleet->arena, n + 1);
	size_t *counts[2] = {fleet_profile_counts(fleet, include[0]),
	                     fleet_profile_counts(fleet, include[1])};
	int failed = 0;
	*c = (struct compare){0};
	for (size_t i = 0; i < n; i++) {
		either[i] = include[0][i] || include[1][i];
		c->machines[0] += include[0][i];
		c->machines[1] += include[1][i];
		c->common += include[0][i] && include[1][i];
	}
	/* One ladder climbs to the level that is kept, another one further. */
	struct ladder above = {0};
	for (int i = 0; i < LADDER_LEVELS && !failed; i++) {
		struct ladder *l = i <= LADDER_part_numbers ? &c->parts_ladder : &above;
		failed = l->fleet ? ladder_climb(l, err)
		                  : ladder_make(l, fleet, (enum ladder_level)i, either,
		                                err);
		if (!failed)
			count_level(l, (const size_t *const *)counts, &c->levels[i]);
	}
	ladder_done(&above);
	if (failed)
		return -1;
	count_parts(c, (const size_t *const *)counts);
	return spread_all(c, fleet, either, counts, err);
}

void compare_done(struct compare *c)
{
	ladder_done(&c->parts_ladder);
	*c = (struct compare){0};
}

bool compare_is_shifted(const struct spread *spread)
{
	return spread->shift >= SHIFT_LEAST && spread->chance <= CHANCE_MOST;
}

bool compare_differs(const struct compare *c, enum ladder_level level)
{
	for (size_t i = 0; i < c->spread_count; i++)
		if (compare_is_shifted(&c->spreads[i]))
			return true;
	return c->levels[level].only[0] || c->levels[level].only[1];
}
