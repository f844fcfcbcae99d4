/* SPDX-License-Identifier: GPL-3.0-or-later
 * Splits an SMBIOS table into structures and reads their fields.
 * Spec: DMTF DSP0134 3.7, sections 5.2 (entry points) and 6.1 (structures) */
#include "probes/smbios.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { TYPE_END = 127 };

const char smbios_silent[] = "the firmware does not tell";

/* What an entry point says of the table. */
struct entry {
	unsigned version;
	size_t length;  /* of the table; 0: not told */
	bool exact;     /* false: length is only the most that it may be */
	unsigned count; /* of structures; 0: not told */
};

static unsigned word_at(const uint8_t *bytes)
{
	return bytes[0] | (unsigned)bytes[1] << 8;
}

static bool sums_to_zero(const uint8_t *bytes, size_t n)
{
	uint8_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum = (uint8_t)(sum + bytes[i]);
	return !sum;
}

static void check_sum(struct scan *scan, const uint8_t *bytes, size_t n, size_t length)
{
	if (length < 16 || length > n || !sums_to_zero(bytes, length))
		scan_note(scan, NULL,
		          "the checksum of the SMBIOS entry point is wrong; it was read "
		          "all the same");
}

/* "_SM3_" of 64 bits, "_SM_" of 32 bits, or the older "_DMI_" alone. */
static struct entry read_entry(struct scan *scan, const uint8_t *e, size_t n)
{
	struct entry entry = {0};
	if (n >= 24 && !memcmp(e, "_SM3_", 5)) {
		check_sum(scan, e, n, e[6]);
		entry.version = (unsigned)e[7] << 8 | e[8];
		entry.length = word_at(e + 12) | (size_t)word_at(e + 14) << 16;
	} else if (n >= 31 && !memcmp(e, "_SM_", 4)) {
		/* Version 2.1 gave its length as 0x1e where 0x1f was meant. */
		check_sum(scan, e, n, e[5] == 0x1e ? 0x1f : e[5]);
		entry.version = (unsigned)e[6] << 8 | e[7];
		entry.length = word_at(e + 0x16);
		entry.exact = true;
		entry.count = word_at(e + 0x1c);
	} else if (n >= 15 && !memcmp(e, "_DMI_", 5)) {
		if (!sums_to_zero(e, 15))
			check_sum(scan, e, 0, 0);
		entry.version = (unsigned)(e[14] >> 4) << 8 | (e[14] & 0xf);
		entry.length = word_at(e + 6);
		entry.exact = true;
		entry.count = word_at(e + 12);
	} else if (n) {
		scan_note(scan, NULL,
		          "the SMBIOS entry point is not one; the table was "
		          "read without it");
	}
	return entry;
}

/* Bytes of the structure at s with its strings, up to the two NULs; *whole tells whether
 * they are there. */
static size_t structure_size(const uint8_t *s, size_t n, bool *whole)
{
	size_t length = s[1];
	for (size_t i = length; i + 1 < n; i++)
		if (!s[i] && !s[i + 1]) {
			*whole = true;
			return i;
		}
	*whole = false;
	return n;
}

/* Tables are small, and nearly all count their handles upwards: only what is not above
 * all before it is looked for. */
static void note_handles(struct scan *scan, const struct smbios_table *table)
{
	uint8_t *seen = NULL;
	size_t repeated = 0;
	unsigned first = 0;
	int highest = -1;
	for (size_t i = 0; i < table->n; i++) {
		int handle = table->items[i].handle;
		if (handle > highest && !seen) {
			highest = handle;
			continue;
		}
		if (!seen) {
			seen = memory_get(65536 / 8);
			for (size_t k = 0; k < i; k++)
				seen[table->items[k].handle >> 3] |=
				        (uint8_t)(1u << (table->items[k].handle & 7));
		}
		uint8_t bit = (uint8_t)(1u << (handle & 7));
		if (seen[handle >> 3] & bit && !repeated++)
			first = (unsigned)handle;
		seen[handle >> 3] |= bit;
	}
	free(seen);
	if (repeated)
		scan_note(scan, NULL,
		          "SMBIOS uses handles twice (%zu times, first 0x%04x)", repeated,
		          first);
}

/* Reads structures until the end; true when the table came to a proper end. */
static bool walk(struct scan *scan, const uint8_t *bytes, size_t n,
                 struct smbios_table *table)
{
	struct smbios_structure *items = NULL;
	size_t room = 0;
	const char *cut = NULL;
	bool ended = false;
	size_t at = 0;
	while (!ended && !cut && n - at >= 4) {
		const uint8_t *s = bytes + at;
		bool whole = false;
		if (s[1] < 4) {
			cut = "a structure of the SMBIOS table is shorter than its head";
		} else if (s[1] > n - at || table->n > UINT16_MAX) {
			cut = "the SMBIOS table ends inside a structure";
		} else {
			size_t size = structure_size(s, n - at, &whole);
			items = memory_room(items, table->n, &room, sizeof(*items));
			items[table->n++] = (struct smbios_structure){
			        s[0], s[1], (uint16_t)word_at(s + 2), s, size};
			ended = s[0] == TYPE_END;
			at += whole ? size + 2 : size;
			if (!whole && !ended)
				cut = "the SMBIOS table ends inside a structure";
		}
		if (cut)
			scan_note(scan, NULL, "%s, type %u handle 0x%04x at byte %zu",
			          cut, s[0], word_at(s + 2), (size_t)(s - bytes));
	}
	table->cut = cut;
	table->items = arena_items(&scan->arena, items, table->n, sizeof(*items));
	free(items);
	return ended;
}

void smbios_parse(struct scan *scan, const uint8_t *entry_bytes, size_t entry_size,
                  const uint8_t *bytes, size_t size, struct smbios_table *table)
{
	struct entry entry = read_entry(scan, entry_bytes, entry_size);
	*table = (struct smbios_table){.version = entry.version};
	size_t n = size > SMBIOS_TABLE_MAX ? SMBIOS_TABLE_MAX : size;
	if (entry.exact && entry.length && entry.length < n)
		n = entry.length;
	bool ended = walk(scan, bytes, n, table);
	note_handles(scan, table);
	if (!ended && !table->cut && entry.length > n) {
		table->cut = "the SMBIOS table is shorter than its entry point says";
		scan_note(scan, NULL, "%s: %zu bytes of %zu", table->cut, n,
		          entry.length);
	} else if (!ended && !table->cut) {
		scan_note(scan, NULL, "the SMBIOS table has no end mark");
	}
	if (entry.count && entry.count != table->n)
		scan_note(scan, NULL,
		          "the SMBIOS table has %zu structures, its entry point says %u",
		          table->n, entry.count);
}

const struct smbios_structure *smbios_next(const struct smbios_table *table, uint8_t type,
                                           const struct smbios_structure *after)
{
	size_t i = after ? (size_t)(after - table->items) + 1 : 0;
	for (; i < table->n; i++)
		if (table->items[i].type == type)
			return &table->items[i];
	return NULL;
}

const struct smbios_structure *smbios_by_handle(const struct smbios_table *table,
                                                uint16_t handle)
{
	for (size_t i = 0; i < table->n; i++)
		if (table->items[i].handle == handle)
			return &table->items[i];
	return NULL;
}

bool smbios_has(const struct smbios_structure *s, size_t offset, size_t size)
{
	return offset + size <= s->length;
}

uint64_t smbios_number(const struct smbios_structure *s, size_t offset, size_t size,
                       uint64_t otherwise)
{
	if (!smbios_has(s, offset, size))
		return otherwise;
	uint64_t number = 0;
	for (size_t i = size; i-- > 0;)
		number = number << 8 | s->data[offset + i];
	return number;
}

const char *smbios_string(const struct smbios_structure *s, size_t offset, size_t *n,
                          bool *bad)
{
	unsigned index = (unsigned)smbios_number(s, offset, 1, 0);
	const uint8_t *at = s->data + s->length, *end = s->data + s->size;
	*n = 0;
	*bad = false;
	if (!index)
		return NULL;
	for (; at < end; index--) {
		const uint8_t *stop = memchr(at, 0, (size_t)(end - at));
		size_t length = (size_t)((stop ? stop : end) - at);
		if (index == 1) {
			*n = length;
			return (const char *)at;
		}
		at += length + 1;
	}
	*bad = true;
	return NULL;
}

void smbios_set_text(struct scan *scan, struct component *c, enum fact_id fact,
                     const struct smbios_structure *s, size_t offset)
{
	size_t n;
	bool bad;
	if (!smbios_has(s, offset, 1)) {
		fact_set_unreadable(scan, c, fact, smbios_silent, NULL);
		return;
	}
	const char *text = smbios_string(s, offset, &n, &bad);
	if (bad) {
		fact_set_unreadable(scan, c, fact,
		                    "the firmware names a string that it does not have",
		                    NULL);
		scan_note(scan, c, "SMBIOS type %u handle 0x%04x has no string %u for %s",
		          s->type, s->handle, s->data[offset], fact_row(fact)->name);
		return;
	}
	fact_set_text(scan, c, fact, text, n);
}

const char *smbios_name_text(struct scan *scan, const struct smbios_structure *s,
                             size_t offset, enum fact_id fact)
{
	size_t n;
	bool bad;
	const char *text = smbios_string(s, offset, &n, &bad);
	const char *clean = text ? text_clean_copy(&scan->arena, text, n, NULL) : "";
	return fact_normal_text(scan, fact, clean) ? clean : "";
}

void smbios_set_silent(struct scan *scan, struct component *c, enum fact_id fact)
{
	fact_set_unreadable(scan, c, fact, smbios_silent, NULL);
}
