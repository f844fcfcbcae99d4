/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finds the compatibility database. */
#include "cmd/database.h"

#include "cmd/own.h"

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

struct compat *database_open(const struct invocation *call, struct error *err)
{
	struct arena arena = {0};
	const char *path = database_path(call, &arena, err);
	struct compat *compat = path ? compat_open(path, err) : NULL;
	arena_done(&arena);
	return compat;
}
