/* SPDX-License-Identifier: GPL-3.0-or-later
 * The probe tpm: answering, shown and silent, switched off, not there, not to be told. */
#include "probes/table.h"
#include "probes/tpm.h"
#include "smbios_made.h"
#include "tree.h"

#define ACPI_DEVICE "sys/bus/acpi/devices/MSFT0101:00/"

/* Runs the probe and compares tpm.present, enabled and version; text that ends in a blank
 * is compared up to there. */
static void expect(struct tree *t, const char *present, const char *enabled,
                   const char *version)
{
	tree_run(t, probe_tpm_run);
	const struct {
		enum fact_id fact;
		const char *text;
	} facts[] = {
	        {FACT_tpm_present, present},
	        {FACT_tpm_enabled, enabled},
	        {FACT_tpm_version, version},
	};
	for (size_t i = 0; i < 3; i++) {
		const char *have = tree_fact(t, facts[i].fact);
		size_t n = strlen(facts[i].text);
		bool part = n && facts[i].text[n - 1] == ' ';
		cr_assert(part ? !strncmp(have, facts[i].text, n)
		               : !strcmp(have, facts[i].text),
		          "%s is %s", fact_full_name(facts[i].fact), have);
	}
}

Test(tpm, a_driver_that_answers)
{
	struct tree t = tree_new();
	tree_put(&t, "sys/class/tpm/tpm0/tpm_version_major", "2\n");
	expect(&t, "yes", "yes", "2.0");
	cr_assert_str_eq(tree_fact(&t, FACT_tpm_vendor),
	                 "unreadable: the firmware does not tell");
	tree_done(&t);
}

Test(tpm, older_kernels_tell_the_version_in_other_ways)
{
	struct tree t = tree_new(), u = tree_new(), v = tree_new();
	tree_directory(&t, "sys/class/tpm/tpm0");
	tree_directory(&t, "sys/class/tpmrm/tpmrm0");
	expect(&t, "yes", "yes", "2.0");
	tree_put(&u, "sys/class/tpm/tpm0/device/description", "TPM 2.0 Device\n");
	expect(&u, "yes", "yes", "2.0");
	tree_directory(&v, "sys/class/tpm/tpm0");
	tree_put(&v, "sys/firmware/acpi/tables/TPM2", "");
	expect(&v, "yes", "yes", "2.0");
	tree_done(&t);
	tree_done(&u);
	tree_done(&v);
}

Test(tpm, nothing_tells_the_version)
{
	struct tree t = tree_new();
	tree_directory(&t, "sys/class/misc/tpm0");
	expect(&t, "yes", "yes", "unreadable: this kernel does not tell ");
	tree_done(&t);
}

Test(tpm, version_1_2_tells_its_maker_and_whether_it_is_on)
{
	struct tree t = tree_new();
	tree_put(&t, "sys/class/tpm/tpm0/device/caps",
	         "Manufacturer: 0x49465800\nTCG version: 1.2\nFirmware version: 4.40\n");
	tree_put(&t, "sys/class/tpm/tpm0/device/enabled", "1\n");
	tree_put(&t, "sys/class/tpm/tpm0/device/active", "0\n");
	expect(&t, "yes", "no", "1.2");
	cr_assert_str_eq(tree_fact(&t, FACT_tpm_vendor), "\"Infineon\"");
	cr_assert_str_eq(tree_fact(&t, FACT_tpm_firmware), "\"4.40\"");
	tree_done(&t);
}

Test(tpm, a_table_without_a_driver)
{
	struct tree t = tree_new();
	tree_directory(&t, "sys/class/net");
	tree_put(&t, "sys/firmware/acpi/tables/TPM2", "");
	expect(&t, "yes", "unreadable: the firmware shows a TPM, ", "2.0");
	tree_done(&t);
}

Test(tpm, a_device_that_the_firmware_hides_is_off_or_not_fitted)
{
	struct tree t = tree_new();
	tree_directory(&t, "sys/class/net");
	tree_put(&t, "sys/firmware/acpi/tables/FACP", "");
	tree_put(&t, ACPI_DEVICE "modalias", "acpi:MSFT0101:\n");
	tree_put(&t, ACPI_DEVICE "status", "0\n");
	expect(&t, "unreadable: the firmware keeps its TPM from the system: ", "no",
	       "unreadable: the firmware keeps its TPM from the system: ");
	cr_assert(strstr(scan_fact(t.scan, FACT_tpm_version)->remedy, "firmware setup"));
	tree_done(&t);
}

Test(tpm, a_device_of_a_maker_is_known_by_its_compatible_name)
{
	struct tree t = tree_new();
	tree_directory(&t, "sys/class/net");
	tree_put(&t, "sys/firmware/acpi/tables/FACP", "");
	tree_put(&t, "sys/bus/acpi/devices/IFX1522:00/modalias",
	         "acpi:IFX1522:MSFT0101:\n");
	tree_put(&t, "sys/bus/acpi/devices/IFX1522:00/status", "15\n");
	expect(&t, "yes", "unreadable: the firmware shows a TPM, ", "2.0");
	tree_done(&t);
}

/* The table of a machine with the TPM structure of SMBIOS. */
static void put_smbios(struct tree *t, const char *id, unsigned major)
{
	struct made m = {.table = BUF_EMPTY};
	size_t at = made_add(&m, 43, 0x1f, 0x40, "INTEL");
	memcpy(m.table.text + at + 4, id, 4);
	made_set(&m, at, 8, 1, major);
	made_set(&m, at, 0xa, 4, major == 1 ? 0x28040201 : 0x02580012);
	made_finish(&m, 0x0302);
	for (size_t i = 0; i < m.parsed.n; i++)
		cr_assert_neq(m.parsed.items[i].length, 0);
	tree_put_bytes(t, "sys/firmware/dmi/tables/DMI", m.table.text, m.table.n);
	made_done(&m);
	tree_run(t, probe_smbios_run);
}

Test(tpm, smbios_lists_one_that_the_system_is_not_shown)
{
	struct tree t = tree_new();
	tree_directory(&t, "sys/class/net");
	tree_put(&t, "sys/firmware/acpi/tables/FACP", "");
	put_smbios(&t, "INTC", 2);
	expect(&t, "yes", "no", "2.0");
	cr_assert_str_eq(tree_fact(&t, FACT_tpm_vendor), "\"Intel\"");
	cr_assert_str_eq(tree_fact(&t, FACT_tpm_firmware), "\"600.18\"");
	tree_done(&t);
}

Test(tpm, smbios_names_the_maker_of_the_one_that_answers)
{
	struct tree t = tree_new(), u = tree_new();
	tree_put(&t, "sys/class/tpm/tpm0/tpm_version_major", "1\n");
	put_smbios(&t, " MTS", 1);
	expect(&t, "yes", "yes", "1.2");
	cr_assert_str_eq(tree_fact(&t, FACT_tpm_vendor), "\"STMicroelectronics\"");
	cr_assert_str_eq(tree_fact(&t, FACT_tpm_firmware), "\"4.40\"");
	tree_put(&u, "sys/class/tpm/tpm0/tpm_version_major", "2\n");
	put_smbios(&u, "\0\0\0\0", 0);
	expect(&u, "yes", "yes", "2.0");
	tree_done(&t);
	tree_done(&u);
}

Test(tpm, not_there_on_a_machine_with_acpi)
{
	struct tree t = tree_new();
	tree_directory(&t, "sys/class/net");
	tree_put(&t, "sys/firmware/acpi/tables/FACP", "");
	expect(&t, "no", "no", "absent");
	cr_assert_eq(t.scan->note_count, 1);
	tree_done(&t);
}

Test(tpm, without_acpi_or_without_sysfs_it_cannot_be_told)
{
	struct tree t = tree_new(), u = tree_new();
	tree_directory(&t, "sys/class/net");
	expect(&t, "unreadable: the kernel has no driver of a TPM here, ",
	       "unreadable: ", "unreadable: ");
	expect(&u, "unreadable: the kernel does not show its devices here",
	       "unreadable: ", "unreadable: ");
	tree_done(&t);
	tree_done(&u);
}

Test(tpm, makers_are_known_forwards_and_backwards)
{
	cr_assert_str_eq(tpm_vendor("AMD "), "AMD");
	cr_assert_str_eq(tpm_vendor("AMD"), "AMD");
	cr_assert_str_eq(tpm_vendor("CTNI"), "Intel");
	cr_assert_null(tpm_vendor("ABCD"));
	cr_assert_null(tpm_vendor("\0\0\0\0"));
}
