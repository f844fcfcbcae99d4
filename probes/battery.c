/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe battery.
 * Reads: sysfs class/power_supply; where a recording has only its uevent files, those
 * Makes: battery
 * Needs: nothing
 * Spec:  kernel Documentation/ABI/testing/sysfs-class-power */
#include "probes/battery.h"

#include "probes/table.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUPPLIES "sys/class/power_supply"

struct supply {
	struct root_dir dir;
	bool attributes; /* each has its file; else the uevent file has them */
};

static bool read_text(const struct supply *s, const char *name, char *text, size_t room)
{
	char key[64] = "POWER_SUPPLY_";
	size_t n = strlen(key);
	if (s->attributes)
		return root_dir_string(&s->dir, name, text, room);
	for (const char *c = name; *c && n + 1 < sizeof(key); c++)
		key[n++] = (char)toupper((unsigned char)*c);
	return root_dir_uevent(&s->dir, key, text, room);
}

static int64_t read_number(const struct supply *s, const char *name)
{
	char text[32], *end;
	if (!read_text(s, name, text, sizeof(text)))
		return BATTERY_NONE;
	long long number = strtoll(text, &end, 10);
	return end != text && !*end && number >= 0 ? number : BATTERY_NONE;
}

/* A battery that powers the machine: not one of a mouse, not a bay that is empty. Before
 * the type was part of uevent, only batteries had a technology. */
static bool is_battery(const struct supply *s)
{
	char text[64];
	if (read_text(s, "type", text, sizeof(text))
	            ? strcmp(text, "Battery") != 0
	            : !read_text(s, "technology", text, sizeof(text)))
		return false;
	if (read_text(s, "scope", text, sizeof(text)) && !strcmp(text, "Device"))
		return false;
	return read_number(s, "present") != 0;
}

static void gather_battery(const struct supply *s, struct battery_raw *raw)
{
	const struct {
		const char *name;
		int64_t *number;
	} numbers[] = {
	        {"capacity", &raw->capacity},
	        {"energy_full_design", &raw->energy_design},
	        {"energy_full", &raw->energy_full},
	        {"energy_now", &raw->energy_now},
	        {"charge_full_design", &raw->charge_design},
	        {"charge_full", &raw->charge_full},
	        {"charge_now", &raw->charge_now},
	        {"voltage_min_design", &raw->voltage_design},
	        {"cycle_count", &raw->cycles},
	};
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		*numbers[i].number = read_number(s, numbers[i].name);
	const struct {
		const char *name;
		char *text;
		size_t room;
	} texts[] = {
	        {"manufacturer", raw->vendor, sizeof(raw->vendor)},
	        {"model_name", raw->model, sizeof(raw->model)},
	        {"serial_number", raw->serial, sizeof(raw->serial)},
	        {"technology", raw->technology, sizeof(raw->technology)},
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		read_text(s, texts[i].name, texts[i].text, texts[i].room);
}

void probe_battery_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct battery_list list = {0};
	struct arena *arena = &ctx->scan->arena;
	struct root_dir supplies;
	(void)outcome;
	if (root_dir_open(ctx->root, NULL, SUPPLIES, &supplies)) {
		size_t n;
		char **names = root_dir_names(&supplies, arena, &n);
		list.items = arena_alloc(arena, (n + 1) * sizeof(*list.items));
		for (size_t i = 0; i < n; i++) {
			struct supply s = {0};
			if (!root_dir_open(ctx->root, &supplies, names[i], &s.dir))
				list.failed = "a power supply could not be opened";
			s.attributes = root_dir_has(&s.dir, "type") ||
			               root_dir_has(&s.dir, "status");
			if (is_battery(&s)) {
				struct battery_raw *raw = &list.items[list.n++];
				raw->name = names[i];
				gather_battery(&s, raw);
			}
			root_dir_close(&s.dir);
		}
	} else {
		list.failed = "the kernel shows no power supplies";
	}
	root_dir_close(&supplies);
	battery_map(ctx->scan, &list);
}
