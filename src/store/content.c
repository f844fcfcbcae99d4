/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bodies kept once, by hash; and the small map from ids that makes that quick. */
#include "store/internal.h"

#include "store/pack.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

const struct content_row content_rows[CONTENTS] = {
        {"component", 'c', SQL_component_put, SQL_component_get, SQL_component_all, false,
         false},
        {"config", 'k', SQL_config_put, SQL_config_get, SQL_config_all, false, false},
        {"profile", 'p', SQL_profile_put, SQL_profile_get, SQL_profile_all, true, false},
        {"detail", 'd', SQL_detail_put, SQL_detail_get, SQL_detail_all, true, true},
};

/* ---- ids -------------------------------------------------------------------------- */

static size_t slot_of(const struct id_map *map, int64_t key)
{
	size_t at = (size_t)((uint64_t)key * 0x9e3779b97f4a7c15u >> 20) & (map->room - 1);
	while (map->keys[at] && map->keys[at] != key)
		at = (at + 1) & (map->room - 1);
	return at;
}

static void grow(struct id_map *map)
{
	struct id_map old = *map;
	map->room = old.values ? old.room * 2 : 1024;
	map->keys = memory_get(map->room * sizeof(*map->keys));
	map->values = memory_get(map->room * sizeof(*map->values));
	memset(map->keys, 0, map->room * sizeof(*map->keys));
	for (size_t i = 0; old.values && i < old.room; i++)
		if (old.keys[i]) {
			size_t at = slot_of(map, old.keys[i]);
			map->keys[at] = old.keys[i];
			map->values[at] = old.values[i];
		}
	free(old.keys);
	free(old.values);
}

void **id_map_at(struct id_map *map, int64_t key)
{
	if (!map->values || map->n * 2 >= map->room)
		grow(map);
	size_t at = slot_of(map, key);
	if (!map->keys[at]) {
		map->keys[at] = key;
		map->values[at] = NULL;
		map->n++;
	}
	return &map->values[at];
}

bool id_map_new(struct id_map *map, int64_t key)
{
	size_t n = map->n;
	id_map_at(map, key);
	return map->n > n;
}

void **id_map_find(const struct id_map *map, int64_t key)
{
	if (!map->values)
		return NULL;
	size_t at = slot_of(map, key);
	return map->keys[at] ? &map->values[at] : NULL;
}

void id_map_done(struct id_map *map)
{
	free(map->keys);
	free(map->values);
	*map = (struct id_map){0};
}

/* ---- packing ---------------------------------------------------------------------- */

void content_hash(enum content what, const char *body, size_t n, uint8_t hash[HASH_BYTES])
{
	hash_bytes(NULL, content_rows[what].what, body, n, hash);
}

bool content_unpack(enum content what, const void *bytes, size_t n, struct buf *out)
{
	if (content_rows[what].packed)
		return unpack(bytes, n, out);
	buf_add(out, bytes ? bytes : "", n);
	return true;
}

/* ---- bodies ----------------------------------------------------------------------- */

/* Is what has this id the same body? */
static int check_same(struct store *store, const struct split_item *item,
                      struct error *err)
{
	const struct content_row *row = &content_rows[item->what];
	struct db *db = store->db;
	if (db->ops->run(db, row->get, DB_VALUES(db_int(item->id)), err))
		return -1;
	int there = db->ops->step(db, row->get, err);
	if (there < 0)
		return -1;
	struct db_value kept = {0};
	if (there)
		kept = db->ops->column(db, row->get, 1);
	bool same = kept.n == HASH_BYTES && !memcmp(kept.bytes, item->hash, HASH_BYTES);
	db->ops->done(db, row->get);
	if (same)
		return 0;
	return error_set(err, EXIT_run, "inventory",
	                 "two %ss have the same number: one of them was changed, run "
	                 "hwfit inventory verify",
	                 row->name);
}

/* The statement does nothing when the body is there; another writer may put it too. */
int content_put(struct store *store, const struct split *split,
                const struct split_item *item, struct error *err)
{
	const struct content_row *row = &content_rows[item->what];
	struct db *db = store->db;
	if (db_do(db, row->put,
	          DB_VALUES(db_int(item->id), db_bytes(item->hash, HASH_BYTES),
	                    db_bytes(split->bodies.text + item->at, item->n)),
	          err))
		return -1;
	return db->ops->changed(db) ? 0 : check_same(store, item, err);
}

int content_get(struct store *store, enum content what, int64_t id, struct buf *out,
                struct error *err)
{
	const struct content_row *row = &content_rows[what];
	struct db *db = store->db;
	if (db->ops->run(db, row->get, DB_VALUES(db_int(id)), err))
		return -1;
	int there = db->ops->step(db, row->get, err);
	if (there < 0)
		return -1;
	if (!there) {
		error_set(err, EXIT_run, "inventory", "a %s is missing", row->name);
		return error_remedy(err, "run hwfit inventory verify");
	}
	struct db_value body = db->ops->column(db, row->get, 0);
	bool good = content_unpack(what, body.bytes, body.n, out);
	db->ops->done(db, row->get);
	if (good)
		return 0;
	error_set(err, EXIT_run, "inventory", "a %s is damaged", row->name);
	return error_remedy(err, "run hwfit inventory verify");
}

void number_put(struct buf *out, uint64_t number, size_t size)
{
	uint64_t bytes = htobe64(number << 8 * (8 - size));
	buf_add(out, (const char *)&bytes, size);
}

uint64_t number_get(const uint8_t *bytes, size_t size)
{
	uint64_t number = 0;
	for (size_t i = 0; i < size; i++)
		number = number << 8 | bytes[i];
	return number;
}
