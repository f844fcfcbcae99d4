/* SPDX-License-Identifier: GPL-3.0-or-later
 * The exit codes of every command, from exit.def. */
#ifndef HWFIT_EXIT_H
#define HWFIT_EXIT_H

#include <stddef.h>

enum exit_code {
#define EXIT(name, code, meaning) EXIT_##name = (code),
#include "base/exit.def"
#undef EXIT
};

struct exit_row {
	enum exit_code code;
	const char *meaning;
};

/* The rows of exit.def, by code; *n gets their number. */
const struct exit_row *exit_table(size_t *n);

/* The worse of two outcomes: 4, 3, 1, 2, 0 in this order. */
enum exit_code exit_worst(enum exit_code a, enum exit_code b);

#endif
