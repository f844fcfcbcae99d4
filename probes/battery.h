/* SPDX-License-Identifier: GPL-3.0-or-later
 * Batteries: what the kernel's power supply class says, and the facts that follow. */
#ifndef HWFIT_BATTERY_H
#define HWFIT_BATTERY_H

#include "facts/scan.h"

enum { BATTERY_NONE = -1 };

/* Numbers are as the kernel has them, in millionths; BATTERY_NONE: not told, or less than
 * nothing. Texts are "" when not told. */
struct battery_raw {
	const char *name; /* "BAT0" */
	char vendor[128], model[128], serial[128], technology[32];
	int64_t capacity;                               /* percent */
	int64_t energy_design, energy_full, energy_now; /* µWh */
	int64_t charge_design, charge_full, charge_now; /* µAh */
	int64_t voltage_design;                         /* µV */
	int64_t cycles;
};

struct battery_list {
	struct battery_raw *items;
	size_t n;
	const char *failed; /* why batteries may lack; NULL: they are all there */
};

/* Pure. */
void battery_map(struct scan *scan, const struct battery_list *list);

#endif
