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

int fleet_open(struct fleet *fleet, struct store *store, const struct compat *compat,
               struct date today, struct error *err)
{
	*fleet = (struct fleet){.store = store, .compat = compat, .today = today};
	fleet->reader = store_reader_new(store);
	if (store_machines(store, &fleet->arena, &fleet->all, err))
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
};

static void take_label(void *context, int64_t machine, const char *text)
{
	struct column *column = context;
	size_t low = 0, high = column->fleet->all.n;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (column->fleet->all.items[middle].id < machine)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < column->fleet->all.n && column->fleet->all.items[low].id == machine)
		column->texts[low] = arena_string(&column->fleet->arena, text);
}

int fleet_labels(struct fleet *fleet, const char *name, const char ***texts,
                 struct error *err)
{
	struct column column = {
	        fleet, arena_alloc(&fleet->arena, (fleet->all.n + 1) * sizeof(char *))};
	*texts = column.texts;
	return store_labels(fleet->store, name, take_label, &column, err);
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

/* What the question sees of a machine, as bytes. */
static void see(const struct fleet *fleet, const struct touch *touch, size_t machine,
                const char *const *const *columns, struct buf *out)
{
	const struct store_machine *m = &fleet->all.items[machine];
	buf_clear(out);
	if (touch->units || touch->changing)
		buf_add(out, (const char *)&m->id, sizeof(m->id));
	if (touch->all)
		buf_add(out, (const char *)&m->profile, sizeof(m->profile));
	for (int k = 0; k < KIND_COUNT && !touch->all; k++) {
		if (!touch->kinds[k])
			continue;
		int64_t config = store_config_of(m, (enum kind_id)k);
		buf_add(out, (const char *)&config, sizeof(config));
	}
	for (size_t i = 0; i < touch->label_count; i++) {
		const char *text = columns[i][machine];
		buf_add_char(out, text ? '=' : '~');
		buf_add(out, text ? text : "", text ? strlen(text) + 1 : 1);
	}
}

/* Which group a machine belongs to, made when it is the first of it. */
static size_t group_of(const struct fleet *fleet, const struct touch *touch,
                       size_t machine, const char *const *const *columns, struct map *map,
                       struct buf *bytes, struct fleet_groups *groups)
{
	see(fleet, touch, machine, columns, bytes);
	size_t *group = map_at(map, hash_number(NULL, 'g', bytes->text, bytes->n));
	if (*group == SIZE_MAX) {
		*group = groups->n;
		groups->first[groups->n++] = machine;
	}
	return *group;
}

int fleet_group(struct fleet *fleet, const struct touch *touch, const bool *include,
                struct fleet_groups *groups, struct error *err)
{
	size_t n = fleet->all.n;
	struct arena *arena = &fleet->arena;
	const char **columns[TOUCH_LABELS_MAX] = {NULL};
	struct map map = {0};
	struct buf bytes = BUF_EMPTY;
	bool shared = !touch->units && !touch->changing && !touch->label_count;
	*groups = (struct fleet_groups){0};
	if (read_labels(fleet, touch, columns, err))
		return -1;
	groups->of = arena_alloc(arena, (n + 1) * sizeof(size_t));
	groups->first = arena_alloc(arena, (n + 1) * sizeof(size_t));
	groups->count = arena_alloc(arena, (n + 1) * sizeof(size_t));
	/* Machines of one profile are looked at once. */
	size_t *known = memory_get((fleet->profile_count + 1) * sizeof(*known));
	memset(known, 0xff, (fleet->profile_count + 1) * sizeof(*known));
	for (size_t i = 0; i < n; i++) {
		size_t *group = &known[fleet->profile_of[i]];
		groups->of[i] = SIZE_MAX;
		if (include && !include[i])
			continue;
		if (!shared || *group == SIZE_MAX)
			*group = group_of(fleet, touch, i,
			                  (const char *const *const *)columns, &map,
			                  &bytes, groups);
		groups->of[i] = *group;
		groups->count[*group]++;
	}
	free(known);
	map_done(&map);
	buf_done(&bytes);
	return 0;
}

/* ---- scans ------------------------------------------------------------------------ */

static bool is_whole(const struct touch *touch)
{
	return touch->units || touch->changing || touch->label_count;
}

struct scan *fleet_scan(struct fleet *fleet, const struct touch *touch, size_t machine,
                        struct error *err)
{
	const struct store_machine *m = &fleet->all.items[machine];
	/* With labels, or with what tells units, the whole machine is read. */
	if (is_whole(touch))
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

void fleet_release(const struct touch *touch, struct scan *scan)
{
	if (is_whole(touch))
		scan_free(scan);
	else
		store_reader_release(scan);
}
