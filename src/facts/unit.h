/* SPDX-License-Identifier: GPL-3.0-or-later
 * Dimensions and units, from units.def. */
#ifndef HWFIT_UNIT_H
#define HWFIT_UNIT_H

#include "base/buf.h"
#include "base/fixed.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum dimension {
#define DIMENSION(name, base, doc) DIM_##name,
#include "facts/units.def"
#undef DIMENSION
	DIM_COUNT
};

struct unit {
	const char *name;
	const char *plural; /* NULL: the same as name */
	enum dimension dimension;
	int64_t num, den;   /* one of it is num ÷ den base units */
	int64_t memory_num; /* the same for main memory */
	bool shown;         /* reports may choose it */
};

/* All rows of units.def; *n gets their number. */
const struct unit *unit_table(size_t *n);

/* The name ("bytes"), the base unit ("B"; "" for none) and one line about a dimension. */
const char *dimension_name(enum dimension dimension);
const char *dimension_base(enum dimension dimension);
const char *dimension_doc(enum dimension dimension);

/* The unit with the longest name (or plural) that text begins with; *used gets its bytes.
 * A letter, digit or "_" right behind a name that ends in a letter is part of another
 * word. NULL when no unit stands there. */
const struct unit *unit_at(const char *text, size_t n, size_t *used);

/* May a fact of this dimension be given in this unit? service_time takes clock time and
 * working days. */
bool unit_fits(const struct unit *unit, enum dimension dimension);

/* number × unit in base units. memory: the fact counts GB as 2^30. */
fixed_t unit_to_base(const struct unit *unit, fixed_t number, bool memory);

/* Writes a number of base units in the trade unit that says it exactly and shortest
 * ("16 GB", "480 GB", "2.4 GHz"); when none does, the exact base number and a rounded
 * one in parentheses ("16468529152 B (15.3 GB)"). */
void unit_print(struct buf *out, fixed_t base, enum dimension dimension, bool memory);

/* The same for a quick eye: rounded to three figures, never with a second number. */
void unit_print_short(struct buf *out, fixed_t base, enum dimension dimension,
                      bool memory);

#endif
