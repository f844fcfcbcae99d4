/* SPDX-License-Identifier: GPL-3.0-or-later
 * Facts that follow from other facts, as pure functions, so that imported and declared
 * machines have them too. */
#ifndef HWFIT_DERIVE_H
#define HWFIT_DERIVE_H

#include "facts/scan.h"

/* Fills in every derived fact whose inputs the scan has and that it does not state
 * itself. Called once when a document is made, never when it is checked. */
void derive_facts(struct scan *scan);

#endif
