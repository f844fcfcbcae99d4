/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit spec --gap: terms of reference out of what a fleet lacks. */
#ifndef HWFIT_SPEC_GAP_H
#define HWFIT_SPEC_GAP_H

#include "cmd/inventory.h"
#include "cmd/spec_files.h"

/* The fleet and its gap. Zeroed is empty; spec_gap_done() accepts it. */
struct spec_gap {
	struct question q;
	struct tor *tor;
	struct fleet_plan plan;
	struct gap gap;
};

/* Plans the fleet of --db and --fleet for the one need and builds the specification of
 * what must be bought; none (files->spec NULL) when nothing must. Says on standard error
 * how many machines cannot be told. EXIT_ok, or what to end with. */
enum exit_code spec_gap_open(struct spec_gap *gap, struct spec_files *files,
                             const struct invocation *call);
void spec_gap_done(struct spec_gap *gap);

#endif
