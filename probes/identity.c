/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replaces names of units and persons. The replacement of a name is drawn from a keyed
 * hash of it (BLAKE2b), so nothing need be stored for it to be the same everywhere. */
#include "probes/identity.h"

#include "facts/normalise.h"

#include <ctype.h>
#include <sodium.h>
#include <string.h>

enum { HEAD = 4 }; /* letters that choose a bucket */

static bool is_alnum(char c)
{
	return isalnum((unsigned char)c) && !((unsigned char)c & 0x80);
}

/* Letters and digits of a text in lower case; 0 when there is no room for them. */
static size_t fold(const char *text, size_t n, char *folded)
{
	size_t length = 0;
	for (size_t i = 0; i < n; i++) {
		if (!is_alnum(text[i]))
			continue;
		if (length == IDENTITY_MAX)
			return 0;
		folded[length++] = (char)tolower((unsigned char)text[i]);
	}
	return length;
}

static bool is_hex(const char *folded, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isxdigit((unsigned char)folded[i]))
			return false;
	return true;
}

static bool is_decimal(const char *folded, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isdigit((unsigned char)folded[i]))
			return false;
	return true;
}

static bool is_uniform(const char *folded, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (folded[i] != folded[0])
			return false;
	return true;
}

/* 64 bytes of the hash at a time. */
static void draw(const struct identities *ids, const char *folded, size_t n, size_t kept,
                 char *other)
{
	uint8_t hash[crypto_generichash_BYTES_MAX];
	unsigned letters = is_hex(folded, n) ? 6 : 26;
	for (size_t i = 0; i < n; i++) {
		size_t at = i % sizeof(hash);
		if (!at) {
			crypto_generichash_state state;
			uint64_t block = i / sizeof(hash);
			crypto_generichash_init(&state, ids->key, sizeof(ids->key),
			                        sizeof(hash));
			crypto_generichash_update(&state, (const uint8_t *)&block,
			                          sizeof(block));
			crypto_generichash_update(&state, (const uint8_t *)folded, n);
			crypto_generichash_final(&state, hash, sizeof(hash));
		}
		if (i < kept)
			other[i] = folded[i];
		else if (isdigit((unsigned char)folded[i]))
			other[i] = (char)('0' + hash[at] % 10);
		else
			other[i] = (char)('a' + hash[at] % letters);
	}
}

void identities_start(struct identities *ids, struct arena *arena,
                      const uint8_t key[IDENTITY_KEY])
{
	memset(ids, 0, sizeof(*ids));
	ids->arena = arena;
	memcpy(ids->key, key, IDENTITY_KEY);
}

static size_t bucket_of(const char *head)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < HEAD; i++)
		hash = (hash ^ (uint8_t)head[i]) * 16777619u;
	return (hash ^ hash >> 16) % 4096;
}

bool identity_is_nothing(const char *text, size_t n)
{
	char copy[IDENTITY_MAX + 1], folded[IDENTITY_MAX];
	while (n && isspace((unsigned char)text[n - 1]))
		n--;
	while (n && isspace((unsigned char)*text))
		text++, n--;
	if (!n || n > IDENTITY_MAX)
		return !n;
	memcpy(copy, text, n);
	copy[n] = '\0';
	size_t length = fold(text, n, folded);
	return !length || is_uniform(folded, length) ||
	       normalise_is_placeholder(FACT_system_serial, copy);
}

static const struct identity *find(const struct identities *ids, const char *folded,
                                   size_t n)
{
	if (n < HEAD)
		return NULL;
	for (const struct identity *id = ids->bucket[bucket_of(folded)]; id;
	     id = id->next)
		if (id->n == n && !memcmp(id->name, folded, n))
			return id;
	return NULL;
}

static struct identity *add_folded(struct identities *ids, const char *folded,
                                   const char *other, size_t n)
{
	if (find(ids, folded, n))
		return NULL;
	struct identity *id = arena_alloc(ids->arena, sizeof(*id));
	id->name = arena_copy(ids->arena, folded, n);
	id->other = arena_copy(ids->arena, other, n);
	id->n = n;
	id->bounded = n < 8 || (n < 12 && is_decimal(folded, n));
	/* Longer names first: one may begin with another. */
	struct identity **at = &ids->bucket[bucket_of(folded)];
	while (*at && (*at)->n > n)
		at = &(*at)->next;
	id->next = *at;
	*at = id;
	ids->n++;
	return id;
}

/* What the NVMe driver makes of a serial number: the codes of its letters. */
static void add_codes(struct identities *ids, const char *text, size_t n, size_t kept)
{
	char codes[IDENTITY_MAX], others[IDENTITY_MAX], copy[IDENTITY_MAX];
	if (n * 2 > sizeof(codes))
		return;
	memcpy(copy, text, n);
	identities_replace_whole(ids, copy, n, kept);
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < n; i++) {
		codes[2 * i] = digits[(uint8_t)text[i] >> 4];
		codes[2 * i + 1] = digits[(uint8_t)text[i] & 15];
		others[2 * i] = digits[(uint8_t)copy[i] >> 4];
		others[2 * i + 1] = digits[(uint8_t)copy[i] & 15];
	}
	add_folded(ids, codes, others, 2 * n);
}

static struct identity *remember(struct identities *ids, const char *text, size_t n,
                                 size_t kept)
{
	char folded[IDENTITY_MAX], other[IDENTITY_MAX];
	while (n && (isspace((unsigned char)text[n - 1]) || !text[n - 1]))
		n--;
	while (n && isspace((unsigned char)*text))
		text++, n--;
	size_t length = fold(text, n, folded);
	if (length < IDENTITY_SHORT || identity_is_nothing(text, n))
		return NULL;
	draw(ids, folded, length, kept, other);
	struct identity *id = add_folded(ids, folded, other, length);
	if (id && length >= 8)
		add_codes(ids, text, n, kept);
	return id;
}

void identities_add(struct identities *ids, const char *text, size_t n, size_t kept)
{
	remember(ids, text, n, kept);
}

void identities_add_word(struct identities *ids, const char *text, size_t n)
{
	struct identity *id = remember(ids, text, n, 0);
	if (id)
		id->bounded = true;
}

static bool is_separator(char c)
{
	return c == ':' || c == '-' || c == '_' || c == ' ' || c == '.';
}

/* The place of the next letter or digit of a name behind `at`, over one separator at
 * most; n when there is none. */
static size_t next_at(const char *text, size_t n, size_t at)
{
	at++;
	if (at < n && is_separator(text[at]))
		at++;
	return at < n && is_alnum(text[at]) ? at : n;
}

/* Does a name stand at text[at]? Returns where it ends, or 0. */
static size_t stands(const struct identity *id, const char *text, size_t n, size_t at)
{
	size_t here = at;
	for (size_t i = 0; i < id->n; i++) {
		if (i)
			here = next_at(text, n, here);
		if (here >= n || tolower((unsigned char)text[here]) != id->name[i])
			return 0;
	}
	bool beside = (at && is_alnum(text[at - 1])) ||
	              (here + 1 < n && is_alnum(text[here + 1]));
	return id->bounded && beside ? 0 : here + 1;
}

/* Puts the letters of other in the place of those of text, in their case. A hexadecimal
 * digit has none: it follows the rest. */
static void put(char *text, size_t n, const char *other)
{
	for (size_t i = 0, k = 0; i < n; i++) {
		if (!is_alnum(text[i]))
			continue;
		char c = other[k++];
		text[i] =
		        (char)(isupper((unsigned char)text[i]) ? toupper((unsigned char)c)
		                                               : c);
	}
}

size_t identities_replace(const struct identities *ids, char *text, size_t n)
{
	size_t replaced = 0;
	for (size_t at = 0; at < n; at++) {
		char head[HEAD];
		size_t k = 0;
		for (size_t here = at; is_alnum(text[at]) && k < HEAD && here < n;
		     here = next_at(text, n, here))
			head[k++] = (char)tolower((unsigned char)text[here]);
		if (k < HEAD)
			continue;
		const struct identity *id = ids->bucket[bucket_of(head)];
		size_t end = 0;
		for (; id && !(end = stands(id, text, n, at)); id = id->next)
			;
		if (!id)
			continue;
		put(text + at, end - at, id->other);
		at = end - 1;
		replaced++;
	}
	return replaced;
}

void identities_scramble(const struct identities *ids, char *text, size_t n)
{
	char folded[IDENTITY_MAX], other[IDENTITY_MAX];
	while (n) {
		size_t piece = n < IDENTITY_MAX ? n : IDENTITY_MAX;
		size_t length = fold(text, piece, folded);
		draw(ids, folded, length, 0, other);
		put(text, piece, other);
		text += piece;
		n -= piece;
	}
}

void identities_replace_whole(const struct identities *ids, char *text, size_t n,
                              size_t kept)
{
	char folded[IDENTITY_MAX], other[IDENTITY_MAX];
	size_t length = fold(text, n, folded);
	if (identity_is_nothing(text, n))
		return;
	if (!length) {
		identities_scramble(ids, text, n);
		return;
	}
	const struct identity *id = find(ids, folded, length);
	if (!id)
		draw(ids, folded, length, kept, other);
	put(text, n, id ? id->other : other);
}
