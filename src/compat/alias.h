/* SPDX-License-Identifier: GPL-3.0-or-later
 * Module aliases of buses whose ids have a fixed form, as numbers: "pci:v00008086d…" is
 * seven fields, each a hexadecimal number or open. Comparing numbers under a mask gives
 * what fnmatch() gives on the texts, at a fraction of the cost. What does not have the
 * form of its bus exactly is left to fnmatch().
 * Specification: Linux scripts/mod/file2alias.c. */
#ifndef HWFIT_COMPAT_ALIAS_H
#define HWFIT_COMPAT_ALIAS_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ALIAS_WORDS = 3,   /* 32 bits each, of all fields of a bus together */
	ALIAS_MAX = 4096,  /* longer aliases are none */
	ALIAS_ANY_LOW = 0, /* of the range of a field that is open */
	ALIAS_ANY_HIGH = 0xffff,
};

enum alias_bus {
#define BUS(name, prefix) BUS_##name,
#define FIELD(...)
#define KEY(...)
#include "compat/alias_buses.def"
#undef BUS
#undef FIELD
#undef KEY
	ALIAS_BUS_COUNT
};

/* An alias of a bus, or a pattern of them. */
struct alias_fields {
	enum alias_bus bus;
	uint32_t value[ALIAS_WORDS], mask[ALIAS_WORDS]; /* a set bit of mask must agree */
	/* Of the one field that patterns may give as a range (bcdDevice): both ends. A
	 * device has low == high. */
	uint16_t low, high;
	bool open_end; /* of a pattern: more text may follow */
};

/* Reads an alias of a device, where every field is a number. False when it does not have
 * the form of a bus of the table; the fields before the odd one are there. The text is as
 * alias_normalise() leaves it. */
bool alias_read_device(const char *text, size_t n, struct alias_fields *fields);
/* The same of a pattern, whose fields may be open ("*") or a range. */
bool alias_read_pattern(const char *text, size_t n, struct alias_fields *fields);

/* The bus whose prefix the alias has, whatever follows; ALIAS_BUS_COUNT: another one. */
enum alias_bus alias_bus_of(const char *text, size_t n);

/* Appends the pattern as file2alias writes it. */
void alias_write(struct buf *out, const struct alias_fields *fields);

/* The part of the alias that a bucket is chosen by: the i-th key of the bus as a mask;
 * false behind the last, which is empty. Keys go from the narrowest to the widest. */
bool alias_key(enum alias_bus bus, int i, uint32_t mask[ALIAS_WORDS]);

/* The bits of word 0 that hold the first field of the bus. */
uint32_t alias_first_mask(enum alias_bus bus);

/* Writes "-" as "_" outside of brackets, as modprobe compares aliases. text has room for
 * n bytes and a NUL. */
void alias_normalise(char *text, size_t n);

/* Does the pattern say nothing of the device: does every device of the bus fit? */
bool alias_claims_all(const struct alias_fields *fields);

#endif
