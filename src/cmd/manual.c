/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fills manual pages from the tables of commands, options and exit codes. */
#include "cmd/manual.h"

#include "cmd/command.h"

#include <stdio.h>
#include <string.h>

static void add_commands(struct buf *out)
{
	size_t n;
	const struct command *table = command_table(&n);
	buf_add_string(out, ".Bl -tag -width inventory\n");
	for (size_t i = 0; i < n; i++)
		buf_format(out, ".It Cm %s\n%c%s.\n", table[i].name,
		           table[i].summary[0] - ('a' - 'A'), table[i].summary + 1);
	buf_add_string(out, ".El\n");
}

static void add_exit_codes(struct buf *out)
{
	size_t n;
	const struct exit_row *rows = exit_table(&n);
	buf_add_string(out, ".Bl -tag -width Ds -compact\n");
	for (size_t i = 0; i < n; i++)
		buf_format(out, ".It %d\n%c%s.\n", rows[i].code,
		           rows[i].meaning[0] - ('a' - 'A'), rows[i].meaning + 1);
	buf_add_string(out, ".El\n.Pp\nOver several inputs the worst stands, in the "
	                    "order 4, 3, 1, 2, "
	                    "0.\n");
}

static int add_options(struct buf *out, const char *name, size_t length,
                       struct error *err, const char *page)
{
	size_t n;
	const struct command *table = command_table(&n), *found = NULL;
	for (size_t i = 0; i < n; i++)
		if (strlen(table[i].name) == length &&
		    !strncmp(table[i].name, name, length))
			found = &table[i];
	if (!found)
		return error_set(err, EXIT_usage, page, "expected a command, found %.*s",
		                 (int)length, name);
	buf_add_string(out, ".Bl -tag -width Ds\n");
	for (const struct option_row *o = found->options; o->name; o++) {
		buf_add_string(out, ".It ");
		if (o->letter)
			buf_format(out, "Fl %c%s%s , ", o->letter,
			           o->argument ? " Ar " : "",
			           o->argument ? o->argument : "");
		buf_format(out, "Fl Fl %s%s%s\n%c%s.\n", o->name,
		           o->argument ? " Ar " : "", o->argument ? o->argument : "",
		           o->doc[0] >= 'a' && o->doc[0] <= 'z' ? o->doc[0] - ('a' - 'A')
		                                                : o->doc[0],
		           o->doc + 1);
	}
	buf_add_string(out, ".It Fl Fl help\nShow the options.\n.El\n");
	return 0;
}

int manual_fill(const char *page, size_t n, const char *name, struct buf *out,
                struct error *err)
{
	static const char options[] = "@OPTIONS ";
	for (size_t i = 0; i < n;) {
		const char *end = memchr(page + i, '\n', n - i);
		size_t length = end ? (size_t)(end - page) - i : n - i;
		const char *line = page + i;
		if (length == 10 && !memcmp(line, "@COMMANDS@", 10))
			add_commands(out);
		else if (length == 6 && !memcmp(line, "@EXIT@", 6))
			add_exit_codes(out);
		else if (length > sizeof(options) &&
		         !memcmp(line, options, sizeof(options) - 1)) {
			if (add_options(out, line + sizeof(options) - 1,
			                length - sizeof(options), err, name))
				return -1;
		} else {
			buf_add(out, line, length);
			buf_add_char(out, '\n');
		}
		i += length + 1;
	}
	return 0;
}
