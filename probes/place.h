/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which device a thing of the kernel's (a sound card, a controller of Bluetooth, a host
 * of memory cards) belongs to, by its place in sysfs. Pure. */
#ifndef HWFIT_PLACE_H
#define HWFIT_PLACE_H

#include "facts/scan.h"

enum { PLACE_NAME = 64 };

/* The name of the device above `mark` ("/sound/card") in a place as root_dir_place()
 * gives it ("devices/pci0000:00/0000:00:1f.3/sof_sdw/sound/card0"): the last part of it
 * that the scan has as a USB device or PCI function; else the last part, "" when that is
 * virtual. True in the first case. scan NULL: it has none. */
bool place_device(const struct scan *scan, const char *place, const char *mark,
                  char name[PLACE_NAME]);

#endif
