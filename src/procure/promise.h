/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was promised for a lot: its terms, each value the stricter of specification and
 * offer, as terms of reference that machines can be judged against. */
#ifndef HWFIT_PROMISE_H
#define HWFIT_PROMISE_H

#include "procure/offer.h"

/* Stands on the specification and the offer, which must live as long. */
struct promise {
	struct arena arena;
	/* Without lots: the requirements of the file and of the lot, one after the other.
	 * What the offer promises beyond the mandatory is mandatory here. */
	struct tor tor;
	const struct requirement **origin; /* of each requirement, in the specification */
	bool *promoted; /* mandatory only because the offer promises it */
	size_t n;
};

/* offer NULL: the specification alone, tolerances allowed for. */
void promise_make(struct promise *promise, const struct spec *spec, size_t lot,
                  const struct offer *offer);
void promise_done(struct promise *promise);

#endif
