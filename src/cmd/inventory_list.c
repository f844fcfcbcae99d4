/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit inventory list, show and history. */
#include "base/json.h"
#include "base/text.h"
#include "cmd/inventory.h"
#include "cmd/pseudonymise.h"
#include "facts/scan_json.h"
#include "fleet/difference.h"
#include "fleet/table.h"
#include "import/glpi.h"
#include "report/scan_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char usual_columns[] =
        "name,number,system.vendor,system.model,cpu.model,memory.installed";

static enum exit_code write_list(struct invocation *call, struct question *q)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct buf out = BUF_EMPTY;
	const char *format = command_format(call, "text");
	const char *columns = option_value(call, "columns");
	const char *limit = option_value(call, "limit");
	struct fleet_table table = {
	        .columns = columns ? columns : usual_columns,
	        .sort = option_value(call, "sort"),
	        .limit = limit ? strtoul(limit, NULL, 10) : SIZE_MAX,
	};
	if (fleet_table_fill(&q->fleet, q->include, &table, &err))
		code = command_fail(call, &err);
	else if (!strcmp(format, "json"))
		fleet_table_json(&table, &out);
	else if (!strcmp(format, "csv"))
		fleet_table_csv(&table, &out);
	else if (!strcmp(format, "text"))
		fleet_table_text(&table, &out);
	else
		code = command_usage(
		        call, "unknown format %s: expected text, json or csv", format);
	if (code == EXIT_ok)
		code = command_write(call, &out, code);
	if (code == EXIT_ok)
		fprintf(stderr, "%zu machine%s of %zu", q->yes, q->yes == 1 ? "" : "s",
		        q->fleet.all.n);
	if (code == EXIT_ok && q->maybe)
		fprintf(stderr, "; of %zu more it cannot be told", q->maybe);
	if (code == EXIT_ok)
		fputc('\n', stderr);
	buf_done(&out);
	return code;
}

enum exit_code inventory_action_list(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct question q;
	const char *limit = option_value(call, "limit");
	if (limit && (!*limit || strspn(limit, "0123456789") != strlen(limit)))
		return command_usage(call, "--limit: expected a number, found %s", limit);
	if (question_open(&q, call, call->n > 1 ? call->arguments[1] : NULL, &code))
		code = write_list(call, &q);
	question_done(&q);
	return code;
}

/* The newest scan of each machine, one document after the other. */
enum exit_code inventory_action_export(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct question q;
	struct buf out = BUF_EMPTY;
	struct pseudonymise pseudonymise;
	const char *format = command_format(call, "json");
	bool glpi = !strcmp(format, "glpi");
	if (!glpi && strcmp(format, "json") != 0)
		return command_usage(call, "unknown format %s: expected json or glpi",
		                     format);
	if (pseudonymise_open(&pseudonymise, call, &err))
		return command_fail(call, &err);
	if (question_open(&q, call, call->n > 1 ? call->arguments[1] : NULL, &code)) {
		for (size_t i = 0; i < q.fleet.all.n && code == EXIT_ok; i++) {
			if (!q.include[i])
				continue;
			struct scan *scan =
			        store_load(q.store, q.fleet.all.items[i].id, &err);
			if (scan)
				pseudonymise_scan(&pseudonymise, scan);
			if (!scan)
				code = command_fail(call, &err);
			else if (glpi)
				glpi_write(scan, &out);
			else
				scan_json_write(scan, &out);
			scan_free(scan);
		}
		if (code == EXIT_ok)
			code = command_write(call, &out, code);
	}
	question_done(&q);
	buf_done(&out);
	return code;
}

enum exit_code inventory_action_show(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	const char *format = command_format(call, "text");
	struct store *store = inventory_open(call, STORE_read, &code);
	if (!store)
		return code;
	int64_t machine = store_find(store, call->arguments[1], &err);
	struct scan *scan = machine ? store_load(store, machine, &err) : NULL;
	struct buf out = BUF_EMPTY;
	struct scan_report_options options = {.colour = command_wants_colour(call),
	                                      .verbose = true,
	                                      .width = command_width(call)};
	if (!scan)
		code = command_fail(call, &err);
	else if (!strcmp(format, "json"))
		scan_json_write(scan, &out);
	else if (!strcmp(format, "text"))
		scan_write_text(scan, &options, &out);
	else
		code = command_usage(call, "unknown format %s: expected text or json",
		                     format);
	if (out.n)
		code = command_write(call, &out, code);
	buf_done(&out);
	scan_free(scan);
	store_close(store);
	return code;
}

static void write_day(struct buf *out, int64_t taken)
{
	char text[32];
	time_t seconds = (time_t)taken;
	struct tm utc;
	strftime(text, sizeof(text), "%Y-%m-%d %H:%M", gmtime_r(&seconds, &utc));
	buf_add_string(out, taken ? text : "(no date)");
}

static int write_history(struct store *store, int64_t machine, struct buf *out,
                         struct error *err)
{
	struct arena arena = {0};
	struct store_history history;
	struct scan *before = NULL;
	int failed = store_history(store, machine, &arena, &history, err);
	for (size_t i = 0; i < history.n && !failed; i++) {
		const struct store_scan *each = &history.items[i];
		struct scan *scan = store_load_scan(store, each, err);
		failed = !scan;
		if (failed)
			break;
		write_day(out, each->taken);
		buf_format(out, "  %s\n", each->source);
		if (before)
			difference_write(before, scan, "  ", out);
		scan_free(before);
		before = scan;
	}
	if (!failed && history.unchanged)
		buf_format(out, "and %zu scan%s that changed nothing\n",
		           history.unchanged, history.unchanged == 1 ? "" : "s");
	scan_free(before);
	arena_done(&arena);
	return failed;
}

enum exit_code inventory_action_history(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct store *store = inventory_open(call, STORE_read, &code);
	if (!store)
		return code;
	struct buf out = BUF_EMPTY;
	int64_t machine = store_find(store, call->arguments[1], &err);
	if (!machine || write_history(store, machine, &out, &err))
		code = command_fail(call, &err);
	else
		code = command_write(call, &out, code);
	buf_done(&out);
	store_close(store);
	return code;
}
