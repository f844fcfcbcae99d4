/* SPDX-License-Identifier: GPL-3.0-or-later
 * Placeholders and the one spelling of makers. */
#include "facts/normalise.h"

#include "facts/jedec.h"
#include "facts/scan.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const placeholder_rows[] = {
#define PLACEHOLDER(text, where) text,
#include "facts/placeholders.def"
#undef PLACEHOLDER
};
static const char *const vendor_rows[][2] = {
#define VENDOR(alias, name) {alias, name},
#include "facts/vendors.def"
#undef VENDOR
};
static const struct {
	unsigned continuations, code;
	const char *name;
} jedec_rows[] = {
#define JEDEC(continuations, code, name) {continuations, code, name},
#include "facts/jedec.def"
#undef JEDEC
};

#define COUNT(table) (sizeof(table) / sizeof(*table))

static void check_order(const char *before, const char *row)
{
	char a[64], b[64];
	cr_assert(normalise_fold(before, false, a, sizeof(a)), "%s", before);
	cr_assert(normalise_fold(row, false, b, sizeof(b)), "%s", row);
	cr_assert_lt(strcmp(a, b), 0, "\"%s\" stands before \"%s\"", before, row);
}

Test(normalise, rows_are_in_order_so_that_each_is_found)
{
	for (size_t i = 1; i < COUNT(placeholder_rows); i++)
		check_order(placeholder_rows[i - 1], placeholder_rows[i]);
	for (size_t i = 1; i < COUNT(vendor_rows); i++)
		check_order(vendor_rows[i - 1][0], vendor_rows[i][0]);
	for (size_t i = 0; i < COUNT(placeholder_rows); i++)
		cr_assert(
		        normalise_is_placeholder(FACT_system_serial, placeholder_rows[i]),
		        "%s", placeholder_rows[i]);
	for (size_t i = 0; i < COUNT(jedec_rows); i++)
		cr_assert_str_eq(jedec_name(jedec_rows[i].continuations,
		                            (uint8_t)jedec_rows[i].code),
		                 jedec_rows[i].name);
}

Test(normalise, a_makers_name_stays_what_it_is_when_normalised_again)
{
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT(vendor_rows); i++)
		cr_assert_str_eq(
		        normalise_text(&arena, FACT_disk_vendor, vendor_rows[i][1]),
		        vendor_rows[i][1]);
	for (size_t i = 0; i < COUNT(jedec_rows); i++)
		cr_assert_str_eq(normalise_text(&arena, FACT_memory_module_vendor,
		                                jedec_rows[i].name),
		                 jedec_rows[i].name);
	arena_done(&arena);
}

Test(normalise, what_firmware_leaves_in_place_of_a_value_is_a_placeholder)
{
	static const char *const texts[] = {
	        "To Be Filled By O.E.M.",
	        "To be filled by O.E.M",
	        "Default string",
	        "$(DEFAULT_STRING)",
	        "System Product Name",
	        "N/A",
	        "Not Available",
	        "[Empty]",
	        "<BAD INDEX>",
	        "Manufacturer03",
	        "Dimm11_PartNum",
	        "Array1_PartNumber7",
	        "Unknown (0)",
	        "--",
	        "*",
	        " . ..   ..",
	        "x.x",
	};
	for (size_t i = 0; i < COUNT(texts); i++) {
		cr_assert(normalise_is_placeholder(FACT_memory_module_vendor, texts[i]),
		          "%s", texts[i]);
		cr_assert(normalise_is_placeholder(FACT_system_model, texts[i]), "%s",
		          texts[i]);
	}
}

Test(normalise, a_number_of_one_digit_is_no_serial_number_but_may_be_a_version)
{
	static const char *const texts[] = {"00000000",
	                                    "0x0000",
	                                    "FFFFFFFF",
	                                    "0",
	                                    "0000_0000_0000_0000.",
	                                    "00000000-0000-0000-0000-000000000000"};
	for (size_t i = 0; i < COUNT(texts); i++) {
		cr_assert(normalise_is_placeholder(FACT_system_uuid, texts[i]), "%s",
		          texts[i]);
		cr_assert(normalise_is_placeholder(FACT_memory_module_part_number,
		                                   texts[i]),
		          "%s", texts[i]);
		cr_assert_not(normalise_is_placeholder(FACT_board_version, texts[i]),
		              "%s", texts[i]);
	}
	cr_assert(normalise_is_placeholder(FACT_system_serial, "12345678"));
	cr_assert_not(normalise_is_placeholder(FACT_system_model, "12345678"));
	cr_assert_not(normalise_is_placeholder(FACT_system_family, "X"));
}

Test(normalise, real_values_are_no_placeholders)
{
	static const char *const texts[] = {
	        "1.0",      "Rev 1.0",  "OptiPlex 7050", "M471A1G44AB0-CWE",
	        "sku10851", "SER",      "0F0F0F0F1",     "ÕUN",
	        "Notebook", "OEM-X200", "DIMM 0",        "Product 1",
	        "V1.06",    "ABC",      "-CF",
	};
	for (size_t i = 0; i < COUNT(texts); i++) {
		cr_assert_not(normalise_is_placeholder(FACT_system_model, texts[i]), "%s",
		              texts[i]);
		cr_assert_not(normalise_is_placeholder(FACT_system_serial, texts[i]),
		              "%s", texts[i]);
	}
}

Test(normalise, words_and_numbers_of_other_types_are_never_placeholders)
{
	cr_assert_not(normalise_is_placeholder(FACT_system_virtual, "none"));
	cr_assert_not(normalise_is_placeholder(FACT_memory_error_correction, "none"));
}

static void check_vendor(enum fact_id fact, const char *text, const char *wanted)
{
	struct arena arena = {0};
	cr_assert_str_eq(normalise_text(&arena, fact, text), wanted, "%s is %s", text,
	                 normalise_text(&arena, fact, text));
	arena_done(&arena);
}

Test(normalise, makers_have_one_spelling_without_legal_suffix)
{
	static const char *const vendors[][2] = {
	        {"Dell Inc.", "Dell"},
	        {"Dell Computer Corporation", "Dell"},
	        {"LENOVO", "Lenovo"},
	        {"Hewlett-Packard", "HP"},
	        {"ASUSTeK COMPUTER INC.", "ASUS"},
	        {"Gigabyte Technology Co., Ltd.", "Gigabyte"},
	        {"MICRO-STAR INTERNATIONAL CO.,LTD", "MSI"},
	        {"American Megatrends International, LLC.", "American Megatrends"},
	        {"SAMSUNG ELECTRONICS CO., LTD.", "Samsung"},
	        {"CSL-Computer GmbH & Co. KG", "CSL-Computer"},
	        {"Itautec S.A.", "Itautec"},
	        {"Intel(R) Corporation", "Intel"},
	        {"Micron   Technology,  Inc.", "Micron"},
	        {"Co", "Co"},
	        {"Contoso", "Contoso"},
	        {"80CE", "80CE"},
	};
	for (size_t i = 0; i < COUNT(vendors); i++)
		check_vendor(FACT_system_vendor, vendors[i][0], vendors[i][1]);
}

Test(normalise, makers_of_memory_are_named_by_any_spelling_of_their_jedec_number)
{
	static const char *const vendors[][2] = {
	        {"80CE", "Samsung"},
	        {"0x80CE", "Samsung"},
	        {"CE80", "Samsung"},
	        {"80CE000080CE", "Samsung"},
	        {"00CE04B380CE", "Samsung"},
	        {"CE00000000000000", "Samsung"},
	        {"00000000000000CE", "Samsung"},
	        {"JEDEC ID:80 CE", "Samsung"},
	        {"Samsung-00CE", "Samsung"},
	        {"Unknown - [0x9B85]", "Crucial"},
	        {"Unknown ID:0x9B05", "Crucial"},
	        {"859B0000802C", "Crucial"},
	        {"7F7F7F7F7F9B0000", "Crucial"},
	        {"7F98", "Kingston"},
	        {"JEDEC ID:7F 98 00 00 00 00 00 00", "Kingston"},
	        {"9801", "Kingston"},
	        {"0B83", "Nanya"},
	        {"000000000000FE02", "Elpida"},
	        {"JEDEC ID:AD 01 07 19 45 53 26 16", "SK hynix"},
	        {"2CFFFFFFFFFFFFFF", "Micron"},
	        {"00000000802C", "Micron"},
	        {"Hynix Semiconduc", "SK hynix"},
	        {"Micron Technology", "Micron"},
	        /* Nobody's number, or no number at all, stays as it is. */
	        {"1315", "1315"},
	        {"0215", "0215"},
	        {"1337", "1337"},
	        {"17", "17"},
	        {"DEAD", "DEAD"},
	        {"859<", "859<"},
	        {"0x8", "0x8"},
	};
	for (size_t i = 0; i < COUNT(vendors); i++)
		check_vendor(FACT_memory_module_vendor, vendors[i][0], vendors[i][1]);
}

Test(normalise, a_part_number_in_hexadecimal_becomes_text)
{
	check_vendor(FACT_memory_module_part_number,
	             "0x48594D503131325336344352362D53362020", "HYMP112S64CR6-S6");
	check_vendor(FACT_memory_module_part_number, "0x4859", "0x4859");
	check_vendor(FACT_memory_module_part_number, "0x48594D50313132533634435200ff",
	             "0x48594D50313132533634435200ff");
}

Test(normalise, the_raw_text_stays_beside_the_normal_one)
{
	struct scan *scan = scan_new();
	struct component *c = scan_add(scan, KIND_system, NULL);
	fact_set_string(scan, c, FACT_system_vendor, "Dell Inc.");
	fact_set_string(scan, c, FACT_system_model, "Default string");
	const struct fact *vendor = fact_get(c, FACT_system_vendor);
	cr_assert_str_eq(vendor->value.text, "Dell");
	cr_assert_str_eq(vendor->raw, "Dell Inc.");
	cr_assert_eq(fact_get(c, FACT_system_model)->state, STATE_absent);
	cr_assert_eq(scan->note_count, 1);
	scan_free(scan);
}

/* Over the recorded texts, when they are there: how many modules still have a number. */
Test(normalise, nearly_all_recorded_makers_of_memory_get_a_name)
{
	const char *shared = getenv("HWFIT_SHARED");
	char command[512];
	snprintf(command, sizeof(command),
	         "f='%s/corpus/dmi/dmidecode-3000.tar.xz'; [ -e \"$f\" ] && tar xJOf "
	         "\"$f\" | "
	         "awk '/^Handle/ { d = / type 17,/ } d && /^\\tManufacturer: / { "
	         "sub(/^\\tManufacturer: /, \"\"); print }'",
	         shared ? shared : "../shared");
	FILE *f = popen(command, "r");
	cr_assert(f);
	struct arena arena = {0};
	char line[256];
	size_t all = 0, numbers = 0, empty = 0;
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		size_t n = strlen(line);
		while (n && line[n - 1] == ' ')
			line[--n] = '\0';
		all++;
		if (!strcmp(line, "Not Specified") ||
		    normalise_is_placeholder(FACT_memory_module_vendor, line)) {
			empty++;
			continue;
		}
		const char *name =
		        normalise_text(&arena, FACT_memory_module_vendor, line);
		numbers += name[strspn(name, "0123456789abcdefABCDEFx")] == '\0';
	}
	pclose(f);
	arena_done(&arena);
	if (!all)
		cr_skip_test("no recorded texts in ../shared/corpus/dmi");
	printf("# %zu makers of memory, %zu placeholders, %zu still numbers\n", all,
	       empty, numbers);
	cr_assert_gt(all, 5000);
	cr_assert_lt(numbers * 100, (all - empty) * 5, "%zu of %zu are still numbers",
	             numbers, all - empty);
}
