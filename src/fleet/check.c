/* SPDX-License-Identifier: GPL-3.0-or-later
 * Terms of reference over a fleet: each requirement judged once for each distinct set of
 * the configs that it looks at. */
#include "fleet/fleet.h"

#include <stdlib.h>
#include <string.h>

enum { REASONS_MAX = 4096 }; /* kept of one requirement; the rest is counted together */

struct checking {
	struct fleet *fleet;
	const struct tor *tor;
	const bool *include;
	struct fleet_check *out;
};

/* Terms that hold this one requirement, so that the file's headers count for it. */
static struct tor only(const struct tor *tor, const struct requirement *requirement)
{
	struct tor one = *tor;
	one.common.requirements = (struct requirement *)requirement;
	one.common.n = requirement ? 1 : 0;
	return one;
}

static void add_reason(struct arena *arena, struct fleet_line *line, enum verdict verdict,
                       const char *text, size_t n)
{
	struct fleet_reason *reasons = line->reasons[verdict];
	size_t *count = &line->reason_count[verdict];
	for (size_t i = 0; i < *count; i++)
		if (!strcmp(reasons[i].text, text)) {
			reasons[i].n += n;
			return;
		}
	if (*count == REASONS_MAX) {
		reasons[*count - 1].n += n;
		return;
	}
	if ((*count & (*count - 1)) == 0) {
		size_t room = *count ? *count * 2 : 1;
		reasons = arena_alloc(arena, room * sizeof(*reasons));
		if (*count)
			memcpy(reasons, line->reasons[verdict],
			       *count * sizeof(*reasons));
		line->reasons[verdict] = reasons;
	}
	reasons[(*count)++] = (struct fleet_reason){
	        *count == REASONS_MAX - 1 ? "other reasons" : arena_string(arena, text),
	        n};
}

/* "memory_module/DIMM 0: 1 short" of one machine is "memory_module: 1 short" of many. */
static const char *without_key(struct arena *arena, const char *text)
{
	const char *slash = strchr(text, '/'), *colon = strstr(text, ": ");
	if (!slash || !colon || slash > colon)
		return text;
	return arena_format(arena, "%.*s%s", (int)(slash - text), text, colon);
}

/* Why, in one line: of a fail the gap or the reason, of an unknown what is missing. */
static const char *reason_of(struct arena *arena, const struct explanation *e)
{
	if (e->verdict == VERDICT_unknown && e->missing_count)
		return arena_format(arena, "%s: %s", e->missing[0].what,
		                    e->missing[0].why);
	if (e->gap)
		return without_key(arena, e->gap);
	if (e->reason)
		return e->reason;
	return e->text ? e->text : "";
}

static int reason_order(const void *a, const void *b)
{
	const struct fleet_reason *x = a, *y = b;
	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->text, y->text);
}

/* ---- judging groups --------------------------------------------------------------- */

/* Takes what a group of n machines was judged to be. */
typedef void take_group(void *context, size_t group, size_t n,
                        const struct judgement *judgement);

/* Judges each group once. */
static int judge_groups(struct checking *c, const struct touch *touch,
                        const struct fleet_groups *groups, const struct tor *tor,
                        take_group *take, void *context, struct error *err)
{
	struct fleet *fleet = c->fleet;
	struct check_options options = {.today = fleet->today, .words = fleet->words};
	for (size_t g = 0; g < groups->n; g++) {
		struct scan *scan = fleet_scan(fleet, touch, groups->first[g], err);
		if (!scan)
			return -1;
		struct check_result *result =
		        check_run(tor, scan, fleet->compat, &options);
		take(context, g, groups->count[g], &result->judgements[0]);
		check_free(result);
		fleet_release(fleet, touch, groups->first[g], scan);
	}
	return 0;
}

struct line_taken {
	struct checking *c;
	struct fleet_line *line;
	uint8_t *verdicts; /* of each group */
};

static void take_line(void *context, size_t group, size_t n,
                      const struct judgement *judgement)
{
	struct line_taken *t = context;
	struct arena *arena = &t->c->fleet->arena;
	const struct explanation *e = judgement->results[0].explanation;
	t->verdicts[group] = (uint8_t)e->verdict;
	t->line->counts[e->verdict] += n;
	if (e->verdict == VERDICT_fail || e->verdict == VERDICT_unknown)
		add_reason(arena, t->line, e->verdict, reason_of(arena, e), n);
	if (e->reservation && e->verdict == VERDICT_pass)
		t->verdicts[group] |= FLEET_RESERVED;
	t->c->out->judged++;
}

static int check_line(struct checking *c, const struct requirement *requirement,
                      struct fleet_line *line, struct error *err)
{
	struct fleet *fleet = c->fleet;
	struct touch touch = {.all = false};
	struct fleet_groups groups;
	struct tor tor = only(c->tor, requirement);
	line->requirement = requirement;
	line->verdicts = arena_alloc(&fleet->arena, fleet->all.n + 1);
	touch_requirement(&touch, requirement);
	tor.common.subject = NULL; /* who is judged is settled before */
	if (fleet_group(fleet, &touch, c->out->applies, &groups, err))
		return -1;
	struct line_taken taken = {c, line, arena_alloc(&fleet->arena, groups.n + 1)};
	if (judge_groups(c, &touch, &groups, &tor, take_line, &taken, err))
		return -1;
	for (size_t i = 0; i < fleet->all.n; i++)
		line->verdicts[i] = groups.of[i] == SIZE_MAX
		                            ? (uint8_t)VERDICT_not_applicable
		                            : taken.verdicts[groups.of[i]];
	for (int v = 0; v < 4; v++)
		if (line->reason_count[v])
			qsort(line->reasons[v], line->reason_count[v],
			      sizeof(*line->reasons[v]), reason_order);
	return 0;
}

struct form_taken {
	struct fleet_check *out;
	bool *applies; /* to each group */
};

static void take_form(void *context, size_t group, size_t n,
                      const struct judgement *judgement)
{
	struct form_taken *t = context;
	t->applies[group] = judgement->applies;
	if (judgement->applies_unknown)
		t->out->unclear_form += n;
	else if (!judgement->applies)
		t->out->other_form += n;
}

/* Which machines the terms are for: applies_to selects over a fleet. */
static int select_form(struct checking *c, struct error *err)
{
	struct fleet *fleet = c->fleet;
	struct touch touch = {.all = false};
	struct fleet_groups groups;
	struct tor tor = only(c->tor, NULL);
	const struct subject *subject =
	        tor.common.subject ? subject_find(tor.common.subject) : NULL;
	touch.kinds[KIND_chassis] = true;
	if (subject && subject->kind != KIND_COUNT)
		touch.kinds[subject->kind] = true;
	touch_conditions(&touch, &tor.common.where);
	if (fleet_group(fleet, &touch, c->include, &groups, err))
		return -1;
	struct form_taken taken = {c->out, arena_alloc(&fleet->arena, groups.n + 1)};
	if (judge_groups(c, &touch, &groups, &tor, take_form, &taken, err))
		return -1;
	for (size_t i = 0; i < fleet->all.n; i++) {
		c->out->applies[i] =
		        groups.of[i] != SIZE_MAX && taken.applies[groups.of[i]];
		c->out->selected += c->out->applies[i];
	}
	return 0;
}

/* The rule of the whole, as for one machine (rules/check.c). */
static enum overall overall_of(const struct fleet_check *check, size_t machine)
{
	enum if_unknown if_unknown = check->scope->if_unknown;
	bool failed = false, unknown = false, reserved = false;
	for (size_t i = 0; i < check->n; i++) {
		enum level level = check->lines[i].requirement->level;
		uint8_t kept = check->lines[i].verdicts[machine];
		enum verdict v = (enum verdict)(kept & ~FLEET_RESERVED);
		reserved |= (kept & FLEET_RESERVED) != 0;
		bool open = v == VERDICT_unknown, bad = v == VERDICT_fail;
		if (level == LEVEL_should)
			reserved |= open || bad;
		if (level != LEVEL_must)
			continue;
		failed |= bad || (open && if_unknown == IF_UNKNOWN_fail);
		unknown |= open && if_unknown == IF_UNKNOWN_ask;
		reserved |= open && if_unknown == IF_UNKNOWN_warn;
	}
	return failed     ? OVERALL_not_suitable
	       : unknown  ? OVERALL_undecided
	       : reserved ? OVERALL_with_reservations
	                  : OVERALL_suitable;
}

int fleet_check(struct fleet *fleet, const struct tor *tor, const bool *include,
                struct fleet_check *result, struct error *err)
{
	struct checking c = {fleet, tor, include, result};
	size_t n = fleet->all.n;
	*result = (struct fleet_check){.scope = &tor->common};
	if (tor->lot_count) {
		error_set(err, EXIT_usage, tor->name,
		          "expected terms without lots for a fleet, found %zu lots",
		          tor->lot_count);
		return error_remedy(err, "write each lot as a file of its own");
	}
	result->applies = arena_alloc(&fleet->arena, n + 1);
	result->overall = arena_alloc(&fleet->arena, (n + 1) * sizeof(*result->overall));
	result->lines =
	        arena_alloc(&fleet->arena, (tor->common.n + 1) * sizeof(*result->lines));
	if (select_form(&c, err))
		return -1;
	for (size_t i = 0; i < tor->common.n; i++) {
		const struct requirement *r = &tor->common.requirements[i];
		if (r->level != LEVEL_must && r->level != LEVEL_should)
			continue;
		if (check_line(&c, r, &result->lines[result->n++], err))
			return -1;
	}
	for (size_t i = 0; i < n; i++) {
		if (!result->applies[i])
			continue;
		result->overall[i] = overall_of(result, i);
		result->counts[result->overall[i]]++;
	}
	return 0;
}
