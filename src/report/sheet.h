/* SPDX-License-Identifier: GPL-3.0-or-later
 * Cells of spreadsheets, so that no text of ours or of strangers runs as a formula. */
#ifndef HWFIT_SHEET_H
#define HWFIT_SHEET_H

#include "base/buf.h"

/* The text, with an apostrophe before a leading = + - @ or control character. */
void sheet_text(struct buf *out, const char *text);
/* One field of CSV with ";" between fields. */
void csv_cell(struct buf *out, const char *text);

#endif
