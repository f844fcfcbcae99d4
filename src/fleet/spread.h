/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the values of a fact are spread over machines of one fleet, or of two beside each
 * other. The facts stand in spread.def. */
#ifndef HWFIT_SPREAD_H
#define HWFIT_SPREAD_H

#include "fleet/fleet.h"

enum spread_shape { SPREAD_steps, SPREAD_ranks };

struct spread_row {
	enum fact_id fact;
	enum spread_shape shape;
};
const struct spread_row *spread_table(size_t *n);

struct spread_value {
	const char *text;
	fixed_t order; /* of a number or a year */
	size_t n[2];   /* machines of either fleet */
};

struct spread {
	enum fact_id fact;
	enum spread_shape shape;
	struct spread_value *values; /* as the shape says */
	size_t n;
	size_t told[2], silent[2]; /* machines that tell a value, that do not */
	/* Of two fleets, among machines that tell: half the sum of the differences of
	 * shares, 0 … 1, and how likely so great a one is by chance alone (chi-square
	 * test; 1 when too few tell). Values with less than 5 machines to expect on
	 * either side are put together for both. */
	double shift, chance;
};

/* fleet_ahead() for what these rows will look at. -1 with err. */
int spread_ahead(struct fleet *fleet, const struct spread_row *which, size_t n,
                 const bool *include, struct error *err);

/* counts: fleet_profile_counts() of the fleets; the second may be NULL. In the fleet's
 * arena. -1 with err. */
int spread_make(struct fleet *fleet, const struct spread_row *row,
                const size_t *counts[2], struct spread *spread, struct error *err);

/* The share of the chi-square distribution above x. */
double chi_square_above(double x, size_t freedom);

#endif
