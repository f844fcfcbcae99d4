/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pseudonyms: keyed BLAKE2b-128 in the form of what they stand for.
 * Source: RFC 7693 (keyed BLAKE2b) */
#include "facts/pseudonym.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Letters and digits alone, in lower case: two spellings of a number are one. */
static void hash_of(const uint8_t *key, const char *text, uint8_t hash[HASH_BYTES])
{
	struct buf folded = BUF_EMPTY;
	for (; *text; text++)
		if (isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80)
			buf_add_char(&folded, (char)tolower((unsigned char)*text));
	hash_bytes(key, 'n', folded.text, folded.n, hash);
	buf_done(&folded);
}

/* "00:1a:2b:…" and "4c4c4544-…": hexadecimal digits with marks between them. */
static bool is_form(const char *text, size_t length, char mark)
{
	if (strlen(text) != length || !strchr(text, mark))
		return false;
	for (; *text; text++)
		if (*text != mark && !isxdigit((unsigned char)*text))
			return false;
	return true;
}

/* Of an address the first digits stay: who made it, and what kind it is. */
static char *in_form(struct arena *arena, const uint8_t *key, const char *text)
{
	enum { MAC = 17, UUID = 36, MAKER = 8 };
	uint8_t hash[HASH_BYTES];
	char digits[HASH_BYTES * 2 + 1];
	hash_of(key, text, hash);
	for (int i = 0; i < HASH_BYTES; i++)
		snprintf(digits + 2 * (size_t)i, 3, "%02x", hash[i]);
	bool mac = is_form(text, MAC, ':');
	if (!mac && !is_form(text, UUID, '-'))
		return arena_format(arena, "p%.16s", digits);
	char *copy = arena_string(arena, text);
	size_t d = 0;
	for (size_t i = mac ? MAKER : 0; copy[i]; i++)
		if (isxdigit((unsigned char)copy[i]))
			copy[i] = digits[d++];
	return copy;
}

void pseudonym_key(const char *bytes, size_t n, uint8_t key[HASH_KEY_BYTES])
{
	hash_bytes(NULL, '1', bytes, n, key);
	hash_bytes(NULL, '2', bytes, n, key + HASH_BYTES);
}

static void replace(struct scan *scan, struct component *c, struct fact *f,
                    const uint8_t *key)
{
	enum value_type type = fact_row(f->id)->type;
	f->raw = NULL;
	if (f->state != STATE_known)
		return;
	if (type == TYPE_TEXT || type == TYPE_WORD) {
		f->value.text = in_form(&scan->arena, key, f->value.text);
		return;
	}
	enum fact_id id = f->id;
	fact_set_absent(scan, c, id); /* known facts cannot become unreadable */
	fact_set_unreadable(scan, c, id, "taken out: it tells the unit", NULL);
}

static void take_out(json_t **extra)
{
	json_decref(*extra);
	*extra = NULL;
}

void scan_pseudonymise(struct scan *scan, const uint8_t key[HASH_KEY_BYTES])
{
	if (scan->hostname)
		scan->hostname = in_form(&scan->arena, key, scan->hostname);
	if (scan->host_id)
		scan->host_id = in_form(&scan->arena, key, scan->host_id);
	for (int k = 0; k < KIND_COUNT; k++)
		for (size_t i = 0; i < scan->kinds[k].n; i++) {
			struct component *c = scan->kinds[k].items[i];
			take_out(&c->extra);
			for (size_t f = 0; f < c->n; f++)
				if (fact_row(c->facts[f].id)->flags &
				    (FLAG_UNIT | FLAG_PERSON))
					replace(scan, c, &c->facts[f], key);
		}
	take_out(&scan->extra);
	scan->note_count = 0;
}
