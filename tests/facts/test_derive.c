/* SPDX-License-Identifier: GPL-3.0-or-later
 * Facts that follow from other facts. */
#include "facts/derive.h"

#include <criterion/criterion.h>
#include <string.h>

static struct scan *scan;

static void start(void)
{
	scan = scan_new();
}

static void end(void)
{
	scan_free(scan);
}

TestSuite(derive, .init = start, .fini = end);

/* What follows for the one-kind's fact, or for that of component c: as the languages
 * write it, "?" when nothing follows. */
static const char *of(const struct component *c, enum fact_id fact)
{
	struct buf out = BUF_EMPTY;
	const struct fact *f = c ? fact_get(c, fact) : scan_fact(scan, fact);
	if (!f || f->state != STATE_known)
		return "?";
	value_write(&out, fact, &f->value);
	const char *text = arena_copy(&scan->arena, out.text, out.n);
	buf_done(&out);
	return text;
}

static void check_bounds(enum fact_id fact, int64_t min, int64_t max)
{
	const struct fact *f = scan_fact(scan, fact);
	cr_assert(f && f->state == STATE_known, "%s", fact_full_name(fact));
	cr_assert(f->value.number.min == fixed_from_int(min), "%s", fact_full_name(fact));
	cr_assert(f->value.number.max == (max < 0 ? FIXED_MAX : fixed_from_int(max)),
	          "%s", fact_full_name(fact));
}

static struct component *module(const char *key, int64_t gib)
{
	struct component *c = scan_add(scan, KIND_memory_module, key);
	if (gib)
		fact_set_integer(scan, c, FACT_memory_module_size, gib << 30);
	return c;
}

static struct component *slot(const char *key, bool populated)
{
	struct component *c = scan_add(scan, KIND_memory_slot, key);
	fact_set_bool(scan, c, FACT_memory_slot_populated, populated);
	return c;
}

Test(derive, nothing_follows_from_an_empty_document)
{
	derive_facts(scan);
	for (size_t k = 0; k < KIND_COUNT; k++)
		cr_assert_eq(scan->kinds[k].n, 0, "%s", kind_row((enum kind_id)k)->name);
}

Test(derive, memory_is_the_sum_of_a_complete_list_of_modules)
{
	module("A", 8);
	module("B", 16);
	derive_facts(scan);
	check_bounds(FACT_memory_installed, 24LL << 30, 24LL << 30);
	check_bounds(FACT_memory_modules, 2, 2);
	cr_assert_str_eq(scan_fact(scan, FACT_memory_installed)->source,
	                 "derived from memory_module.size");
	cr_assert_str_eq(of(NULL, FACT_memory_slots), "?");
}

Test(derive, a_partial_list_gives_no_exact_total)
{
	module("A", 8);
	scan_partial(scan, KIND_memory_module, "needs root");
	slot("A", true);
	slot("B", false);
	scan_partial(scan, KIND_memory_slot, "needs root");
	derive_facts(scan);
	check_bounds(FACT_memory_installed, 8LL << 30, -1);
	check_bounds(FACT_memory_modules, 1, -1);
	check_bounds(FACT_memory_slots, 2, -1);
	check_bounds(FACT_memory_free_slots, 1, -1);
}

Test(derive, a_partial_list_without_components_gives_nothing)
{
	scan_partial(scan, KIND_memory_module, "needs root");
	scan_partial(scan, KIND_memory_slot, "needs root");
	derive_facts(scan);
	cr_assert_eq(scan->kinds[KIND_memory].n, 0);
}

Test(derive, a_module_of_unknown_size_leaves_the_sum_open_above)
{
	module("A", 8);
	fact_set_unreadable(scan, module("B", 0), FACT_memory_module_size, "no answer",
	                    NULL);
	derive_facts(scan);
	check_bounds(FACT_memory_installed, 8LL << 30, -1);
	check_bounds(FACT_memory_modules, 2, 2);
}

Test(derive, what_the_document_states_stands)
{
	struct component *memory = scan_add(scan, KIND_memory, NULL);
	fact_set_integer(scan, memory, FACT_memory_installed, 1 << 30);
	fact_set_absent(scan, memory, FACT_memory_modules);
	fact_set_unreadable(scan, memory, FACT_memory_slots, "needs root", NULL);
	module("A", 8);
	slot("A", true);
	derive_facts(scan);
	check_bounds(FACT_memory_installed, 1 << 30, 1 << 30);
	cr_assert_eq(scan_fact(scan, FACT_memory_modules)->state, STATE_absent);
	check_bounds(FACT_memory_slots, 1, 1);
}

Test(derive, free_slots_are_bounded_by_slots_that_nobody_could_see_into)
{
	slot("A", true);
	slot("B", false);
	fact_set_unreadable(scan, scan_add(scan, KIND_memory_slot, "C"),
	                    FACT_memory_slot_populated, "no answer", NULL);
	derive_facts(scan);
	check_bounds(FACT_memory_slots, 3, 3);
	check_bounds(FACT_memory_free_slots, 1, 2);
}

Test(derive, processor_totals_come_from_the_packages)
{
	for (int i = 0; i < 2; i++) {
		struct component *c = scan_add(scan, KIND_cpu_package, i ? "1" : "0");
		fact_set_integer(scan, c, FACT_cpu_package_cores, 8);
		fact_set_integer(scan, c, FACT_cpu_package_threads, 16);
		fact_set_string(scan, c, FACT_cpu_package_model, "Xeon");
		fact_set_string(scan, c, FACT_cpu_package_vendor, i ? "AMD" : "Intel");
	}
	derive_facts(scan);
	check_bounds(FACT_cpu_packages, 2, 2);
	check_bounds(FACT_cpu_cores, 16, 16);
	check_bounds(FACT_cpu_threads, 32, 32);
	cr_assert_str_eq(of(NULL, FACT_cpu_model), "\"Xeon\"");
	cr_assert_str_eq(of(NULL, FACT_cpu_vendor), "?");
}

Test(derive, the_system_has_the_form_of_its_case)
{
	fact_set_string(scan, scan_add(scan, KIND_chassis, NULL), FACT_chassis_form,
	                "laptop");
	derive_facts(scan);
	cr_assert_str_eq(of(NULL, FACT_system_form), "laptop");
}

Test(derive, a_kind_that_is_truly_not_there_gets_no_facts)
{
	scan_mention(scan, KIND_system);
	fact_set_string(scan, scan_add(scan, KIND_chassis, NULL), FACT_chassis_form,
	                "laptop");
	derive_facts(scan);
	cr_assert_eq(scan->kinds[KIND_system].n, 0);
}

static struct component *battery(const char *key, const char *full, const char *design)
{
	struct component *c = scan_add(scan, KIND_battery, key);
	fixed_t n;
	fixed_parse(full, strlen(full), &n);
	fact_set_fixed(scan, c, FACT_battery_full_capacity, n);
	fixed_parse(design, strlen(design), &n);
	fact_set_fixed(scan, c, FACT_battery_design_capacity, n);
	return c;
}

Test(derive, battery_health_is_full_by_design_capacity)
{
	const struct component *worn = battery("BAT0", "45.12", "56.4");
	const struct component *third = battery("BAT1", "10", "30");
	const struct component *fresh = battery("BAT2", "57.1", "57");
	const struct component *odd = battery("BAT3", "57", "0");
	derive_facts(scan);
	cr_assert_str_eq(of(worn, FACT_battery_health), "80 %");
	cr_assert_str_eq(of(third, FACT_battery_health), "33.333333333 %");
	cr_assert_str_eq(of(fresh, FACT_battery_health), "100.175438596 %");
	cr_assert_str_eq(of(odd, FACT_battery_health), "?");
}

Test(derive, a_display_has_the_aspect_under_which_it_is_sold)
{
	static const struct {
		unsigned width, height;
		const char *aspect;
	} panels[] = {
	        {1920, 1080, "16:9"},  {1366, 768, "16:9"},     {1360, 768, "16:9"},
	        {1920, 1200, "16:10"}, {1280, 800, "16:10"},    {800, 1280, "16:10"},
	        {1280, 1024, "5:4"},   {1024, 768, "4:3"},      {1400, 1050, "4:3"},
	        {2256, 1504, "3:2"},   {2160, 1440, "3:2"},     {2560, 1080, "21:9"},
	        {3440, 1440, "21:9"},  {3840, 1600, "21:9"},    {5120, 2160, "21:9"},
	        {5120, 1440, "32:9"},  {3840, 1080, "32:9"},    {4096, 2160, "17:9"},
	        {1024, 600, "128:75"}, {3024, 1964, "756:491"},
	};
	for (size_t i = 0; i < sizeof(panels) / sizeof(*panels); i++) {
		struct component *c = scan_add(scan, KIND_display,
		                               arena_format(&scan->arena, "DP-%zu", i));
		fact_set_resolution(scan, c, FACT_display_resolution, panels[i].width,
		                    panels[i].height);
	}
	derive_facts(scan);
	for (size_t i = 0; i < sizeof(panels) / sizeof(*panels); i++) {
		const struct value *v = fact_value(scan->kinds[KIND_display].items[i],
		                                   FACT_display_aspect);
		cr_assert(v, "%ux%u", panels[i].width, panels[i].height);
		cr_assert_str_eq(v->text, panels[i].aspect, "%ux%u is %s",
		                 panels[i].width, panels[i].height, v->text);
	}
}

Test(derive, what_an_array_survives_follows_from_its_level_as_far_as_that_tells)
{
	static const struct {
		const char *level, *state;
		int min, max; /* -1: open; min -1: nothing follows */
	} arrays[] = {
	        {"raid0", "clean", 0, 0},    {"raid1", "clean", 1, -1},
	        {"raid5", "clean", 1, 1},    {"raid6", "clean", 2, 2},
	        {"raid10", NULL, 1, -1},     {"raidz3", NULL, 3, 3},
	        {"raid6", "degraded", 0, 2}, {"raid1", "degraded", -1, -1},
	        {"linear", "clean", -1, -1},
	};
	for (size_t i = 0; i < sizeof(arrays) / sizeof(*arrays); i++) {
		struct component *c =
		        scan_add(scan, KIND_raid, arena_format(&scan->arena, "md%zu", i));
		fact_set_string(scan, c, FACT_raid_level, arrays[i].level);
		if (arrays[i].state)
			fact_set_string(scan, c, FACT_raid_state, arrays[i].state);
	}
	derive_facts(scan);
	for (size_t i = 0; i < sizeof(arrays) / sizeof(*arrays); i++) {
		const struct value *v = fact_value(scan->kinds[KIND_raid].items[i],
		                                   FACT_raid_disks_may_fail);
		cr_assert_eq(v != NULL, arrays[i].min >= 0, "%s", arrays[i].level);
		if (!v)
			continue;
		cr_assert(v->number.min == fixed_from_int(arrays[i].min), "%s",
		          arrays[i].level);
		cr_assert(v->number.max == (arrays[i].max < 0
		                                    ? FIXED_MAX
		                                    : fixed_from_int(arrays[i].max)),
		          "%s", arrays[i].level);
	}
}

Test(derive, deriving_twice_changes_nothing)
{
	module("A", 8);
	slot("A", true);
	derive_facts(scan);
	size_t n = scan->kinds[KIND_memory].items[0]->n;
	derive_facts(scan);
	cr_assert_eq(scan->kinds[KIND_memory].items[0]->n, n);
	check_bounds(FACT_memory_installed, 8LL << 30, 8LL << 30);
}

Test(derive, a_touchscreen_that_is_built_in_is_on_the_only_display_that_is)
{
	static const struct {
		const char *connection, *removable;
		size_t internal;
		const char *touch;
	} rows[] = {
	        {"i2c", NULL, 1, "yes"},      {"usb", "fixed", 1, "yes"},
	        {"usb", "removable", 1, "?"}, {"i2c", NULL, 2, "?"},
	        {"usb", NULL, 1, "?"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		scan_free(scan);
		scan = scan_new();
		struct component *screen = scan_add(scan, KIND_touchscreen, "1-2");
		struct component *usb = scan_add(scan, KIND_usb, "1-2");
		struct component *wall = scan_add(scan, KIND_display, "DP-1");
		struct component *panel = NULL;
		fact_set_string(scan, screen, FACT_touchscreen_connection,
		                rows[i].connection);
		fact_set_string(scan, screen, FACT_touchscreen_address, "1-2");
		fact_set_string(scan, usb, FACT_usb_removable, rows[i].removable);
		fact_set_string(scan, wall, FACT_display_place, "external");
		for (size_t j = 0; j < rows[i].internal; j++) {
			panel = scan_add(scan, KIND_display, j ? "eDP-2" : "eDP-1");
			fact_set_string(scan, panel, FACT_display_place, "internal");
		}
		derive_facts(scan);
		cr_assert_str_eq(of(panel, FACT_display_touch), rows[i].touch, "%zu", i);
		cr_assert_str_eq(of(wall, FACT_display_touch), "?", "%zu", i);
	}
}

Test(derive, a_system_of_64_bits_tells_those_of_the_processor)
{
	static const char *const rows[][2] = {
	        {"x86_64", "64"},  {"amd64", "64"}, {"64-bit", "64"}, {"aarch64", "64"},
	        {"ppc64le", "64"}, {"i686", "?"},   {"armv7l", "?"},  {"32-bit", "?"}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		scan_free(scan);
		scan = scan_new();
		fact_set_string(scan, scan_add(scan, KIND_os, NULL), FACT_os_architecture,
		                rows[i][0]);
		derive_facts(scan);
		cr_assert_str_eq(of(NULL, FACT_cpu_bits), rows[i][1], "%s", rows[i][0]);
	}
}

Test(derive, what_is_stated_of_the_bits_stands)
{
	fact_set_string(scan, scan_add(scan, KIND_os, NULL), FACT_os_architecture,
	                "x86_64");
	fact_set_integer(scan, scan_add(scan, KIND_cpu, NULL), FACT_cpu_bits, 32);
	derive_facts(scan);
	cr_assert_str_eq(of(NULL, FACT_cpu_bits), "32");
}
