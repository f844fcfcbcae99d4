/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makes the compatibility database of its text and the lists of names. */
#ifndef HWFIT_COMPAT_BUILD_H
#define HWFIT_COMPAT_BUILD_H

#include "base/error.h"
#include "compat/ids.h"
#include "compat/problem.h"

struct compat_build {
	const char *folder;                 /* of the text: compat-db */
	const char *lists[NAME_LIST_COUNT]; /* paths; NULL: where Debian has it */
	const char *output;                 /* NULL: only check the text */
	/* Filled in: */
	struct compat_problems problems; /* in order; compat_problems_done() */
	long skipped[NAME_LIST_COUNT];   /* lines of a list that are not understood */
};

/* Reads and checks all text and, when nothing is wrong and there is an output, writes the
 * database under a temporary name and renames it: the same bytes each time for the same
 * text and lists with the same SQLite. 0; or -1 with problems (err is not set), or with
 * err: a file that is missing or cannot be read (EXIT_usage), written (EXIT_run). */
int compat_build(struct compat_build *build, struct error *err);

#endif
