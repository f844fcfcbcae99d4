/* SPDX-License-Identifier: GPL-3.0-or-later
 * The SMBIOS structure table (DMTF DSP0134): bytes → structures → facts. What gathers the
 * bytes is in smbios.c; everything declared here is pure and takes bytes from strangers.
 */
#ifndef HWFIT_SMBIOS_H
#define HWFIT_SMBIOS_H

#include "facts/scan.h"

enum {
	SMBIOS_ENTRY_MAX = 64,          /* an entry point has 24 to 32 bytes */
	SMBIOS_TABLE_MAX = 1024 * 1024, /* the largest known real table has some 60 kB */
};

/* One structure inside the table's bytes: formatted bytes, then its strings. */
struct smbios_structure {
	uint8_t type;
	uint8_t length; /* of the formatted part, header included; at least 4 */
	uint16_t handle;
	const uint8_t *data;
	size_t size; /* formatted part and strings, without the two NULs at the end */
};

struct smbios_table {
	unsigned version; /* 0x0206 is 2.6; 0 when the entry point does not tell */
	struct smbios_structure *items;
	size_t n;
	const char *cut; /* why structures may be missing; NULL: all were read */
};

/* Splits a table into its structures, in the arena of the scan. entry may be empty. Ends
 * at the end mark (type 127), at a structure that cannot be one, or with the bytes; every
 * oddity is a note of the scan. (DSP0134 5.2, 6.1) */
void smbios_parse(struct scan *scan, const uint8_t *entry, size_t entry_size,
                  const uint8_t *table, size_t table_size, struct smbios_table *result);

/* Facts from all structures that hwfit knows. */
void smbios_map(struct scan *scan, const struct smbios_table *table);
/* The form of the case from the number of 7.4.1, without the bit of the lock. */
void smbios_map_form(struct scan *scan, unsigned type);
/* The parts of it. (7.1 to 7.4; 7.5; 7.17 and 7.18; 7.10, 7.39 and 7.40; 7.44) */
void smbios_map_system(struct scan *scan, const struct smbios_table *table);
void smbios_map_processors(struct scan *scan, const struct smbios_table *table);
void smbios_map_memory(struct scan *scan, const struct smbios_table *table);
void smbios_map_expansion(struct scan *scan, const struct smbios_table *table);
void smbios_map_tpm(struct scan *scan, const struct smbios_table *table);

/* Appends types 16 and 17 as udev recorded them of the firmware's
 * (run/udev/data/+dmi:id), without what an array takes and corrects. False when it
 * recorded none. Pure; takes bytes from strangers. */
bool smbios_udev_table(const char *bytes, size_t n, struct arena *arena,
                       struct buf *table);

/* Every fact and kind that only SMBIOS tells becomes unreadable or partial, with why and
 * remedy (may be NULL). Facts that are known stay known. */
void smbios_unreadable_system(struct scan *scan, const char *why, const char *remedy);
void smbios_unreadable_memory(struct scan *scan, const char *why, const char *remedy);
void smbios_unreadable_processors(struct scan *scan, const char *why, const char *remedy);
void smbios_unreadable_expansion(struct scan *scan, const char *why, const char *remedy);
extern const char smbios_silent[]; /* "the firmware does not tell" */

/* The first structure of the type after `after` (NULL: from the start), or NULL. */
const struct smbios_structure *smbios_next(const struct smbios_table *table, uint8_t type,
                                           const struct smbios_structure *after);
const struct smbios_structure *smbios_by_handle(const struct smbios_table *table,
                                                uint16_t handle);

/* Is the field inside the formatted part? Older versions of the standard are shorter. */
bool smbios_has(const struct smbios_structure *s, size_t offset, size_t size);
/* A little-endian field of 1, 2, 4 or 8 bytes; `otherwise` when it is not there. */
uint64_t smbios_number(const struct smbios_structure *s, size_t offset, size_t size,
                       uint64_t otherwise);
/* The string that the byte at offset points to. NULL with *n = 0: none is given, *bad
 * tells whether because the index is wrong. */
const char *smbios_string(const struct smbios_structure *s, size_t offset, size_t *n,
                          bool *bad);
/* Sets a text fact from it: no string is absent, a field that is not there or a wrong
 * index is unreadable. */
void smbios_set_text(struct scan *scan, struct component *c, enum fact_id fact,
                     const struct smbios_structure *s, size_t offset);

/* A string for keys, clean; "" when there is none or the fact would not keep it, a
 * placeholder. In the arena of the scan. */
const char *smbios_name_text(struct scan *scan, const struct smbios_structure *s,
                             size_t offset, enum fact_id fact);
/* The firmware does not tell the fact. */
void smbios_set_silent(struct scan *scan, struct component *c, enum fact_id fact);

/* A word for a value of one of the standard's enumerations, from smbios.def. NULL when
 * the value is not in it, or says that the firmware does not know. */
enum smbios_list {
	SMBIOS_chassis,        /* 7.4.1 */
	SMBIOS_memory_form,    /* 7.18.1 */
	SMBIOS_memory_type,    /* 7.18.2 */
	SMBIOS_technology,     /* 7.18.6 */
	SMBIOS_correction,     /* 7.17.3 */
	SMBIOS_slot_type,      /* 7.10.1 */
	SMBIOS_ipmi_interface, /* 7.39.1 */
};
const char *smbios_word(enum smbios_list list, unsigned value);
/* The generation of a memory type: 4 for DDR4 and LPDDR4; 0 when it has none. */
int smbios_generation(unsigned memory_type);
/* What the standard calls a value, for notes; NULL when it does not know it. */
const char *smbios_name(enum smbios_list list, unsigned value);
/* The value of a name; `otherwise` when the list has none of this name. */
unsigned smbios_value(enum smbios_list list, const char *name, unsigned otherwise);

/* The bits of a memory device's type detail (7.18.3) whose names are in the text; NULL
 * has none. */
unsigned smbios_detail(const char *text);

/* mm/dd/yyyy or mm/dd/yy (7.1). False unless it is a day that exists. */
bool smbios_date(const char *text, size_t n, struct date *date);
/* The 16 bytes of 7.2.1 as text of 36 characters; from 2.6 on the first three fields are
 * little-endian. */
void smbios_uuid(const uint8_t bytes[16], unsigned version, char text[40]);

#endif
