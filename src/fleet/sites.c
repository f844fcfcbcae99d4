/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/sites.h"

#include "base/hash.h"
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

/* Names met, each once; sites[of[i]] is that of the i-th machine or profile. */
struct names {
	struct map map;
	struct site *items;
	size_t n, room;
};

static size_t name_at(struct names *names, const char *name)
{
	const char *text = name ? name : "";
	size_t *at = map_at(&names->map,
	                    name ? hash_number(NULL, 'n', text, strlen(text)) : 0);
	if (*at == SIZE_MAX) {
		*at = names->n;
		names->items = memory_room(names->items, names->n, &names->room,
		                           sizeof(*names->items));
		names->items[names->n++] = (struct site){name, 0};
	}
	return *at;
}

static int site_order(const void *a, const void *b, void *context)
{
	const struct site *items = context;
	const struct site *x = &items[*(const size_t *)a],
	                  *y = &items[*(const size_t *)b];
	if (!x->name != !y->name)
		return x->name ? -1 : 1;
	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return x->name ? strcmp(x->name, y->name) : 0;
}

/* Puts them in order; place[i] is where the i-th went. */
static size_t *settle(struct arena *arena, struct names *names, struct site **sorted)
{
	size_t *order = arena_alloc(arena, (names->n + 1) * sizeof(*order));
	size_t *place = arena_alloc(arena, (names->n + 1) * sizeof(*place));
	*sorted = arena_alloc(arena, (names->n + 1) * sizeof(**sorted));
	for (size_t i = 0; i < names->n; i++)
		order[i] = i;
	if (names->n)
		qsort_r(order, names->n, sizeof(*order), site_order, names->items);
	for (size_t i = 0; i < names->n; i++) {
		(*sorted)[i] = names->items[order[i]];
		place[order[i]] = i;
	}
	return place;
}

/* The model of each profile that counts. */
static int read_models(struct fleet *fleet, struct names *models, size_t *of,
                       struct error *err)
{
	const bool kinds[KIND_COUNT] = {[KIND_system] = true};
	if (fleet_ahead(fleet, kinds, NULL, err))
		return -1;
	for (size_t p = 0; p < fleet->profile_count; p++) {
		int64_t config = fleet_config(fleet, p, KIND_system);
		const struct component_list *list = NULL;
		enum kind_id kind;
		if (config &&
		    !(list = store_reader_config(fleet->reader, config, &kind, err)))
			return -1;
		const struct component *c = list && list->n ? list->items[0] : NULL;
		const struct value *model = c ? fact_value(c, FACT_system_model) : NULL;
		const struct value *maker = c ? fact_value(c, FACT_system_vendor) : NULL;
		of[p] = name_at(models, !model  ? NULL
		                        : maker ? arena_format(&fleet->arena, "%s %s",
		                                               maker->text, model->text)
		                                : model->text);
	}
	return 0;
}

static void count(struct fleet *fleet, const bool *include, struct names *sites,
                  struct names *models, const size_t *site_of, const size_t *model_of,
                  struct site_models *out)
{
	for (size_t i = 0; i < fleet->all.n; i++) {
		if (include && !include[i])
			continue;
		sites->items[site_of[i]].n++;
		models->items[model_of[fleet->profile_of[i]]].n++;
	}
	size_t *row = settle(&fleet->arena, sites, &out->sites);
	size_t *column = settle(&fleet->arena, models, &out->models);
	out->site_count = sites->n;
	out->model_count = models->n;
	/* Models of machines that do not count stand last but for that of no name. */
	out->counts = arena_alloc(&fleet->arena,
	                          (sites->n * models->n + 1) * sizeof(*out->counts));
	for (size_t i = 0; i < fleet->all.n; i++)
		if (!include || include[i])
			out->counts[row[site_of[i]] * models->n +
			            column[model_of[fleet->profile_of[i]]]]++;
}

int sites_make(struct fleet *fleet, const char *label, const bool *include,
               struct site_models *out, struct error *err)
{
	struct names sites = {.n = 0}, models = {.n = 0};
	const char **labels;
	size_t n = fleet->all.n;
	size_t *site_of = arena_alloc(&fleet->arena, (n + 1) * sizeof(*site_of));
	size_t *model_of =
	        arena_alloc(&fleet->arena, (fleet->profile_count + 1) * sizeof(size_t));
	bool any = false;
	*out = (struct site_models){.label = label};
	int failed = fleet_labels(fleet, label, &labels, err);
	for (size_t i = 0; i < n && !failed; i++) {
		bool in = !include || include[i];
		site_of[i] = in ? name_at(&sites, labels[i]) : 0;
		any |= in && labels[i];
	}
	if (!failed && any && !(failed = read_models(fleet, &models, model_of, err)))
		count(fleet, include, &sites, &models, site_of, model_of, out);
	map_done(&sites.map);
	map_done(&models.map);
	free(sites.items);
	free(models.items);
	return failed;
}
