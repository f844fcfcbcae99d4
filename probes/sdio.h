/* SPDX-License-Identifier: GPL-3.0-or-later
 * SDIO functions: raw → facts. Pure. */
#ifndef HWFIT_SDIO_H
#define HWFIT_SDIO_H

#include "facts/scan.h"

/* One function as sysfs has it; a text that could not be read is "". */
struct sdio_raw {
	const char *name; /* "mmc1:0001:1" */
	char modalias[64];
	char driver[64];
};

struct sdio_list {
	struct sdio_raw *items;
	size_t n;
	const char *failed; /* why functions may be missing; NULL: all were read */
};

/* The identifiers are those of the alias: the kernel makes it of the same numbers that
 * its attributes have. (Linux drivers/mmc/core/sdio_bus.c) */
void sdio_map(struct scan *scan, const struct sdio_list *list);

#endif
