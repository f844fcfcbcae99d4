/* SPDX-License-Identifier: GPL-3.0-or-later
 * Parts by the interfaces of USB devices and the classes of PCI functions. */
#include "probes/parts.h"

#include "probe_made.h"
#include "probes/table.h"

static struct component *device(struct made *m, const char *key, const char *vendor,
                                const char *interfaces)
{
	struct component *c = scan_add(m->scan, KIND_usb, key);
	char text[256];
	fact_set_string(m->scan, c, FACT_usb_vendor_id, vendor);
	fact_set_string(m->scan, c, FACT_usb_serial, "4711");
	fact_set_list(m->scan, c, FACT_usb_interfaces);
	snprintf(text, sizeof(text), "%s", interfaces);
	for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
		fact_add_word(m->scan, c, FACT_usb_interfaces, word);
	return c;
}

Test(parts, a_device_is_what_its_interfaces_say)
{
	struct made m = {scan_new()};
	device(&m, "1-1", "03f0", "070102 070103 ff0000");
	device(&m, "1-2", "046d", "0e0100 0e0200 010100 010200");
	device(&m, "1-3", "8087", "e00101 e00101");
	device(&m, "1-4", "076b", "0b0000");
	device(&m, "1-5", "0781", "080650");
	parts_map(m.scan, NULL, 0);
	static const struct {
		enum kind_id kind;
		const char *key;
	} wanted[] = {{KIND_printer, "1-1"},
	              {KIND_camera, "1-2"},
	              {KIND_audio, "1-2"},
	              {KIND_bluetooth, "1-3"},
	              {KIND_smartcard_reader, "1-4"}};
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		cr_assert_eq(m.scan->kinds[wanted[i].kind].n, 1, "%s", wanted[i].key);
		cr_assert(scan_find(m.scan, wanted[i].kind, wanted[i].key));
	}
	cr_assert_eq(m.scan->kinds[KIND_phone].n, 0);
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_printer_connection), "usb");
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_printer_serial), "\"4711\"");
	made_done(&m);
}

Test(parts, phones_are_told_by_how_they_answer)
{
	static const struct {
		const char *vendor, *interfaces, *string, *mode;
	} phones[] = {
	        {"18d1", "ffff00 ff4201", "MTP ADB Interface", "mtp"},
	        {"18d1", "060101", "MTP", "mtp"},
	        {"18d1", "ff4201", "ADB Interface", "adb"},
	        {"05ac", "060101 fffe02", "PTP Apple USB Multiplexor", "apple"},
	        {"04a9", "060101", "", "no component"},
	        {"1234", "fffe02", "", "no component"},
	};
	for (size_t i = 0; i < sizeof(phones) / sizeof(*phones); i++) {
		struct made m = {scan_new()};
		struct parts_strings strings = {.device = "1-1",
		                                .text = phones[i].string};
		device(&m, "1-1", phones[i].vendor, phones[i].interfaces);
		parts_map(m.scan, &strings, 1);
		cr_assert_str_eq(made_fact(&m, "1-1", FACT_phone_mode), phones[i].mode);
		/* What shows pictures alone may be either: a camera, with a note. */
		bool camera = !strcmp(phones[i].vendor, "04a9");
		cr_assert_eq(m.scan->kinds[KIND_camera].n, camera);
		cr_assert_eq(made_noted(&m, "PTP"), camera);
		made_done(&m);
	}
}

Test(parts, sound_of_pci_and_lists_that_may_lack)
{
	struct made m = {scan_new()};
	struct component *c = scan_add(m.scan, KIND_pci, "0000:00:1f.3");
	fact_set_string(m.scan, c, FACT_pci_class_code, "040380");
	fact_set_string(m.scan, c, FACT_pci_driver, "snd_hda_intel");
	c = scan_add(m.scan, KIND_pci, "0000:00:02.0");
	fact_set_string(m.scan, c, FACT_pci_class_code, "030000");
	parts_map(m.scan, NULL, 0);
	cr_assert_eq(m.scan->kinds[KIND_audio].n, 1);
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.3", FACT_audio_driver),
	                 "\"snd_hda_intel\"");
	cr_assert_str_eq(m.scan->kinds[KIND_printer].partial, "USB was not looked at");
	made_done(&m);
}

/* A device with one interface of this class, which has a string when it has a number. */
static void make_device(const char *name, const char *number, uint8_t class_number,
                        uint8_t string, const char *udev)
{
	const uint8_t bytes[] = {18, 1, 0, 2, 0, 0, 0, 64, 0xd1,         0x18, 1, 0,
	                         0,  0, 0, 0, 0, 1, 9, 2,  18,           0,    1, 1,
	                         0,  0, 0, 9, 4, 0, 0, 0,  class_number, 0,    0, string};
	char path[128];
	snprintf(path, sizeof(path), "sys/bus/usb/devices/%s/descriptors", name);
	tree_bytes(path, bytes, sizeof(bytes));
	snprintf(path, sizeof(path), "sys/bus/usb/devices/%s/dev", name);
	tree_text(path, number);
	snprintf(path, sizeof(path), "sys/bus/usb/devices/%s:1.0/interface", name);
	tree_text(path, "MTP");
	snprintf(path, sizeof(path), "run/udev/data/c%s", number);
	tree_text(path, udev);
}

Test(parts, a_player_is_known_by_its_strings_or_by_udev_where_it_can_be_one)
{
	struct root root;
	struct probe_outcome outcome = {PROBE_ok, NULL, NULL};
	struct made m = {scan_new()};
	struct probe_context ctx = {.scan = m.scan, .root = &root};
	tree_make();
	make_device("1-1", "189:1", 0xff, 0, "E:ID_MTP_DEVICE=1\n");
	make_device("1-2", "none", 0xff, 4, "E:ID_MTP_DEVICE=1\n");
	make_device("1-3", "none", 0xff, 0, "E:ID_MTP_DEVICE=1\n");
	make_device("1-4", "189:4", 0x03, 0, "E:ID_MTP_DEVICE=1\n");
	cr_assert_eq(root_open(&root, tree_path, NULL), 0);
	probe_usb_run(&ctx, &outcome);
	probe_parts_run(&ctx, &outcome);
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_phone_mode), "mtp", "by udev");
	cr_assert_str_eq(made_fact(&m, "1-2", FACT_phone_mode), "mtp", "by its string");
	cr_assert_str_eq(made_fact(&m, "1-3", FACT_phone_mode), "no component",
	                 "a string that it says it does not have is not looked for");
	cr_assert_str_eq(made_fact(&m, "1-4", FACT_phone_mode), "no component",
	                 "a keyboard plays nothing, whatever udev's rules match");
	root_close(&root);
	tree_remove();
	made_done(&m);
}

Test(parts, controllers_of_arrays_and_cards_that_take_pictures_by_their_class)
{
	static const struct {
		const char *class;
		enum kind_id kind;
	} rows[] = {{"010400", KIND_raid_controller},
	            {"010700", KIND_raid_controller},
	            {"040000", KIND_capture_card},
	            {"010000", KIND_COUNT},
	            {"010601", KIND_COUNT}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct made m = {scan_new()};
		struct component *c = scan_add(m.scan, KIND_pci, "0000:01:00.0");
		fact_set_string(m.scan, c, FACT_pci_class_code, rows[i].class);
		fact_set_absent(m.scan, c, FACT_pci_driver);
		parts_map(m.scan, NULL, 0);
		cr_assert_eq(m.scan->kinds[KIND_raid_controller].n,
		             rows[i].kind == KIND_raid_controller);
		cr_assert_eq(m.scan->kinds[KIND_capture_card].n,
		             rows[i].kind == KIND_capture_card);
		cr_assert_eq(!!m.scan->kinds[KIND_raid_controller].partial,
		             !strcmp(rows[i].class, "010000"));
		if (rows[i].kind == KIND_raid_controller)
			cr_assert_str_eq(made_fact(&m, "0000:01:00.0",
			                           FACT_raid_controller_driver),
			                 "absent");
		made_done(&m);
	}
}

Test(parts, what_takes_a_picture_by_a_socket_is_no_camera)
{
	static const struct {
		bool camera, connector;
		size_t cameras;
	} rows[] = {
	        {true, false, 1}, {true, true, 1}, {false, true, 0}, {false, false, 1}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct made m = {scan_new()};
		struct parts_strings strings = {.device = "1-1"};
		strings.video.camera = rows[i].camera;
		strings.video.connector = rows[i].connector;
		device(&m, "1-1", "1b71", "0e0100 0e0200");
		parts_map(m.scan, &strings, 1);
		cr_assert_eq(m.scan->kinds[KIND_camera].n, rows[i].cameras, "%zu", i);
		cr_assert_eq(m.scan->kinds[KIND_capture_card].n, 1 - rows[i].cameras,
		             "%zu", i);
		made_done(&m);
	}
}

Test(parts, scanners_and_fingerprint_readers_are_what_udev_or_they_themselves_say)
{
	static const struct {
		const char *vendor, *product;
		bool scanner, fingerprint;
		size_t scanners, readers;
	} rows[] = {
	        {"04b8", "EPSON Scanner", true, false, 1, 0},
	        {"04b8", "EPSON Scanner", false, false, 0, 0},
	        {"27c6", "Goodix USB2.0 MISC", false, true, 0, 1},
	        {"27c6", "Goodix Fingerprint Device", false, false, 0, 1},
	        {"138a", "", false, false, 0, 1},
	        {"04f3", "Touchscreen", false, false, 0, 0},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct made m = {scan_new()};
		struct parts_strings strings = {.device = "1-1",
		                                .scanner = rows[i].scanner,
		                                .fingerprint = rows[i].fingerprint};
		struct component *c = device(&m, "1-1", rows[i].vendor, "ff0000");
		fact_set_string(m.scan, c, FACT_usb_product_text, rows[i].product);
		parts_map(m.scan, &strings, 1);
		cr_assert_eq(m.scan->kinds[KIND_scanner].n, rows[i].scanners, "%zu", i);
		cr_assert_eq(m.scan->kinds[KIND_fingerprint_reader].n, rows[i].readers,
		             "%zu", i);
		/* Neither list is ever whole. */
		cr_assert(m.scan->kinds[KIND_scanner].partial);
		cr_assert(m.scan->kinds[KIND_fingerprint_reader].partial);
		made_done(&m);
	}
}

Test(parts, udevs_words_on_a_device_are_read_from_its_database)
{
	static const struct {
		const char *text;
		enum kind_id kind;
	} rows[] = {
	        {"E:libsane_matched=yes\n", KIND_scanner},
	        {"E:ID_AUTOSUSPEND=1\nE:ID_PERSIST=0\n", KIND_fingerprint_reader},
	        {"E:ID_MTP_DEVICE=1\n", KIND_phone},
	        {"E:ID_AUTOSUSPEND=1\n", KIND_COUNT},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct root root;
		struct probe_outcome outcome = {PROBE_ok, NULL, NULL};
		struct made m = {scan_new()};
		struct probe_context ctx = {.scan = m.scan, .root = &root};
		size_t parts = 0;
		tree_make();
		make_device("1-1", "189:5", 0xff, 0, rows[i].text);
		cr_assert_eq(root_open(&root, tree_path, NULL), 0);
		probe_usb_run(&ctx, &outcome);
		probe_parts_run(&ctx, &outcome);
		root_close(&root);
		tree_remove();
		for (size_t kind = 0; kind < KIND_COUNT; kind++)
			parts += kind == KIND_usb ? 0 : m.scan->kinds[kind].n;
		cr_assert_eq(parts, rows[i].kind < KIND_COUNT, "%zu", i);
		if (rows[i].kind < KIND_COUNT)
			cr_assert_eq(m.scan->kinds[rows[i].kind].n, 1, "%zu", i);
		made_done(&m);
	}
}

Test(parts, a_reader_of_smart_cards_tells_its_interface_by_its_name_alone)
{
	static const struct {
		const char *product, *interface;
	} rows[] = {
	        {"ACR122U Contactless Reader", "contactless"},
	        {"Dual contact and contactless reader", "unreadable"},
	        {"SCR3310 v2.0", "unreadable"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct made m = {scan_new()};
		struct component *c = device(&m, "1-4", "076b", "0b0000");
		fact_set_string(m.scan, c, FACT_usb_product_text, rows[i].product);
		parts_map(m.scan, NULL, 0);
		const char *fact = made_fact(&m, "1-4", FACT_smartcard_reader_interface);
		cr_assert(!strncmp(fact, rows[i].interface, strlen(rows[i].interface)),
		          "%s", fact);
		made_done(&m);
	}
}
