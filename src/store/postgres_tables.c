/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables of an inventory in PostgreSQL: made, partitioned, brought to a version.
 * Source: PostgreSQL 15 documentation, 5.11 (partitioning), 24.2 (collations) */
#include "store/postgres.h"

#include <stdlib.h>
#include <string.h>

static bool is_word_char(char c)
{
	return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The types of tables.def in the words of this database. Texts sort by their bytes, as
 * everywhere else. */
static void translate(const char *sql, struct buf *out)
{
	static const struct {
		const char *from, *to;
	} types[] = {
	        {"INTEGER", "bigint"}, {"BLOB", "bytea"}, {"TEXT", "text COLLATE \"C\""}};
	while (*sql) {
		size_t n = 0, i = 0, types_n = sizeof(types) / sizeof(*types);
		while (is_word_char(sql[n]))
			n++;
		while (i < types_n && (strlen(types[i].from) != n ||
		                       strncmp(sql, types[i].from, n) != 0))
			i++;
		if (n && i < types_n)
			buf_add_string(out, types[i].to);
		else
			buf_add(out, sql, n ? n : 1);
		sql += n ? n : 1;
	}
}

static void write_table(const struct db_table *t, unsigned partitions, struct buf *sql)
{
	if (!t->by) {
		buf_format(sql, "CREATE INDEX %s ON %s;", t->name, t->columns);
		return;
	}
	bool parts = partitions > 1 && *t->by;
	buf_format(sql, "CREATE TABLE %s(", t->name);
	translate(t->columns, sql);
	buf_add_char(sql, ')');
	if (parts)
		buf_format(sql, " PARTITION BY HASH(%s)", t->by);
	buf_add_char(sql, ';');
	for (unsigned i = 0; parts && i < partitions; i++)
		buf_format(sql,
		           "CREATE TABLE %s_%u PARTITION OF %s FOR VALUES WITH (MODULUS "
		           "%u, REMAINDER %u);",
		           t->name, i, t->name, partitions, i);
}

/* Readers see everything but the key of identities. */
static int write_grants(struct postgres *p, const char *readers, struct buf *sql,
                        struct error *err)
{
	char *role = p->calls.PQescapeIdentifier(p->connection, readers, strlen(readers));
	if (!role)
		return postgres_fail(p, NULL, err);
	for (size_t i = 0; i < db_table_count; i++)
		if (db_tables[i].by && strcmp(db_tables[i].name, "secret") != 0)
			buf_format(sql, "GRANT SELECT ON %s TO %s;", db_tables[i].name,
			           role);
	p->calls.PQfreemem(role);
	return 0;
}

int postgres_make_tables(struct postgres *p, const struct db_mode *mode,
                         struct error *err)
{
	struct buf there = BUF_EMPTY, sql = BUF_EMPTY;
	int failed = postgres_ask(p, "SELECT to_regclass('component')", &there, err);
	if (!failed && there.n) {
		failed = error_set(err, EXIT_usage, p->name,
		                   "expected no inventory there yet, found one");
		error_remedy(err, "use it as it is, or give another database");
	}
	for (size_t i = 0; i < db_table_count; i++)
		write_table(&db_tables[i], mode->partitions, &sql);
	buf_format(&sql, "INSERT INTO setting VALUES('version', '%d');", DB_VERSION);
	if (!failed && mode->readers)
		failed = write_grants(p, mode->readers, &sql, err);
	/* Several statements in one string are one transaction. */
	if (!failed)
		failed = postgres_execute(p, sql.text, err);
	buf_done(&there);
	buf_done(&sql);
	return failed;
}

static int read_version(struct postgres *p, long *version, struct error *err)
{
	struct buf answer = BUF_EMPTY;
	int failed = postgres_ask(p, "SELECT to_regclass('component')", &answer, err);
	if (!failed && !answer.n) {
		failed = error_set(err, EXIT_usage, p->name,
		                   "expected an inventory of hwfit, found none");
		error_remedy(err, "hwfit inventory init --db postgresql://… makes one");
	}
	buf_clear(&answer);
	if (!failed)
		failed = postgres_ask(
		        p,
		        "SELECT convert_from(value, 'UTF8') FROM setting WHERE name "
		        "= 'version'",
		        &answer, err);
	*version = strtol(answer.text, NULL, 10);
	buf_done(&answer);
	return failed;
}

static int migrate(struct postgres *p, struct error *err)
{
	long version;
	struct buf sql = BUF_EMPTY;
	if (postgres_execute(p, "BEGIN; LOCK TABLE setting IN EXCLUSIVE MODE", err) ||
	    read_version(p, &version, err))
		return -1;
	for (size_t i = 0; i < db_migration_count; i++)
		if (db_migrations[i].version > version) {
			translate(db_migrations[i].sql, &sql);
			buf_add_char(&sql, ';');
		}
	buf_format(&sql, "UPDATE setting SET value = '%d' WHERE name = 'version'; COMMIT",
	           DB_VERSION);
	int failed = postgres_execute(p, sql.text, err);
	buf_done(&sql);
	return failed;
}

int postgres_check_version(struct postgres *p, bool write, struct error *err)
{
	long version;
	if (read_version(p, &version, err))
		return -1;
	if (version == DB_VERSION)
		return 0;
	if (version < DB_VERSION && write)
		return migrate(p, err);
	error_set(err, EXIT_usage, p->name,
	          "expected an inventory of version %d, found version %ld", DB_VERSION,
	          version);
	return version < DB_VERSION
	               ? error_remedy(err, "hwfit inventory migrate --db … brings it to "
	                                   "this version")
	               : error_remedy(err, "use the hwfit that made it, or a newer one");
}
