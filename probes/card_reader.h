/* SPDX-License-Identifier: GPL-3.0-or-later
 * Readers of memory cards: hosts of SD cards and memory sticks, and drives of USB and
 * SCSI that take cards. Mapping is pure. Spec: kernel Documentation/driver-api/mmc,
 * drivers/mmc/core/bus.c (type) */
#ifndef HWFIT_CARD_READER_H
#define HWFIT_CARD_READER_H

#include "facts/scan.h"
#include "probes/place.h"

/* One host or one drive. */
struct card_slot {
	struct place place;
	char card[16]; /* of a host: "SD", "MMC", "SDIO"; "" when it has none, or it is
	                  not told */
	const char *model; /* of a drive: what it calls itself; NULL: a host */
};

struct card_slots {
	struct card_slot *items;
	size_t n;
	const char *failed; /* why hosts may be missing; NULL: none is */
};

void card_reader_map(struct scan *scan, const struct card_slots *slots);

#endif
