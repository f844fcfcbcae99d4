/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makes SMBIOS tables for tests, byte by byte. */
#ifndef HWFIT_TEST_SMBIOS_MADE_H
#define HWFIT_TEST_SMBIOS_MADE_H

#include "base/buf.h"
#include "facts/derive.h"
#include "probes/smbios.h"

#include "scan_says.h"

#include <criterion/criterion.h>
#include <string.h>

struct made {
	struct buf table;
	struct scan *scan;
	struct smbios_table parsed;
};

/* A structure with a formatted part of `length` zero bytes behind the head; strings are
 * separated by "|". The place of its first byte in the table is returned. */
static inline size_t made_add(struct made *m, uint8_t type, uint8_t length,
                              uint16_t handle, const char *strings)
{
	size_t at = m->table.n;
	uint8_t head[256] = {type, length, (uint8_t)handle, (uint8_t)(handle >> 8)};
	buf_add(&m->table, (const char *)head, length);
	for (const char *s = strings; *s; s++)
		buf_add_char(&m->table, *s == '|' ? '\0' : *s);
	buf_add(&m->table, "\0\0", 2);
	return at;
}

/* A little-endian field of the structure at `at`. */
static inline void made_set(struct made *m, size_t at, size_t offset, size_t size,
                            uint64_t value)
{
	for (size_t i = 0; i < size; i++)
		m->table.text[at + offset + i] = (char)(value >> (8 * i));
}

static inline void made_entry(uint8_t entry[24], unsigned version, size_t length)
{
	static const uint8_t empty[24] = {'_', 'S', 'M', '3', '_', 0, 24};
	memcpy(entry, empty, sizeof(empty));
	entry[7] = (uint8_t)(version >> 8);
	entry[8] = (uint8_t)version;
	for (int i = 0; i < 4; i++)
		entry[12 + i] = (uint8_t)(length >> (8 * i));
	for (int i = 0; i < 24; i++)
		if (i != 5)
			entry[5] = (uint8_t)(entry[5] - entry[i]);
}

/* Reads and maps it as the probe does, of the given version, `size` bytes of it. */
static inline void made_scan(struct made *m, unsigned version, size_t size)
{
	uint8_t entry[24];
	made_entry(entry, version, m->table.n);
	m->scan = scan_new();
	smbios_parse(m->scan, entry, sizeof(entry), (const uint8_t *)m->table.text, size,
	             &m->parsed);
	smbios_map(m->scan, &m->parsed);
	derive_facts(m->scan);
	scan_finish(m->scan);
}

static inline void made_finish(struct made *m, unsigned version)
{
	made_add(m, 127, 4, 0xfeff, "");
	made_scan(m, version, m->table.n);
}

static inline void made_done(struct made *m)
{
	buf_done(&m->table);
	scan_free(m->scan);
}

/* An array of system memory with so many devices, up to `gib`. */
static inline void made_array(struct made *m, uint16_t handle, unsigned devices,
                              unsigned gib)
{
	size_t at = made_add(m, 16, 0x17, handle, "");
	made_set(m, at, 4, 1, 3);
	made_set(m, at, 5, 1, 3);
	made_set(m, at, 6, 1, 3);
	made_set(m, at, 7, 4, (uint64_t)gib << 20);
	made_set(m, at, 0xd, 2, devices);
}

/* A device of SMBIOS 3.3 (0x5c bytes) in an array; mib 0 is an empty slot. Strings:
 * locator 1, bank 2, vendor 3, serial 4, asset tag 5, part number 6. */
static inline size_t made_device(struct made *m, uint16_t handle, uint16_t array,
                                 unsigned mib, const char *strings)
{
	size_t at = made_add(m, 17, 0x5c, handle, strings);
	made_set(m, at, 4, 2, array);
	made_set(m, at, 8, 2, 64);
	made_set(m, at, 0xa, 2, 64);
	made_set(m, at, 0xc, 2, mib < 0x7fff ? mib : 0x7fff);
	made_set(m, at, 0x1c, 4, mib < 0x7fff ? 0 : mib);
	made_set(m, at, 0xe, 1, 9);
	made_set(m, at, 0x12, 1, 0x1a);
	made_set(m, at, 0x10, 1, 1);
	made_set(m, at, 0x11, 1, 2);
	made_set(m, at, 0x17, 4, 0x06050403);
	return at;
}

static inline const char *made_fact(struct made *m, const char *key, enum fact_id fact)
{
	return scan_says(m->scan, key, fact);
}

static inline bool made_noted(const struct made *m, const char *part)
{
	return scan_noted(m->scan, part);
}

#endif
