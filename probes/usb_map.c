/* SPDX-License-Identifier: GPL-3.0-or-later
 * USB devices as facts. Pure. */
#include "base/text.h"
#include "probes/usb.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char silent[] = "the kernel does not tell";

/* The speed in tenths of Mbit/s from which power is counted in units of 8 mA. */
enum { CLASS_INTERFACES = 0x00, CLASS_MISCELLANEOUS = 0xef, SUPERSPEED = 50000 };

static const struct {
	unsigned number;
	const char *word;
} classes[] = {
#define USB_CLASS(number, word) {number, word},
#include "probes/usb_classes.def"
#undef USB_CLASS
};

const char *usb_class_word(unsigned class_number)
{
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		if (classes[i].number == class_number)
			return classes[i].word;
	return NULL;
}

static void set_hex(struct scan *scan, struct component *c, enum fact_id fact,
                    int32_t number, int digits)
{
	char text[16];
	if (number == USB_UNKNOWN) {
		fact_set_unreadable(scan, c, fact, silent, NULL);
		return;
	}
	text_hex(text, (uint32_t)number, (unsigned)digits);
	fact_set_string(scan, c, fact, text);
}

/* Binary-coded decimals, 0x0210 of the USB version being 2.1. */
static void set_versions(struct scan *scan, struct component *c,
                         const struct usb_descriptors *d)
{
	char text[32];
	unsigned usb = (unsigned)d->usb_version, device = (unsigned)d->device_version;
	if (d->usb_version == USB_UNKNOWN) {
		fact_set_unreadable(scan, c, FACT_usb_usb_version, silent, NULL);
	} else {
		snprintf(text, sizeof(text), usb & 0xf ? "%x.%x.%x" : "%x.%x", usb >> 8,
		         usb >> 4 & 0xf, usb & 0xf);
		fact_set_string(scan, c, FACT_usb_usb_version, text);
	}
	if (d->device_version == USB_UNKNOWN) {
		fact_set_unreadable(scan, c, FACT_usb_device_version, silent, NULL);
	} else {
		snprintf(text, sizeof(text), "%x.%02x", device >> 8, device & 0xff);
		fact_set_string(scan, c, FACT_usb_device_version, text);
	}
}

/* Mbit/s with at most one decimal ("1.5") in tenths; 0 when it is none. */
static int64_t speed_tenths(const char *text)
{
	char *end;
	if (!text || !isdigit((unsigned char)*text))
		return 0;
	unsigned long whole = strtoul(text, &end, 10);
	int64_t tenth = *end == '.' && isdigit((unsigned char)end[1]) ? end[1] - '0' : 0;
	return whole > 1000000 ? 0 : (int64_t)whole * 10 + tenth;
}

static void set_speed_and_power(struct scan *scan, struct component *c,
                                const struct usb_raw *raw)
{
	int64_t speed = speed_tenths(raw->speed);
	int power = raw->descriptors.max_power;
	if (speed)
		fact_set_integer(scan, c, FACT_usb_speed, speed * 100000);
	else
		fact_set_unreadable(scan, c, FACT_usb_speed, silent, NULL);
	if (power != USB_UNKNOWN && speed)
		fact_set_integer(scan, c, FACT_usb_max_power,
		                 (int64_t)power * (speed >= SUPERSPEED ? 8 : 2));
	else
		fact_set_unreadable(scan, c, FACT_usb_max_power, silent, NULL);
}

static void set_interfaces(struct scan *scan, struct component *c,
                           const struct usb_descriptors *d)
{
	char text[16];
	fact_set_list(scan, c, FACT_usb_interfaces);
	fact_set_list(scan, c, FACT_usb_drivers);
	fact_set_list(scan, c, FACT_usb_modaliases);
	fact_set_list(scan, c, FACT_usb_unbound);
	for (size_t i = 0; i < d->n; i++) {
		const struct usb_interface *interface = &d->interfaces[i];
		if (interface->class_code != USB_UNKNOWN) {
			snprintf(text, sizeof(text), "%06x",
			         (unsigned)interface->class_code);
			fact_add_word(scan, c, FACT_usb_interfaces, text);
		}
		if (interface->driver &&
		    !fact_lists(c, FACT_usb_drivers, interface->driver))
			fact_add_word(scan, c, FACT_usb_drivers, interface->driver);
		if (interface->modalias)
			fact_add_word(scan, c, FACT_usb_modaliases, interface->modalias);
		if (interface->modalias && !interface->driver)
			fact_add_word(scan, c, FACT_usb_unbound, interface->modalias);
	}
}

/* A device that leaves its class to its interfaces has that of the first. */
static void set_class(struct scan *scan, struct component *c,
                      const struct usb_descriptors *d)
{
	int32_t code = d->class_code;
	bool by_interface = code == USB_UNKNOWN || code >> 16 == CLASS_INTERFACES ||
	                    code >> 16 == CLASS_MISCELLANEOUS;
	if (by_interface && d->n)
		code = d->interfaces[0].class_code;
	const char *word =
	        code == USB_UNKNOWN ? NULL : usb_class_word((unsigned)code >> 16);
	if (word)
		fact_set_string(scan, c, FACT_usb_class, word);
	else if (code == USB_UNKNOWN || code >> 16 == CLASS_INTERFACES)
		fact_set_unreadable(scan, c, FACT_usb_class, silent, NULL);
	else
		fact_set_string(
		        scan, c, FACT_usb_class,
		        arena_format(&scan->arena, "class_%02x", (unsigned)code >> 16));
}

static void map_device(struct scan *scan, const struct usb_raw *raw)
{
	const struct usb_descriptors *d = &raw->descriptors;
	struct component *c = scan_add(scan, KIND_usb, raw->name);
	set_hex(scan, c, FACT_usb_vendor_id, d->vendor, 4);
	set_hex(scan, c, FACT_usb_product_id, d->product, 4);
	set_hex(scan, c, FACT_usb_class_code, d->class_code, 6);
	set_versions(scan, c, d);
	set_speed_and_power(scan, c, raw);
	set_interfaces(scan, c, d);
	set_class(scan, c, d);
	fact_set_string(scan, c, FACT_usb_manufacturer_text, raw->manufacturer);
	fact_set_string(scan, c, FACT_usb_product_text, raw->product);
	/* That of a root hub is the address of its controller. */
	fact_set_string(scan, c, FACT_usb_serial,
	                strncmp(raw->name, "usb", 3) != 0 ? raw->serial : NULL);
	if (raw->removable)
		fact_set_string(scan, c, FACT_usb_removable, raw->removable);
	else
		fact_set_unreadable(scan, c, FACT_usb_removable, silent, NULL);
	if (d->fault)
		scan_note(scan, c, "%s", d->fault);
}

void usb_map(struct scan *scan, const struct usb_list *list)
{
	scan_mention(scan, KIND_usb);
	if (list->failed)
		scan_partial(scan, KIND_usb, list->failed);
	for (size_t i = 0; i < list->n; i++)
		map_device(scan, &list->items[i]);
}
