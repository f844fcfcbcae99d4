/* SPDX-License-Identifier: GPL-3.0-or-later
 * Building the database: the same bytes, nothing left behind, what is missing is said. */
#include "small_db.h"

#include <glob.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <time.h>

Test(compat_build, the_same_text_gives_the_same_bytes)
{
	char *first = small_build("tests/compat/small");
	char *second = small_build("tests/compat/small");
	struct buf a = BUF_EMPTY, b = BUF_EMPTY;
	cr_assert_eq(file_read(first, 1 << 24, &a, NULL), 0);
	cr_assert_eq(file_read(second, 1 << 24, &b, NULL), 0);
	cr_assert_gt(a.n, 4096);
	cr_assert_eq(a.n, b.n);
	cr_assert_eq(memcmp(a.text, b.text, a.n), 0);
	unlink(first);
	unlink(second);
	free(first);
	free(second);
	buf_done(&a);
	buf_done(&b);
}

static char *ask(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *row = NULL;
	cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK, "%s", sql);
	cr_assert_eq(sqlite3_step(row), SQLITE_ROW);
	char *text = strdup((const char *)sqlite3_column_text(row, 0));
	sqlite3_finalize(row);
	return text;
}

Test(compat_build, the_file_is_what_its_bytes_say)
{
	char *path = small_build("tests/compat/small");
	sqlite3 *db = NULL;
	cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
	char *whole = ask(db, "PRAGMA integrity_check");
	char *id = ask(db, "PRAGMA application_id"),
	     *schema = ask(db, "PRAGMA user_version");
	cr_assert_str_eq(whole, "ok");
	cr_assert_eq(atoi(id), 0x68776643);
	cr_assert_eq(atoi(schema), COMPAT_SCHEMA);
	sqlite3_close(db);
	unlink(path);
	free(whole);
	free(id);
	free(schema);
	free(path);
}

Test(compat_build, the_old_file_stays_when_a_list_is_missing)
{
	char *path = small_path(), *pattern = NULL;
	struct compat_build build = {
	        .folder = "tests/compat/small", .lists = SMALL_LISTS, .output = path};
	build.lists[LIST_usb_ids] = "/nonexistent/usb.ids";
	struct error err = {0};
	cr_assert_eq(file_write(path, "old", 3, NULL), 0);
	cr_assert_eq(compat_build(&build, &err), -1);
	cr_assert_eq(err.code, EXIT_usage);
	cr_assert_str_eq(err.where, "/nonexistent/usb.ids");
	cr_assert_eq(build.problems.n, 0);
	struct buf old = BUF_EMPTY;
	cr_assert_eq(file_read(path, 100, &old, NULL), 0);
	cr_assert_str_eq(old.text, "old");
	glob_t left;
	cr_assert_gt(asprintf(&pattern, "%s.*", path), 0);
	cr_assert_eq(glob(pattern, 0, NULL, &left), GLOB_NOMATCH);
	unlink(path);
	free(pattern);
	free(path);
	buf_done(&old);
}

Test(compat_build, problems_write_nothing)
{
	char *path = small_path();
	unlink(path);
	struct compat_build build = {.folder = "tests/bad/compat/folder-other-file/input",
	                             .lists = SMALL_LISTS,
	                             .output = path};
	struct error err = {0};
	cr_assert_eq(compat_build(&build, &err), -1);
	cr_assert_eq(err.code, EXIT_ok);
	cr_assert_gt(build.problems.n, 0);
	cr_assert_eq(access(path, F_OK), -1);
	compat_problems_done(&build.problems);
	free(path);
}

Test(compat_build, lines_of_a_list_that_are_not_understood_are_counted)
{
	char *path = small_path();
	struct compat_build build = {
	        .folder = "tests/compat/small", .lists = SMALL_LISTS, .output = path};
	cr_assert_eq(compat_build(&build, NULL), 0);
	cr_assert_eq(build.skipped[LIST_pci_ids], 0);
	cr_assert_eq(build.skipped[LIST_usb_ids], 1);
	cr_assert_eq(build.skipped[LIST_pnp_ids], 0);
	unlink(path);
	free(path);
}

static void refuse(const char *path, const char *text)
{
	struct error err = {0};
	struct compat *compat = compat_open(path, &err);
	cr_assert_null(compat);
	cr_assert_eq(err.code, EXIT_run);
	cr_assert(strstr(err.text, text), "%s", err.text);
	cr_assert(err.remedy[0]);
}

Test(compat_build, another_file_is_not_opened)
{
	char *path = small_path();
	refuse("/nonexistent/compat.db", "cannot open");
	refuse(path, "found another file");
	cr_assert_eq(file_write(path, "hello", 5, NULL), 0);
	refuse(path, "found another file");
	sqlite3 *db = NULL;
	unlink(path);
	sqlite3_open(path, &db);
	sqlite3_exec(db,
	             "PRAGMA application_id=0x68776643; PRAGMA user_version=99;"
	             "CREATE TABLE t(x)",
	             NULL, NULL, NULL);
	sqlite3_close(db);
	refuse(path, "schema");
	unlink(path);
	free(path);
}

Test(compat_build, a_path_may_have_any_bytes)
{
	char *path = small_build("tests/compat/small"), *odd = NULL;
	cr_assert_gt(asprintf(&odd, "%s a%%20?#é", path), 0);
	cr_assert_eq(rename(path, odd), 0);
	struct error err = {0};
	struct compat *compat = compat_open(odd, &err);
	cr_assert(compat, "%s", err.text);
	cr_assert_str_eq(compat_path(compat), odd);
	cr_assert_str_eq(compat_pci_vendor(compat, 0x8086, &err), "Intel Corporation");
	compat_close(compat);
	unlink(odd);
	free(odd);
	free(path);
}

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

Test(compat_build, opening_and_one_name_cost_less_than_a_millisecond_at_best)
{
	char *path = small_build("tests/compat/small");
	double best = 1e9;
	for (int i = 0; i < 20; i++) {
		double start = now_ms();
		struct compat *compat = compat_open(path, NULL);
		cr_assert(compat);
		cr_assert(compat_pci_vendor(compat, 0x8086, NULL));
		double took = now_ms() - start;
		best = took < best ? took : best;
		compat_close(compat);
	}
#ifdef __SANITIZE_ADDRESS__
	cr_log_info("with a sanitizer: %.3f ms", best);
#else
	cr_assert_lt(best, 1.0, "%.3f ms", best);
#endif
	unlink(path);
	free(path);
}
