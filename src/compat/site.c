/* SPDX-License-Identifier: GPL-3.0-or-later
 * The database together with the platforms of a site: a copy in memory, into which the
 * text of the site is written. The file itself never changes. */
#include "compat/site.h"

#include "compat/db.h"
#include "compat/text.h"
#include "compat/write.h"

#include <stdlib.h>

/* Copies the database into memory; NULL with err. */
static sqlite3 *copy_in_memory(struct compat *compat, struct error *err)
{
	sqlite3 *copy = NULL;
	sqlite3_backup *backup = NULL;
	if (sqlite3_open(":memory:", &copy) == SQLITE_OK)
		backup = sqlite3_backup_init(copy, "main", compat->db, "main");
	bool good = backup && sqlite3_backup_step(backup, -1) == SQLITE_DONE;
	if (sqlite3_backup_finish(backup) == SQLITE_OK && good)
		return copy;
	error_set(err, EXIT_run, compat->path, "cannot copy into memory: %s",
	          sqlite3_errmsg(copy));
	sqlite3_close(copy);
	return NULL;
}

static int last_platform(sqlite3 *db, int64_t *id)
{
	sqlite3_stmt *row = NULL;
	int result =
	        sqlite3_prepare_v2(db, "SELECT max(id) FROM platform", -1, &row, NULL);
	if (result == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW)
		*id = sqlite3_column_int64(row, 0);
	else
		result = SQLITE_ERROR;
	sqlite3_finalize(row);
	return result == SQLITE_OK ? 0 : -1;
}

/* Names that the database has already, for the check of the text. */
static int read_known(struct compat *compat, enum db_statement which, struct known *known,
                      struct arena *arena, struct error *err)
{
	size_t room = 0;
	int step;
	sqlite3_stmt *rows = db_ask(compat, which, err);
	while ((step = db_step(compat, rows, err)) > 0) {
		known->names =
		        memory_room(known->names, known->n, &room, sizeof(*known->names));
		known->names[known->n++] = db_text(rows, 0, arena);
	}
	return step;
}

/* The text of the folder, checked against what the database has: 0; -1 with problems or
 * err. */
static int read_text(struct compat *compat, const char *folder, struct compat_text *text,
                     struct compat_problems *problems, struct error *err)
{
	struct compat_known known = {0};
	int result = compat_text_read_folder(text, folder, err);
	if (!result &&
	    (read_known(compat, DB_source_ids, &known.sources, &text->arena, err) ||
	     read_known(compat, DB_slugs, &known.slugs, &text->arena, err) ||
	     read_known(compat, DB_processor_sets, &known.processors, &text->arena, err)))
		result = -1;
	if (!result) {
		compat_text_check_beside(text, &known);
		compat_problems_sort(problems);
		result = problems->n ? -1 : 0;
	}
	free(known.sources.names);
	free(known.slugs.names);
	free(known.processors.names);
	return result;
}

static int add_text(struct compat *compat, const struct compat_text *text,
                    struct error *err)
{
	struct db_writer writer = {.err = err};
	int64_t last = 0;
	writer.db = copy_in_memory(compat, err);
	if (!writer.db)
		return -1;
	writer.failed = last_platform(writer.db, &last) != 0;
	writer_run(&writer, "BEGIN");
	write_site(&writer, text, last);
	writer_run(&writer, "COMMIT");
	if (writer.failed) {
		sqlite3_close(writer.db);
		return err->code == EXIT_ok
		               ? db_damaged(compat, "it has no platforms", err)
		               : -1;
	}
	db_replace(compat, writer.db);
	return 0;
}

int compat_add_site(struct compat *compat, const char *folder,
                    struct compat_problems *problems, struct error *err)
{
	struct compat_text text;
	compat_text_init(&text, problems);
	int result = read_text(compat, folder, &text, problems, err);
	if (!result && (text.rule_count || text.name_count || text.kernel_count ||
	                text.model_count || text.alias_count))
		result = error_set(
		        err, EXIT_usage, folder,
		        "expected sources.compat and platforms only, found other "
		        "tables");
	if (!result)
		result = add_text(compat, &text, err);
	compat_text_done(&text);
	return result;
}
