/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finds the compatibility database. */
#include "cmd/database.h"

#include "cmd/own.h"
#include "compat/site.h"

#include <stdio.h>
#include <stdlib.h>

const char *database_path(const struct invocation *call, struct arena *arena,
                          struct error *err)
{
	const char *given = option_value(call, "compat");
	const char *named = getenv("HWFIT_COMPAT");
	if (given)
		return given;
	if (named && *named)
		return arena_string(arena, named);
	const char *path = own_file(call, arena, "compat.db");
	if (path)
		return path;
	error_set(err, EXIT_run, "compat.db",
	          "there is no compatibility database, neither beside the program nor "
	          "in " HWFIT_DATADIR);
	error_remedy(err, "build it: hwfit compat build compat-db -o compat.db, or name "
	                  "one with --compat FILE");
	return NULL;
}

/* Adds a site's own platforms; false with err. */
static bool add_site(struct compat *compat, const char *folder, struct error *err)
{
	struct compat_problems problems = {0};
	bool good = !compat_add_site(compat, folder, &problems, err);
	for (size_t i = 0; i < problems.n; i++)
		fprintf(stderr, "%s/%s:%d:%d: %s\n", folder, problems.items[i].file,
		        problems.items[i].place.line, problems.items[i].place.column,
		        problems.items[i].text);
	if (!good && err->code == EXIT_ok) {
		error_set(err, EXIT_usage, folder, "its platforms are not correct");
		error_remedy(err, "correct what stands above");
	}
	compat_problems_done(&problems);
	return good;
}

struct compat *database_open(const struct invocation *call, struct error *err)
{
	struct arena arena = {0};
	const char *path = database_path(call, &arena, err);
	struct compat *compat = path ? compat_open(path, err) : NULL;
	const char *site = option_value(call, "platforms");
	arena_done(&arena);
	if (!compat || !site || add_site(compat, site, err))
		return compat;
	compat_close(compat);
	return NULL;
}
