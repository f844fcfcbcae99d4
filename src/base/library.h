/* SPDX-License-Identifier: GPL-3.0-or-later
 * Libraries that are loaded when they are needed: with all that they need in turn they
 * cost more than most of what hwfit is asked for.
 *
 * A struct of calls begins with `void *library;` and has behind it one pointer for each
 * name, in the order of the names. */
#ifndef HWFIT_LIBRARY_H
#define HWFIT_LIBRARY_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct library {
	const char *file;    /* "libpq.so.5" */
	const char *purpose; /* "archives need libarchive" */
	const char *package; /* "libarchive13" */
	bool stays; /* loaded for good: to load it again, for each of many files, costs */
	const char *const *names;
	size_t n;
};

/* Fills the calls. where: what for, for the error. 0, or -1 with err. */
int library_open(const struct library *library, void *calls, const char *where,
                 struct error *err);
/* Accepts zeroed calls. */
void library_close(void *calls);

#endif
