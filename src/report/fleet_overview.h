/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the commands found of fleets, made into overview: one function a question. */
#ifndef HWFIT_FLEET_OVERVIEW_H
#define HWFIT_FLEET_OVERVIEW_H

#include "fleet/compare.h"
#include "fleet/difference.h"
#include "fleet/families.h"
#include "fleet/moves.h"
#include "fleet/outliers.h"
#include "fleet/plan.h"
#include "fleet/sites.h"
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

void fleet_outliers_overview(struct overview *f, const struct families *families,
                             const struct outliers *outliers,
                             const struct overview_wish *wish);
/* The machines of the ladder beside one of them. Returns how many differ. */
size_t fleet_drift_overview(struct overview *f, const struct ladder *ladder,
                            size_t baseline, const struct overview_wish *wish);
void fleet_stats_overview(struct overview *f, const struct spread *spreads, size_t n,
                          size_t machines, const struct overview_wish *wish);
void fleet_sites_overview(struct overview *f, const struct site_models *sites,
                          const struct overview_wish *wish);

void fleet_plan_overview(struct overview *f, const struct fleet *fleet,
                         const struct fleet_plan *plan, const struct overview_wish *wish);

void fleet_moves_overview(struct overview *f, const struct fleet *fleet,
                          const struct moves *moves, const struct overview_wish *wish);

#endif
