/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines that look the same to a question, and the scan that stands for them. */
#include "fleet/fleet.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

int fleet_open(struct fleet *fleet, struct store *store, const struct compat *compat,
               struct date today, struct error *err)
{
	*fleet = (struct fleet){.store = store, .compat = compat, .today = today};
	fleet->reader = store_reader_new(store);
	return store_machines(store, &fleet->arena, &fleet->all, err);
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

static int read_labels(struct fleet *fleet, const struct touch *touch,
                       const char ***columns, struct error *err)
{
	for (size_t i = 0; i < touch->label_count; i++) {
		struct column column = {
		        fleet,
		        arena_alloc(&fleet->arena, (fleet->all.n + 1) * sizeof(char *))};
		if (store_labels(fleet->store, touch->labels[i], take_label, &column,
		                 err))
			return -1;
		columns[i] = column.texts;
	}
	return 0;
}

/* ---- groups ----------------------------------------------------------------------- */

/* A hash table from the hash of what the question sees to the number of its group. */
struct seen {
	int64_t *hashes;
	size_t *groups;
	size_t room;
};

static size_t *find(struct seen *seen, int64_t hash)
{
	size_t at =
	        (size_t)((uint64_t)hash * 0x9e3779b97f4a7c15u >> 20) & (seen->room - 1);
	while (seen->hashes[at] && seen->hashes[at] != hash)
		at = (at + 1) & (seen->room - 1);
	if (!seen->hashes[at]) {
		seen->hashes[at] = hash;
		seen->groups[at] = SIZE_MAX;
	}
	return &seen->groups[at];
}

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

int fleet_group(struct fleet *fleet, const struct touch *touch, const bool *include,
                struct fleet_groups *groups, struct error *err)
{
	size_t n = fleet->all.n;
	struct arena *arena = &fleet->arena;
	const char **columns[TOUCH_LABELS_MAX] = {NULL};
	struct seen seen = {.room = 1024};
	struct buf bytes = BUF_EMPTY;
	while (seen.room < n * 2)
		seen.room *= 2;
	*groups = (struct fleet_groups){0};
	if (read_labels(fleet, touch, columns, err))
		return -1;
	seen.hashes = memory_get(seen.room * sizeof(*seen.hashes));
	seen.groups = memory_get(seen.room * sizeof(*seen.groups));
	memset(seen.hashes, 0, seen.room * sizeof(*seen.hashes));
	groups->of = arena_alloc(arena, (n + 1) * sizeof(size_t));
	groups->first = arena_alloc(arena, (n + 1) * sizeof(size_t));
	groups->count = arena_alloc(arena, (n + 1) * sizeof(size_t));
	for (size_t i = 0; i < n; i++) {
		groups->of[i] = SIZE_MAX;
		if (include && !include[i])
			continue;
		see(fleet, touch, i, (const char *const *const *)columns, &bytes);
		size_t *group = find(&seen, hash_number(NULL, 'g', bytes.text, bytes.n));
		if (*group == SIZE_MAX) {
			*group = groups->n;
			groups->first[groups->n++] = i;
		}
		groups->of[i] = *group;
		groups->count[*group]++;
	}
	free(seen.hashes);
	free(seen.groups);
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
