/* SPDX-License-Identifier: GPL-3.0-or-later
 * One error on the caller's stack: where, what was expected, what was found, what to do.
 * The first error set wins; library code never prints and never exits. */
#ifndef HWFIT_ERROR_H
#define HWFIT_ERROR_H

#include "base/exit.h"

struct error {
	enum exit_code code; /* EXIT_ok: nothing happened */
	char where[256];  /* path, device or file:line:column; "" when it has no place */
	char text[512];   /* what was expected and found */
	char remedy[256]; /* what to do; "" when nothing is known to help */
};

/* Records an error unless one is there already. err may be NULL (nobody asks). Long
 * places keep their tail. Always returns -1, so that `return error_set(…)` reads well. */
int error_set(struct error *err, enum exit_code code, const char *where,
              const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Adds what to do to the error just set; no effect when a remedy is there. Returns -1. */
int error_remedy(struct error *err, const char *format, ...)
        __attribute__((format(printf, 2, 3)));

#endif
