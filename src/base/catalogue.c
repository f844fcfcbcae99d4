/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/catalogue.h"

#include "base/arena.h"
#include "base/file.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MO_MAGIC = 0x950412de, MO_HEADER = 20 };

struct catalogue {
	char *bytes;
	size_t n;
	uint32_t count, keys, texts; /* messages; where the two tables begin */
};

/* msgfmt writes in the order of bytes of the machine; this is the little-endian one. */
static uint32_t word_at(const char *bytes, size_t at)
{
	const unsigned char *b = (const unsigned char *)bytes + at;
	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* Does the text that a table names lie inside, with a NUL behind it? */
static bool text_inside(const struct catalogue *c, size_t entry)
{
	uint64_t length = word_at(c->bytes, entry), at = word_at(c->bytes, entry + 4);
	return at + length < c->n && !c->bytes[at + length];
}

static bool tables_inside(const struct catalogue *c)
{
	uint64_t size = (uint64_t)c->count * 8;
	if (c->keys + size > c->n || c->texts + size > c->n)
		return false;
	for (uint32_t i = 0; i < c->count; i++)
		if (!text_inside(c, c->keys + i * 8) || !text_inside(c, c->texts + i * 8))
			return false;
	return true;
}

struct catalogue *catalogue_read(const char *bytes, size_t n, const char *name,
                                 struct error *err)
{
	struct catalogue *c = memory_get(sizeof(*c));
	*c = (struct catalogue){.bytes = memory_get(n + 1), .n = n};
	memcpy(c->bytes, bytes, n);
	bool good = n >= MO_HEADER && n <= CATALOGUE_MAX && word_at(bytes, 0) == MO_MAGIC;
	if (good) {
		c->count = word_at(bytes, 8);
		c->keys = word_at(bytes, 12);
		c->texts = word_at(bytes, 16);
		good = tables_inside(c);
	}
	if (good)
		return c;
	catalogue_free(c);
	error_set(err, EXIT_run, name, "expected a catalogue that msgfmt compiled");
	error_remedy(err, "build again: make");
	return NULL;
}

struct catalogue *catalogue_load(const char *path, struct error *err)
{
	struct buf text = BUF_EMPTY;
	struct catalogue *c = NULL;
	if (!file_read(path, CATALOGUE_MAX, &text, err))
		c = catalogue_read(text.text, text.n, path, err);
	buf_done(&text);
	return c;
}

void catalogue_free(struct catalogue *catalogue)
{
	if (catalogue)
		free(catalogue->bytes);
	free(catalogue);
}

static const char *table_text(const struct catalogue *c, uint32_t table, uint32_t i)
{
	return c->bytes + word_at(c->bytes, table + (size_t)i * 8 + 4);
}

/* Orders "context EOT message" and a key as strcmp does, without joining the two. */
static int key_order(const char *context, const char *message, const char *key)
{
	size_t n = context ? strlen(context) : 0;
	if (!context)
		return strcmp(message, key);
	int order = strncmp(context, key, n);
	if (order)
		return order;
	if (key[n] != '\004')
		return '\004' - (unsigned char)key[n];
	return strcmp(message, key + n + 1);
}

/* The first key that does not stand before a context's empty message. */
static uint32_t first_in_context(const struct catalogue *c, const char *context)
{
	uint32_t low = 0, high = c->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (key_order(context, "", table_text(c, c->keys, middle)) <= 0)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

const char *catalogue_in_context(const struct catalogue *catalogue, const char *context,
                                 size_t i)
{
	size_t at = catalogue ? first_in_context(catalogue, context) + i : 0;
	size_t n = strlen(context);
	if (!catalogue || at >= catalogue->count)
		return NULL;
	const char *key = table_text(catalogue, catalogue->keys, (uint32_t)at);
	return !strncmp(key, context, n) && key[n] == '\004' ? key + n + 1 : NULL;
}

const char *catalogue_find(const struct catalogue *catalogue, const char *context,
                           const char *message)
{
	uint32_t low = 0, high = catalogue ? catalogue->count : 0;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *key = table_text(catalogue, catalogue->keys, middle);
		int order = key_order(context, message, key);
		if (!order)
			return table_text(catalogue, catalogue->texts, middle);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *tr(const struct catalogue *catalogue, const char *sentence)
{
	const char *found = catalogue_find(catalogue, NULL, sentence);
	return found && *found ? found : sentence;
}
