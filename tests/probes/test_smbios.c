/* SPDX-License-Identifier: GPL-3.0-or-later
 * The probe smbios over a tree of files: with the table, without, and with the kernel's
 * attributes alone. */
#include "base/text.h"
#include "probes/table.h"
#include "smbios_made.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char tree[64];

static void make_tree(void)
{
	snprintf(tree, sizeof(tree), "/tmp/hwfit-smbios.XXXXXX");
	cr_assert(mkdtemp(tree));
}

static void remove_tree(void)
{
	char command[128];
	snprintf(command, sizeof(command), "rm -rf '%s'", tree);
	cr_assert_eq(system(command), 0);
}

/* Writes a file of the tree with the directories that it needs. */
static void put(const char *path, const void *bytes, size_t n)
{
	char full[512];
	int length = snprintf(full, sizeof(full), "%s/%s", tree, path);
	for (char *slash = full + strlen(tree) + 1; (slash = strchr(slash, '/'));
	     slash++) {
		*slash = '\0';
		mkdir(full, 0755);
		*slash = '/';
	}
	cr_assert(length > 0);
	FILE *f = fopen(full, "w");
	cr_assert(f, "%s", full);
	cr_assert_eq(fwrite(bytes, 1, n, f), n);
	fclose(f);
}

static void put_text(const char *path, const char *text)
{
	put(path, text, strlen(text));
}

/* Runs the probe over the tree. */
static struct probe_outcome run(struct made *m)
{
	struct root root;
	struct probe_outcome outcome = {PROBE_ok, NULL, NULL};
	m->scan = scan_new();
	cr_assert_eq(root_open(&root, tree, NULL), 0);
	struct probe_context ctx = {.scan = m->scan, .root = &root};
	probe_smbios_run(&ctx, &outcome);
	derive_facts(m->scan);
	scan_finish(m->scan);
	root_close(&root);
	return outcome;
}

static const char *partial(const struct made *m, enum kind_id kind)
{
	return m->scan->kinds[kind].partial ? m->scan->kinds[kind].partial : "complete";
}

TestSuite(smbios, .init = make_tree, .fini = remove_tree);

Test(smbios, a_table_in_the_tree_becomes_facts)
{
	struct made m = {.table = BUF_EMPTY};
	uint8_t entry[24];
	size_t at = made_add(&m, 1, 0x1b, 1, "LENOVO|20KF|X280|PC16|20KF-BU|ThinkPad");
	made_set(&m, at, 4, 4, 0x04030201);
	made_set(&m, at, 0x19, 2, 0x0605);
	made_array(&m, 0x10, 2, 64);
	made_device(&m, 0x11, 0x10, 16384,
	            "A1|BANK 0|Samsung|1234|tag|M471A1G44AB0-CWE  ");
	made_device(&m, 0x12, 0x10, 0, "B1|BANK 1");
	made_add(&m, 127, 4, 0xfeff, "");
	made_entry(entry, 0x0302, m.table.n);
	put("sys/firmware/dmi/tables/DMI", m.table.text, m.table.n);
	put("sys/firmware/dmi/tables/smbios_entry_point", entry, sizeof(entry));

	cr_assert_eq(run(&m).status, PROBE_ok);
	cr_assert_str_eq(made_fact(&m, NULL, FACT_system_vendor), "\"Lenovo\"");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_system_family), "\"ThinkPad\"");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_memory_installed), "17179869184 B");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_memory_maximum), "68719476736 B");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_memory_slots), "2");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_memory_free_slots), "1");
	cr_assert_str_eq(made_fact(&m, "A1", FACT_memory_module_part_number),
	                 "\"M471A1G44AB0-CWE\"");
	cr_assert_str_eq(partial(&m, KIND_memory_module), "complete");
	cr_assert_eq(m.scan->kinds[KIND_memory_module].n, 1);
	cr_assert_eq(m.scan->note_count, 0, "%s", m.scan->notes[0].text);
	made_done(&m);
}

Test(smbios, without_the_table_the_kernel_names_the_machine_and_memory_is_unreadable)
{
	struct made m = {.table = BUF_EMPTY};
	put_text("sys/class/dmi/id/sys_vendor", "Dell Inc.\n");
	put_text("sys/class/dmi/id/product_name", "OptiPlex 7050\n");
	put_text("sys/class/dmi/id/product_version", "\n");
	put_text("sys/class/dmi/id/chassis_type", "3\n");
	put_text("sys/class/dmi/id/bios_date", "05/29/2018\n");
	put_text("sys/class/dmi/id/bios_release", "1.8\n");

	struct probe_outcome outcome = run(&m);
	cr_assert_eq(outcome.status, PROBE_skipped);
	cr_assert_str_eq(outcome.why, "the SMBIOS table is not there");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_system_vendor), "\"Dell\"");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_system_model), "\"OptiPlex 7050\"");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_system_version), "absent");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_system_form), "desktop");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_firmware_date), "2018-05-29");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_firmware_release), "1.8");
	cr_assert(text_starts(made_fact(&m, NULL, FACT_system_serial), "unreadable"));
	cr_assert(text_starts(made_fact(&m, NULL, FACT_memory_installed), "unreadable"));
	cr_assert(text_starts(made_fact(&m, NULL, FACT_memory_slots), "unreadable"));
	cr_assert_str_eq(partial(&m, KIND_memory_module),
	                 "the SMBIOS table is not there; record it as root");
	made_done(&m);
}

Test(smbios, without_root_serial_numbers_and_memory_need_root)
{
	struct made m = {.table = BUF_EMPTY};
	char path[128];
	put_text("sys/class/dmi/id/sys_vendor", "Dell Inc.\n");
	put_text("sys/class/dmi/id/product_serial", "secret\n");
	put_text("sys/firmware/dmi/tables/DMI", "secret");
	snprintf(path, sizeof(path), "%s/sys/class/dmi/id/product_serial", tree);
	cr_assert_eq(chmod(path, 0), 0);
	snprintf(path, sizeof(path), "%s/sys/firmware/dmi/tables/DMI", tree);
	cr_assert_eq(chmod(path, 0), 0);

	/* As root, become somebody else for the time of the scan. */
	if (getuid() == 0)
		cr_assert_eq(chmod(tree, 0755) | seteuid(65534), 0);
	struct probe_outcome outcome = run(&m);
	if (getuid() == 0)
		cr_assert_eq(seteuid(0), 0);
	cr_assert_str_eq(outcome.why, "needs root");
	cr_assert_str_eq(outcome.remedy, "run with sudo");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_system_serial),
	                 "unreadable: needs root");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_memory_installed),
	                 "unreadable: needs root");
	cr_assert_str_eq(partial(&m, KIND_memory_slot), "needs root; run with sudo");
	cr_assert_str_eq(partial(&m, KIND_psu), "needs root; run with sudo");
	cr_assert_str_eq(partial(&m, KIND_bmc), "needs root; run with sudo");
	made_done(&m);
}

Test(smbios, what_only_the_table_tells_of_a_processor_needs_root_too)
{
	struct made m = {.table = BUF_EMPTY, .scan = scan_new()};
	struct component *c = scan_add(m.scan, KIND_cpu_package, "0");
	fact_set_absent(m.scan, c, FACT_cpu_package_serial);
	smbios_unreadable_processors(m.scan, "needs root", "run with sudo");
	cr_assert_str_eq(made_fact(&m, "0", FACT_cpu_package_socket),
	                 "unreadable: needs root");
	cr_assert_str_eq(made_fact(&m, "0", FACT_cpu_package_serial), "absent");
	made_done(&m);
}

Test(smbios, a_machine_without_smbios_says_so_and_names_itself_by_its_device_tree)
{
	struct made m = {.table = BUF_EMPTY};
	put("sys/firmware/devicetree/base/model", "Raspberry Pi 4 Model B Rev 1.4", 31);
	cr_assert_eq(run(&m).status, PROBE_skipped);
	cr_assert_str_eq(made_fact(&m, NULL, FACT_system_model),
	                 "\"Raspberry Pi 4 Model B Rev 1.4\"");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_system_vendor),
	                 "unreadable: this machine has no SMBIOS tables");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_chassis_form),
	                 "unreadable: this machine has no SMBIOS tables");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_memory_maximum),
	                 "unreadable: this machine has no SMBIOS tables");
	cr_assert_str_eq(partial(&m, KIND_memory_module),
	                 "this machine has no SMBIOS tables");
	made_done(&m);
}

Test(smbios, a_table_without_its_entry_point_is_read_all_the_same)
{
	struct made m = {.table = BUF_EMPTY};
	size_t at = made_add(&m, 1, 8, 1, "LENOVO");
	made_set(&m, at, 4, 1, 1);
	made_add(&m, 127, 4, 2, "");
	put("sys/firmware/dmi/tables/DMI", m.table.text, m.table.n);
	cr_assert_eq(run(&m).status, PROBE_ok);
	cr_assert_str_eq(made_fact(&m, NULL, FACT_system_vendor), "\"Lenovo\"");
	cr_assert(made_noted(&m, "entry point cannot be read"));
	made_done(&m);
}

Test(smbios, slots_tell_their_bus_their_lanes_and_whether_they_are_free)
{
	struct made m = {.table = BUF_EMPTY};
	size_t at = made_add(&m, 9, 0x11, 1, "J6B2");
	made_set(&m, at, 4, 1, 1);
	made_set(&m, at, 5, 1, 0xb6); /* PCI Express Gen 3 x16 */
	made_set(&m, at, 6, 1, 0xb);  /* eight lanes are wired */
	made_set(&m, at, 7, 1, 3);
	made_set(&m, at, 0xd, 2, 0);
	made_set(&m, at, 0xf, 1, 0x3a);
	made_set(&m, at, 0x10, 1, 0x0a);
	at = made_add(&m, 9, 0x0d, 2, "PCI1");
	made_set(&m, at, 4, 1, 1);
	made_set(&m, at, 5, 1, 6);
	made_set(&m, at, 6, 1, 5);
	made_set(&m, at, 7, 1, 5);
	made_finish(&m, 0x0302);
	cr_assert_str_eq(made_fact(&m, "J6B2", FACT_slot_type), "pcie");
	cr_assert_str_eq(made_fact(&m, "J6B2", FACT_slot_lanes), "8");
	cr_assert_str_eq(made_fact(&m, "J6B2", FACT_slot_generation), "3");
	cr_assert_str_eq(made_fact(&m, "J6B2", FACT_slot_free), "yes");
	cr_assert_str_eq(made_fact(&m, "J6B2", FACT_slot_address), "\"0000:3a:01.2\"");
	cr_assert_str_eq(made_fact(&m, "PCI1", FACT_slot_type), "pci");
	cr_assert_str_eq(made_fact(&m, "PCI1", FACT_slot_lanes), "absent");
	cr_assert_str_eq(made_fact(&m, "PCI1", FACT_slot_free),
	                 "unreadable: it belongs to a processor that is not there");
	cr_assert_str_eq(made_fact(&m, "PCI1", FACT_slot_address),
	                 "unreadable: the firmware does not tell");
	made_done(&m);
}

Test(smbios, a_slot_of_a_generation_to_come_is_at_least_that)
{
	struct made m = {.table = BUF_EMPTY};
	size_t at = made_add(&m, 9, 0x0d, 1, "");
	made_set(&m, at, 5, 1, 0xc4);
	made_finish(&m, 0x0306);
	cr_assert_str_eq(made_fact(&m, "0", FACT_slot_generation), "at least 6");
	cr_assert_str_eq(made_fact(&m, "0", FACT_slot_designation), "absent");
	made_done(&m);
}

Test(smbios, power_supplies_are_those_that_are_there)
{
	struct made m = {.table = BUF_EMPTY};
	size_t at = made_add(&m, 39, 0x16, 1, "PSU 1|DPS-750|Delta|S123|0T3");
	for (unsigned i = 0; i < 4; i++)
		made_set(&m, at, 5 + i, 1, i + 1);
	made_set(&m, at, 0xa, 1, 5);
	made_set(&m, at, 0xc, 2, 750);
	made_set(&m, at, 0xe, 2, 3);
	at = made_add(&m, 39, 0x16, 2, "PSU 2");
	made_set(&m, at, 5, 1, 1);
	made_set(&m, at, 0xc, 2, 0x8000);
	made_finish(&m, 0x0302);
	cr_assert_eq(m.scan->kinds[KIND_psu].n, 1);
	cr_assert_str_eq(made_fact(&m, "PSU 1", FACT_psu_power), "750 W");
	cr_assert_str_eq(made_fact(&m, "PSU 1", FACT_psu_model), "\"DPS-750\"");
	cr_assert_str_eq(made_fact(&m, "PSU 1", FACT_psu_serial), "\"S123\"");
	cr_assert_str_eq(made_fact(&m, "PSU 1", FACT_psu_hot_swap), "yes");
	made_done(&m);
}

Test(smbios, a_firmware_without_slots_and_power_supplies_does_not_say_there_are_none)
{
	struct made m = {.table = BUF_EMPTY};
	made_finish(&m, 0x0302);
	cr_assert_str_eq(partial(&m, KIND_slot), "the firmware lists no slot");
	cr_assert_str_eq(partial(&m, KIND_psu), "the firmware lists no power supply");
	cr_assert_not(m.scan->kinds[KIND_bmc].mentioned);
	made_done(&m);
}

Test(smbios, a_management_controller_tells_its_interface_and_version)
{
	struct made m = {.table = BUF_EMPTY};
	size_t at = made_add(&m, 38, 0x12, 1, "");
	made_set(&m, at, 4, 1, 1);
	made_set(&m, at, 5, 1, 0x20);
	made_finish(&m, 0x0302);
	cr_assert_str_eq(made_fact(&m, NULL, FACT_bmc_interface), "kcs");
	cr_assert_str_eq(made_fact(&m, NULL, FACT_bmc_ipmi_version), "2.0");
	made_done(&m);
}
