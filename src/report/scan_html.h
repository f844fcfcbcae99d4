/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scan as one self-contained HTML page: the summary, then every fact in a table. */
#ifndef HWFIT_SCAN_HTML_H
#define HWFIT_SCAN_HTML_H

#include "base/buf.h"
#include "facts/scan.h"

void scan_html_write(const struct scan *scan, struct buf *out);

#endif
