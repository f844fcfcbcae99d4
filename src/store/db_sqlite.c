/* SPDX-License-Identifier: GPL-3.0-or-later
 * SQLite as the database of an inventory: one file in WAL, refused on network file
 * systems, whose locks do not protect it (https://sqlite.org/wal.html, "Overview"). */
#include "store/db.h"

#include "base/arena.h"
#include "store/network.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statfs.h>
#include <unistd.h>

enum {
	APPLICATION_ID = 0x48574649, /* "HWFI" */
	BUSY_MS = 60000,
};

struct sqlite {
	struct db db;
	sqlite3 *handle;
	char *path;
	sqlite3_stmt *statements[SQL_COUNT];
};

static struct sqlite *of(struct db *db)
{
	return (struct sqlite *)db;
}

static int fail(struct sqlite *s, struct error *err)
{
	int code = sqlite3_errcode(s->handle);
	error_set(err, EXIT_run, s->path, "%s", sqlite3_errmsg(s->handle));
	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
		return error_remedy(err, "restore it from a copy; hwfit inventory verify "
		                         "says more");
	if (code == SQLITE_BUSY)
		return error_remedy(err, "another program holds it; try again");
	if (code == SQLITE_FULL)
		return error_remedy(err, "make room on the disk and repeat the command");
	return -1;
}

static int execute(struct sqlite *s, const char *sql, struct error *err)
{
	return sqlite3_exec(s->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? 0
	                                                                   : fail(s, err);
}

static int pragma_number(struct sqlite *s, const char *sql, int64_t *number,
                         struct error *err)
{
	sqlite3_stmt *statement;
	*number = 0;
	if (sqlite3_prepare_v2(s->handle, sql, -1, &statement, NULL) != SQLITE_OK)
		return fail(s, err);
	int step = sqlite3_step(statement);
	if (step == SQLITE_ROW)
		*number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return step == SQLITE_ROW ? 0 : fail(s, err);
}

/* ---- where the file is ------------------------------------------------------------ */

static int refuse_network(const char *path, struct error *err)
{
	struct statfs fs;
	char *folder = strdup(path), *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	const char *look = !access(path, F_OK) ? path : slash ? folder : ".";
	int failed = statfs(look, &fs);
	free(folder);
	const char *name = failed ? NULL : network_file_system(fs.f_type);
	if (!name)
		return 0;
	error_set(err, EXIT_run, path,
	          "expected a local disk, found a network file system (%s), where "
	          "SQLite's locks do not hold and the file breaks",
	          name);
	return error_remedy(err, "keep the inventory on one machine's disk; bring scan "
	                         "files there and run hwfit inventory add");
}

/* ---- opening ---------------------------------------------------------------------- */

static int make_tables(struct sqlite *s, struct error *err)
{
	char pragmas[96];
	int64_t count;
	if (execute(s, "BEGIN IMMEDIATE", err) ||
	    pragma_number(s, "SELECT count(*) FROM sqlite_master", &count, err))
		return -1;
	if (count) {
		execute(s, "ROLLBACK", NULL);
		error_set(err, EXIT_usage, s->path,
		          "expected no database there yet, found one");
		return error_remedy(err, "use it as it is, or give another name");
	}
	for (size_t i = 0; i < db_table_count; i++) {
		const struct db_table *t = &db_tables[i];
		char sql[512];
		snprintf(sql, sizeof(sql),
		         t->by ? "CREATE TABLE %s(%s)%s" : "CREATE INDEX %s ON %s%s",
		         t->name, t->columns, t->clustered ? " WITHOUT ROWID" : "");
		if (execute(s, sql, err))
			return -1;
	}
	snprintf(pragmas, sizeof(pragmas),
	         "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
	         DB_VERSION);
	return execute(s, pragmas, err) || execute(s, "COMMIT", err) ? -1 : 0;
}

/* Another one may have done it since the version was read. */
static int migrate(struct sqlite *s, struct error *err)
{
	char pragma[48];
	int64_t version;
	if (execute(s, "BEGIN IMMEDIATE", err) ||
	    pragma_number(s, "PRAGMA user_version", &version, err))
		return -1;
	for (size_t i = 0; i < db_migration_count; i++)
		if (db_migrations[i].version > version &&
		    execute(s, db_migrations[i].sql, err))
			return -1;
	snprintf(pragma, sizeof(pragma), "PRAGMA user_version = %d", DB_VERSION);
	return execute(s, pragma, err) || execute(s, "COMMIT", err) ? -1 : 0;
}

static int check_kind(struct sqlite *s, bool write, struct error *err)
{
	int64_t id, version;
	if (pragma_number(s, "PRAGMA application_id", &id, err) ||
	    pragma_number(s, "PRAGMA user_version", &version, err))
		return -1;
	if (id != APPLICATION_ID) {
		error_set(err, EXIT_usage, s->path,
		          "expected an inventory of hwfit, found another database");
		return error_remedy(err, "hwfit inventory init --db FILE makes one");
	}
	if (version == DB_VERSION)
		return 0;
	if (version < DB_VERSION && write)
		return migrate(s, err);
	error_set(err, EXIT_usage, s->path,
	          "expected an inventory of version %d, found version %lld", DB_VERSION,
	          (long long)version);
	return version < DB_VERSION
	               ? error_remedy(err, "hwfit inventory migrate --db FILE brings it "
	                                   "to this version")
	               : error_remedy(err, "use the hwfit that made it, or a newer one");
}

static void sqlite_close(struct db *db)
{
	struct sqlite *s = of(db);
	for (int i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(s->statements[i]);
	sqlite3_close(s->handle);
	free(s->path);
	free(s);
}

static int prepare(struct sqlite *s, struct error *err)
{
	for (int i = 0; i < SQL_COUNT; i++)
		if (sqlite3_prepare_v3(s->handle, db_statements[i], -1,
		                       SQLITE_PREPARE_PERSISTENT, &s->statements[i],
		                       NULL) != SQLITE_OK)
			return fail(s, err);
	return 0;
}

static struct db *sqlite_open(const char *where, const struct db_mode *mode,
                              struct error *err)
{
	bool create = mode->create, write = mode->write || create;
	/* Each count of its memory is guarded by a lock; nobody asks for them. It changes
	 * nothing when the library is in use already. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	struct sqlite *s = memory_get(sizeof(*s));
	*s = (struct sqlite){.db = {&db_sqlite}, .path = strdup(where)};
	int flags = create  ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
	            : write ? SQLITE_OPEN_READWRITE
	                    : SQLITE_OPEN_READONLY;
	flags |= SQLITE_OPEN_NOMUTEX; /* one thread at a time has a store */
	int failed = refuse_network(where, err);
	if (!failed && (mode->partitions > 1 || mode->readers)) {
		failed = error_set(err, EXIT_usage, where,
		                   "partitions and roles are PostgreSQL's; found a file");
		error_remedy(err, "leave them out, or give --db postgresql://…");
	}
	if (!failed && !create && access(where, F_OK)) {
		failed = error_set(err, EXIT_usage, where,
		                   "expected an inventory, found no such file");
		error_remedy(err, "hwfit inventory init --db FILE makes one");
	}
	if (!failed && sqlite3_open_v2(where, &s->handle, flags, NULL) != SQLITE_OK)
		failed = fail(s, err);
	/* Keys are hashes, so that a batch touches most pages: they go from the log
	 * into the file once in some ten batches. Damage must not spread by writing; who
	 * reads a mapped file would check each page at each look, which is a quarter of a
	 * question's time. */
	if (!failed) {
		sqlite3_busy_timeout(s->handle, BUSY_MS);
		failed = (write &&
		          execute(s,
		                  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
		                  "PRAGMA wal_autocheckpoint = 8192",
		                  err)) ||
		         execute(s,
		                 "PRAGMA cache_size = -65536; "
		                 "PRAGMA mmap_size = 1073741824; "
		                 "PRAGMA trusted_schema = OFF",
		                 err) ||
		         (write && execute(s, "PRAGMA cell_size_check = ON", err)) ||
		         (create && make_tables(s, err)) || check_kind(s, write, err) ||
		         prepare(s, err);
	}
	if (!failed)
		return &s->db;
	sqlite_close(&s->db);
	return NULL;
}

/* ---- running ---------------------------------------------------------------------- */

static int sqlite_run(struct db *db, enum statement id, const struct db_value *values,
                      size_t n, struct error *err)
{
	struct sqlite *s = of(db);
	sqlite3_stmt *statement = s->statements[id];
	sqlite3_reset(statement);
	for (size_t i = 0; i < n; i++) {
		const struct db_value *v = &values[i];
		int at = (int)i + 1, code;
		if (v->type == DB_integer)
			code = sqlite3_bind_int64(statement, at, v->integer);
		else if (v->type == DB_text)
			code = sqlite3_bind_text64(statement, at, v->bytes, v->n,
			                           SQLITE_STATIC, SQLITE_UTF8);
		else if (v->type == DB_blob && v->n)
			code = sqlite3_bind_blob64(statement, at, v->bytes, v->n,
			                           SQLITE_STATIC);
		else if (v->type == DB_blob)
			code = sqlite3_bind_zeroblob(statement, at, 0);
		else
			code = sqlite3_bind_null(statement, at);
		if (code != SQLITE_OK)
			return fail(s, err);
	}
	return 0;
}

static int sqlite_step(struct db *db, enum statement id, struct error *err)
{
	struct sqlite *s = of(db);
	int code = sqlite3_step(s->statements[id]);
	if (code == SQLITE_ROW)
		return 1;
	int failed = code == SQLITE_DONE ? 0 : fail(s, err);
	sqlite3_reset(s->statements[id]);
	return failed;
}

static struct db_value sqlite_column(struct db *db, enum statement id, int i)
{
	sqlite3_stmt *statement = of(db)->statements[id];
	struct db_value v = {.type = DB_null};
	switch (sqlite3_column_type(statement, i)) {
	case SQLITE_INTEGER:
		return db_int(sqlite3_column_int64(statement, i));
	case SQLITE_TEXT:
		v.type = DB_text;
		v.bytes = sqlite3_column_text(statement, i);
		break;
	case SQLITE_BLOB:
		v.type = DB_blob;
		v.bytes = sqlite3_column_blob(statement, i);
		break;
	default:
		break;
	}
	v.n = (size_t)sqlite3_column_bytes(statement, i);
	return v;
}

static void sqlite_done(struct db *db, enum statement id)
{
	sqlite3_reset(of(db)->statements[id]);
}

static int64_t sqlite_changed(struct db *db)
{
	return sqlite3_changes64(of(db)->handle);
}

static int sqlite_transaction(struct db *db, const char *what, struct error *err)
{
	struct sqlite *s = of(db);
	for (int i = 0; i < SQL_COUNT; i++)
		sqlite3_reset(s->statements[i]);
	if (!strcmp(what, "rollback") && sqlite3_get_autocommit(s->handle))
		return 0;
	return execute(s,
	               !strcmp(what, "begin")    ? "BEGIN IMMEDIATE"
	               : !strcmp(what, "read")   ? "BEGIN"
	               : !strcmp(what, "commit") ? "COMMIT"
	                                         : "ROLLBACK",
	               err);
}

static int sqlite_integrity(struct db *db, void (*say)(void *, const char *),
                            void *context, struct error *err)
{
	struct sqlite *s = of(db);
	sqlite3_stmt *statement;
	int code;
	if (sqlite3_prepare_v2(s->handle, "PRAGMA integrity_check", -1, &statement,
	                       NULL) != SQLITE_OK)
		return fail(s, err);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *line = (const char *)sqlite3_column_text(statement, 0);
		if (line && strcmp(line, "ok") != 0)
			say(context, line);
	}
	sqlite3_finalize(statement);
	return code == SQLITE_DONE ? 0 : fail(s, err);
}

const struct db_ops db_sqlite = {
        .name = "SQLite",
        .batch = 1024,
        .open = sqlite_open,
        .close = sqlite_close,
        .run = sqlite_run,
        .step = sqlite_step,
        .column = sqlite_column,
        .done = sqlite_done,
        .changed = sqlite_changed,
        .transaction = sqlite_transaction,
        .integrity = sqlite_integrity,
};
