/* SPDX-License-Identifier: GPL-3.0-or-later
 * Values and tests as requirements write them. */
#include "parsed.h"

TestSuite(values, .fini = parsed_done);

static const struct operand *operand_of(const char *line)
{
	const struct condition *c = parse_condition_of(line);
	cr_assert(c->test.n, "%s", line);
	return &c->test.operands[0];
}

Test(values, a_unit_gives_base_units)
{
	static const struct {
		const char *line, *base;
	} cases[] = {
	        {"must memory.installed >= 16 GB", "17179869184"},
	        {"must memory.installed >= 16GB", "17179869184"},
	        {"must memory.installed >= 16 GiB", "17179869184"},
	        {"must have memory_module: size >= 8 GB", "8589934592"},
	        {"must have memory_slot: size >= 8 GB", "8589934592"},
	        {"must have gpu: vram >= 2 GB", "2147483648"},
	        {"must have disk: size >= 480 GB", "480000000000"},
	        {"must have disk: size >= 480 GiB", "515396075520"},
	        {"must have disk: size >= 0.5 TB", "500000000000"},
	        {"must have display: diagonal >= 24 inch", "609.6"},
	        {"must have display: diagonal >= 13.3 inches", "337.82"},
	        {"must have display: width <= 55 cm", "550"},
	        {"must service.warranty >= 60 months", "60"},
	        {"must service.warranty >= 1 month", "1"},
	        {"must service.warranty >= 5 years", "60"},
	        {"must every memory_module: speed >= 3200 MT/s", "3200000000"},
	        {"must have network: max_speed >= 2.5 Gbit/s", "2500000000"},
	        {"must system.battery_runtime >= 9 h", "32400"},
	        {"must system.weight <= 1.6 kg", "1600"},
	        {"must system.operating_temperature_min <= -20 degC", "-20"},
	        {"must every disk: wear <= 10 %", "10"},
	        {"must every disk: wear <= 10%", "10"},
	        {"must have display: luminance >= 300 cd/m2", "300"},
	        {"must have camera: pixels >= 5 MP", "5000000"},
	        {"must system.update_interval <= 90 days", "90"},
	        {"must every disk: wear = 0 %", "0"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct value *v = &operand_of(cases[i].line)->value;
		cr_assert(v->type == TYPE_NUMBER, "%s", cases[i].line);
		cr_assert(v->number.min == fixed_of(cases[i].base), "%s", cases[i].line);
		cr_assert(v->number.max == v->number.min, "%s", cases[i].line);
	}
}

Test(values, clock_time_and_working_days_are_kept_apart)
{
	const struct value *v =
	        &operand_of("must every service_level: response <= 4 h")->value;
	cr_assert_eq(v->dimension, DIM_seconds);
	cr_assert(v->number.min == fixed_of("14400"));
	v = &operand_of("must every service_level: response <= 1 working_day")->value;
	cr_assert_eq(v->dimension, DIM_working_days);
	cr_assert(v->number.min == fixed_of("1"));
	v = &operand_of("must every service_level: response <= 2 working_days")->value;
	cr_assert(v->number.min == fixed_of("2"));
}

Test(values, a_plain_number_is_whole_where_the_fact_is)
{
	const struct value *v = &operand_of("must cpu.cores >= 4")->value;
	cr_assert_eq(v->type, TYPE_INTEGER);
	v = &operand_of("must have display: contrast >= 1000.5")->value;
	cr_assert_eq(v->type, TYPE_NUMBER);
	cr_assert(v->number.min == fixed_of("1000.5"));
}

Test(values, operators_in_ascii_and_as_signs)
{
	static const struct {
		const char *line;
		enum operator op;
	} cases[] = {
	        {"must cpu.cores = 4", OP_equal},
	        {"must cpu.cores != 4", OP_not_equal},
	        {"must cpu.cores < 4", OP_less},
	        {"must cpu.cores <= 4", OP_at_most},
	        {"must cpu.cores > 4", OP_more},
	        {"must cpu.cores >= 4", OP_at_least},
	        {"must cpu.cores ≥ 4", OP_at_least},
	        {"must cpu.cores ≤ 4", OP_at_most},
	        {"must cpu.cores ≠ 4", OP_not_equal},
	        {"must cpu.cores>=4", OP_at_least},
	        {"must cpu.cores≥4", OP_at_least},
	        {"must\tcpu.cores\t>=\t4", OP_at_least},
	        {"must cpu.cores\u00a0>=\u00a04", OP_at_least},
	        {"must\u202fcpu.cores ≥\u202f4", OP_at_least},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct condition *c = parse_condition_of(cases[i].line);
		cr_assert_eq(c->fact, FACT_cpu_cores, "%s", cases[i].line);
		cr_assert_eq(c->test.type, TEST_compare, "%s", cases[i].line);
		cr_assert_eq(c->test.op, cases[i].op, "%s", cases[i].line);
	}
}

Test(values, resolutions)
{
	static const char *const lines[] = {
	        "must have display: resolution >= 1920x1200",
	        "must have display: resolution >= 1920×1200",
	        "must have display: resolution >= 1920X1200",
	};
	for (size_t i = 0; i < 3; i++) {
		const struct value *v = &operand_of(lines[i])->value;
		cr_assert_eq(v->type, TYPE_RESOLUTION);
		cr_assert_eq(v->resolution.width, 1920, "%s", lines[i]);
		cr_assert_eq(v->resolution.height, 1200, "%s", lines[i]);
	}
}

Test(values, words_are_compared_without_case_blanks_and_dashes)
{
	static const struct {
		const char *line, *word;
	} cases[] = {
	        {"must have network: standard >= wifi6e", "wifi6e"},
	        {"must have network: standard >= \"Wi-Fi 6E\"", "wifi6e"},
	        {"must have network: standard >= Wi-Fi6E", "wifi6e"},
	        {"must have disk: medium = SSD", "ssd"},
	        {"must have port: type = usb-c", "usb_c"},
	        {"must have port: type = \"USB C\"", "usb_c"},
	        {"must cpu.isa_level >= x86-64-v3", "x86_64_v3"},
	        {"must have keyboard: layout = ee", "ee"},
	        {"must have modem: generation >= nr_5g", "nr_5g"},
	        {"must system.model = \"ThinkPad T14 # 5\"", "ThinkPad T14 # 5"},
	        {"must system.model = \"a \\\"b\\\" \\\\ c\"", "a \"b\" \\ c"},
	        {"must system.model contains ThinkPad", "ThinkPad"},
	        {"must os.version >= 24.04", "24.04"},
	        {"must tpm.version >= 2", "2"},
	        {"must os.kernel >= \"6.1-rc3\"", "6.1-rc3"},
	        {"must os.platform = debian-13", "debian-13"},
	        {"must memory.error_correction = none", "none"},
	        {"must have port: poe != none", "none"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		cr_assert_str_eq(operand_of(cases[i].line)->value.text, cases[i].word,
		                 "%s", cases[i].line);
}

Test(values, none_asks_for_absence_where_it_is_no_word)
{
	const struct condition *c = parse_condition_of("must have disk: wear = none");
	cr_assert_eq(c->test.type, TEST_absent);
	cr_assert_eq(c->test.op, OP_equal);
	c = parse_condition_of("must cpu.base_clock != none");
	cr_assert_eq(c->test.type, TEST_absent);
	cr_assert_eq(c->test.op, OP_not_equal);
	c = parse_condition_of("must have port: poe = none");
	cr_assert_eq(c->test.type, TEST_compare);
	c = parse_condition_of("must system.model = \"none\"");
	cr_assert_eq(c->test.type, TEST_compare);
}

Test(values, ranges_and_lists)
{
	const struct test *t =
	        &parse_condition_of("must have display: diagonal from 13.3 inch to 36 cm")
	                 ->test;
	cr_assert_eq(t->type, TEST_range);
	cr_assert_eq(t->n, 2);
	cr_assert(t->operands[0].value.number.min == fixed_of("337.82"));
	cr_assert(t->operands[1].value.number.min == fixed_of("360"));
	t = &parse_condition_of("must have network: standard from wifi5 to wifi6e")->test;
	cr_assert_eq(t->type, TEST_range);
	t = &parse_condition_of("must cpu.cores from 4 to 4")->test;
	cr_assert_eq(t->type, TEST_range);
	t = &parse_condition_of("must have disk: medium in (ssd, flash, \"HDD\")")->test;
	cr_assert_eq(t->type, TEST_in);
	cr_assert_eq(t->n, 3);
	cr_assert_str_eq(t->operands[2].value.text, "hdd");
	t = &parse_condition_of("must cpu.flags contains aes")->test;
	cr_assert_eq(t->type, TEST_contains);
	cr_assert_eq(t->n, 1);
	t = &parse_condition_of("must cpu.flags contains (aes, avx2)")->test;
	cr_assert_eq(t->n, 2);
	t = &parse_condition_of("must have network: bands contains (2.4 GHz, 5 GHz)")
	             ->test;
	cr_assert_eq(t->operands[0].value.type, TYPE_NUMBER);
	cr_assert(t->operands[0].value.number.min == fixed_of("2400000000"));
	t = &parse_condition_of("must switch.protocols contains \"802.1X\"\n"
	                        "applies_to switch")
	             ->test;
	cr_assert_str_eq(t->operands[0].value.text, "802.1X");
}

Test(values, yes_and_no)
{
	cr_assert(operand_of("must firmware.secure_boot = yes")->value.yes);
	cr_assert(!operand_of("must firmware.secure_boot = no")->value.yes);
}

Test(values, dates_that_hang_on_another_day)
{
	static const struct {
		const char *line, *day;
	} cases[] = {
	        {"must firmware.date >= 2026-03-01", "2026-03-01"},
	        {"must firmware.date >= today", "2026-11-23"},
	        {"must firmware.date >= today - 7 years", "2019-11-23"},
	        {"must firmware.date >= today + 10 days", "2026-12-03"},
	        {"must firmware.date >= today - 1 month", "2026-10-23"},
	        {"must firmware.updates_until >= delivery", "2027-08-31"},
	        {"must firmware.updates_until >= delivery + 60 months", "2032-08-31"},
	        {"must firmware.updates_until >= delivery + 6 months", "2028-02-29"},
	        {"must firmware.updates_until >= delivery-1 day", "2027-08-30"},
	};
	struct date today = {2026, 11, 23}, delivery = {2027, 8, 31};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char lines[128], day[DATE_TEXT_MAX];
		snprintf(lines, sizeof(lines), "delivery 2027-08-31\n%s", cases[i].line);
		const struct operand *o = operand_of(lines);
		struct date date = date_term_resolve(&o->date, today, &delivery);
		cr_assert_str_eq(date_text(date, day), cases[i].day, "%s", cases[i].line);
	}
	const struct date_term term = {.base = DATE_delivery};
	char day[DATE_TEXT_MAX];
	cr_assert_str_eq(date_text(date_term_resolve(&term, today, NULL), day),
	                 "2026-11-23");
}

Test(values, what_is_written_is_kept_with_blanks_folded)
{
	cr_assert_str_eq(operand_of("must memory.installed >=   16   GB # much")->written,
	                 "16 GB");
	cr_assert_str_eq(operand_of("must memory.installed >= 16GB")->written, "16GB");
	cr_assert_str_eq(operand_of("must system.model = \"a  b\"")->written, "\"a  b\"");
}
