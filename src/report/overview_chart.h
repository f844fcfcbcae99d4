/* SPDX-License-Identifier: GPL-3.0-or-later
 * Charts of overviews as inline SVG, drawn from the numbers of their tables. */
#ifndef HWFIT_OVERVIEW_CHART_H
#define HWFIT_OVERVIEW_CHART_H

#include "report/overview.h"

/* The chart that the table wants; nothing for CHART_none and for tables without rows. The
 * table beside it says the same to readers of screens. */
void overview_chart(const struct overview_table *table, struct buf *out);

/* The first column of counts, which bars show; column_count when there is none. */
size_t overview_charted(const struct overview_table *table);

#endif
