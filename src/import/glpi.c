/* SPDX-License-Identifier: GPL-3.0-or-later
 * Importer for the inventory JSON of GLPI agents.
 * Source: glpi-project/inventory_format, inventory.schema.json */
#include "import/glpi.h"

#include "probes/pci.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct json_take machine_rows[] = {
        {"bios.smanufacturer", FACT_system_vendor, TAKE_text, 0, 0},
        {"bios.smodel", FACT_system_model, TAKE_text, 0, 0},
        {"bios.ssn", FACT_system_serial, TAKE_text, 0, 0},
        {"bios.skunumber", FACT_system_part_number, TAKE_text, 0, 0},
        {"hardware.uuid", FACT_system_uuid, TAKE_text, 0, 0},
        {"bios.mmanufacturer", FACT_board_vendor, TAKE_text, 0, 0},
        {"bios.mmodel", FACT_board_model, TAKE_text, 0, 0},
        {"bios.msn", FACT_board_serial, TAKE_text, 0, 0},
        {"bios.assettag", FACT_chassis_asset_tag, TAKE_text, 0, 0},
        {"bios.bmanufacturer", FACT_firmware_vendor, TAKE_text, 0, 0},
        {"bios.bversion", FACT_firmware_version, TAKE_text, 0, 0},
        {"bios.bdate", FACT_firmware_date, TAKE_date, 0, 0},
        {"hardware.chassis_type", FACT_chassis_form, TAKE_chassis, 0, 0},
        {"hardware.memory", FACT_memory_usable, TAKE_about, 1 << 20, 1 << 20},
        {"operatingsystem.full_name", FACT_os_name, TAKE_text, 0, 0},
        {"operatingsystem.kernel_version", FACT_os_kernel_release, TAKE_text, 0, 0},
        {"operatingsystem.arch", FACT_os_architecture, TAKE_text, 0, 0},
        {"network_device.manufacturer", FACT_system_vendor, TAKE_text, 0, 0},
        {"network_device.model", FACT_system_model, TAKE_text, 0, 0},
        {"network_device.serial", FACT_system_serial, TAKE_text, 0, 0},
};

static const struct json_take cpu_rows[] = {
        {"name", FACT_cpu_package_model, TAKE_text, 0, 0},
        {"manufacturer", FACT_cpu_package_vendor, TAKE_text, 0, 0},
        {"serial", FACT_cpu_package_serial, TAKE_text, 0, 0},
        {"core", FACT_cpu_package_cores, TAKE_number, 1, 1},
        {"thread", FACT_cpu_package_threads, TAKE_number, 1, 1},
};

static const struct json_take memory_rows[] = {
        {"capacity", FACT_memory_module_size, TAKE_number, 1 << 20, 1},
        {"manufacturer", FACT_memory_module_vendor, TAKE_text, 0, 0},
        {"serialnumber", FACT_memory_module_serial, TAKE_text, 0, 0},
        {"model", FACT_memory_module_part_number, TAKE_text, 0, 0},
        {"type", FACT_memory_module_type, TAKE_memory_type, 0, 0},
        {"description", FACT_memory_module_form, TAKE_memory_form, 0, 0},
        {"speed", FACT_memory_module_speed, TAKE_number, 1000000, 1},
};

/* Megabytes of 10^6 or 2^20 bytes, as the agent's source counts. */
static const struct json_take disk_rows[] = {
        {"disksize", FACT_disk_size, TAKE_about, 1000000, 1 << 20},
        {"manufacturer", FACT_disk_vendor, TAKE_maker, 0, 0},
        {"model", FACT_disk_model, TAKE_text, 0, 0},
        {"serial", FACT_disk_serial, TAKE_text, 0, 0},
        {"serialnumber", FACT_disk_serial, TAKE_text, 0, 0},
        {"firmware", FACT_disk_firmware, TAKE_text, 0, 0},
};

static const struct json_take network_rows[] = {
        {"mac", FACT_network_mac, TAKE_text, 0, 0},
        {"manufacturer", FACT_network_vendor, TAKE_text, 0, 0},
        {"model", FACT_network_model, TAKE_text, 0, 0},
        {"driver", FACT_network_driver, TAKE_text, 0, 0},
};

static const struct json_take display_rows[] = {
        {"manufacturer", FACT_display_vendor, TAKE_text, 0, 0},
        {"name", FACT_display_model, TAKE_text, 0, 0},
        {"caption", FACT_display_model, TAKE_text, 0, 0},
        {"serial", FACT_display_serial, TAKE_text, 0, 0},
};

/* Capacities are in mWh. */
static const struct json_take battery_rows[] = {
        {"manufacturer", FACT_battery_vendor, TAKE_text, 0, 0},
        {"name", FACT_battery_model, TAKE_text, 0, 0},
        {"serial", FACT_battery_serial, TAKE_text, 0, 0},
        {"capacity", FACT_battery_design_capacity, TAKE_number, 1, 1000},
        {"real_capacity", FACT_battery_full_capacity, TAKE_number, 1, 1000},
};

static const struct json_take pci_rows[] = {
        {"vendorid", FACT_pci_vendor_id, TAKE_hex, 0, 0},
        {"productid", FACT_pci_device_id, TAKE_hex, 0, 0},
        {"manufacturer", FACT_pci_vendor, TAKE_text, 0, 0},
        {"name", FACT_pci_model, TAKE_text, 0, 0},
        {"driver", FACT_pci_driver, TAKE_text, 0, 0},
};

static const struct json_take usb_rows[] = {
        {"vendorid", FACT_usb_vendor_id, TAKE_hex, 0, 0},
        {"productid", FACT_usb_product_id, TAKE_hex, 0, 0},
        {"manufacturer", FACT_usb_vendor, TAKE_text, 0, 0},
        {"caption", FACT_usb_model, TAKE_text, 0, 0},
        {"serial", FACT_usb_serial, TAKE_text, 0, 0},
};

static struct component *numbered(struct scan *scan, enum kind_id kind)
{
	char key[32];
	snprintf(key, sizeof(key), "%zu", scan->kinds[kind].n + 1);
	return scan_add(scan, kind, key);
}

static void add_cpu(struct scan *scan, const json_t *item)
{
	json_map(scan, numbered(scan, KIND_cpu_package), item, JSON_ROWS(cpu_rows));
}

/* Empty slots are listed too; their capacity is missing, 0 or "No". */
static void add_memory(struct scan *scan, const json_t *item)
{
	const json_t *slot = json_at(item, "numslots");
	char key[32];
	if (!json_integer_value(json_at(item, "capacity")) &&
	    atol(json_text_at(item, "capacity") ? json_text_at(item, "capacity") : "") <=
	            0)
		return;
	if (!json_is_integer(slot)) {
		json_map(scan, numbered(scan, KIND_memory_module), item,
		         JSON_ROWS(memory_rows));
		return;
	}
	snprintf(key, sizeof(key), "%" JSON_INTEGER_FORMAT, json_integer_value(slot));
	json_map(scan, scan_add(scan, KIND_memory_module, key), item,
	         JSON_ROWS(memory_rows));
}

/* Also sticks, drives with trays and volumes of controllers are listed. */
static void add_disk(struct scan *scan, const json_t *item)
{
	static const char *const others[] = {"USB", "CD-ROM", "DVD", "removable",
	                                     "Removable"};
	static const char *const says[] = {"description", "type", "interface", "model"};
	const char *name = json_text_at(item, "name");
	for (size_t i = 0; i < sizeof(says) / sizeof(*says); i++)
		for (size_t k = 0; k < sizeof(others) / sizeof(*others); k++) {
			const char *text = json_text_at(item, says[i]);
			if (text && strstr(text, others[k]))
				return;
		}
	if (!name)
		name = json_text_at(item, "model");
	json_map(scan, scan_add(scan, KIND_disk, name ? name : "disk"), item,
	         JSON_ROWS(disk_rows));
}

/* One line an address: an interface may stand there several times. */
static void add_network(struct scan *scan, const json_t *item)
{
	const char *name = json_text_at(item, "description");
	const char *type = json_text_at(item, "type");
	const char *mac = json_text_at(item, "mac");
	if (!name || !mac || json_is_true(json_at(item, "virtualdev")) ||
	    scan_find(scan, KIND_network, name) ||
	    (type && strcmp(type, "ethernet") != 0 && strcmp(type, "wifi") != 0))
		return;
	struct component *c = scan_add(scan, KIND_network, name);
	json_map(scan, c, item, JSON_ROWS(network_rows));
	if (type)
		fact_set_string(scan, c, FACT_network_type, type);
}

static void add_display(struct scan *scan, const json_t *item)
{
	json_map(scan, numbered(scan, KIND_display), item, JSON_ROWS(display_rows));
}

static void add_battery(struct scan *scan, const json_t *item)
{
	json_map(scan, numbered(scan, KIND_battery), item, JSON_ROWS(battery_rows));
}

/* The number of so many hexadecimal digits at the begin of a text; PCI_UNKNOWN: it has
 * others. */
static int32_t hex_at(const char *text, size_t digits)
{
	char copy[9] = "";
	if (strnlen(text, digits) < digits ||
	    strspn(text, "0123456789abcdefABCDEF") < digits)
		return PCI_UNKNOWN;
	memcpy(copy, text, digits);
	return (int32_t)strtoul(copy, NULL, 16);
}

/* "0600": base class and subclass. The programming interface is not told. */
static int32_t map_pci_class(struct scan *scan, struct component *c, const json_t *item)
{
	const char *text = json_text_at(item, "pciclass");
	int32_t code = text && strlen(text) == 4 ? hex_at(text, 4) : PCI_UNKNOWN;
	char word[64];
	if (text && code == PCI_UNKNOWN)
		scan_note(scan, c, "pciclass is \"%.40s\", which is no class of PCI",
		          text);
	if (code == PCI_UNKNOWN)
		return code;
	if (!pci_class_word((unsigned)code << 8, word, sizeof(word)))
		scan_note(scan, c, "no PCI class has the number %02x",
		          (unsigned)code >> 8);
	fact_set_string(scan, c, FACT_pci_class, word);
	return code;
}

/* "1028:0704". What has none, as most bridges, lacks the member: *vendor and *device are
 * 0 then, as the device itself would say; also when they are no such numbers. */
static void map_pci_subsystem(struct scan *scan, struct component *c, const json_t *item,
                              uint32_t *vendor, uint32_t *device)
{
	const char *text = json_text_at(item, "pcisubsystemid");
	int32_t v = text && strlen(text) == 9 && text[4] == ':' ? hex_at(text, 4)
	                                                        : PCI_UNKNOWN;
	int32_t d = v == PCI_UNKNOWN ? v : hex_at(text + 5, 4);
	*vendor = *device = 0;
	if (d == PCI_UNKNOWN) {
		if (text)
			scan_note(scan, c,
			          "pcisubsystemid is \"%.40s\", which is no subsystem",
			          text);
		return;
	}
	*vendor = (uint32_t)v;
	*device = (uint32_t)d;
	const char *hex = arena_format(&scan->arena, "%04x", *vendor);
	fact_set_string(scan, c, FACT_pci_subsystem_vendor_id, hex);
	hex = arena_format(&scan->arena, "%04x", *device);
	fact_set_string(scan, c, FACT_pci_subsystem_device_id, hex);
}

/* What the kernel would match drivers against, up to the programming interface. */
static void map_pci_modalias(struct scan *scan, struct component *c, int32_t class_code,
                             uint32_t subsystem_vendor, uint32_t subsystem_device)
{
	const struct value *vendor = fact_value(c, FACT_pci_vendor_id);
	const struct value *device = fact_value(c, FACT_pci_device_id);
	if (!vendor || !device || class_code == PCI_UNKNOWN)
		return;
	fact_set_string(scan, c, FACT_pci_modalias,
	                arena_format(&scan->arena,
	                             "pci:v%08Xd%08Xsv%08Xsd%08Xbc%02Xsc%02X",
	                             (unsigned)hex_at(vendor->text, 4),
	                             (unsigned)hex_at(device->text, 4), subsystem_vendor,
	                             subsystem_device, (unsigned)class_code >> 8,
	                             (unsigned)class_code & 0xff));
	fact_set_source(scan, c, FACT_pci_modalias, "made of the identifiers");
}

static void map_pci_revision(struct scan *scan, struct component *c, const json_t *item)
{
	const char *text = json_text_at(item, "rev");
	int32_t n = text && strlen(text) == 2 ? hex_at(text, 2) : PCI_UNKNOWN;
	if (n != PCI_UNKNOWN)
		fact_set_string(scan, c, FACT_pci_revision,
		                arena_format(&scan->arena, "%02x", (unsigned)n));
}

static void add_pci(struct scan *scan, const json_t *item)
{
	const char *slot = json_text_at(item, "pcislot");
	uint32_t vendor, device;
	if (!slot || !json_text_at(item, "vendorid"))
		return;
	struct component *c = scan_add(scan, KIND_pci, slot);
	json_map(scan, c, item, JSON_ROWS(pci_rows));
	int32_t class_code = map_pci_class(scan, c, item);
	map_pci_subsystem(scan, c, item, &vendor, &device);
	map_pci_modalias(scan, c, class_code, vendor, device);
	map_pci_revision(scan, c, item);
}

static void add_usb(struct scan *scan, const json_t *item)
{
	if (json_text_at(item, "vendorid"))
		json_map(scan, numbered(scan, KIND_usb), item, JSON_ROWS(usb_rows));
}

static const struct {
	const char *section;
	void (*each)(struct scan *scan, const json_t *item);
} sections[] = {
        {"cpus", add_cpu},         {"memories", add_memory},  {"storages", add_disk},
        {"networks", add_network}, {"monitors", add_display}, {"batteries", add_battery},
        {"controllers", add_pci},  {"usbdevices", add_usb},
};

/* "2020-06-12 14:19:54" in the time zone of the machine, which is said beside it. */
static void set_taken(struct scan *scan, const json_t *content)
{
	const char *text = json_text_at(content, "accesslog.logdate");
	const char *offset = json_text_at(content, "operatingsystem.timezone.offset");
	struct tm tm = {0};
	int zone = 0;
	char taken[32];
	if (!text || !strptime(text, "%Y-%m-%d %H:%M:%S", &tm))
		return;
	if (offset && strlen(offset) == 5)
		zone = atoi(offset);
	time_t when = timegm(&tm) - (zone / 100 * 3600 + zone % 100 * 60);
	strftime(taken, sizeof(taken), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&when, &tm));
	scan->taken = arena_string(&scan->arena, taken);
}

const struct glpi_section *glpi_sections(size_t *n)
{
	static const struct glpi_section all[] = {
	        {NULL, KIND_COUNT, JSON_ROWS(machine_rows)},
	        {"cpus", KIND_cpu_package, JSON_ROWS(cpu_rows)},
	        {"memories", KIND_memory_module, JSON_ROWS(memory_rows)},
	        {"storages", KIND_disk, JSON_ROWS(disk_rows)},
	        {"networks", KIND_network, JSON_ROWS(network_rows)},
	        {"monitors", KIND_display, JSON_ROWS(display_rows)},
	        {"batteries", KIND_battery, JSON_ROWS(battery_rows)},
	        {"controllers", KIND_pci, JSON_ROWS(pci_rows)},
	        {"usbdevices", KIND_usb, JSON_ROWS(usb_rows)},
	};
	*n = sizeof(all) / sizeof(*all);
	return all;
}

bool import_glpi_is(const char *bytes, size_t n)
{
	/* Its schema speaks of the same words. */
	return json_mentions(bytes, n, "\"versionclient\"") &&
	       json_mentions(bytes, n, "\"content\"") &&
	       !json_mentions(bytes, n < 4096 ? n : 4096, "\"$schema\"");
}

int import_glpi_read(const struct import_document *doc, import_each *each, void *context,
                     struct error *err)
{
	bool mended;
	json_t *json = json_read(doc, &mended, err);
	const json_t *top = json_is_array(json) ? json_array_get(json, 0) : json;
	const json_t *content = json_at(top, "content");
	if (!json)
		return -1;
	if (!json_is_object(content)) {
		json_decref(json);
		return error_set(err, EXIT_usage, doc->name,
		                 "expected an inventory of GLPI with its content, found "
		                 "none");
	}
	struct scan *scan = import_start(doc);
	bool partial = json_is_true(json_at(top, "partial"));
	const char *name = json_text_at(content, "hardware.name");
	const char *tag = json_text_at(top, "tag");
	if (!name)
		name = json_text_at(content, "network_device.name");
	/* The agent lists what SMBIOS lists. */
	struct json_end end = {"GLPI's agent", partial ? KIND_COUNT : KIND_memory_module,
	                       name};
	if (tag)
		scan_label(scan, "tag", tag);
	set_taken(scan, content);
	json_map_machine(scan, content, JSON_ROWS(machine_rows));
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++)
		json_each(json_at(content, sections[i].section), sections[i].each, scan);
	if (partial)
		scan_note(scan, NULL, "a partial inventory of GLPI");
	int result = json_hand_on(scan, doc, &end, each, context);
	json_decref(json);
	return result;
}
