/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe usb.
 * Reads: sysfs bus/usb/devices: descriptors, speed, manufacturer, product, serial,
 *        removable of devices; uevent, interface of interfaces. Not through libusb,
 *        which has udev walk through all of it first and has no root of its own
 * Makes: usb
 * Needs: nothing. No device is opened or asked: the kernel keeps what it read when the
 *        device was plugged in
 * Spec:  USB 2.0, chapter 9; kernel Documentation/ABI/testing/sysfs-bus-usb */
#include "probes/usb.h"

#include "base/text.h"
#include "probes/table.h"
#include "probes/uevent.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEVICES "sys/bus/usb/devices"

/* Of the device descriptor. (USB 2.0, 9.6.1) */
enum {
	AT_MANUFACTURER = 14,
	AT_PRODUCT = 15,
	AT_SERIAL = 16,
	AT_CONFIGURATIONS = 17,
	DEVICE_DESCRIPTOR = 18,
};

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

/* As the names of a folder are sorted. */
static int name_order(const void *key, const void *item)
{
	const char *name = ((const struct usb_raw *)item)->name;
	int order = text_natural_order(key, name);
	return order ? order : strcmp(key, name);
}

struct usb_raw *usb_find(const struct usb_list *list, const char *name)
{
	return list->n ? bsearch(name, list->items, list->n, sizeof(*list->items),
	                         name_order)
	               : NULL;
}

static const char *read_text(struct usb_list *list, const struct root_dir *dir,
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

/* Which configuration is active is asked of a device with several alone. */
static void read_descriptors(struct usb_list *list, struct usb_raw *raw,
                             const struct root_dir *dir)
{
	char text[16];
	ssize_t n;
	int active = USB_UNKNOWN;
	char *bytes = root_dir_attribute(dir, "descriptors", USB_DESCRIPTORS_MAX,
	                                 &list->scan->arena, &n);
	if (!bytes || n <= 0) {
		read_identity(&raw->descriptors, dir);
		return;
	}
	raw->bytes = (const uint8_t *)bytes;
	raw->size = (size_t)n;
	bool several = n < DEVICE_DESCRIPTOR || raw->bytes[AT_CONFIGURATIONS] != 1;
	if (several && root_dir_string(dir, "bConfigurationValue", text, sizeof(text)))
		active = atoi(text);
	usb_read_descriptors(&raw->descriptors, raw->bytes, raw->size, active);
}

/* A string that a device says it does not have has no file. That the serial number of a
 * root hub is the address of its controller. */
static bool has_string(const struct usb_raw *raw, size_t at)
{
	if (at == AT_SERIAL && !strncmp(raw->name, "usb", 3))
		return false;
	return raw->size < DEVICE_DESCRIPTOR || raw->bytes[at];
}

static void read_device(struct usb_list *list, const struct root_dir *devices,
                        const char *name)
{
	struct root_dir dir;
	struct usb_raw *raw = usb_add(list, name);
	const struct {
		const char **text, *name;
		size_t at;
	} strings[] = {
	        {&raw->manufacturer, "manufacturer", AT_MANUFACTURER},
	        {&raw->product, "product", AT_PRODUCT},
	        {&raw->serial, "serial", AT_SERIAL},
	};
	if (root_dir_open(devices->root, devices, name, &dir)) {
		read_descriptors(list, raw, &dir);
		raw->speed = read_text(list, &dir, "speed");
		raw->removable = read_text(list, &dir, "removable");
		for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++)
			if (has_string(raw, strings[i].at))
				*strings[i].text = read_text(list, &dir, strings[i].name);
	}
	root_dir_close(&dir);
}

static struct usb_interface *interface_at(struct usb_descriptors *d, int number)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->interfaces[i].number == number)
			return &d->interfaces[i];
	if (d->n == USB_INTERFACES_MAX)
		return NULL;
	d->interfaces[d->n] =
	        (struct usb_interface){number, USB_UNKNOWN, true, NULL, NULL};
	return &d->interfaces[d->n++];
}

/* Class, subclass and protocol as the kernel writes them: "9/0/1". */
static int32_t uevent_class(const struct uevent *uevent)
{
	char text[32];
	unsigned class, sub, protocol;
	bool read = uevent_get(uevent, "INTERFACE", text, sizeof(text)) &&
	            sscanf(text, "%3u/%3u/%3u", &class, &sub, &protocol) == 3 &&
	            class < 256 && sub < 256 && protocol < 256;
	return read ? (int32_t)(class << 16 | sub << 8 | protocol) : USB_UNKNOWN;
}

static void add_strings(struct usb_list *list, struct usb_raw *raw,
                        const struct root_dir *dir)
{
	char text[256];
	if (!root_dir_string(dir, "interface", text, sizeof(text)))
		return;
	raw->strings = raw->strings
	                       ? arena_join(&list->scan->arena, raw->strings, " ", text)
	                       : arena_string(&list->scan->arena, text);
}

/* What stands beside the uevent file, or in its place where a recording has none. */
static void read_missing(struct usb_list *list, struct usb_raw *raw,
                         struct usb_interface *interface, const struct root_dir *dir)
{
	static const char *const names[] = {"bInterfaceClass", "bInterfaceSubClass",
	                                    "bInterfaceProtocol"};
	char driver[64];
	if (!interface->driver && root_dir_link(dir, "driver", driver, sizeof(driver)))
		interface->driver = arena_string(&list->scan->arena, driver);
	if (!interface->modalias)
		interface->modalias = read_text(list, dir, "modalias");
	if (interface->class_code == USB_UNKNOWN)
		interface->class_code = read_class(dir, names);
	if (interface->named)
		add_strings(list, raw, dir);
}

static void read_interface(struct usb_list *list, struct usb_raw *raw,
                           const struct root_dir *devices, const char *name)
{
	struct root_dir dir;
	struct uevent uevent;
	char text[320];
	const char *dot = strrchr(name, '.');
	struct usb_interface *interface =
	        dot ? interface_at(&raw->descriptors, atoi(dot + 1)) : NULL;
	if (!interface)
		return;
	snprintf(text, sizeof(text), "%.300s/uevent", name);
	uevent_read(devices, text, &uevent);
	if (uevent_get(&uevent, "DRIVER", text, sizeof(text)))
		interface->driver = arena_string(&list->scan->arena, text);
	if (uevent_get(&uevent, "MODALIAS", text, sizeof(text)))
		interface->modalias = arena_string(&list->scan->arena, text);
	if (interface->class_code == USB_UNKNOWN)
		interface->class_code = uevent_class(&uevent);
	if (interface->driver && interface->modalias &&
	    interface->class_code != USB_UNKNOWN && !interface->named)
		return;
	if (root_dir_open(devices->root, devices, name, &dir))
		read_missing(list, raw, interface, &dir);
	root_dir_close(&dir);
}

/* The device of an interface: "1-4.2" of "1-4.2:1.0"; of "1-0:1.0" the root hub usb1. */
static struct usb_raw *device_of(const struct usb_list *list, const char *interface)
{
	char name[80];
	size_t n = strcspn(interface, ":");
	if (!interface[n] || n >= sizeof(name))
		return NULL;
	snprintf(name, sizeof(name), "%.*s", (int)n, interface);
	size_t bus = strspn(name, "0123456789");
	if (bus && !strcmp(name + bus, "-0"))
		snprintf(name, sizeof(name), "usb%.*s", (int)bus, interface);
	return usb_find(list, name);
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

void usb_gather(struct usb_list *list, const struct root_dir *devices)
{
	size_t n;
	char **names = root_dir_names(devices, &list->scan->arena, &n);
	if (!names) {
		list->failed = "the folder of the USB devices cannot be listed";
		return;
	}
	for (size_t i = 0; i < n; i++)
		list->room += is_device(names[i]);
	list->items = arena_alloc(&list->scan->arena, list->room * sizeof(*list->items));
	for (size_t i = 0; i < n; i++)
		if (is_device(names[i]))
			read_device(list, devices, names[i]);
	for (size_t i = 0; i < n; i++) {
		struct usb_raw *raw = device_of(list, names[i]);
		if (raw)
			read_interface(list, raw, devices, names[i]);
	}
}

void probe_usb_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct usb_list *list = arena_alloc(&ctx->scan->arena, sizeof(*list));
	struct root_dir devices;
	list->scan = ctx->scan;
	if (root_dir_open(ctx->root, NULL, DEVICES, &devices)) {
		usb_gather(list, &devices);
		outcome->status = list->failed ? PROBE_failed : PROBE_ok;
	} else {
		list->failed = ctx->root->live ? "the kernel shows no USB in /" DEVICES
		                               : "the recording has no " DEVICES;
		outcome->status = PROBE_skipped;
	}
	outcome->why = list->failed;
	root_dir_close(&devices);
	usb_map(ctx->scan, list);
	ctx->usb = list;
}
