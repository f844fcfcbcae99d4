/* SPDX-License-Identifier: GPL-3.0-or-later
 * Adding many scans at once: locks, content in order of keys, a transaction that may be
 * repeated. */
#include "store/internal.h"

#include <stdlib.h>
#include <time.h>

/* Whoever adds something that the same value identifies waits. Always in one order. */
static int lock_identities(struct store *store, struct store_prepared *const *items,
                           size_t n, struct error *err)
{
	enum { GROUPS = 64 }; /* a server's table of locks has an end */
	bool groups[GROUPS] = {false};
	for (size_t i = 0; i < n; i++) {
		const struct identities *of = &items[i]->identities;
		for (size_t k = 0; k < of->n; k++)
			groups[(uint64_t)of->items[k].value % GROUPS] = true;
		if (!of->n)
			groups[(uint64_t)items[i]->document % GROUPS] = true;
	}
	for (int64_t g = 0; g < GROUPS; g++)
		if (groups[g] && store_lock(store, g, false, err))
			return -1;
	return 0;
}

/* A body, with its key at hand: those of a batch lie far from one another. */
struct content_at {
	int64_t id;
	enum content what;
	const struct split *split;
	const struct split_item *item;
};

static int content_order(const void *a, const void *b)
{
	const struct content_at *x = a, *y = b;
	if (x->what != y->what)
		return x->what < y->what ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Ids are hashes: their first bits spread them evenly, and what is left to sort in a part
 * is next to nothing, unless somebody made it so. */
enum { PART_BITS = 9, PARTS = CONTENTS << PART_BITS };

static size_t part_of_id(const struct content_at *c)
{
	uint64_t id = (uint64_t)c->id ^ (uint64_t)1 << 63;
	return ((size_t)c->what << PART_BITS) + (size_t)(id >> (64 - PART_BITS));
}

static void sort_part(struct content_at *items, size_t n)
{
	enum { FEW = 64 };
	if (n > FEW) {
		qsort(items, n, sizeof(*items), content_order);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		struct content_at late = items[i];
		size_t to = i;
		for (; to && late.id < items[to - 1].id; to--)
			items[to] = items[to - 1];
		items[to] = late;
	}
}

/* Into sorted, which has room for all. */
static void sort_content(const struct content_at *all, size_t n,
                         struct content_at *sorted)
{
	size_t ends[PARTS + 1] = {0};
	for (size_t i = 0; i < n; i++)
		ends[part_of_id(&all[i]) + 1]++;
	for (size_t p = 1; p <= PARTS; p++)
		ends[p] += ends[p - 1];
	for (size_t i = 0; i < n; i++)
		sorted[ends[part_of_id(&all[i])]++] = all[i];
	for (size_t p = 0, start = 0; p < PARTS; start = ends[p++])
		sort_part(sorted + start, ends[p] - start);
}

/* In order of keys, so that no two writers wait for each other. What is put is known from
 * now on: who fails rolls back, which forgets all that is known. */
static int put_content(struct store *store, struct store_prepared *const *items, size_t n,
                       struct error *err)
{
	struct content_at *all = NULL;
	size_t count = 0, room = 0;
	int failed = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < items[i]->split.n; k++) {
			const struct split_item *item = &items[i]->split.items[k];
			if (!id_map_new(&store->known[item->what], item->id))
				continue;
			all = memory_room(all, count, &room, sizeof(*all));
			all[count++] = (struct content_at){item->id, item->what,
			                                   &items[i]->split, item};
		}
	struct content_at *sorted = memory_resize(NULL, count * sizeof(*sorted));
	sort_content(all, count, sorted);
	for (size_t i = 0; i < count && !failed; i++)
		failed = content_put(store, sorted[i].split, sorted[i].item, err);
	free(sorted);
	free(all);
	return failed;
}

int store_add_all(struct store *store, struct store_prepared *const *items, size_t n,
                  struct store_added *results, struct error *err)
{
	int failed = store_lock(store, LOCK_content, true, err) ||
	             store_check_swept(store, err) ||
	             lock_identities(store, items, n, err) ||
	             put_content(store, items, n, err);
	for (size_t i = 0; i < n && !failed; i++)
		failed = add_prepared(store, items[i], &results[i], err);
	return failed ? -1 : 0;
}

int store_add_batch(struct store *store, struct store_prepared *const *items, size_t n,
                    struct store_added *results, struct error *err)
{
	enum { TRIES = 12, PAUSE_MS = 20 };
	for (int i = 0;; i++) {
		struct error now = {0};
		if (!store_begin(store, &now) &&
		    !store_add_all(store, items, n, results, &now) &&
		    !store_commit(store, &now))
			return 0;
		bool again = db_may_repeat(store->db) && i + 1 < TRIES;
		store_rollback(store);
		if (!again) {
			if (err && !err->code)
				*err = now;
			return -1;
		}
		struct timespec pause = {0, (long)PAUSE_MS * 1000000 * (i + 1)};
		nanosleep(&pause, NULL);
	}
}

int store_add(struct store *store, struct scan *scan, const struct store_source *source,
              struct store_added *result, struct error *err)
{
	struct store_prepared *p = store_prepare(store, scan, source);
	int failed = store_add_all(store, &p, 1, result, err);
	p->scan = NULL; /* stays the caller's */
	store_prepared_free(p);
	return failed;
}
