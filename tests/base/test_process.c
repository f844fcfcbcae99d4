/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/process.h"

#include "base/buf.h"
#include "base/file.h"

#include <criterion/criterion.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int run(const char *script, unsigned seconds, struct error *err)
{
	char log[] = "/tmp/hwfit-test-XXXXXX";
	const char *arguments[] = {"sh", "-c", script, NULL};
	close(mkstemp(log));
	int failed = process_run(arguments, log, seconds, err);
	unlink(log);
	return failed;
}

Test(process, programs_are_looked_for_in_the_path)
{
	cr_assert(process_there("sh"));
	cr_assert(!process_there("no-such-program-of-any-name"));
}

Test(process, one_that_ends_well_is_no_error)
{
	struct error err = {0};
	cr_assert_eq(run("exit 0", 10, &err), 0);
	cr_assert_eq(err.code, EXIT_ok);
}

Test(process, what_it_printed_goes_into_the_log)
{
	char log[] = "/tmp/hwfit-test-XXXXXX";
	const char *arguments[] = {"sh", "-c", "echo one; echo two >&2", NULL};
	struct buf text = BUF_EMPTY;
	close(mkstemp(log));
	cr_assert_eq(process_run(arguments, log, 10, NULL), 0);
	cr_assert_eq(file_read(log, 100, &text, NULL), 0);
	cr_assert_str_eq(text.text, "one\ntwo\n");
	buf_done(&text);
	unlink(log);
}

Test(process, one_that_fails_is_cited)
{
	struct error err = {0};
	cr_assert_eq(run("echo first; echo no such font; echo; exit 7", 10, &err), -1);
	cr_assert_eq(err.code, EXIT_run);
	cr_assert_str_eq(err.where, "sh");
	cr_assert_str_eq(err.text, "it ended with status 7: no such font");
}

Test(process, one_that_a_signal_ends_is_an_error)
{
	struct error err = {0};
	cr_assert_eq(run("kill -9 $$", 10, &err), -1);
	cr_assert(strstr(err.text, "signal 9"), "%s", err.text);
}

Test(process, one_that_does_not_end_is_ended_with_what_it_started)
{
	struct error err = {0};
	time_t start = time(NULL);
	cr_assert_eq(run("sleep 60 & sleep 60", 1, &err), -1);
	cr_assert(time(NULL) - start < 30);
	cr_assert(strstr(err.text, "did not come to an end in 1 s"), "%s", err.text);
}

Test(process, one_that_is_not_there_is_an_error)
{
	const char *arguments[] = {"no-such-program-of-any-name", NULL};
	struct error err = {0};
	cr_assert_eq(process_run(arguments, "/dev/null", 1, &err), -1);
	cr_assert(strstr(err.text, "No such file"), "%s", err.text);
}
