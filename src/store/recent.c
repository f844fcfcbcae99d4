/* SPDX-License-Identifier: GPL-3.0-or-later
 * The bodies that a thread made last, with their hashes. A table of fixed size: each body
 * has one place, where the next one replaces it. */
#include "store/internal.h"

#include <stdlib.h>
#include <string.h>

enum { PLACES = 1024, BODY_MAX = 237 };

struct entry {
	uint8_t hash[HASH_BYTES];
	uint16_t n;   /* of body */
	uint8_t what; /* enum content and one: 0 is an empty place */
	char body[BODY_MAX];
};

struct store_recent {
	struct packer *packer;
	struct entry entries[PLACES];
};

struct store_recent *store_recent_new(void)
{
	struct store_recent *recent = memory_get(sizeof(*recent));
	recent->packer = packer_new();
	return recent;
}

void store_recent_free(struct store_recent *recent)
{
	if (recent)
		packer_free(recent->packer);
	free(recent);
}

struct packer *recent_packer(struct store_recent *recent)
{
	return recent->packer;
}

static size_t place_of(enum content what, const char *body, size_t n)
{
	return (hash_quick(what, body, n) >> 40) % PLACES;
}

bool recent_hash(struct store_recent *recent, enum content what, const char *body,
                 size_t n, uint8_t hash[HASH_BYTES])
{
	if (!recent || n > BODY_MAX) {
		content_hash(what, body, n, hash);
		return false;
	}
	struct entry *e = &recent->entries[place_of(what, body, n)];
	if (e->what == what + 1 && e->n == n && !memcmp(e->body, body, n)) {
		memcpy(hash, e->hash, HASH_BYTES);
		return true;
	}
	content_hash(what, body, n, hash);
	memcpy(e->hash, hash, HASH_BYTES);
	memcpy(e->body, body, n);
	e->n = (uint16_t)n;
	e->what = (uint8_t)(what + 1);
	return false;
}
