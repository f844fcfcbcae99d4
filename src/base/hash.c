/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include <endian.h>
#include <sodium.h>
#include <string.h>

void hash_bytes(const uint8_t *key, char what, const void *bytes, size_t n,
                uint8_t hash[HASH_BYTES])
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, key, key ? HASH_KEY_BYTES : 0, HASH_BYTES);
	crypto_generichash_update(&state, (const uint8_t *)&what, 1);
	crypto_generichash_update(&state, bytes, n);
	crypto_generichash_final(&state, hash, HASH_BYTES);
}

int64_t hash_id(const uint8_t hash[HASH_BYTES])
{
	uint64_t id;
	memcpy(&id, hash, sizeof(id));
	id = be64toh(id);
	return id ? (int64_t)id : 1;
}

int64_t hash_number(const uint8_t *key, char what, const void *bytes, size_t n)
{
	uint8_t hash[HASH_BYTES];
	hash_bytes(key, what, bytes, n, hash);
	return hash_id(hash);
}

/* The mixing step of MurmurHash3 (fmix64, public domain) over the row so far. */
int64_t hash_join(int64_t row, int64_t next)
{
	uint64_t x = ((uint64_t)row * 0x9e3779b97f4a7c15u) ^ (uint64_t)next;
	x = (x ^ x >> 33) * 0xff51afd7ed558ccdu;
	x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53u;
	x ^= x >> 33;
	return x ? (int64_t)x : 1;
}

uint64_t hash_quick(uint64_t seed, const void *bytes, size_t n)
{
	static const uint64_t odd = 0x9e3779b97f4a7c15u;
	uint64_t hash = (seed + n) * odd, word;
	const uint8_t *at = bytes;
	for (; n >= sizeof(word); at += sizeof(word), n -= sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		hash = (hash ^ word) * odd;
		hash ^= hash >> 32;
	}
	for (word = 0; n; n--)
		word = word << 8 | at[n - 1];
	return (hash ^ word) * odd;
}

void hash_new_key(uint8_t key[HASH_KEY_BYTES])
{
	randombytes_buf(key, HASH_KEY_BYTES);
}
