/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lists of machines and their history. */
#include "store/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Links of a profile, decoded once for all machines that have it. */
struct links {
	struct store_link *items;
	size_t n;
};

/* The kinds by their codes, so that no code is made for each link. */
static void know_kinds(struct id_map *kinds)
{
	for (int k = 0; k < KIND_COUNT; k++)
		*id_map_at(kinds, store_kind_code((enum kind_id)k) + 1) =
		        (void *)kind_row((enum kind_id)k);
}

static enum kind_id kind_of(const struct id_map *kinds, uint16_t code)
{
	void **row = id_map_find(kinds, code + 1);
	return row ? (enum kind_id)((const struct kind *)*row - kind_row((enum kind_id)0))
	           : KIND_COUNT;
}

static struct links *read_links(struct arena *arena, const struct id_map *kinds,
                                struct db_value body)
{
	const uint8_t *bytes = body.bytes;
	struct links *links = arena_alloc(arena, sizeof(*links));
	links->n = body.n / PROFILE_LINK;
	links->items = arena_alloc(arena, (links->n + 1) * sizeof(*links->items));
	for (size_t i = 0; i < links->n; i++) {
		links->items[i].kind =
		        kind_of(kinds, (uint16_t)number_get(bytes + i * PROFILE_LINK, 2));
		links->items[i].config =
		        (int64_t)number_get(bytes + i * PROFILE_LINK + 2, 8);
	}
	return links;
}

static const char *text_of(struct arena *arena, struct db_value v)
{
	return arena_copy(arena, v.bytes ? v.bytes : "", v.n);
}

/* All profiles in one pass: looking each up by its machine costs more than all else. */
static int read_profiles(struct db *db, struct arena *arena, struct id_map *profiles,
                         struct error *err)
{
	enum statement id = SQL_profile_links;
	struct id_map kinds = {0};
	int more;
	if (db->ops->run(db, id, NULL, 0, err))
		return -1;
	know_kinds(&kinds);
	while ((more = db->ops->step(db, id, err)) > 0)
		*id_map_at(profiles, db->ops->column(db, id, 0).integer) =
		        read_links(arena, &kinds, db->ops->column(db, id, 1));
	id_map_done(&kinds);
	return more;
}

static int read_machines(struct db *db, struct arena *arena,
                         struct store_machines *result, struct error *err)
{
	enum statement id = SQL_machine_list;
	int64_t count = 0;
	int more = 0;
	if (db_one(db, SQL_machine_count, NULL, 0, &count, NULL, err) ||
	    db->ops->run(db, id, NULL, 0, err))
		return -1;
	result->items = arena_alloc(arena, ((size_t)count + 1) * sizeof(*result->items));
	while (result->n < (size_t)count && (more = db->ops->step(db, id, err)) > 0)
		result->items[result->n++] = (struct store_machine){
		        .id = db->ops->column(db, id, 0).integer,
		        .name = text_of(arena, db->ops->column(db, id, 1)),
		        .profile = db->ops->column(db, id, 2).integer,
		        .taken = db->ops->column(db, id, 3).integer,
		        .detail = db->ops->column(db, id, 4).integer,
		        .scans = db->ops->column(db, id, 5).integer,
		};
	db->ops->done(db, id);
	return more < 0 ? -1 : 0;
}

/* Whose profile is not there: forgotten or changed since its row was read? Else the
 * inventory is damaged. */
static int is_gone(struct db *db, const struct store_machine *m, struct error *err)
{
	enum statement id = SQL_machine_get;
	if (db->ops->run(db, id, DB_VALUES(db_int(m->id)), err))
		return -1;
	int there = db->ops->step(db, id, err);
	bool same = there > 0 && db->ops->column(db, id, 3).integer == m->profile;
	db->ops->done(db, id);
	if (there < 0)
		return -1;
	if (!same)
		return 0;
	error_set(err, EXIT_run, "inventory", "a profile is missing");
	return error_remedy(err, "run hwfit inventory verify");
}

/* Machines first: what another writer adds meanwhile comes with its profile. */
int store_machines(struct store *store, struct arena *arena,
                   struct store_machines *result, struct error *err)
{
	struct id_map profiles = {0};
	size_t n = 0;
	*result = (struct store_machines){0};
	int failed = read_machines(store->db, arena, result, err) ||
	             read_profiles(store->db, arena, &profiles, err);
	for (size_t i = 0; i < result->n && !failed; i++) {
		struct store_machine m = result->items[i];
		void **found = id_map_find(&profiles, m.profile);
		if (!found) {
			failed = is_gone(store->db, &m, err);
			continue;
		}
		const struct links *links = *found;
		m.links = links->items;
		m.n = links->n;
		result->items[n++] = m;
	}
	result->n = n;
	id_map_done(&profiles);
	return failed ? -1 : 0;
}

int64_t store_config_of(const struct store_machine *machine, enum kind_id kind)
{
	for (size_t i = 0; i < machine->n; i++)
		if (machine->links[i].kind == kind)
			return machine->links[i].config;
	return 0;
}

void store_machine_text(int64_t machine, char text[24])
{
	snprintf(text, 24, "m%016llx", (unsigned long long)machine);
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
