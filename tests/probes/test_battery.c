/* SPDX-License-Identifier: GPL-3.0-or-later
 * Batteries of made trees as facts: energy and charge, whole, odd and hostile. */
#include "probes/battery.h"

#include "facts/derive.h"
#include "probe_made.h"
#include "probes/table.h"

#define BAT "sys/class/power_supply/BAT0/"

static const char *fact(struct made *m, enum fact_id id)
{
	return made_fact(m, "BAT0", id);
}

static void run(struct made *m)
{
	tree_scan(m, probe_battery_run);
	derive_facts(m->scan);
	tree_remove();
}

Test(battery, energy_as_facts)
{
	struct made m;
	tree_make();
	tree_text(BAT "type", "Battery\n");
	tree_text(BAT "present", "1\n");
	tree_text(BAT "technology", "Li-poly\n");
	tree_text(BAT "capacity", "75\n");
	tree_text(BAT "cycle_count", "312\n");
	tree_text(BAT "energy_full_design", "50000000\n");
	tree_text(BAT "energy_full", "42000000\n");
	tree_text(BAT "manufacturer", "LGC\n");
	tree_text(BAT "model_name", "5B10W13930\n");
	tree_text(BAT "serial_number", " 4711\n");
	tree_text("sys/class/power_supply/AC/type", "Mains\n");
	tree_text("sys/class/power_supply/hidpp_battery_0/type", "Battery\n");
	tree_text("sys/class/power_supply/hidpp_battery_0/scope", "Device\n");
	tree_text("sys/class/power_supply/BAT1/type", "Battery\n");
	tree_text("sys/class/power_supply/BAT1/present", "0\n");
	run(&m);
	cr_assert_eq(m.scan->kinds[KIND_battery].n, 1);
	cr_assert_null(m.scan->kinds[KIND_battery].partial);
	cr_assert_str_eq(fact(&m, FACT_battery_design_capacity), "50 Wh");
	cr_assert_str_eq(fact(&m, FACT_battery_full_capacity), "42 Wh");
	cr_assert_str_eq(fact(&m, FACT_battery_health), "84 %");
	cr_assert_str_eq(fact(&m, FACT_battery_charge), "75 %");
	cr_assert_str_eq(fact(&m, FACT_battery_cycles), "312");
	cr_assert_str_eq(fact(&m, FACT_battery_technology), "li_poly");
	cr_assert_str_eq(fact(&m, FACT_battery_serial), "\"4711\"");
	cr_assert_str_eq(fact(&m, FACT_battery_model), "\"5B10W13930\"");
	made_done(&m);
}

Test(battery, charge_of_a_uevent_file_alone)
{
	struct made m;
	tree_make();
	tree_text(BAT "uevent",
	          "POWER_SUPPLY_NAME=BAT0\nPOWER_SUPPLY_STATUS=Discharging\n"
	          "POWER_SUPPLY_TECHNOLOGY=Li-ion\nPOWER_SUPPLY_CYCLE_COUNT=0\n"
	          "POWER_SUPPLY_VOLTAGE_MIN_DESIGN=11100000\n"
	          "POWER_SUPPLY_CHARGE_FULL_DESIGN=4400000\n"
	          "POWER_SUPPLY_CHARGE_FULL=3300000\nPOWER_SUPPLY_CHARGE_NOW=1650000\n");
	run(&m);
	cr_assert_str_eq(fact(&m, FACT_battery_design_capacity), "48.84 Wh");
	cr_assert_str_eq(fact(&m, FACT_battery_full_capacity), "36.63 Wh");
	cr_assert_str_eq(fact(&m, FACT_battery_design_charge), "4400 mAh");
	cr_assert_str_eq(fact(&m, FACT_battery_health), "75 %");
	cr_assert_str_eq(fact(&m, FACT_battery_charge), "50 %");
	cr_assert(strstr(fact(&m, FACT_battery_cycles), "unreadable"));
	made_done(&m);
}

Test(battery, charge_without_a_voltage_still_has_a_health)
{
	struct battery_raw raw = {.name = "BAT0",
	                          .capacity = BATTERY_NONE,
	                          .energy_design = BATTERY_NONE,
	                          .energy_full = BATTERY_NONE,
	                          .charge_design = 4000000,
	                          .charge_full = 3000000,
	                          .charge_now = 9000000,
	                          .voltage_design = BATTERY_NONE};
	struct battery_list list = {&raw, 1, NULL};
	struct made m = {scan_new()};
	battery_map(m.scan, &list);
	cr_assert_str_eq(fact(&m, FACT_battery_health), "75 %");
	cr_assert_str_eq(fact(&m, FACT_battery_full_capacity),
	                 "unreadable: it counts charge and tells no voltage");
	/* More than fits is no share. */
	cr_assert(strstr(fact(&m, FACT_battery_charge), "unreadable"));
	made_done(&m);
}

Test(battery, nonsense_is_not_believed)
{
	struct made m;
	tree_make();
	tree_text(BAT "type", "Battery\n");
	tree_text(BAT "energy_full_design", "0\n");
	tree_text(BAT "energy_full", "9223372036854775807\n");
	tree_text(BAT "capacity", "-1\n");
	tree_text(BAT "cycle_count", "many\n");
	tree_text(BAT "technology", "\033[31m\n");
	tree_text(BAT "model_name", "\033]0;x\a<script>\xff\n");
	tree_text(BAT "manufacturer", "=cmd|' /C calc'!A0\n");
	run(&m);
	static const enum fact_id facts[] = {
	        FACT_battery_design_capacity, FACT_battery_full_capacity,
	        FACT_battery_health,          FACT_battery_charge,
	        FACT_battery_cycles,          FACT_battery_technology,
	};
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		cr_assert(strstr(fact(&m, facts[i]), "unreadable"), "%s",
		          fact(&m, facts[i]));
	for (const char *c = fact(&m, FACT_battery_model); *c; c++)
		cr_assert((unsigned char)*c >= ' ' && (unsigned char)*c < 0x7f);
	made_done(&m);
}

Test(battery, without_the_class_the_list_is_partial)
{
	struct made m;
	tree_make();
	run(&m);
	cr_assert_str_eq(m.scan->kinds[KIND_battery].partial,
	                 "the kernel shows no power supplies");
	made_done(&m);
}
