/* SPDX-License-Identifier: GPL-3.0-or-later
 * Scans put together again: whole ones, and quick ones for judging many machines. */
#include "store/internal.h"

#include "facts/scan_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct store_reader {
	struct store *store;
	struct arena arena;
	struct id_map configs; /* id → struct decoded */
	struct id_map bodies;  /* id of a component → struct body */
	struct id_map parts;   /* component and place together → struct component */
	struct fact *scratch;  /* facts while they are read */
	size_t room;
};

struct decoded {
	enum kind_id kind;
	struct component_list list;
};

struct body {
	const char *bytes;
	size_t n;
};

struct store_reader *store_reader_new(struct store *store)
{
	struct store_reader *reader = memory_get(sizeof(*reader));
	*reader = (struct store_reader){.store = store};
	return reader;
}

void store_reader_free(struct store_reader *reader)
{
	if (!reader)
		return;
	id_map_done(&reader->configs);
	id_map_done(&reader->bodies);
	id_map_done(&reader->parts);
	free(reader->scratch);
	arena_done(&reader->arena);
	free(reader);
}

static const struct body *body_of(struct store_reader *r, int64_t id, struct error *err)
{
	void **kept = id_map_at(&r->bodies, id);
	if (*kept)
		return *kept;
	struct buf text = BUF_EMPTY;
	if (content_get(r->store, CONTENT_component, id, &text, err))
		return NULL;
	struct body *body = arena_alloc(&r->arena, sizeof(*body));
	body->bytes = arena_copy(&r->arena, text.text, text.n);
	body->n = text.n;
	buf_done(&text);
	*kept = body;
	return body;
}

static int fact_order(const void *a, const void *b)
{
	return (int)((const struct fact *)a)->id - (int)((const struct fact *)b)->id;
}

static struct component *read_component(struct store_reader *r, enum kind_id kind,
                                        const uint8_t *link, struct error *err)
{
	int64_t place_id = (int64_t)number_get(link + 8, 8);
	const struct body *core = body_of(r, (int64_t)number_get(link, 8), err);
	const struct body *place = core && place_id ? body_of(r, place_id, err) : NULL;
	if (!core || (place_id && !place))
		return NULL;
	size_t room = body_lines(core->bytes, core->n);
	if (place)
		room += body_lines(place->bytes, place->n);
	if (room > r->room) {
		r->scratch = memory_resize(r->scratch, room * sizeof(*r->scratch));
		r->room = room;
	}
	struct component *c = arena_alloc(&r->arena, sizeof(*c));
	c->kind = kind;
	body_read(&r->arena, kind, core->bytes, core->n, r->scratch, &c->n, NULL);
	if (place)
		body_read(&r->arena, kind, place->bytes, place->n, r->scratch, &c->n,
		          &c->key);
	c->facts = arena_items(&r->arena, r->scratch, c->n, sizeof(*c->facts));
	qsort(c->facts, c->n, sizeof(*c->facts), fact_order);
	return c;
}

/* Each part in each place is read once, however many configs have it. */
static struct component *component_of(struct store_reader *r, enum kind_id kind,
                                      const uint8_t *link, struct error *err)
{
	/* Both are hashes: mixed, they are as good as a hash of both. */
	uint64_t component = number_get(link, 8), place = number_get(link + 8, 8);
	uint64_t both = component * 0x9e3779b97f4a7c15u + (place << 31 | place >> 33);
	void **kept = id_map_at(&r->parts, both ? (int64_t)both : 1);
	if (!*kept) {
		struct component *c = read_component(r, kind, link, err);
		*kept = c;
	}
	return *kept;
}

const struct component_list *store_reader_config(struct store_reader *reader,
                                                 int64_t config, enum kind_id *kind,
                                                 struct error *err)
{
	void **kept = id_map_at(&reader->configs, config);
	struct decoded *d = *kept;
	if (!d) {
		struct buf body = BUF_EMPTY;
		struct config_view view;
		if (content_get(reader->store, CONTENT_config, config, &body, err))
			return NULL;
		const char *copy = arena_copy(&reader->arena, body.text, body.n);
		bool good = config_read(copy, body.n, &view);
		buf_done(&body);
		if (!good) {
			error_set(err, EXIT_run, "inventory", "a config is damaged");
			error_remedy(err, "run hwfit inventory verify");
			return NULL;
		}
		d = arena_alloc(&reader->arena, sizeof(*d));
		d->kind = view.kind;
		d->list.mentioned = true;
		d->list.partial = *view.partial ? view.partial : NULL;
		d->list.items =
		        arena_alloc(&reader->arena, (view.n + 1) * sizeof(void *));
		for (size_t i = 0; i < view.n && view.kind != KIND_COUNT; i++) {
			struct component *c = component_of(
			        reader, view.kind, view.links + i * CONFIG_LINK, err);
			if (!c)
				return NULL;
			d->list.items[d->list.n++] = c;
		}
		*kept = d;
	}
	*kind = d->kind;
	return &d->list;
}

struct scan *store_reader_scan(struct store_reader *reader, const int64_t *configs,
                               size_t n, struct error *err)
{
	struct scan *scan = scan_new();
	for (size_t i = 0; i < n; i++) {
		enum kind_id kind;
		if (!configs[i])
			continue;
		const struct component_list *list =
		        store_reader_config(reader, configs[i], &kind, err);
		if (!list) {
			store_reader_release(scan);
			return NULL;
		}
		if (kind != KIND_COUNT)
			scan->kinds[kind] = *list;
	}
	return scan;
}

void store_reader_release(struct scan *scan)
{
	if (!scan)
		return;
	for (int k = 0; k < KIND_COUNT; k++)
		scan->kinds[k] = (struct component_list){0};
	scan_free(scan);
}

/* ---- whole scans ------------------------------------------------------------------ */

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
