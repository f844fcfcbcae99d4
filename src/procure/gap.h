/* SPDX-License-Identifier: GPL-3.0-or-later
 * From the gap that a fleet has to what must be bought, in numbers alone: nothing of a
 * single machine is in it. */
#ifndef HWFIT_GAP_H
#define HWFIT_GAP_H

#include "base/buf.h"
#include "fleet/plan.h"

/* How many machines fail or leave open one requirement. */
struct gap_line {
	const char *id; /* of the requirement; NULL: it has none */
	size_t fail, unknown;
};

struct gap {
	size_t asked; /* machines of the kind that the need is for */
	size_t fit, settings, parts, replace, unknown; /* machines, by what helps */
	struct date date;
	struct gap_line *lines; /* mandatory requirements that some fail or leave open */
	size_t n;
	const char **unmeasured; /* ids of mandatory requirements about a purchase only */
	size_t unmeasured_count;
};

/* The part of a need that machines in use can be held against: warranty, delivery, what
 * only a supplier or an eye can tell are about the purchase. In the arena; stands on the
 * need. */
struct tor *gap_measured(struct arena *arena, const struct tor *need);

/* In the fleet's arena. */
void gap_count(struct fleet *fleet, const struct tor *need, const struct fleet_plan *plan,
               struct gap *gap);

/* Is there anything to buy? */
bool gap_is_purchase(const struct gap *gap);

/* Appends terms of reference with a lot for machines (the need as it was written, with
 * their number) and one for each part. text are n bytes of the need that the plan was
 * made for. */
void gap_terms(const struct fleet_plan *plan, const struct tor *need, const char *text,
               size_t n, struct buf *out);

#endif
