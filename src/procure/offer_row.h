/* SPDX-License-Identifier: GPL-3.0-or-later
 * One row of an offer. Internal to src/procure. */
#ifndef HWFIT_OFFER_ROW_H
#define HWFIT_OFFER_ROW_H

#include "procure/offer.h"

/* Does what is offered of a fact meet the test? Dates may hang on the lot's delivery. */
enum truth offer_compare(const struct spec *spec, const struct spec_lot *lot,
                         enum fact_id fact, const struct test *test,
                         const struct value *have);

/* An offer of nothing for every lot; name is the file. Free with offer_free(). */
struct offer *offer_new(const struct spec *spec, const char *name);
/* Something odd of the file, in the offer's arena. */
void offer_message(struct offer *offer, const char *text);

#endif
