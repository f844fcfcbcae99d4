/* SPDX-License-Identifier: GPL-3.0-or-later
 * Facts that follow from other facts: one row in the table, one pure function each. */
#include "facts/derive.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

struct rule;

/* What is asked of a rule. */
struct ask {
	const struct rule *rule;
	const struct scan *scan;
	const struct component
	        *c;          /* whose fact it is; NULL: of a one-kind not yet there */
	struct arena *arena; /* for text that is made */
};

/* True and *result when the fact follows; result->type and dimension are set already. */
typedef bool derive_fn(const struct ask *ask, struct value *result);

struct rule {
	enum fact_id fact, input;
	derive_fn *follow;
	const char *source;
};

static bool number(struct value *result, fixed_t min, fixed_t max)
{
	result->number.min = min;
	result->number.max = max;
	return true;
}

/* A sum or count over a list; more may exist than was seen. Nothing seen says nothing. */
static bool total(struct value *result, fixed_t seen, bool all)
{
	return (all || seen > 0) && number(result, seen, all ? seen : FIXED_MAX);
}

static const struct component_list *list_of(const struct ask *ask)
{
	return &ask->scan->kinds[fact_row(ask->rule->input)->kind];
}

static bool is_absent(const struct component *c, enum fact_id fact)
{
	const struct fact *f = fact_get(c, fact);
	return f && f->state == STATE_absent;
}

/* The fact added up over all components. */
static bool sum(const struct ask *ask, struct value *result)
{
	const struct component_list *list = list_of(ask);
	fixed_t min = 0, max = 0;
	bool all = list->n && !list->partial;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *v = fact_value(list->items[i], ask->rule->input);
		if (!v) {
			all &= is_absent(list->items[i], ask->rule->input);
			continue;
		}
		min += v->number.min;
		all &= v->number.max != FIXED_MAX;
		max += all ? v->number.max : 0;
	}
	return total(result, min, all) && number(result, min, all ? max : FIXED_MAX);
}

static bool count(const struct ask *ask, struct value *result)
{
	const struct component_list *list = list_of(ask);
	return list->mentioned &&
	       total(result, fixed_from_int((int64_t)list->n), !list->partial);
}

/* Components for which the yes/no fact is no. */
static bool count_no(const struct ask *ask, struct value *result)
{
	const struct component_list *list = list_of(ask);
	int64_t no = 0, maybe = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *v = fact_value(list->items[i], ask->rule->input);
		no += v && !v->yes;
		maybe += !v;
	}
	if (!list->n || maybe == (int64_t)list->n)
		return false;
	if (list->partial)
		return total(result, fixed_from_int(no), false);
	return number(result, fixed_from_int(no), fixed_from_int(no + maybe));
}

/* The text that all components agree on. */
static bool common(const struct ask *ask, struct value *result)
{
	const struct component_list *list = list_of(ask);
	result->text = NULL;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *v = fact_value(list->items[i], ask->rule->input);
		if (!v || (result->text && strcmp(v->text, result->text) != 0))
			return false;
		result->text = v->text;
	}
	return result->text && !list->partial;
}

/* The same word as another fact of a one-kind. */
static bool same(const struct ask *ask, struct value *result)
{
	const struct fact *f = scan_fact(ask->scan, ask->rule->input);
	if (!f || f->state != STATE_known)
		return false;
	result->text = f->value.text;
	return true;
}

/* part ÷ whole in percent, rounded to the nearest step of fixed_t. */
static fixed_t percent(fixed_t part, fixed_t whole)
{
	return (part * 100 * FIXED_ONE + whole / 2) / whole;
}

static bool battery_health(const struct ask *ask, struct value *result)
{
	/* Beyond a gigawatt-hour the product below would not fit, nor be a battery. */
	static const fixed_t most = 1000000000 * FIXED_ONE;
	const struct value *full = fact_value(ask->c, ask->rule->input);
	const struct value *design = fact_value(ask->c, FACT_battery_design_capacity);
	if (!full || !design || design->number.min <= 0 || full->number.min < 0 ||
	    full->number.max > most || design->number.max > most)
		return false;
	return number(result, percent(full->number.min, design->number.max),
	              percent(full->number.max, design->number.min));
}

/* Ratios as panels are sold, and how far (in thousandths) a real panel may be from one:
 * 1366x768 is sold as 16:9, 3440x1440 and 3840x1600 as 21:9. */
static const struct {
	const char *word;
	unsigned min, max; /* width ÷ height × 1000 */
} aspects[] = {
        {"1:1", 995, 1005},   {"5:4", 1240, 1260},   {"4:3", 1320, 1346},
        {"3:2", 1485, 1515},  {"16:10", 1588, 1612}, {"5:3", 1655, 1678},
        {"16:9", 1764, 1792}, {"17:9", 1880, 1905},  {"2:1", 1985, 2015},
        {"21:9", 2320, 2420}, {"32:10", 3180, 3220}, {"32:9", 3530, 3580},
};

static unsigned common_divisor(unsigned a, unsigned b)
{
	while (b) {
		unsigned rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

static bool display_aspect(const struct ask *ask, struct value *result)
{
	const struct value *v = fact_value(ask->c, ask->rule->input);
	if (!v || !v->resolution.width || !v->resolution.height)
		return false;
	/* A panel that stands on its side is sold by the same ratio. */
	unsigned w = v->resolution.width, h = v->resolution.height;
	unsigned longer = w > h ? w : h, shorter = w > h ? h : w;
	uint64_t ratio = (uint64_t)longer * 1000 / shorter;
	for (size_t i = 0; i < sizeof(aspects) / sizeof(*aspects); i++)
		if (ratio >= aspects[i].min && ratio <= aspects[i].max) {
			result->text = aspects[i].word;
			return true;
		}
	unsigned divisor = common_divisor(longer, shorter);
	result->text =
	        arena_format(ask->arena, "%u:%u", longer / divisor, shorter / divisor);
	return true;
}

/* What the level alone promises; mirrors may have more than two sides. */
static const struct {
	const char *level;
	int least;
	bool exact;
} redundancies[] = {
        {"raid0", 0, true},  {"raid1", 1, false},  {"raid5", 1, true},
        {"raid6", 2, true},  {"raid10", 1, false}, {"raidz1", 1, true},
        {"raidz2", 2, true}, {"raidz3", 3, true},
};

static bool disks_may_fail(const struct ask *ask, struct value *result)
{
	const struct value *level = fact_value(ask->c, ask->rule->input);
	const struct value *state = fact_value(ask->c, FACT_raid_state);
	bool whole = !state || text_same_word(state->text, "clean");
	for (size_t i = 0; level && i < sizeof(redundancies) / sizeof(*redundancies);
	     i++) {
		if (!text_same_word(level->text, redundancies[i].level))
			continue;
		fixed_t least = fixed_from_int(redundancies[i].least);
		fixed_t most = redundancies[i].exact ? least : FIXED_MAX;
		/* A degraded array has used up some of it, nobody says how much. */
		return (whole || most != FIXED_MAX) &&
		       number(result, whole ? least : 0, most);
	}
	return false;
}

static bool is_word(const struct component *c, enum fact_id fact, const char *word)
{
	const struct value *value = c ? fact_value(c, fact) : NULL;
	return value && text_same_word(value->text, word);
}

/* A touchscreen on I2C is on the board, and one on a USB that is fixed, too: it lies on
 * the display that is built in, when there is one only. That none is found says nothing:
 * it may lack its driver. */
static bool display_touch(const struct ask *ask, struct value *result)
{
	const struct component_list *displays = &ask->scan->kinds[KIND_display];
	const struct component_list *screens = list_of(ask);
	size_t internal = 0;
	for (size_t i = 0; i < displays->n; i++)
		internal += is_word(displays->items[i], FACT_display_place, "internal");
	result->yes = false;
	for (size_t i = 0; i < screens->n; i++) {
		const struct component *c = screens->items[i];
		const struct value *at = fact_value(c, FACT_touchscreen_address);
		const struct component *usb =
		        at ? scan_find(ask->scan, KIND_usb, at->text) : NULL;
		result->yes = result->yes || is_word(c, ask->rule->input, "i2c") ||
		              is_word(usb, FACT_usb_removable, "fixed");
	}
	return result->yes && internal == 1 &&
	       is_word(ask->c, FACT_display_place, "internal");
}

/* A system of 64 bits needs a processor of 64; one of 32 runs on both. */
static bool bits_of_system(const struct ask *ask, struct value *result)
{
	static const char *const wide[] = {"x86_64",  "amd64",      "x64",    "64-bit",
	                                   "aarch64", "arm64",      "ppc64",  "ppc64le",
	                                   "s390x",   "riscv64",    "mips64", "ia64",
	                                   "sparc64", "loongarch64"};
	const struct fact *f = scan_fact(ask->scan, ask->rule->input);
	for (size_t i = 0;
	     f && f->state == STATE_known && i < sizeof(wide) / sizeof(*wide); i++)
		if (text_same_word(f->value.text, wide[i]))
			return number(result, fixed_from_int(64), fixed_from_int(64));
	return false;
}

#define FROM "derived from "

static const struct rule rules[] = {
        {FACT_memory_installed, FACT_memory_module_size, sum, FROM "memory_module.size"},
        {FACT_memory_modules, FACT_memory_module_size, count, FROM "memory_module"},
        {FACT_memory_slots, FACT_memory_slot_populated, count, FROM "memory_slot"},
        {FACT_memory_free_slots, FACT_memory_slot_populated, count_no,
         FROM "memory_slot.populated"},
        {FACT_cpu_packages, FACT_cpu_package_cores, count, FROM "cpu_package"},
        {FACT_cpu_cores, FACT_cpu_package_cores, sum, FROM "cpu_package.cores"},
        {FACT_cpu_threads, FACT_cpu_package_threads, sum, FROM "cpu_package.threads"},
        {FACT_cpu_vendor, FACT_cpu_package_vendor, common, FROM "cpu_package.vendor"},
        {FACT_cpu_model, FACT_cpu_package_model, common, FROM "cpu_package.model"},
        {FACT_cpu_bits, FACT_os_architecture, bits_of_system, FROM "os.architecture"},
        {FACT_system_form, FACT_chassis_form, same, FROM "chassis.form"},
        {FACT_display_touch, FACT_touchscreen_connection, display_touch,
         FROM "touchscreen.connection"},
        {FACT_display_aspect, FACT_display_resolution, display_aspect,
         FROM "display.resolution"},
        {FACT_battery_health, FACT_battery_full_capacity, battery_health,
         FROM "battery.full_capacity, battery.design_capacity"},
        {FACT_raid_disks_may_fail, FACT_raid_level, disks_may_fail, FROM "raid.level"},
};

#undef FROM

/* What the document states stands, also that there is none. */
static bool is_stated(const struct component *c, enum fact_id fact)
{
	const struct fact *f = c ? fact_get(c, fact) : NULL;
	return f && (f->state == STATE_known || f->state == STATE_absent);
}

static void apply(const struct rule *rule, struct scan *scan, struct component *c)
{
	const struct fact_row *row = fact_row(rule->fact);
	struct ask ask = {rule, scan, c, &scan->arena};
	struct value value = {.type = row->type, .dimension = row->dimension};
	if (is_stated(c, rule->fact) || !rule->follow(&ask, &value))
		return;
	if (!c)
		c = scan_add(scan, row->kind, NULL);
	fact_set(scan, c, rule->fact, &value);
	fact_set_static_source(c, rule->fact, rule->source);
}

void derive_facts(struct scan *scan)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		enum kind_id kind = fact_row(rules[i].fact)->kind;
		const struct component_list *list = &scan->kinds[kind];
		/* A one-kind that is mentioned and empty is truly not there. */
		if (!kind_row(kind)->many && !list->mentioned)
			apply(&rules[i], scan, NULL);
		for (size_t c = 0; c < list->n; c++)
			apply(&rules[i], scan, list->items[c]);
	}
}
