/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe smbios.
 * Reads: sysfs firmware/dmi/tables/{smbios_entry_point,DMI}; without these the names in
 *        class/dmi/id and the memory in udev's database; without these the device tree's
 *        model and serial-number
 * Makes: system board chassis firmware; memory memory_slot memory_module; slot psu bmc;
 *        sockets of cpu_package; maker and firmware of the tpm
 * Needs: root for the tables (serial numbers, memory); nothing for class/dmi/id
 * Spec:  DMTF DSP0134 3.7; kernel Documentation/ABI/testing/sysfs-firmware-dmi-tables */
#include "probes/smbios.h"

#include "probes/table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define TABLES      "sys/firmware/dmi/tables/"
#define DMI_ID      "sys/class/dmi/id"
#define UDEV        "run/udev/data/+dmi:id"
#define DEVICE_TREE "sys/firmware/devicetree/base/"

/* What the kernel passes on one by one. */
static const struct {
	enum fact_id fact;
	const char *attribute;
} attributes[] = {
        {FACT_firmware_vendor, "bios_vendor"},
        {FACT_firmware_version, "bios_version"},
        {FACT_firmware_release, "bios_release"},
        {FACT_system_vendor, "sys_vendor"},
        {FACT_system_model, "product_name"},
        {FACT_system_version, "product_version"},
        {FACT_system_family, "product_family"},
        {FACT_system_part_number, "product_sku"},
        {FACT_system_serial, "product_serial"},
        {FACT_system_uuid, "product_uuid"},
        {FACT_board_vendor, "board_vendor"},
        {FACT_board_model, "board_name"},
        {FACT_board_version, "board_version"},
        {FACT_board_serial, "board_serial"},
        {FACT_board_asset_tag, "board_asset_tag"},
        {FACT_chassis_vendor, "chassis_vendor"},
        {FACT_chassis_version, "chassis_version"},
        {FACT_chassis_serial, "chassis_serial"},
        {FACT_chassis_asset_tag, "chassis_asset_tag"},
};

/* why and remedy are those of the table, which may tell what the kernel does not show. */
static void read_attributes(struct scan *scan, const struct root_dir *dir,
                            const char *why, const char *remedy)
{
	char text[512];
	for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++) {
		enum fact_id fact = attributes[i].fact;
		struct component *c = scan_add(scan, fact_row(fact)->kind, NULL);
		ssize_t n =
		        root_dir_read(dir, attributes[i].attribute, text, sizeof(text));
		if (n >= 0)
			fact_set_text(scan, c, fact, text, (size_t)n);
		else if (n == -ENOENT && remedy)
			fact_set_unreadable(scan, c, fact, why, remedy);
		else
			fact_set_unreadable(scan, c, fact, root_why((int)-n),
			                    root_remedy((int)-n));
		fact_set_source(scan, c, fact, "sysfs class/dmi/id");
	}
	struct date date;
	int64_t type;
	struct component *firmware = scan_add(scan, KIND_firmware, NULL);
	if (root_dir_string(dir, "bios_date", text, sizeof(text)) &&
	    smbios_date(text, strlen(text), &date)) {
		fact_set_date(scan, firmware, FACT_firmware_date, date);
		fact_set_source(scan, firmware, FACT_firmware_date, "sysfs class/dmi/id");
	}
	if (root_dir_number(dir, "chassis_type", 10, &type))
		smbios_map_form(scan, (unsigned)type & 0x7f);
}

/* Boards without SMBIOS name themselves in the device tree. */
static bool read_device_tree(struct scan *scan, const struct root *root)
{
	static const struct {
		enum fact_id fact;
		const char *path;
	} nodes[] = {
	        {FACT_system_model, DEVICE_TREE "model"},
	        {FACT_system_serial, DEVICE_TREE "serial-number"},
	};
	char text[256];
	bool any = false;
	for (size_t i = 0; i < sizeof(nodes) / sizeof(*nodes); i++) {
		struct component *c = scan_add(scan, KIND_system, NULL);
		ssize_t n = root_read(root, nodes[i].path, text, sizeof(text));
		if (n <= 0)
			continue;
		any = true;
		fact_set_text(scan, c, nodes[i].fact, text, (size_t)n);
		fact_set_source(scan, c, nodes[i].fact, "device tree");
	}
	return any;
}

/* What udev, which runs as root, wrote down of the memory; why and remedy of the rest. */
static void read_udev(struct probe_context *ctx, const char *why, const char *remedy)
{
	struct scan *scan = ctx->scan;
	struct smbios_table table;
	struct buf made = BUF_EMPTY;
	ssize_t n;
	const char *bytes =
	        root_read_all(ctx->root, UDEV, SMBIOS_TABLE_MAX, &scan->arena, &n);
	if (!bytes || !smbios_udev_table(bytes, (size_t)n, &scan->arena, &made))
		return;
	/* Facts are text in the arena, and outlive these bytes. */
	struct component *c = scan_add(scan, KIND_memory, NULL);
	fact_set_unreadable(scan, c, FACT_memory_maximum, why, remedy);
	fact_set_unreadable(scan, c, FACT_memory_error_correction, why, remedy);
	smbios_parse(scan, NULL, 0, (const uint8_t *)made.text, made.n, &table);
	smbios_map_memory(scan, &table);
	/* The record has whole volts; what it leaves out the firmware may well tell. */
	const struct component_list *modules = &scan->kinds[KIND_memory_module];
	for (size_t i = 0; i < modules->n; i++)
		fact_set_unreadable(scan, modules->items[i], FACT_memory_module_voltage,
		                    why, remedy);
	scan_note(scan, c, "slots and modules are as udev recorded them at start");
	buf_done(&made);
}

/* The table cannot be read: what is known without it, and why the rest is not. error is
 * the errno of the table. */
static void run_without_table(struct probe_context *ctx, int error,
                              struct probe_outcome *outcome)
{
	struct scan *scan = ctx->scan;
	struct root_dir dir;
	const char *why = "this machine has no SMBIOS tables", *remedy = NULL;
	outcome->status = PROBE_skipped;
	if (root_dir_open(ctx->root, NULL, DMI_ID, &dir)) {
		why = error == ENOENT ? "the SMBIOS table is not there" : root_why(error);
		remedy = error == ENOENT && !ctx->root->live ? "record it as root"
		                                             : root_remedy(error);
		read_attributes(scan, &dir, why, remedy);
	} else if (error != ENOENT) {
		why = root_why(error);
		remedy = root_remedy(error);
	} else {
		read_device_tree(scan, ctx->root);
	}
	root_dir_close(&dir);
	read_udev(ctx, why, remedy);
	smbios_unreadable_system(scan, why, remedy);
	smbios_unreadable_memory(scan, why, remedy);
	smbios_unreadable_expansion(scan, why, remedy);
	if (remedy)
		smbios_unreadable_processors(scan, why, remedy);
	outcome->why = why;
	outcome->remedy = remedy;
}

void smbios_map(struct scan *scan, const struct smbios_table *table)
{
	smbios_map_system(scan, table);
	smbios_map_processors(scan, table);
	smbios_map_memory(scan, table);
	smbios_map_expansion(scan, table);
	smbios_map_tpm(scan, table);
}

void probe_smbios_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	uint8_t entry[SMBIOS_ENTRY_MAX];
	ssize_t size;
	char *bytes = root_read_all(ctx->root, TABLES "DMI", SMBIOS_TABLE_MAX,
	                            &ctx->scan->arena, &size);
	if (!bytes || !size) {
		run_without_table(ctx, size < 0 ? (int)-size : ENOENT, outcome);
		return;
	}
	ssize_t n =
	        root_read(ctx->root, TABLES "smbios_entry_point", entry, sizeof(entry));
	if (n <= 0)
		scan_note(ctx->scan, NULL,
		          "the SMBIOS entry point cannot be read (%s); the table was "
		          "read without it",
		          root_why(n < 0 ? (int)-n : ENOENT));
	struct smbios_table table;
	smbios_parse(ctx->scan, entry, n > 0 ? (size_t)n : 0, (const uint8_t *)bytes,
	             (size_t)size, &table);
	smbios_map(ctx->scan, &table);
}
