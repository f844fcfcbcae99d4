/* SPDX-License-Identifier: GPL-3.0-or-later
 * SMBIOS types 0 to 3 → firmware, system, board, chassis.
 * Spec: DMTF DSP0134 3.7, sections 7.1 to 7.4 */
#include "probes/smbios.h"

#include <stdio.h>
#include <string.h>

enum {
	TYPE_FIRMWARE,
	TYPE_SYSTEM,
	TYPE_BOARD,
	TYPE_CHASSIS,
	BOARD_HOSTS = 1,         /* feature bit: it hosts the other boards */
	BOARD_MOTHERBOARD = 0xa, /* 7.3.2 */
};

/* Text facts: at which offset of which type their string is. */
static const struct {
	enum fact_id fact;
	uint8_t type, offset;
} texts[] = {
        {FACT_firmware_vendor, TYPE_FIRMWARE, 0x04},
        {FACT_firmware_version, TYPE_FIRMWARE, 0x05},
        {FACT_system_vendor, TYPE_SYSTEM, 0x04},
        {FACT_system_model, TYPE_SYSTEM, 0x05},
        {FACT_system_version, TYPE_SYSTEM, 0x06},
        {FACT_system_serial, TYPE_SYSTEM, 0x07},
        {FACT_system_part_number, TYPE_SYSTEM, 0x19},
        {FACT_system_family, TYPE_SYSTEM, 0x1a},
        {FACT_board_vendor, TYPE_BOARD, 0x04},
        {FACT_board_model, TYPE_BOARD, 0x05},
        {FACT_board_version, TYPE_BOARD, 0x06},
        {FACT_board_serial, TYPE_BOARD, 0x07},
        {FACT_board_asset_tag, TYPE_BOARD, 0x08},
        {FACT_chassis_vendor, TYPE_CHASSIS, 0x04},
        {FACT_chassis_version, TYPE_CHASSIS, 0x06},
        {FACT_chassis_serial, TYPE_CHASSIS, 0x07},
        {FACT_chassis_asset_tag, TYPE_CHASSIS, 0x08},
};

/* The other facts that come from these types. */
static const enum fact_id others[] = {
        FACT_firmware_date, FACT_firmware_release, FACT_firmware_rom_size,
        FACT_system_uuid,   FACT_chassis_form,
};

/* The main board, when a table has several: blades, risers, docking stations. */
static const struct smbios_structure *main_board(const struct smbios_table *table)
{
	const struct smbios_structure *first = smbios_next(table, TYPE_BOARD, NULL);
	for (const struct smbios_structure *s = first; s;
	     s = smbios_next(table, TYPE_BOARD, s)) {
		unsigned features = (unsigned)smbios_number(s, 0x09, 1, 0);
		unsigned kind = (unsigned)smbios_number(s, 0x0d, 1, 0);
		if (features & BOARD_HOSTS && (!kind || kind == BOARD_MOTHERBOARD))
			return s;
	}
	return first;
}

/* The case in which the main board is: a docking station has one of its own. */
static const struct smbios_structure *main_chassis(const struct smbios_table *table,
                                                   const struct smbios_structure *board)
{
	if (board && smbios_has(board, 0x0b, 2)) {
		uint16_t handle = (uint16_t)smbios_number(board, 0x0b, 2, 0);
		const struct smbios_structure *s = smbios_by_handle(table, handle);
		if (s && s->type == TYPE_CHASSIS)
			return s;
	}
	return smbios_next(table, TYPE_CHASSIS, NULL);
}

static void map_rom_size(struct scan *scan, struct component *c,
                         const struct smbios_structure *s)
{
	enum { UNIT_MB, UNIT_GB };
	int64_t kib64 = (int64_t)smbios_number(s, 0x09, 1, 0);
	if (!smbios_has(s, 0x09, 1)) {
		fact_set_unreadable(scan, c, FACT_firmware_rom_size, smbios_silent, NULL);
	} else if (kib64 != 0xff) {
		fact_set_integer(scan, c, FACT_firmware_rom_size, (kib64 + 1) << 16);
	} else if (!smbios_has(s, 0x18, 2)) {
		/* The size field is full and an older table has no other. */
		fact_set_interval(scan, c, FACT_firmware_rom_size,
		                  fixed_from_int(16 << 20), FIXED_MAX);
	} else {
		unsigned extended = (unsigned)smbios_number(s, 0x18, 2, 0);
		int64_t size = extended & 0x3fff;
		unsigned unit = extended >> 14;
		if (!size || unit > UNIT_GB)
			fact_set_unreadable(scan, c, FACT_firmware_rom_size,
			                    smbios_silent, NULL);
		else
			fact_set_integer(scan, c, FACT_firmware_rom_size,
			                 size << (unit == UNIT_GB ? 30 : 20));
	}
}

static void map_firmware(struct scan *scan, struct component *c,
                         const struct smbios_structure *s)
{
	size_t n;
	bool bad;
	struct date date;
	const char *text = smbios_string(s, 0x08, &n, &bad);
	if (text && smbios_date(text, n, &date)) {
		fact_set_date(scan, c, FACT_firmware_date, date);
	} else if (text) {
		fact_set_unreadable(scan, c, FACT_firmware_date,
		                    "the firmware does not write it as a date", NULL);
		scan_note(scan, c, "the date is \"%.*s\"", (int)(n < 64 ? n : 64), text);
	} else {
		fact_set_unreadable(scan, c, FACT_firmware_date, smbios_silent, NULL);
	}
	map_rom_size(scan, c, s);
	unsigned major = (unsigned)smbios_number(s, 0x14, 1, 0xff);
	unsigned minor = (unsigned)smbios_number(s, 0x15, 1, 0xff);
	char release[16];
	snprintf(release, sizeof(release), "%u.%u", major, minor);
	if (major == 0xff || minor == 0xff)
		fact_set_unreadable(scan, c, FACT_firmware_release, smbios_silent, NULL);
	else
		fact_set_string(scan, c, FACT_firmware_release, release);
}

static void map_uuid(struct scan *scan, struct component *c,
                     const struct smbios_structure *s, unsigned version)
{
	static const uint8_t zeros[16];
	char text[40];
	if (!smbios_has(s, 0x08, 16)) {
		fact_set_unreadable(scan, c, FACT_system_uuid, smbios_silent, NULL);
		return;
	}
	uint8_t ones[16];
	memset(ones, 0xff, sizeof(ones));
	/* All ones: it could be set and is not; all zeros: there is none. */
	if (!memcmp(s->data + 8, zeros, 16) || !memcmp(s->data + 8, ones, 16)) {
		fact_set_absent(scan, c, FACT_system_uuid);
		return;
	}
	smbios_uuid(s->data + 8, version, text);
	fact_set_string(scan, c, FACT_system_uuid, text);
}

void smbios_map_form(struct scan *scan, unsigned type)
{
	struct component *c = scan_add(scan, KIND_chassis, NULL);
	const char *word = smbios_word(SMBIOS_chassis, type);
	const char *name = smbios_name(SMBIOS_chassis, type);
	if (word) {
		fact_set_string(scan, c, FACT_chassis_form, word);
		return;
	}
	fact_set_unreadable(scan, c, FACT_chassis_form, smbios_silent, "look at it");
	if (!name)
		scan_note(scan, c, "SMBIOS knows no kind of case %u", type);
	else if (type > 2)
		scan_note(scan, c, "the firmware calls the case \"%s\"", name);
}

void smbios_map_system(struct scan *scan, const struct smbios_table *table)
{
	const struct smbios_structure *board = main_board(table);
	const struct smbios_structure *from[] = {
	        [TYPE_FIRMWARE] = smbios_next(table, TYPE_FIRMWARE, NULL),
	        [TYPE_SYSTEM] = smbios_next(table, TYPE_SYSTEM, NULL),
	        [TYPE_BOARD] = board,
	        [TYPE_CHASSIS] = main_chassis(table, board),
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const struct smbios_structure *s = from[texts[i].type];
		if (s)
			smbios_set_text(
			        scan, scan_add(scan, fact_row(texts[i].fact)->kind, NULL),
			        texts[i].fact, s, texts[i].offset);
	}
	if (from[TYPE_FIRMWARE])
		map_firmware(scan, scan_add(scan, KIND_firmware, NULL),
		             from[TYPE_FIRMWARE]);
	if (from[TYPE_SYSTEM])
		map_uuid(scan, scan_add(scan, KIND_system, NULL), from[TYPE_SYSTEM],
		         table->version);
	if (from[TYPE_CHASSIS])
		/* The highest bit tells whether there is a lock. */
		smbios_map_form(scan,
		                (unsigned)smbios_number(from[TYPE_CHASSIS], 5, 1, 2) &
		                        0x7f);
	smbios_unreadable_system(scan, table->cut ? table->cut : smbios_silent, NULL);
}

/* Only what was not told at all: an answer, also "there is none", stays. */
static void set_missing(struct scan *scan, enum fact_id fact, const char *why,
                        const char *remedy)
{
	struct component *c = scan_add(scan, fact_row(fact)->kind, NULL);
	if (!fact_get(c, fact))
		fact_set_unreadable(scan, c, fact, why, remedy);
}

void smbios_unreadable_system(struct scan *scan, const char *why, const char *remedy)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		set_missing(scan, texts[i].fact, why, remedy);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		set_missing(scan, others[i], why, remedy);
}
