/* SPDX-License-Identifier: GPL-3.0-or-later
 * The uevent file of a device, in which the kernel says at once what it is and who drives
 * it: lines NAME=value. (kernel Documentation/ABI/testing/sysfs-uevent) */
#ifndef HWFIT_UEVENT_H
#define HWFIT_UEVENT_H

#include "probes/root.h"

/* The file as it was read; the kernel writes at most a page. */
struct uevent {
	size_t n; /* 0: it was not read, or says nothing */
	char text[4096];
};

/* Reads the file at a path from dir ("uevent", "input3/uevent"). False, and empty, when
 * that cannot be read or says nothing. */
bool uevent_read(const struct root_dir *dir, const char *path, struct uevent *uevent);

/* The value of the first line NAME=value of n bytes from a stranger, at most room - 1
 * bytes of it. False, and "", when there is none or it is empty. Pure. */
bool uevent_find(const char *text, size_t n, const char *name, char *value, size_t room);
/* The same of a file that was read. */
bool uevent_get(const struct uevent *uevent, const char *name, char *value, size_t room);
/* A number in hexadecimal of at most so much; false when there is none. */
bool uevent_hex(const struct uevent *uevent, const char *name, uint32_t most,
                uint32_t *number);

#endif
