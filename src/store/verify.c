/* SPDX-License-Identifier: GPL-3.0-or-later
 * Is the inventory what was written? Every hash, link and chain again. */
#include "store/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct verifying {
	struct store *store;
	void (*say)(void *context, const char *text);
	void *context;
	size_t checked;
	struct id_map ids[CONTENTS]; /* of the bodies that are there */
};

static void complain(struct verifying *v, const char *what, int64_t id, const char *text)
{
	char line[256];
	snprintf(line, sizeof(line), "%s %016llx: %s", what, (unsigned long long)id,
	         text);
	v->say(v->context, line);
}

static void check_links(struct verifying *v, enum content what, int64_t id,
                        struct db_value body)
{
	struct config_view view;
	if (what == CONTENT_config && !config_read(body.bytes, body.n, &view)) {
		complain(v, "config", id, "is damaged");
		return;
	}
	for (size_t i = 0; what == CONTENT_config && i < view.n * 2; i++) {
		int64_t to = (int64_t)number_get(view.links + i * 8, 8);
		if (to && !id_map_find(&v->ids[CONTENT_component], to))
			complain(v, "config", id,
			         "points to a component that is missing");
	}
	for (size_t at = 0; what == CONTENT_profile && at + PROFILE_LINK <= body.n;
	     at += PROFILE_LINK) {
		int64_t to = (int64_t)number_get((const uint8_t *)body.bytes + at + 2, 8);
		if (!id_map_find(&v->ids[CONTENT_config], to))
			complain(v, "profile", id, "points to a config that is missing");
	}
}

static int check_content(struct verifying *v, enum content what, struct error *err)
{
	const struct content_row *row = &content_rows[what];
	struct db *db = v->store->db;
	struct buf plain = BUF_EMPTY;
	int more;
	if (db->ops->run(db, row->all, NULL, 0, err))
		return -1;
	while ((more = db->ops->step(db, row->all, err)) > 0) {
		int64_t id = db->ops->column(db, row->all, 0).integer;
		struct db_value body = db->ops->column(db, row->all, 1);
		struct db_value kept = db->ops->column(db, row->all, 2);
		uint8_t hash[HASH_BYTES];
		buf_clear(&plain);
		bool good = content_unpack(what, body.bytes, body.n, &plain);
		hash_bytes(NULL, row->what, plain.text, plain.n, hash);
		if (!good || kept.n != HASH_BYTES ||
		    memcmp(kept.bytes, hash, HASH_BYTES) != 0 || hash_id(hash) != id)
			complain(v, row->name, id, "its content was changed");
		check_links(v, what, id, body);
		id_map_at(&v->ids[what], id);
		v->checked++;
	}
	buf_done(&plain);
	return more;
}

/* The chain that the scans of a machine make, against the one that is kept. */
static int check_chain(struct verifying *v, int64_t machine, int64_t scans,
                       const uint8_t *kept, struct error *err)
{
	struct arena arena = {0};
	struct store_history history;
	uint8_t chain[HASH_BYTES] = {0};
	int failed = store_history(v->store, machine, &arena, &history, err);
	for (size_t i = 0; !failed && i < history.n; i++) {
		chain_next(chain, &history.items[i]);
		v->checked++;
	}
	if (!failed &&
	    ((size_t)scans != history.n || memcmp(chain, kept, HASH_BYTES) != 0))
		complain(v, "machine", machine,
		         "the chain of its scans is broken: a scan was changed, added "
		         "or removed");
	arena_done(&arena);
	return failed;
}

static int check_chains(struct verifying *v, struct error *err)
{
	struct db *db = v->store->db;
	int more;
	if (db->ops->run(db, SQL_machine_chain, NULL, 0, err))
		return -1;
	while ((more = db->ops->step(db, SQL_machine_chain, err)) > 0) {
		uint8_t kept[HASH_BYTES] = {0};
		int64_t id = db->ops->column(db, SQL_machine_chain, 0).integer;
		int64_t scans = db->ops->column(db, SQL_machine_chain, 1).integer;
		struct db_value chain = db->ops->column(db, SQL_machine_chain, 2);
		if (chain.n == HASH_BYTES)
			memcpy(kept, chain.bytes, HASH_BYTES);
		if (check_chain(v, id, scans, kept, err))
			return -1;
	}
	return more;
}

static int check_rows(struct verifying *v, struct error *err)
{
	static const struct {
		enum statement statement;
		const char *text;
	} rows[] = {
	        {SQL_lost_profiles, "scans whose profile is missing"},
	        {SQL_lost_details, "scans whose detail is missing"},
	        {SQL_lost_machines, "scans of machines that are missing"},
	        {SQL_lost_identities, "identities of machines that are missing"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t count = 0;
		char line[128];
		if (db_one(v->store->db, rows[i].statement, NULL, 0, &count, NULL, err))
			return -1;
		snprintf(line, sizeof(line), "%lld %s", (long long)count, rows[i].text);
		if (count)
			v->say(v->context, line);
	}
	return 0;
}

int store_verify(struct store *store, void (*say)(void *context, const char *text),
                 void *context, size_t *checked, struct error *err)
{
	struct verifying v = {.store = store, .say = say, .context = context};
	int failed = store->db->ops->integrity(store->db, say, context, err);
	for (int i = 0; i < CONTENTS && !failed; i++)
		failed = check_content(&v, (enum content)i, err);
	if (!failed)
		failed = check_chains(&v, err) || check_rows(&v, err);
	for (int i = 0; i < CONTENTS; i++)
		id_map_done(&v.ids[i]);
	*checked = v.checked;
	return failed ? -1 : 0;
}
