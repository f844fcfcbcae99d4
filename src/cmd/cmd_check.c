/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit check: does a machine fit terms of reference? */
#include "cmd/database.h"
#include "cmd/fleet_check.h"
#include "cmd/inventory.h"
#include "cmd/machine.h"
#include "cmd/own.h"
#include "cmd/terms.h"
#include "report/check_report.h"

#include <stdlib.h>
#include <string.h>

const struct option_row command_check_options[] = {
        {"output", 'o', "FILE", "write to FILE instead of standard output"},
        {"format", 0, "FORMAT",
         "text, json or html (default: by the suffix of FILE, else text)"},
        {"explain", 0, NULL, "show how each verdict came about"},
        {"strict", 0, NULL, "reservations count as not suitable"},
        {"declare", 0, "FILE", "take facts and answers from FILE; may be repeated"},
        {"date", 0, "DAY", "check as of this day (YYYY-MM-DD; default: today)"},
        {"lot", 0, "ID", "check against this lot only"},
        LANGUAGE_OPTION,
        INVENTORY_OPTION,
        {"fleet", 0, "[WHERE]",
         "check the machines of the inventory for which this holds, "
         "default: all"},
        DATABASE_OPTION,
        MACHINE_OPTIONS,
        {0},
};

/* All that a check needs, and what it found. */
struct job {
	const struct invocation *call;
	struct tor *tor;
	struct compat *compat;
	struct declaration **declarations;
	size_t declaration_count;
	struct check_options options;
	struct language language; /* of reasons, and of the report around them */
	struct scan **scans;
	struct check_result **results;
	size_t n;
	enum exit_code code;
};

/* ---- input ------------------------------------------------------------------------ */

static bool read_options(struct job *job)
{
	const char *day = option_value(job->call, "date");
	job->options.today = date_today();
	job->options.lot = option_value(job->call, "lot");
	if (day && !date_parse(day, strlen(day), &job->options.today)) {
		job->code = command_usage(
		        job->call, "--date: expected a day such as 2027-08-10, found %s",
		        day);
		return false;
	}
	return true;
}

static bool open_language(struct job *job, const char *format)
{
	struct error err = {0};
	if (!own_page_language(job->call, format, &job->language, &err)) {
		job->code = command_fail(job->call, &err);
		return false;
	}
	job->options.words = job->language.estonian ? job->language.catalogue : NULL;
	return true;
}

/* Without a database the check goes on: what needs it is unknown and says so. One that
 * was asked for by name must be there. */
static bool open_database(struct job *job)
{
	struct error err = {0};
	job->compat = database_open(job->call, &err);
	if (job->compat || !option_value(job->call, "compat"))
		return true;
	job->code = command_fail(job->call, &err);
	return false;
}

static bool has_lot(const struct tor *tor, const char *id)
{
	for (size_t i = 0; i < tor->lot_count; i++)
		if (!strcmp(tor->lots[i].id, id))
			return true;
	return false;
}

static bool read_terms(struct job *job)
{
	struct platform_names names = compat_platform_names(job->compat);
	job->tor =
	        terms_load(job->call, job->call->arguments[0], &names, false, &job->code);
	if (!job->tor)
		return false;
	if (!job->options.lot || has_lot(job->tor, job->options.lot))
		return true;
	job->code = command_usage(job->call, "--lot: %s has no lot %s",
	                          job->call->arguments[0], job->options.lot);
	return false;
}

static bool read_declarations(struct job *job)
{
	const char *path;
	size_t n = 0;
	while (option_nth(job->call, "declare", n))
		n++;
	job->declarations = memory_get((n + 1) * sizeof(*job->declarations));
	for (size_t i = 0; (path = option_nth(job->call, "declare", i)); i++) {
		struct declaration *d =
		        terms_load_declaration(job->call, path, &job->code);
		if (!d)
			return false;
		job->declarations[job->declaration_count++] = d;
	}
	job->options.declarations = (const struct declaration *const *)job->declarations;
	job->options.declaration_count = job->declaration_count;
	return true;
}

/* ---- judging ---------------------------------------------------------------------- */

static void judge(struct job *job, struct scan *scan)
{
	for (size_t i = 0; i < job->declaration_count; i++)
		declaration_apply(job->declarations[i], scan);
	struct check_result *result =
	        check_run(job->tor, scan, job->compat, &job->options);
	bool strict = option_value(job->call, "strict") != NULL;
	for (size_t i = 0; i < result->n; i++)
		job->code = exit_worst(
		        job->code, overall_exit(result->judgements[i].overall, strict));
	job->scans[job->n] = scan;
	job->results[job->n++] = result;
}

static bool is_of_things(const struct tor_scope *scope, const struct tor_scope *common)
{
	const char *name = scope->subject ? scope->subject : common->subject;
	const struct subject *subject = name ? subject_find(name) : NULL;
	return subject && subject->kind != KIND_COUNT;
}

/* Terms for switches, printers and other things that are no machine to scan. */
static bool wants_things(const struct tor *tor)
{
	bool things = tor->lot_count || is_of_things(&tor->common, &tor->common);
	for (size_t i = 0; i < tor->lot_count; i++)
		things = things && is_of_things(&tor->lots[i], &tor->common);
	return things;
}

/* Nothing but what is declared: for things of which there is no scan. */
static struct scan *declared_things(struct job *job)
{
	const struct declaration *first = job->declarations[0];
	struct scan *scan = scan_new();
	char day[DATE_TEXT_MAX];
	scan->name = arena_string(&scan->arena, first->name);
	if (first->has_date)
		scan->taken = arena_string(&scan->arena, date_text(first->date, day));
	if (!job->options.lot && first->lot && has_lot(job->tor, first->lot))
		job->options.lot = first->lot;
	return scan;
}

static struct scan *get_scan(struct job *job, const char *path, struct error *err)
{
	if (path)
		return machine_load(path, err);
	if (job->declaration_count && wants_things(job->tor))
		return declared_things(job);
	return machine_scan(job->call, err);
}

/* The scans that were named, or this machine; a faulty one does not hold up the others.
 */
static void judge_all(struct job *job)
{
	size_t n = job->call->n - 1;
	job->scans = memory_get((n + 1) * sizeof(*job->scans));
	job->results = memory_get((n + 1) * sizeof(*job->results));
	for (size_t i = 0; i < (n ? n : 1); i++) {
		struct error err = {0};
		struct scan *scan =
		        get_scan(job, n ? job->call->arguments[i + 1] : NULL, &err);
		if (scan)
			judge(job, scan);
		else
			job->code = exit_worst(job->code, command_fail(job->call, &err));
	}
}

static void write_results(struct job *job, const struct check_format *format)
{
	struct buf out = BUF_EMPTY;
	struct check_report report = {
	        .results = (const struct check_result *const *)job->results,
	        .n = job->n,
	        .today = job->options.today,
	        .options.colour = command_wants_colour(job->call),
	        .options.explain = option_value(job->call, "explain") != NULL,
	        .options.strict = option_value(job->call, "strict") != NULL,
	        .options.width = command_width(job->call),
	        .options.language = &job->language,
	};
	format->write(&report, &out);
	if (out.n)
		job->code = command_write(job->call, &out, job->code);
	buf_done(&out);
}

static void job_done(struct job *job)
{
	for (size_t i = 0; i < job->n; i++) {
		check_free(job->results[i]);
		scan_free(job->scans[i]);
	}
	free(job->results);
	free(job->scans);
	for (size_t i = 0; i < job->declaration_count; i++)
		declaration_free(job->declarations[i]);
	free(job->declarations);
	tor_free(job->tor);
	compat_close(job->compat);
	own_language_done(&job->language);
}

enum exit_code command_check(struct invocation *call)
{
	const char *name = command_format(call, "text");
	const struct check_format *format = check_format_find(name);
	struct job job = {.call = call, .code = EXIT_ok};
	if (!format)
		return command_usage(call, "unknown format %s: expected one of %s", name,
		                     check_format_names());
	if (!call->n)
		return command_usage(call, "expected a file of terms of reference");
	if (option_value(call, "fleet"))
		return fleet_check_command(call);
	if (read_options(&job) && open_language(&job, name) && open_database(&job) &&
	    read_terms(&job) && read_declarations(&job)) {
		judge_all(&job);
		if (job.n)
			write_results(&job, format);
	}
	job_done(&job);
	return job.code;
}
