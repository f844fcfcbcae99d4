/* SPDX-License-Identifier: GPL-3.0-or-later
 * The small database of tests/compat/small, built for one test. */
#ifndef TESTS_SMALL_DB_H
#define TESTS_SMALL_DB_H

#include "base/file.h"
#include "compat/build.h"
#include "compat/compat.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Lists of names with a few true lines, so that tests need no package. */
#define SMALL_LISTS                                                                      \
	{                                                                                \
		[LIST_pci_ids] = "tests/compat/lists/pci.ids",                           \
		[LIST_usb_ids] = "tests/compat/lists/usb.ids",                           \
		[LIST_pnp_ids] = "tests/compat/lists/pnp.ids"                            \
	}

/* A new path for a file; free() it. */
static inline char *small_path(void)
{
	char path[] = "/tmp/hwfit-test-XXXXXX";
	int fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	close(fd);
	return strdup(path);
}

/* Builds the folder into a new file; the path, to be unlinked and freed. */
static inline char *small_build(const char *folder)
{
	char *path = small_path();
	struct compat_build build = {
	        .folder = folder, .lists = SMALL_LISTS, .output = path};
	struct error err = {0};
	int result = compat_build(&build, &err);
	cr_assert_eq(result, 0, "%s %s %s", err.where, err.text,
	             build.problems.n ? build.problems.items[0].text : "");
	compat_problems_done(&build.problems);
	return path;
}

/* Builds and opens the small database; the file is gone already. */
static inline struct compat *small_open(void)
{
	char *path = small_build("tests/compat/small");
	struct error err = {0};
	struct compat *compat = compat_open(path, &err);
	cr_assert(compat, "%s %s", err.where, err.text);
	unlink(path);
	free(path);
	return compat;
}

#endif
