/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows that go into a new database. */
#ifndef HWFIT_COMPAT_WRITE_H
#define HWFIT_COMPAT_WRITE_H

#include "base/error.h"
#include "compat/ids.h"
#include "compat/text.h"

#include <sqlite3.h>

/* A database that is being written; the first failure stands and ends all writing. */
struct db_writer {
	sqlite3 *db;
	struct error *err;
	bool failed;
};

/* A statement that inserts; NULL after a failure. End it with writer_done(). */
sqlite3_stmt *writer_prepare(struct db_writer *writer, const char *sql);
/* Binds values in order from the parameter `at` by the letters of types: "s" a string
 * (NULL: NULL), "i" an int64_t, "d" a pointer to a date (NULL: NULL), "f" a pointer to
 * struct text_from (its four columns). Returns the next parameter. */
int writer_bind(struct db_writer *writer, sqlite3_stmt *statement, int at,
                const char *types, ...);
/* Inserts the bound row. */
void writer_row(struct db_writer *writer, sqlite3_stmt *statement);
/* Accepts NULL. */
void writer_done(sqlite3_stmt *statement);
void writer_run(struct db_writer *writer, const char *sql);

/* Everything of the text, checked before. */
/* The sources and platforms of a site into a database that has platforms up to last. */
void write_site(struct db_writer *writer, const struct compat_text *text, int64_t last);
void write_text(struct db_writer *writer, const struct compat_text *text);
void write_platforms(struct db_writer *writer, const struct compat_text *text,
                     int64_t last);
void write_drivers(struct db_writer *writer, const struct compat_text *text);

#endif
