/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is wrong in the text of the compatibility database: collected over all its files,
 * so that all of it is shown at once. */
#ifndef HWFIT_COMPAT_PROBLEM_H
#define HWFIT_COMPAT_PROBLEM_H

#include "base/arena.h"
#include "tor/tor.h"

struct compat_problem {
	const char
	        *file; /* below the folder of the database: "platforms/debian.compat" */
	struct place place;
	const char *text; /* "expected …, found …" */
};

/* Zeroed is empty. */
struct compat_problems {
	struct arena arena;
	struct compat_problem *items;
	size_t n, room;
};

/* Records a problem. file must live as long as the problems. */
void compat_problem_add(struct compat_problems *problems, const char *file,
                        struct place place, const char *format, ...)
        __attribute__((format(printf, 4, 5)));

/* Puts them in order of file and place. */
void compat_problems_sort(struct compat_problems *problems);

/* Frees everything; empty again. */
void compat_problems_done(struct compat_problems *problems);

#endif
