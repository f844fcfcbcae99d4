/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names go into a scan, each with its list; what has no name says so. */
#include "small_db.h"

static struct component *add_pci(struct scan *scan, const char *key, const char *vendor,
                                 const char *device, const char *subvendor,
                                 const char *subdevice, const char *class)
{
	struct component *c = scan_add(scan, KIND_pci, key);
	fact_set_string(scan, c, FACT_pci_vendor_id, vendor);
	fact_set_string(scan, c, FACT_pci_device_id, device);
	fact_set_string(scan, c, FACT_pci_subsystem_vendor_id, subvendor);
	fact_set_string(scan, c, FACT_pci_subsystem_device_id, subdevice);
	fact_set_string(scan, c, FACT_pci_class_code, class);
	return c;
}

static void is_named(const struct component *c, enum fact_id id, const char *name,
                     const char *source)
{
	const struct fact *fact = fact_get(c, id);
	cr_assert(fact && fact->state == STATE_known, "%s", fact_full_name(id));
	cr_assert_str_eq(fact->raw ? fact->raw : fact->value.text, name);
	cr_assert_str_eq(fact->source, source);
}

static void is_unreadable(const struct component *c, enum fact_id id, const char *why)
{
	const struct fact *fact = fact_get(c, id);
	cr_assert(fact && fact->state == STATE_unreadable, "%s", fact_full_name(id));
	cr_assert_str_eq(fact->why, why);
}

#define PCI_LIST "pci.ids 2023.04.10"
#define USB_LIST "usb.ids 2025.07.26"

Test(compat_fill_names, pci_functions_get_the_names_of_the_list)
{
	struct compat *compat = small_open();
	struct scan *scan = scan_new();
	struct component *whole =
	        add_pci(scan, "1", "8086", "1572", "8086", "0001", "030001");
	struct component *maker =
	        add_pci(scan, "2", "8086", "9a14", "17aa", "0abc", "0302ff");
	struct component *own =
	        add_pci(scan, "3", "10de", "1c82", "10de", "1c82", "03fe00");
	struct component *none =
	        add_pci(scan, "4", "8086", "fffe", "fffe", "0001", "fe0000");
	struct component *plain =
	        add_pci(scan, "5", "fffe", "0001", NULL, NULL, "030000");
	compat_fill_names(compat, scan);
	compat_close(compat);
	is_named(whole, FACT_pci_vendor, "Intel Corporation", PCI_LIST);
	cr_assert_str_eq(fact_value(whole, FACT_pci_vendor)->text, "Intel");
	is_named(whole, FACT_pci_model, "Ethernet Controller X710 for 10GbE SFP+",
	         PCI_LIST);
	is_named(whole, FACT_pci_subsystem,
	         "Intel Corporation Ethernet Converged Network Adapter X710-4", PCI_LIST);
	is_named(whole, FACT_pci_class_name, "VGA compatible controller", PCI_LIST);
	is_named(maker, FACT_pci_subsystem, "Lenovo device 0abc", PCI_LIST);
	is_named(maker, FACT_pci_class_name, "3D controller", PCI_LIST);
	is_named(own, FACT_pci_subsystem,
	         "NVIDIA Corporation GP107 [GeForce GTX 1050 Ti]", PCI_LIST);
	is_named(own, FACT_pci_class_name, "Display controller", PCI_LIST);
	is_unreadable(none, FACT_pci_model, PCI_LIST " has no name for 8086:fffe");
	is_unreadable(none, FACT_pci_subsystem, PCI_LIST " has no name for fffe:0001");
	is_unreadable(none, FACT_pci_class_name,
	              PCI_LIST " has no name for the class fe0000");
	cr_assert(fact_get(none, FACT_pci_model)->remedy);
	is_unreadable(plain, FACT_pci_vendor, PCI_LIST " has no name for fffe");
	cr_assert_eq(fact_get(plain, FACT_pci_subsystem)->state, STATE_absent);
	scan_free(scan);
}

Test(compat_fill_names, what_a_usb_device_tells_of_itself_stands)
{
	struct compat *compat = small_open();
	struct scan *scan = scan_new();
	struct component *hub = scan_add(scan, KIND_usb, "usb1");
	struct component *keyboard = scan_add(scan, KIND_usb, "1-1");
	fact_set_string(scan, hub, FACT_usb_vendor_id, "1d6b");
	fact_set_string(scan, hub, FACT_usb_product_id, "0002");
	fact_set_string(scan, keyboard, FACT_usb_vendor_id, "046d");
	fact_set_string(scan, keyboard, FACT_usb_product_id, "c31c");
	fact_set_string(scan, keyboard, FACT_usb_model, "USB Keyboard");
	struct component *phone = scan_add(scan, KIND_usb, "1-2");
	fact_set_string(scan, phone, FACT_usb_vendor_id, "046d");
	fact_set_string(scan, phone, FACT_usb_product_id, "fffe");
	fact_set_string(scan, phone, FACT_usb_product_text, "Nokia E61");
	compat_fill_names(compat, scan);
	compat_close(compat);
	is_named(phone, FACT_usb_vendor, "Logitech, Inc.", USB_LIST);
	is_named(phone, FACT_usb_model, "Nokia E61", "USB string descriptor");
	is_named(hub, FACT_usb_vendor, "Linux Foundation", USB_LIST);
	is_named(hub, FACT_usb_model, "2.0 root hub", USB_LIST);
	is_named(keyboard, FACT_usb_vendor, "Logitech, Inc.", USB_LIST);
	cr_assert_str_eq(fact_value(keyboard, FACT_usb_model)->text, "USB Keyboard");
	cr_assert_null(fact_get(keyboard, FACT_usb_model)->source);
	scan_free(scan);
}

Test(compat_fill_names, without_numbers_there_are_no_names)
{
	struct compat *compat = small_open();
	struct scan *scan = scan_new();
	struct component *c = scan_add(scan, KIND_pci, "1");
	fact_set_unreadable(scan, c, FACT_pci_vendor_id, "no access", "run as root");
	fact_set_string(scan, c, FACT_pci_class_code, "0300");
	compat_fill_names(compat, scan);
	is_unreadable(c, FACT_pci_vendor, "no access");
	cr_assert_str_eq(fact_get(c, FACT_pci_vendor)->remedy, "run as root");
	is_unreadable(c, FACT_pci_class_name, "its number is no number of such a device");
	struct component *unknown = scan_add(scan, KIND_usb, "1");
	compat_fill_names(compat, scan);
	cr_assert_null(fact_get(unknown, FACT_usb_vendor));
	compat_close(compat);
	scan_free(scan);
}

Test(compat_fill_names, without_a_database_the_names_say_what_to_do)
{
	struct scan *scan = scan_new();
	struct component *c = add_pci(scan, "1", "8086", "1572", NULL, NULL, "030000");
	compat_fill_names(NULL, scan);
	is_unreadable(c, FACT_pci_vendor,
	              "there is no compatibility database with names");
	is_unreadable(c, FACT_pci_subsystem,
	              "there is no compatibility database with names");
	cr_assert(strstr(fact_get(c, FACT_pci_model)->remedy, "hwfit compat build"));
	scan_free(scan);
}

/* Overwrites the file behind its first page, so that it opens and cannot be read. */
static void damage(const char *path)
{
	struct buf bytes = BUF_EMPTY;
	cr_assert_eq(file_read(path, 1 << 24, &bytes, NULL), 0);
	memset(bytes.text + 4096, 0xa5, bytes.n - 4096);
	cr_assert_eq(file_write(path, bytes.text, bytes.n, NULL), 0);
	buf_done(&bytes);
}

Test(compat_fill_names, a_damaged_database_is_said_and_nothing_is_made_up)
{
	char *path = small_build("tests/compat/small");
	struct error err = {0};
	struct arena arena = {0};
	damage(path);
	struct compat *compat = compat_open(path, &err);
	cr_assert(compat, "%s", err.text);
	struct scan *scan = scan_new();
	struct component *c =
	        add_pci(scan, "1", "8086", "1572", "8086", "0001", "030000");
	compat_fill_names(compat, scan);
	cr_assert_eq(fact_get(c, FACT_pci_vendor)->state, STATE_unreadable);
	cr_assert(strstr(fact_get(c, FACT_pci_vendor)->why, "damaged"));
	cr_assert(strstr(fact_get(c, FACT_pci_vendor)->remedy, "build it again"));
	cr_assert_null(compat_platform(compat, "debian-13", &err));
	cr_assert_eq(err.code, EXIT_run);
	scan_free(scan);
	compat_close(compat);
	arena_done(&arena);
	unlink(path);
	free(path);
}

Test(compat_fill_names, names_are_there_for_asking)
{
	struct compat *compat = small_open();
	struct error err = {0};
	const unsigned ids[4] = {0x8086, 0x1572, 0x8086, 0};
	cr_assert_str_eq(compat_pci_subsystem(compat, ids, &err),
	                 "Ethernet Converged Network Adapter X710");
	cr_assert_str_eq(compat_pci_class(compat, 2, 3, &err), "Display controller");
	cr_assert_str_eq(compat_pci_class(compat, 4, 0x0300, &err),
	                 "VGA compatible controller");
	cr_assert_str_eq(compat_pci_class(compat, 6, 0x030001, &err), "8514 controller");
	cr_assert_str_eq(compat_usb_class(compat, 6, 0x030001, &err), "Keyboard");
	cr_assert_str_eq(compat_usb_class(compat, 4, 0x0301, &err),
	                 "Boot Interface Subclass");
	cr_assert_str_eq(compat_usb_product(compat, 0x46d, 0xc31c, &err),
	                 "Keyboard K120");
	cr_assert_str_eq(compat_pnp_vendor(compat, "DEL", &err), "Dell Inc.");
	cr_assert_str_eq(compat_pnp_vendor(compat, "len", &err), "Lenovo Group Limited");
	cr_assert_null(compat_pnp_vendor(compat, "ZZZ", &err));
	cr_assert_null(compat_pnp_vendor(compat, "DELL", &err));
	cr_assert_null(compat_pnp_vendor(compat, "", &err));
	cr_assert_null(compat_pci_vendor(compat, 0xffff, &err));
	cr_assert_eq(err.code, EXIT_ok);
	compat_close(compat);
}
