/* SPDX-License-Identifier: GPL-3.0-or-later
 * Importer for the JSON of Puppet's facter, structured facts of versions 3 and 4.
 * Source: facter core facts reference, version 4 */
#include "import/json_map.h"

#include <string.h>

static const struct json_take machine_rows[] = {
        {"dmi.manufacturer", FACT_system_vendor, TAKE_text, 0, 0},
        {"dmi.product.name", FACT_system_model, TAKE_text, 0, 0},
        {"dmi.product.serial_number", FACT_system_serial, TAKE_text, 0, 0},
        {"dmi.product.uuid", FACT_system_uuid, TAKE_text, 0, 0},
        {"dmi.product.version", FACT_system_version, TAKE_text, 0, 0},
        {"dmi.board.manufacturer", FACT_board_vendor, TAKE_text, 0, 0},
        {"dmi.board.product", FACT_board_model, TAKE_text, 0, 0},
        {"dmi.board.serial_number", FACT_board_serial, TAKE_text, 0, 0},
        {"dmi.board.asset_tag", FACT_board_asset_tag, TAKE_text, 0, 0},
        {"dmi.chassis.asset_tag", FACT_chassis_asset_tag, TAKE_text, 0, 0},
        {"dmi.chassis.type", FACT_chassis_form, TAKE_chassis, 0, 0},
        {"dmi.bios.vendor", FACT_firmware_vendor, TAKE_text, 0, 0},
        {"dmi.bios.version", FACT_firmware_version, TAKE_text, 0, 0},
        {"dmi.bios.release_date", FACT_firmware_date, TAKE_date, 0, 0},
        {"memory.system.total_bytes", FACT_memory_usable, TAKE_number, 1, 1},
        {"processors.count", FACT_cpu_threads, TAKE_number, 1, 1},
        {"processors.physicalcount", FACT_cpu_packages, TAKE_number, 1, 1},
        {"os.distro.description", FACT_os_name, TAKE_text, 0, 0},
        {"kernelrelease", FACT_os_kernel_release, TAKE_text, 0, 0},
        {"os.hardware", FACT_os_architecture, TAKE_text, 0, 0},
};
static const struct json_take disk_rows[] = {
        {"vendor", FACT_disk_vendor, TAKE_maker, 0, 0},
        {"model", FACT_disk_model, TAKE_text, 0, 0},
        {"product", FACT_disk_model, TAKE_text, 0, 0},
        {"serial", FACT_disk_serial, TAKE_text, 0, 0},
        {"serial_number", FACT_disk_serial, TAKE_text, 0, 0},
        {"wwn", FACT_disk_wwn, TAKE_text, 0, 0},
        {"size_bytes", FACT_disk_size, TAKE_number, 1, 1},
};
static const struct json_take network_rows[] = {
        {"mac", FACT_network_mac, TAKE_text, 0, 0},
};

/* Devices that are no drive of the machine. */
static bool is_disk(const char *name)
{
	static const char *const others[] = {"sr",  "loop", "ram", "zram",
	                                     "dm-", "md",   "fd",  "nbd"};
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (!strncmp(name, others[i], strlen(others[i])))
			return false;
	return true;
}

static void add_disks(struct scan *scan, const json_t *disks)
{
	const char *name, *medium;
	json_t *disk;
	json_object_foreach((json_t *)disks, name, disk)
	{
		if (!is_disk(name))
			continue;
		struct component *c = scan_add(scan, KIND_disk, name);
		json_map(scan, c, disk, JSON_ROWS(disk_rows));
		medium = json_text_at(disk, "type");
		if (medium && (!strcmp(medium, "hdd") || !strcmp(medium, "ssd")))
			fact_set_string(scan, c, FACT_disk_medium, medium);
	}
}

/* Only the address of those that the kernel names as hardware: bridges, bonds and the
 * like take one of a port's or make one up. */
static bool is_port(const char *name)
{
	static const char *const starts[] = {"eth", "en", "wl", "em", "ib"};
	if (strpbrk(name, ".:@"))
		return false;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (!strncmp(name, starts[i], strlen(starts[i])))
			return true;
	return false;
}

static void add_networks(struct scan *scan, const json_t *interfaces)
{
	const char *name;
	json_t *one;
	json_object_foreach((json_t *)interfaces, name, one)
	{
		if (is_port(name) && json_text_at(one, "mac"))
			json_map(scan, scan_add(scan, KIND_network, name), one,
			         JSON_ROWS(network_rows));
	}
}

/* All processors of a machine that names one model are of it. */
static void set_model(struct scan *scan, const json_t *models)
{
	const char *first = json_string_value(json_array_get(models, 0));
	size_t i;
	json_t *model;
	json_array_foreach(models, i, model)
	{
		const char *text = json_string_value(model);
		if (!text || !first || strcmp(text, first) != 0)
			return;
	}
	if (first && *first)
		fact_set_string(scan, scan_add(scan, KIND_cpu, NULL), FACT_cpu_model,
		                first);
}

bool import_facter_is(const char *bytes, size_t n)
{
	return json_mentions(bytes, n, "\"facterversion\"");
}

int import_facter_read(const struct import_document *doc, import_each *each,
                       void *context, struct error *err)
{
	bool mended;
	json_t *json = json_read(doc, &mended, err);
	if (!json)
		return -1;
	const json_t *facts = json_is_array(json) ? json_array_get(json, 0) : json;
	if (!json_at(facts, "facterversion")) {
		json_decref(json);
		return error_set(err, EXIT_usage, doc->name,
		                 "expected facts of facter, found no facterversion");
	}
	struct scan *scan = import_start(doc);
	struct json_end end = {"facter", KIND_COUNT,
	                       json_text_at(facts, "networking.hostname")};
	json_map_machine(scan, facts, JSON_ROWS(machine_rows));
	set_model(scan, json_at(facts, "processors.models"));
	add_disks(scan, json_at(facts, "disks"));
	add_networks(scan, json_at(facts, "networking.interfaces"));
	int result = json_hand_on(scan, doc, &end, each, context);
	json_decref(json);
	return result;
}
