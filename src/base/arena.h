/* SPDX-License-Identifier: GPL-3.0-or-later
 * Memory with one owner: everything taken from an arena lives until arena_done(). */
#ifndef HWFIT_ARENA_H
#define HWFIT_ARENA_H

#include <stddef.h>

struct arena_block;

/* Zeroed is a valid, empty arena. */
struct arena {
	struct arena_block *blocks;
	size_t used; /* of the newest block */
};

/* n zeroed bytes, aligned for any type. Never NULL: out of memory ends the process with
 * a message, as nothing sensible can follow. */
void *arena_alloc(struct arena *arena, size_t n);
/* The same, not zeroed. */
void *arena_room(struct arena *arena, size_t n);

/* A copy of n bytes of text with a NUL behind. */
char *arena_copy(struct arena *arena, const char *text, size_t n);

/* A copy of an array of n items; never NULL, also when n is 0 (then items may be). */
void *arena_items(struct arena *arena, const void *items, size_t n, size_t item_size);

/* A copy of a string; NULL gives NULL. */
char *arena_string(struct arena *arena, const char *text);
/* The three, one behind the other. */
char *arena_join(struct arena *arena, const char *a, const char *b, const char *c);
char *arena_format(struct arena *arena, const char *format, ...)
        __attribute__((format(printf, 2, 3)));

/* Bytes of memory that it holds. */
size_t arena_bytes(const struct arena *arena);

/* Frees everything; the arena is empty again. Accepts a zeroed one. */
void arena_done(struct arena *arena);

/* malloc and realloc for what has no arena, with the same promise: never NULL. */
__attribute__((returns_nonnull)) void *memory_get(size_t n);
void *memory_resize(void *old, size_t n);

/* Room for one more item in a plain array that grows by doubling: returns items, moved
 * when it was full. *room is the number of items that fit. */
void *memory_room(void *items, size_t used, size_t *room, size_t item_size);

#endif
