/* SPDX-License-Identifier: GPL-3.0-or-later
 * What differs between two scans, in words. */
#ifndef HWFIT_DIFFERENCE_H
#define HWFIT_DIFFERENCE_H

#include "base/buf.h"
#include "facts/scan.h"

/* Appends a line for each component that is in one of them only and each fact that is
 * not the same, indented. Readings that change by themselves are left out; components
 * pair by serial number, else by key. Returns the number of lines. */
size_t difference_write(const struct scan *before, const struct scan *after,
                        const char *indent, struct buf *out);

#endif
