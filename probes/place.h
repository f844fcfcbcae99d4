/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which device a thing of the kernel's (a sound card, a controller of Bluetooth, a host
 * of memory cards) belongs to, by its place in sysfs. */
#ifndef HWFIT_PLACE_H
#define HWFIT_PLACE_H

#include "facts/scan.h"
#include "probes/root.h"

enum { PLACE_NAME = 64 };

struct place {
	char device[PLACE_NAME]; /* its USB device or PCI function; else the folder above
	                            it;
	                            "" when that is virtual or not told */
	char driver[PLACE_NAME]; /* of the folder above it; "" when none is told */
};

/* The name of the device above `mark` ("/sound/card") in a place as root_dir_place()
 * gives it ("sys/devices/pci0000:00/0000:00:1f.3/sof_sdw/sound/card0"): the last part of
 * it that the scan has as a USB device or PCI function; else the last part. scan NULL: it
 * has none. Pure. */
void place_device(const struct scan *scan, const char *path, const char *mark,
                  char name[PLACE_NAME]);

/* Where the directory of such a thing is, and who drives what it is part of. */
void place_read(struct place *place, const struct scan *scan, const struct root_dir *dir,
                const char *mark);

/* NULL: the machine shows its classes of devices, and one that is not there has no
 * devices. Else why nothing is known of any. */
const char *place_no_classes(const struct root *root);

#endif
