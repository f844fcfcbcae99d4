/* SPDX-License-Identifier: GPL-3.0-or-later
 * Modems of mobile broadband: raw → facts. Pure. */
#ifndef HWFIT_MODEM_H
#define HWFIT_MODEM_H

#include "facts/scan.h"
#include "probes/place.h"

/* One radio of the kernel's class for them. */
struct modem_raw {
	const char *name; /* "wwan0" */
	struct place place;
};

struct modem_list {
	struct modem_raw *items;
	size_t n;
};

/* From these and the USB devices that the scan has. */
void modem_map(struct scan *scan, const struct modem_list *list);

#endif
