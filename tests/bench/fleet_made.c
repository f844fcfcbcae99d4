/* SPDX-License-Identifier: GPL-3.0-or-later
 * Multiplies real machines: fleet_made INVENTORY EXPORT MACHINES PROFILES
 * EXPORT holds scans of real machines (inventory export). Each made machine is one of
 * them with the memory of another and numbers of its own; ten machines on average have
 * the same parts, as where machines are bought by the room, and there are 50 sites. The
 * inventory must be new. Prints machines a second. */
#include "base/file.h"
#include "base/json.h"
#include "facts/scan_json.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PER_TRANSACTION = 2000, SITES = 50 };

struct scans {
	struct scan **items;
	size_t n, room;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t mix(uint64_t x)
{
	x ^= x >> 33;
	x *= 0xff51afd7ed558ccdu;
	x ^= x >> 33;
	x *= 0xc4ceb9fe1a85ec53u;
	return x ^ x >> 33;
}

static void read_scans(const struct buf *text, struct scans *scans)
{
	const char *at = text->text;
	struct error err = {0};
	while (*at) {
		const char *end = strstr(at, "\n}\n");
		size_t n = end ? (size_t)(end + 3 - at) : strlen(at);
		struct scan *scan = scan_json_read(at, n, "export", &err);
		if (!scan) {
			fprintf(stderr, "%s\n", err.text);
			exit(4);
		}
		scans->items = memory_room(scans->items, scans->n, &scans->room,
		                           sizeof(*scans->items));
		scans->items[scans->n++] = scan;
		at += n;
	}
}

static void swap_memory(struct scan *a, struct scan *b)
{
	static const enum kind_id kinds[] = {KIND_memory, KIND_memory_module,
	                                     KIND_memory_slot};
	for (size_t i = 0; i < 3; i++) {
		struct component_list list = a->kinds[kinds[i]];
		a->kinds[kinds[i]] = b->kinds[kinds[i]];
		b->kinds[kinds[i]] = list;
	}
}

static void number_units(struct scan *scan, uint64_t machine, struct arena *arena)
{
	struct component *system = scan_add(scan, KIND_system, NULL);
	struct component *board = scan_add(scan, KIND_board, NULL);
	uint64_t h = mix(machine);
	const struct component_list *modules = &scan->kinds[KIND_memory_module];
	fact_set_string(scan, system, FACT_system_serial,
	                arena_format(arena, "S%010" PRIu64, machine));
	fact_set_string(
	        scan, system, FACT_system_uuid,
	        arena_format(arena, "%08x-%04x-4%03x-8%03x-%012" PRIx64, (unsigned)h,
	                     (unsigned)(h >> 32) & 0xffff, (unsigned)(h >> 48) & 0xfff,
	                     (unsigned)machine & 0xfff, mix(h) & 0xffffffffffffu));
	fact_set_string(scan, board, FACT_board_serial,
	                arena_format(arena, "B%010" PRIu64, machine));
	for (size_t i = 0; i < modules->n; i++)
		fact_set_string(scan, modules->items[i], FACT_memory_module_serial,
		                arena_format(arena, "%08X", (unsigned)mix(h + i)));
	scan->hostname = arena_format(arena, "pc-%07" PRIu64, machine);
	scan->label_count = 0;
	scan_label(scan, "site", arena_format(arena, "site-%02u", (unsigned)(h % SITES)));
}

/* The same machine for the same number, whatever was made before. */
static int add(struct store *store, struct scans *scans, uint64_t machine,
               size_t profiles, struct error *err)
{
	uint64_t profile = mix(machine * 7 + 1) % profiles;
	struct scan *scan = scans->items[mix(profile) % scans->n];
	struct scan *other = scans->items[mix(profile * 3 + 2) % scans->n];
	struct arena arena = {0};
	struct store_added added;
	char document[32];
	snprintf(document, sizeof(document), "made %" PRIu64, machine);
	struct store_source source = {
	        .format = "made", .bytes = document, .n = strlen(document)};
	swap_memory(scan, other);
	number_units(scan, machine, &arena);
	int failed = store_add(store, scan, &source, &added, err);
	swap_memory(scan, other);
	arena_done(&arena);
	return failed;
}

/* Fact texts stay in the arenas of the scans: they are read anew before they fill up. */
static void refresh(const struct buf *text, struct scans *scans)
{
	for (size_t i = 0; i < scans->n; i++)
		scan_free(scans->items[i]);
	scans->n = 0;
	read_scans(text, scans);
}

static int add_all(struct store *store, const struct buf *text, size_t n, size_t profiles,
                   struct error *err)
{
	enum { FRESH = 200000 };
	struct scans scans = {0};
	int failed = 0;
	read_scans(text, &scans);
	for (size_t i = 0; i < n && !failed; i++) {
		if (i % PER_TRANSACTION == 0)
			failed = store_begin(store, err);
		if (i && i % FRESH == 0)
			refresh(text, &scans);
		if (!failed)
			failed = add(store, &scans, i, profiles, err);
		if (!failed && (i % PER_TRANSACTION == PER_TRANSACTION - 1 || i + 1 == n))
			failed = store_commit(store, err);
	}
	return failed;
}

int main(int argc, char **argv)
{
	struct error err = {0};
	struct buf text = BUF_EMPTY;
	size_t n = argc == 5 ? strtoul(argv[3], NULL, 10) : 0;
	if (!n || file_read(argv[2], (size_t)1 << 30, &text, &err)) {
		fprintf(stderr,
		        "usage: fleet_made INVENTORY EXPORT MACHINES PROFILES %s\n",
		        err.text);
		return 3;
	}
	struct store *store = store_open(argv[1], STORE_create, &err);
	size_t profiles = strtoul(argv[4], NULL, 10);
	profiles = profiles ? profiles : 1;
	double start = now();
	if (!store || add_all(store, &text, n, profiles, &err)) {
		fprintf(stderr, "%s: %s\n", err.where, err.text);
		return 4;
	}
	printf("%.0f\n", (double)n / (now() - start));
	store_close(store);
	return 0;
}
