/* SPDX-License-Identifier: GPL-3.0-or-later
 * /proc/self/mountinfo. Pure; takes bytes from strangers. */
#ifndef HWFIT_MOUNTINFO_H
#define HWFIT_MOUNTINFO_H

#include "base/arena.h"

#include <stdbool.h>

struct mountinfo {
	const char *number; /* "8:1" */
	const char *root;   /* what of the file system is mounted: "/" is all */
	const char *point;
	const char *type, *source;
};

/* The next mount from *at on, which moves behind it; false when there is none. Start with
 * *at = 0. Text is decoded and in the arena. Lines that are no mount are passed over.
 * (proc(5), /proc/pid/mountinfo) */
bool mountinfo_next(const char *bytes, size_t n, size_t *at, struct arena *arena,
                    struct mountinfo *mount);

#endif
