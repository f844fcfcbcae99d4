/* SPDX-License-Identifier: GPL-3.0-or-later
 * Importer for what hardware-detect and eDeploy write: a list of four texts each, as
 * Python prints it or as JSON.
 * Source: redhat-cip/hardware, hardware/detect.py and its samples */
#include "import/json_map.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 4 };

static const struct json_take machine_rows[] = {
        {"system.product.vendor", FACT_system_vendor, TAKE_text, 0, 0},
        {"system.product.name", FACT_system_model, TAKE_text, 0, 0},
        {"system.product.serial", FACT_system_serial, TAKE_text, 0, 0},
        {"system.product.version", FACT_system_version, TAKE_text, 0, 0},
        {"system.product.uuid", FACT_system_uuid, TAKE_text, 0, 0},
        {"system.motherboard.vendor", FACT_board_vendor, TAKE_text, 0, 0},
        {"system.motherboard.name", FACT_board_model, TAKE_text, 0, 0},
        {"system.motherboard.version", FACT_board_version, TAKE_text, 0, 0},
        {"system.motherboard.serial", FACT_board_serial, TAKE_text, 0, 0},
        {"firmware.bios.vendor", FACT_firmware_vendor, TAKE_text, 0, 0},
        {"firmware.bios.version", FACT_firmware_version, TAKE_text, 0, 0},
        {"firmware.bios.date", FACT_firmware_date, TAKE_date, 0, 0},
        {"cpu.logical.number", FACT_cpu_threads, TAKE_number, 1, 1},
        {"cpu.physical.number", FACT_cpu_packages, TAKE_number, 1, 1},
};
static const struct json_take cpu_rows[] = {
        {"vendor", FACT_cpu_package_vendor, TAKE_text, 0, 0},
        {"product", FACT_cpu_package_model, TAKE_text, 0, 0},
        {"cores", FACT_cpu_package_cores, TAKE_number, 1, 1},
        {"threads", FACT_cpu_package_threads, TAKE_number, 1, 1},
};
/* Whole gigabytes of 10^9 or 2^30 bytes, what is behind the point cut off. */
static const struct json_take disk_rows[] = {
        {"size", FACT_disk_size, TAKE_about, 1000000000, 1 << 30},
        {"vendor", FACT_disk_vendor, TAKE_maker, 0, 0},
        {"model", FACT_disk_model, TAKE_text, 0, 0},
        {"rev", FACT_disk_firmware, TAKE_text, 0, 0},
        {"serial", FACT_disk_serial, TAKE_text, 0, 0},
};
static const struct json_take network_rows[] = {
        {"serial", FACT_network_mac, TAKE_text, 0, 0},
        {"vendor", FACT_network_vendor, TAKE_text, 0, 0},
        {"product", FACT_network_model, TAKE_text, 0, 0},
        {"driver", FACT_network_driver, TAKE_text, 0, 0},
        {"firmware", FACT_network_firmware, TAKE_text, 0, 0},
};

/* ---- reading the list ------------------------------------------------------------- */

struct reader {
	const char *at, *end, *start;
	struct buf text;
};

static void skip(struct reader *r)
{
	while (r->at < r->end && strchr(" \t\r\n,", *r->at) && *r->at)
		r->at++;
}

static bool take_char(struct reader *r, const char *of)
{
	skip(r);
	if (r->at >= r->end || !*r->at || !strchr(of, *r->at))
		return false;
	r->at++;
	return true;
}

static int hex(char c)
{
	return isdigit((unsigned char)c)    ? c - '0'
	       : isxdigit((unsigned char)c) ? (c | 0x20) - 'a' + 10
	                                    : -1;
}

/* What stands behind a backslash. */
static void take_escape(struct reader *r)
{
	char c = *r->at++;
	if (c == 'x' && r->end - r->at >= 2 && hex(r->at[0]) >= 0 && hex(r->at[1]) >= 0) {
		buf_add_char(&r->text, (char)(hex(r->at[0]) * 16 + hex(r->at[1])));
		r->at += 2;
	} else {
		buf_add_char(&r->text, c == 'n' ? '\n' : c == 't' ? '\t' : c);
	}
}

/* A text in either quote, or a word such as a number or None. */
static bool take_field(struct reader *r)
{
	buf_clear(&r->text);
	skip(r);
	if (r->at < r->end && (*r->at == 'u' || *r->at == 'b') && r->at + 1 < r->end &&
	    strchr("'\"", r->at[1]) && r->at[1])
		r->at++;
	if (r->at < r->end && (*r->at == '\'' || *r->at == '"')) {
		char quote = *r->at++;
		while (r->at < r->end && *r->at != quote) {
			char c = *r->at++;
			if (c == '\\' && r->at < r->end)
				take_escape(r);
			else
				buf_add_char(&r->text, c);
		}
		return r->at++ < r->end;
	}
	const char *from = r->at;
	while (r->at < r->end &&
	       (isalnum((unsigned char)*r->at) || *r->at == '.' || *r->at == '-'))
		r->at++;
	buf_add(&r->text, from, (size_t)(r->at - from));
	return r->at > from;
}

static json_t *below(json_t *object, const char *name)
{
	json_t *next = json_object_get(object, name);
	if (!json_is_object(next)) {
		next = json_object();
		json_object_set_new(object, name, next);
	}
	return next;
}

/* Texts that are not UTF-8 are made so, as everywhere. */
static bool take_record(struct reader *r, json_t *all)
{
	struct arena arena = {0};
	const char *field[FIELDS];
	bool good = true;
	for (int i = 0; i < FIELDS && good; i++) {
		good = take_field(r);
		/* jansson refuses a text that is no UTF-8: such a record is left out. */
		field[i] = arena_copy(&arena, r->text.text, r->text.n);
	}
	if (good) {
		json_t *item = below(below(all, field[0]), field[1]);
		if (!json_object_get(item, field[2]))
			json_object_set_new(item, field[2], json_string(field[3]));
	}
	arena_done(&arena);
	return good && take_char(r, ")]");
}

static json_t *read_list(const struct import_document *doc, struct error *err)
{
	struct reader r = {.at = doc->bytes,
	                   .end = doc->bytes + doc->n,
	                   .start = doc->bytes,
	                   .text = BUF_EMPTY};
	json_t *all = json_object();
	bool good = take_char(&r, "[");
	while (good && !take_char(&r, "]"))
		good = take_char(&r, "([") && take_record(&r, all);
	buf_done(&r.text);
	if (good)
		return all;
	json_decref(all);
	error_set(err, EXIT_usage, doc->name,
	          "byte %zu: expected a list of four texts each, found something else",
	          (size_t)(r.at - r.start));
	return NULL;
}

/* ---- facts ------------------------------------------------------------------------ */

static void add_all(struct scan *scan, const json_t *from, enum kind_id kind,
                    const struct json_take *rows, size_t n,
                    bool (*is_one)(const char *name, const json_t *item))
{
	const char *name;
	json_t *item;
	json_object_foreach((json_t *)from, name, item)
	{
		if (is_one(name, item))
			json_map(scan, scan_add(scan, kind, name), item, rows, n);
	}
}

static bool is_bank(const char *name, const json_t *item)
{
	return !strncmp(name, "bank", 4) && json_text_at(item, "size");
}

static bool is_package(const char *name, const json_t *item)
{
	return !strncmp(name, "physical_", 9) && json_text_at(item, "product");
}

/* "1I:1:1" is a drive behind a controller, which stands there as a volume too. */
static bool is_disk(const char *name, const json_t *item)
{
	return json_text_at(item, "size") && strncmp(name, "sr", 2) != 0 &&
	       !strpbrk(name, ":/");
}

static bool is_port(const char *name, const json_t *item)
{
	return json_text_at(item, "serial") && !strpbrk(name, ".:@") &&
	       (!strncmp(name, "e", 1) || !strncmp(name, "wl", 2) ||
	        !strncmp(name, "ib", 2) || !strncmp(name, "p", 1));
}

static size_t blanks(const char *bytes, size_t n, size_t at)
{
	while (at < n && bytes[at] && strchr(" \t\r\n", bytes[at]))
		at++;
	return at;
}

bool import_hardware_detect_is(const char *bytes, size_t n)
{
	size_t at = blanks(bytes, n, 0);
	if (at >= n || bytes[at] != '[')
		return false;
	at = blanks(bytes, n, at + 1);
	return at < n && (bytes[at] == '(' || bytes[at] == '[') &&
	       (json_mentions(bytes, n, "'product'") ||
	        json_mentions(bytes, n, "'logical'") ||
	        json_mentions(bytes, n, "\"product\"") ||
	        json_mentions(bytes, n, "\"logical\"") ||
	        json_mentions(bytes, n, "'disk'"));
}

int import_hardware_detect_read(const struct import_document *doc, import_each *each,
                                void *context, struct error *err)
{
	json_t *all = read_list(doc, err);
	if (!all)
		return -1;
	struct scan *scan = import_start(doc);
	struct json_end end = {"hardware-detect", KIND_memory_module, NULL};
	json_map_machine(scan, all, JSON_ROWS(machine_rows));
	add_all(scan, json_at(all, "cpu"), KIND_cpu_package, JSON_ROWS(cpu_rows),
	        is_package);
	add_all(scan, json_at(all, "memory"), KIND_memory_module,
	        JSON_ROWS(json_bank_rows), is_bank);
	add_all(scan, json_at(all, "disk"), KIND_disk, JSON_ROWS(disk_rows), is_disk);
	add_all(scan, json_at(all, "network"), KIND_network, JSON_ROWS(network_rows),
	        is_port);
	int result = json_hand_on(scan, doc, &end, each, context);
	json_decref(all);
	return result;
}
