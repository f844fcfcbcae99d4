/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole files in, whole files out: read with a limit, written so that a reader sees the
 * old text or the new one, never half of it. */
#ifndef HWFIT_FILE_H
#define HWFIT_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <time.h>

/* Appends the file (or standard input, for "-") to out. 0, or -1 with err: a missing or
 * unreadable file, or one larger than limit bytes, is EXIT_usage. */
int file_read(const char *path, size_t limit, struct buf *out, struct error *err);
/* The same; *changed gets when the file was changed last, now for standard input. */
int file_read_dated(const char *path, size_t limit, struct buf *out, time_t *changed,
                    struct error *err);

/* Writes to a temporary name beside path, syncs and renames. path "-" is standard
 * output. 0, or -1 with err (EXIT_run); the old file is then untouched. */
int file_write(const char *path, const char *text, size_t n, struct error *err);

#endif
