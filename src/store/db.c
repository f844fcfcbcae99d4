/* SPDX-License-Identifier: GPL-3.0-or-later
 * Binding values and running statements, whatever the database. */
#include "store/db.h"

#include <string.h>

enum { PLAIN = false, CLUSTERED = true };

const struct db_table db_tables[] = {
#define TABLE(name, by, columns, kept) {#name, by, columns, kept},
#define INDEX(name, on)                {#name, NULL, on, false},
#include "store/tables.def"
#undef TABLE
#undef INDEX
};
const size_t db_table_count = sizeof(db_tables) / sizeof(*db_tables);

const struct db_migration db_migrations[] = {
#define MIGRATION(version, sql) {version, sql},
#include "store/migrations.def"
#undef MIGRATION
};
const size_t db_migration_count = sizeof(db_migrations) / sizeof(*db_migrations);

const char *const db_statements[SQL_COUNT] = {
#define STATEMENT(name, sql) [SQL_##name] = (sql),
#include "store/statements.def"
#undef STATEMENT
};

const struct db_ops *db_of(const char *where)
{
	static const struct db_ops *const rows[] = {&db_postgres};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		for (const char *const *prefix = rows[i]->prefixes; *prefix; prefix++)
			if (!strncmp(where, *prefix, strlen(*prefix)))
				return rows[i];
	return &db_sqlite;
}

bool db_may_repeat(struct db *db)
{
	return db->ops->may_repeat && db->ops->may_repeat(db);
}

struct db_value db_int(int64_t n)
{
	return (struct db_value){.type = DB_integer, .integer = n};
}

struct db_value db_string(const char *text)
{
	if (!text)
		return (struct db_value){.type = DB_null};
	return (struct db_value){.type = DB_text, .bytes = text, .n = strlen(text)};
}

struct db_value db_bytes(const void *bytes, size_t n)
{
	return (struct db_value){.type = DB_blob, .bytes = bytes, .n = n};
}

int db_do(struct db *db, enum statement id, const struct db_value *values, size_t n,
          struct error *err)
{
	if (db->ops->run(db, id, values, n, err))
		return -1;
	int more;
	while ((more = db->ops->step(db, id, err)) > 0)
		;
	return more;
}

int db_one(struct db *db, enum statement id, const struct db_value *values, size_t n,
           int64_t *result, bool *found, struct error *err)
{
	if (db->ops->run(db, id, values, n, err))
		return -1;
	int more = db->ops->step(db, id, err);
	if (more < 0)
		return -1;
	if (found)
		*found = more > 0;
	if (more > 0)
		*result = db->ops->column(db, id, 0).integer;
	db->ops->done(db, id);
	return 0;
}
