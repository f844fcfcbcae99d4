/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"

#include "base/arena.h"

#include <stdlib.h>

enum { ROOM_FIRST = 256 };

/* hash_id() gives neither 0 nor, but for one chance in 2^64, this. */
static const int64_t zero = INT64_MIN;

static size_t slot_of(const struct map *map, int64_t key)
{
	size_t at = (size_t)((uint64_t)key * 0x9e3779b97f4a7c15u >> 20) & (map->room - 1);
	while (map->slots[at].key && map->slots[at].key != key)
		at = (at + 1) & (map->room - 1);
	return at;
}

static void grow(struct map *map)
{
	struct map old = *map;
	map->room = old.room ? old.room * 2 : ROOM_FIRST;
	map->slots = memory_get(map->room * sizeof(*map->slots));
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].key)
			map->slots[slot_of(map, old.slots[i].key)] = old.slots[i];
	free(old.slots);
}

size_t *map_at(struct map *map, int64_t key)
{
	if (map->n * 2 >= map->room)
		grow(map);
	key = key ? key : zero;
	size_t at = slot_of(map, key);
	if (!map->slots[at].key) {
		map->slots[at] = (struct map_slot){key, SIZE_MAX};
		map->n++;
	}
	return &map->slots[at].value;
}

size_t map_get(const struct map *map, int64_t key)
{
	key = key ? key : zero;
	return map->room ? map->slots[slot_of(map, key)].key == key
	                           ? map->slots[slot_of(map, key)].value
	                           : SIZE_MAX
	                 : SIZE_MAX;
}

void map_done(struct map *map)
{
	free(map->slots);
	*map = (struct map){0};
}
