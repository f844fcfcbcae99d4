/* SPDX-License-Identifier: GPL-3.0-or-later
 * Devices by their place in sysfs. */
#include "probes/place.h"

#include <stdio.h>
#include <string.h>

void place_device(const struct scan *scan, const char *path, const char *mark,
                  char name[PLACE_NAME])
{
	char text[512];
	snprintf(text, sizeof(text), "%s", path);
	char *end = strstr(text, mark), *slash;
	if (end)
		*end = '\0';
	slash = strrchr(text, '/');
	snprintf(name, PLACE_NAME, "%.*s", PLACE_NAME - 1, slash ? slash + 1 : "");
	if (!strcmp(name, "virtual"))
		*name = '\0';
	for (; scan && slash; slash = strrchr(text, '/')) {
		const char *part = slash + 1;
		if (scan_find(scan, KIND_usb, part) || scan_find(scan, KIND_pci, part)) {
			snprintf(name, PLACE_NAME, "%.*s", PLACE_NAME - 1, part);
			return;
		}
		*slash = '\0';
	}
}

void place_read(struct place *place, const struct scan *scan, const struct root_dir *dir,
                const char *mark)
{
	char path[512];
	struct root_dir above;
	*place = (struct place){.device = ""};
	if (!root_dir_place(dir, path, sizeof(path)))
		return;
	place_device(scan, path, mark, place->device);
	char *end = strstr(path, mark);
	if (!end)
		return;
	*end = '\0';
	if (root_dir_open(dir->root, NULL, path, &above))
		root_dir_link(&above, "driver", place->driver, sizeof(place->driver));
	root_dir_close(&above);
}

const char *place_no_classes(const struct root *root)
{
	struct root_dir classes;
	bool shown = root_dir_open(root, NULL, "sys/class", &classes);
	root_dir_close(&classes);
	if (shown)
		return NULL;
	return root->live ? "the kernel shows no classes of devices"
	                  : "the recording has no sys/class";
}
