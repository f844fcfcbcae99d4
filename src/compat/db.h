/* SPDX-License-Identifier: GPL-3.0-or-later
 * An open compatibility database: its statements, and values out of rows. */
#ifndef HWFIT_COMPAT_DB_H
#define HWFIT_COMPAT_DB_H

#include "base/map.h"
#include "compat/compat.h"

#include <sqlite3.h>
#include <stdint.h>

enum db_statement {
#define STATEMENT(name, sql) DB_##name,
#include "compat/statements.def"
#undef STATEMENT
	DB_STATEMENT_COUNT
};

/* The last answer of a statement that asks for a name by number. */
struct db_name {
	bool held;
	int64_t key;
	const char
	        *name; /* of the row at which the statement stands; NULL: there is none */
};

/* What is read once and kept until the database is closed. */
struct db_cache {
	struct arena arena;
	sqlite3_stmt *statements[DB_STATEMENT_COUNT]; /* prepared when first asked */
	struct db_name names[DB_STATEMENT_COUNT];
	bool has_sources, has_slugs;
	struct compat_sources sources;
	const char **slugs; /* aliases too, in order */
	size_t slug_count;
	bool has_index, has_rules;
	struct alias_index index; /* of module aliases */
	const struct compat_device_rule *rules;
	size_t rule_count;
	struct db_supports {
		const char *platform; /* "": all */
		struct compat_driver_supports rows;
	} * supports; /* as they were asked for; freed with the cache */
	size_t support_count, support_room;
	struct map platforms; /* by id: their place among the items */
	const struct compat_platform **platform_items;
	size_t platform_count, platform_room;
	const struct compat_processor_set **sets;
	size_t set_count, set_room;
};

struct compat {
	char *path;
	sqlite3 *db;
	struct db_cache *cache;
};

/* A statement, ready to be bound and stepped; NULL with err. */
sqlite3_stmt *db_ask(const struct compat *compat, enum db_statement which,
                     struct error *err);
/* The same with the parameter bound to a number, or to texts in order. */
sqlite3_stmt *db_ask_number(const struct compat *compat, enum db_statement which,
                            int64_t number, struct error *err);
sqlite3_stmt *db_ask_texts(const struct compat *compat, enum db_statement which,
                           const char *first, const char *second, struct error *err);
/* 1: a row; 0: no more; -1 with err. statement NULL is -1. */
int db_step(const struct compat *compat, sqlite3_stmt *statement, struct error *err);
/* Asks another database from now on, and owns it; what was read before is forgotten. */
void db_replace(struct compat *compat, sqlite3 *db);
/* The file is not as it was built. Always -1. */
int db_damaged(const struct compat *compat, const char *what, struct error *err);

/* The row of the platform with this slug or alias, compared without case: 1 with *id, 0:
 * there is none, -1 with err. */
int db_platform_id(const struct compat *compat, const char *slug, int64_t *id,
                   struct error *err);

/* Values of the row's columns. Text is clean; NULL stays NULL. */
const char *db_text(sqlite3_stmt *statement, int column, struct arena *arena);
/* -1 with err when the column holds none. */
int db_date(const struct compat *compat, sqlite3_stmt *statement, int column,
            struct date *date, struct error *err);
/* A copy in the arena of the source in this column; NULL with err when there is none. */
const struct compat_source *db_source(const struct compat *compat,
                                      sqlite3_stmt *statement, int column,
                                      struct arena *arena, struct error *err);
/* The four columns of a row's source. 0, or -1 with err. */
int db_from(const struct compat *compat, sqlite3_stmt *statement, int column,
            struct compat_from *from, struct arena *arena, struct error *err);
/* The source with this id, which lives as long as the database is open; NULL when there
 * is none, or with err. */
const struct compat_source *db_source_by_id(const struct compat *compat, const char *id,
                                            struct error *err);

#endif
