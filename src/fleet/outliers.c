/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/outliers.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How many machines of one family have so many of a part, at least. */
struct having {
	struct ladder_part part;
	size_t machines;
};

struct judging {
	struct families *families;
	const struct family *family;
	struct map map; /* of part and number */
	struct having *parts;
	size_t n, room;
	struct having *usual; /* those that most machines have: only they can be missed */
	size_t usual_count;
};

static size_t *place_of(struct judging *j, size_t item, size_t n)
{
	const size_t key[] = {item, n};
	return map_at(&j->map, hash_number(NULL, 'h', key, sizeof(key)));
}

static size_t having(struct judging *j, size_t item, size_t n)
{
	size_t at = *place_of(j, item, n);
	return at == SIZE_MAX ? 0 : j->parts[at].machines;
}

static void count_class(struct judging *j, const struct ladder_class *class)
{
	for (size_t k = 0; k < j->families->ladder.kind_count; k++)
		for (size_t i = 0; i < class->views[k]->n; i++) {
			struct ladder_part part = class->views[k]->parts[i];
			for (size_t n = 1; n <= part.n; n++) {
				size_t *at = place_of(j, part.item, n);
				if (*at == SIZE_MAX) {
					*at = j->n;
					j->parts = memory_room(j->parts, j->n, &j->room,
					                       sizeof(*j->parts));
					j->parts[j->n++] =
					        (struct having){{part.item, n}, 0};
				}
				j->parts[*at].machines += class->count;
			}
		}
}

static double bits_of(size_t like, size_t all)
{
	return like ? -log2((double)like / (double)all) : 0;
}

static size_t number_of(const struct ladder_view *view, size_t item)
{
	for (size_t i = 0; i < view->n; i++)
		if (view->parts[i].item == item)
			return view->parts[i].n;
	return 0;
}

/* A part of which something is told. */
static bool speaks(const struct judging *j, size_t item)
{
	const struct ladder_item *i = &j->families->ladder.items[item];
	return i->state == LADDER_told && *i->text;
}

static bool has_state(const struct judging *j, const struct ladder_view *view,
                      enum ladder_state state)
{
	for (size_t i = 0; i < view->n; i++)
		if (j->families->ladder.items[view->parts[i].item].state == state)
			return true;
	return false;
}

/* The greatest surprise of a kind. */
static void judge_kind(struct judging *j, const struct ladder_view *view,
                       enum kind_id kind, struct outlier *o)
{
	const struct ladder *l = &j->families->ladder;
	struct outlier most = {.cause_bits = 0};
	size_t all = j->family->count;
	if (has_state(j, view, LADDER_not_told))
		return;
	/* That a part is missing cannot be known of a list that may be incomplete. */
	bool whole = !has_state(j, view, LADDER_partial);
	for (size_t i = 0; i < view->n; i++) {
		struct ladder_part part = view->parts[i];
		size_t like = having(j, part.item, part.n);
		double bits = speaks(j, part.item) ? bits_of(like, all) : 0;
		if (bits > most.cause_bits)
			most = (struct outlier){
			        .cause = part, .like = like, .cause_bits = bits};
	}
	for (size_t i = 0; i < j->usual_count && whole; i++) {
		const struct having *h = &j->usual[i];
		if (l->items[h->part.item].kind != kind || !speaks(j, h->part.item) ||
		    number_of(view, h->part.item) >= h->part.n)
			continue;
		double bits = bits_of(all - h->machines, all);
		if (bits > most.cause_bits)
			most = (struct outlier){.cause = h->part,
			                        .lacking = true,
			                        .like = all - h->machines,
			                        .cause_bits = bits};
	}
	o->bits += most.cause_bits;
	if (most.cause_bits > o->cause_bits) {
		o->cause = most.cause;
		o->lacking = most.lacking;
		o->like = most.like;
		o->cause_bits = most.cause_bits;
	}
}

static void find_usual(struct judging *j)
{
	j->usual = memory_get((j->n + 1) * sizeof(*j->usual));
	for (size_t i = 0; i < j->n; i++)
		if (j->parts[i].machines * 2 > j->family->count)
			j->usual[j->usual_count++] = j->parts[i];
}

static void judge_family(struct families *f, size_t family, struct outliers *out)
{
	struct judging j = {.families = f, .family = &f->items[family]};
	const struct ladder *l = &f->ladder;
	for (size_t i = 0; i < j.family->n; i++)
		count_class(&j, &l->classes[j.family->classes[i]]);
	find_usual(&j);
	for (size_t i = 0; i < j.family->n; i++) {
		struct outlier o = {.class = j.family->classes[i], .family = family};
		for (size_t k = 0; k < l->kind_count; k++)
			judge_kind(&j, l->classes[o.class].views[k], l->kinds[k], &o);
		/* What every second machine has is nothing odd. */
		if (o.cause_bits > 1)
			out->items[out->n++] = o;
	}
	free(j.parts);
	free(j.usual);
	map_done(&j.map);
}

/* "All Series", "To be filled by hand": a name under which machines of many boards go
 * names no product. How many machines have the most common board of those that tell one?
 */
static int is_product(struct families *f, const struct family *family, bool *product,
                      struct error *err)
{
	const struct ladder *l = &f->ladder;
	struct map map = {0};
	size_t *counts = memory_get((family->n + 1) * sizeof(*counts));
	size_t n = 0, told = 0, most = 0;
	int failed = 0;
	for (size_t i = 0; i < family->n && !failed; i++) {
		const struct ladder_class *class = &l->classes[family->classes[i]];
		const struct component_list *list = NULL;
		enum kind_id kind;
		int64_t config =
		        store_config_of(&l->fleet->all.items[class->first], KIND_board);
		if (config)
			list = store_reader_config(l->fleet->reader, config, &kind, err);
		failed = config && !list ? -1 : 0;
		const struct value *board =
		        list && list->n ? fact_value(list->items[0], FACT_board_model)
		                        : NULL;
		if (!board)
			continue;
		size_t *at = map_at(
		        &map, hash_number(NULL, 'b', board->text, strlen(board->text)));
		if (*at == SIZE_MAX) {
			*at = n;
			counts[n++] = 0;
		}
		counts[*at] += class->count;
		told += class->count;
		most = counts[*at] > most ? counts[*at] : most;
	}
	*product = most * 2 >= told;
	free(counts);
	map_done(&map);
	return failed;
}

static int outlier_order(const void *a, const void *b)
{
	const struct outlier *x = a, *y = b;
	if (x->bits != y->bits)
		return x->bits < y->bits ? 1 : -1;
	return (x->class > y->class) - (x->class < y->class);
}

int outliers_find(struct families *f, size_t least, struct outliers *outliers,
                  struct error *err)
{
	*outliers = (struct outliers){
	        .items = arena_alloc(&f->ladder.arena, (f->ladder.class_count + 1) *
	                                                       sizeof(struct outlier))};
	for (size_t i = 0; i < f->n; i++) {
		const struct family *family = &f->items[i];
		bool product = family->told;
		if (product && family->count < least) {
			outliers->rare += family->count;
			continue;
		}
		if (product && is_product(f, family, &product, err))
			return -1;
		if (!product) {
			outliers->untold += family->count;
			continue;
		}
		outliers->judged += family->count;
		judge_family(f, i, outliers);
	}
	if (outliers->n)
		qsort(outliers->items, outliers->n, sizeof(*outliers->items),
		      outlier_order);
	return 0;
}
