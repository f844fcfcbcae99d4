/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bodies kept once, by hash; and the small map from ids that makes that quick. */
#include "store/internal.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { BODY_MAX = 256 * 1024 * 1024 };

const struct content_row content_rows[CONTENTS] = {
        {"component", 'c', SQL_component_put, SQL_component_get, SQL_component_all,
         false},
        {"config", 'k', SQL_config_put, SQL_config_get, SQL_config_all, false},
        {"profile", 'p', SQL_profile_put, SQL_profile_get, SQL_profile_all, false},
        {"detail", 'd', SQL_detail_put, SQL_detail_get, SQL_detail_all, true},
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

/* Packed: the length before, in 4 bytes, then what deflate made of it. */
void content_pack(enum content what, const char *body, size_t n, struct buf *out)
{
	if (!content_rows[what].packed) {
		buf_add(out, body, n);
		return;
	}
	number_put(out, n, 4);
	/* A window no larger than the text: its tables are cleared for each anew. */
	int window = 9;
	while (window < MAX_WBITS && n >> window)
		window++;
	z_stream z = {.next_in = (uint8_t *)body, .avail_in = (uInt)n};
	if (deflateInit2(&z, 3, Z_DEFLATED, window, window > 12 ? 8 : 5,
	                 Z_DEFAULT_STRATEGY) != Z_OK)
		abort(); /* it asks for memory alone, of which there is none */
	size_t room = deflateBound(&z, n);
	z.next_out = memory_resize(NULL, room);
	z.avail_out = (uInt)room;
	uint8_t *packed = z.next_out;
	if (deflate(&z, Z_FINISH) == Z_STREAM_END)
		buf_add(out, (const char *)packed, z.total_out);
	deflateEnd(&z);
	free(packed);
}

bool content_unpack(enum content what, const void *bytes, size_t n, struct buf *out)
{
	const uint8_t *at = bytes;
	if (!content_rows[what].packed) {
		buf_add(out, bytes ? bytes : "", n);
		return true;
	}
	uLongf length = n > 4 ? number_get(at, 4) : BODY_MAX;
	if (length >= BODY_MAX)
		return false;
	uint8_t *body = memory_get(length + 1);
	bool good = uncompress(body, &length, at + 4, n - 4) == Z_OK &&
	            length == number_get(at, 4);
	if (good)
		buf_add(out, (const char *)body, length);
	free(body);
	return good;
}

/* ---- bodies ----------------------------------------------------------------------- */

/* Another writer may put the same body meanwhile: the statement then does nothing. */
int content_put(struct store *store, const struct split *split,
                const struct split_item *item, struct error *err)
{
	const struct content_row *row = &content_rows[item->what];
	struct db *db = store->db;
	if (id_map_find(&store->known[item->what], item->id))
		return 0;
	if (db->ops->run(db, row->get, DB_VALUES(db_int(item->id)), err))
		return -1;
	int there = db->ops->step(db, row->get, err);
	if (there > 0) {
		struct db_value kept = db->ops->column(db, row->get, 1);
		bool same = kept.n == HASH_BYTES &&
		            !memcmp(kept.bytes, item->hash, HASH_BYTES);
		db->ops->done(db, row->get);
		if (!same)
			return error_set(err, EXIT_run, "inventory",
			                 "two %ss have the same number: one of them was "
			                 "changed, run hwfit inventory verify",
			                 row->name);
	} else if (there < 0 ||
	           db_do(db, row->put,
	                 DB_VALUES(db_int(item->id), db_bytes(item->hash, HASH_BYTES),
	                           db_bytes(split->bodies.text + item->at, item->n)),
	                 err)) {
		return -1;
	}
	id_map_at(&store->known[item->what], item->id);
	return 0;
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
	char bytes[8];
	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(number >> 8 * (size - 1 - i));
	buf_add(out, bytes, size);
}

uint64_t number_get(const uint8_t *bytes, size_t size)
{
	uint64_t number = 0;
	for (size_t i = 0; i < size; i++)
		number = number << 8 | bytes[i];
	return number;
}
