/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit facts: prints the table of kinds and facts. */
#include "cmd/command.h"
#include "report/facts_report.h"

#include <string.h>

const struct option_row command_facts_options[] = {
        {"output", 'o', "FILE", "write to FILE instead of standard output"},
        {"format", 0, "FORMAT",
         "text, json (JSON Schema of scans) or man (hwfit-facts(7))"},
        {0},
};

enum exit_code command_facts(struct invocation *call)
{
	const char *format = command_format(call, "text");
	enum kind_id kind = KIND_COUNT;
	if (call->n > 1)
		return command_usage(call, "expected at most one KIND, found %zu",
		                     call->n);
	if (call->n == 1) {
		const char *name = call->arguments[0];
		kind = kind_find(name, strlen(name), true);
		const char *near = kind == KIND_COUNT ? kind_nearest(name) : NULL;
		if (kind == KIND_COUNT)
			return near ? command_usage(call,
			                            "unknown kind %s: did you mean %s?",
			                            name, near)
			            : command_usage(call, "unknown kind %s", name);
	}
	struct buf out = BUF_EMPTY;
	if (!strcmp(format, "text"))
		facts_write_text(kind, &out);
	else if (!strcmp(format, "json"))
		facts_write_schema(&out);
	else if (!strcmp(format, "man"))
		facts_write_man(&out);
	else
		return command_usage(
		        call, "unknown format %s: expected text, json or man", format);
	enum exit_code code = command_write(call, &out, EXIT_ok);
	buf_done(&out);
	return code;
}
