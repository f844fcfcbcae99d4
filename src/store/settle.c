/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents that wait for a person, and what the person decides. */
#include "store/internal.h"

#include "facts/scan_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char source_name[] = "quarantine";

void store_document_text(int64_t document, char text[24])
{
	snprintf(text, 24, "q%016llx", (unsigned long long)document);
}

bool store_document_number(const char *text, int64_t *document)
{
	char *rest;
	if (*text != 'q' || strlen(text) != 17)
		return false;
	*document = (int64_t)strtoull(text + 1, &rest, 16);
	return !*rest;
}

int store_quarantine(struct store *store, struct arena *arena,
                     struct store_quarantine *result, struct error *err)
{
	struct db *db = store->db;
	size_t room = 0;
	int more;
	struct store_waiting *items = NULL;
	*result = (struct store_quarantine){0};
	if (db->ops->run(db, SQL_quarantine_list, NULL, 0, err))
		return -1;
	while ((more = db->ops->step(db, SQL_quarantine_list, err)) > 0) {
		struct db_value name = db->ops->column(db, SQL_quarantine_list, 1);
		struct db_value reason = db->ops->column(db, SQL_quarantine_list, 2);
		items = memory_room(items, result->n, &room, sizeof(*items));
		items[result->n++] = (struct store_waiting){
		        db->ops->column(db, SQL_quarantine_list, 0).integer,
		        arena_copy(arena, name.bytes, name.n),
		        arena_copy(arena, reason.bytes, reason.n)};
	}
	result->items = arena_items(arena, items, result->n, sizeof(*items));
	free(items);
	return more;
}

/* The scan that waits, and its text. NULL with err. */
static struct scan *load(struct store *store, int64_t document, struct buf *text,
                         struct error *err)
{
	struct db *db = store->db;
	enum statement id = SQL_quarantine_get;
	struct arena arena = {0};
	if (db->ops->run(db, id, DB_VALUES(db_int(document)), err))
		return NULL;
	int there = db->ops->step(db, id, err);
	if (there < 0)
		return NULL;
	if (!there) {
		char number[24];
		store_document_text(document, number);
		error_set(err, EXIT_usage, number,
		          "expected a document that waits, found none of this number");
		error_remedy(err, "hwfit inventory quarantine lists them");
		return NULL;
	}
	struct db_value name = db->ops->column(db, id, 0);
	struct db_value body = db->ops->column(db, id, 1);
	const char *called = arena_copy(&arena, name.bytes, name.n);
	buf_add(text, body.bytes, body.n);
	db->ops->done(db, id);
	struct scan *scan = scan_json_read(text->text, text->n, "inventory", err);
	if (scan && *called)
		scan->name = arena_string(&scan->arena, called);
	arena_done(&arena);
	return scan;
}

/* A number that no machine has: what identifies it leads to the other one. */
static int64_t own_machine(const struct store *store, int64_t document)
{
	return hash_number(store->key, 'q', &document, sizeof(document));
}

/* Another one may settle the same document, or forget the machine, at the same time: who
 * comes second waits here, and then finds what the first one did. */
static int lock_both(struct store *store, int64_t document, int64_t machine,
                     struct error *err)
{
	char name[24];
	if (store_lock(store, LOCK_content, true, err) ||
	    store_lock(store, document, false, err))
		return -1;
	store_machine_text(machine, name);
	return machine && !store_find(store, name, err) ? -1 : 0;
}

int store_settle(struct store *store, int64_t document, int64_t machine,
                 struct store_added *result, struct error *err)
{
	struct buf text = BUF_EMPTY;
	if (lock_both(store, document, machine, err))
		return -1;
	struct scan *scan = load(store, document, &text, err);
	int64_t decided = machine ? machine : own_machine(store, document);
	struct store_source source = {.format = source_name,
	                              .bytes = text.text,
	                              .n = text.n,
	                              .decided = &decided};
	int failed =
	        !scan || store_add(store, scan, &source, result, err) ||
	        db_do(store->db, SQL_quarantine_delete, DB_VALUES(db_int(document)), err);
	scan_free(scan);
	buf_done(&text);
	return failed ? -1 : 0;
}
