/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names of parts that are a function of a PCI or USB device. */
#ifndef HWFIT_COMPAT_FILL_PARTS_H
#define HWFIT_COMPAT_FILL_PARTS_H

#include "facts/scan.h"

/* Gives graphics processors, network interfaces and other parts the vendor and model of
 * the PCI function or USB device at their address, which must have them already. */
void compat_fill_parts(struct scan *scan);

#endif
