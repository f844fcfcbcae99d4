/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit compat add-kernel: the drivers of a kernel into the text of the database. */
#include "cmd/compat_actions.h"
#include "compat/kernel_text.h"

#include <stdio.h>
#include <string.h>

static void print_problems(const struct kernel_addition *a)
{
	for (size_t i = 0; i < a->problems.n; i++) {
		const struct compat_problem *p = &a->problems.items[i];
		fprintf(stderr, "%s/%s:%d:%d: %s\n", a->folder, p->file, p->place.line,
		        p->place.column, p->text);
	}
}

static const char *or_else(const char *given, const char *otherwise)
{
	return given ? given : otherwise;
}

static enum exit_code add(const struct invocation *call, struct kernel_addition *a)
{
	struct error err = {0};
	struct buf out = BUF_EMPTY;
	const struct kernel_facts *f = a->facts;
	enum exit_code code = EXIT_ok;
	if (kernel_text_add(a, &err)) {
		code = err.code == EXIT_ok ? EXIT_usage : command_fail(call, &err);
		print_problems(a);
	} else {
		buf_format(&out,
		           "%s: kernel %s of %s: %zu drivers, %zu aliases of devices, "
		           "%zu firmware files\n",
		           a->folder, a->id, a->platform, f->driver_n, f->alias_n,
		           f->firmware_n);
		fputs(out.text, stdout);
	}
	buf_done(&out);
	compat_problems_done(&a->problems);
	return code;
}

enum exit_code compat_action_add_kernel(struct invocation *call, const char *argument)
{
	struct error err = {0};
	struct kernel_facts facts = {0};
	struct kernel_addition a = {
	        .facts = &facts,
	        .folder = or_else(option_value(call, "text"), "compat-db"),
	        .platform = option_value(call, "platform"),
	        .source = or_else(option_value(call, "source"), "linux-packages"),
	        .day = date_today(),
	};
	const char *day = option_value(call, "date");
	if (!a.platform)
		return command_usage(call, "add-kernel needs --platform SLUG");
	if (day && !date_parse(day, strlen(day), &a.day))
		return command_usage(call, "expected a day as YYYY-MM-DD, found %s", day);
	enum exit_code code = EXIT_ok;
	if (kernel_read(&facts, argument, &err)) {
		code = command_fail(call, &err);
	} else {
		a.id = or_else(option_value(call, "kernel"), a.platform);
		a.package = or_else(option_value(call, "package"), facts.release);
		a.version = or_else(option_value(call, "version-of"), facts.release);
		code = add(call, &a);
	}
	kernel_facts_done(&facts);
	return code;
}
