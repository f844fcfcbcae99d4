/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads USB descriptors: a row of records that each begin with their length and type.
 * Spec: USB 2.0, 9.6.1 (device), 9.6.3 (configuration), 9.6.5 (interface) */
#include "probes/usb.h"
#include "probes/usb_bytes.h"

#include <string.h>

static int32_t class_at(const uint8_t *bytes)
{
	return bytes[0] << 16 | bytes[1] << 8 | bytes[2];
}

void usb_clear_descriptors(struct usb_descriptors *d)
{
	*d = (struct usb_descriptors){.vendor = USB_UNKNOWN,
	                              .product = USB_UNKNOWN,
	                              .usb_version = USB_UNKNOWN,
	                              .device_version = USB_UNKNOWN,
	                              .class_code = USB_UNKNOWN,
	                              .max_power = USB_UNKNOWN};
}

/* An interface may have several settings; the first counts. */
static void add_interface(struct usb_descriptors *d, const uint8_t *bytes)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->interfaces[i].number == bytes[2]) {
			d->interfaces[i].named |= bytes[8];
			return;
		}
	if (d->n == USB_INTERFACES_MAX) {
		d->fault = "it has more interfaces than fit";
		return;
	}
	d->interfaces[d->n++] = (struct usb_interface){
	        .number = bytes[2], .class_code = class_at(bytes + 5), .named = bytes[8]};
}

/* Whether the record belongs to the wanted configuration is told by the last one that
 * began before it. */
static void read_record(struct usb_descriptors *d, const uint8_t *bytes, int wanted,
                        bool *inside)
{
	if (bytes[1] == USB_TYPE_CONFIGURATION && bytes[0] >= USB_CONFIGURATION_SIZE) {
		*inside = wanted == USB_UNKNOWN ? d->max_power == USB_UNKNOWN
		                                : bytes[5] == wanted;
		/* Two configurations with one value: the first is it. */
		if (d->max_power != USB_UNKNOWN)
			*inside = false;
		if (*inside)
			d->max_power = bytes[8];
	} else if (bytes[1] == USB_TYPE_INTERFACE && bytes[0] >= USB_INTERFACE_SIZE &&
	           *inside) {
		add_interface(d, bytes);
	}
}

void usb_read_descriptors(struct usb_descriptors *d, const uint8_t *bytes, size_t n,
                          int configuration)
{
	usb_clear_descriptors(d);
	if (n < USB_DEVICE_SIZE) {
		d->fault = "its device descriptor is too short";
		return;
	}
	d->usb_version = usb_word_at(bytes + 2);
	d->class_code = class_at(bytes + 4);
	d->vendor = usb_word_at(bytes + 8);
	d->product = usb_word_at(bytes + 10);
	d->device_version = usb_word_at(bytes + 12);
	bool inside = false;
	for (size_t at = USB_DEVICE_SIZE; at < n; at += bytes[at]) {
		if (n - at < 2 || bytes[at] > n - at) {
			d->fault = "its descriptors end inside one";
			return;
		}
		if (bytes[at] < 2) {
			d->fault = "one of its descriptors has no length";
			return;
		}
		read_record(d, bytes + at, configuration, &inside);
	}
}
