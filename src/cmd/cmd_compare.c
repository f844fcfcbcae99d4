/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit compare: two scans, a machine at two dates, or two fleets. */
#include "cmd/database.h"
#include "cmd/fleet_actions.h"
#include "cmd/machine.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct option_row command_compare_options[] = {
        INVENTORY_OPTION,
        {"output", 'o', "FILE", "write to FILE instead of standard output"},
        {"format", 0, "FORMAT", "text, json or html (default: by the suffix of FILE)"},
        LEVEL_OPTION,
        LIMIT_OPTION,
        LANGUAGE_OPTION,
        DATABASE_OPTION,
        {0},
};

/* ---- scans ------------------------------------------------------------------------ */

static bool is_file(const char *argument)
{
	return !strcmp(argument, "-") || !access(argument, F_OK);
}

/* Words of WHERE, which no name of a machine has. */
static bool is_expression(const char *argument)
{
	return !*argument || strpbrk(argument, "=<>()") || strstr(argument, "have ") ||
	       strstr(argument, "every ");
}

/* "NAME@DAY" in two; NULL: it names no day. */
static const char *split_day(struct arena *arena, const char *argument, struct date *day)
{
	const char *at = strrchr(argument, '@');
	if (!at || at == argument || !date_parse(at + 1, strlen(at + 1), day))
		return NULL;
	return arena_copy(arena, argument, (size_t)(at - argument));
}

/* The newest scan of the machine that was taken up to the end of the day. */
static struct scan *load_at(struct store *store, int64_t machine, const char *name,
                            struct date day, struct error *err)
{
	struct arena arena = {0};
	struct store_history history;
	const struct store_scan *found = NULL;
	struct scan *scan = NULL;
	char text[DATE_TEXT_MAX], until[48];
	snprintf(until, sizeof(until), "%sT23:59:59", date_text(day, text));
	int64_t last = store_seconds(until);
	if (!store_history(store, machine, &arena, &history, err)) {
		for (size_t i = 0; i < history.n; i++)
			if (history.items[i].taken <= last &&
			    (!found || history.items[i].taken >= found->taken))
				found = &history.items[i];
		if (found)
			scan = store_load_scan(store, found, err);
		else
			error_set(err, EXIT_usage, name,
			          "expected a scan of %s or before, found none", text);
	}
	if (!scan)
		error_remedy(err, "hwfit inventory history MACHINE lists its scans");
	else
		scan->name = arena_string(&scan->arena, name);
	arena_done(&arena);
	return scan;
}

/* A file, a machine, or a machine at a day. */
static struct scan *load(struct store *store, const char *argument, struct error *err)
{
	struct arena arena = {0};
	struct date day;
	struct scan *scan = NULL;
	if (is_file(argument))
		return machine_load(argument, err);
	int64_t machine = store_find(store, argument, NULL);
	const char *name = machine ? NULL : split_day(&arena, argument, &day);
	if (machine)
		scan = store_load(store, machine, err);
	else if ((machine = store_find(store, name ? name : argument, err)) && name)
		scan = load_at(store, machine, argument, day, err);
	arena_done(&arena);
	return scan;
}

static const char *named(const struct overview *f, const struct scan *scan)
{
	(void)f;
	return scan->name ? scan->name : "?";
}

static void describe(struct overview *f, const char *key, const char *title,
                     const struct scan *scan)
{
	overview_text(f, key, title,
	              arena_format(&f->arena, "%s%s%s", named(f, scan),
	                           scan->taken ? ", " : "",
	                           scan->taken ? scan->taken : ""));
}

static enum exit_code write_scans(struct invocation *call, const struct reply *r,
                                  struct scan *scans[2])
{
	struct overview f;
	struct differences d;
	differences_make(&d, scans[0], scans[1],
	                 r->language.estonian ? r->language.catalogue : NULL);
	overview_init(&f, &r->language, "hwfit-compare-scans/1",
	              reply_say(r, "Two scans compared"));
	describe(&f, "a", reply_say(r, "before"), scans[0]);
	describe(&f, "b", reply_say(r, "after"), scans[1]);
	struct overview_wish wish = r->wish;
	if (!option_value(call, "limit"))
		wish.limit = SIZE_MAX;
	fleet_scans_overview(&f, &d, &wish);
	/* What only one of them tells may be a difference or not. */
	enum exit_code code = d.counting ? EXIT_fail : d.n ? EXIT_undecided : EXIT_ok;
	code = reply_write(r, call, &f, code);
	overview_done(&f);
	differences_done(&d);
	return code;
}

static enum exit_code compare_scans(struct invocation *call, const struct reply *r)
{
	enum exit_code code = EXIT_ok;
	struct error err = {0};
	struct store *store = NULL;
	struct scan *scans[2] = {NULL, NULL};
	if (!is_file(call->arguments[0]) || !is_file(call->arguments[1])) {
		store = inventory_open(call, STORE_read, &code);
		if (!store)
			return code;
	}
	for (int i = 0; i < 2 && code == EXIT_ok; i++) {
		scans[i] = load(store, call->arguments[i], &err);
		if (!scans[i])
			code = command_fail(call, &err);
	}
	if (scans[0] && scans[1])
		code = write_scans(call, r, scans);
	scan_free(scans[0]);
	scan_free(scans[1]);
	store_close(store);
	return code;
}

/* ---- fleets ----------------------------------------------------------------------- */

static bool include(const struct invocation *call, struct question *q, const char *text,
                    bool **holds, enum exit_code *code)
{
	struct error err = {0};
	struct tor *where;
	size_t n = q->fleet.all.n;
	if (!inventory_where(text, &where, code))
		return false;
	enum truth *truth = memory_get((n + 1) * sizeof(*truth));
	*holds = memory_get(n + 1);
	int failed = fleet_where(&q->fleet, where, truth, &err);
	for (size_t i = 0; i < n && !failed; i++)
		(*holds)[i] = truth[i] == TRUTH_yes;
	free(truth);
	tor_free(where);
	if (failed)
		*code = command_fail(call, &err);
	return !failed;
}

static enum exit_code write_fleets(struct invocation *call, const struct reply *r,
                                   struct question *q, bool *const holds[2])
{
	struct error err = {0};
	struct compare c = {0};
	struct overview f = {0};
	const bool *both[2] = {holds[0], holds[1]};
	enum exit_code code;
	if (compare_make(&c, &q->fleet, both, &err)) {
		code = command_fail(call, &err);
	} else {
		overview_init(&f, &r->language, "hwfit-compare-fleets/1",
		              reply_say(r, "Two fleets compared"));
		for (int i = 0; i < 2; i++)
			overview_text(&f, i ? "b" : "a", i ? "B" : "A",
			              *call->arguments[i] ? call->arguments[i]
			                                  : reply_say(r, "all machines"));
		fleet_compare_overview(&f, &c, &r->wish);
		code = reply_write(r, call, &f,
		                   compare_differs(&c, r->level) ? EXIT_fail : EXIT_ok);
	}
	overview_done(&f);
	compare_done(&c);
	return code;
}

static enum exit_code compare_fleets(struct invocation *call, const struct reply *r)
{
	enum exit_code code = EXIT_ok;
	struct question q = {0};
	bool *holds[2] = {NULL, NULL};
	if (question_open(&q, call, NULL, &code) &&
	    include(call, &q, call->arguments[0], &holds[0], &code) &&
	    include(call, &q, call->arguments[1], &holds[1], &code))
		code = write_fleets(call, r, &q, holds);
	free(holds[0]);
	free(holds[1]);
	question_done(&q);
	return code;
}

enum exit_code command_compare(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct reply r = {0};
	if (call->n != 2)
		return command_usage(call,
		                     "expected two scans, two machines or two "
		                     "expressions, found %zu argument%s",
		                     call->n, call->n == 1 ? "" : "s");
	bool fleets[2];
	for (int i = 0; i < 2; i++)
		fleets[i] =
		        !is_file(call->arguments[i]) && is_expression(call->arguments[i]);
	if (fleets[0] != fleets[1])
		return command_usage(call,
		                     "expected two of the same sort, found the "
		                     "expression %s and the scan or machine %s",
		                     call->arguments[fleets[0] ? 0 : 1],
		                     call->arguments[fleets[0] ? 1 : 0]);
	if (reply_read(&r, call, LADDER_model, &code))
		code = fleets[0] ? compare_fleets(call, &r) : compare_scans(call, &r);
	reply_done(&r);
	return code;
}
