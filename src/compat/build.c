/* SPDX-License-Identifier: GPL-3.0-or-later
 * Builds the compatibility database. */
#include "compat/build.h"

#include "base/file.h"
#include "compat/schema.h"
#include "compat/write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIST_MAX_BYTES = 32 << 20 };

struct list_text {
	const char *path;
	struct buf text;
};

/* Where names of a list go. */
struct names_writer {
	struct db_writer *writer;
	sqlite3_stmt *inserts[NAME_TABLE_COUNT];
};

static int read_lists(const struct compat_build *build, struct list_text *lists,
                      struct error *err)
{
	for (int i = 0; i < NAME_LIST_COUNT; i++) {
		const struct name_list_row *row = name_list_row(i);
		lists[i].path = build->lists[i] ? build->lists[i] : row->path;
		if (!file_read(lists[i].path, LIST_MAX_BYTES, &lists[i].text, err))
			continue;
		return build->lists[i] ? -1
		                       : error_remedy(err, "install the package %s",
		                                      row->package);
	}
	return 0;
}

static int add_name(void *context, enum name_table table, int64_t key, const char *name)
{
	struct names_writer *names = context;
	sqlite3_stmt *insert = names->inserts[table];
	writer_bind(names->writer, insert, 1, "is", key, name);
	writer_row(names->writer, insert);
	return names->writer->failed;
}

static void write_list(struct names_writer *names, enum name_list list,
                       const struct list_text *text, long *skipped)
{
	struct ids_reader reader = {.name = add_name, .context = names};
	const struct name_list_row *row = name_list_row(list);
	ids_read(&reader, list, text->text.text, text->text.n);
	*skipped = reader.skipped;
	sqlite3_stmt *insert =
	        writer_prepare(names->writer, "INSERT INTO source VALUES(?,?,?,?,?,?)");
	writer_bind(names->writer, insert, 1, "ssssds", row->id, row->title, row->url,
	            reader.version[0] ? reader.version : NULL,
	            reader.has_date ? &reader.date : NULL, row->licence);
	writer_row(names->writer, insert);
	writer_done(insert);
}

/* Of a name that a list has twice the first stands. */
static void write_lists(struct db_writer *writer, struct compat_build *build,
                        const struct list_text *lists)
{
	static const char *const inserts[] = {
#define NAME_TABLE(table, list, what) "INSERT OR IGNORE INTO " #table " VALUES(?,?)",
#include "compat/name_tables.def"
#undef NAME_TABLE
	};
	struct names_writer names = {.writer = writer};
	for (int i = 0; i < NAME_TABLE_COUNT; i++)
		names.inserts[i] = writer_prepare(writer, inserts[i]);
	for (int i = 0; i < NAME_LIST_COUNT && !writer->failed; i++)
		write_list(&names, i, &lists[i], &build->skipped[i]);
	for (int i = 0; i < NAME_TABLE_COUNT; i++)
		writer_done(names.inserts[i]);
}

static int write_database(const char *path, const struct compat_text *text,
                          struct compat_build *build, const struct list_text *lists,
                          struct error *err)
{
	struct db_writer writer = {.err = err};
	char pragmas[128];
	if (sqlite3_open_v2(path, &writer.db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
		error_set(err, EXIT_run, build->output, "cannot create: %s",
		          sqlite3_errmsg(writer.db));
		sqlite3_close(writer.db);
		return -1;
	}
	/* A failed build leaves nothing behind, so that no journal is needed. */
	snprintf(pragmas, sizeof(pragmas),
	         "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
	         "PRAGMA application_id=%d; PRAGMA user_version=%d;",
	         COMPAT_APPLICATION_ID, COMPAT_SCHEMA);
	writer_run(&writer, pragmas);
	writer_run(&writer, "BEGIN");
	writer_run(&writer, compat_schema);
	write_text(&writer, text);
	write_lists(&writer, build, lists);
	writer_run(&writer, "COMMIT");
	writer_run(&writer, "VACUUM");
	if (sqlite3_close(writer.db) != SQLITE_OK && !writer.failed) {
		writer.failed = true;
		error_set(err, EXIT_run, build->output, "cannot write: %s",
		          sqlite3_errmsg(writer.db));
	}
	return writer.failed ? -1 : 0;
}

/* An empty file beside the output, which gets its rights; false with err. */
static bool temporary_file(const char *output, struct buf *path, struct error *err)
{
	buf_format(path, "%s.XXXXXX", output);
	int fd = mkstemp(path->text);
	mode_t mask = umask(0);
	umask(mask);
	bool good = fd >= 0 && !fchmod(fd, 0666 & ~mask);
	if (!good)
		error_set(err, EXIT_run, output, "cannot create: %s", strerror(errno));
	if (fd >= 0)
		close(fd);
	return good;
}

static int sync_and_rename(const char *path, const char *output)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	int failed = fsync(fd);
	close(fd);
	return failed ? -1 : rename(path, output);
}

static int write_output(struct compat_build *build, const struct compat_text *text,
                        struct error *err)
{
	struct list_text lists[NAME_LIST_COUNT] = {0};
	struct buf path = BUF_EMPTY;
	for (int i = 0; i < NAME_LIST_COUNT; i++)
		lists[i].text = (struct buf)BUF_EMPTY;
	int result = read_lists(build, lists, err);
	if (!result && !temporary_file(build->output, &path, err))
		result = -1;
	if (!result)
		result = write_database(path.text, text, build, lists, err);
	if (!result && sync_and_rename(path.text, build->output))
		result = error_set(err, EXIT_run, build->output, "cannot write: %s",
		                   strerror(errno));
	if (result && path.n)
		unlink(path.text);
	for (int i = 0; i < NAME_LIST_COUNT; i++)
		buf_done(&lists[i].text);
	buf_done(&path);
	return result;
}

int compat_build(struct compat_build *build, struct error *err)
{
	struct compat_text text;
	compat_text_init(&text, &build->problems);
	int result = compat_text_read_folder(&text, build->folder, err);
	if (!result) {
		compat_text_check(&text);
		compat_problems_sort(&build->problems);
		result = build->problems.n ? -1 : 0;
	}
	if (!result && build->output)
		result = write_output(build, &text, err);
	compat_text_done(&text);
	return result;
}
