/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/families.h"

#include <stdlib.h>
#include <string.h>

/* What machines of a family have in common. */
static enum kind_id family_kind(enum ladder_level level)
{
	return level == LADDER_cpu_memory ? KIND_cpu : KIND_system;
}

/* Does the machine tell it? A maker alone is no model. */
static int is_told(const struct ladder *l, size_t machine, bool *told, struct error *err)
{
	enum kind_id kind = family_kind(l->level), found;
	enum fact_id fact = kind == KIND_cpu ? FACT_cpu_model : FACT_system_model;
	int64_t config = store_config_of(&l->fleet->all.items[machine], kind);
	*told = false;
	if (!config)
		return 0;
	const struct component_list *list =
	        store_reader_config(l->fleet->reader, config, &found, err);
	if (!list)
		return -1;
	*told = list->n && fact_value(list->items[0], fact);
	return 0;
}

static const struct ladder_view *view_of(const struct ladder *l, size_t class)
{
	size_t k = 0;
	while (l->kinds[k] != family_kind(l->level))
		k++;
	return l->classes[class].views[k];
}

static const char *name_of(const struct ladder *l, size_t class)
{
	const struct ladder_view *view = view_of(l, class);
	return view->n ? l->items[view->parts[0].item].text : "";
}

static size_t family_of(struct families *f, struct map *map, size_t *room, size_t class,
                        struct error *err)
{
	struct ladder *l = &f->ladder;
	bool told;
	if (is_told(l, l->classes[class].first, &told, err))
		return SIZE_MAX;
	size_t *at = map_at(map, told ? view_of(l, class)->hash : 0);
	if (*at == SIZE_MAX) {
		*at = f->n;
		f->items = memory_room(f->items, f->n, room, sizeof(*f->items));
		f->items[f->n++] = (struct family){.name = told ? name_of(l, class) : "",
		                                   .told = told,
		                                   .usual = SIZE_MAX};
	}
	f->items[*at].count += l->classes[class].count;
	f->items[*at].n++;
	return *at;
}

/* ---- order ------------------------------------------------------------------------ */

static int family_order(const void *a, const void *b)
{
	const struct family *x = a, *y = b;
	if (x->told != y->told)
		return x->told ? -1 : 1;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return strcmp(x->name, y->name);
}

static void settle(struct families *f, struct family *family)
{
	struct ladder_class *classes = f->ladder.classes;
	qsort_r(family->classes, family->n, sizeof(size_t), ladder_class_order, classes);
	size_t most = classes[family->classes[0]].count;
	size_t next = family->n > 1 ? classes[family->classes[1]].count : 0;
	if (family->told && most > 1 && most > next) {
		family->usual = family->classes[0];
		f->unusual += family->count - most;
	}
}

int families_make(struct families *f, struct fleet *fleet, enum ladder_level level,
                  const bool *include, struct error *err)
{
	struct map map = {0};
	size_t room = 0;
	int failed;
	*f = (struct families){0};
	failed = ladder_make(&f->ladder, fleet, level, include, err);
	struct ladder *l = &f->ladder;
	f->of = arena_alloc(&l->arena, (l->class_count + 1) * sizeof(size_t));
	for (size_t i = 0; i < l->class_count && !failed; i++) {
		f->of[i] = family_of(f, &map, &room, i, err);
		failed = f->of[i] == SIZE_MAX ? -1 : 0;
		f->machines += l->classes[i].count;
		f->shared += l->classes[i].count > 1 ? l->classes[i].count : 0;
	}
	map_done(&map);
	if (failed)
		return -1;
	for (size_t i = 0; i < f->n; i++) {
		f->items[i].classes =
		        arena_alloc(&l->arena, (f->items[i].n + 1) * sizeof(size_t));
		f->items[i].n = 0;
	}
	for (size_t i = 0; i < l->class_count; i++) {
		struct family *family = &f->items[f->of[i]];
		family->classes[family->n++] = i;
	}
	for (size_t i = 0; i < f->n; i++)
		settle(f, &f->items[i]);
	qsort(f->items, f->n, sizeof(*f->items), family_order);
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->items[i].n; k++)
			f->of[f->items[i].classes[k]] = i;
	return 0;
}

void families_done(struct families *families)
{
	free(families->items);
	ladder_done(&families->ladder);
	*families = (struct families){0};
}
