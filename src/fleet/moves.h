/* SPDX-License-Identifier: GPL-3.0-or-later
 * Parts that went from one machine to another: a serial number follows its part. A part
 * is the same when kind, maker, model or part number, and serial number are. */
#ifndef HWFIT_MOVES_H
#define HWFIT_MOVES_H

#include "fleet/fleet.h"

struct move {
	enum kind_id kind;
	const char *part, *serial;
	size_t from, to;      /* machines */
	int64_t until, since; /* last seen in the one, first in the other; seconds */
	bool both;            /* the newest scans of both have it: one of them is wrong */
};

struct moves {
	struct move *items; /* the latest first */
	size_t n;
};

/* Of machines for which include holds, on either side. In the fleet's arena. -1 with err.
 */
int moves_find(struct fleet *fleet, const bool *include, struct moves *moves,
               struct error *err);

#endif
