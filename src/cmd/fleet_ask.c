/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit fleet groups, outliers, drift and stats. */
#include "cmd/fleet_actions.h"

#include <string.h>

/* At most one WHERE behind the name of the action. */
static bool read_where(struct invocation *call, const char **where, enum exit_code *code)
{
	*where = call->n > 1 ? call->arguments[1] : option_value(call, "fleet");
	if (call->n <= 2)
		return true;
	*code = command_usage(call, "%s takes at most one expression, found %zu",
	                      call->arguments[0], call->n - 1);
	return false;
}

/* All that an action holds; ask_done() accepts a zeroed one. */
struct ask {
	struct reply reply;
	struct question q;
	struct families families;
	struct ladder ladder;
	struct overview f;
	struct error err;
};

static bool ask_open(struct ask *a, struct invocation *call, enum ladder_level usual,
                     enum exit_code *code)
{
	const char *where;
	return read_where(call, &where, code) &&
	       reply_read(&a->reply, call, usual, code) &&
	       question_open(&a->q, call, where, code);
}

static void ask_done(struct ask *a)
{
	overview_done(&a->f);
	ladder_done(&a->ladder);
	families_done(&a->families);
	question_done(&a->q);
	reply_done(&a->reply);
}

enum exit_code fleet_action_groups(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct ask a = {0};
	if (ask_open(&a, call, LADDER_model, &code)) {
		if (families_make(&a.families, &a.q.fleet, a.reply.level, a.q.include,
		                  &a.err)) {
			code = command_fail(call, &a.err);
		} else {
			overview_init(&a.f, &a.reply.language, "hwfit-fleet-groups/1",
			              reply_say(&a.reply, "Configurations of the fleet"));
			fleet_groups_overview(&a.f, &a.families, &a.reply.wish);
			code = reply_write(&a.reply, call, &a.f, code);
		}
	}
	ask_done(&a);
	return code;
}

enum exit_code fleet_action_outliers(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct ask a = {0};
	struct outliers outliers;
	size_t least = OUTLIERS_LEAST;
	if (ask_open(&a, call, LADDER_part_numbers, &code) &&
	    reply_number(call, "least", &least, &code)) {
		if (families_make(&a.families, &a.q.fleet, a.reply.level, a.q.include,
		                  &a.err) ||
		    outliers_find(&a.families, least, &outliers, &a.err)) {
			code = command_fail(call, &a.err);
		} else {
			overview_init(&a.f, &a.reply.language, "hwfit-fleet-outliers/1",
			              reply_say(&a.reply, "Odd machines of the fleet"));
			fleet_outliers_overview(&a.f, &a.families, &outliers,
			                        &a.reply.wish);
			code = reply_write(&a.reply, call, &a.f, code);
		}
	}
	ask_done(&a);
	return code;
}

/* The index of a machine of the fleet, from its name; SIZE_MAX with err. */
static size_t find_machine(struct question *q, const char *name, struct error *err)
{
	int64_t id = store_find(q->store, name, err);
	for (size_t i = 0; i < q->fleet.all.n && id; i++)
		if (q->fleet.all.items[i].id == id)
			return i;
	return SIZE_MAX;
}

enum exit_code fleet_action_drift(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct ask a = {0};
	const char *name = option_value(call, "baseline");
	if (!name)
		return command_usage(call, "drift needs --baseline MACHINE");
	if (ask_open(&a, call, LADDER_firmware, &code)) {
		size_t baseline = find_machine(&a.q, name, &a.err);
		if (baseline != SIZE_MAX)
			a.q.include[baseline] = true;
		if (baseline == SIZE_MAX ||
		    ladder_make(&a.ladder, &a.q.fleet, a.reply.level, a.q.include,
		                &a.err)) {
			code = command_fail(call, &a.err);
		} else {
			overview_init(&a.f, &a.reply.language, "hwfit-fleet-drift/1",
			              reply_say(&a.reply, "Drift from the baseline"));
			if (fleet_drift_overview(&a.f, &a.ladder, baseline,
			                         &a.reply.wish))
				code = EXIT_fail;
			code = reply_write(&a.reply, call, &a.f, code);
		}
	}
	ask_done(&a);
	return code;
}

enum exit_code fleet_action_moves(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct ask a = {0};
	struct moves moves;
	if (ask_open(&a, call, LADDER_model, &code)) {
		if (moves_find(&a.q.fleet, a.q.include, &moves, &a.err)) {
			code = command_fail(call, &a.err);
		} else {
			overview_init(&a.f, &a.reply.language, "hwfit-fleet-moves/1",
			              reply_say(&a.reply,
			                        "Parts that went from machine to "
			                        "machine"));
			fleet_moves_overview(&a.f, &a.q.fleet, &moves, &a.reply.wish);
			code = reply_write(&a.reply, call, &a.f, code);
		}
	}
	ask_done(&a);
	return code;
}

/* ---- stats ------------------------------------------------------------------------ */

/* A fact that --fact names, in the shape that its type has. */
static bool read_fact(const struct invocation *call, const char *name,
                      struct spread_row *row, enum exit_code *code)
{
	const char *dot = strchr(name, '.');
	enum kind_id kind =
	        dot ? kind_find(name, (size_t)(dot - name), false) : KIND_COUNT;
	row->fact = kind == KIND_COUNT ? FACT_COUNT
	                               : fact_find(kind, dot + 1, strlen(dot + 1));
	if (row->fact == FACT_COUNT) {
		const char *near = fact_nearest_full(name);
		*code = command_usage(call, "--fact: expected a fact, found %s%s%s", name,
		                      near ? "; did you mean " : "", near ? near : "");
		return false;
	}
	enum value_type type = fact_row(row->fact)->type;
	row->shape = type == TYPE_NUMBER || type == TYPE_INTEGER || type == TYPE_DATE ||
	                             type == TYPE_LEVEL
	                     ? SPREAD_steps
	                     : SPREAD_ranks;
	return true;
}

static bool choose_facts(const struct invocation *call, struct arena *arena,
                         const struct spread_row **rows, size_t *n, enum exit_code *code)
{
	size_t given = 0;
	*rows = spread_table(n);
	while (option_nth(call, "fact", given))
		given++;
	if (!given)
		return true;
	struct spread_row *own = arena_alloc(arena, given * sizeof(*own));
	for (size_t i = 0; i < given; i++)
		if (!read_fact(call, option_nth(call, "fact", i), &own[i], code))
			return false;
	*rows = own;
	*n = given;
	return true;
}

static int make_stats(struct ask *a, const struct invocation *call,
                      const struct spread_row *rows, size_t n)
{
	struct fleet *fleet = &a->q.fleet;
	const size_t *counts[2] = {fleet_profile_counts(fleet, a->q.include), NULL};
	const char *by = option_value(call, "by");
	struct spread *spreads = arena_alloc(&fleet->arena, (n + 1) * sizeof(*spreads));
	struct site_models sites;
	if (spread_ahead(fleet, rows, n, a->q.include, &a->err))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (spread_make(fleet, &rows[i], counts, &spreads[i], &a->err))
			return -1;
	if (sites_make(fleet, by ? by : "site", a->q.include, &sites, &a->err))
		return -1;
	overview_init(&a->f, &a->reply.language, "hwfit-fleet-stats/1",
	              reply_say(&a->reply, "The fleet in numbers"));
	fleet_stats_overview(&a->f, spreads, n, a->q.yes, &a->reply.wish);
	if (sites.site_count)
		fleet_sites_overview(&a->f, &sites, &a->reply.wish);
	return 0;
}

enum exit_code fleet_action_stats(struct invocation *call)
{
	enum exit_code code = EXIT_ok;
	struct ask a = {0};
	const struct spread_row *rows;
	size_t n;
	if (ask_open(&a, call, LADDER_model, &code) &&
	    choose_facts(call, &a.q.fleet.arena, &rows, &n, &code)) {
		code = make_stats(&a, call, rows, n)
		               ? command_fail(call, &a.err)
		               : reply_write(&a.reply, call, &a.f, code);
	}
	ask_done(&a);
	return code;
}
