/* SPDX-License-Identifier: GPL-3.0-or-later
 * Serial numbers, asset tags and the UUID of an SMBIOS table, replaced in place so that
 * every structure keeps its size.
 * Spec: DMTF DSP0134 3.7, 7.2, 7.3, 7.4, 7.5, 7.18, 7.23, 7.40 */
#include "probes/capture.h"
#include "probes/smbios.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	TYPE_SYSTEM = 1,
	TYPE_OEM_STRINGS = 11,
	TYPE_BATTERY = 22,
	TYPE_HOST_INTERFACE = 42,
	TYPE_MAKERS = 128, /* from here on they mean what their maker likes */
	UUID_AT = 8,
	BATTERY_SERIAL_AT = 16, /* of a smart battery, two bytes */
};

/* Where structures have the number of a string that is an identity. */
static const struct {
	uint8_t type, offset;
} fields[] = {{1, 0x07}, {2, 0x07},  {2, 0x08},  {3, 0x07},  {3, 0x08},  {4, 0x20},
              {4, 0x21}, {17, 0x18}, {17, 0x19}, {22, 0x07}, {39, 0x08}, {39, 0x09}};

static bool is_makers_own(unsigned type)
{
	return (type >= TYPE_MAKERS) || type == TYPE_OEM_STRINGS ||
	       type == TYPE_HOST_INTERFACE;
}

/* Reads the table with a scan of its own: notes of oddities are not wanted here. */
static struct scan *split(const uint8_t *bytes, size_t n, struct smbios_table *table)
{
	struct scan *scan = scan_new();
	smbios_parse(scan, NULL, 0, bytes, n, table);
	return scan;
}

static void uuid_text(const struct smbios_structure *s, char text[40])
{
	/* The order of the bytes of 2.6 and later, which the kernel shows, too; the
	 * order of older tables is another name of the same unit. */
	smbios_uuid(s->data + UUID_AT, 0x0300, text);
}

/* A string of structure s, by its number at offset; NULL when it has none. */
static char *string_of(const struct smbios_structure *s, size_t offset, size_t *n)
{
	bool bad;
	if (!smbios_has(s, offset, 1))
		return NULL;
	return (char *)smbios_string(s, offset, n, &bad);
}

void capture_smbios_collect(const uint8_t *bytes, size_t n, struct identities *ids)
{
	struct smbios_table table;
	struct scan *scan = split(bytes, n, &table);
	for (size_t i = 0; i < table.n; i++) {
		const struct smbios_structure *s = &table.items[i];
		char uuid[40];
		if (s->type == TYPE_SYSTEM && smbios_has(s, UUID_AT, 16)) {
			uuid_text(s, uuid);
			identities_add(ids, uuid, strlen(uuid), 0);
		}
		for (size_t k = 0; k < sizeof(fields) / sizeof(*fields); k++) {
			size_t length;
			char *text = fields[k].type == s->type
			                     ? string_of(s, fields[k].offset, &length)
			                     : NULL;
			if (text)
				identities_add(ids, text, length, 0);
		}
	}
	scan_free(scan);
}

static void put_uuid(uint8_t *at, const char *text)
{
	/* Which byte each pair of digits is: the first three fields are little-endian. */
	static const uint8_t order[16] = {3, 2, 1,  0,  5,  4,  7,  6,
	                                  8, 9, 10, 11, 12, 13, 14, 15};
	for (size_t i = 0; i < 16; i++) {
		while (*text == '-')
			text++;
		char pair[3] = {text[0], text[1], '\0'};
		at[order[i]] = (uint8_t)strtoul(pair, NULL, 16);
		text += 2;
	}
}

static void redact_structure(uint8_t *data, const struct smbios_structure *s,
                             const struct identities *ids)
{
	char *strings = (char *)data + s->length, uuid[40];
	size_t n = s->size > s->length ? s->size - s->length : 0;
	if (is_makers_own(s->type)) {
		identities_scramble(ids, strings, n);
		/* OEM strings begin with their number, which their reader needs. */
		if (s->type != TYPE_OEM_STRINGS && s->length > 4)
			memset(data + 4, 0, s->length - 4u);
		return;
	}
	identities_replace(ids, strings, n);
	if (s->type == TYPE_SYSTEM && smbios_has(s, UUID_AT, 16)) {
		uuid_text(s, uuid);
		identities_replace_whole(ids, uuid, strlen(uuid), 0);
		put_uuid(data + UUID_AT, uuid);
	}
	if (s->type == TYPE_BATTERY && smbios_has(s, BATTERY_SERIAL_AT, 2))
		memset(data + BATTERY_SERIAL_AT, 0, 2);
}

/* Is a string one that an identity field names, and that was too short to be replaced
 * everywhere? */
static void redact_fields(const struct smbios_structure *s, const struct identities *ids,
                          const uint8_t *before)
{
	for (size_t k = 0; k < sizeof(fields) / sizeof(*fields); k++) {
		size_t n;
		char *text = fields[k].type == s->type
		                     ? string_of(s, fields[k].offset, &n)
		                     : NULL;
		/* Two fields may name one string: it is replaced once. */
		if (text && !memcmp(text, before + (text - (char *)s->data), n))
			identities_replace_whole(ids, text, n, 0);
	}
}

void capture_smbios_redact(uint8_t *bytes, size_t n, const struct identities *ids)
{
	struct smbios_table table;
	struct scan *scan = split(bytes, n, &table);
	for (size_t i = 0; i < table.n; i++) {
		const struct smbios_structure *s = &table.items[i];
		uint8_t *data = bytes + (s->data - bytes);
		uint8_t *before = arena_items(&scan->arena, data, s->size, 1);
		redact_structure(data, s, ids);
		redact_fields(s, ids, before);
	}
	scan_free(scan);
}
