/* SPDX-License-Identifier: GPL-3.0-or-later
 * Knows the exit codes and which of two is worse. */
#include "base/exit.h"

static const struct exit_row rows[] = {
#define EXIT(name, code, meaning) {EXIT_##name, meaning},
#include "base/exit.def"
#undef EXIT
};

const struct exit_row *exit_table(size_t *n)
{
	*n = sizeof(rows) / sizeof(*rows);
	return rows;
}

enum exit_code exit_worst(enum exit_code a, enum exit_code b)
{
	static const int badness[] = {
	        [EXIT_ok] = 0,    [EXIT_undecided] = 1, [EXIT_fail] = 2,
	        [EXIT_usage] = 3, [EXIT_run] = 4,
	};
	return badness[a] >= badness[b] ? a : b;
}
