/* SPDX-License-Identifier: GPL-3.0-or-later
 * A map from numbers that are hashes already to indices. */
#ifndef HWFIT_MAP_H
#define HWFIT_MAP_H

#include <stddef.h>
#include <stdint.h>

/* Zeroed is a valid, empty map; release with map_done(). */
struct map {
	struct map_slot {
		int64_t key; /* 0: free */
		size_t value;
	} * slots;
	size_t n, room; /* room is a power of two, or 0 */
};

/* The place of the key's value; SIZE_MAX stands there when it is new. Valid until the
 * next call. A key of 0 counts as another number that no hash is. */
size_t *map_at(struct map *map, int64_t key);
/* The value of a key; SIZE_MAX when it is not there. */
size_t map_get(const struct map *map, int64_t key);
void map_done(struct map *map);

#endif
