/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tape drives: raw → facts. Pure. */
#ifndef HWFIT_TAPE_H
#define HWFIT_TAPE_H

#include "facts/scan.h"

/* One drive as sysfs and udev have it; a text that could not be read is "". */
struct tape_raw {
	const char *name; /* "st0"; the address on the bus of one without a driver */
	char address[32]; /* "6:0:0:0" */
	char vendor[16], model[32], firmware[16];
	char serial[64];
	bool driven; /* the kernel's driver for tapes has it */
};

struct tape_list {
	struct tape_raw *items;
	size_t n;
	const char *failed; /* why drives may be missing; NULL: none is */
};

/* Generation of LTO by what a drive calls itself ("ULT3580-TD8", "Ultrium 6-SCSI"); 0: it
 * does not tell. */
unsigned tape_generation(const char *model);

void tape_map(struct scan *scan, const struct tape_list *list);

#endif
