/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fills the manual pages from the tables, so that they cannot say something else. */
#ifndef HWFIT_MANUAL_H
#define HWFIT_MANUAL_H

#include "base/buf.h"
#include "base/error.h"

/* Copies an mdoc page of n bytes to out and puts tables in place of three lines:
 *   @COMMANDS@         every command with its summary
 *   @OPTIONS NAME@     synopsis-free list of the options of command NAME
 *   @EXIT@             the exit codes
 * 0, or -1 with err when a line names an unknown command. */
int manual_fill(const char *page, size_t n, const char *name, struct buf *out,
                struct error *err);

#endif
