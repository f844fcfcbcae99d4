/* SPDX-License-Identifier: GPL-3.0-or-later
 * PostgreSQL as the database of an inventory, through libpq, which is loaded on use.
 * Source: PostgreSQL 15 documentation, chapter 34 (libpq), 13.3.5 (advisory locks), 5.11
 * (partitioning); appendix A (error codes) */
#include "store/postgres.h"

#include "base/library.h"

#include "base/arena.h"
#include "base/buf.h"

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Oids of types (src/include/catalog/pg_type.dat). */
enum { TYPE_BYTEA = 17, TYPE_INT8 = 20 };

static struct postgres *of(struct db *db)
{
	return (struct postgres *)db;
}

/* ---- errors ----------------------------------------------------------------------- */

/* Conflicts that are gone when the transaction is repeated: serialization failure,
 * deadlock, a row that another writer put first, a lock that is not to be had. */
static bool is_conflict(const char *state)
{
	static const char *const states[] = {"40001", "40P01", "23505", "55P03"};
	for (size_t i = 0; state && i < sizeof(states) / sizeof(*states); i++)
		if (!strcmp(state, states[i]))
			return true;
	return false;
}

int postgres_fail(struct postgres *p, const PGresult *result, struct error *err)
{
	const struct calls *c = &p->calls;
	const char *state =
	        result ? c->PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *text =
	        result ? c->PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	char line[400];
	snprintf(line, sizeof(line), "%s",
	         text ? text : c->PQerrorMessage(p->connection));
	line[strcspn(line, "\n")] = '\0';
	p->may_repeat = is_conflict(state);
	error_set(err, EXIT_run, p->name, "%s", line);
	if (state && !strcmp(state, "42501"))
		return error_remedy(err, "this role may not do that: use another one, or "
		                         "ask who made the inventory");
	if (state && !strncmp(state, "53", 2))
		return error_remedy(err, "the server has no room left for this; make "
		                         "some and repeat the command");
	if (state && !strcmp(state, "25006"))
		return error_remedy(err, "the server only reads; use the one that "
		                         "takes writes");
	return -1;
}

int postgres_execute(struct postgres *p, const char *sql, struct error *err)
{
	PGresult *result = p->calls.PQexec(p->connection, sql);
	ExecStatusType status = p->calls.PQresultStatus(result);
	int failed = status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK
	                     ? postgres_fail(p, result, err)
	                     : 0;
	p->calls.PQclear(result);
	return failed;
}

int postgres_ask(struct postgres *p, const char *sql, struct buf *answer,
                 struct error *err)
{
	PGresult *result = p->calls.PQexec(p->connection, sql);
	int failed = p->calls.PQresultStatus(result) != PGRES_TUPLES_OK
	                     ? postgres_fail(p, result, err)
	                     : 0;
	if (!failed && p->calls.PQntuples(result) && !p->calls.PQgetisnull(result, 0, 0))
		buf_add_string(answer, p->calls.PQgetvalue(result, 0, 0));
	p->calls.PQclear(result);
	return failed;
}

/* ---- the library and the connection ----------------------------------------------- */

static const char *const names[] = {
#define CALL(name) #name,
#include "store/postgres_calls.def"
#undef CALL
};

static const struct library library = {
        .file = "libpq.so.5",
        .purpose = "an inventory in a server needs libpq",
        .package = "libpq5",
        .names = names,
        .n = sizeof(names) / sizeof(*names),
};

/* "postgresql://user:password@host/name?options" without what is not for the eye. */
static char *shown_name(const char *where)
{
	struct buf name = BUF_EMPTY;
	const char *from = strstr(where, "://") + 3;
	size_t n = strcspn(from, "?");
	const char *at = memrchr(from, '@', n);
	if (at) {
		n -= (size_t)(at + 1 - from);
		from = at + 1;
	}
	buf_add_string(&name, "postgresql://");
	buf_add(&name, from, n);
	char *copy = strdup(name.text);
	buf_done(&name);
	return copy;
}

static void no_notice(void *context, const char *text)
{
	(void)context;
	(void)text;
}

static int connect_to(struct postgres *p, const char *where, struct error *err)
{
	struct buf version = BUF_EMPTY;
	p->connection = p->calls.PQconnectdb(where);
	if (p->calls.PQstatus(p->connection) != CONNECTION_OK) {
		postgres_fail(p, NULL, err);
		return error_remedy(err, "see that the server runs and the address, role "
		                         "and password are right");
	}
	p->calls.PQsetNoticeProcessor(p->connection, no_notice, NULL);
	int failed = postgres_execute(p, "SET client_encoding = 'UTF8'", err) ||
	             postgres_ask(p, "SHOW server_encoding", &version, err);
	if (!failed && strcmp(version.text, "UTF8") != 0) {
		failed = error_set(err, EXIT_usage, p->name,
		                   "expected a database in UTF8, found %s", version.text);
		error_remedy(err, "make one: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE "
		                  "template0");
	}
	buf_done(&version);
	return failed;
}

static void postgres_done(struct db *db, enum statement id)
{
	struct running *r = &of(db)->statements[id];
	if (r->rows)
		of(db)->calls.PQclear(r->rows);
	r->rows = NULL;
}

static void postgres_close(struct db *db)
{
	struct postgres *p = of(db);
	for (int i = 0; i < SQL_COUNT; i++)
		postgres_done(db, (enum statement)i);
	if (p->connection)
		p->calls.PQfinish(p->connection);
	library_close(&p->calls);
	free(p->name);
	free(p);
}

/* ---- opening ---------------------------------------------------------------------- */

static struct db *postgres_open(const char *where, const struct db_mode *mode,
                                struct error *err)
{
	struct postgres *p = memory_get(sizeof(*p));
	p->db.ops = &db_postgres;
	p->name = shown_name(where);
	int failed =
	        library_open(&library, &p->calls, p->name, err) ||
	        connect_to(p, where, err) ||
	        (!mode->write &&
	         postgres_execute(p, "SET default_transaction_read_only = on", err)) ||
	        (mode->create && postgres_make_tables(p, mode, err)) ||
	        postgres_check_version(p, mode->write, err);
	if (!failed)
		return &p->db;
	postgres_close(&p->db);
	return NULL;
}

/* ---- running ---------------------------------------------------------------------- */

/* "?1" is "$1" here. */
static int prepare(struct postgres *p, enum statement id, const char *name,
                   struct error *err)
{
	char *sql = strdup(db_statements[id]);
	for (char *at = sql; *at; at++)
		if (*at == '?')
			*at = '$';
	PGresult *result = p->calls.PQprepare(p->connection, name, sql, 0, NULL);
	int failed = p->calls.PQresultStatus(result) != PGRES_COMMAND_OK
	                     ? postgres_fail(p, result, err)
	                     : 0;
	p->statements[id].prepared = !failed;
	p->calls.PQclear(result);
	free(sql);
	return failed;
}

static int postgres_run(struct db *db, enum statement id, const struct db_value *values,
                        size_t n, struct error *err)
{
	struct postgres *p = of(db);
	struct running *r = &p->statements[id];
	const char *bytes[DB_PARAMETERS];
	int lengths[DB_PARAMETERS], binary[DB_PARAMETERS];
	uint64_t numbers[DB_PARAMETERS];
	char name[16];
	postgres_done(db, id);
	p->may_repeat = false;
	snprintf(name, sizeof(name), "s%d", (int)id);
	if (!r->prepared && prepare(p, id, name, err))
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct db_value *v = &values[i];
		numbers[i] = htobe64((uint64_t)v->integer);
		bytes[i] = v->type == DB_null      ? NULL
		           : v->type == DB_integer ? (const char *)&numbers[i]
		           : v->n                  ? v->bytes
		                                   : "";
		lengths[i] = v->type == DB_integer ? 8 : (int)v->n;
		binary[i] = 1;
	}
	r->rows = p->calls.PQexecPrepared(p->connection, name, (int)n, bytes, lengths,
	                                  binary, 1);
	r->at = -1;
	ExecStatusType status = p->calls.PQresultStatus(r->rows);
	p->changed = strtoll(p->calls.PQcmdTuples(r->rows), NULL, 10);
	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
		return 0;
	postgres_fail(p, r->rows, err);
	postgres_done(db, id);
	return -1;
}

static int postgres_step(struct db *db, enum statement id, struct error *err)
{
	struct postgres *p = of(db);
	struct running *r = &p->statements[id];
	(void)err;
	if (r->rows && ++r->at < p->calls.PQntuples(r->rows))
		return 1;
	postgres_done(db, id);
	return 0;
}

static struct db_value postgres_column(struct db *db, enum statement id, int i)
{
	struct postgres *p = of(db);
	const struct running *r = &p->statements[id];
	if (p->calls.PQgetisnull(r->rows, r->at, i))
		return (struct db_value){.type = DB_null};
	const char *bytes = p->calls.PQgetvalue(r->rows, r->at, i);
	size_t n = (size_t)p->calls.PQgetlength(r->rows, r->at, i);
	Oid type = p->calls.PQftype(r->rows, i);
	uint64_t number;
	if (type == TYPE_INT8 && n == sizeof(number)) {
		memcpy(&number, bytes, sizeof(number));
		return db_int((int64_t)be64toh(number));
	}
	return (struct db_value){
	        .type = type == TYPE_BYTEA ? DB_blob : DB_text, .bytes = bytes, .n = n};
}

static int64_t postgres_changed(struct db *db)
{
	return of(db)->changed;
}

static int postgres_transaction(struct db *db, const char *what, struct error *err)
{
	struct postgres *p = of(db);
	bool rollback = !strcmp(what, "rollback");
	bool repeat = p->may_repeat;
	for (int i = 0; i < SQL_COUNT; i++)
		postgres_done(db, (enum statement)i);
	p->may_repeat = false;
	if (rollback) {
		int failed = 0;
		if (p->calls.PQtransactionStatus(p->connection) != PQTRANS_IDLE)
			failed = postgres_execute(p, "ROLLBACK", err);
		p->may_repeat = repeat;
		return failed;
	}
	if (!strcmp(what, "begin"))
		return postgres_execute(p, "BEGIN", err);
	if (!strcmp(what, "read"))
		return postgres_execute(
		        p, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", err);
	/* Of a transaction in which something failed, COMMIT says that it rolled back. */
	PGresult *result = p->calls.PQexec(p->connection, "COMMIT");
	int failed = p->calls.PQresultStatus(result) != PGRES_COMMAND_OK ||
	                             strcmp(p->calls.PQcmdStatus(result), "COMMIT") != 0
	                     ? postgres_fail(p, result, err)
	                     : 0;
	p->calls.PQclear(result);
	return failed;
}

static int postgres_lock(struct db *db, int64_t key, bool shared, struct error *err)
{
	struct postgres *p = of(db);
	char text[24];
	const char *values[] = {text};
	snprintf(text, sizeof(text), "%lld", (long long)key);
	PGresult *result = p->calls.PQexecParams(
	        p->connection,
	        shared ? "SELECT pg_advisory_xact_lock_shared($1::bigint)"
	               : "SELECT pg_advisory_xact_lock($1::bigint)",
	        1, NULL, values, NULL, NULL, 0);
	int failed = p->calls.PQresultStatus(result) != PGRES_TUPLES_OK
	                     ? postgres_fail(p, result, err)
	                     : 0;
	p->calls.PQclear(result);
	return failed;
}

static bool postgres_may_repeat(struct db *db)
{
	return of(db)->may_repeat;
}

/* The server keeps count of pages whose checksum was wrong, when it has checksums. */
static int postgres_integrity(struct db *db, void (*say)(void *, const char *),
                              void *context, struct error *err)
{
	struct buf answer = BUF_EMPTY;
	int failed = postgres_ask(
	        of(db),
	        "SELECT checksum_failures FROM pg_stat_database WHERE datname = "
	        "current_database() AND checksum_failures > 0",
	        &answer, err);
	if (!failed && answer.n) {
		char line[96];
		snprintf(line, sizeof(line), "the server found %.20s damaged pages",
		         answer.text);
		say(context, line);
	}
	buf_done(&answer);
	return failed;
}

static const char *const prefixes[] = {"postgresql://", "postgres://", NULL};

const struct db_ops db_postgres = {
        .name = "PostgreSQL",
        .batch = 64,
        .prefixes = prefixes,
        .open = postgres_open,
        .close = postgres_close,
        .run = postgres_run,
        .step = postgres_step,
        .column = postgres_column,
        .many = postgres_many,
        .done = postgres_done,
        .changed = postgres_changed,
        .transaction = postgres_transaction,
        .lock = postgres_lock,
        .may_repeat = postgres_may_repeat,
        .integrity = postgres_integrity,
};
