/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which devices of a machine have no driver and should have one. */
#ifndef HWFIT_COMPAT_FILL_DRIVERS_H
#define HWFIT_COMPAT_FILL_DRIVERS_H

#include "compat/compat.h"

/* Sets os.devices_without_driver from the PCI functions and USB interfaces to which no
 * driver is bound, those left out that the database says need none. compat NULL: it is
 * unreadable. Nothing when the scan has neither. Names of devices are there already. */
void compat_fill_drivers(const struct compat *compat, struct scan *scan);

#endif
