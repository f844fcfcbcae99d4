/* SPDX-License-Identifier: GPL-3.0-or-later
 * Batteries as facts. Pure. */
#include "probes/battery.h"

#include <string.h>

static const char *const silent = "the battery does not tell";

/* The kernel's words (POWER_SUPPLY_TECHNOLOGY) as ours. */
static const struct {
	const char *kernel, *word;
} technologies[] = {
        {"Li-ion", "li_ion"}, {"Li-poly", "li_poly"}, {"LiFe", "lifepo4"},
        {"LiMn", "limn"},     {"NiMH", "nimh"},       {"NiCd", "nicd"},
};

static void set_technology(struct scan *scan, struct component *c,
                           const struct battery_raw *raw)
{
	for (size_t i = 0; i < sizeof(technologies) / sizeof(*technologies); i++)
		if (!strcmp(raw->technology, technologies[i].kernel))
			fact_set_string(scan, c, FACT_battery_technology,
			                technologies[i].word);
	fact_set_unreadable(scan, c, FACT_battery_technology, silent, NULL);
}

/* Millionths of Wh, or of Ah at so many millionths of V, which give 10^-12 Wh. A battery
 * that knows the one does not tell the other. */
struct capacity {
	enum fact_id fact;
	int64_t energy, charge;
	const char *charge_source;
};

/* Beyond a megawatt-hour no battery is, and the products below would not fit. */
static bool is_sane(int64_t micro)
{
	return micro > 0 && micro < 1000000000000;
}

static void set_capacity(struct scan *scan, struct component *c, int64_t voltage,
                         const struct capacity *capacity)
{
	if (is_sane(capacity->energy)) {
		fact_set_fixed(scan, c, capacity->fact,
		               fixed_from_int(capacity->energy) / 1000000);
	} else if (is_sane(capacity->charge) && is_sane(voltage)) {
		fixed_t wh = (fixed_t)capacity->charge * voltage / 1000;
		fact_set_fixed(scan, c, capacity->fact, wh);
		fact_set_source(scan, c, capacity->fact, capacity->charge_source);
	} else {
		fact_set_unreadable(scan, c, capacity->fact,
		                    is_sane(capacity->charge)
		                            ? "it counts charge and tells no voltage"
		                            : silent,
		                    NULL);
	}
}

/* Where no voltage is told, the two charges still have the ratio of the energies. */
static void set_health(struct scan *scan, struct component *c,
                       const struct battery_raw *raw)
{
	bool derived = fact_value(c, FACT_battery_design_capacity) &&
	               fact_value(c, FACT_battery_full_capacity);
	if (derived)
		return;
	if (is_sane(raw->charge_design) && is_sane(raw->charge_full)) {
		fact_set_fixed(scan, c, FACT_battery_health,
		               fixed_from_int(raw->charge_full) * 100 /
		                       raw->charge_design);
		fact_set_source(scan, c, FACT_battery_health,
		                "sysfs charge_full, charge_full_design");
	} else {
		fact_set_unreadable(scan, c, FACT_battery_health, silent, NULL);
	}
}

/* The kernel rounds; where it does not tell, the share follows. */
static void set_charge(struct scan *scan, struct component *c,
                       const struct battery_raw *raw)
{
	int64_t now = raw->energy_now, full = raw->energy_full;
	if (!is_sane(full)) {
		now = raw->charge_now;
		full = raw->charge_full;
	}
	if (raw->capacity >= 0 && raw->capacity <= 100)
		fact_set_integer(scan, c, FACT_battery_charge, raw->capacity);
	else if (is_sane(full) && now >= 0 && now <= full)
		fact_set_fixed(scan, c, FACT_battery_charge,
		               fixed_from_int(now) * 100 / full);
	else
		fact_set_unreadable(scan, c, FACT_battery_charge, silent, NULL);
}

static void map_battery(struct scan *scan, const struct battery_raw *raw)
{
	struct component *c = scan_add(scan, KIND_battery, raw->name);
	const struct capacity design = {FACT_battery_design_capacity, raw->energy_design,
	                                raw->charge_design,
	                                "sysfs charge_full_design, voltage_min_design"};
	const struct capacity full = {FACT_battery_full_capacity, raw->energy_full,
	                              raw->charge_full,
	                              "sysfs charge_full, voltage_min_design"};
	fact_set_string(scan, c, FACT_battery_vendor, raw->vendor);
	fact_set_string(scan, c, FACT_battery_model, raw->model);
	fact_set_string(scan, c, FACT_battery_serial, raw->serial);
	set_technology(scan, c, raw);
	set_capacity(scan, c, raw->voltage_design, &design);
	set_capacity(scan, c, raw->voltage_design, &full);
	if (is_sane(raw->charge_design))
		fact_set_fixed(scan, c, FACT_battery_design_charge,
		               fixed_from_int(raw->charge_design) / 1000);
	else
		fact_set_unreadable(scan, c, FACT_battery_design_charge,
		                    "the battery counts energy", NULL);
	set_health(scan, c, raw);
	set_charge(scan, c, raw);
	/* Batteries that do not count say 0, as new ones do. */
	if (raw->cycles > 0)
		fact_set_integer(scan, c, FACT_battery_cycles, raw->cycles);
	else
		fact_set_unreadable(scan, c, FACT_battery_cycles,
		                    raw->cycles ? silent
		                                : "it says 0, as batteries do that do "
		                                  "not count",
		                    NULL);
}

void battery_map(struct scan *scan, const struct battery_list *list)
{
	scan_mention(scan, KIND_battery);
	if (list->failed)
		scan_partial(scan, KIND_battery, list->failed);
	for (size_t i = 0; i < list->n; i++)
		map_battery(scan, &list->items[i]);
}
