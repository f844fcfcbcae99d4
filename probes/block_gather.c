/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers block devices from sysfs and the files of udev's database, of the running
 * machine or of a recorded tree. Not through libudev, which opens each folder on the way
 * to a device, and has no root of its own; it finds the same. */
#include "probes/block.h"
#include "probes/udev_data.h"
#include "probes/uevent.h"

#include <stdio.h>
#include <string.h>

enum { DATA_MAX = 256 * 1024 };

static void read_properties(struct block_list *list, struct block_raw *raw,
                            const struct root *root)
{
	struct arena *arena = &list->scan->arena;
	struct udev_property property;
	char path[128];
	ssize_t n;
	size_t at = 0;
	if (!raw->number)
		return;
	snprintf(path, sizeof(path), "run/udev/data/b%s", raw->number);
	char *bytes = root_read_all(root, path, DATA_MAX, arena, &n);
	raw->in_udev = bytes;
	while (bytes && udev_data_next(bytes, (size_t)n, &at, &property)) {
		size_t i = block_property_find(property.name, property.name_size);
		if (i < BLOCK_PROPERTIES)
			raw->property[i] =
			        arena_copy(arena, property.value, property.value_size);
	}
}

/* Where the device is in sysfs, by the link of the class or by looking. In old trees it
 * is not below its controller but points to it. */
static void find_place(const struct root_dir *block, const char *name,
                       const struct root_dir *dir, char *place, size_t room)
{
	struct root_dir device;
	char above[1024];
	if ((root_dir_target(block, name, place, room) && strstr(place, "devices/")) ||
	    (root_dir_place(dir, place, room) && strstr(place, "devices/")))
		return;
	snprintf(place, room, "%s", dir->path);
	if (root_dir_open(dir->root, dir, "device", &device) &&
	    root_dir_place(&device, above, sizeof(above)))
		snprintf(place, room, "%.800s/block/%.100s", above, name);
	root_dir_close(&device);
}

static void read_uevent(struct block_list *list, struct block_raw *raw,
                        const struct root_dir *dir)
{
	struct arena *arena = &list->scan->arena;
	struct uevent uevent;
	char text[64], minor[64];
	uevent_read(dir, "uevent", &uevent);
	raw->is_part = uevent_get(&uevent, "DEVTYPE", text, sizeof(text))
	                       ? !strcmp(text, "partition")
	                       : root_dir_has(dir, "partition");
	if (uevent_get(&uevent, "PARTN", text, sizeof(text)))
		raw->attribute[BLOCK_partition] = arena_string(arena, text);
	if (uevent_get(&uevent, "MAJOR", text, sizeof(text)) &&
	    uevent_get(&uevent, "MINOR", minor, sizeof(minor)))
		raw->number = arena_join(arena, text, ":", minor);
	else if (root_dir_string(dir, "dev", text, sizeof(text)))
		raw->number = arena_string(arena, text);
	/* The number becomes part of a path. */
	if (raw->number && strspn(raw->number, "0123456789:") != strlen(raw->number))
		raw->number = NULL;
}

static void read_device(struct block_list *list, const struct root_dir *block,
                        const char *name, const struct root_dir *dir)
{
	struct block_raw *raw = block_add(list);
	char place[1024];
	raw->name = name;
	find_place(block, name, dir, place, sizeof(place));
	raw->path = arena_string(&list->scan->arena, place);
	read_uevent(list, raw, dir);
	read_properties(list, raw, dir->root);
	block_read_sysfs(list, raw, dir->root, dir);
}

static void read_all(struct block_list *list, const struct root_dir *block)
{
	size_t n;
	char **names = root_dir_names(block, &list->scan->arena, &n);
	if (!names) {
		list->failed = "the folder of the block devices cannot be listed";
		return;
	}
	for (size_t i = 0; i < n; i++) {
		struct root_dir dir;
		if (!block_is_made_up(names[i]) &&
		    root_dir_open(block->root, block, names[i], &dir)) {
			read_device(list, block, names[i], &dir);
			root_dir_close(&dir);
		}
	}
}

/* Without class/block partitions are below their drives. */
static void read_drives(struct block_list *list, const struct root_dir *block)
{
	size_t n, drives;
	read_all(list, block);
	drives = list->n;
	for (size_t i = 0; i < drives; i++) {
		struct root_dir drive;
		const char *name = list->items[i].name;
		char **names = NULL;
		if (root_dir_open(block->root, block, name, &drive))
			names = root_dir_names(&drive, &list->scan->arena, &n);
		for (size_t j = 0; names && j < n; j++) {
			struct root_dir part;
			if (strncmp(names[j], name, strlen(name)) != 0 ||
			    !root_dir_open(block->root, &drive, names[j], &part))
				continue;
			read_device(list, &drive, names[j], &part);
			struct block_raw *raw = &list->items[list->n - 1];
			raw->is_part = true;
			raw->path = arena_format(&list->scan->arena, "%s/%s",
			                         list->items[i].path, names[j]);
			root_dir_close(&part);
		}
		root_dir_close(&drive);
	}
}

void block_gather(struct block_list *list, const struct root *root)
{
	struct root_dir block;
	list->no_udev = root->live ? "udev has no record of it"
	                           : "the recording has no udev database for it";
	list->remedy = root->live ? "run it where systemd-udevd runs"
	                          : "record run/udev/data too";
	if (root_dir_open(root, NULL, "sys/class/block", &block))
		read_all(list, &block);
	else if (!root->live && root_dir_open(root, NULL, "sys/block", &block))
		read_drives(list, &block);
	else
		list->failed =
		        root->live
		                ? "the kernel shows no block devices in /sys/class/block"
		                : "the recording has no sys/class/block";
	root_dir_close(&block);
}
