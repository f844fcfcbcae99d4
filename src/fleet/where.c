/* SPDX-License-Identifier: GPL-3.0-or-later
 * WHERE over a fleet. */
#include "fleet/fleet.h"

int fleet_where(struct fleet *fleet, const struct tor *where, enum truth *holds,
                struct error *err)
{
	struct touch touch = {.all = false};
	struct fleet_groups groups;
	if (!where) {
		for (size_t i = 0; i < fleet->all.n; i++)
			holds[i] = TRUTH_yes;
		return 0;
	}
	touch_need(&touch, where->common.requirements[0].need);
	if (fleet_group(fleet, &touch, NULL, &groups, err))
		return -1;
	enum truth *of = arena_alloc(&fleet->arena, (groups.n + 1) * sizeof(*of));
	for (size_t g = 0; g < groups.n; g++) {
		struct scan *scan = fleet_scan(fleet, &touch, groups.first[g], err);
		if (!scan)
			return -1;
		of[g] = where_holds(where, scan, fleet->compat, fleet->today);
		fleet_release(fleet, &touch, groups.first[g], scan);
	}
	for (size_t i = 0; i < fleet->all.n; i++)
		holds[i] = of[groups.of[i]];
	return 0;
}
