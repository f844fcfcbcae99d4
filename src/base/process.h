/* SPDX-License-Identifier: GPL-3.0-or-later
 * Another program run to its end, within a time. */
#ifndef HWFIT_PROCESS_H
#define HWFIT_PROCESS_H

#include "base/error.h"

#include <stdbool.h>

/* Is there a program of this name in one of the folders of $PATH? */
bool process_there(const char *name);

/* Runs arguments[0] from $PATH without input; what it prints goes into the file log. It
 * and all that it started are ended after so many seconds. 0 when it ended with 0; else
 * -1 with err (EXIT_run) that cites the last line it printed. */
int process_run(const char *const *arguments, const char *log, unsigned seconds,
                struct error *err);

#endif
