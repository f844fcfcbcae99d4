/* SPDX-License-Identifier: GPL-3.0-or-later
 * Adding a scan: who it is, what changed, and the row that says so. */
#include "store/internal.h"

#include "facts/scan_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The name of a machine, when it has to be told apart by people, is at most so long. */
enum { NAME_MAX_BYTES = 120 };

struct adding {
	struct store *store;
	const struct store_prepared *of;
	int64_t machine;
	/* The machine's row as it is, or zeros. */
	struct {
		bool there;
		int64_t scans, taken, profile, detail;
		uint8_t chain[HASH_BYTES];
		char name[NAME_MAX_BYTES + 1];
	} row;
};

int64_t store_seconds(const char *taken)
{
	struct tm tm = {0};
	if (!taken || !strptime(taken, "%Y-%m-%dT%H:%M:%S", &tm))
		return 0;
	return (int64_t)timegm(&tm);
}

void chain_next(uint8_t chain[HASH_BYTES], const struct store_scan *scan)
{
	struct buf text = BUF_EMPTY;
	buf_add(&text, (const char *)chain, HASH_BYTES);
	number_put(&text, (uint64_t)scan->number, 8);
	number_put(&text, (uint64_t)scan->taken, 8);
	number_put(&text, (uint64_t)scan->profile, 8);
	number_put(&text, (uint64_t)scan->detail, 8);
	number_put(&text, (uint64_t)scan->document, 8);
	buf_add_string(&text, scan->source);
	hash_bytes(NULL, 's', text.text, text.n, chain);
	buf_done(&text);
}

static int read_row(struct adding *a, struct error *err)
{
	struct db *db = a->store->db;
	if (db->ops->run(db, SQL_machine_get, DB_VALUES(db_int(a->machine)), err))
		return -1;
	int there = db->ops->step(db, SQL_machine_get, err);
	a->row.there = there > 0;
	if (there <= 0)
		return there;
	struct db_value name = db->ops->column(db, SQL_machine_get, 0);
	struct db_value chain = db->ops->column(db, SQL_machine_get, 5);
	size_t n = name.n < NAME_MAX_BYTES ? name.n : NAME_MAX_BYTES;
	memcpy(a->row.name, name.bytes, n);
	a->row.name[n] = '\0';
	a->row.scans = db->ops->column(db, SQL_machine_get, 1).integer;
	a->row.taken = db->ops->column(db, SQL_machine_get, 2).integer;
	a->row.profile = db->ops->column(db, SQL_machine_get, 3).integer;
	a->row.detail = db->ops->column(db, SQL_machine_get, 4).integer;
	if (chain.n == HASH_BYTES)
		memcpy(a->row.chain, chain.bytes, HASH_BYTES);
	return 0;
}

/* The host's name, else the file's without folder and suffix. */
static void name_of(const struct scan *scan, char name[NAME_MAX_BYTES + 1])
{
	const char *from = scan->hostname;
	size_t n = from ? strlen(from) : 0;
	if (!n) {
		const char *slash = scan->name ? strrchr(scan->name, '/') : NULL;
		from = slash ? slash + 1 : scan->name ? scan->name : "";
		const char *dot = strrchr(from, '.');
		n = dot && dot > from ? (size_t)(dot - from) : strlen(from);
	}
	if (n > NAME_MAX_BYTES)
		n = NAME_MAX_BYTES;
	/* Not in the middle of a character. */
	while (n && ((unsigned char)from[n] & 0xc0) == 0x80)
		n--;
	memcpy(name, from, n);
	name[n] = '\0';
}

/* A new machine's number follows from what identifies it, so that two writers who see it
 * at once agree; without identity, from its document. */
static int64_t new_machine(const struct adding *a)
{
	struct buf text = BUF_EMPTY;
	const struct identities *identities = &a->of->identities;
	for (size_t i = 0; i < identities->n; i++)
		number_put(&text, (uint64_t)identities->items[i].value, 8);
	if (!identities->n)
		number_put(&text, (uint64_t)a->of->document, 8);
	int64_t id = hash_number(a->store->key, 'm', text.text, text.n);
	buf_done(&text);
	return id;
}

static int quarantine(struct adding *a, const char *reason, struct error *err)
{
	struct buf body = BUF_EMPTY;
	scan_json_write(a->of->scan, &body);
	int failed =
	        db_do(a->store->db, SQL_quarantine_put,
	              DB_VALUES(db_int(a->of->document),
	                        db_string(a->of->scan->name ? a->of->scan->name : ""),
	                        db_string(reason), db_bytes(body.text, body.n)),
	              err);
	buf_done(&body);
	return failed;
}

static int put_machine(struct adding *a, struct error *err)
{
	char name[NAME_MAX_BYTES + 1];
	if (a->row.there)
		snprintf(name, sizeof(name), "%s", a->row.name);
	if (!a->row.there || (a->of->scan->hostname && a->of->taken >= a->row.taken))
		name_of(a->of->scan, name);
	/* A scan that is older than the newest joins the history only. */
	bool newest = !a->row.there || a->of->taken >= a->row.taken;
	return db_do(a->store->db, SQL_machine_put,
	             DB_VALUES(db_int(a->machine), db_string(name), db_int(a->row.scans),
	                       db_int(newest ? a->of->taken : a->row.taken),
	                       db_int(newest ? a->of->split.profile : a->row.profile),
	                       db_int(newest ? a->of->split.detail : a->row.detail),
	                       db_bytes(a->row.chain, HASH_BYTES)),
	             err);
}

static int put_scan(struct adding *a, struct error *err)
{
	struct store_scan scan = {.number = ++a->row.scans,
	                          .taken = a->of->taken,
	                          .profile = a->of->split.profile,
	                          .detail = a->of->split.detail,
	                          .document = a->of->document,
	                          .source = a->of->format};
	chain_next(a->row.chain, &scan);
	return db_do(a->store->db, SQL_scan_put,
	             DB_VALUES(db_int(a->machine), db_int(scan.number),
	                       db_int(scan.taken), db_int(scan.profile),
	                       db_int(scan.detail), db_int(scan.document),
	                       db_string(scan.source)),
	             err);
}

/* What belongs to the machine beside its scans. */
static int put_rest(struct adding *a, struct error *err)
{
	struct db *db = a->store->db;
	const struct store_prepared *of = a->of;
	for (size_t i = 0; i < of->identities.n; i++)
		if (db_do(db, SQL_identity_put,
		          DB_VALUES(db_int(of->identities.items[i].value),
		                    db_int(a->machine),
		                    db_string(of->identities.items[i].kind)),
		          err))
			return -1;
	for (size_t i = 0; i < of->scan->label_count; i++)
		if (db_do(db, SQL_label_put,
		          DB_VALUES(db_int(a->machine),
		                    db_string(of->scan->labels[i].name),
		                    db_string(of->scan->labels[i].text), db_int(0)),
		          err))
			return -1;
	if (of->split.changing.n &&
	    db_do(db, SQL_volatile_put,
	          DB_VALUES(db_int(a->machine), db_int(of->taken),
	                    db_bytes(of->split.changing.text, of->split.changing.n)),
	          err))
		return -1;
	if (!of->raw)
		return 0;
	return db_do(db, SQL_raw_put,
	             DB_VALUES(db_int(a->machine), db_int(of->document),
	                       db_bytes(of->raw, of->raw_n)),
	             err);
}

/* Is this very document in the machine's history already? */
static int is_there(struct adding *a, bool *there, struct error *err)
{
	int64_t number;
	*there = false;
	if (!a->row.there)
		return 0;
	return db_one(a->store->db, SQL_scan_by_document,
	              DB_VALUES(db_int(a->machine), db_int(a->of->document)), &number,
	              there, err);
}

static int put_known(struct adding *a, struct store_added *result, struct error *err)
{
	bool there;
	if (read_row(a, err) || is_there(a, &there, err))
		return -1;
	result->machine = a->machine;
	result->how = !a->row.there ? ADDED_accepted : ADDED_updated;
	if (there) {
		result->how = ADDED_unchanged;
		return 0;
	}
	bool same = a->row.there && a->of->split.profile == a->row.profile &&
	            a->of->split.detail == a->row.detail;
	if (same) {
		result->how = ADDED_unchanged;
		if (db_do(a->store->db, SQL_seen_put,
		          DB_VALUES(db_int(a->machine), db_int(a->of->taken)), err))
			return -1;
	} else if (put_scan(a, err)) {
		return -1;
	}
	return put_machine(a, err) || put_rest(a, err) ? -1 : 0;
}

int64_t store_document(const char *bytes, size_t n)
{
	return hash_number(NULL, 'r', bytes, n);
}

struct store_prepared *store_prepare(const struct store *store, struct scan *scan,
                                     const struct store_source *source)
{
	struct store_prepared *p = memory_get(sizeof(*p));
	p->scan = scan;
	p->format = arena_string(&scan->arena, source->format);
	if (source->keep_raw) {
		p->raw = arena_copy(&scan->arena, source->bytes, source->n);
		p->raw_n = source->n;
	}
	p->document = (source->document ? source->document
	                                : store_document(source->bytes, source->n)) +
	              (int64_t)source->part;
	p->taken = store_seconds(scan->taken);
	p->decided = source->decided;
	identity_gather(store, scan, &scan->arena, &p->identities);
	split_scan(source->recent ? recent_packer(source->recent) : store->packer, scan,
	           source->recent, &p->split);
	return p;
}

size_t store_prepared_bytes(const struct store_prepared *prepared)
{
	return arena_bytes(&prepared->scan->arena) + prepared->split.bodies.room;
}

void store_prepared_free(struct store_prepared *prepared)
{
	if (!prepared)
		return;
	split_done(&prepared->split);
	scan_free(prepared->scan);
	free(prepared);
}

/* Found out by what identifies it, unless a person said so. */
static int who_is(struct adding *a, enum who *who, struct store_added *result,
                  struct error *err)
{
	if (!a->of->decided)
		return identity_resolve(a->store, &a->of->identities, who, &a->machine,
		                        result->reason, err);
	*who = WHO_known;
	a->machine = *a->of->decided;
	return 0;
}

int add_prepared(struct store *store, const struct store_prepared *of,
                 struct store_added *result, struct error *err)
{
	struct adding a = {.store = store, .of = of};
	enum who who;
	*result = (struct store_added){.how = ADDED_quarantined};
	if (who_is(&a, &who, result, err))
		return -1;
	if (who == WHO_unclear)
		return quarantine(&a, result->reason, err);
	if (who == WHO_new)
		a.machine = new_machine(&a);
	/* Two writers may come from different sides to one machine. */
	return store_lock(store, a.machine, false, err) || put_known(&a, result, err) ? -1
	                                                                              : 0;
}
