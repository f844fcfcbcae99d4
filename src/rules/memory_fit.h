/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which memory modules a machine takes: by the modules that are there, its slots, its
 * maximum, and what is sold of that type and form. */
#ifndef HWFIT_MEMORY_FIT_H
#define HWFIT_MEMORY_FIT_H

#include "compat/hardware.h"

#define MEMORY_GB (FIXED_ONE << 30)

/* The exact value of a number of a one-kind; false when it is not known or a range. */
bool memory_fit_exact(const struct scan *scan, enum fact_id fact, fixed_t *number);

struct memory_fit {
	const char *type, *form; /* "ddr4", "so_dimm"; NULL: no module tells it */
	bool alike;              /* all modules say the same type and form */
	bool registered, ecc;
	bool soldered;         /* some are chips on the board */
	bool known;            /* installed, maximum and free slots are exact */
	unsigned long modules; /* in place */
	fixed_t largest, installed, maximum, free;
	long speed; /* MT/s at which modules run now, the fastest; 0: not told */
	bool has_part;
	struct compat_memory_part part; /* what is sold of that type and form */
};

/* compat NULL: nothing is known of what is sold. Texts are the scan's and the arena's. */
struct memory_fit memory_fit_look(const struct scan *scan, const struct compat *compat,
                                  struct arena *arena);

/* GB of the largest module that is sold for it; 0: none is known to be. */
unsigned memory_fit_most(const struct memory_fit *fit);

/* Do n modules of so many GB fit, beside what is there or instead of it, and is it more
 * memory then? A size fits that the maximum spread over the slots allows: no module is
 * said to fit of which nothing says that it works. */
bool memory_fit_takes(const struct memory_fit *fit, size_t n, unsigned size,
                      bool instead);

#endif
