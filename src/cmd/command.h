/* SPDX-License-Identifier: GPL-3.0-or-later
 * A command: one row of commands.def, one file cmd_NAME.c. Help, completion and the
 * options of the manual pages come from the rows. */
#ifndef HWFIT_COMMAND_H
#define HWFIT_COMMAND_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct option_row {
	const char *name; /* without "--"; NULL ends a list */
	char letter;      /* 0: it has none */
	/* What its argument is called; NULL: it has none; "[NAME]": it may have one,
	 * which does not begin with "-". */
	const char *argument;
	const char *doc;
};

struct invocation;

struct command {
	const char *name, *summary;
	const char *synopsis; /* behind "hwfit NAME" */
	const struct option_row *options;
	enum exit_code (*run)(struct invocation *call);
};

/* A command as it was called. */
struct invocation {
	const struct command *command;
	const char *program; /* argv[0], for finding the files of its own build */
	char **arguments;    /* what is left without options */
	size_t n;
	struct given_option {
		const char *name, *value; /* value NULL: the option takes none */
	} * options;
	size_t option_count;
};

/* The commands, and their number. */
const struct command *command_table(size_t *n);

/* The value of an option ("" when it takes none); NULL when it was not given. The last
 * one counts. */
const char *option_value(const struct invocation *call, const char *name);
/* The i-th value of an option that may be repeated; NULL behind the last. */
const char *option_nth(const struct invocation *call, const char *name, size_t i);

/* Reads the command line and runs the command. */
enum exit_code command_main(int argc, char **argv);

/* Prints "hwfit: where: text" and the remedy on standard error; returns err->code. */
enum exit_code command_fail(const struct invocation *call, const struct error *err);
/* Prints a usage error with a pointer to --help; returns EXIT_usage. */
enum exit_code command_usage(const struct invocation *call, const char *format, ...)
        __attribute__((format(printf, 2, 3)));
/* Writes a document to -o FILE or standard output. */
enum exit_code command_write(const struct invocation *call, const struct buf *text,
                             enum exit_code code);
/* Is the output (no -o) a terminal, so that colour is wanted? Honours NO_COLOR. */
bool command_wants_colour(const struct invocation *call);
/* Columns of the terminal that output goes to; 0 when it goes elsewhere. */
unsigned command_width(const struct invocation *call);
/* The format asked for by --format, else by the suffix of -o, else fallback. */
const char *command_format(const struct invocation *call, const char *fallback);

#define COMMAND(name, summary, synopsis)                                                 \
	extern const struct option_row command_##name##_options[];                       \
	enum exit_code command_##name(struct invocation *call);
#include "cmd/commands.def"
#undef COMMAND

#endif
