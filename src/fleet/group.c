/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines that look the same to a question, and the scan that stands for them. */
#include "fleet/fleet.h"

#include "base/hash.h"
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

static void find_profiles(struct fleet *fleet)
{
	struct map map = {0};
	size_t n = fleet->all.n;
	fleet->profile_of = arena_alloc(&fleet->arena, (n + 1) * sizeof(size_t));
	fleet->profile_first = arena_alloc(&fleet->arena, (n + 1) * sizeof(size_t));
	for (size_t i = 0; i < n; i++) {
		size_t *at = map_at(&map, fleet->all.items[i].profile);
		if (*at == SIZE_MAX) {
			*at = fleet->profile_count;
			fleet->profile_first[fleet->profile_count++] = i;
		}
		fleet->profile_of[i] = *at;
	}
	map_done(&map);
}

size_t *fleet_profile_counts(struct fleet *fleet, const bool *include)
{
	size_t *counts =
	        arena_alloc(&fleet->arena, (fleet->profile_count + 1) * sizeof(size_t));
	for (size_t i = 0; i < fleet->all.n; i++)
		counts[fleet->profile_of[i]] += !include || include[i];
	return counts;
}

int64_t fleet_config(const struct fleet *fleet, size_t profile, enum kind_id kind)
{
	return store_config_of(&fleet->all.items[fleet->profile_first[profile]], kind);
}

int fleet_ahead(struct fleet *fleet, const bool kinds[KIND_COUNT], const bool *include,
                struct error *err)
{
	size_t n = 0, room = 0;
	int64_t *configs = NULL;
	if (!store_reader_is_far(fleet->reader))
		return 0;
	bool *seen = memory_get(fleet->profile_count + 1);
	for (size_t i = 0; i < fleet->all.n; i++) {
		const struct store_machine *m = &fleet->all.items[i];
		bool *known = &seen[fleet->profile_of[i]];
		if (*known || (include && !include[i]))
			continue;
		*known = true;
		for (size_t k = 0; k < m->n; k++) {
			enum kind_id kind = m->links[k].kind;
			if (kind == KIND_COUNT || (kinds && !kinds[kind]))
				continue;
			configs = memory_room(configs, n, &room, sizeof(*configs));
			configs[n++] = m->links[k].config;
		}
	}
	int failed = store_reader_ahead(fleet->reader, configs, n, err);
	free(configs);
	free(seen);
	return failed;
}

int fleet_open(struct fleet *fleet, struct store *store, const struct compat *compat,
               struct date today, struct error *err)
{
	*fleet = (struct fleet){.store = store, .compat = compat, .today = today};
	fleet->reader = store_reader_new(store);
	if (store_snapshot(store, err) ||
	    store_machines(store, &fleet->arena, &fleet->all, err))
		return -1;
	find_profiles(fleet);
	return 0;
}

void fleet_close(struct fleet *fleet)
{
	store_reader_free(fleet->reader);
	arena_done(&fleet->arena);
	*fleet = (struct fleet){0};
}

/* ---- labels ----------------------------------------------------------------------- */

struct column {
	struct fleet *fleet;
	const char **texts; /* by machine; NULL: it has none */
	size_t at;          /* where the search goes on: labels come by machine */
	struct map known;   /* each text once */
	const char **kept;
	size_t n, room;
};

/* The text that is equal, so that equal texts have one address. */
static const char *keep_text(struct column *c, const char *text)
{
	size_t *at = map_at(&c->known, hash_number(NULL, 't', text, strlen(text)));
	if (*at == SIZE_MAX) {
		*at = c->n;
		c->kept = memory_room(c->kept, c->n, &c->room, sizeof(*c->kept));
		c->kept[c->n++] = arena_string(&c->fleet->arena, text);
	}
	return c->kept[*at];
}

static size_t find_from(const struct fleet *fleet, size_t low, int64_t machine)
{
	size_t high = fleet->all.n;
	if (low < high && fleet->all.items[low].id == machine)
		return low;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (fleet->all.items[middle].id < machine)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void take_label(void *context, int64_t machine, const char *text)
{
	struct column *column = context;
	const struct fleet *fleet = column->fleet;
	bool on = column->at < fleet->all.n && fleet->all.items[column->at].id <= machine;
	size_t i = find_from(fleet, on ? column->at : 0, machine);
	if (i == fleet->all.n || fleet->all.items[i].id != machine)
		return;
	column->texts[i] = keep_text(column, text);
	column->at = i + 1;
}

int fleet_labels(struct fleet *fleet, const char *name, const char ***texts,
                 struct error *err)
{
	struct column column = {.fleet = fleet};
	size_t n = sizeof(fleet->labels) / sizeof(*fleet->labels);
	for (size_t i = 0; i < fleet->label_count; i++)
		if (!strcmp(fleet->labels[i].name, name)) {
			*texts = fleet->labels[i].texts;
			return 0;
		}
	column.texts = arena_alloc(&fleet->arena, (fleet->all.n + 1) * sizeof(char *));
	*texts = column.texts;
	int failed = store_labels(fleet->store, name, take_label, &column, err);
	map_done(&column.known);
	free(column.kept);
	if (!failed && fleet->label_count < n)
		fleet->labels[fleet->label_count++] = (struct fleet_label){
		        arena_string(&fleet->arena, name), column.texts};
	return failed;
}

static int read_labels(struct fleet *fleet, const struct touch *touch,
                       const char ***columns, struct error *err)
{
	for (size_t i = 0; i < touch->label_count; i++)
		if (fleet_labels(fleet, touch->labels[i], &columns[i], err))
			return -1;
	return 0;
}

/* ---- groups ----------------------------------------------------------------------- */

/* With what tells units, and with readings that change, each machine is its own. */
static bool is_own(const struct fleet *fleet, const struct touch *touch, size_t machine)
{
	return touch->units ||
	       (touch->changing && (!fleet->changing || fleet->changing[machine]));
}

/* Then, and with labels, whole machines are read. */
static bool is_whole(const struct fleet *fleet, const struct touch *touch, size_t machine)
{
	return touch->label_count || is_own(fleet, touch, machine);
}

static void take_changing(void *context, int64_t machine)
{
	struct fleet *fleet = context;
	size_t i = find_from(fleet, 0, machine);
	if (i < fleet->all.n && fleet->all.items[i].id == machine)
		fleet->changing[i] = true;
}

static int read_changing(struct fleet *fleet, struct error *err)
{
	if (fleet->changing)
		return 0;
	fleet->changing = arena_alloc(&fleet->arena, fleet->all.n + 1);
	if (!store_changing(fleet->store, take_changing, fleet, err))
		return 0;
	fleet->changing = NULL;
	return -1;
}

struct grouping {
	const struct fleet *fleet;
	const struct touch *touch;
	const char **columns[TOUCH_LABELS_MAX];
	struct fleet_groups *groups;
	struct map of_parts;  /* what the question sees of a profile */
	size_t n;             /* of these */
	size_t *of_profile;   /* SIZE_MAX: not looked at yet */
	struct map of_labels; /* that and the labels together */
};

/* What the question sees of a profile, as a number. */
static size_t parts_of(struct grouping *g, size_t profile)
{
	const struct touch *touch = g->touch;
	size_t *known = &g->of_profile[profile];
	if (*known != SIZE_MAX)
		return *known;
	const struct store_machine *m =
	        &g->fleet->all.items[g->fleet->profile_first[profile]];
	int64_t seen = touch->all ? m->profile : 0;
	for (int k = 0; k < KIND_COUNT && !touch->all; k++)
		if (touch->kinds[k])
			seen = hash_join(seen, store_config_of(m, (enum kind_id)k));
	size_t *at = map_at(&g->of_parts, seen);
	if (*at == SIZE_MAX)
		*at = g->n++;
	return *known = *at;
}

/* The group of a machine, made when it is the first of it. Equal labels have one address.
 */
static size_t group_of(struct grouping *g, size_t machine)
{
	const struct touch *touch = g->touch;
	size_t fresh = SIZE_MAX, *group = &fresh;
	if (!is_own(g->fleet, touch, machine)) {
		int64_t key = (int64_t)parts_of(g, g->fleet->profile_of[machine]) + 1;
		for (size_t i = 0; i < touch->label_count; i++)
			key = hash_join(key, (int64_t)(uintptr_t)g->columns[i][machine]);
		group = map_at(&g->of_labels, key);
	}
	if (*group == SIZE_MAX) {
		*group = g->groups->n;
		g->groups->first[g->groups->n++] = machine;
	}
	return *group;
}

int fleet_group(struct fleet *fleet, const struct touch *touch, const bool *include,
                struct fleet_groups *groups, struct error *err)
{
	size_t n = fleet->all.n, profiles = (fleet->profile_count + 1) * sizeof(size_t);
	struct arena *arena = &fleet->arena;
	struct grouping g = {.fleet = fleet, .touch = touch, .groups = groups};
	*groups = (struct fleet_groups){0};
	if (read_labels(fleet, touch, g.columns, err) ||
	    (touch->changing && read_changing(fleet, err)))
		return -1;
	groups->of = arena_alloc(arena, (n + 1) * sizeof(size_t));
	groups->first = arena_alloc(arena, (n + 1) * sizeof(size_t));
	groups->count = arena_alloc(arena, (n + 1) * sizeof(size_t));
	g.of_profile = memory_get(profiles);
	memset(g.of_profile, 0xff, profiles);
	for (size_t i = 0; i < n; i++) {
		groups->of[i] = SIZE_MAX;
		if (include && !include[i])
			continue;
		groups->of[i] = group_of(&g, i);
		groups->count[groups->of[i]]++;
	}
	free(g.of_profile);
	map_done(&g.of_parts);
	map_done(&g.of_labels);
	if (touch->units || touch->label_count)
		return 0;
	return fleet_ahead(fleet, touch->all ? NULL : touch->kinds, include, err);
}

/* ---- scans ------------------------------------------------------------------------ */

struct scan *fleet_scan(struct fleet *fleet, const struct touch *touch, size_t machine,
                        struct error *err)
{
	const struct store_machine *m = &fleet->all.items[machine];
	if (is_whole(fleet, touch, machine))
		return store_load(fleet->store, m->id, err);
	int64_t configs[2 * KIND_COUNT];
	size_t n = 0;
	for (size_t i = 0; i < m->n && touch->all && n < (size_t)2 * KIND_COUNT; i++)
		configs[n++] = m->links[i].config;
	for (int k = 0; k < KIND_COUNT && !touch->all; k++)
		if (touch->kinds[k])
			configs[n++] = store_config_of(m, (enum kind_id)k);
	struct scan *scan = store_reader_scan(fleet->reader, configs, n, err);
	if (scan)
		scan->name = arena_string(&scan->arena, m->name);
	return scan;
}

void fleet_release(const struct fleet *fleet, const struct touch *touch, size_t machine,
                   struct scan *scan)
{
	if (is_whole(fleet, touch, machine))
		scan_free(scan);
	else
		store_reader_release(scan);
}
