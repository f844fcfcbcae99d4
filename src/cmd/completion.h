/* SPDX-License-Identifier: GPL-3.0-or-later
 * Completion for shells, from the tables of commands and options. */
#ifndef HWFIT_COMPLETION_H
#define HWFIT_COMPLETION_H

#include "base/buf.h"

#include <stdbool.h>

/* Appends the script for a shell (bash, zsh, fish); false when there is none for it. */
bool completion_write(const char *shell, struct buf *out);

#endif
