/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens the compatibility database and asks it. */
#include "compat/db.h"

#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUILD_AGAIN "build it again: hwfit compat build compat-db -o compat.db"

static const char *const statements[DB_STATEMENT_COUNT] = {
#define STATEMENT(name, sql) sql,
#include "compat/statements.def"
#undef STATEMENT
};

/* The path as a URI: immutable, as the file is replaced and never changed, so that
 * nothing is locked and no journal is looked for. */
static char *database_uri(struct arena *arena, const char *path)
{
	static const char digits[] = "0123456789ABCDEF";
	struct buf uri = BUF_EMPTY;
	buf_add_string(&uri, "file:");
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;
		if (isalnum(c) || strchr("/._-", c)) {
			buf_add_char(&uri, (char)c);
		} else {
			buf_add_char(&uri, '%');
			buf_add_char(&uri, digits[c >> 4]);
			buf_add_char(&uri, digits[c & 15]);
		}
	}
	buf_add_string(&uri, "?mode=ro&immutable=1");
	char *result = arena_copy(arena, uri.text, uri.n);
	buf_done(&uri);
	return result;
}

static int pragma_number(sqlite3 *db, const char *pragma, int *number)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(db, pragma, -1, &statement, NULL);
	if (result == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
		*number = sqlite3_column_int(statement, 0);
	else
		result = SQLITE_ERROR;
	sqlite3_finalize(statement);
	return result == SQLITE_OK ? 0 : -1;
}

static int check_kind(const struct compat *compat, struct error *err)
{
	int application = 0, schema = 0;
	if (pragma_number(compat->db, "PRAGMA application_id", &application) ||
	    pragma_number(compat->db, "PRAGMA user_version", &schema) ||
	    application != COMPAT_APPLICATION_ID) {
		error_set(err, EXIT_run, compat->path,
		          "expected a compatibility database, found another file");
		return error_remedy(err, BUILD_AGAIN);
	}
	if (schema == COMPAT_SCHEMA)
		return 0;
	error_set(err, EXIT_run, compat->path,
	          "expected a compatibility database of schema %d, found schema %d",
	          COMPAT_SCHEMA, schema);
	return error_remedy(err, BUILD_AGAIN);
}

struct compat *compat_open(const char *path, struct error *err)
{
	if (access(path, R_OK)) {
		error_set(err, EXIT_run, path,
		          "cannot open the compatibility database: %s", strerror(errno));
		error_remedy(err, "build it: hwfit compat build compat-db -o compat.db");
		return NULL;
	}
	struct compat *compat = memory_get(sizeof(*compat));
	compat->cache = memory_get(sizeof(*compat->cache));
	compat->path = arena_string(&compat->cache->arena, path);
	char *uri = database_uri(&compat->cache->arena, path);
	int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
	int failed = 0;
	if (sqlite3_open_v2(uri, &compat->db, flags, NULL) != SQLITE_OK)
		failed = error_set(err, EXIT_run, path,
		                   "cannot open the compatibility database: %s",
		                   sqlite3_errmsg(compat->db));
	else
		failed = check_kind(compat, err);
	/* Pages are read where the system keeps them. */
	if (!failed)
		sqlite3_exec(compat->db, "PRAGMA mmap_size=67108864", NULL, NULL, NULL);
	if (!failed)
		return compat;
	compat_close(compat);
	return NULL;
}

static void free_lists(struct db_cache *cache)
{
	map_done(&cache->platforms);
	free(cache->platform_items);
	free(cache->sets);
	free(cache->supports);
}

void compat_close(struct compat *compat)
{
	if (!compat)
		return;
	for (int i = 0; i < DB_STATEMENT_COUNT; i++)
		sqlite3_finalize(compat->cache->statements[i]);
	sqlite3_close(compat->db);
	free_lists(compat->cache);
	arena_done(&compat->cache->arena);
	free(compat->cache);
	free(compat);
}

void db_replace(struct compat *compat, sqlite3 *db)
{
	struct db_cache *cache = compat->cache;
	for (int i = 0; i < DB_STATEMENT_COUNT; i++)
		sqlite3_finalize(cache->statements[i]);
	sqlite3_close(compat->db);
	compat->db = db;
	/* The arena stays: it holds the path, and what others may have been given. */
	free_lists(cache);
	*cache = (struct db_cache){.arena = cache->arena};
}

const char *compat_path(const struct compat *compat)
{
	return compat->path;
}

int db_damaged(const struct compat *compat, const char *what, struct error *err)
{
	error_set(err, EXIT_run, compat->path,
	          "the compatibility database is damaged: %s", what);
	return error_remedy(err, BUILD_AGAIN);
}

sqlite3_stmt *db_ask(const struct compat *compat, enum db_statement which,
                     struct error *err)
{
	sqlite3_stmt **statement = &compat->cache->statements[which];
	if (!*statement &&
	    sqlite3_prepare_v3(compat->db, statements[which], -1,
	                       SQLITE_PREPARE_PERSISTENT, statement, NULL) != SQLITE_OK) {
		db_damaged(compat, sqlite3_errmsg(compat->db), err);
		return NULL;
	}
	sqlite3_reset(*statement);
	return *statement;
}

sqlite3_stmt *db_ask_number(const struct compat *compat, enum db_statement which,
                            int64_t number, struct error *err)
{
	sqlite3_stmt *statement = db_ask(compat, which, err);
	if (statement)
		sqlite3_bind_int64(statement, 1, number);
	return statement;
}

sqlite3_stmt *db_ask_texts(const struct compat *compat, enum db_statement which,
                           const char *first, const char *second, struct error *err)
{
	sqlite3_stmt *statement = db_ask(compat, which, err);
	if (statement)
		sqlite3_bind_text(statement, 1, first, -1, SQLITE_TRANSIENT);
	if (statement && second)
		sqlite3_bind_text(statement, 2, second, -1, SQLITE_TRANSIENT);
	return statement;
}

int db_step(const struct compat *compat, sqlite3_stmt *statement, struct error *err)
{
	if (!statement)
		return -1;
	int result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		return 1;
	if (result == SQLITE_DONE)
		return 0;
	return db_damaged(compat, sqlite3_errmsg(compat->db), err);
}

const char *db_text(sqlite3_stmt *statement, int column, struct arena *arena)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);
	if (!text)
		return NULL;
	struct buf clean = BUF_EMPTY;
	/* Needs may have several lines; everything else has one. */
	for (const char *line = text;; line++) {
		size_t n = strcspn(line, "\n");
		text_clean(&clean, line, n);
		line += n;
		if (!*line)
			break;
		buf_add_char(&clean, '\n');
	}
	char *copy = arena_copy(arena, clean.text, clean.n);
	buf_done(&clean);
	return copy;
}

int db_date(const struct compat *compat, sqlite3_stmt *statement, int column,
            struct date *date, struct error *err)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);
	if (text && date_parse(text, strlen(text), date))
		return 0;
	return db_damaged(compat, "a date is none", err);
}
