/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who is who: several keyed, hashed values with strengths, never one serial number. */
#include "store/internal.h"

#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct identity_row {
	const char *name;
	enum fact_id fact, maker;
	int strength;
	bool contradicts;
} rows[] = {
#define IDENTITY(name, fact, maker, strength, contradicts)                               \
	{#name, FACT_##fact, maker, strength, contradicts},
#include "store/identity.def"
#undef IDENTITY
};

enum {
	ROWS = sizeof(rows) / sizeof(*rows),
	SAME = 2,     /* agreement that makes a machine the same */
	SHORTEST = 4, /* shorter serial numbers tell nothing */
	UUID_TEXT = 36,
};

/* Only letters and digits, in lower case. */
static void add_folded(struct buf *out, const char *text)
{
	for (; *text; text++)
		if (isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80)
			buf_add_char(out, (char)tolower((unsigned char)*text));
	buf_add_char(out, '\0');
}

/* Firmware before 2.6 and some hypervisors write the first three fields the other way
 * round: of both orders the smaller one stands for the value. */
static void add_uuid(struct buf *out, const char *text)
{
	static const int swapped[] = {6,  7, 4,  5,  2,  3,  0,  1,  8, 11,
	                              12, 9, 10, 13, 16, 17, 14, 15, 18};
	char other[UUID_TEXT + 1], lower[UUID_TEXT + 1];
	if (strlen(text) != UUID_TEXT) {
		add_folded(out, text);
		return;
	}
	for (int i = 0; i <= UUID_TEXT; i++)
		lower[i] = (char)tolower((unsigned char)text[i]);
	memcpy(other, lower, sizeof(other));
	for (int i = 0; i < 19; i++)
		other[i] = lower[swapped[i]];
	add_folded(out, strcmp(other, lower) < 0 ? other : lower);
}

/* Addresses that a person or a driver made up, and adapters that move between machines,
 * tell nothing of the machine. */
static bool is_own_address(const struct component *c, const char *mac)
{
	const struct value *type = fact_value(c, FACT_network_type);
	const struct value *address = fact_value(c, FACT_network_address);
	if (strlen(mac) < 12 || !isxdigit((unsigned char)mac[1]))
		return false;
	int digit = isdigit((unsigned char)mac[1]) ? mac[1] - '0'
	                                           : (mac[1] | 0x20) - 'a' + 10;
	if (digit & 3 || !strcmp(mac, "00:00:00:00:00:00"))
		return false;
	if (type && !strcmp(type->text, "virtual"))
		return false;
	/* A USB address has a bus and ports ("1-4.2"), a PCI one has colons. */
	return !address || strchr(address->text, ':');
}

struct found {
	struct identity items[IDENTITIES_MAX];
	size_t n;
};

static void add(const struct store *store, const struct identity_row *row,
                const struct component *c, struct found *result)
{
	const struct value *v = fact_value(c, row->fact);
	const struct value *maker =
	        row->maker == FACT_COUNT ? NULL : fact_value(c, row->maker);
	if (!v || strlen(v->text) < SHORTEST || result->n == IDENTITIES_MAX)
		return;
	if (row->fact == FACT_network_mac && !is_own_address(c, v->text))
		return;
	struct buf text = BUF_EMPTY;
	add_folded(&text, row->name);
	if (row->fact == FACT_system_uuid)
		add_uuid(&text, v->text);
	else
		add_folded(&text, v->text);
	add_folded(&text, maker ? maker->text : "");
	int64_t value = hash_number(store->key, 'i', text.text, text.n);
	buf_done(&text);
	for (size_t i = 0; i < result->n; i++)
		if (result->items[i].value == value)
			return;
	result->items[result->n++] =
	        (struct identity){value, row->name, row->strength, row->contradicts};
}

void identity_gather(const struct store *store, const struct scan *scan,
                     struct arena *arena, struct identities *result)
{
	struct found found;
	found.n = 0;
	for (size_t i = 0; i < ROWS; i++) {
		const struct component_list *list =
		        &scan->kinds[fact_row(rows[i].fact)->kind];
		for (size_t k = 0; k < list->n; k++)
			add(store, &rows[i], list->items[k], &found);
	}
	result->items = arena_items(arena, found.items, found.n, sizeof(*found.items));
	result->n = found.n;
}

/* ---- resolving -------------------------------------------------------------------- */

enum { CANDIDATES_MAX = 64 };

struct candidate {
	int64_t machine;
	int agree, against;
	const char *why;
};

struct candidates {
	struct candidate items[CANDIDATES_MAX];
	size_t n;
};

static int find_candidates(struct store *store, const struct identities *of,
                           struct candidates *found, struct error *err)
{
	struct db *db = store->db;
	for (size_t i = 0; i < of->n; i++) {
		int more;
		if (db->ops->run(db, SQL_identity_find,
		                 DB_VALUES(db_int(of->items[i].value)), err))
			return -1;
		while ((more = db->ops->step(db, SQL_identity_find, err)) > 0) {
			int64_t machine =
			        db->ops->column(db, SQL_identity_find, 0).integer;
			size_t k = 0;
			while (k < found->n && found->items[k].machine != machine)
				k++;
			if (k == CANDIDATES_MAX)
				continue;
			if (k == found->n)
				found->items[found->n++] =
				        (struct candidate){.machine = machine};
			found->items[k].agree += of->items[i].strength;
		}
		if (more < 0)
			return -1;
	}
	return 0;
}

static bool has_value(const struct identities *of, int64_t value)
{
	for (size_t i = 0; i < of->n; i++)
		if (of->items[i].value == value)
			return true;
	return false;
}

/* A kind of which both have values and none in common speaks against. */
static int weigh(struct store *store, const struct identities *of, struct candidate *c,
                 struct error *err)
{
	struct db *db = store->db;
	bool theirs[ROWS] = {false}, common[ROWS] = {false};
	int more;
	if (db->ops->run(db, SQL_identity_of_machine, DB_VALUES(db_int(c->machine)), err))
		return -1;
	while ((more = db->ops->step(db, SQL_identity_of_machine, err)) > 0) {
		int64_t value = db->ops->column(db, SQL_identity_of_machine, 0).integer;
		struct db_value kind = db->ops->column(db, SQL_identity_of_machine, 1);
		for (size_t r = 0; r < ROWS; r++)
			if (kind.n == strlen(rows[r].name) &&
			    !memcmp(kind.bytes, rows[r].name, kind.n)) {
				theirs[r] = true;
				common[r] |= has_value(of, value);
			}
	}
	for (size_t r = 0; r < ROWS; r++) {
		bool ours = false;
		for (size_t i = 0; i < of->n; i++)
			ours |= !strcmp(of->items[i].kind, rows[r].name);
		if (rows[r].contradicts && ours && theirs[r] && !common[r]) {
			c->against += rows[r].strength;
			c->why = rows[r].name;
		}
	}
	return more;
}

int identity_resolve(struct store *store, const struct identities *of, enum who *who,
                     int64_t *machine, char reason[256], struct error *err)
{
	struct candidates found = {.n = 0};
	int matches = 0, unclear = 0, sure = 0, doubt = 0;
	char name[24], other[24];
	*who = WHO_new;
	*machine = 0;
	if (find_candidates(store, of, &found, err))
		return -1;
	for (size_t i = 0; i < found.n; i++) {
		struct candidate *c = &found.items[i];
		if (weigh(store, of, c, err))
			return -1;
		/* One weak value in common, or less for than against: another machine
		 * that shares it. */
		if (c->agree < SAME || c->agree < c->against)
			continue;
		store_machine_text(c->machine, name);
		if (c->against) {
			unclear++;
			doubt = c->agree > doubt ? c->agree : doubt;
			snprintf(reason, 256,
			         "it looks like %s, but its %s is another one", name,
			         c->why);
			continue;
		}
		if (matches++) {
			store_machine_text(*machine, other);
			snprintf(reason, 256, "it could be %s or %s", other, name);
		}
		sure = c->agree;
		*machine = c->machine;
	}
	/* One that nothing speaks against outweighs those that share less of it: two
	 * machines that a person told apart stay apart. */
	bool known = matches == 1 && (!unclear || sure > doubt);
	*who = known ? WHO_known : unclear || matches ? WHO_unclear : WHO_new;
	return 0;
}
