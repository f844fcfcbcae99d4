/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scan for a person: what is in the machine, in ten seconds, and what could not be
 * read. */
#ifndef HWFIT_SCAN_TEXT_H
#define HWFIT_SCAN_TEXT_H

#include "base/buf.h"
#include "facts/scan.h"

struct scan_text_options {
	bool colour;
	bool verbose;   /* every component and note, not only the first of each kind */
	unsigned width; /* columns; longer lines end in "…"; 0: no limit */
};

void scan_text_write(const struct scan *scan, const struct scan_text_options *options,
                     struct buf *out);

#endif
