/* SPDX-License-Identifier: GPL-3.0-or-later
 * Inventories and scans for the tests of the store. */
#ifndef HWFIT_TEST_STORE_MADE_H
#define HWFIT_TEST_STORE_MADE_H

#include "facts/derive.h"
#include "facts/scan_json.h"
#include "store/store.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Where the tests keep inventories: files, or the server of $HWFIT_TEST_SERVER (a URI
 * with a query), in $HWFIT_TEST_PARTITIONS parts. Each has a schema of its own there. */
struct inventory {
	char path[256];
	char schema[64]; /* "" in a file */
	struct store *store;
};

static inline const char *server(void)
{
	return getenv("HWFIT_TEST_SERVER");
}

/* In the schema of the inventory; with psql, so that it is another's hand. */
static inline void server_run(const struct inventory *i, const char *sql)
{
	char command[2048];
	snprintf(command, sizeof(command),
	         "psql -X -q -v ON_ERROR_STOP=1 -d '%s' -c \"SET search_path = %s; %s\" "
	         "> /dev/null 2>&1",
	         server(), i->schema, sql);
	cr_assert_eq(system(command), 0, "%s", sql);
}

static inline struct inventory inventory_new(void)
{
	struct inventory i = {.path = "/tmp/hwfit-store.XXXXXX"};
	const char *parts = getenv("HWFIT_TEST_PARTITIONS");
	struct store_layout layout = {
	        .partitions = parts ? (unsigned)strtoul(parts, NULL, 10) : 0};
	struct error err = {0};
	if (server()) {
		struct timespec now;
		clock_gettime(CLOCK_MONOTONIC, &now);
		snprintf(i.schema, sizeof(i.schema), "t%d_%ld", (int)getpid(),
		         now.tv_nsec);
		char sql[96];
		snprintf(sql, sizeof(sql), "CREATE SCHEMA %s", i.schema);
		server_run(&i, sql);
		snprintf(i.path, sizeof(i.path), "%s&options=-csearch_path%%3D%s",
		         server(), i.schema);
	} else {
		cr_assert(mkdtemp(i.path));
		strcat(i.path, "/i.db");
	}
	i.store = store_create(i.path, &layout, &err);
	cr_assert(i.store, "%s", err.text);
	return i;
}

static inline void inventory_done(struct inventory *i)
{
	char command[512];
	store_close(i->store);
	if (server()) {
		snprintf(command, sizeof(command), "DROP SCHEMA %s CASCADE", i->schema);
		server_run(i, command);
		return;
	}
	*strrchr(i->path, '/') = '\0';
	snprintf(command, sizeof(command), "rm -rf '%s'", i->path);
	cr_assert_eq(system(command), 0);
}

/* What a machine of the tests says of itself; NULL: it does not say. */
struct said {
	const char *uuid, *serial, *board_serial, *mac, *site, *taken;
	int64_t gigabytes;
};

static inline void set(struct scan *scan, enum fact_id fact, const char *text)
{
	if (text)
		fact_set_string(scan, scan_add(scan, fact_row(fact)->kind, NULL), fact,
		                text);
}

static inline struct scan *scan_said(const struct said *said)
{
	struct scan *scan = scan_new();
	scan->taken = arena_string(&scan->arena,
	                           said->taken ? said->taken : "2026-03-01T08:00:00Z");
	scan->name = "machine.json";
	set(scan, FACT_system_vendor, "Dell Inc.");
	set(scan, FACT_system_model, "OptiPlex 7010");
	set(scan, FACT_system_uuid, said->uuid);
	set(scan, FACT_system_serial, said->serial);
	set(scan, FACT_board_serial, said->board_serial);
	if (said->mac) {
		struct component *c = scan_add(scan, KIND_network, "enp1s0");
		fact_set_string(scan, c, FACT_network_mac, said->mac);
		fact_set_string(scan, c, FACT_network_address, "0000:01:00.0");
	}
	if (said->gigabytes) {
		struct component *c = scan_add(scan, KIND_memory_module, "DIMM1");
		fact_set_integer(scan, c, FACT_memory_module_size, said->gigabytes << 30);
		fact_set_string(scan, c, FACT_memory_module_locator, "DIMM1");
		fact_set_string(scan, c, FACT_memory_module_serial, "0A1B2C3D");
		scan_partial(scan, KIND_memory_slot, "the firmware lists no slot");
	}
	if (said->site)
		scan_label(scan, "site", said->site);
	derive_facts(scan);
	scan_finish(scan);
	return scan;
}

static inline struct store_added add(struct store *store, const struct said *said)
{
	struct scan *scan = scan_said(said);
	struct buf text = BUF_EMPTY;
	struct store_added added;
	struct error err = {0};
	scan_json_write(scan, &text);
	struct store_source source = {
	        .format = "hwfit_scan", .bytes = text.text, .n = text.n};
	cr_assert_eq(store_begin(store, &err), 0);
	cr_assert_eq(store_add(store, scan, &source, &added, &err), 0, "%s", err.text);
	cr_assert_eq(store_commit(store, &err), 0);
	buf_done(&text);
	scan_free(scan);
	return added;
}

#endif
