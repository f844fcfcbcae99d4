/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which modules of the running kernel claim a device, and which firmware files drivers
 * asked for in vain. Pure but for the probe. */
#ifndef HWFIT_DRIVERS_H
#define HWFIT_DRIVERS_H

#include "facts/scan.h"
#include "probes/module_index.h"

/* Of PCI functions and USB devices that the scan has. indexes: modules, then built-in
 * drivers. why and remedy (may be NULL): why there is no index, when n is 0. */
void drivers_map(struct scan *scan, const struct module_index *indexes, size_t n,
                 const char *why, const char *remedy);

/* Firmware files that the kernel's log says were not found, as os.missing_firmware. The
 * log may have lost its beginning. */
void drivers_map_log(struct scan *scan, const char *log, size_t n);

/* Only what drivers_map_log() reads of a log: what a recording keeps of it. */
void drivers_cut_log(const char *log, size_t n, struct buf *out);

#define DRIVERS_LOG "answers/kernel-log"

/* The kernel's log, in memory that the caller frees; NULL with *error. */
char *drivers_read_log(size_t *n, int *error);

#endif
