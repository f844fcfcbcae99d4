/* SPDX-License-Identifier: GPL-3.0-or-later
 * The probe firmware: UEFI or BIOS, and Secure Boot on, off, not there, not readable. */
#include "probes/firmware.h"
#include "probes/table.h"
#include "tree.h"

#include <errno.h>

#define VARIABLES   "sys/firmware/efi/efivars/"
#define SECURE_BOOT VARIABLES "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
#define SHIM_STATE  VARIABLES "MokSBStateRT-605dab50-e046-4300-abb6-3dd810dd8b23"
#define OLD         "sys/firmware/efi/vars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c/data"

static void put_variable(const struct tree *t, const char *path, unsigned char value)
{
	unsigned char bytes[5] = {6, 0, 0, 0, value};
	tree_put_bytes(t, path, bytes, sizeof(bytes));
}

/* Runs the probe and compares firmware.type, secure_boot and secure_boot_capable. */
static void expect(struct tree *t, const char *type, const char *on, const char *capable)
{
	tree_run(t, probe_firmware_run);
	cr_assert_str_eq(tree_fact(t, FACT_firmware_type), type);
	cr_assert_str_eq(tree_fact(t, FACT_firmware_secure_boot), on);
	cr_assert_str_eq(tree_fact(t, FACT_firmware_secure_boot_capable), capable);
	tree_done(t);
}

static void set_x86(struct tree *t)
{
	fact_set_string(t->scan, scan_add(t->scan, KIND_os, NULL), FACT_os_architecture,
	                "x86_64");
}

Test(firmware, a_variable_is_attributes_and_one_byte)
{
	unsigned char bytes[] = {6, 0, 0, 0, 1};
	cr_assert_eq(efi_variable_parse(bytes, 5).state, EFI_yes);
	bytes[4] = 0;
	cr_assert_eq(efi_variable_parse(bytes, 5).state, EFI_no);
	cr_assert_eq(efi_variable_parse(bytes, 4).state, EFI_unreadable);
	cr_assert_eq(efi_variable_parse(bytes, 0).state, EFI_unreadable);
	cr_assert_eq(efi_variable_parse(bytes, -ENOENT).state, EFI_absent);
	cr_assert_eq(efi_variable_parse(bytes, -EACCES).error, EACCES);
}

Test(firmware, secure_boot_on)
{
	struct tree t = tree_new();
	put_variable(&t, SECURE_BOOT, 1);
	expect(&t, "uefi", "yes", "yes");
}

Test(firmware, secure_boot_off_can_be_switched_on)
{
	struct tree t = tree_new();
	put_variable(&t, SECURE_BOOT, 0);
	expect(&t, "uefi", "no", "yes");
}

Test(firmware, variables_without_secure_boot_say_that_there_is_none)
{
	struct tree t = tree_new();
	put_variable(&t, VARIABLES "BootCurrent-8be4df61-93ca-11d2-aa0d-00e098032b8c", 1);
	expect(&t, "uefi", "no", "no");
}

Test(firmware, an_empty_folder_of_variables_says_nothing)
{
	struct tree t = tree_new();
	tree_directory(&t, "sys/firmware/efi/efivars");
	expect(&t, "uefi", "unreadable: the EFI variables are not mounted",
	       "unreadable: the EFI variables are not mounted");
}

Test(firmware, an_older_kernel_shows_the_value_alone)
{
	struct tree t = tree_new();
	tree_put(&t, OLD, "\001");
	expect(&t, "uefi", "yes", "yes");
}

Test(firmware, shim_that_does_not_verify_is_noted)
{
	struct tree t = tree_new();
	put_variable(&t, SECURE_BOOT, 1);
	put_variable(&t, SHIM_STATE, 1);
	tree_run(&t, probe_firmware_run);
	cr_assert_eq(t.scan->note_count, 1);
	tree_done(&t);
}

Test(firmware, a_bios_start_hides_what_the_firmware_can)
{
	struct tree t = tree_new();
	set_x86(&t);
	tree_directory(&t, "sys/firmware/dmi");
	expect(&t, "bios", "no",
	       "unreadable: the machine was started as with a BIOS, which hides what its "
	       "firmware can");
}

Test(firmware, a_bios_older_than_secure_boot_does_not_have_it)
{
	struct tree t = tree_new();
	set_x86(&t);
	tree_directory(&t, "sys/firmware/dmi");
	fact_set_date(t.scan, scan_add(t.scan, KIND_firmware, NULL), FACT_firmware_date,
	              (struct date){2010, 12, 31});
	expect(&t, "bios", "no", "no");
}

Test(firmware, a_board_with_a_device_tree_has_neither)
{
	struct tree t = tree_new();
	tree_directory(&t, "sys/firmware/devicetree/base");
	expect(&t, "absent", "no", "no");
}

Test(firmware, a_guest_without_smbios_was_started_by_its_hypervisor)
{
	struct tree t = tree_new();
	tree_directory(&t, "sys/firmware/memmap");
	fact_set_string(t.scan, scan_add(t.scan, KIND_system, NULL), FACT_system_virtual,
	                "kvm");
	expect(&t, "absent", "no", "no");
}

Test(firmware, a_container_shows_nothing)
{
	static const char why[] =
	        "unreadable: the kernel does not show the firmware here";
	struct tree t = tree_new();
	set_x86(&t);
	tree_directory(&t, "sys/firmware");
	expect(&t, why, why, why);
}
