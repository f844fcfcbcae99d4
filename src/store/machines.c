/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lists of machines and their history. */
#include "store/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct store_link *read_links(struct arena *arena, struct db_value body, size_t *n)
{
	const uint8_t *bytes = body.bytes;
	*n = body.n / PROFILE_LINK;
	struct store_link *links = arena_alloc(arena, (*n + 1) * sizeof(*links));
	for (size_t i = 0; i < *n; i++) {
		links[i].kind = (uint16_t)number_get(bytes + i * PROFILE_LINK, 2);
		links[i].config = (int64_t)number_get(bytes + i * PROFILE_LINK + 2, 8);
	}
	return links;
}

static const char *text_of(struct arena *arena, struct db_value v)
{
	return arena_copy(arena, v.bytes ? v.bytes : "", v.n);
}

int store_machines(struct store *store, struct arena *arena,
                   struct store_machines *result, struct error *err)
{
	struct db *db = store->db;
	enum statement id = SQL_machine_list;
	int64_t count = 0;
	int more = 0;
	*result = (struct store_machines){0};
	if (db_one(db, SQL_machine_count, NULL, 0, &count, NULL, err) ||
	    db->ops->run(db, id, NULL, 0, err))
		return -1;
	result->items = arena_alloc(arena, ((size_t)count + 1) * sizeof(*result->items));
	while (result->n < (size_t)count && (more = db->ops->step(db, id, err)) > 0) {
		struct store_machine *m = &result->items[result->n++];
		m->id = db->ops->column(db, id, 0).integer;
		m->name = text_of(arena, db->ops->column(db, id, 1));
		m->profile = db->ops->column(db, id, 2).integer;
		m->links = read_links(arena, db->ops->column(db, id, 3), &m->n);
		m->taken = db->ops->column(db, id, 4).integer;
		m->detail = db->ops->column(db, id, 5).integer;
		m->scans = db->ops->column(db, id, 6).integer;
	}
	return more < 0 ? -1 : 0;
}

int64_t store_config_of(const struct store_machine *machine, enum kind_id kind)
{
	uint16_t code = store_kind_code(kind);
	for (size_t i = 0; i < machine->n; i++)
		if (machine->links[i].kind == code)
			return machine->links[i].config;
	return 0;
}

static bool is_number(const char *name, int64_t *machine)
{
	char *rest;
	if (*name != 'm' || strlen(name) != 17)
		return false;
	*machine = (int64_t)strtoull(name + 1, &rest, 16);
	return !*rest;
}

int64_t store_find(struct store *store, const char *name, struct error *err)
{
	struct db *db = store->db;
	int64_t machine = 0;
	size_t n = 0;
	int more;
	if (is_number(name, &machine)) {
		if (db->ops->run(db, SQL_machine_get, DB_VALUES(db_int(machine)), err))
			return 0;
		int found = db->ops->step(db, SQL_machine_get, err);
		db->ops->done(db, SQL_machine_get);
		if (found > 0)
			return machine;
		if (found < 0)
			return 0;
	}
	if (db->ops->run(db, SQL_machine_by_name, DB_VALUES(db_string(name)), err))
		return 0;
	while ((more = db->ops->step(db, SQL_machine_by_name, err)) > 0 && ++n)
		machine = db->ops->column(db, SQL_machine_by_name, 0).integer;
	if (more < 0 || n == 1)
		return more < 0 ? 0 : machine;
	error_set(err, EXIT_usage, name,
	          n ? "expected one machine, found several of this name"
	            : "expected a machine of the inventory, found none of this name");
	error_remedy(err, n ? "use its number: hwfit inventory list shows it"
	                    : "hwfit inventory list shows names and numbers");
	return 0;
}

int store_history(struct store *store, int64_t machine, struct arena *arena,
                  struct store_history *result, struct error *err)
{
	struct db *db = store->db;
	enum statement id = SQL_scan_of_machine;
	size_t room = 0;
	int more;
	*result = (struct store_history){0};
	if (db->ops->run(db, id, DB_VALUES(db_int(machine)), err))
		return -1;
	while ((more = db->ops->step(db, id, err)) > 0) {
		if (result->n == room) {
			room = room ? room * 2 : 16;
			struct store_scan *items =
			        arena_alloc(arena, room * sizeof(*items));
			if (result->n)
				memcpy(items, result->items, result->n * sizeof(*items));
			result->items = items;
		}
		struct store_scan *s = &result->items[result->n++];
		s->number = db->ops->column(db, id, 0).integer;
		s->taken = db->ops->column(db, id, 1).integer;
		s->profile = db->ops->column(db, id, 2).integer;
		s->detail = db->ops->column(db, id, 3).integer;
		s->document = db->ops->column(db, id, 4).integer;
		s->source = text_of(arena, db->ops->column(db, id, 5));
	}
	if (more < 0 ||
	    db->ops->run(db, SQL_seen_of_machine, DB_VALUES(db_int(machine)), err))
		return -1;
	while ((more = db->ops->step(db, SQL_seen_of_machine, err)) > 0)
		result->unchanged++;
	return more;
}
