/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the commands found of fleets, made into overview: one function a question. */
#ifndef HWFIT_FLEET_OVERVIEW_H
#define HWFIT_FLEET_OVERVIEW_H

#include "fleet/compare.h"
#include "fleet/difference.h"
#include "fleet/families.h"
#include "report/overview.h"

/* How much of it. */
struct overview_wish {
	size_t limit; /* rows, or families, of each table */
	bool data;    /* for a program: everything, in words that do not change */
};

void fleet_groups_overview(struct overview *f, const struct families *families,
                           const struct overview_wish *wish);

/* Two scans. */
void fleet_scans_overview(struct overview *f, const struct differences *differences,
                          const struct overview_wish *wish);
/* Two fleets, called A and B. */
void fleet_compare_overview(struct overview *f, const struct compare *compare,
                            const struct overview_wish *wish);

#endif
