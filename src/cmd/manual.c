/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fills manual pages from the tables of commands, options and exit codes. */
#include "cmd/manual.h"

#include "cmd/command.h"

#include <stdio.h>
#include <string.h>

/* A sentence of a table, beginning with a capital letter and ending with a full stop, in
 * lines that mdoc(7) finds short enough. A word that could be a macro begins no line. */
static void add_sentence(struct buf *out, const char *text)
{
	enum { WIDTH = 78 };
	size_t column = 0;
	for (const char *word = text; *word;) {
		size_t n = strcspn(word, " ");
		bool fits = column + 1 + n <= WIDTH || strchr(".'", *word);
		if (column)
			buf_add_char(out, fits ? ' ' : '\n');
		column = column && fits ? column + 1 + n : n;
		if (word == text && *word >= 'a' && *word <= 'z') {
			buf_add_char(out, (char)(*word - ('a' - 'A')));
			buf_add(out, word + 1, n - 1);
		} else {
			buf_add(out, word, n);
		}
		word += n + strspn(word + n, " ");
	}
	buf_add_string(out, ".\n");
}

static void add_commands(struct buf *out)
{
	size_t n;
	const struct command *table = command_table(&n);
	buf_add_string(out, ".Bl -tag -width inventory\n");
	for (size_t i = 0; i < n; i++) {
		buf_format(out, ".It Cm %s\n", table[i].name);
		add_sentence(out, table[i].summary);
	}
	buf_add_string(out, ".El\n");
}

static void add_exit_codes(struct buf *out)
{
	size_t n;
	const struct exit_row *rows = exit_table(&n);
	buf_add_string(out, ".Bl -tag -width Ds -compact\n");
	for (size_t i = 0; i < n; i++) {
		buf_format(out, ".It %d\n", rows[i].code);
		add_sentence(out, rows[i].meaning);
	}
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
		buf_format(out, "Fl Fl %s%s%s\n", o->name, o->argument ? " Ar " : "",
		           o->argument ? o->argument : "");
		add_sentence(out, o->doc);
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
