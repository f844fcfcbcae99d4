/* SPDX-License-Identifier: GPL-3.0-or-later
 * What udev recorded of SMBIOS types 16 and 17 at start, for everybody to read, back into
 * a table as the firmware has it: memory without root.
 * Spec: systemd 248 and newer, udev's dmi_memory_id; DMTF DSP0134 3.7, 7.17 and 7.18 */
#include "base/buf.h"
#include "probes/smbios.h"
#include "probes/udev_data.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	DEVICES_MAX = 1024,
	ARRAY_HANDLE = 0x1000,
	ARRAY_LENGTH = 0x17,
	DEVICE_LENGTH = 0x5c,
	UNKNOWN = 2, /* of each of the standard's lists */
};

/* The parts of a record that are used. Voltages are not: udev rounds them to one digit.
 */
enum attribute {
	PRESENT,
	SIZE,
	FORM_FACTOR,
	TYPE,
	TYPE_DETAIL,
	TOTAL_WIDTH,
	DATA_WIDTH,
	SPEED_MTS,
	CONFIGURED_SPEED_MTS,
	RANK,
	MEMORY_TECHNOLOGY,
	VOLATILE_SIZE,
	LOCATOR,
	BANK_LOCATOR,
	MANUFACTURER,
	SERIAL_NUMBER,
	ASSET_TAG,
	PART_NUMBER,
	ATTRIBUTE_COUNT
};

static const char *const names[ATTRIBUTE_COUNT] = {
        "PRESENT",
        "SIZE",
        "FORM_FACTOR",
        "TYPE",
        "TYPE_DETAIL",
        "TOTAL_WIDTH",
        "DATA_WIDTH",
        "SPEED_MTS",
        "CONFIGURED_SPEED_MTS",
        "RANK",
        "MEMORY_TECHNOLOGY",
        "VOLATILE_SIZE",
        "LOCATOR",
        "BANK_LOCATOR",
        "MANUFACTURER",
        "SERIAL_NUMBER",
        "ASSET_TAG",
        "PART_NUMBER",
};

/* Where the strings of a device are pointed to. */
static const struct {
	enum attribute attribute;
	uint8_t offset;
} texts[] = {
        {LOCATOR, 0x10},       {BANK_LOCATOR, 0x11}, {MANUFACTURER, 0x17},
        {SERIAL_NUMBER, 0x18}, {ASSET_TAG, 0x19},    {PART_NUMBER, 0x1a},
};

struct record {
	bool there;
	const char *values[ATTRIBUTE_COUNT]; /* in the arena; NULL: not written */
};

static void take(struct record *records, const struct udev_property *p,
                 struct arena *arena)
{
	static const char start[] = "MEMORY_DEVICE_";
	size_t at = sizeof(start) - 1, number = 0;
	if (p->name_size <= at || memcmp(p->name, start, at) != 0 ||
	    !isdigit((unsigned char)p->name[at]))
		return;
	for (; at < p->name_size && isdigit((unsigned char)p->name[at]); at++)
		if (number < DEVICES_MAX)
			number = number * 10 + (size_t)(p->name[at] - '0');
	if (number >= DEVICES_MAX || at >= p->name_size || p->name[at] != '_')
		return;
	records[number].there = true;
	for (size_t i = 0; i < ATTRIBUTE_COUNT; i++)
		if (p->name_size - at - 1 == strlen(names[i]) &&
		    !memcmp(p->name + at + 1, names[i], strlen(names[i])))
			records[number].values[i] =
			        arena_copy(arena, p->value, p->value_size);
}

static uint64_t number(const struct record *r, enum attribute attribute,
                       uint64_t otherwise)
{
	const char *text = r->values[attribute];
	return text && isdigit((unsigned char)*text) ? strtoull(text, NULL, 10)
	                                             : otherwise;
}

/* The number of what the standard calls so. */
static unsigned word(const struct record *r, enum attribute attribute,
                     enum smbios_list list)
{
	const char *text = r->values[attribute];
	return text ? smbios_value(list, text, UNKNOWN) : UNKNOWN;
}

static void put(uint8_t *bytes, size_t offset, size_t size, uint64_t value)
{
	for (size_t i = 0; i < size; i++)
		bytes[offset + i] = (uint8_t)(value >> (8 * i));
}

static void put_head(uint8_t *bytes, uint8_t type, uint8_t length, unsigned handle)
{
	put(bytes, 0, 1, type);
	put(bytes, 1, 1, length);
	put(bytes, 2, 2, handle);
}

/* Megabytes in a word, more in a longer field, less in kilobytes. */
static void put_size(uint8_t *bytes, const struct record *r)
{
	uint64_t size = number(r, SIZE, 0);
	if (!size)
		put(bytes, 0x0c, 2, number(r, PRESENT, 1) ? 0xffff : 0);
	else if (size & 0xfffff || size < 1 << 20)
		put(bytes, 0x0c, 2, 0x8000 | (size >> 10 & 0x7fff));
	else if (size >> 20 < 0x7fff)
		put(bytes, 0x0c, 2, size >> 20);
	else
		put(bytes, 0x0c, 2, 0x7fff);
	put(bytes, 0x1c, 4, size >> 20 & 0x7fffffff);
}

static void put_speed(uint8_t *bytes, size_t offset, size_t extended, uint64_t speed)
{
	put(bytes, offset, 2, speed < 0xffff ? speed : 0xffff);
	put(bytes, extended, 4, speed & 0x7fffffff);
}

/* What udev writes where the firmware says nothing. */
static bool is_text(const char *text)
{
	return text && *text && strcmp(text, "Not Specified") != 0 &&
	       strcmp(text, "<BAD INDEX>") != 0;
}

static void add_device(struct buf *table, const struct record *r, unsigned handle)
{
	uint8_t bytes[DEVICE_LENGTH] = {0};
	uint8_t strings = 0;
	put_head(bytes, 17, DEVICE_LENGTH, handle);
	put(bytes, 0x04, 2, ARRAY_HANDLE);
	put(bytes, 0x08, 2, number(r, TOTAL_WIDTH, 0xffff));
	put(bytes, 0x0a, 2, number(r, DATA_WIDTH, 0xffff));
	put_size(bytes, r);
	put(bytes, 0x0e, 1, word(r, FORM_FACTOR, SMBIOS_memory_form));
	put(bytes, 0x12, 1, word(r, TYPE, SMBIOS_memory_type));
	put(bytes, 0x13, 2, smbios_detail(r->values[TYPE_DETAIL]));
	put_speed(bytes, 0x15, 0x54, number(r, SPEED_MTS, 0));
	put_speed(bytes, 0x20, 0x58, number(r, CONFIGURED_SPEED_MTS, 0));
	put(bytes, 0x1b, 1, number(r, RANK, 0) & 0xf);
	put(bytes, 0x28, 1, word(r, MEMORY_TECHNOLOGY, SMBIOS_technology));
	put(bytes, 0x3c, 8, number(r, VOLATILE_SIZE, UINT64_MAX));
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (is_text(r->values[texts[i].attribute]))
			bytes[texts[i].offset] = ++strings;
	buf_add(table, (const char *)bytes, sizeof(bytes));
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const char *text = r->values[texts[i].attribute];
		if (is_text(text))
			buf_add(table, text, strlen(text) + 1);
	}
	buf_add(table, "\0\0", strings ? 1 : 2);
}

/* Flash and other read-only memory, which belongs to another array. */
static bool is_main(const struct record *r)
{
	static const char *const others[] = {"ROM", "Flash", "EEPROM", "FEPROM", "EPROM"};
	for (size_t i = 0; r->values[TYPE] && i < sizeof(others) / sizeof(*others); i++)
		if (!strcmp(r->values[TYPE], others[i]))
			return false;
	return r->there;
}

bool smbios_udev_table(const char *bytes, size_t n, struct arena *arena,
                       struct buf *table)
{
	struct record *records = arena_alloc(arena, DEVICES_MAX * sizeof(*records));
	struct udev_property property;
	uint8_t array[ARRAY_LENGTH] = {0};
	unsigned devices = 0;
	for (size_t at = 0; udev_data_next(bytes, n, &at, &property);)
		take(records, &property, arena);
	for (size_t i = 0; i < DEVICES_MAX; i++)
		devices += is_main(&records[i]);
	if (!devices)
		return false;
	/* Of several arrays udev keeps the last: what they take in all is not known. */
	put_head(array, 16, ARRAY_LENGTH, ARRAY_HANDLE);
	put(array, 0x04, 1, UNKNOWN);
	put(array, 0x05, 1, 3);
	put(array, 0x06, 1, UNKNOWN);
	put(array, 0x0d, 2, devices);
	buf_add(table, (const char *)array, sizeof(array));
	buf_add(table, "\0\0", 2);
	for (size_t i = 0; i < DEVICES_MAX; i++)
		if (is_main(&records[i]))
			add_device(table, &records[i], ARRAY_HANDLE + 1 + (unsigned)i);
	put_head(array, 127, 4, 0xfeff);
	buf_add(table, (const char *)array, 4);
	buf_add(table, "\0\0", 2);
	return true;
}
