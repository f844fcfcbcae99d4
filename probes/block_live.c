/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers block devices through libudev: which there are, and what udev found out about
 * them. */
#include "probes/block.h"

#include <libudev.h>
#include <stdio.h>
#include <string.h>
#include <sys/sysmacros.h>

static void read_properties(struct arena *arena, struct block_raw *raw,
                            struct udev_device *device)
{
	struct udev_list_entry *entry;
	udev_list_entry_foreach(entry, udev_device_get_properties_list_entry(device))
	{
		const char *name = udev_list_entry_get_name(entry);
		size_t i = block_property_find(name, strlen(name));
		if (i < BLOCK_PROPERTIES)
			raw->property[i] =
			        arena_string(arena, udev_list_entry_get_value(entry));
	}
}

static void read_device(struct block_list *list, const struct root *root,
                        struct udev_device *device)
{
	struct arena *arena = &list->scan->arena;
	struct block_raw *raw = block_add(list);
	const char *path = udev_device_get_syspath(device);
	const char *type = udev_device_get_devtype(device);
	dev_t number = udev_device_get_devnum(device);
	struct root_dir dir;
	raw->path = arena_string(arena, path + 1);
	raw->name = strrchr(raw->path, '/') + 1;
	raw->number = arena_format(arena, "%u:%u", major(number), minor(number));
	raw->is_part = type && !strcmp(type, "partition");
	raw->in_udev = udev_device_get_is_initialized(device) > 0;
	read_properties(arena, raw, device);
	if (root_dir_open(root, NULL, raw->path, &dir))
		block_read_sysfs(list, raw, root, &dir);
	root_dir_close(&dir);
}

/* Names come from the class itself: libudev's enumeration would look at every loop device
 * first, of which some machines have dozens. */
void block_gather_live(struct block_list *list, const struct root *root)
{
	struct root_dir class;
	size_t n = 0;
	char **names = NULL;
	struct udev *udev = udev_new();
	list->no_udev = "udev has no record of it";
	list->remedy = "run it where systemd-udevd runs";
	if (root_dir_open(root, NULL, "sys/class/block", &class) && udev)
		names = root_dir_names(&class, &list->scan->arena, &n);
	root_dir_close(&class);
	if (!names)
		list->failed = "the kernel shows no block devices in /sys/class/block";
	for (size_t i = 0; names && i < n; i++) {
		if (block_is_made_up(names[i]))
			continue;
		struct udev_device *device =
		        udev_device_new_from_subsystem_sysname(udev, "block", names[i]);
		if (device)
			read_device(list, root, device);
		udev_device_unref(device);
	}
	udev_unref(udev);
}
