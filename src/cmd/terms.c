/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/terms.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

/* The largest file that is read; the parsers refuse less. */
enum { TERMS_MAX = 8 * 1024 * 1024 };

enum exit_code terms_print_problems(const char *name, const struct problems *problems,
                                    bool warnings)
{
	for (size_t i = 0; i < problems->n; i++) {
		const struct problem *each = &problems->items[i];
		if (each->warning && !warnings)
			continue;
		fprintf(stderr, "%s:%d:%d: %s%s\n", name, each->place.line,
		        each->place.column, each->warning ? "warning: " : "", each->text);
	}
	if (problems->errors > problems->n)
		fprintf(stderr, "%s: %zu more errors are not shown\n", name,
		        problems->errors - problems->n);
	return problems->errors ? EXIT_usage : EXIT_ok;
}

static bool read_text(const struct invocation *call, const char *path, struct buf *text,
                      enum exit_code *code)
{
	struct error err = {0};
	if (!file_read(path, TERMS_MAX, text, &err))
		return true;
	*code = command_fail(call, &err);
	return false;
}

static const char *name_of(const char *path)
{
	return strcmp(path, "-") ? path : "standard input";
}

struct tor *terms_load(const struct invocation *call, const char *path,
                       const struct platform_names *platforms, bool warnings,
                       enum exit_code *code)
{
	struct buf text = BUF_EMPTY;
	struct problems problems = {0};
	struct tor *tor = NULL;
	if (read_text(call, path, &text, code)) {
		tor = tor_parse(text.text, text.n, name_of(path), platforms, &problems);
		*code = terms_print_problems(name_of(path), &problems, warnings);
	}
	problems_done(&problems);
	buf_done(&text);
	return tor;
}

struct declaration *terms_load_declaration(const struct invocation *call,
                                           const char *path, enum exit_code *code)
{
	struct buf text = BUF_EMPTY;
	struct problems problems = {0};
	struct declaration *declaration = NULL;
	if (read_text(call, path, &text, code)) {
		declaration =
		        declaration_parse(text.text, text.n, name_of(path), &problems);
		*code = terms_print_problems(name_of(path), &problems, true);
	}
	problems_done(&problems);
	buf_done(&text);
	return declaration;
}
