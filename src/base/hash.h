/* SPDX-License-Identifier: GPL-3.0-or-later
 * BLAKE2b, as keys of content and of identities. */
#ifndef HWFIT_HASH_H
#define HWFIT_HASH_H

#include <stddef.h>
#include <stdint.h>

enum { HASH_BYTES = 16, HASH_KEY_BYTES = 32 };

/* BLAKE2b-128 of n bytes behind one byte that says what they are. key may be NULL, else
 * it has HASH_KEY_BYTES. */
void hash_bytes(const uint8_t *key, char what, const void *bytes, size_t n,
                uint8_t hash[HASH_BYTES]);

/* The first eight bytes as a number that is never 0. */
int64_t hash_id(const uint8_t hash[HASH_BYTES]);

/* Both at once. */
int64_t hash_number(const uint8_t *key, char what, const void *bytes, size_t n);

/* A row of hashes as one number, added one by one in their order from 0 on. For putting
 * equal rows together quickly: much faster than BLAKE2b, and sound for numbers that are
 * hashes already. Never 0. */
int64_t hash_join(int64_t row, int64_t next);
/* Mixes bytes into a number, for tables in memory alone: quick, and nothing that
 * strangers could not make equal. The high bits are the best. */
uint64_t hash_quick(uint64_t seed, const void *bytes, size_t n);

/* HASH_KEY_BYTES that nobody can guess. */
void hash_new_key(uint8_t key[HASH_KEY_BYTES]);

#endif
