/* SPDX-License-Identifier: GPL-3.0-or-later
 * Importer for lshw -json: one object, or an array of one, as versions differ.
 * Source: lshw(1), versions B.02.14 to B.02.19 */
#include "import/json_map.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 32 };

static const struct json_take system_rows[] = {
        {"vendor", FACT_system_vendor, TAKE_text, 0, 0},
        {"product", FACT_system_model, TAKE_text, 0, 0},
        {"serial", FACT_system_serial, TAKE_text, 0, 0},
        {"version", FACT_system_version, TAKE_text, 0, 0},
        {"configuration.uuid", FACT_system_uuid, TAKE_text, 0, 0},
        {"configuration.sku", FACT_system_part_number, TAKE_text, 0, 0},
        {"configuration.family", FACT_system_family, TAKE_text, 0, 0},
        {"configuration.chassis", FACT_chassis_form, TAKE_chassis, 0, 0},
};
static const struct json_take board_rows[] = {
        {"vendor", FACT_board_vendor, TAKE_text, 0, 0},
        {"product", FACT_board_model, TAKE_text, 0, 0},
        {"serial", FACT_board_serial, TAKE_text, 0, 0},
        {"version", FACT_board_version, TAKE_text, 0, 0},
};
static const struct json_take firmware_rows[] = {
        {"vendor", FACT_firmware_vendor, TAKE_text, 0, 0},
        {"version", FACT_firmware_version, TAKE_text, 0, 0},
        {"date", FACT_firmware_date, TAKE_date, 0, 0},
};
static const struct json_take cpu_rows[] = {
        {"vendor", FACT_cpu_package_vendor, TAKE_text, 0, 0},
        {"product", FACT_cpu_package_model, TAKE_text, 0, 0},
        {"slot", FACT_cpu_package_socket, TAKE_text, 0, 0},
        {"configuration.cores", FACT_cpu_package_cores, TAKE_number, 1, 1},
        {"configuration.threads", FACT_cpu_package_threads, TAKE_number, 1, 1},
};
static const struct json_take disk_rows[] = {
        {"vendor", FACT_disk_vendor, TAKE_maker, 0, 0},
        {"product", FACT_disk_model, TAKE_text, 0, 0},
        {"serial", FACT_disk_serial, TAKE_text, 0, 0},
        {"version", FACT_disk_firmware, TAKE_text, 0, 0},
        {"size", FACT_disk_size, TAKE_number, 1, 1},
};
static const struct json_take network_rows[] = {
        {"vendor", FACT_network_vendor, TAKE_text, 0, 0},
        {"product", FACT_network_model, TAKE_text, 0, 0},
        {"serial", FACT_network_mac, TAKE_text, 0, 0},
        {"configuration.driver", FACT_network_driver, TAKE_text, 0, 0},
        {"configuration.firmware", FACT_network_firmware, TAKE_text, 0, 0},
};
static const struct json_take gpu_rows[] = {
        {"vendor", FACT_gpu_vendor, TAKE_text, 0, 0},
        {"product", FACT_gpu_model, TAKE_text, 0, 0},
        {"configuration.driver", FACT_gpu_driver, TAKE_text, 0, 0},
};

/* One device has a name, or several: "/dev/vda", or ["/dev/vda", "/"]. */
static const char *device_name(const json_t *node)
{
	const json_t *name = json_at(node, "logicalname");
	const char *text =
	        json_string_value(json_is_array(name) ? json_array_get(name, 0) : name);
	if (text && !strncmp(text, "/dev/", 5))
		text += 5;
	return text && *text ? text : NULL;
}

static bool is_class(const json_t *node, const char *name)
{
	const char *class = json_text_at(node, "class");
	return class && !strcmp(class, name);
}

static void add(struct scan *scan, enum kind_id kind, const char *key, const json_t *node,
                const struct json_take *rows, size_t n)
{
	char number[32];
	snprintf(number, sizeof(number), "%zu", scan->kinds[kind].n + 1);
	json_map(scan, scan_add(scan, kind, key ? key : number), node, rows, n);
}

/* "pci@0000:00:1f.6" says where it is. */
static void add_network(struct scan *scan, const json_t *node, const char *businfo)
{
	const char *name = device_name(node);
	if (!name || !json_text_at(node, "serial"))
		return;
	add(scan, KIND_network, name, node, JSON_ROWS(network_rows));
	struct component *c = scan_find(scan, KIND_network, name);
	if (c && businfo && !strncmp(businfo, "pci@", 4))
		fact_set_string(scan, c, FACT_network_address, businfo + 4);
}

static void add_disk(struct scan *scan, const json_t *node, const char *businfo)
{
	const char *name = device_name(node);
	const char *id = json_text_at(node, "id");
	if (!name || (businfo && !strncmp(businfo, "usb@", 4)) ||
	    (id && !strncmp(id, "cdrom", 5)) || !json_at(node, "size"))
		return;
	add(scan, KIND_disk, name, node, JSON_ROWS(disk_rows));
}

/* A width of 64 is a flag of the processor; one of 32 is also what nobody looked at. */
static void add_cpu(struct scan *scan, const json_t *node)
{
	add(scan, KIND_cpu_package, json_text_at(node, "slot"), node,
	    JSON_ROWS(cpu_rows));
	if (json_integer_value(json_at(node, "width")) == 64)
		fact_set_integer(scan, scan_add(scan, KIND_cpu, NULL), FACT_cpu_bits, 64);
}

static void take_node(struct scan *scan, const json_t *node)
{
	const char *id = json_text_at(node, "id");
	const char *businfo = json_text_at(node, "businfo");
	if (!id)
		return;
	if (is_class(node, "bus") && !strcmp(id, "core"))
		json_map_machine(scan, node, JSON_ROWS(board_rows));
	else if (is_class(node, "memory") && !strcmp(id, "firmware"))
		json_map_machine(scan, node, JSON_ROWS(firmware_rows));
	else if (is_class(node, "memory") && !strncmp(id, "bank", 4) &&
	         json_at(node, "size"))
		add(scan, KIND_memory_module, json_text_at(node, "slot"), node,
		    JSON_ROWS(json_bank_rows));
	else if (is_class(node, "processor") && json_text_at(node, "product") &&
	         !json_is_true(json_at(node, "disabled")))
		add_cpu(scan, node);
	else if (is_class(node, "network"))
		add_network(scan, node, businfo);
	else if (is_class(node, "disk"))
		add_disk(scan, node, businfo);
	else if (is_class(node, "display") && json_text_at(node, "product"))
		add(scan, KIND_gpu, businfo, node, JSON_ROWS(gpu_rows));
}

static void walk(struct scan *scan, const json_t *node, int depth)
{
	size_t i;
	json_t *child;
	take_node(scan, node);
	json_array_foreach(json_at(node, "children"), i, child)
	{
		if (json_is_object(child) && depth < DEPTH_MAX)
			walk(scan, child, depth + 1);
	}
}

bool import_lshw_is(const char *bytes, size_t n)
{
	return json_mentions(bytes, n, "\"class\"") &&
	       json_mentions(bytes, n, "\"id\"") &&
	       (json_mentions(bytes, n, "\"claimed\"") ||
	        json_mentions(bytes, n, "\"children\""));
}

/* The first object of the nest of arrays that versions and mending put around it. */
static const json_t *root_of(const json_t *json)
{
	for (int i = 0; i < 3 && json_is_array(json); i++)
		json = json_array_get(json, 0);
	return json_is_object(json) ? json : NULL;
}

int import_lshw_read(const struct import_document *doc, import_each *each, void *context,
                     struct error *err)
{
	bool mended;
	json_t *json = json_read(doc, &mended, err);
	const json_t *root = root_of(json);
	if (!json)
		return -1;
	if (!json_text_at(root, "class")) {
		json_decref(json);
		return error_set(err, EXIT_usage, doc->name,
		                 "expected a tree of lshw, found another document");
	}
	struct scan *scan = import_start(doc);
	struct json_end end = {"lshw", KIND_memory_module, NULL};
	if (is_class(root, "system")) {
		end.hostname = json_text_at(root, "id");
		json_map_machine(scan, root, JSON_ROWS(system_rows));
	}
	if (mended)
		scan_note(scan, NULL,
		          "the document was not quite JSON, as some versions "
		          "of lshw write it; it was put right");
	walk(scan, root, 0);
	int result = json_hand_on(scan, doc, &end, each, context);
	json_decref(json);
	return result;
}
