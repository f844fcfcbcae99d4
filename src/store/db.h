/* SPDX-License-Identifier: GPL-3.0-or-later
 * The narrow door to a database: the rows of statements.def, bound and run. A kind of
 * database is one struct db_ops; nothing else of the store knows SQL engines. */
#ifndef HWFIT_DB_H
#define HWFIT_DB_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum statement {
#define STATEMENT(name, sql) SQL_##name,
#include "store/statements.def"
#undef STATEMENT
	SQL_COUNT
};

struct db;

/* A value to bind, or of a column. Text and blobs of a column are valid until the next
 * step of the same statement. */
struct db_value {
	enum { DB_null, DB_integer, DB_text, DB_blob } type;
	int64_t integer;
	const void *bytes; /* of text and blob; NULL only when n is 0 */
	size_t n;
};

enum { DB_PARAMETERS = 10, DB_MANY = 4096 };

/* -1 with err ends it. */
typedef int db_each(void *context, int64_t id, struct db_value body, struct error *err);

struct db_mode {
	bool write;
	bool create;         /* make the tables of an empty database */
	unsigned partitions; /* of tables that bear machines; 0 and 1: they are whole */
	const char *readers; /* a role that may read; NULL: nobody but the owner */
};

/* The rows of tables.def and migrations.def. */
struct db_table {
	const char *name;
	const char *by, *columns; /* by NULL: it is an index, and columns what it is on */
	bool clustered;
};
extern const struct db_table db_tables[];
extern const size_t db_table_count;
extern const struct db_migration {
	int version;
	const char *sql;
} db_migrations[];
extern const size_t db_migration_count;
extern const char *const db_statements[SQL_COUNT];
enum { DB_VERSION = 3 };

struct db_ops {
	const char *name;
	size_t batch;                /* scans that are best added in one transaction */
	const char *const *prefixes; /* of its URIs, up to NULL; NULL: a path */
	/* NULL with err. An inventory of an older version is brought to this one when it
	 * is opened for writing. */
	struct db *(*open)(const char *where, const struct db_mode *mode,
	                   struct error *err);
	void (*close)(struct db *db);
	/* Runs a statement from its start; rows follow by step. The text and bytes of
	 * values stay the caller's, and must be there until the last step or done. */
	int (*run)(struct db *db, enum statement id, const struct db_value *values,
	           size_t n, struct error *err);
	/* 1: a row is there; 0: no more; -1 with err. */
	int (*step)(struct db *db, enum statement id, struct error *err);
	struct db_value (*column)(struct db *db, enum statement id, int i);
	/* Hands on id and body of the rows of a table of bodies ("config") that have one
	 * of these ids, at most DB_MANY, in any order; each body is valid during its
	 * call. NULL: asking for one after the other is as quick. */
	int (*many)(struct db *db, const char *table, const int64_t *ids, size_t n,
	            db_each *each, void *context, struct error *err);
	/* Ends a statement before its last row, so that it holds no old state of the
	 * database; its columns are gone then. */
	void (*done)(struct db *db, enum statement id);
	/* Rows that the statement put, changed or deleted that ended last. */
	int64_t (*changed)(struct db *db);
	/* 0, or -1 with err: "begin", "commit", "rollback"; "read": one state of the
	 * database for all that follows. */
	int (*transaction)(struct db *db, const char *what, struct error *err);
	/* Waits until no other writer holds the key, and holds it until the transaction
	 * ends; shared: with others that share it. NULL: a transaction has the whole
	 * database anyhow. */
	int (*lock)(struct db *db, int64_t key, bool shared, struct error *err);
	/* Did the last call fail only because another writer was there? NULL: never. */
	bool (*may_repeat)(struct db *db);
	/* What the engine itself finds broken, one line each; 0 when all is well. */
	int (*integrity)(struct db *db, void (*say)(void *, const char *), void *context,
	                 struct error *err);
};

/* Every implementation starts with this. */
struct db {
	const struct db_ops *ops;
};

extern const struct db_ops db_sqlite, db_postgres;
/* The row that opens this place. */
const struct db_ops *db_of(const char *where);
bool db_may_repeat(struct db *db);

/* ---- binding ---------------------------------------------------------------------- */

struct db_value db_int(int64_t n);
struct db_value db_string(const char *text); /* NULL: null */
struct db_value db_bytes(const void *bytes, size_t n);

/* Runs a statement that gives no row. */
int db_do(struct db *db, enum statement id, const struct db_value *values, size_t n,
          struct error *err);
/* Runs one and takes the first integer of the first row; *found tells whether there was
 * one. */
int db_one(struct db *db, enum statement id, const struct db_value *values, size_t n,
           int64_t *result, bool *found, struct error *err);

#define DB_VALUES(...)                                                                   \
	(const struct db_value[]){__VA_ARGS__},                                          \
	        sizeof((const struct db_value[]){__VA_ARGS__}) / sizeof(struct db_value)

#endif
