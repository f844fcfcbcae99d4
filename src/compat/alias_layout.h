/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the bytes of an index lie. Numbers are those of the machine that built it: a file
 * from another kind of machine has another magic and is refused. */
#ifndef HWFIT_COMPAT_ALIAS_LAYOUT_H
#define HWFIT_COMPAT_ALIAS_LAYOUT_H

#include "compat/alias.h"

#include <string.h>

enum { ALIAS_MAGIC = 0x68774159, ALIAS_KEY_MAX = 255, ALIAS_LENGTH_WORDS = 4 };

enum alias_part {
	PART_drivers,       /* struct packed_driver */
	PART_sets,          /* uint64_t: kernels */
	PART_masks,         /* struct packed_mask */
	PART_fixed_buckets, /* uint32_t: first entry of each, and one behind the last */
	PART_fixed,         /* struct packed_fixed, bucket after bucket */
	PART_text_buckets,  /* uint32_t, as above */
	PART_text,          /* struct packed_text, bucket after bucket */
	PART_strings,       /* texts, each with a NUL */
	PART_COUNT
};

struct alias_header {
	uint32_t magic, size;
	struct {
		uint32_t at, n; /* offset in bytes, a multiple of 8; number of items */
	} parts[PART_COUNT];
	/* Patterns of a bus that have not its form: with none there is nothing to look
	 * for among the texts. */
	uint32_t odd[ALIAS_BUS_COUNT];
	uint32_t spare;
	/* A bit a length of keys that are in use: of all texts, and of those of a bus
	 * that have not its form. */
	uint64_t lengths[ALIAS_LENGTH_WORDS];
	uint64_t odd_lengths[ALIAS_BUS_COUNT][ALIAS_LENGTH_WORDS];
};

struct packed_driver {
	uint32_t name, spare;
	uint64_t built_in;
};

struct packed_mask {
	uint32_t mask[ALIAS_WORDS];
	uint8_t bus, claim, open_end, spare;
};

struct packed_fixed {
	uint32_t value[ALIAS_WORDS];
	uint16_t low, high, driver, mask, set, spare;
};

struct packed_text {
	uint32_t text;
	uint16_t length, driver, set;
	uint8_t key, claim; /* key: bytes of text that chose the bucket */
	uint32_t token;     /* 1: the key is a part behind "*:" that ends with ":" */
};

static inline uint32_t alias_mix(uint32_t h)
{
	h ^= h >> 16;
	h *= 0x7feb352dU;
	h ^= h >> 15;
	h *= 0x846ca68bU;
	return h ^ h >> 16;
}

/* The bucket of numbers under the mask of a key; key is its number. */
static inline uint32_t alias_fixed_hash(const uint32_t value[ALIAS_WORDS],
                                        const uint32_t mask[ALIAS_WORDS], int bus,
                                        int key)
{
	uint32_t h = (uint32_t)(bus * 16 + key + 1) * 0x9e3779b1U;
	for (int w = 0; w < ALIAS_WORDS; w++)
		h = (h ^ (value[w] & mask[w])) * 0x85ebca6bU + w;
	return alias_mix(h);
}

/* A running hash over text: begin, one step a byte, end. */
enum { ALIAS_HASH_TEXT = 0x2545f491, ALIAS_HASH_TOKEN = 0x1b873593 };

static inline uint32_t alias_hash_step(uint32_t h, char c)
{
	return (h ^ (unsigned char)c) * 0x01000193U;
}

#endif
