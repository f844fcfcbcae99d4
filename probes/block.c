/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe block.
 * Reads: sysfs class/block and each device there; udev's database (run/udev/data);
 *        /proc/self/mountinfo; statvfs of local file systems
 * Makes: disk removable_disk optical_drive partition filesystem raid
 * Needs: udev for serial numbers of SATA and USB drives, for partition types and file
 *        systems; never opens a device
 * Spec:  kernel Documentation/ABI/stable/sysfs-block; udev rules 60-persistent-storage */
#include "probes/block.h"

#include "base/text.h"
#include "probes/table.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct block_raw *block_add(struct block_list *list)
{
	if (list->n == list->room) {
		size_t room = list->room ? list->room * 2 : 16;
		struct block_raw *more =
		        arena_alloc(&list->scan->arena, room * sizeof(*more));
		if (list->n)
			memcpy(more, list->items, list->n * sizeof(*more));
		list->items = more;
		list->room = room;
	}
	return &list->items[list->n++];
}

size_t block_property_find(const char *name, size_t n)
{
	static const char *const names[] = {
#define PROPERTY(name) #name,
#include "probes/block.def"
#undef PROPERTY
	};
	for (size_t i = 0; i < BLOCK_PROPERTIES; i++)
		if (strlen(names[i]) == n && !memcmp(names[i], name, n))
			return i;
	return BLOCK_PROPERTIES;
}

bool block_is_made_up(const char *name)
{
	static const char *const names[] = {"loop", "ram", "zram", "nbd"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t n = strlen(names[i]);
		if (!strncmp(name, names[i], n) && isdigit((unsigned char)name[n]))
			return true;
	}
	return false;
}

int64_t block_bytes(const char *sectors)
{
	char *end;
	if (!sectors || !isdigit((unsigned char)*sectors))
		return -1;
	errno = 0;
	long long n = strtoll(sectors, &end, 10);
	return *end || errno || n > INT64_MAX / 512 ? -1 : n * 512;
}

static const char *read_text(struct arena *arena, const struct root_dir *dir,
                             const char *name)
{
	char text[1024];
	return root_dir_string(dir, name, text, sizeof(text)) ? arena_string(arena, text)
	                                                      : NULL;
}

static void read_attributes(struct arena *arena, struct block_raw *raw,
                            const struct root_dir *dir)
{
	enum sort { every, part, drive, array };
	static const struct {
		const char *path;
		enum sort of;
	} attributes[] = {
#define ATTRIBUTE(name, path, of) {path, of},
#include "probes/block.def"
#undef ATTRIBUTE
	};
	bool made = strstr(raw->path, "/virtual/block/");
	enum sort sort = raw->is_part                   ? part
	                 : !made                        ? drive
	                 : !strncmp(raw->name, "md", 2) ? array
	                                                : every;
	for (size_t i = 0; i < BLOCK_ATTRIBUTES; i++)
		if (!raw->attribute[i] &&
		    (attributes[i].of == every || attributes[i].of == sort))
			raw->attribute[i] = read_text(arena, dir, attributes[i].path);
}

/* The name followed by a number, as the kernel numbers hosts and buses. */
static bool is_numbered(const char *text, size_t n, const char *name)
{
	size_t length = strlen(name);
	return n > length && !strncmp(text, name, length) &&
	       isdigit((unsigned char)text[length]);
}

/* "2-1.4": a USB device by its ports. */
static bool is_usb_device(const char *text, size_t n)
{
	return n > 2 && isdigit((unsigned char)text[0]) && memchr(text, '-', n) &&
	       !memchr(text, ':', n) && strspn(text, "0123456789.-") >= n;
}

/* Where in the path a bus begins, and with it what its controller drives; NULL: nowhere.
 */
static const char *find_bus(const char *path)
{
	static const char *const numbered[] = {"ata", "host", "virtio", "usb",
	                                       "fw",  "ide",  "target"};
	static const char *const exact[] = {"mmc_host", "nvme"};
	for (const char *at = path; *at; at += *at == '/') {
		size_t n = strcspn(at, "/");
		for (size_t i = 0; i < sizeof(numbered) / sizeof(*numbered); i++)
			if (is_numbered(at, n, numbered[i]))
				return at;
		for (size_t i = 0; i < sizeof(exact) / sizeof(*exact); i++)
			if (n == strlen(exact[i]) && !strncmp(at, exact[i], n))
				return at;
		at += n;
	}
	return NULL;
}

static const char *driver_of(struct arena *arena, const struct root_dir *dir,
                             const char *link)
{
	char name[64];
	return root_dir_link(dir, link, name, sizeof(name)) ? arena_string(arena, name)
	                                                    : NULL;
}

/* The last USB device in a path from its bus on; NULL: none. */
static const char *end_of_usb(const char *bus)
{
	const char *usb = NULL;
	for (const char *at = bus; *at; at += *at == '/') {
		size_t n = strcspn(at, "/");
		if (is_usb_device(at, n))
			usb = at + n;
		at += n;
	}
	return usb;
}

/* What stands above the drive: its controller and, of USB, the device itself. */
static void read_above(struct arena *arena, struct block_raw *raw,
                       const struct root *root)
{
	const char *bus = find_bus(raw->path);
	char place[1024], text[64];
	if (!bus || bus == raw->path)
		return;
	size_t end = (size_t)(bus - raw->path) - 1, start = end;
	while (start > 0 && raw->path[start - 1] != '/')
		start--;
	raw->controller = arena_copy(arena, raw->path + start, end - start);
	snprintf(place, sizeof(place), "%.*s", (int)end, raw->path);
	if (root_link(root, place, "driver", text, sizeof(text)))
		raw->controller_driver = arena_string(arena, text);
	/* How the nearest device that can be pulled out is attached. */
	const char *usb = end_of_usb(bus);
	if (usb)
		end = (size_t)(usb - raw->path);
	snprintf(place, sizeof(place), "%.*s/removable", (int)end, raw->path);
	ssize_t n = root_read(root, place, text, sizeof(text));
	while (n > 0 && text[n - 1] == '\n')
		n--;
	raw->plug = n > 0 ? arena_copy(arena, text, (size_t)n) : NULL;
}

/* A drive with several ways to it has no controller above it, but a link to each. */
static void read_multipath(struct arena *arena, struct block_raw *raw,
                           const struct root_dir *dir)
{
	struct root_dir subsystem, controller;
	size_t n = 0;
	char **names = NULL;
	if (root_dir_open(dir->root, dir, "device", &subsystem))
		names = root_dir_names(&subsystem, arena, &n);
	for (size_t i = 0; i < n; i++) {
		if (!is_numbered(names[i], strlen(names[i]), "nvme") ||
		    strcspn(names[i] + 4, "cn") != strlen(names[i] + 4) ||
		    !root_dir_open(dir->root, &subsystem, names[i], &controller))
			continue;
		raw->attribute[BLOCK_device_transport] =
		        read_text(arena, &controller, "transport");
		raw->controller = read_text(arena, &controller, "address");
		raw->driver = driver_of(arena, &controller, "device/driver");
		raw->plug = read_text(arena, &controller, "device/removable");
		root_dir_close(&controller);
		break;
	}
	root_dir_close(&subsystem);
}

/* Only a soldered chip has areas to start from (JESD84-B51, 6.2): where a recording does
 * not tell the type of a card these do. */
static void read_boot_area(struct block_raw *raw, const struct root_dir *dir)
{
	char name[64];
	if (raw->attribute[BLOCK_device_type] || strncmp(raw->name, "mmcblk", 6) != 0)
		return;
	snprintf(name, sizeof(name), "%.40sboot0", raw->name);
	if (root_dir_has(dir, name))
		raw->attribute[BLOCK_device_type] = "MMC";
}

void block_read_sysfs(struct block_list *list, struct block_raw *raw,
                      const struct root *root, const struct root_dir *dir)
{
	struct arena *arena = &list->scan->arena;
	read_attributes(arena, raw, dir);
	if (raw->is_part || strstr(raw->path, "/virtual/block/"))
		return;
	read_boot_area(raw, dir);
	raw->driver = driver_of(arena, dir, "device/driver");
	if (!raw->driver)
		raw->driver = driver_of(arena, dir, "device/device/driver");
	if (strstr(raw->path, "/nvme-subsystem/"))
		read_multipath(arena, raw, dir);
	else
		read_above(arena, raw, root);
}

void probe_block_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct block_list list = {.scan = ctx->scan};
	block_gather(&list, ctx->root);
	block_gather_mounts(&list, ctx->root);
	if (list.failed) {
		outcome->status = PROBE_skipped;
		outcome->why = list.failed;
	}
	block_map(ctx->scan, &list);
}
