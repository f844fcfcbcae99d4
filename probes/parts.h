/* SPDX-License-Identifier: GPL-3.0-or-later
 * What USB devices are to a person: printers, cameras, phones …, by the classes of their
 * interfaces. Pure. */
#ifndef HWFIT_PARTS_H
#define HWFIT_PARTS_H

#include "facts/scan.h"
#include "probes/uvc.h"

/* What sysfs tells of a USB device beside its interfaces. */
struct parts_strings {
	const char *device; /* "1-2" */
	const char *text;   /* strings of its interfaces, blanks between; NULL: none */
	bool scanner, fingerprint; /* so udev's lists say */
	struct uvc_modes video;
};

/* From the USB devices and PCI functions that the scan has. */
void parts_map(struct scan *scan, const struct parts_strings *strings, size_t n);

/* Has the USB device an interface whose class begins so? */
bool parts_has_interface(const struct component *usb, const char *start);

#endif
