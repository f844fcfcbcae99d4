/* SPDX-License-Identifier: GPL-3.0-or-later
 * Devices by their place in sysfs. Pure. */
#include "probes/place.h"

#include <stdio.h>
#include <string.h>

bool place_device(const struct scan *scan, const char *place, const char *mark,
                  char name[PLACE_NAME])
{
	char path[512];
	snprintf(path, sizeof(path), "%s", place);
	char *end = strstr(path, mark), *slash;
	if (end)
		*end = '\0';
	slash = strrchr(path, '/');
	snprintf(name, PLACE_NAME, "%.*s", PLACE_NAME - 1, slash ? slash + 1 : "");
	if (!strcmp(name, "virtual"))
		*name = '\0';
	for (; scan && slash; slash = strrchr(path, '/')) {
		const char *part = slash + 1;
		if (scan_find(scan, KIND_usb, part) || scan_find(scan, KIND_pci, part)) {
			snprintf(name, PLACE_NAME, "%.*s", PLACE_NAME - 1, part);
			return true;
		}
		*slash = '\0';
	}
	return false;
}
