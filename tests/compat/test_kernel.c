/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compat/kernel.h"
#include "compat/modinfo.h"

#include <criterion/criterion.h>
#include <string.h>

#define FOLDER "tests/compat/kernel"

static bool has(const struct kernel_pair *items, size_t n, const char *text,
                const char *driver)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(items[i].text, text) && !strcmp(items[i].driver, driver))
			return true;
	return false;
}

Test(kernel, modules_are_read_plain_and_compressed_and_names_have_no_dash)
{
	static const char *const drivers[] = {"in_gz", "in_xz", "in_zstd", "plain_one"};
	struct kernel_facts facts;
	struct error err = {0};
	cr_assert_eq(kernel_read(&facts, FOLDER, &err), 0, "%s", err.text);
	cr_assert_str_eq(facts.release, "kernel");
	cr_assert_eq(facts.driver_n, 5);
	for (size_t i = 0; i < sizeof(drivers) / sizeof(*drivers); i++) {
		cr_expect(has(facts.aliases, facts.alias_n,
		              "pci:v00001234d00005678sv*sd*bc*sc*i*", drivers[i]));
		cr_expect(has(facts.firmware, facts.firmware_n, "example/a.bin",
		              drivers[i]));
	}
	kernel_facts_done(&facts);
}

Test(kernel, what_is_built_in_is_marked_and_aliases_of_no_device_are_left_out)
{
	struct kernel_facts facts;
	struct error err = {0};
	cr_assert_eq(kernel_read(&facts, FOLDER, &err), 0, "%s", err.text);
	cr_expect(has(facts.aliases, facts.alias_n, "acpi*:TEST0001:*", "inside"));
	cr_expect_not(has(facts.aliases, facts.alias_n, "fs-example", "plain_one"));
	for (size_t i = 0; i < facts.driver_n; i++)
		cr_expect_eq(facts.drivers[i].built_in,
		             !strcmp(facts.drivers[i].name, "inside"));
	kernel_facts_done(&facts);
}

Test(kernel, a_folder_without_modules_is_refused_with_what_to_do)
{
	struct kernel_facts facts;
	struct error err = {0};
	cr_assert_eq(kernel_read(&facts, "tests/base", &err), -1);
	cr_expect_neq(strstr(err.remedy, "lib/modules"), NULL);
	kernel_facts_done(&facts);
}

static void none(void *context, const char *name, const char *value)
{
	(void)context, (void)name, (void)value;
}

Test(modinfo, a_file_that_is_no_module_is_refused)
{
	struct error err = {0};
	cr_assert_eq(modinfo_read("text", 4, "x.ko", none, NULL, &err), -1);
	cr_expect_neq(strstr(err.text, "found another file"), NULL);
}

Test(modinfo, damaged_compression_is_refused)
{
	struct error err = {0};
	cr_assert_eq(modinfo_read("\x28\xb5\x2f\xfdxxxxxxxx", 12, "x", none, NULL, &err),
	             -1);
	cr_expect_neq(strstr(err.text, "its compression is damaged"), NULL);
}
