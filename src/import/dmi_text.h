/* SPDX-License-Identifier: GPL-3.0-or-later
 * The text that dmidecode prints, split into structures. Pure; takes bytes from
 * strangers. Internal to src/import.
 * Source: dmidecode(8), versions 2.x to 3.x */
#ifndef HWFIT_DMI_TEXT_H
#define HWFIT_DMI_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	DMI_TEXT_MAX = 4 * 1024 * 1024, /* the largest known real text has some 200 kB */
	DMI_STRUCTURES_MAX = 8192,
	DMI_NO_TYPE = 256,
};

/* "\tLabel: value", or an item of a list, "\t\titem", which has no label. */
struct dmi_line {
	const char *label; /* NULL: an item of the list above */
	const char *value; /* "" when nothing stands there */
};

struct dmi_structure {
	unsigned type; /* DMI_NO_TYPE: neither a type nor a title that tells it */
	uint16_t handle;
	struct dmi_line *lines;
	size_t n, room;
};

struct dmi_text {
	struct dmi_structure *items;
	size_t n, room;
	bool cut; /* there are more structures than any machine has */
};

/* Does it look like the output of dmidecode? Only the first bytes matter. */
bool dmi_text_is(const char *text, size_t n);

/* Splits n bytes; everything is in the arena. Lines that are no structure's are passed
 * over. Structures of which no fact comes have no lines. */
void dmi_text_split(struct arena *arena, const char *text, size_t n,
                    struct dmi_text *result);

/* The value of a label, or NULL. A placeholder of dmidecode for "no string" is "". */
const char *dmi_value(const struct dmi_structure *s, const char *label);
/* Is this an item of a list of the structure? */
bool dmi_has_item(const struct dmi_structure *s, const char *item);

#endif
