/* SPDX-License-Identifier: GPL-3.0-or-later
 * The text of dmidecode as a scan. */
#include "base/file.h"
#include "facts/scan_json.h"
#include "import/import.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int keep(void *context, struct scan *scan)
{
	*(struct scan **)context = scan;
	return 0;
}

static struct scan *read_bytes(const char *text, size_t n, struct memo *memo,
                               struct error *err)
{
	struct scan *scan = NULL;
	struct import_document doc = {.name = "test.txt",
	                              .bytes = text,
	                              .n = n,
	                              .taken = "2026-01-02T03:04:05Z",
	                              .memo = memo};
	import_dmidecode_read(&doc, keep, &scan, err);
	return scan;
}

static struct scan *read_text(const char *text, struct error *err)
{
	return read_bytes(text, strlen(text), NULL, err);
}

static const char *text_of(const struct scan *scan, enum fact_id fact)
{
	const struct fact *f = scan_fact(scan, fact);
	return f && f->state == STATE_known ? f->value.text : NULL;
}

static fixed_t number_of(const struct scan *scan, enum fact_id fact)
{
	const struct fact *f = scan_fact(scan, fact);
	cr_assert(f && f->state == STATE_known, "%s is not known", fact_full_name(fact));
	cr_assert_eq(f->value.number.min, f->value.number.max);
	return f->value.number.min;
}

static struct scan *optiplex(void)
{
	struct buf text = BUF_EMPTY;
	cr_assert_eq(file_read("tests/import/optiplex.txt", 1 << 20, &text, NULL), 0);
	cr_assert(importer_detect(text.text, text.n) == importer_find("dmidecode"));
	struct scan *scan = read_text(text.text, NULL);
	cr_assert(scan);
	buf_done(&text);
	return scan;
}

Test(dmidecode, a_text_gives_the_machine_its_makers_and_names)
{
	struct scan *scan = optiplex();
	cr_assert_str_eq(text_of(scan, FACT_system_vendor), "Dell");
	cr_assert_str_eq(text_of(scan, FACT_system_model), "OptiPlex 7010");
	cr_assert_str_eq(text_of(scan, FACT_system_uuid),
	                 "4c4c4544-0042-4310-8031-c3c04f4d354a");
	cr_assert_str_eq(text_of(scan, FACT_firmware_version), "1.02");
	cr_assert_str_eq(text_of(scan, FACT_tpm_version), "2.0");
	cr_assert_str_eq(text_of(scan, FACT_cpu_model),
	                 "Intel(R) Core(TM) i5-3470 CPU @ 3.20GHz");
	cr_assert_eq(number_of(scan, FACT_cpu_cores), fixed_from_int(4));
	scan_free(scan);
}

Test(dmidecode, a_string_that_is_not_specified_is_absent)
{
	struct scan *scan = optiplex();
	cr_assert_eq(scan_fact(scan, FACT_system_part_number)->state, STATE_absent);
	scan_free(scan);
}

static const char two_processors[] =
        "# dmidecode 3.3\nSMBIOS 2.7 present.\n\n"
        "Handle 0x0004, DMI type 4, 42 bytes\nProcessor Information\n"
        "\tSocket Designation: CPU0\n\tType: Central Processor\n"
        "\tVersion: Xeon A\n\tStatus: Populated, Enabled\n"
        "\tCharacteristics:\n\t\t64-bit capable\n\t\tMulti-Core\n\n"
        "Handle 0x0005, DMI type 4, 42 bytes\nProcessor Information\n"
        "\tSocket Designation: CPU1\n\tType: Central Processor\n"
        "\tVersion: Xeon A\n\tStatus: %s\n"
        "\tCharacteristics: None\n";

Test(dmidecode, processors_say_that_they_have_64_bits)
{
	struct scan *scan = optiplex();
	cr_assert_eq(number_of(scan, FACT_cpu_bits), fixed_from_int(64));
	cr_assert_str_eq(scan_fact(scan, FACT_cpu_bits)->source, "SMBIOS type 4");
	cr_assert_eq(scan_fact(scan, FACT_cpu_virtualization), NULL);
	scan_free(scan);
}

Test(dmidecode, one_processor_that_is_silent_leaves_the_bits_unknown)
{
	static const struct {
		const char *status;
		bool known;
	} cases[] = {{"Populated, Enabled", false}, {"Unpopulated", true}};
	for (size_t i = 0; i < 2; i++) {
		char text[2000];
		snprintf(text, sizeof(text), two_processors, cases[i].status);
		struct scan *scan = read_text(text, NULL);
		const struct fact *f = scan_fact(scan, FACT_cpu_bits);
		cr_assert_eq(f && f->state == STATE_known, cases[i].known, "%s",
		             cases[i].status);
		scan_free(scan);
	}
}

Test(dmidecode, a_structure_whose_handle_was_taken_out_counts)
{
	struct scan *scan = optiplex();
	cr_assert_str_eq(text_of(scan, FACT_chassis_form), "tower");
	scan_free(scan);
}

Test(dmidecode, modules_and_slots_give_the_totals)
{
	struct scan *scan = optiplex();
	cr_assert_eq(number_of(scan, FACT_memory_installed),
	             ((fixed_t)8 << 30) * FIXED_ONE);
	cr_assert_eq(number_of(scan, FACT_memory_slots), fixed_from_int(2));
	cr_assert_eq(number_of(scan, FACT_memory_free_slots), fixed_from_int(1));
	struct component *c = scan_find(scan, KIND_memory_module, "DIMM1");
	cr_assert(c);
	cr_assert_str_eq(fact_value(c, FACT_memory_module_vendor)->text, "Samsung");
	cr_assert_str_eq(fact_value(c, FACT_memory_module_part_number)->text,
	                 "M378B1G73DB0-CK0");
	cr_assert_eq(fact_value(c, FACT_memory_module_speed)->number.min,
	             fixed_from_int(1600000000));
	cr_assert_not(fact_value(c, FACT_memory_module_registered)->yes);
	scan_free(scan);
}

Test(dmidecode, a_text_without_structures_is_refused)
{
	struct error err = {0};
	cr_assert_null(
	        read_text("# dmidecode 3.3\n# No SMBIOS nor DMI entry point found, "
	                  "sorry.\n",
	                  &err));
	cr_assert_eq(err.code, EXIT_usage);
	cr_assert(strstr(err.text, "found none"));
}

Test(dmidecode, odd_numbers_are_not_believed)
{
	struct scan *scan = read_text("Handle 0x0001, DMI type 17, 40 bytes\n"
	                              "Memory Device\n"
	                              "\tSize: 99999999999999999999 GB\n"
	                              "\tLocator: A\n"
	                              "\tSpeed: nonsense\n\n",
	                              NULL);
	struct component *c = scan_find(scan, KIND_memory_module, "A");
	cr_assert(c);
	cr_assert_null(fact_value(c, FACT_memory_module_size));
	cr_assert_null(fact_value(c, FACT_memory_module_speed));
	scan_free(scan);
}

static void check_same(struct scan *a, struct scan *b)
{
	struct buf x = BUF_EMPTY, y = BUF_EMPTY;
	scan_json_write(a, &x);
	scan_json_write(b, &y);
	cr_expect_str_eq(x.text, y.text);
	buf_done(&x);
	buf_done(&y);
	scan_free(a);
	scan_free(b);
}

Test(dmidecode, what_was_read_before_changes_no_scan)
{
	static const char *const texts[] = {
	        "Handle 0x0001, DMI type 1, 27 bytes\nSystem Information\n"
	        "\tManufacturer: Dell Inc.\n\tProduct Name:  Two  Blanks\n"
	        "\tSerial Number: To be filled by O.E.M.\n",
	        "Handle 0x0001, DMI type 1, 27 bytes\nSystem Information\n"
	        "\tManufacturer: LENOVO\n\tProduct Name: To be filled by O.E.M.\n"
	        "\tSerial Number: Dell Inc.\n",
	};
	struct memo *memo = memo_new(2048);
	for (size_t i = 0; i < 4; i++) {
		const char *text = texts[i % 2];
		check_same(read_text(text, NULL),
		           read_bytes(text, strlen(text), memo, NULL));
	}
	memo_free(memo);
}

Test(dmidecode, a_text_from_windows_is_the_same_machine)
{
	struct buf text = BUF_EMPTY, other = BUF_EMPTY;
	cr_assert_eq(file_read("tests/import/optiplex.txt", 1 << 20, &text, NULL), 0);
	for (size_t i = 0; i < text.n; i++) {
		if (text.text[i] == '\n')
			buf_add_char(&other, '\r');
		buf_add_char(&other, text.text[i]);
	}
	check_same(read_text(text.text, NULL), read_text(other.text, NULL));
	buf_done(&text);
	buf_done(&other);
}

Test(dmidecode, structures_end_at_blank_lines_wherever_these_stand)
{
	/* The blank line at every distance from where the search for it starts. */
	for (size_t pad = 0; pad < 200; pad++) {
		char text[512];
		int n = snprintf(
		        text, sizeof(text),
		        "Handle 0x0007, DMI type 7, 19 bytes\nCache\n"
		        "\tName: %*s\n\n"
		        "Handle 0x0001, DMI type 1, 27 bytes\nSystem Information\n"
		        "\tManufacturer: Dell Inc.\n\tManufacturer: Other\n",
		        (int)pad, "");
		struct scan *scan = read_bytes(text, (size_t)n, NULL, NULL);
		cr_assert(scan, "after %zu blanks", pad);
		cr_expect_str_eq(text_of(scan, FACT_system_vendor), "Dell",
		                 "the first of two counts");
		scan_free(scan);
	}
}

Test(dmidecode, a_text_may_end_anywhere)
{
	struct buf text = BUF_EMPTY;
	cr_assert_eq(file_read("tests/import/optiplex.txt", 1 << 20, &text, NULL), 0);
	for (size_t n = 0; n < text.n; n += 7) {
		/* Without a byte behind, so that reading too far is seen. */
		char *cut = memcpy(memory_resize(NULL, n ? n : 1), text.text, n);
		struct error err = {0};
		struct scan *scan = read_bytes(cut, n, NULL, &err);
		cr_expect(scan || err.code);
		scan_free(scan);
		free(cut);
	}
	buf_done(&text);
}
