/* SPDX-License-Identifier: GPL-3.0-or-later
 * An answer of smartctl → facts of a disk. */
#include "base/text.h"
#include "probes/smart.h"

#include <jansson.h>
#include <string.h>

enum {
	ATTRIBUTE_REALLOCATED = 5, /* ATA; the numbers of attributes are their makers' */
	ATTRIBUTE_PENDING = 197,
	PAGE_SOLID_STATE = 7, /* ACS-4, 9.5.7.2: the page of solid state drives */
	OFFSET_ENDURANCE = 8, /* in it: percentage used endurance indicator */
	PERCENT_MOST = 255,
	HOURS_MOST = 1000000,
};

static const enum fact_id facts[] = {
        FACT_disk_health,          FACT_disk_wear,
        FACT_disk_power_on_time,   FACT_disk_reallocated_sectors,
        FACT_disk_pending_sectors, FACT_disk_temperature,
};

void smart_map_nothing(struct scan *scan, struct component *disk, const char *why,
                       const char *remedy)
{
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		fact_set_unreadable(scan, disk, facts[i], why, remedy);
}

/* Follows names into objects; NULL when one is missing. */
static const json_t *inside(const json_t *json, const char *first, const char *second)
{
	const json_t *found = json_object_get(json, first);
	return found && second ? json_object_get(found, second) : found;
}

static bool number_in(const json_t *json, int64_t least, int64_t most, int64_t *number)
{
	if (!json_is_integer(json))
		return false;
	*number = json_integer_value(json);
	return *number >= least && *number <= most;
}

/* The raw value of an ATA attribute; -1: it has none. Makers put other counts into the
 * upper half of the six bytes. */
static int64_t attribute(const json_t *json, int id)
{
	const json_t *table = inside(json, "ata_smart_attributes", "table"), *row;
	size_t i;
	json_array_foreach(table, i, row)
	{
		int64_t raw;
		if (json_integer_value(json_object_get(row, "id")) == id &&
		    number_in(inside(row, "raw", "value"), 0, ((int64_t)1 << 48) - 1,
		              &raw))
			return raw & 0xffffffff;
	}
	return -1;
}

/* The endurance that an ATA drive says it has used; -1: it does not. */
static int64_t endurance(const json_t *json)
{
	const json_t *pages = inside(json, "ata_device_statistics", "pages"), *page, *row;
	size_t i, k;
	json_array_foreach(pages, i, page)
	{
		if (json_integer_value(json_object_get(page, "number")) !=
		    PAGE_SOLID_STATE)
			continue;
		json_array_foreach(json_object_get(page, "table"), k, row)
		{
			int64_t used;
			if (json_integer_value(json_object_get(row, "offset")) ==
			            OFFSET_ENDURANCE &&
			    json_is_true(inside(row, "flags", "valid")) &&
			    number_in(json_object_get(row, "value"), 0, PERCENT_MOST,
			              &used))
				return used;
		}
	}
	return -1;
}

static int64_t wear(const json_t *json)
{
	int64_t used;
	if (number_in(
	            inside(json, "nvme_smart_health_information_log", "percentage_used"),
	            0, PERCENT_MOST, &used) ||
	    number_in(inside(json, "scsi_percentage_used_endurance_indicator", NULL), 0,
	              PERCENT_MOST, &used))
		return used;
	return endurance(json);
}

static int64_t reallocated(const json_t *json)
{
	int64_t grown;
	if (number_in(inside(json, "scsi_grown_defect_list", NULL), 0, UINT32_MAX,
	              &grown))
		return grown;
	return attribute(json, ATTRIBUTE_REALLOCATED);
}

/* SCSI has a page for it that drives without a sensor fill with zeros. */
static bool temperature(const json_t *json, int64_t *degrees)
{
	const char *protocol = json_string_value(inside(json, "device", "protocol"));
	return number_in(inside(json, "temperature", "current"), -60, 150, degrees) &&
	       (*degrees || !protocol || strcmp(protocol, "SCSI") != 0);
}

static void set_or_silent(struct scan *scan, struct component *disk, enum fact_id fact,
                          int64_t number, const char *why)
{
	if (number >= 0)
		fact_set_integer(scan, disk, fact, number);
	else
		fact_set_unreadable(scan, disk, fact, why, NULL);
}

/* Why the program had nothing to tell, in its own words. */
static const char *complaint(struct scan *scan, const json_t *json)
{
	const json_t *messages = inside(json, "smartctl", "messages"), *message;
	size_t i;
	json_array_foreach(messages, i, message)
	{
		const json_t *text = json_object_get(message, "string");
		if (!json_is_string(text))
			continue;
		const char *clean = text_clean_copy(&scan->arena, json_string_value(text),
		                                    json_string_length(text), NULL);
		if (strstr(clean, "STANDBY") || strstr(clean, "SLEEP"))
			return "the disk sleeps and was not woken";
		return arena_format(&scan->arena, "smartctl says: %.200s", clean);
	}
	return "the drive does not tell";
}

/* Some numbers are useful where others are not: each stands for itself. */
static void map(struct scan *scan, struct component *disk, const json_t *json)
{
	const char *why = complaint(scan, json);
	const json_t *passed = inside(json, "smart_status", "passed");
	int64_t hours = -1, degrees;
	if (json_is_boolean(passed))
		fact_set_string(scan, disk, FACT_disk_health,
		                json_is_true(passed) ? "passed" : "failed");
	else
		fact_set_unreadable(scan, disk, FACT_disk_health, why, NULL);
	if (!number_in(inside(json, "power_on_time", "hours"), 0, HOURS_MOST, &hours))
		hours = -1;
	set_or_silent(scan, disk, FACT_disk_power_on_time,
	              hours < 0 ? -1 : hours * 60 * 60, why);
	set_or_silent(scan, disk, FACT_disk_wear, wear(json), why);
	set_or_silent(scan, disk, FACT_disk_reallocated_sectors, reallocated(json), why);
	set_or_silent(scan, disk, FACT_disk_pending_sectors,
	              attribute(json, ATTRIBUTE_PENDING), why);
	if (temperature(json, &degrees))
		fact_set_integer(scan, disk, FACT_disk_temperature, degrees);
	else
		fact_set_unreadable(scan, disk, FACT_disk_temperature, why, NULL);
}

void smart_map(struct scan *scan, struct component *disk, const char *text, size_t n)
{
	json_error_t problem;
	json_t *json = n && n <= SMART_TEXT_MAX ? json_loadb(text, n, 0, &problem) : NULL;
	if (json_is_object(json))
		map(scan, disk, json);
	else
		smart_map_nothing(scan, disk, "smartctl gave no JSON",
		                  "install smartmontools 7.0 or newer");
	json_decref(json);
}
