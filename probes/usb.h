/* SPDX-License-Identifier: GPL-3.0-or-later
 * USB devices: what gathering fills in, of the running machine or a recorded tree, and
 * how it becomes facts. Reading of descriptors and mapping are pure and take bytes from
 * strangers. */
#ifndef HWFIT_USB_H
#define HWFIT_USB_H

#include "facts/scan.h"
#include "probes/root.h"

enum {
	USB_UNKNOWN = -1,
	USB_DESCRIPTORS_MAX = 65536, /* more than all configurations of a real device */
	USB_INTERFACES_MAX = 64,
};

struct usb_interface {
	int number;
	int32_t class_code; /* class, subclass, protocol of its first setting; or unknown
	                     */
	bool named;         /* a setting has a string, or may have */
	const char *driver, *modalias; /* NULL: none, not told */
};

/* What a device's descriptors say. Numbers are USB_UNKNOWN when they do not. */
struct usb_descriptors {
	int32_t vendor, product, usb_version, device_version; /* the last two in BCD */
	int32_t class_code;                                   /* 24 bits */
	int max_power; /* in units of 2 mA, of 8 mA at SuperSpeed */
	struct usb_interface interfaces[USB_INTERFACES_MAX]; /* of one configuration */
	size_t n;
	const char *fault; /* what is wrong with them; NULL: nothing */
};

struct usb_raw {
	const char *name; /* "1-1.2", "usb1" */
	struct usb_descriptors descriptors;
	/* As sysfs has them, without the newline; NULL: not there. */
	const char *speed, *manufacturer, *product, *serial, *removable;
	const char *strings;  /* of its interfaces, blanks between; NULL: none */
	const uint8_t *bytes; /* the descriptors themselves; NULL: not told */
	size_t size;
};

struct usb_list {
	struct scan *scan;
	struct usb_raw *items; /* in the arena of the scan */
	size_t n, room;
	const char *failed; /* why the list may lack devices; NULL: it is whole */
};

/* A new item of the list with all of it unknown; valid until the next one. */
struct usb_raw *usb_add(struct usb_list *list, const char *name);
/* The device of this name; NULL: none. Names are in their natural order, as they were
 * added. */
struct usb_raw *usb_find(const struct usb_list *list, const char *name);

/* All devices and interfaces of sys/bus/usb/devices, which is open. */
void usb_gather(struct usb_list *list, const struct root_dir *devices);

/* Reads the descriptors of a device: bytes as sysfs has them, the device descriptor and
 * then all configurations. configuration is the value of the one that is active,
 * USB_UNKNOWN for the first, as of a device that nothing switched on. (USB 2.0, 9.6) */
void usb_read_descriptors(struct usb_descriptors *d, const uint8_t *bytes, size_t n,
                          int configuration);
/* All unknown. */
void usb_clear_descriptors(struct usb_descriptors *d);

/* The word for a class ("mass_storage"); NULL when the list has none. */
const char *usb_class_word(unsigned class_number);

void usb_map(struct scan *scan, const struct usb_list *list);

#endif
