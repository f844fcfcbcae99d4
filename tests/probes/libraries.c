/* SPDX-License-Identifier: GPL-3.0-or-later
 * What libpci, libusb and libudev tell of this machine, as a scan document of these facts
 * alone: test_live_root.sh holds a scan against it. */
#include "facts/scan_json.h"
#include "probes/block.h"
#include "probes/pci.h"
#include "probes/usb.h"

#include <libudev.h>
#include <libusb.h>
#include <pci/pci.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* ---- libpci --------------------------------------------------------------------------
 */

static void copy(char *to, size_t room, const char *from, enum pci_state *state)
{
	*state = from && *from ? PCI_READ : PCI_NONE;
	snprintf(to, room, "%.*s", from ? (int)strcspn(from, "\n") : 0, from ? from : "");
}

static void add_function(struct pci_list *list, struct pci_dev *d)
{
	const int numbers =
	        PCI_FILL_IDENT | PCI_FILL_CLASS | PCI_FILL_CLASS_EXT | PCI_FILL_SUBSYS;
	const int texts = PCI_FILL_PHYS_SLOT | PCI_FILL_MODULE_ALIAS |
	                  PCI_FILL_NUMA_NODE | PCI_FILL_DRIVER;
	struct pci_raw *raw = pci_add(list);
	int known = pci_fill_info(d, numbers | texts);
	snprintf(raw->address, sizeof(raw->address), "%04x:%02x:%02x.%x",
	         (unsigned)d->domain, d->bus, d->dev, d->func & 7u);
	raw->vendor = d->vendor_id;
	raw->device = d->device_id;
	if (known & PCI_FILL_CLASS_EXT) {
		raw->class_code = d->device_class << 8 | d->prog_if;
		raw->revision = d->rev_id;
	}
	if (known & PCI_FILL_SUBSYS) {
		raw->subsystem_vendor = d->subsys_vendor_id;
		raw->subsystem_device = d->subsys_id;
	}
	raw->numa_node = d->numa_node;
	raw->numa_state = d->numa_node < 0 ? PCI_NONE : PCI_READ;
	copy(raw->slot, sizeof(raw->slot), d->phy_slot, &raw->slot_state);
	copy(raw->modalias, sizeof(raw->modalias), d->module_alias, &raw->modalias_state);
	copy(raw->driver, sizeof(raw->driver),
	     pci_get_string_property(d, PCI_FILL_DRIVER), &raw->driver_state);
}

static void gather_pci(struct scan *scan)
{
	struct pci_list list = {.scan = scan};
	/* libpci ends the program where there is no bus. */
	if (access("/sys/bus/pci/devices", F_OK))
		return;
	struct pci_access *pci = pci_alloc();
	pci->method = PCI_ACCESS_SYS_BUS_PCI;
	pci_init(pci);
	pci_scan_bus(pci);
	for (struct pci_dev *d = pci->devices; d; d = d->next)
		add_function(&list, d);
	pci_map(scan, &list);
	pci_cleanup(pci);
}

/* ---- libusb --------------------------------------------------------------------------
 */

/* "usb1" for the root hub of bus 1, "1-4.2" for the device at port 2 of the hub at 4. */
static const char *name_of(struct arena *arena, libusb_device *device)
{
	uint8_t ports[7];
	int n = libusb_get_port_numbers(device, ports, sizeof(ports));
	unsigned bus = libusb_get_bus_number(device);
	const char *name = arena_format(arena, n > 0 ? "%u" : "usb%u", bus);
	for (int i = 0; i < n; i++)
		name = arena_format(arena, "%s%c%u", name, i ? '.' : '-', ports[i]);
	return name;
}

/* Of SuperSpeed Plus libusb does not tell how many lanes. */
static const char *speed_of(libusb_device *device)
{
	static const char *const speeds[] = {[LIBUSB_SPEED_LOW] = "1.5",
	                                     [LIBUSB_SPEED_FULL] = "12",
	                                     [LIBUSB_SPEED_HIGH] = "480",
	                                     [LIBUSB_SPEED_SUPER] = "5000"};
	size_t speed = (size_t)libusb_get_device_speed(device);
	return speed < sizeof(speeds) / sizeof(*speeds) ? speeds[speed] : NULL;
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
		const struct libusb_interface *from = &config->interface[i];
		if (from->num_altsetting < 1)
			continue;
		d->interfaces[d->n++] = (struct usb_interface){
		        .number = from->altsetting->bInterfaceNumber,
		        .class_code = from->altsetting->bInterfaceClass << 16 |
		                      from->altsetting->bInterfaceSubClass << 8 |
		                      from->altsetting->bInterfaceProtocol};
	}
	libusb_free_config_descriptor(config);
}

static void add_device(struct usb_list *list, libusb_device *device)
{
	struct arena *arena = &list->scan->arena;
	struct libusb_device_descriptor from;
	const char *name = name_of(arena, device);
	/* Where hubs are hidden libusb does not know at which ports a device is. */
	if (access(arena_format(arena, "/sys/bus/usb/devices/%s", name), F_OK) ||
	    libusb_get_device_descriptor(device, &from))
		return;
	struct usb_raw *raw = usb_add(list, name);
	struct usb_descriptors *d = &raw->descriptors;
	d->usb_version = from.bcdUSB;
	d->class_code = from.bDeviceClass << 16 | from.bDeviceSubClass << 8 |
	                from.bDeviceProtocol;
	d->vendor = from.idVendor;
	d->product = from.idProduct;
	d->device_version = from.bcdDevice;
	raw->speed = speed_of(device);
	read_configuration(d, device);
}

static void gather_usb(struct scan *scan)
{
	struct usb_list list = {.scan = scan};
	libusb_context *context;
	libusb_device **devices;
	if (libusb_init(&context))
		exit(4);
	ssize_t n = libusb_get_device_list(context, &devices);
	for (ssize_t i = 0; i < n; i++)
		add_device(&list, devices[i]);
	usb_map(scan, &list);
	libusb_free_device_list(devices, 1);
	libusb_exit(context);
}

/* ---- libudev -------------------------------------------------------------------------
 */

static void add_block(struct block_list *list, const struct root *root,
                      struct udev_device *device)
{
	struct arena *arena = &list->scan->arena;
	struct block_raw *raw = block_add(list);
	const char *type = udev_device_get_devtype(device);
	dev_t number = udev_device_get_devnum(device);
	struct udev_list_entry *entry;
	struct root_dir dir;
	raw->path = arena_string(arena, udev_device_get_syspath(device) + 1);
	raw->name = strrchr(raw->path, '/') + 1;
	raw->number = arena_format(arena, "%u:%u", major(number), minor(number));
	raw->is_part = type && !strcmp(type, "partition");
	raw->in_udev = udev_device_get_is_initialized(device) > 0;
	udev_list_entry_foreach(entry, udev_device_get_properties_list_entry(device))
	{
		const char *name = udev_list_entry_get_name(entry);
		size_t i = block_property_find(name, strlen(name));
		if (i < BLOCK_PROPERTIES)
			raw->property[i] =
			        arena_string(arena, udev_list_entry_get_value(entry));
	}
	if (root_dir_open(root, NULL, raw->path, &dir))
		block_read_sysfs(list, raw, root, &dir);
	root_dir_close(&dir);
}

static void gather_block(struct scan *scan, const struct root *root)
{
	struct block_list list = {.scan = scan,
	                          .no_udev = "udev has no record of it",
	                          .no_mounts = "they are not looked at"};
	struct udev *udev = udev_new();
	struct udev_enumerate *all = udev_enumerate_new(udev);
	struct udev_list_entry *entry;
	udev_enumerate_add_match_subsystem(all, "block");
	udev_enumerate_scan_devices(all);
	udev_list_entry_foreach(entry, udev_enumerate_get_list_entry(all))
	{
		struct udev_device *device = udev_device_new_from_syspath(
		        udev, udev_list_entry_get_name(entry));
		if (device && !block_is_made_up(udev_device_get_sysname(device)))
			add_block(&list, root, device);
		udev_device_unref(device);
	}
	block_map(scan, &list);
	udev_enumerate_unref(all);
	udev_unref(udev);
}

/* ---- the document --------------------------------------------------------------------
 */

/* What a library does not tell, and this program therefore does not know. */
static bool is_told(enum fact_id fact)
{
	static const enum fact_id others[] = {
	        FACT_pci_link_speed,     FACT_pci_link_width, FACT_pci_max_link_speed,
	        FACT_pci_max_link_width, FACT_gpu_vram,       FACT_usb_drivers,
	        FACT_usb_modaliases,     FACT_usb_unbound,    FACT_usb_manufacturer_text,
	        FACT_usb_product_text,   FACT_usb_serial,     FACT_usb_removable,
	};
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (fact == others[i])
			return false;
	return fact_row(fact)->kind != KIND_filesystem;
}

int main(void)
{
	struct root root;
	struct buf out = BUF_EMPTY;
	if (root_open(&root, NULL, NULL))
		return 4;
	struct scan *scan = scan_new();
	gather_pci(scan);
	gather_usb(scan);
	gather_block(scan, &root);
	scan_finish(scan);
	scan_json_write_part(scan, is_told, false, &out);
	fwrite(out.text, 1, out.n, stdout);
	buf_done(&out);
	scan_free(scan);
	root_close(&root);
	return 0;
}
