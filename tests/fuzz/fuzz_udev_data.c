/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file of udev's database from a stranger: its properties become a drive, a partition
 * and a file system. */
#include "probes/block.h"
#include "probes/udev_data.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fill(struct block_list *list, const char *name, const char *path, bool part,
                 const uint8_t *data, size_t size)
{
	struct udev_property property;
	struct block_raw *raw = block_add(list);
	size_t at = 0;
	raw->name = name;
	raw->path = path;
	raw->number = part ? "8:1" : "8:0";
	raw->is_part = part;
	raw->in_udev = true;
	while (udev_data_next((const char *)data, size, &at, &property)) {
		size_t i = block_property_find(property.name, property.name_size);
		if (i < BLOCK_PROPERTIES)
			raw->property[i] = arena_copy(&list->scan->arena, property.value,
			                              property.value_size);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scan *scan = scan_new();
	struct block_list list = {.scan = scan, .no_udev = "no udev"};
	fill(&list, "sda", "sys/devices/x/ata1/host0/block/sda", false, data, size);
	fill(&list, "sda1", "sys/devices/x/ata1/host0/block/sda/sda1", true, data, size);
	block_map(scan, &list);
	scan_finish(scan);
	scan_free(scan);
	return 0;
}
