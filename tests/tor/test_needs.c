/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every form of a need, and the tails behind it. */
#include "parsed.h"

TestSuite(needs, .fini = parsed_done);
TestSuite(tails, .fini = parsed_done);
TestSuite(award, .fini = parsed_done);

Test(needs, have_says_how_many)
{
	static const struct {
		const char *line;
		enum quantity quantity;
		unsigned count;
	} cases[] = {
	        {"must have dock", QUANTITY_at_least, 1},
	        {"must have 2 docks", QUANTITY_at_least, 2},
	        {"must have exactly 1 dock", QUANTITY_exactly, 1},
	        {"must have at_most 4 docks", QUANTITY_at_most, 4},
	        {"must have no dock", QUANTITY_none, 0},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct need *n = parse_needed(cases[i].line);
		cr_assert_eq(n->type, NEED_have, "%s", cases[i].line);
		cr_assert_eq(n->kind, KIND_dock, "%s", cases[i].line);
		cr_assert_eq(n->quantity, cases[i].quantity, "%s", cases[i].line);
		cr_assert_eq(n->count, cases[i].count, "%s", cases[i].line);
		cr_assert(!n->in_lot && !n->conditions.n, "%s", cases[i].line);
	}
}

Test(needs, every_kind_may_be_named_in_the_plural)
{
	for (size_t i = 0; i < KIND_COUNT; i++) {
		const struct kind *kind = kind_row((enum kind_id)i);
		char line[128];
		snprintf(line, sizeof(line), "must have %s", kind->name);
		cr_assert_eq(parse_needed(line)->kind, i, "%s", line);
		snprintf(line, sizeof(line), "must have 2 %s", kind->plural);
		cr_assert_eq(parse_needed(line)->kind, i, "%s", line);
		snprintf(line, sizeof(line), "must count %s >= 1", kind->plural);
		cr_assert_eq(parse_needed(line)->kind, i, "%s", line);
	}
}

Test(needs, conditions_of_one_component)
{
	const struct need *n =
	        parse_needed("must have 2 ports in lot: type = usb_c, power_in >= 65 W,\n"
	                     "  port.displayport = yes # the same as displayport\n");
	cr_assert(n->in_lot);
	cr_assert_eq(n->conditions.n, 3);
	cr_assert_eq(n->conditions.items[0].fact, FACT_port_type);
	cr_assert_eq(n->conditions.items[1].fact, FACT_port_power_in);
	cr_assert_eq(n->conditions.items[2].fact, FACT_port_displayport);
	cr_assert_str_eq(n->written,
	                 "have 2 ports in lot: type = usb_c, power_in >= 65 W, "
	                 "port.displayport = yes");
}

Test(needs, every_with_where)
{
	const struct need *n = parse_needed(
	        "must every disk where medium = ssd, size > 1 GB: wear <= 10 %");
	cr_assert_eq(n->type, NEED_every);
	cr_assert_eq(n->kind, KIND_disk);
	cr_assert_eq(n->where.n, 2);
	cr_assert_eq(n->conditions.n, 1);
	cr_assert_eq(n->conditions.items[0].fact, FACT_disk_wear);
}

Test(needs, numbers_over_all_components)
{
	const struct need *n =
	        parse_needed("must total disk.size >= 2 TB where medium = ssd");
	cr_assert_eq(n->type, NEED_aggregate);
	cr_assert_eq(n->aggregate, AGGREGATE_total);
	cr_assert_eq(n->fact, FACT_disk_size);
	cr_assert_eq(n->kind, KIND_disk);
	cr_assert_eq(n->where.n, 1);
	cr_assert_eq(parse_needed("must smallest disks.size >= 8 TB")->aggregate,
	             AGGREGATE_smallest);
	n = parse_needed("must largest network.standard >= wifi6");
	cr_assert_eq(n->aggregate, AGGREGATE_largest);
	n = parse_needed("must count ports from 2 to 4 where type = usb_a");
	cr_assert_eq(n->type, NEED_count);
	cr_assert_eq(n->kind, KIND_port);
	cr_assert_eq(n->test.type, TEST_range);
	cr_assert_eq(n->test.operands[1].value.type, TYPE_INTEGER);
	cr_assert_eq(n->where.n, 1);
}

Test(needs, the_same_throughout)
{
	const struct need *n =
	        parse_needed("must same memory_module.part_number, "
	                     "memory_module.speed where size > 1 GB in lot");
	cr_assert_eq(n->type, NEED_same);
	cr_assert_eq(n->fact_count, 2);
	cr_assert_eq(n->facts[1], FACT_memory_module_speed);
	cr_assert_eq(n->where.n, 1);
	cr_assert(n->in_lot);
}

Test(needs, platforms)
{
	const struct need *n =
	        parse_needed("delivery 2027-08-10\nmust run debian-13 or newer "
	                     "recommended supported until delivery + 2 years");
	cr_assert_eq(n->type, NEED_run);
	cr_assert_str_eq(n->platform, "debian-13");
	cr_assert(n->or_newer && n->recommended);
	cr_assert_eq(n->supported_until->date.months, 24);
	n = parse_needed("must run debian-13");
	cr_assert(!n->or_newer && !n->recommended && !n->supported_until);
	n = parse_needed("must drivers_for every device on debian-13");
	cr_assert_eq(n->type, NEED_drivers);
	cr_assert_eq(n->kind, KIND_COUNT);
	cr_assert_eq(parse_needed("must drivers_for every network on debian-13")->kind,
	             KIND_network);
}

Test(needs, not_worse_than_with_tolerances)
{
	const struct need *n =
	        parse_needed("must not_worse_than cpu_package \"Core i5-1335U\" "
	                     "by cores, threads +10 %, max_clock -5 %");
	cr_assert_eq(n->type, NEED_not_worse);
	cr_assert_eq(n->kind, KIND_cpu_package);
	cr_assert_str_eq(n->text, "Core i5-1335U");
	cr_assert_eq(n->fact_count, 3);
	cr_assert(n->tolerances[0] == 0);
	cr_assert(n->tolerances[1] == fixed_of("10"));
	cr_assert(n->tolerances[2] == fixed_of("-5"));
}

Test(needs, words_of_people)
{
	const struct need *n = parse_needed("must meets \"MIL-STD-810H\" for \"drop\"");
	cr_assert_eq(n->type, NEED_meets);
	cr_assert_str_eq(n->text, "MIL-STD-810H");
	cr_assert_str_eq(n->text2, "drop");
	cr_assert_null(parse_needed("must meets \"TCO Certified\"")->text2);
	n = parse_needed("must confirm \"All keys work.\" et \"Kõik klahvid töötavad.\"");
	cr_assert_eq(n->type, NEED_confirm);
	cr_assert_str_eq(n->statement.et, "Kõik klahvid töötavad.");
	cr_assert_null(parse_needed("must confirm \"All keys work.\"")->statement.et);
}

Test(needs, info_states_values)
{
	const struct need *n = parse_needed("info system.noise_idle, disk.size");
	cr_assert_eq(n->type, NEED_state);
	cr_assert_eq(n->fact_count, 2);
	cr_assert_eq(n->facts[1], FACT_disk_size);
	n = parse_needed("info cpu.cores >= 4");
	cr_assert_eq(n->type, NEED_conditions);
	n = parse_needed("applies_to display\ninfo contrast, luminance");
	cr_assert_eq(n->facts[0], FACT_display_contrast);
}

Test(needs, bare_facts_of_the_subject)
{
	const struct need *n =
	        parse_needed("must luminance >= 250 cd/m2, touch = no, "
	                     "display.refresh >= 60 Hz\napplies_to display");
	cr_assert_eq(n->type, NEED_conditions);
	cr_assert_eq(n->conditions.n, 3);
	cr_assert_eq(n->conditions.items[0].fact, FACT_display_luminance);
	cr_assert_eq(n->conditions.items[2].fact, FACT_display_refresh);
	n = parse_needed("applies_to ups\nmust smallest power >= 1000 VA");
	cr_assert_eq(n->fact, FACT_ups_power);
	n = parse_needed("applies_to phone\nmust storage >= 128 GB");
	cr_assert_eq(n->conditions.items[0].fact, FACT_phone_storage);
	n = parse_needed("applies_to laptop where cpu.bits = 64\nmust cpu.cores >= 4");
	cr_assert_eq(parsed->common.where.n, 1);
	cr_assert_eq(n->conditions.n, 1);
}

Test(needs, and_binds_tighter_than_or)
{
	const struct need *n = parse_needed("must have network: type = ethernet\n"
	                                    "and have 2 usbs\n"
	                                    "     or have dock\n"
	                                    "     and have charger\n"
	                                    "or count disk >= 1");
	cr_assert_eq(n->type, NEED_or);
	cr_assert_eq(n->n, 3);
	cr_assert_eq(n->parts[0]->type, NEED_and);
	cr_assert_eq(n->parts[0]->n, 2);
	cr_assert_eq(n->parts[0]->parts[1]->kind, KIND_usb);
	cr_assert_eq(n->parts[1]->type, NEED_and);
	cr_assert_eq(n->parts[1]->parts[1]->kind, KIND_charger);
	cr_assert_eq(n->parts[2]->type, NEED_count);
}

/* ---- tails ------------------------------------------------------------------------ */

Test(tails, all_of_them)
{
	const struct requirement *r =
	        parse_one("w: must every disk where medium = ssd: wear <= 10 %\n"
	                  "if chassis.form = laptop, cpu.bits = 64\n"
	                  "   except transport = usb,\n"
	                  "          size < 1 GB\n"
	                  "   because \"worn\" et \"kulunud\"\n"
	                  "   evidence \"SMART\"\n"
	                  "   check measure \"three of ten\" et \"kolm kümnest\"\n"
	                  "   at delivery\n"
	                  "   tolerance 2 %");
	cr_assert_str_eq(r->id, "w");
	cr_assert_eq(r->level, LEVEL_must);
	cr_assert_eq(r->if_conditions.n, 2);
	cr_assert(!r->if_present);
	cr_assert_eq(r->except.n, 2);
	cr_assert_eq(r->except.items[0].fact, FACT_disk_transport);
	cr_assert_str_eq(r->because.et, "kulunud");
	cr_assert_str_eq(r->evidence.en, "SMART");
	cr_assert_null(r->evidence.et);
	cr_assert_eq(r->check, CHECK_measure);
	cr_assert_str_eq(r->check_text.et, "kolm kümnest");
	cr_assert_eq(r->at, AT_delivery);
	cr_assert(r->has_tolerance && r->tolerance_percent);
	cr_assert(r->tolerance.value.number.min == fixed_of("2"));
	cr_assert_eq(r->place.line, 2);
	cr_assert_eq(r->place.column, 1);
}

Test(tails, on_one_line_too)
{
	const struct requirement *r =
	        parse_one("must every battery: health >= 90 % if present because \"x\" "
	                  "at offer check look");
	cr_assert(r->if_present);
	cr_assert_str_eq(r->because.en, "x");
	cr_assert_eq(r->at, AT_offer);
	cr_assert_eq(r->check, CHECK_look);
	cr_assert_str_eq(r->need->written, "every battery: health >= 90 %");
}

Test(tails, a_tolerance_in_the_unit_of_the_fact)
{
	const struct requirement *r =
	        parse_one("must system.weight <= 1.5 kg\n tolerance 20 g");
	cr_assert(!r->tolerance_percent);
	cr_assert(r->tolerance.value.number.min == fixed_of("20"));
	cr_assert_str_eq(r->tolerance.written, "20 g");
	r = parse_one("must have disk: medium = ssd, wear <= 1 %\n tolerance 1.5%");
	cr_assert(r->tolerance_percent);
}

Test(tails, exceptions_of_devices_are_about_pci)
{
	const struct requirement *r =
	        parse_one("must drivers_for every device on debian-13\n"
	                  "     except class in (smbus, host_bridge)");
	cr_assert_eq(r->except.items[0].fact, FACT_pci_class);
	r = parse_one(
	        "must drivers_for every network on debian-13\n except type = virtual");
	cr_assert_eq(r->except.items[0].fact, FACT_network_type);
}

/* ---- award ------------------------------------------------------------------------ */

Test(award, of_the_price_and_of_needs)
{
	const struct requirement *r = parse_one("p: award price weight 85.5");
	cr_assert_eq(r->level, LEVEL_award);
	cr_assert(r->award.price && !r->need);
	cr_assert(r->award.weight == fixed_of("85.5"));
	r = parse_one(
	        "award have dock\n or have charger: power >= 65 W weight 5\n at offer");
	cr_assert_eq(r->need->type, NEED_or);
	cr_assert(!r->award.scaled);
	cr_assert(r->award.weight == fixed_of("5"));
	cr_assert_eq(r->at, AT_offer);
}

Test(award, along_a_scale)
{
	const struct requirement *r =
	        parse_one("award system.battery_runtime from 9 h to 14 h weight 15");
	cr_assert(r->award.scaled && r->award.has_range);
	cr_assert_eq(r->need->fact, FACT_system_battery_runtime);
	cr_assert(r->award.to.value.number.min == fixed_of("50400"));
	r = parse_one(
	        "award largest benchmark.score from 1000 to 500 where suite = \"X\" "
	        "weight 5");
	cr_assert_eq(r->need->type, NEED_aggregate);
	cr_assert_eq(r->need->where.n, 1);
	r = parse_one(
	        "award system.weight steps (1.4 kg = 100 %, 1.5 kg = 60.5 %) weight 5");
	cr_assert_eq(r->award.step_count, 2);
	cr_assert(!r->award.has_range);
	cr_assert(r->award.steps[1].percent == fixed_of("60.5"));
	cr_assert(r->award.steps[1].value.value.number.min == fixed_of("1500"));
	r = parse_one("award service.warranty_type steps (on_site = 100 %) weight 5");
	cr_assert_str_eq(r->award.steps[0].value.value.text, "on_site");
	r = parse_one("applies_to display\naward luminance from 250 cd/m2 to 400 cd/m2 "
	              "weight 5");
	cr_assert_eq(r->need->fact, FACT_display_luminance);
}
