/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit tor: checks, shows and exports terms of reference. */
#include "cmd/database.h"
#include "cmd/terms.h"

#include <string.h>

const struct option_row command_tor_options[] = {
        {"output", 'o', "FILE", "write to FILE instead of standard output"},
        DATABASE_OPTION,
        {0},
};

static size_t count_requirements(const struct tor *tor)
{
	size_t n = tor->common.n;
	for (size_t i = 0; i < tor->lot_count; i++)
		n += tor->lots[i].n;
	return n;
}

static void report(const char *path, const struct tor *tor, struct buf *out)
{
	size_t n = count_requirements(tor);
	buf_format(out, "%s: correct, %zu requirement%s", path, n, n == 1 ? "" : "s");
	if (tor->lot_count)
		buf_format(out, " in %zu lot%s", tor->lot_count,
		           tor->lot_count == 1 ? "" : "s");
	buf_add_char(out, '\n');
}

static enum exit_code tor_each(const struct invocation *call, const char *action,
                               const char *path, const struct platform_names *platforms,
                               struct buf *out)
{
	bool check = !strcmp(action, "check");
	enum exit_code code;
	struct tor *tor = terms_load(call, path, platforms, check, &code);
	if (!tor)
		return code;
	if (check)
		report(path, tor, out);
	else if (!strcmp(action, "show"))
		tor_write_text(tor, out);
	else
		tor_write_json(tor, out);
	tor_free(tor);
	return code;
}

enum exit_code command_tor(struct invocation *call)
{
	static const char *const actions[] = {"check", "show", "json"};
	const char *action = call->n ? call->arguments[0] : NULL;
	bool known = false;
	for (size_t i = 0; i < 3 && action; i++)
		known = known || !strcmp(action, actions[i]);
	if (!known)
		return command_usage(call, "expected check, show or json, found %s",
		                     action ? action : "nothing");
	if (call->n < 2)
		return command_usage(call, "expected a file of terms of reference");
	if (call->n > 2 && strcmp(action, "check") != 0)
		return command_usage(call, "expected one file, found %s too",
		                     call->arguments[2]);
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct compat *compat = database_open(call, &err);
	if (!compat && option_value(call, "compat"))
		return command_fail(call, &err);
	/* Without a database any name of a platform is accepted. */
	struct platform_names platforms = compat_platform_names(compat);
	struct buf out = BUF_EMPTY;
	for (size_t i = 1; i < call->n; i++)
		code = exit_worst(code, tor_each(call, action, call->arguments[i],
		                                 &platforms, &out));
	if (out.n)
		code = command_write(call, &out, code);
	buf_done(&out);
	compat_close(compat);
	return code;
}
