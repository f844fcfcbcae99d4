/* SPDX-License-Identifier: GPL-3.0-or-later
 * Displays: connectors of graphics processors as gathered, and the facts that follow. */
#ifndef HWFIT_DISPLAY_H
#define HWFIT_DISPLAY_H

#include "facts/scan.h"

struct display_raw {
	const char *name;      /* "card0-DP-1" */
	const char *connector; /* "DP-1" */
	const char *status;    /* connected, disconnected, unknown; NULL: not told */
	const char *gpu;       /* name of the device of its card; NULL: not told */
	const uint8_t *edid;   /* NULL: none was read */
	size_t edid_size;
	int error; /* errno of reading the EDID; 0: none */
};

struct display_list {
	struct display_raw *items; /* in the arena of the scan */
	size_t n;
	const char **cards; /* names of the devices of the cards ("0000:00:02.0") */
	size_t card_count;
	const char *failed; /* why connectors may lack; NULL: they are all there */
};

/* Runs after PCI, whose graphics processors tell whether every one has connectors. */
void display_map(struct scan *scan, const struct display_list *list);

#endif
