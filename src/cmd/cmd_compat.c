/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit compat: builds and checks the compatibility database. */
#include "cmd/compat_actions.h"

#include <stdio.h>
#include <string.h>

const struct option_row command_compat_options[] = {
        {"output", 'o', "FILE", "write to FILE; of build it is the database"},
        {"format", 0, "FORMAT", "text or json, of show, list and info"},
        DATABASE_OPTION,
        {"pci-ids", 0, "FILE", "build with this list of names"},
        {"usb-ids", 0, "FILE", "build with this list of names"},
        {"pnp-ids", 0, "FILE", "build with this list of names"},
        {"text", 0, "DIR", "add-kernel changes this text; else compat-db"},
        {"platform", 0, "SLUG", "add-kernel: the platform of the kernel"},
        {"kernel", 0, "ID", "add-kernel: its id; else that of the platform"},
        {"package", 0, "NAME", "add-kernel: the package of the modules"},
        {"version-of", 0, "VERSION", "add-kernel: the version of the package"},
        {"date", 0, "DAY", "add-kernel: when it was read; else today"},
        {"source", 0, "ID", "add-kernel: its source; else linux-packages"},
        {0},
};

static const struct compat_action {
	const char *name, *argument; /* NULL: it takes none */
	bool optional, several;
	enum exit_code (*run)(struct invocation *call, const char *argument);
} actions[] = {
        {"build", "DIR", false, false, compat_action_build},
        {"check", "DIR", false, false, compat_action_check},
        {"show", "SLUG", false, false, compat_action_show},
        {"list", "WORD", true, false, compat_action_list},
        {"info", NULL, true, false, compat_action_info},
        {"match", "MODALIAS", true, true, compat_action_match},
        {"add-kernel", "DIR", false, false, compat_action_add_kernel},
};

enum { ACTIONS = sizeof(actions) / sizeof(*actions) };

/* Every problem with its place; at most one line each. */
static void print_problems(const struct compat_build *build)
{
	size_t folder = strlen(build->folder);
	while (folder > 1 && build->folder[folder - 1] == '/')
		folder--;
	for (size_t i = 0; i < build->problems.n; i++) {
		const struct compat_problem *p = &build->problems.items[i];
		fprintf(stderr, "%.*s/%s:%d:%d: %s\n", (int)folder, build->folder,
		        p->file, p->place.line, p->place.column, p->text);
	}
	fprintf(stderr, "hwfit: %s: %zu problem%s\n", build->folder, build->problems.n,
	        build->problems.n == 1 ? "" : "s");
}

static enum exit_code run_build(const struct invocation *call, struct compat_build *build)
{
	struct error err = {0};
	enum exit_code code = EXIT_ok;
	if (compat_build(build, &err)) {
		code = err.code == EXIT_ok ? EXIT_usage : command_fail(call, &err);
		if (err.code == EXIT_ok)
			print_problems(build);
	}
	for (int i = 0; i < NAME_LIST_COUNT; i++)
		if (build->skipped[i])
			fprintf(stderr,
			        "hwfit: %s: left out %ld line%s that cannot be "
			        "understood\n",
			        name_list_row(i)->id, build->skipped[i],
			        build->skipped[i] == 1 ? "" : "s");
	compat_problems_done(&build->problems);
	return code;
}

enum exit_code compat_action_build(struct invocation *call, const char *argument)
{
	struct compat_build build = {
	        .folder = argument,
	        .output = option_value(call, "output"),
	        .lists = {[LIST_pci_ids] = option_value(call, "pci-ids"),
	                  [LIST_usb_ids] = option_value(call, "usb-ids"),
	                  [LIST_pnp_ids] = option_value(call, "pnp-ids")},
	};
	if (!build.output || !strcmp(build.output, "-"))
		return command_usage(call, "build needs -o FILE");
	return run_build(call, &build);
}

enum exit_code compat_action_check(struct invocation *call, const char *argument)
{
	struct compat_build build = {.folder = argument};
	enum exit_code code = run_build(call, &build);
	struct buf out = BUF_EMPTY;
	if (code == EXIT_ok) {
		buf_format(&out, "%s: correct\n", argument);
		code = command_write(call, &out, code);
	}
	buf_done(&out);
	return code;
}

enum exit_code command_compat(struct invocation *call)
{
	const char *name = call->n ? call->arguments[0] : NULL;
	const struct compat_action *action = NULL;
	for (size_t i = 0; i < ACTIONS && name; i++)
		if (!strcmp(name, actions[i].name))
			action = &actions[i];
	if (!action)
		return command_usage(call,
		                     "expected build, check, show, list, info, match or "
		                     "add-kernel, found %s",
		                     name ? name : "nothing");
	size_t most = action->argument ? 2 : 1;
	if (call->n > most && !action->several)
		return command_usage(call, "%s takes %s, found %s too", name,
		                     action->argument ? action->argument : "nothing",
		                     call->arguments[most]);
	if (call->n < most && !action->optional)
		return command_usage(call, "%s needs %s", name, action->argument);
	return action->run(call, call->n > 1 ? call->arguments[1] : NULL);
}
