/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit compat match: module aliases to drivers, kernel by kernel. */
#include "base/file.h"
#include "base/text.h"
#include "cmd/compat_actions.h"
#include "report/compat_report.h"

#include <string.h>

enum { INPUT_MAX_BYTES = 64 << 20 };

struct matching {
	struct compat *compat;
	struct compat_match match;
	struct arena arena;
	struct error err;
	struct buf out;
	bool json;
};

static bool match_one(struct matching *m, const char *alias)
{
	m->match.alias = alias;
	m->match.no_driver = NULL;
	if (compat_drivers_of(m->compat, alias, &m->match.drivers, &m->err))
		return false;
	if (!m->match.drivers.n)
		m->match.no_driver = compat_no_driver(m->compat, alias, &m->err);
	(m->json ? compat_match_json : compat_match_text)(&m->match, &m->out);
	return m->err.code == EXIT_ok;
}

/* One alias a line of standard input; empty lines are left out. */
static bool match_input(struct matching *m)
{
	struct buf input = BUF_EMPTY;
	bool good = !file_read("-", INPUT_MAX_BYTES, &input, &m->err);
	for (size_t at = 0; good && at < input.n;) {
		const char *line = input.text + at;
		const char *end = memchr(line, '\n', input.n - at);
		size_t n = end ? (size_t)(end - line) : input.n - at;
		at += n + 1;
		if (!n)
			continue;
		char *alias = text_clean_copy(&m->arena, line, n, NULL);
		good = match_one(m, alias);
	}
	buf_done(&input);
	return good;
}

enum exit_code compat_action_match(struct invocation *call, const char *argument)
{
	struct matching m = {.out = BUF_EMPTY};
	const char *format = command_format(call, "text");
	m.json = !strcmp(format, "json");
	if (!m.json && strcmp(format, "text") != 0)
		return command_usage(call, "unknown format %s: expected text or json",
		                     format);
	m.compat = database_open(call, &m.err);
	bool good = m.compat != NULL;
	if (good) {
		m.match.kernels = compat_kernels(m.compat, &m.arena, &m.err);
		m.match.supports = compat_driver_supports(m.compat, NULL, &m.err);
		good = m.err.code == EXIT_ok;
	}
	if (good && argument && strcmp(argument, "-") != 0)
		for (size_t i = 1; i < call->n && good; i++)
			good = match_one(&m, call->arguments[i]);
	else if (good)
		good = match_input(&m);
	enum exit_code code =
	        good ? command_write(call, &m.out, EXIT_ok) : command_fail(call, &m.err);
	compat_close(m.compat);
	arena_done(&m.arena);
	buf_done(&m.out);
	return code;
}
