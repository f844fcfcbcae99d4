/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two fleets of one inventory beside each other. */
#ifndef HWFIT_COMPARE_H
#define HWFIT_COMPARE_H

#include "fleet/ladder.h"
#include "fleet/spread.h"

/* Configurations at a level of the ladder. */
struct compare_level {
	size_t both, only[2]; /* configurations that both, or that one of them has */
	size_t machines[2];   /* machines of each whose configuration the other has too */
};

/* A part of the level "part numbers". */
struct compare_part {
	size_t item;        /* of the ladder */
	size_t machines[2]; /* that have it */
	size_t units[2];    /* so many of it */
};

struct compare {
	size_t machines[2], common; /* common: machines that are in both fleets */
	struct compare_level levels[LADDER_LEVELS];
	struct ladder parts_ladder;
	struct compare_part *parts; /* most units first */
	size_t part_count;
	struct spread *spreads; /* as spread.def has them */
	size_t spread_count;
};

/* -1 with err. compare_done() accepts a zeroed one. */
int compare_make(struct compare *compare, struct fleet *fleet, const bool *include[2],
                 struct error *err);
void compare_done(struct compare *compare);

/* A spread that differs by more than chance would make it, and enough to matter. */
bool compare_is_shifted(const struct spread *spread);
/* Does one fleet have a configuration at the level that the other has not, or is a
 * distribution shifted? */
bool compare_differs(const struct compare *compare, enum ladder_level level);

#endif
