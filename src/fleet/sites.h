/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines by a label that people gave them (their site) and by model. */
#ifndef HWFIT_SITES_H
#define HWFIT_SITES_H

#include "fleet/fleet.h"

struct site {
	const char *name; /* NULL: machines without it */
	size_t n;
};

struct site_models {
	const char *label;
	struct site *sites, *models; /* most machines first */
	size_t site_count, model_count;
	size_t *counts; /* site by site, a number for each model */
};

/* No site at all when no machine has the label. In the fleet's arena. -1 with err. */
int sites_make(struct fleet *fleet, const char *label, const bool *include,
               struct site_models *sites, struct error *err);

#endif
