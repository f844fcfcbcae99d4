/* SPDX-License-Identifier: GPL-3.0-or-later
 * PCI functions: configuration space, aliases, classes, and recorded trees as facts. */
#include "probes/pci.h"

#include "base/text.h"
#include "probe_made.h"
#include "probes/table.h"

/* Configuration space of a graphics card, filled as its 256 bytes would be. */
static void make_config(uint8_t c[256])
{
	static const uint8_t head[] = {0xde, 0x10, 0x80, 0x1c, 7, 4, 0x10, 0,
	                               0xa1, 0,    0,    3,    0, 0, 0x80, 0};
	static const uint8_t express[] = {0x10, 0x78, 2, 0,    0, 0, 0, 0, 0,    0,
	                                  0,    0,    3, 0x3d, 0, 0, 0, 0, 0x81, 0x10};
	memset(c, 0, 256);
	memcpy(c, head, sizeof(head));
	memcpy(c + 0x2c, "\x62\x14\x51\x33", 4);
	c[0x34] = 0x60;
	memcpy(c + 0x60, "\x01\x78", 2);
	memcpy(c + 0x78, express, sizeof(express));
	c[0x78 + 0x0c] = 0x03;
	c[0x78 + 0x0d] = 0x01;
}

static struct pci_raw *add(struct pci_list *list, struct scan *scan)
{
	list->scan = scan;
	struct pci_raw *raw = pci_add(list);
	snprintf(raw->address, sizeof(raw->address), "0000:01:00.%zu", list->n - 1);
	return raw;
}

Test(pci, configuration_space_tells_identity_and_link)
{
	uint8_t c[256];
	struct made m = {.scan = scan_new()};
	struct pci_list list = {0};
	make_config(c);
	pci_read_config(add(&list, m.scan), c, sizeof(c));
	pci_map(m.scan, &list);
	const char *key = "0000:01:00.0";
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_vendor_id), "10de");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_device_id), "1c80");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_subsystem_vendor_id), "1462");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_subsystem_device_id), "3351");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_class_code), "030000");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_revision), "a1");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_class), "vga_compatible_controller");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_max_link_speed), "8000000000 T/s");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_max_link_width), "16");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_link_speed), "2500000000 T/s");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_link_width), "8");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_modalias),
	                 "\"pci:v000010DEd00001C80sv00001462sd00003351bc03sc00i00\"");
	cr_assert(text_starts(made_fact(&m, key, FACT_pci_driver), "unreadable"));
	cr_assert_str_eq(made_fact(&m, key, FACT_gpu_address), "\"0000:01:00.0\"");
	made_done(&m);
}

Test(pci, short_or_circling_configuration_space_leaves_the_rest_unknown)
{
	uint8_t c[256];
	struct made m = {.scan = scan_new()};
	struct pci_list list = {0};
	make_config(c);
	struct pci_raw *raw = add(&list, m.scan);
	pci_read_config(raw, c, 63);
	cr_assert_eq(raw->vendor, PCI_UNKNOWN);
	pci_read_config(raw, c, 64);
	cr_assert_eq(raw->vendor, 0x10de);
	cr_assert_eq(raw->link.state, PCI_SILENT);
	c[0x61] = 0x60;
	pci_read_config(raw, c, 256);
	cr_assert_eq(raw->link.state, PCI_NONE);
	made_done(&m);
}

Test(pci, the_subsystem_of_a_bridge_is_in_a_capability)
{
	uint8_t c[256] = {0x86, 0x80, 0x10, 0x3b, 7, 0, 0x10, 0, 5, 0, 4, 6, 0, 0, 1, 0};
	struct made m = {.scan = scan_new()};
	struct pci_list list = {0};
	struct pci_raw *raw = add(&list, m.scan);
	c[0x34] = 0x90;
	memcpy(c + 0x90, "\x0d\x00\x00\x00\xcf\x17\x0e\x21", 8);
	pci_read_config(raw, c, 64);
	cr_assert_eq(raw->subsystem_vendor, PCI_UNKNOWN);
	pci_read_config(raw, c, 256);
	cr_assert_eq(raw->subsystem_vendor, 0x17cf);
	cr_assert_eq(raw->subsystem_device, 0x210e);
	made_done(&m);
}

Test(pci, an_alias_tells_the_identifiers_that_are_missing)
{
	struct made m = {.scan = scan_new()};
	struct pci_list list = {0};
	struct pci_raw *raw = add(&list, m.scan);
	snprintf(raw->modalias, sizeof(raw->modalias),
	         "pci:v00008086d00000D57sv000017AAsd00001234bc0Csc03i30");
	raw->device = 0x1111;
	pci_read_modalias(raw);
	cr_assert_eq(raw->vendor, 0x8086);
	cr_assert_eq(raw->device, 0x0d57);
	cr_assert_eq(raw->subsystem_vendor, 0x17aa);
	cr_assert_eq(raw->subsystem_device, 0x1234);
	cr_assert_eq(raw->class_code, 0x0c0330);
	struct pci_raw *bad = add(&list, m.scan);
	snprintf(bad->modalias, sizeof(bad->modalias), "pci:v00008086d*sv*sd*bc*sc*i*");
	pci_read_modalias(bad);
	cr_assert_eq(bad->vendor, PCI_UNKNOWN);
	made_done(&m);
}

Test(pci, classes_have_words)
{
	char word[64];
	cr_assert(pci_class_word(0x0c0500, word, sizeof(word)));
	cr_assert_str_eq(word, "smbus");
	cr_assert(pci_class_word(0x060000, word, sizeof(word)));
	cr_assert_str_eq(word, "host_bridge");
	cr_assert(pci_class_word(0x017700, word, sizeof(word)));
	cr_assert_str_eq(word, "mass_storage_controller");
	cr_assert_not(pci_class_word(0x770100, word, sizeof(word)));
	cr_assert_str_eq(word, "class_7701");
}

Test(pci, speeds_of_links)
{
	cr_assert_eq(pci_parse_speed("8.0 GT/s PCIe"), 80);
	cr_assert_eq(pci_parse_speed("2.5 GT/s"), 25);
	cr_assert_eq(pci_parse_speed("16 GT/s"), 160);
	cr_assert_eq(pci_parse_speed("Unknown speed"), 0);
	cr_assert_eq(pci_parse_speed(""), 0);
}

TestSuite(pci_tree, .init = tree_make, .fini = tree_remove);

Test(pci_tree, attributes_become_facts)
{
	struct made m = {0};
	const char *at = "sys/bus/pci/devices/0000:02:00.0";
	tree_text("sys/bus/pci/devices/0000:02:00.0/vendor", "0x144d\n");
	tree_text("sys/bus/pci/devices/0000:02:00.0/device", "0xa808\n");
	tree_text("sys/bus/pci/devices/0000:02:00.0/subsystem_vendor", "0x144d\n");
	tree_text("sys/bus/pci/devices/0000:02:00.0/subsystem_device", "0xa801\n");
	tree_text("sys/bus/pci/devices/0000:02:00.0/class", "0x010802\n");
	tree_text("sys/bus/pci/devices/0000:02:00.0/revision", "0x00\n");
	tree_text("sys/bus/pci/devices/0000:02:00.0/numa_node", "1\n");
	tree_text("sys/bus/pci/devices/0000:02:00.0/current_link_speed",
	          "8.0 GT/s PCIe\n");
	tree_text("sys/bus/pci/devices/0000:02:00.0/current_link_width", "4\n");
	tree_text("sys/bus/pci/devices/0000:02:00.0/max_link_speed", "Unknown\n");
	tree_text("sys/bus/pci/devices/0000:02:00.0/max_link_width", "255\n");
	tree_text("sys/bus/pci/slots/7-1/address", "0000:02:00\n");
	tree_link("sys/bus/pci/devices/0000:02:00.0/driver", "../../drivers/nvme");
	tree_text("sys/bus/pci/devices/lost+found", "");
	struct probe_outcome outcome = tree_scan(&m, probe_pci_run);
	const char *key = strrchr(at, '/') + 1;
	cr_assert_eq(outcome.status, PROBE_ok);
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_class),
	                 "non_volatile_memory_controller");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_driver), "\"nvme\"");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_numa_node), "1");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_slot_name), "\"7-1\"");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_link_speed), "8000000000 T/s");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_link_width), "4");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_max_link_speed),
	                 "unreadable: the recording does not tell");
	cr_assert(made_noted(&m, "lost+found is no address"));
	cr_assert_eq(m.scan->kinds[KIND_pci].n, 1);
	cr_assert_null(m.scan->kinds[KIND_pci].partial);
	cr_assert(m.scan->kinds[KIND_gpu].mentioned);
	made_done(&m);
}

Test(pci_tree, without_a_bus_nothing_is_known)
{
	struct made m = {0};
	struct probe_outcome outcome = tree_scan(&m, probe_pci_run);
	cr_assert_eq(outcome.status, PROBE_skipped);
	cr_assert_str_eq(m.scan->kinds[KIND_pci].partial,
	                 "the recording has no sys/bus/pci/devices");
	made_done(&m);
}

Test(pci_tree, an_empty_bus_is_complete)
{
	struct made m = {0};
	tree_text("sys/bus/pci/devices/.keep", "");
	cr_assert_eq(tree_scan(&m, probe_pci_run).status, PROBE_ok);
	cr_assert(m.scan->kinds[KIND_pci].mentioned);
	cr_assert_null(m.scan->kinds[KIND_pci].partial);
	made_done(&m);
}

Test(pci_tree, links_do_not_lead_to_the_real_machine)
{
	struct made m = {0};
	tree_link("sys/bus/pci/devices", "/sys/bus/pci/devices");
	tree_text("etc/os-release", "");
	cr_assert_eq(tree_scan(&m, probe_pci_run).status, PROBE_skipped);
	cr_assert_eq(m.scan->kinds[KIND_pci].n, 0);
	made_done(&m);
}

Test(pci_tree, a_dump_takes_the_place_of_the_bus)
{
	struct made m = {0};
	tree_text("pci.dump", "00:1f.3 SMBus: Intel Corporation\n"
	                      "00: 86 80 23 a1 03 00 80 02 31 00 05 0c 00 00 00 00\n"
	                      "10: 04 00 12 f7 00 00 00 00 00 00 00 00 00 00 00 00\n"
	                      "20: a1 f0 00 00 00 00 00 00 00 00 00 00 28 10 a5 06\n"
	                      "30: 00 00 00 00 00 00 00 00 00 00 00 00 0b 01 00 00\n\n");
	cr_assert_eq(tree_scan(&m, probe_pci_run).status, PROBE_ok);
	const char *key = "0000:00:1f.3";
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_device_id), "a123");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_class), "smbus");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_subsystem_vendor_id), "1028");
	cr_assert_str_eq(made_fact(&m, key, FACT_pci_driver),
	                 "unreadable: the output of lspci does not tell");
	made_done(&m);
}

Test(pci_tree, libpci_giving_up_does_not_end_the_scan)
{
	struct made m = {0};
	tree_text("pci.dump", "00:1f.3 SMBus\n00: 86 80 zz\n");
	struct probe_outcome outcome = tree_scan(&m, probe_pci_run);
	cr_assert_eq(outcome.status, PROBE_failed);
	cr_assert(text_starts(outcome.why, "libpci stopped: "), "%s", outcome.why);
	cr_assert_not_null(m.scan->kinds[KIND_pci].partial);
	made_done(&m);
}
