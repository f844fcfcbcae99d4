/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makes what devices say comparable: placeholders, names of makers, padding. */
#ifndef HWFIT_NORMALISE_H
#define HWFIT_NORMALISE_H

#include "base/arena.h"
#include "facts/fact.h"

/* Is this clean text a placeholder that firmware makers leave in place of a value
 * ("To Be Filled By O.E.M.", "Default string", "--", a zero UUID)? From placeholders.def.
 * Only for TEXT facts; some placeholders count for serial numbers alone, and a number
 * that is one digit over and over for numbers of units, parts and makers. */
bool normalise_is_placeholder(enum fact_id id, const char *text);

/* The text in its comparable form: blanks folded; a vendor without its legal suffix and
 * in one spelling ("Dell Inc." and "DELL" are Dell; JEDEC codes become names); a part
 * number without padding. Returns text itself when there is nothing to do, else a new
 * string in the arena. */
const char *normalise_text(struct arena *arena, enum fact_id id, const char *text);

/* What decides in both tables: letters, digits, "#" and bytes beyond ASCII, in lower
 * case; with digits, each run of digits is "#". Returns the length; 0 when nothing is
 * left or it has no room. */
size_t normalise_fold(const char *text, bool digits, char *folded, size_t room);

#endif
