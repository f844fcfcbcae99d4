/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe pci.
 * Reads: sysfs bus/pci/devices: uevent, revision, numa_node, current_link_speed … of PCI
 *        Express; of a recording also config, or pci.dump, the output of `lspci -x`,
 *        through libpci; names of drivers in sysfs class/drm
 * Makes: pci gpu
 * Needs: nothing. Reads of configuration space of the running machine at most the header,
 *        and nothing that would wake a sleeping device
 * Spec:  kernel Documentation/ABI/testing/sysfs-bus-pci */
#include "probes/pci.h"

#include "probes/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEVICES "sys/bus/pci/devices"

struct pci_raw *pci_add(struct pci_list *list)
{
	if (list->n == list->room) {
		size_t room = list->room ? list->room * 2 : 64;
		struct pci_raw *more =
		        arena_alloc(&list->scan->arena, room * sizeof(*more));
		if (list->n)
			memcpy(more, list->items, list->n * sizeof(*more));
		list->items = more;
		list->room = room;
	}
	struct pci_raw *raw = &list->items[list->n++];
	raw->vendor = raw->device = raw->subsystem_vendor = raw->subsystem_device =
	        raw->class_code = raw->revision = raw->numa_node = PCI_UNKNOWN;
	return raw;
}

unsigned pci_parse_speed(const char *text)
{
	char *end;
	unsigned long whole = strtoul(text, &end, 10), tenth = 0;
	if (end == text || whole > 1000)
		return 0;
	if (*end == '.' && end[1] >= '0' && end[1] <= '9') {
		tenth = (unsigned long)(end[1] - '0');
		end += 2;
	}
	return strncmp(end, " GT/s", 5) ? 0 : (unsigned)(whole * 10 + tenth);
}

static int read_width(const struct root_dir *dir, const char *name)
{
	int64_t width;
	bool read = root_dir_number(dir, name, 10, &width) && width >= 0 && width <= 32;
	return read ? (int)width : PCI_UNKNOWN;
}

static unsigned read_speed(const struct root_dir *dir, const char *name)
{
	char text[64];
	return root_dir_string(dir, name, text, sizeof(text)) ? pci_parse_speed(text) : 0;
}

/* Kernels that show power_state (5.11) show the link of whatever has one; a running one
 * shows it of every function. */
static bool shows_links(struct pci_list *list, const struct root_dir *dir)
{
	if (!dir->root->live || !list->shows_links)
		list->shows_links = root_dir_has(dir, "power_state");
	return list->shows_links;
}

bool pci_is_asleep(const struct root_dir *dir)
{
	char status[32];
	return root_dir_string(dir, "power/runtime_status", status, sizeof(status)) &&
	       !strcmp(status, "suspended");
}

void pci_read_link(struct pci_list *list, struct pci_raw *raw, const struct root_dir *dir)
{
	if (raw->class_code >> 16 == 0x03 &&
	    root_dir_number(dir, "mem_info_vram_total", 10, &raw->vram))
		raw->vram_state = PCI_READ;
	if (!root_dir_has(dir, "current_link_speed")) {
		if (shows_links(list, dir))
			raw->link.state = PCI_NONE;
		return;
	}
	/* The kernel wakes a device to read its link. */
	if (dir->root->live && pci_is_asleep(dir)) {
		raw->link.state = PCI_ASLEEP;
		return;
	}
	raw->link.state = PCI_READ;
	raw->link.speed = read_speed(dir, "current_link_speed");
	raw->link.width = read_width(dir, "current_link_width");
	raw->link.max_speed = read_speed(dir, "max_link_speed");
	raw->link.max_width = read_width(dir, "max_link_width");
}

/* The probe of the whole: from sysfs, or from a dump in a recording. */
static bool gather(struct pci_list *list, const struct root *root)
{
	struct root_dir devices;
	char path[64];
	int dump = -1;
	if (!root->live)
		dump = root_file_open(root, "pci.dump");
	if (dump >= 0) {
		snprintf(path, sizeof(path), "/proc/self/fd/%d", dump);
		pci_gather_dump(list, path);
		close(dump);
		return true;
	}
	bool there = root_dir_open(root, NULL, DEVICES, &devices);
	if (there)
		pci_gather_sysfs(list, &devices);
	root_dir_close(&devices);
	return there;
}

/* Graphics of boards and USB adapters is not on this bus. */
static void find_other_graphics(struct probe_context *ctx)
{
	struct root_dir drm, card;
	size_t n = 0;
	char **names = NULL, driver[64];
	if (root_dir_open(ctx->root, NULL, "sys/class/drm", &drm))
		names = root_dir_names(&drm, &ctx->scan->arena, &n);
	for (size_t i = 0; i < n; i++) {
		char path[300], bus[32];
		snprintf(path, sizeof(path), "%s/device", names[i]);
		if (strncmp(names[i], "card", 4) != 0 || strchr(names[i], '-') ||
		    !root_dir_open(ctx->root, &drm, path, &card))
			continue;
		/* A virtual card (virtio) has its PCI function as parent. */
		if (root_dir_link(&card, "subsystem", bus, sizeof(bus)) &&
		    strcmp(bus, "pci") != 0 && strcmp(bus, "virtio") != 0 &&
		    root_dir_link(&card, "driver", driver, sizeof(driver)))
			scan_partial(ctx->scan, KIND_gpu,
			             arena_format(&ctx->scan->arena,
			                          "graphics outside of PCI (driver %s) "
			                          "is not described",
			                          driver));
		root_dir_close(&card);
	}
	root_dir_close(&drm);
}

void probe_pci_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct pci_list list = {.scan = ctx->scan};
	if (!gather(&list, ctx->root)) {
		outcome->status = PROBE_skipped;
		outcome->why = ctx->root->live
		                       ? "the kernel shows no PCI bus in /" DEVICES
		                       : "the recording has no " DEVICES;
		list.failed = outcome->why;
	} else if (list.failed) {
		outcome->status = PROBE_failed;
		outcome->why = list.failed;
	}
	pci_map(ctx->scan, &list);
	find_other_graphics(ctx);
}
