/* SPDX-License-Identifier: GPL-3.0-or-later
 * Block-wise memory that is freed at once. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks double from the first on, up to the largest. */
enum { FIRST_BLOCK = 4096 - 64, BLOCK_SIZE = 64 * 1024 - 64, ALIGN = 16 };

struct arena_block {
	struct arena_block *next;
	size_t size;
	_Alignas(ALIGN) unsigned char data[];
};

static void no_memory(void)
{
	fputs("hwfit: out of memory\n", stderr);
	exit(4);
}

void *memory_get(size_t n)
{
	void *p = calloc(1, n ? n : 1);
	if (!p)
		no_memory();
	return p;
}

void *memory_resize(void *old, size_t n)
{
	void *p = realloc(old, n ? n : 1);
	if (!p)
		no_memory();
	return p;
}

void *memory_room(void *items, size_t used, size_t *room, size_t item_size)
{
	if (used < *room)
		return items;
	*room = *room ? *room * 2 : 8;
	if (*room > SIZE_MAX / item_size)
		no_memory();
	return memory_resize(items, *room * item_size);
}

static void *take(struct arena *arena, size_t n)
{
	if (n > SIZE_MAX / 2)
		no_memory();
	n = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	struct arena_block *b = arena->blocks;
	if (!b || b->size - arena->used < n) {
		size_t size = b ? b->size * 2 + 64 : FIRST_BLOCK;
		if (size > BLOCK_SIZE)
			size = BLOCK_SIZE;
		if (size < n)
			size = n;
		/* Zeroed as it is given out: most blocks are never full. */
		b = memory_resize(NULL, sizeof(*b) + size);
		b->size = size;
		b->next = arena->blocks;
		arena->blocks = b;
		arena->used = 0;
	}
	void *p = b->data + arena->used;
	arena->used += n;
	return p;
}

void *arena_alloc(struct arena *arena, size_t n)
{
	return memset(take(arena, n), 0, n);
}

void *arena_room(struct arena *arena, size_t n)
{
	return take(arena, n);
}

char *arena_copy(struct arena *arena, const char *text, size_t n)
{
	char *copy = take(arena, n + 1);
	if (n)
		memcpy(copy, text, n);
	copy[n] = '\0';
	return copy;
}

void *arena_items(struct arena *arena, const void *items, size_t n, size_t item_size)
{
	void *copy = arena_alloc(arena, (n ? n : 1) * item_size);
	if (n && items)
		memcpy(copy, items, n * item_size);
	return copy;
}

char *arena_string(struct arena *arena, const char *text)
{
	return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

char *arena_join(struct arena *arena, const char *a, const char *b, const char *c)
{
	size_t na = strlen(a), nb = strlen(b), nc = strlen(c);
	char *text = take(arena, na + nb + nc + 1);
	mempcpy(mempcpy(mempcpy(text, a, na), b, nb), c, nc + 1);
	return text;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	char *text = NULL;
	int n = vasprintf(&text, format, ap);
	va_end(ap);
	if (n < 0)
		no_memory();
	char *copy = arena_copy(arena, text, (size_t)n);
	free(text);
	return copy;
}

size_t arena_bytes(const struct arena *arena)
{
	size_t bytes = 0;
	for (const struct arena_block *b = arena->blocks; b; b = b->next)
		bytes += b->size;
	return bytes;
}

void arena_done(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *next = arena->blocks->next;
		free(arena->blocks);
		arena->blocks = next;
	}
	arena->used = 0;
}
