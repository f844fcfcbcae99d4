/* SPDX-License-Identifier: GPL-3.0-or-later
 * What USB devices are to a person: printers, cameras, phones …, by the classes of their
 * interfaces. Pure. */
#ifndef HWFIT_PARTS_H
#define HWFIT_PARTS_H

#include "facts/scan.h"

/* Strings of the interfaces of a USB device, blanks between. */
struct parts_strings {
	const char *device; /* "1-2" */
	const char *text;
};

/* From the USB devices and PCI functions that the scan has. */
void parts_map(struct scan *scan, const struct parts_strings *strings, size_t n);

#endif
