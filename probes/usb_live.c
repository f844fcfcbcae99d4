/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers USB devices through libusb, which keeps what the kernel read from each when it
 * was plugged in: nothing is opened, nothing goes over the bus. */
#include "probes/usb.h"

#include <libusb.h>
#include <stdio.h>
#include <string.h>

/* "usb1" for the root hub of bus 1, "1-4.2" for the device at port 2 of the hub at 4. */
static void name_device(libusb_device *device, char *name, size_t room)
{
	uint8_t ports[7];
	int n = libusb_get_port_numbers(device, ports, sizeof(ports));
	unsigned bus = libusb_get_bus_number(device);
	int length = snprintf(name, room, n > 0 ? "%u" : "usb%u", bus);
	for (int i = 0; i < n; i++)
		length += snprintf(name + length, room - (size_t)length, "%c%u",
		                   i ? '.' : '-', ports[i]);
}

static const char *speed_of(libusb_device *device)
{
	switch (libusb_get_device_speed(device)) {
	case LIBUSB_SPEED_LOW:
		return "1.5";
	case LIBUSB_SPEED_FULL:
		return "12";
	case LIBUSB_SPEED_HIGH:
		return "480";
	case LIBUSB_SPEED_SUPER:
		return "5000";
	default:
		/* Of SuperSpeed Plus libusb does not tell how many lanes. */
		return NULL;
	}
}

static void read_configuration(struct usb_descriptors *d, libusb_device *device)
{
	struct libusb_config_descriptor *config;
	/* A device that nothing switched on has none that is active. */
	if (libusb_get_active_config_descriptor(device, &config) &&
	    libusb_get_config_descriptor(device, 0, &config))
		return;
	d->max_power = config->MaxPower;
	for (int i = 0; i < config->bNumInterfaces && d->n < USB_INTERFACES_MAX; i++) {
		if (config->interface[i].num_altsetting < 1)
			continue;
		const struct libusb_interface_descriptor *setting =
		        &config->interface[i].altsetting[0];
		d->interfaces[d->n++] = (struct usb_interface){
		        .number = setting->bInterfaceNumber,
		        .class_code = setting->bInterfaceClass << 16 |
		                      setting->bInterfaceSubClass << 8 |
		                      setting->bInterfaceProtocol};
	}
	libusb_free_config_descriptor(config);
}

/* Where the hubs above a device are hidden, libusb cannot tell its ports. */
static bool is_in_sysfs(const struct usb_list *list, const char *name)
{
	for (size_t i = 0; i < list->name_count; i++)
		if (!strcmp(list->names[i], name))
			return true;
	return false;
}

static void read_device(struct usb_list *list, libusb_device *device)
{
	char name[64];
	struct libusb_device_descriptor from;
	name_device(device, name, sizeof(name));
	if (!is_in_sysfs(list, name) || usb_find(list, name) ||
	    libusb_get_device_descriptor(device, &from))
		return;
	struct usb_raw *raw = usb_add(list, arena_string(&list->scan->arena, name));
	struct usb_descriptors *d = &raw->descriptors;
	d->usb_version = from.bcdUSB;
	d->class_code = from.bDeviceClass << 16 | from.bDeviceSubClass << 8 |
	                from.bDeviceProtocol;
	d->vendor = from.idVendor;
	d->product = from.idProduct;
	d->device_version = from.bcdDevice;
	raw->libusb_speed = speed_of(device);
	read_configuration(d, device);
}

bool usb_gather_live(struct usb_list *list)
{
	libusb_context *context;
	libusb_device **devices;
	if (libusb_init(&context))
		return false;
	libusb_set_option(context, LIBUSB_OPTION_LOG_LEVEL, LIBUSB_LOG_LEVEL_NONE);
	ssize_t n = libusb_get_device_list(context, &devices);
	for (ssize_t i = 0; i < n; i++)
		read_device(list, devices[i]);
	if (n >= 0)
		libusb_free_device_list(devices, 1);
	libusb_exit(context);
	return n >= 0;
}
