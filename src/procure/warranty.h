/* SPDX-License-Identifier: GPL-3.0-or-later
 * Until when the warranty of each machine runs: by the months of the terms, from its own
 * day of delivery or that of the terms, beside what the maker's record says. */
#ifndef HWFIT_WARRANTY_H
#define HWFIT_WARRANTY_H

#include "base/arena.h"
#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>

/* What an inventory says of a machine; texts may be NULL. */
struct warranty_source {
	const char *name, *number, *serial;
	const char *delivered; /* its day of delivery, as a person wrote it */
	const char *recorded;  /* the last day that the maker's record names, likewise */
};

struct warranty {
	const char *name, *number, *serial;
	bool has_from,
	        own_from; /* from: known; the machine's own, not that of the terms */
	struct date from;
	bool has_until; /* from is known */
	struct date until;
	bool has_recorded;
	struct date recorded;
	const char *odd; /* a text that should be a day and is none; NULL: none */
	long days_left;  /* to the later of until and recorded; negative: it has ended */
	bool has_end;    /* days_left holds */
};

/* Zeroed is empty. */
struct warranties {
	struct warranty *items; /* ends first; those without an end at the end */
	size_t n;
};

struct warranty_terms {
	long months;
	bool has_delivery;
	struct date delivery, today;
};

/* Everything made goes to the arena. */
void warranties_make(struct warranties *all, const struct warranty_source *machines,
                     size_t n, const struct warranty_terms *terms, struct arena *arena);

#endif
