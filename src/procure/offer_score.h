/* SPDX-License-Identifier: GPL-3.0-or-later
 * Points of the award. Internal to src/procure. */
#ifndef HWFIT_OFFER_SCORE_H
#define HWFIT_OFFER_SCORE_H

#include "procure/offer.h"

/* Scores one lot of all offers, with the formula of each in numbers. */
void offers_score(const struct spec *spec, size_t lot, struct offer *const *offers,
                  size_t n);

/* A number cut to so many digits for people, exact otherwise. */
enum { POINT_DIGITS = 3 };

#endif
