/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe usb.
 * Reads: libusb; of a recorded tree, and of devices that libusb does not show, sysfs
 *        bus/usb/devices: descriptors, speed, manufacturer, product, serial, drivers
 * Makes: usb
 * Needs: nothing. No device is opened or asked: the kernel keeps what it read when the
 *        device was plugged in
 * Spec:  USB 2.0, chapter 9; kernel Documentation/ABI/testing/sysfs-bus-usb */
#include "probes/usb.h"

#include "probes/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEVICES "sys/bus/usb/devices"

struct usb_raw *usb_add(struct usb_list *list, const char *name)
{
	if (list->n == list->room) {
		size_t room = list->room ? list->room * 2 : 16;
		struct usb_raw *more =
		        arena_alloc(&list->scan->arena, room * sizeof(*more));
		if (list->n)
			memcpy(more, list->items, list->n * sizeof(*more));
		list->items = more;
		list->room = room;
	}
	struct usb_raw *raw = &list->items[list->n++];
	raw->name = name;
	usb_clear_descriptors(&raw->descriptors);
	return raw;
}

struct usb_raw *usb_find(const struct usb_list *list, const char *name)
{
	for (size_t i = 0; i < list->n; i++)
		if (!strcmp(list->items[i].name, name))
			return &list->items[i];
	return NULL;
}

static bool open_device(const struct usb_list *list, const char *name,
                        struct root_dir *dir)
{
	char path[320];
	snprintf(path, sizeof(path), DEVICES "/%s", name);
	return root_dir_open(list->root, NULL, path, dir);
}

static const char *read_text(const struct usb_list *list, const struct root_dir *dir,
                             const char *name)
{
	char text[512];
	return root_dir_string(dir, name, text, sizeof(text))
	               ? arena_string(&list->scan->arena, text)
	               : NULL;
}

static int32_t read_hex(const struct root_dir *dir, const char *name, int64_t most)
{
	int64_t number;
	bool read = root_dir_number(dir, name, 16, &number);
	return read && number >= 0 && number <= most ? (int32_t)number : USB_UNKNOWN;
}

/* Class, subclass and protocol, each a file of two hexadecimal digits. */
static int32_t read_class(const struct root_dir *dir, const char *const names[3])
{
	int32_t code = 0;
	for (int i = 0; i < 3; i++) {
		int32_t part = read_hex(dir, names[i], 0xff);
		if (part == USB_UNKNOWN)
			return USB_UNKNOWN;
		code = code << 8 | part;
	}
	return code;
}

/* "9/0/1" of the uevent file, for recordings of that alone. */
static int32_t read_uevent_class(const struct root_dir *dir, const char *name)
{
	char text[32];
	unsigned class, sub, protocol;
	bool read = root_dir_uevent(dir, name, text, sizeof(text)) &&
	            sscanf(text, "%3u/%3u/%3u", &class, &sub, &protocol) == 3 &&
	            class < 256 && sub < 256 && protocol < 256;
	return read ? (int32_t)(class << 16 | sub << 8 | protocol) : USB_UNKNOWN;
}

/* One attribute for each number, where the descriptors were not recorded. */
static void read_identity(struct usb_descriptors *d, const struct root_dir *dir)
{
	static const char *const names[] = {"bDeviceClass", "bDeviceSubClass",
	                                    "bDeviceProtocol"};
	char text[32];
	unsigned major, minor;
	d->vendor = read_hex(dir, "idVendor", 0xffff);
	d->product = read_hex(dir, "idProduct", 0xffff);
	d->device_version = read_hex(dir, "bcdDevice", 0xffff);
	d->class_code = read_class(dir, names);
	if (root_dir_string(dir, "version", text, sizeof(text)) &&
	    sscanf(text, "%2x.%2x", &major, &minor) == 2)
		d->usb_version = (int32_t)(major << 8 | minor);
}

void usb_gather_sysfs(struct usb_list *list, const char *name)
{
	struct root_dir dir;
	struct usb_raw *raw = usb_add(list, name);
	if (!open_device(list, name, &dir)) {
		root_dir_close(&dir);
		return;
	}
	char path[512], configuration[16];
	ssize_t n;
	bool active = root_dir_string(&dir, "bConfigurationValue", configuration,
	                              sizeof(configuration));
	snprintf(path, sizeof(path), "%.400s/descriptors", dir.path);
	char *bytes = root_read_all(list->root, path, USB_DESCRIPTORS_MAX,
	                            &list->scan->arena, &n);
	if (bytes && n > 0)
		usb_read_descriptors(&raw->descriptors, (const uint8_t *)bytes, (size_t)n,
		                     active ? atoi(configuration) : USB_UNKNOWN);
	else
		read_identity(&raw->descriptors, &dir);
	root_dir_close(&dir);
}

static struct usb_interface *interface_at(struct usb_descriptors *d, int number)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->interfaces[i].number == number)
			return &d->interfaces[i];
	if (d->n == USB_INTERFACES_MAX)
		return NULL;
	d->interfaces[d->n] = (struct usb_interface){number, USB_UNKNOWN, NULL, NULL};
	return &d->interfaces[d->n++];
}

static void read_interface(struct usb_list *list, struct usb_raw *raw, const char *name)
{
	static const char *const names[] = {"bInterfaceClass", "bInterfaceSubClass",
	                                    "bInterfaceProtocol"};
	struct root_dir dir;
	const char *dot = strrchr(name, '.');
	struct usb_interface *interface =
	        dot ? interface_at(&raw->descriptors, atoi(dot + 1)) : NULL;
	if (interface && open_device(list, name, &dir)) {
		char driver[64];
		if (root_dir_link(&dir, "driver", driver, sizeof(driver)))
			interface->driver = arena_string(&list->scan->arena, driver);
		interface->modalias = read_text(list, &dir, "modalias");
		if (!interface->modalias &&
		    root_dir_uevent(&dir, "MODALIAS", driver, sizeof(driver)))
			interface->modalias = arena_string(&list->scan->arena, driver);
		if (interface->class_code == USB_UNKNOWN)
			interface->class_code = read_class(&dir, names);
		if (interface->class_code == USB_UNKNOWN)
			interface->class_code = read_uevent_class(&dir, "INTERFACE");
		root_dir_close(&dir);
	}
}

/* What sysfs has beside the descriptors. */
static void read_rest(struct usb_list *list, struct usb_raw *raw)
{
	struct root_dir dir;
	char prefix[80];
	unsigned bus;
	if (open_device(list, raw->name, &dir)) {
		raw->speed = read_text(list, &dir, "speed");
		raw->manufacturer = read_text(list, &dir, "manufacturer");
		raw->product = read_text(list, &dir, "product");
		raw->serial = read_text(list, &dir, "serial");
		raw->removable = read_text(list, &dir, "removable");
	}
	root_dir_close(&dir);
	/* The interface of the root hub usb1 is 1-0:1.0. */
	if (sscanf(raw->name, "usb%u", &bus) == 1)
		snprintf(prefix, sizeof(prefix), "%u-0:", bus);
	else
		snprintf(prefix, sizeof(prefix), "%.64s:", raw->name);
	for (size_t i = 0; i < list->name_count; i++)
		if (!strncmp(list->names[i], prefix, strlen(prefix)))
			read_interface(list, raw, list->names[i]);
}

/* "usb1" and "1-4.2"; not "1-4.2:1.0", an interface, nor what drivers add. */
static bool is_device(const char *name)
{
	bool hub = !strncmp(name, "usb", 3);
	const char *digits = hub ? name + 3 : name;
	size_t n = strlen(digits);
	return n && n < 48 && strspn(digits, hub ? "0123456789" : "0123456789-.") == n &&
	       (hub || strchr(digits, '-'));
}

/* Devices of sysfs that are not in the list yet; how many that were. */
static size_t add_missing(struct usb_list *list)
{
	size_t before = list->n;
	for (size_t i = 0; i < list->name_count; i++)
		if (is_device(list->names[i]) && !usb_find(list, list->names[i]))
			usb_gather_sysfs(list, list->names[i]);
	return list->n - before;
}

void probe_usb_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct usb_list list = {.scan = ctx->scan, .root = ctx->root};
	struct root_dir devices;
	if (root_dir_open(ctx->root, NULL, DEVICES, &devices)) {
		list.names =
		        root_dir_names(&devices, &ctx->scan->arena, &list.name_count);
		bool live = ctx->root->live && usb_gather_live(&list);
		size_t missing = add_missing(&list);
		if (ctx->root->live && (!live || missing))
			scan_note(
			        ctx->scan, NULL,
			        "libusb does not show %zu of %zu USB devices; they were "
			        "read from sysfs",
			        missing, list.n);
		for (size_t i = 0; i < list.n; i++)
			read_rest(&list, &list.items[i]);
	} else {
		list.failed = ctx->root->live ? "the kernel shows no USB in /" DEVICES
		                              : "the recording has no " DEVICES;
		outcome->status = PROBE_skipped;
		outcome->why = list.failed;
	}
	root_dir_close(&devices);
	usb_map(ctx->scan, &list);
}
