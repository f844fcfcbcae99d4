/* SPDX-License-Identifier: GPL-3.0-or-later
 * USB devices: descriptors, whole and broken, and recorded trees as facts. */
#include "probes/usb.h"

#include "base/text.h"
#include "probe_made.h"
#include "probes/table.h"

/* A camera with a microphone: two configurations, an association, a second setting and
 * records of classes between them. */
static const uint8_t camera[] = {
        18,
        1,
        0x10,
        0x02,
        0xef,
        2,
        1,
        64,
        0x6d,
        0x04,
        0x5c,
        0x08,
        0x14,
        0x00,
        1,
        2,
        3,
        2,
        /* configuration 1 */
        9,
        2,
        61,
        0,
        3,
        1,
        0,
        0x80,
        250,
        8,
        0x0b,
        0,
        2,
        0x0e,
        3,
        0,
        0,
        9,
        4,
        0,
        0,
        1,
        0x0e,
        1,
        0,
        0,
        7,
        5,
        0x87,
        3,
        0x40,
        0,
        8,
        9,
        4,
        1,
        0,
        0,
        0x0e,
        2,
        0,
        0,
        9,
        4,
        1,
        1,
        1,
        0x0e,
        2,
        1,
        0,
        9,
        4,
        2,
        0,
        0,
        1,
        1,
        0,
        0,
        /* configuration 2 */
        9,
        2,
        18,
        0,
        1,
        2,
        0,
        0x80,
        50,
        9,
        4,
        0,
        0,
        0,
        0xff,
        0xff,
        0xff,
        0,
};

static void read_bytes(struct usb_descriptors *d, size_t n, int configuration)
{
	/* A copy of its own size, so that reading behind it is seen. */
	uint8_t *copy = malloc(n ? n : 1);
	memcpy(copy, camera, n);
	usb_read_descriptors(d, copy, n, configuration);
	free(copy);
}

Test(usb, descriptors_of_the_active_configuration)
{
	struct usb_descriptors d;
	read_bytes(&d, sizeof(camera), 1);
	cr_assert_null(d.fault);
	cr_assert_eq(d.vendor, 0x046d);
	cr_assert_eq(d.product, 0x085c);
	cr_assert_eq(d.usb_version, 0x0210);
	cr_assert_eq(d.device_version, 0x0014);
	cr_assert_eq(d.class_code, 0xef0201);
	cr_assert_eq(d.max_power, 250);
	cr_assert_eq(d.n, 3);
	cr_assert_eq(d.interfaces[0].class_code, 0x0e0100);
	cr_assert_eq(d.interfaces[1].class_code, 0x0e0200);
	cr_assert_eq(d.interfaces[2].class_code, 0x010100);
	read_bytes(&d, sizeof(camera), 2);
	cr_assert_eq(d.n, 1);
	cr_assert_eq(d.interfaces[0].class_code, 0xffffff);
	cr_assert_eq(d.max_power, 50);
	read_bytes(&d, sizeof(camera), USB_UNKNOWN);
	cr_assert_eq(d.n, 3);
	read_bytes(&d, sizeof(camera), 7);
	cr_assert_eq(d.n, 0);
	cr_assert_eq(d.max_power, USB_UNKNOWN);
}

Test(usb, broken_descriptors_give_what_is_before_the_break)
{
	struct usb_descriptors d;
	for (size_t n = 0; n < sizeof(camera); n++) {
		read_bytes(&d, n, 1);
		cr_assert_eq(d.vendor, n < 18 ? USB_UNKNOWN : 0x046d);
		cr_assert_leq(d.n, 3);
	}
	uint8_t bytes[sizeof(camera)];
	memcpy(bytes, camera, sizeof(camera));
	bytes[18 + 9 + 8] = 0;
	usb_read_descriptors(&d, bytes, sizeof(bytes), 1);
	cr_assert_str_eq(d.fault, "one of its descriptors has no length");
	cr_assert_eq(d.n, 0);
	bytes[18 + 9 + 8] = 255;
	usb_read_descriptors(&d, bytes, sizeof(bytes), 1);
	cr_assert_str_eq(d.fault, "its descriptors end inside one");
}

Test(usb, classes_have_words)
{
	cr_assert_str_eq(usb_class_word(0x08), "mass_storage");
	cr_assert_str_eq(usb_class_word(0x09), "hub");
	cr_assert_null(usb_class_word(0x77));
}

TestSuite(usb_tree, .init = tree_make, .fini = tree_remove);

#define AT "sys/bus/usb/devices/"

Test(usb_tree, a_device_with_its_drivers)
{
	struct made m = {0};
	tree_bytes(AT "3-2.1/descriptors", camera, sizeof(camera));
	tree_text(AT "3-2.1/bConfigurationValue", "1\n");
	tree_text(AT "3-2.1/speed", "480\n");
	tree_text(AT "3-2.1/manufacturer", "Logitech\n");
	tree_text(AT "3-2.1/product", "BRIO\n");
	tree_text(AT "3-2.1/serial", "409CBA2F\n");
	tree_text(AT "3-2.1/removable", "removable\n");
	tree_link(AT "3-2.1:1.0/driver", "../../drivers/uvcvideo");
	tree_link(AT "3-2.1:1.1/driver", "../../drivers/uvcvideo");
	tree_text(AT "3-2.1:1.2/modalias", "usb:v046Dp085C\n");
	tree_text(AT "3-2.10/speed", "12\n");
	cr_assert_eq(tree_scan(&m, probe_usb_run).status, PROBE_ok);
	const char *key = "3-2.1";
	cr_assert_str_eq(made_fact(&m, key, FACT_usb_vendor_id), "046d");
	cr_assert_str_eq(made_fact(&m, key, FACT_usb_product_id), "085c");
	cr_assert_str_eq(made_fact(&m, key, FACT_usb_class_code), "ef0201");
	cr_assert_str_eq(made_fact(&m, key, FACT_usb_class), "video");
	cr_assert_str_eq(made_fact(&m, key, FACT_usb_usb_version), "2.1");
	cr_assert_str_eq(made_fact(&m, key, FACT_usb_device_version), "0.14");
	cr_assert_str_eq(made_fact(&m, key, FACT_usb_speed), "480000000 bit/s");
	cr_assert_str_eq(made_fact(&m, key, FACT_usb_max_power), "500 mA");
	cr_assert_str_eq(made_fact(&m, key, FACT_usb_interfaces),
	                 "(0e0100, 0e0200, 010100)");
	cr_assert_str_eq(made_fact(&m, key, FACT_usb_drivers), "(uvcvideo)");
	cr_assert_str_eq(made_fact(&m, key, FACT_usb_serial), "\"409CBA2F\"");
	cr_assert_str_eq(made_fact(&m, "3-2.10", FACT_usb_vendor_id),
	                 "unreadable: the kernel does not tell");
	cr_assert_eq(m.scan->kinds[KIND_usb].n, 2);
	made_done(&m);
}

Test(usb_tree, root_hubs_have_no_serial_number_of_their_own)
{
	struct made m = {0};
	tree_text(AT "usb1/idVendor", "1d6b\n");
	tree_text(AT "usb1/idProduct", "0003\n");
	tree_text(AT "usb1/version", " 3.10\n");
	tree_text(AT "usb1/bcdDevice", "0601\n");
	tree_text(AT "usb1/bDeviceClass", "09\n");
	tree_text(AT "usb1/bDeviceSubClass", "00\n");
	tree_text(AT "usb1/bDeviceProtocol", "03\n");
	tree_text(AT "usb1/serial", "0000:00:14.0\n");
	tree_text(AT "usb1/speed", "20000\n");
	tree_text(AT "1-0:1.0/bInterfaceClass", "09\n");
	tree_text(AT "1-0:1.0/bInterfaceSubClass", "00\n");
	tree_text(AT "1-0:1.0/bInterfaceProtocol", "00\n");
	tree_link(AT "1-0:1.0/driver", "../../drivers/hub");
	tree_scan(&m, probe_usb_run);
	cr_assert_str_eq(made_fact(&m, "usb1", FACT_usb_vendor_id), "1d6b");
	cr_assert_str_eq(made_fact(&m, "usb1", FACT_usb_usb_version), "3.1");
	cr_assert_str_eq(made_fact(&m, "usb1", FACT_usb_speed), "20000000000 bit/s");
	cr_assert_str_eq(made_fact(&m, "usb1", FACT_usb_class), "hub");
	cr_assert_str_eq(made_fact(&m, "usb1", FACT_usb_serial), "absent");
	cr_assert_str_eq(made_fact(&m, "usb1", FACT_usb_drivers), "(hub)");
	cr_assert_str_eq(made_fact(&m, "usb1", FACT_usb_interfaces), "(090000)");
	made_done(&m);
}

Test(usb_tree, odd_descriptors_are_noted)
{
	struct made m = {0};
	tree_bytes(AT "1-1/descriptors", camera, 30);
	tree_scan(&m, probe_usb_run);
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_usb_vendor_id), "046d");
	cr_assert(made_noted(&m, "its descriptors end inside one"));
	made_done(&m);
}

Test(usb_tree, without_a_bus_nothing_is_known)
{
	struct made m = {0};
	cr_assert_eq(tree_scan(&m, probe_usb_run).status, PROBE_skipped);
	cr_assert_str_eq(m.scan->kinds[KIND_usb].partial,
	                 "the recording has no sys/bus/usb/devices");
	made_done(&m);
}
