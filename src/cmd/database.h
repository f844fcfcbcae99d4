/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finds and opens the compatibility database of this build. */
#ifndef HWFIT_DATABASE_H
#define HWFIT_DATABASE_H

#include "cmd/command.h"
#include "compat/compat.h"

/* The rows of the options about the database, for the tables of commands. */
#define DATABASE_OPTION                                                                  \
	{"compat", 0, "FILE", "use this compatibility database"},                        \
	{                                                                                \
		"platforms", 0, "DIR", "and the platforms of a site in this folder"      \
	}

/* The path of the database, in the arena: what --compat says, else $HWFIT_COMPAT, else
 * compat.db beside the program, else that of the installation. Of the last two the one
 * that exists; NULL with err (and what to do) when neither does. */
const char *database_path(const struct invocation *call, struct arena *arena,
                          struct error *err);

/* Opens it, with the platforms that --platforms names; NULL with err. Problems of those
 * are printed with their places. compat_close() it. */
struct compat *database_open(const struct invocation *call, struct error *err);

#endif
