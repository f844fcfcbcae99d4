/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gets a scan: by running the probes, or from a file. */
#include "cmd/machine.h"

#include "base/file.h"
#include "cmd/database.h"
#include "facts/scan_json.h"
#include "probes/probe.h"

#include <string.h>
#include <time.h>

static int add_labels(const struct invocation *call, struct scan *scan, struct error *err)
{
	const char *label;
	for (size_t i = 0; (label = option_nth(call, "label", i)); i++) {
		const char *is = strchr(label, '=');
		if (!is || is == label)
			return error_set(err, EXIT_usage, "--label",
			                 "expected NAME=TEXT, found %s", label);
		char *name = arena_copy(&scan->arena, label, (size_t)(is - label));
		scan_label(scan, name, is + 1);
	}
	return 0;
}

/* Without a database the names are unreadable and say so; one that is there and cannot be
 * used is worth a note. */
static void add_names(const struct invocation *call, struct scan *scan)
{
	struct error err = {0};
	struct arena arena = {0};
	const char *path = database_path(call, &arena, NULL);
	struct compat *compat = path ? compat_open(path, &err) : NULL;
	if (path && !compat)
		scan_note(scan, NULL, "%s: %s", err.where, err.text);
	compat_fill_names(compat, scan);
	scan_finish(scan);
	compat_close(compat);
	arena_done(&arena);
}

/* A machine has few texts of many devices. */
enum { MEMO_PLACES = 256 };

struct scan *machine_scan(const struct invocation *call, struct error *err)
{
	const char *path = option_value(call, "root");
	struct root root;
	if (root_open(&root, path, err))
		return NULL;
	struct scan *scan = scan_new();
	char taken[32];
	time_t now = time(NULL);
	struct tm utc;
	strftime(taken, sizeof(taken), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
	scan->taken = arena_string(&scan->arena, taken);
	scan->name = arena_string(&scan->arena, path ? path : "this machine");
	scan->memo = memo_new(MEMO_PLACES);
	struct probe_context ctx = {
	        .scan = scan, .root = &root, .deep = option_value(call, "deep") != NULL};
	int failed = add_labels(call, scan, err) ||
	             probes_run(&ctx, option_value(call, "probe"), err);
	root_close(&root);
	if (!failed)
		add_names(call, scan);
	memo_free(scan->memo);
	scan->memo = NULL;
	if (!failed)
		return scan;
	scan_free(scan);
	return NULL;
}

struct scan *machine_load(const char *path, struct error *err)
{
	struct buf text = BUF_EMPTY;
	struct scan *scan = NULL;
	if (!file_read(path, SCAN_JSON_MAX, &text, err))
		scan = scan_json_read(text.text, text.n,
		                      strcmp(path, "-") ? path : "standard input", err);
	buf_done(&text);
	return scan;
}
