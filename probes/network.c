/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe network.
 * Reads: sysfs class/net, class/rfkill; udev's database; of the running machine what
 *        drivers answer through ethtool and the kernel tells of radios through nl80211,
 *        of a recording the answers that it keeps
 * Makes: network, but for the loopback interface, which every machine has
 * Needs: root for wake-on-LAN. A device that sleeps is not asked; one on USB not for
 *        what makes traffic on its bus, unless --deep
 * Spec:  kernel Documentation/ABI/testing/sysfs-class-net, linux/ethtool.h */
#include "probes/network.h"

#include "probes/table.h"
#include "probes/udev_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INTERFACES "sys/class/net"
enum { ARPHRD_LOOPBACK_TYPE = 772, UDEV_MAX = 16384 };

static int64_t read_number(const struct root_dir *dir, const char *name)
{
	int64_t number;
	return root_dir_number(dir, name, 0, &number) ? number : NETWORK_UNKNOWN;
}

/* Does the property have this name? Its value as a string, then. */
static bool take(const struct udev_property *p, const char *name, char *text, size_t room)
{
	if (p->name_size != strlen(name) || memcmp(p->name, name, p->name_size) != 0)
		return false;
	snprintf(text, room, "%.*s",
	         (int)(p->value_size < room ? p->value_size : room - 1), p->value);
	return true;
}

/* udev names an interface by its address only when that is the permanent one. */
static void read_udev(const struct root *root, struct network_raw *raw)
{
	char path[64], bytes[UDEV_MAX], name[16] = "";
	struct udev_property p;
	snprintf(path, sizeof(path), "run/udev/data/n%lld", (long long)raw->index);
	ssize_t n = raw->index > 0 ? root_read(root, path, bytes, sizeof(bytes)) : 0;
	for (size_t at = 0; n > 0 && udev_data_next(bytes, (size_t)n, &at, &p);) {
		if (take(&p, "ID_NET_NAME_MAC", name, sizeof(name)) &&
		    strlen(name) == 15 && name[2] == 'x')
			memcpy(raw->udev_mac, name + 3, 13);
		take(&p, "ID_NET_DRIVER", raw->udev_driver, sizeof(raw->udev_driver));
	}
}

/* The link "device" is not in recordings of udev's database alone; the place tells. */
static bool open_device(const struct root *root, const struct network_raw *raw,
                        struct root_dir *device)
{
	char path[512];
	snprintf(path, sizeof(path), "%s", raw->place);
	char *end = strstr(path, "/net/");
	device->fd = -1;
	if (!end || !raw->has_device)
		return false;
	*end = '\0';
	return root_dir_open(root, NULL, path, device);
}

static void read_device(const struct root *root, struct network_raw *raw)
{
	struct root_dir device, driver;
	char path[128];
	if (open_device(root, raw, &device)) {
		root_dir_link(&device, "subsystem", raw->bus, sizeof(raw->bus));
		if (!root_dir_link(&device, "driver", raw->driver, sizeof(raw->driver)))
			root_dir_uevent(&device, "DRIVER", raw->driver,
			                sizeof(raw->driver));
		if (root_dir_open(root, &device, "driver", &driver))
			root_dir_link(&driver, "module", raw->module,
			              sizeof(raw->module));
		root_dir_close(&driver);
		snprintf(path, sizeof(path), "sys/module/%s/version", raw->module);
		ssize_t n = raw->module[0] ? root_read(root, path, raw->driver_version,
		                                       sizeof(raw->driver_version) - 1)
		                           : 0;
		while (n > 0 && raw->driver_version[n - 1] == '\n')
			raw->driver_version[--n] = '\0';
		/* Of a USB interface: the serial number of its device. */
		if (!strcmp(raw->bus, "usb"))
			root_dir_string(&device, "../serial", raw->serial,
			                sizeof(raw->serial));
	}
	root_dir_close(&device);
}

/* What must not be asked, and of what the running kernel would ask the device. */
static void spare_device(const struct root_dir *dir, struct network_raw *raw, bool deep)
{
	char status[32];
	bool asleep = root_dir_string(dir, "device/power/runtime_status", status,
	                              sizeof(status)) &&
	              !strcmp(status, "suspended");
	struct network_answers *a = &raw->answers;
	if (asleep)
		a->info = a->mac = a->modes = a->wake = raw->link = NETWORK_ASLEEP;
	else if (!strcmp(raw->bus, "usb") && !deep)
		a->modes = a->wake = raw->link = NETWORK_TRAFFIC;
}

static void read_link(const struct root_dir *dir, struct network_raw *raw)
{
	if (raw->link != NETWORK_SILENT)
		return;
	bool speed = root_dir_string(dir, "speed", raw->speed, sizeof(raw->speed));
	bool duplex = root_dir_string(dir, "duplex", raw->duplex, sizeof(raw->duplex));
	raw->link = speed || duplex ? NETWORK_READ : NETWORK_SILENT;
}

static void read_recorded(const struct root *root, struct network_raw *raw)
{
	char path[300], bytes[NETWORK_ANSWERS_MAX];
	snprintf(path, sizeof(path), NETWORK_ANSWERS "/%.200s", raw->name);
	ssize_t n = root_read(root, path, bytes, sizeof(bytes));
	if (n > 0)
		network_answers_read(&raw->answers, bytes, (size_t)n);
	if (raw->answers.modes == NETWORK_TRAFFIC || raw->answers.modes == NETWORK_ASLEEP)
		raw->link = raw->answers.modes;
}

static void gather_interface(const struct root_dir *dir, struct network_raw *raw,
                             bool deep)
{
	const struct root *root = dir->root;
	root_dir_place(dir, raw->place, sizeof(raw->place));
	raw->has_device = root_dir_has(dir, "device") ||
	                  (raw->place[0] && !strstr(raw->place, "devices/virtual/net/"));
	raw->wireless = root_dir_has(dir, "wireless") || root_dir_has(dir, "phy80211");
	raw->bridge = root_dir_has(dir, "bridge");
	raw->bonding = root_dir_has(dir, "bonding");
	raw->assign = read_number(dir, "addr_assign_type");
	raw->link_index = read_number(dir, "iflink");
	raw->tun_flags = read_number(dir, "tun_flags");
	root_dir_uevent(dir, "DEVTYPE", raw->devtype, sizeof(raw->devtype));
	root_dir_string(dir, "address", raw->mac, sizeof(raw->mac));
	root_dir_string(dir, "operstate", raw->state, sizeof(raw->state));
	read_udev(root, raw);
	read_device(root, raw);
	if (root->live) {
		spare_device(dir, raw, deep);
		network_ask(raw);
	} else {
		read_recorded(root, raw);
	}
	read_link(dir, raw);
}

static int64_t read_index(const struct root_dir *dir)
{
	char text[32];
	int64_t index = read_number(dir, "ifindex");
	if (index == NETWORK_UNKNOWN &&
	    root_dir_uevent(dir, "IFINDEX", text, sizeof(text)))
		index = strtoll(text, NULL, 10);
	return index;
}

void network_gather(struct network_list *list, const struct root *root,
                    struct arena *arena, bool deep)
{
	struct root_dir interfaces, dir;
	if (root_dir_open(root, NULL, INTERFACES, &interfaces)) {
		size_t n;
		char **names = root_dir_names(&interfaces, arena, &n);
		list->items = arena_alloc(arena, (n + 1) * sizeof(*list->items));
		for (size_t i = 0; i < n; i++) {
			struct network_raw *raw = &list->items[list->n];
			*raw = (struct network_raw){.name = names[i]};
			/* Files such as bonding_masters stand there, too. */
			if (root_dir_open(root, &interfaces, names[i], &dir)) {
				raw->arphrd = read_number(&dir, "type");
				raw->index = read_index(&dir);
				bool loopback = raw->arphrd == ARPHRD_LOOPBACK_TYPE ||
				                !strcmp(raw->name, "lo");
				if (!loopback)
					gather_interface(&dir, raw, deep);
				list->n += !loopback;
			}
			root_dir_close(&dir);
		}
		network_gather_radios(list, root);
	} else {
		list->failed = "the kernel shows no network interfaces";
	}
	root_dir_close(&interfaces);
}

void probe_network_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct network_list list = {0};
	network_gather(&list, ctx->root, &ctx->scan->arena, ctx->deep);
	if (list.failed) {
		outcome->status = PROBE_skipped;
		outcome->why = list.failed;
	}
	network_map(ctx->scan, &list);
}
