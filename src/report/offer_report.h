/* SPDX-License-Identifier: GPL-3.0-or-later
 * Conformity of offers for programs, hwfit-offer/1. */
#ifndef HWFIT_OFFER_REPORT_H
#define HWFIT_OFFER_REPORT_H

#include "base/buf.h"
#include "procure/offer.h"

void offers_write_json(const struct spec *spec, struct offer *const *offers, size_t n,
                       struct buf *out);

#endif
