/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is missing, without saying the same of each of many components. */
#ifndef HWFIT_MISSING_WORDS_H
#define HWFIT_MISSING_WORDS_H

#include "rules/verdict.h"

/* How many components lack what the i-th missing thing of e is, for the same reason and
 * with the same remedy, itself counted: 1 for most. 0: an earlier one has counted it. */
size_t missing_alike(const struct explanation *e, size_t i);

#endif
