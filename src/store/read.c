/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole scans put together again, with what tells units and changes. */
#include "store/internal.h"

#include "facts/scan_json.h"

#include <time.h>

/* Sets what is known of the config in the scan; units' facts are there already. */
static void merge(struct scan *scan, enum kind_id kind, const struct component_list *list)
{
	scan_mention(scan, kind);
	if (list->partial)
		scan_partial(scan, kind, list->partial);
	for (size_t i = 0; i < list->n; i++) {
		const struct component *from = list->items[i];
		struct component *c = from->key ? scan_find(scan, kind, from->key) : NULL;
		if (!c)
			c = scan_add(scan, kind, from->key);
		for (size_t f = 0; f < from->n; f++) {
			const struct fact *fact = &from->facts[f];
			if (fact->state == STATE_known)
				fact_set(scan, c, fact->id, &fact->value);
			else if (fact->state == STATE_absent)
				fact_set_absent(scan, c, fact->id);
			else
				fact_set_unreadable(scan, c, fact->id, fact->why,
				                    fact->remedy);
		}
	}
}

static int merge_profile(struct store *store, int64_t profile, struct scan *scan,
                         struct error *err)
{
	struct store_reader *reader = store_reader_new(store);
	struct buf body = BUF_EMPTY;
	int failed = content_get(store, CONTENT_profile, profile, &body, err);
	for (size_t at = 0; !failed && at + PROFILE_LINK <= body.n; at += PROFILE_LINK) {
		const uint8_t *link = (const uint8_t *)body.text + at;
		enum kind_id kind;
		const struct component_list *list = store_reader_config(
		        reader, (int64_t)number_get(link + 2, 8), &kind, err);
		failed = !list;
		if (list && kind != KIND_COUNT)
			merge(scan, kind, list);
	}
	buf_done(&body);
	store_reader_free(reader);
	return failed ? -1 : 0;
}

struct scan *store_load_detail(struct store *store, int64_t detail, struct error *err)
{
	struct buf body = BUF_EMPTY;
	struct scan *scan = NULL;
	if (!content_get(store, CONTENT_detail, detail, &body, err))
		scan = scan_json_read(body.text, body.n, "inventory", err);
	buf_done(&body);
	return scan;
}

struct scan *store_load_scan(struct store *store, const struct store_scan *from,
                             struct error *err)
{
	struct scan *scan = store_load_detail(store, from->detail, err);
	if (!scan || merge_profile(store, from->profile, scan, err)) {
		scan_free(scan);
		return NULL;
	}
	char taken[32];
	time_t seconds = (time_t)from->taken;
	struct tm utc;
	strftime(taken, sizeof(taken), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &utc));
	scan->taken = from->taken ? arena_string(&scan->arena, taken) : NULL;
	scan_finish(scan);
	return scan;
}

/* The readings of the newest scan, which are no part of its profile. */
static int merge_changing(struct store *store, int64_t machine, struct scan *scan,
                          struct error *err)
{
	struct db *db = store->db;
	if (db->ops->run(db, SQL_volatile_get, DB_VALUES(db_int(machine)), err))
		return -1;
	int there = db->ops->step(db, SQL_volatile_get, err);
	if (there <= 0)
		return there;
	struct db_value v = db->ops->column(db, SQL_volatile_get, 0);
	struct scan *changing = scan_json_read(v.bytes, v.n, "inventory", err);
	db->ops->done(db, SQL_volatile_get);
	if (!changing)
		return -1;
	for (int k = 0; k < KIND_COUNT; k++)
		if (changing->kinds[k].n)
			merge(scan, (enum kind_id)k, &changing->kinds[k]);
	scan_free(changing);
	return 0;
}

static int merge_labels(struct store *store, int64_t machine, struct scan *scan,
                        struct error *err)
{
	struct db *db = store->db;
	struct arena arena = {0};
	int more;
	if (db->ops->run(db, SQL_label_of_machine, DB_VALUES(db_int(machine)), err))
		return -1;
	while ((more = db->ops->step(db, SQL_label_of_machine, err)) > 0) {
		struct db_value name = db->ops->column(db, SQL_label_of_machine, 0);
		struct db_value text = db->ops->column(db, SQL_label_of_machine, 1);
		scan_label(scan, arena_copy(&arena, name.bytes, name.n),
		           arena_copy(&arena, text.bytes, text.n));
	}
	arena_done(&arena);
	return more;
}

struct scan *store_load(struct store *store, int64_t machine, struct error *err)
{
	struct db *db = store->db;
	struct store_scan newest = {0};
	if (db->ops->run(db, SQL_machine_get, DB_VALUES(db_int(machine)), err))
		return NULL;
	int there = db->ops->step(db, SQL_machine_get, err);
	if (there <= 0) {
		if (!there)
			error_set(err, EXIT_usage, "inventory", "no such machine");
		return NULL;
	}
	struct db_value name = db->ops->column(db, SQL_machine_get, 0);
	struct arena arena = {0};
	const char *called = arena_copy(&arena, name.bytes, name.n);
	newest.taken = db->ops->column(db, SQL_machine_get, 2).integer;
	newest.profile = db->ops->column(db, SQL_machine_get, 3).integer;
	newest.detail = db->ops->column(db, SQL_machine_get, 4).integer;
	db->ops->done(db, SQL_machine_get);
	struct scan *scan = store_load_scan(store, &newest, err);
	if (scan && (merge_changing(store, machine, scan, err) ||
	             merge_labels(store, machine, scan, err))) {
		scan_free(scan);
		scan = NULL;
	}
	if (scan) {
		scan->name = arena_string(&scan->arena, called);
		scan_finish(scan);
	}
	arena_done(&arena);
	return scan;
}
