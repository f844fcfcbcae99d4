/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit scan: lists what is in a machine, for a person or as a scan document. */
#include "cmd/database.h"
#include "cmd/machine.h"
#include "cmd/own.h"
#include "cmd/pseudonymise.h"
#include "cmd/sign.h"
#include "report/scan_report.h"

#include <string.h>

const struct option_row command_scan_options[] = {
        {"output", 'o', "FILE", "write to FILE instead of standard output"},
        {"format", 0, "FORMAT",
         "text, json or html (default: by the suffix of FILE, else text)"},
        {"sign", 0, "KEY", "sign FILE with this SSH key: the signature is FILE.sig"},
        {"verbose", 'v', NULL, "in text, show every component and note"},
        LANGUAGE_OPTION,
        PSEUDONYMISE_OPTION,
        MACHINE_OPTIONS,
        DATABASE_OPTION,
        {0},
};

enum exit_code command_scan(struct invocation *call)
{
	const char *name = command_format(call, "text");
	const struct scan_format *format = scan_format_find(name);
	if (!format)
		return command_usage(call, "unknown format %s: expected one of %s", name,
		                     scan_format_names());
	if (call->n)
		return command_usage(call, "expected no argument, found %s",
		                     call->arguments[0]);
	const char *key = option_value(call, "sign"),
	           *file = option_value(call, "output");
	if (key && (!file || !strcmp(file, "-") || strcmp(name, "json") != 0))
		return command_usage(call, "--sign signs a file: expected -o FILE.json");
	struct error err = {0};
	struct pseudonymise pseudonymise;
	if (pseudonymise_open(&pseudonymise, call, &err))
		return command_fail(call, &err);
	struct scan *scan = machine_scan(call, &err);
	if (!scan)
		return command_fail(call, &err);
	pseudonymise_scan(&pseudonymise, scan);
	struct language language = {0};
	if (!own_page_language(call, name, &language, &err)) {
		scan_free(scan);
		own_language_done(&language);
		return command_fail(call, &err);
	}
	struct buf out = BUF_EMPTY;
	struct scan_report_options options = {
	        .language = &language,
	        .colour = command_wants_colour(call),
	        .verbose = option_value(call, "verbose") != NULL,
	        .width = command_width(call),
	};
	format->write(scan, &options, &out);
	enum exit_code code = command_write(call, &out, EXIT_ok);
	if (key && code == EXIT_ok && sign_file(file, key, &err))
		code = command_fail(call, &err);
	buf_done(&out);
	scan_free(scan);
	own_language_done(&language);
	return code;
}
