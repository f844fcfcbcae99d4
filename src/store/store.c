/* SPDX-License-Identifier: GPL-3.0-or-later
 * An inventory as a whole: opening, transactions, labels, forgetting. */
#include "store/internal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static int read_key(struct store *store, struct error *err)
{
	struct db *db = store->db;
	if (db->ops->run(db, SQL_secret_get, DB_VALUES(db_string("identity_key")), err))
		return -1;
	int there = db->ops->step(db, SQL_secret_get, err);
	struct db_value key = {0};
	if (there > 0)
		key = db->ops->column(db, SQL_secret_get, 0);
	if (there < 0)
		return -1;
	if (key.n != HASH_KEY_BYTES) {
		error_set(err, EXIT_run, "inventory", "its identity key is missing");
		return error_remedy(err, "restore it from a copy");
	}
	memcpy(store->key, key.bytes, HASH_KEY_BYTES);
	db->ops->done(db, SQL_secret_get);
	return 0;
}

static int make_key(struct store *store, struct error *err)
{
	hash_new_key(store->key);
	return db_do(store->db, SQL_secret_put,
	             DB_VALUES(db_string("identity_key"),
	                       db_bytes(store->key, HASH_KEY_BYTES)),
	             err);
}

/* Who only reads needs no key, and may have no right to see it. */
static struct store *open_in(const char *where, const struct db_mode *mode,
                             struct error *err)
{
	if (sodium_init() < 0) {
		error_set(err, EXIT_run, where, "libsodium does not work here");
		return NULL;
	}
	struct db *db = db_of(where)->open(where, mode, err);
	if (!db)
		return NULL;
	struct store *store = memory_get(sizeof(*store));
	store->db = db;
	store->packer = packer_new();
	if ((mode->create && make_key(store, err)) ||
	    ((mode->create || mode->write) && read_key(store, err))) {
		store_close(store);
		return NULL;
	}
	return store;
}

struct store *store_open(const char *where, enum store_mode mode, struct error *err)
{
	struct db_mode how = {.create = mode == STORE_create,
	                      .write = mode != STORE_read};
	return open_in(where, &how, err);
}

struct store *store_create(const char *where, const struct store_layout *layout,
                           struct error *err)
{
	struct db_mode how = {.create = true,
	                      .write = true,
	                      .partitions = layout->partitions,
	                      .readers = layout->readers};
	return open_in(where, &how, err);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	for (int i = 0; i < CONTENTS; i++)
		id_map_done(&store->known[i]);
	packer_free(store->packer);
	store->db->ops->close(store->db);
	free(store);
}

size_t store_batch(const struct store *store)
{
	return store->db->ops->batch;
}

int store_begin(struct store *store, struct error *err)
{
	return store->db->ops->transaction(store->db, "begin", err);
}

int store_commit(struct store *store, struct error *err)
{
	return store->db->ops->transaction(store->db, "commit", err);
}

static void forget_known(struct store *store)
{
	for (int i = 0; i < CONTENTS; i++)
		id_map_done(&store->known[i]);
}

int store_snapshot(struct store *store, struct error *err)
{
	return store->db->ops->transaction(store->db, "read", err);
}

void store_rollback(struct store *store)
{
	store->db->ops->transaction(store->db, "rollback", NULL);
	/* What was put since the last commit is not there any more. */
	forget_known(store);
}

int store_lock(struct store *store, int64_t key, bool shared, struct error *err)
{
	const struct db_ops *ops = store->db->ops;
	return ops->lock ? ops->lock(store->db, key, shared, err) : 0;
}

/* ---- content that goes ------------------------------------------------------------ */

/* Each sweep leaves another mark: who has a list of what is there throws it away. */
int store_note_swept(struct store *store, struct error *err)
{
	uint8_t mark[HASH_KEY_BYTES];
	hash_new_key(mark);
	return db_do(store->db, SQL_setting_put,
	             DB_VALUES(db_string("swept"), db_bytes(mark, HASH_BYTES)), err);
}

int store_check_swept(struct store *store, struct error *err)
{
	struct db *db = store->db;
	if (db->ops->run(db, SQL_setting_get, DB_VALUES(db_string("swept")), err))
		return -1;
	int there = db->ops->step(db, SQL_setting_get, err);
	if (there <= 0)
		return there;
	struct db_value mark = db->ops->column(db, SQL_setting_get, 0);
	if (mark.n != HASH_BYTES || memcmp(mark.bytes, store->swept, HASH_BYTES) != 0) {
		forget_known(store);
		memcpy(store->swept, mark.bytes,
		       mark.n < HASH_BYTES ? mark.n : HASH_BYTES);
	}
	db->ops->done(db, SQL_setting_get);
	return 0;
}

/* ---- people ----------------------------------------------------------------------- */

int store_set_label(struct store *store, int64_t machine, const char *name,
                    const char *text, struct error *err)
{
	if (!text)
		return db_do(store->db, SQL_label_remove,
		             DB_VALUES(db_int(machine), db_string(name)), err);
	return db_do(
	        store->db, SQL_label_put,
	        DB_VALUES(db_int(machine), db_string(name), db_string(text), db_int(1)),
	        err);
}

int store_forget(struct store *store, int64_t machine, struct error *err)
{
	static const enum statement all[] = {
	        SQL_identity_delete, SQL_label_delete, SQL_volatile_delete,
	        SQL_raw_delete,      SQL_seen_delete,  SQL_scan_delete,
	        SQL_machine_delete,
	};
	if (store_lock(store, LOCK_content, false, err) || store_note_swept(store, err))
		return -1;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (db_do(store->db, all[i], DB_VALUES(db_int(machine)), err))
			return -1;
	return db_do(store->db, SQL_profile_sweep, NULL, 0, err) ||
	                       db_do(store->db, SQL_detail_sweep, NULL, 0, err)
	               ? -1
	               : 0;
}

int store_labels(struct store *store, const char *name,
                 void (*each)(void *context, int64_t machine, const char *text),
                 void *context, struct error *err)
{
	struct db *db = store->db;
	struct buf text = BUF_EMPTY;
	int more;
	if (db->ops->run(db, SQL_label_all, DB_VALUES(db_string(name)), err))
		return -1;
	while ((more = db->ops->step(db, SQL_label_all, err)) > 0) {
		struct db_value v = db->ops->column(db, SQL_label_all, 1);
		buf_clear(&text);
		buf_add(&text, v.bytes, v.n);
		each(context, db->ops->column(db, SQL_label_all, 0).integer, text.text);
	}
	buf_done(&text);
	return more;
}

int store_changing(struct store *store, void (*each)(void *context, int64_t machine),
                   void *context, struct error *err)
{
	struct db *db = store->db;
	int more;
	if (db->ops->run(db, SQL_volatile_all, NULL, 0, err))
		return -1;
	while ((more = db->ops->step(db, SQL_volatile_all, err)) > 0)
		each(context, db->ops->column(db, SQL_volatile_all, 0).integer);
	return more;
}
