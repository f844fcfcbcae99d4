/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe tape.
 * Reads: sysfs class/scsi_tape and bus/scsi; udev's word on serial numbers
 * Makes: tape_drive
 * Needs: nothing. No drive is opened
 * Spec:  SPC-4, 6.6.2 (peripheral device type 1); kernel Documentation/scsi/st.rst */
#include "probes/tape.h"

#include "probes/place.h"
#include "probes/table.h"
#include "probes/udev_data.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEVICES "sys/bus/scsi/devices"
#define TAPES   "scsi_tape" /* below a device that has the driver */

enum { TYPE_TAPE = 1, GENERATION_MAX = 10 };

/* ---- facts ---------------------------------------------------------------------------
 */

/* Makers put the number behind one of these. */
unsigned tape_generation(const char *model)
{
	static const char *const before[] = {"Ultrium ",   "ULTRIUM-TD", "ULTRIUM-HH",
	                                     "ULT3580-TD", "ULT3580-HH", "LTO-",
	                                     "LTO"};
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++) {
		const char *at = strcasestr(model, before[i]);
		at = at ? at + strlen(before[i]) : "";
		unsigned long number =
		        isdigit((unsigned char)*at) ? strtoul(at, NULL, 10) : 0;
		if (number > 0 && number <= GENERATION_MAX)
			return (unsigned)number;
	}
	return 0;
}

static void set_text(struct scan *scan, struct component *c, enum fact_id fact,
                     const char *text)
{
	if (*text)
		fact_set_string(scan, c, fact, text);
	else
		fact_set_unreadable(scan, c, fact, "the kernel does not tell", NULL);
}

void tape_map(struct scan *scan, const struct tape_list *list)
{
	scan_mention(scan, KIND_tape_drive);
	if (list->failed)
		scan_partial(scan, KIND_tape_drive, list->failed);
	for (size_t i = 0; i < list->n; i++) {
		const struct tape_raw *raw = &list->items[i];
		struct component *c = scan_add(scan, KIND_tape_drive, raw->name);
		unsigned generation = tape_generation(raw->model);
		set_text(scan, c, FACT_tape_drive_vendor, raw->vendor);
		set_text(scan, c, FACT_tape_drive_model, raw->model);
		set_text(scan, c, FACT_tape_drive_firmware, raw->firmware);
		set_text(scan, c, FACT_tape_drive_serial, raw->serial);
		fact_set_string(scan, c, FACT_tape_drive_address, raw->address);
		fact_set_string(scan, c, FACT_tape_drive_driver,
		                raw->driven ? "st" : NULL);
		if (generation)
			fact_set_string(scan, c, FACT_tape_drive_generation,
			                arena_format(&scan->arena, "lto%u", generation));
		else
			fact_set_unreadable(scan, c, FACT_tape_drive_generation,
			                    "its name does not tell", "look at it");
	}
}

/* ---- gather --------------------------------------------------------------------------
 */

/* The serial number that udev asked the drive for when it appeared. */
static void read_serial(struct probe_context *ctx, const struct root_dir *tape,
                        struct tape_raw *raw)
{
	static const char *const names[] = {"ID_SCSI_SERIAL", "ID_SERIAL_SHORT"};
	char number[32], path[64], bytes[8192];
	struct udev_property p;
	if (!root_dir_string(tape, "dev", number, sizeof(number)))
		return;
	snprintf(path, sizeof(path), "run/udev/data/c%s", number);
	ssize_t n = root_read(ctx->root, path, bytes, sizeof(bytes));
	for (size_t i = 0; n > 0 && i < 2 && !*raw->serial; i++)
		for (size_t at = 0; udev_data_next(bytes, (size_t)n, &at, &p);)
			if (p.name_size == strlen(names[i]) &&
			    !memcmp(p.name, names[i], p.name_size))
				snprintf(raw->serial, sizeof(raw->serial), "%.*s",
				         (int)(p.value_size < 63 ? p.value_size : 63),
				         p.value);
}

/* "st0" of st0, nst0, st0a …: the shortest. */
static void read_driven(struct probe_context *ctx, const struct root_dir *device,
                        struct tape_raw *raw)
{
	struct root_dir tapes, tape;
	size_t n = 0;
	char **names = root_dir_open(ctx->root, device, TAPES, &tapes)
	                       ? root_dir_names(&tapes, &ctx->scan->arena, &n)
	                       : NULL;
	for (size_t i = 0; i < n; i++) {
		unsigned number;
		char end;
		if (sscanf(names[i], "st%3u%c", &number, &end) != 1)
			continue;
		raw->driven = true;
		raw->name = names[i];
		if (root_dir_open(ctx->root, &tapes, names[i], &tape))
			read_serial(ctx, &tape, raw);
		root_dir_close(&tape);
	}
	root_dir_close(&tapes);
}

static void gather_tape(struct probe_context *ctx, const struct root_dir *device,
                        const char *address, struct tape_raw *raw)
{
	*raw = (struct tape_raw){.name = address};
	snprintf(raw->address, sizeof(raw->address), "%.31s", address);
	root_dir_string(device, "vendor", raw->vendor, sizeof(raw->vendor));
	root_dir_string(device, "model", raw->model, sizeof(raw->model));
	root_dir_string(device, "rev", raw->firmware, sizeof(raw->firmware));
	read_driven(ctx, device, raw);
}

void probe_tape_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct tape_list list = {.failed = place_no_classes(ctx->root)};
	struct root_dir devices, dir;
	size_t n = 0;
	(void)outcome;
	char **names = root_dir_open(ctx->root, NULL, DEVICES, &devices)
	                       ? root_dir_names(&devices, &ctx->scan->arena, &n)
	                       : NULL;
	list.items = arena_alloc(&ctx->scan->arena, (n + 1) * sizeof(*list.items));
	for (size_t i = 0; i < n; i++) {
		char path[320];
		int64_t type;
		/* "6:0:0:0" among "host6" and "target6:0:0" */
		snprintf(path, sizeof(path), "%.200s/type", names[i]);
		if (!isdigit((unsigned char)*names[i]) ||
		    !root_dir_number(&devices, path, 10, &type) || type != TYPE_TAPE)
			continue;
		if (root_dir_open(ctx->root, &devices, names[i], &dir))
			gather_tape(ctx, &dir, names[i], &list.items[list.n++]);
		root_dir_close(&dir);
	}
	root_dir_close(&devices);
	tape_map(ctx->scan, &list);
}
