/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files about PostgreSQL share. Internal to src/store. */
#ifndef HWFIT_POSTGRES_H
#define HWFIT_POSTGRES_H

#include "base/buf.h"
#include "store/db.h"

#include <postgresql/libpq-fe.h>

struct calls {
	void *library;
#define CALL(name) __typeof__(&(name)) name; /* NOLINT(bugprone-macro-parentheses) */
#include "store/postgres_calls.def"
#undef CALL
};

struct postgres {
	struct db db;
	struct calls calls;
	PGconn *connection;
	char *name; /* for errors: without password and options */
	bool may_repeat;
	int64_t changed; /* rows, by the statement that ran last */
	struct running {
		bool prepared;
		PGresult *rows;
		int at; /* the row that columns are of */
	} statements[SQL_COUNT];
};

/* Records what the server said of a result, or of the connection when it is NULL. -1. */
int postgres_fail(struct postgres *p, const PGresult *result, struct error *err);
/* Runs statements that give no row. 0, or -1 with err. */
int postgres_execute(struct postgres *p, const char *sql, struct error *err);
/* Appends the first field of the first row as text, when there is one. */
int postgres_ask(struct postgres *p, const char *sql, struct buf *answer,
                 struct error *err);

/* See db_ops.many. */
int postgres_many(struct db *db, const char *table, const int64_t *ids, size_t n,
                  db_each *each, void *context, struct error *err);

/* Makes the tables of an inventory where there is none. */
int postgres_make_tables(struct postgres *p, const struct db_mode *mode,
                         struct error *err);
/* Is it an inventory that this hwfit knows? One that is older is brought to this version
 * when it is to be written. */
int postgres_check_version(struct postgres *p, bool write, struct error *err);

#endif
