/* SPDX-License-Identifier: GPL-3.0-or-later
 * run PLATFORM: is the machine able to run it, by what its maker requires? It passes only
 * when the database is known to hold all of that. */
#include "rules/judge.h"

#include "rules/source.h"

#include <string.h>

enum { MOST_DEPTH = 4 };

/* ---- one requirement of the platform ---------------------------------------------- */

/* Parses a text that was parsed when the database was made. NULL: the file is damaged, or
 * made by another version. */
static struct tor *parse_row(const struct compat_requirement *row, const char *text)
{
	struct problems problems = {0};
	struct tor *tor =
	        tor_parse_needs(text, strlen(text), row->file, row->line, &problems);
	problems_done(&problems);
	return tor;
}

static struct explanation *
judge_text(struct judge *j, const struct compat_requirement *row, const char *text)
{
	struct tor *tor = parse_row(row, text);
	if (!tor) {
		struct explanation *e = explain_new(j, VERDICT_unknown);
		e->text = arena_string(j->arena, row->label);
		e->reason = "the row of the database is not understood";
		explain_missing(
		        j, e,
		        (struct missing){.what = e->text,
		                         .why = e->reason,
		                         .remedy = "build the database again: hwfit "
		                                   "compat build"});
		return e;
	}
	struct explanation *e = judge_need(j, tor->common.requirements[0].need);
	tor_free(tor);
	return e;
}

/* The row's `if`; it passes when the row counts. */
static struct explanation *judge_row_if(struct judge *j,
                                        const struct compat_requirement *row)
{
	if (!row->condition)
		return explain_new(j, VERDICT_pass);
	if (strcmp(row->condition, "present") != 0)
		return judge_text(j, row, row->condition);
	struct tor *tor = parse_row(row, row->needs);
	struct explanation *e = explain_new(j, VERDICT_unknown);
	if (tor)
		e->verdict = judge_present(j, tor->common.requirements[0].need);
	tor_free(tor);
	return e;
}

/* A row that would fail, if it were sure that it counts. */
static void leave_open(struct judge *j, struct explanation *e,
                       const struct explanation *condition)
{
	e->verdict = VERDICT_unknown;
	for (size_t i = 0; i < condition->missing_count; i++)
		explain_missing(j, e, condition->missing[i]);
}

/* What only a person can tell of a row is declared under the slug and its label:
 * `answer vmware-esxi-8.0.listed: yes`. */
static struct explanation *judge_row(struct judge *j,
                                     const struct compat_platform *platform,
                                     const struct compat_requirement *row)
{
	struct judge inner = *j;
	inner.if_present = row->condition && !strcmp(row->condition, "present");
	inner.except = NULL;
	inner.by_model = true;
	inner.id = explain_format(j, "%s.%s", platform->slug, row->label);
	inner.subject = NULL;
	struct explanation *go = judge_row_if(&inner, row);
	struct explanation *e = judge_text(&inner, row, row->needs);
	if (go->verdict == VERDICT_fail)
		e->verdict = VERDICT_not_applicable;
	else if (go->verdict == VERDICT_unknown && e->verdict == VERDICT_fail)
		leave_open(j, e, go);
	const char *needs = j->options->words && e->text ? e->text : row->needs;
	explain_evidence(
	        j, e,
	        (struct evidence){.fact = FACT_COUNT,
	                          .value = explain_format(j, "%s: %s", row->label, needs),
	                          .source = source_words(j, &row->from)});
	if (row->from.note.en && e->verdict != VERDICT_pass)
		e->reason = e->reason ? explain_format(j, "%s (%s)",
		                                       explain_words(j, e->reason),
		                                       in_language(j, &row->from.note))
		                      : in_language(j, &row->from.note);
	return e;
}

/* How much a row's verdict counts, by its level. */
static void count_row(struct explanation *e, struct explanation *part,
                      enum compat_level level, bool recommended)
{
	bool binds = level == COMPAT_must || (level == COMPAT_should && recommended);
	if (part->verdict == VERDICT_not_applicable)
		return;
	if (level == COMPAT_advisory && part->verdict == VERDICT_unknown)
		e->reservation = part->reservation = true;
	else if (binds || level == COMPAT_advisory)
		e->verdict = verdict_and(e->verdict, part->verdict);
}

/* ---- one platform ----------------------------------------------------------------- */

static void not_complete(struct judge *j, struct explanation *e,
                         const struct compat_platform *platform)
{
	struct explanation *part = explain_new(j, VERDICT_unknown);
	part->text = "all that the maker requires is known";
	part->reason = "the database does not know all that the maker requires";
	for (size_t i = 0; i < platform->missing_count; i++)
		explain_missing(
		        j, part,
		        (struct missing){
		                .what = arena_string(
		                        j->arena, in_language(j, &platform->missing[i])),
		                .why = part->reason,
		                .remedy = "read the maker's requirements"});
	if (!platform->missing_count)
		explain_missing(
		        j, part,
		        (struct missing){.what = explain_format(j, "what %s requires",
		                                                platform->slug),
		                         .why = part->reason,
		                         .remedy = "read the maker's requirements"});
	explain_part(j, e, part);
	e->verdict = verdict_and(e->verdict, VERDICT_unknown);
}

/* Does nothing of the database hold for this machine? Where its architecture is not known
 * the rows are judged, and do not pass. */
static bool other_architecture(struct judge *j, struct explanation *e,
                               const struct compat_platform *platform)
{
	const char *is;
	enum truth fits = is_of_architecture(j, platform->architecture, &is);
	if (fits == TRUTH_yes)
		return false;
	struct explanation *part = explain_new(j, VERDICT_unknown);
	part->text = explain_format(j, "architecture %s", platform->architecture);
	struct missing missing = missing_architecture(j);
	if (fits == TRUTH_no)
		missing = (struct missing){
		        .what = part->text,
		        .why = explain_format(j,
		                              "the machine is %s, of which the database "
		                              "knows nothing for this platform",
		                              is),
		        .remedy = "read the maker's requirements"};
	part->reason = missing.why;
	explain_missing(j, part, missing);
	explain_part(j, e, part);
	e->verdict = VERDICT_unknown;
	return fits == TRUTH_no;
}

/* The reason of the part that decided, and what would help. */
static void take_decider(struct judge *j, struct explanation *e)
{
	size_t failed = 0;
	for (size_t i = 0; i < e->part_count; i++) {
		const struct explanation *part = e->parts[i];
		if (part->verdict != VERDICT_fail || e->verdict != VERDICT_fail)
			continue;
		failed++;
		const char *gap = part->gap ? part->gap : part->reason;
		gap = explain_words(j, gap ? gap : "not met");
		e->gap = e->gap ? explain_format(j, "%s; %s: %s", e->gap,
		                                 explain_words(j, part->text), gap)
		                : explain_format(j, "%s: %s",
		                                 explain_words(j, part->text), gap);
		if (part->remedy)
			e->remedy =
			        e->remedy ? explain_format(j, "%s; %s",
			                                   explain_words(j, e->remedy),
			                                   explain_words(j, part->remedy))
			                  : part->remedy;
	}
	if (failed == 1)
		e->reason = "1 of what it requires is not met";
	else if (failed)
		e->reason =
		        explain_format(j, "%zu of what it requires are not met", failed);
}

/* What would tell it; what is advised holds up a pass alone. */
static void take_missing(struct judge *j, struct explanation *e)
{
	for (size_t i = 0; i < e->part_count && e->verdict != VERDICT_fail; i++) {
		const struct explanation *part = e->parts[i];
		if (part->verdict != VERDICT_unknown ||
		    (part->reservation && e->verdict == VERDICT_unknown))
			continue;
		for (size_t k = 0; k < part->missing_count; k++)
			explain_missing(j, e, part->missing[k]);
	}
}

static struct explanation *judge_platform(struct judge *j, const struct need *need,
                                          const struct compat_platform *platform)
{
	struct explanation *e = explain_new(j, VERDICT_pass);
	e->text = need_text(j, need);
	if (!other_architecture(j, e, platform)) {
		for (size_t i = 0; i < platform->requirement_count; i++) {
			const struct compat_requirement *row = &platform->requirements[i];
			if (row->level == COMPAT_should && !need->recommended)
				continue;
			struct explanation *part = judge_row(j, platform, row);
			count_row(e, part, row->level, need->recommended);
			explain_part(j, e, part);
		}
		if (!platform->complete.en)
			not_complete(j, e, platform);
		else
			explain_evidence(
			        j, e,
			        (struct evidence){
			                .fact = FACT_COUNT,
			                .value = explain_format(
			                        j, "all that is required of %s: %s",
			                        platform->slug,
			                        in_language(j, &platform->complete)),
			                .source = source_words(
			                        j, &platform->complete_from)});
	}
	if (need->supported_until) {
		struct explanation *part = judge_platform_support(j, need, platform);
		explain_part(j, e, part);
		e->verdict = verdict_and(e->verdict, part->verdict);
	}
	e->reservation = e->reservation && e->verdict == VERDICT_pass;
	if (e->verdict == VERDICT_pass)
		e->reason =
		        e->reservation
		                ? "what is required is met, but for something that is "
		                  "advised and not known"
		                : "all that is required is met";
	take_missing(j, e);
	take_decider(j, e);
	return e;
}

/* ---- run -------------------------------------------------------------------------- */

static struct explanation *cannot_tell(struct judge *j, const struct need *need,
                                       const char *why, const char *remedy)
{
	struct explanation *e = explain_new(j, VERDICT_unknown);
	e->text = need_text(j, need);
	e->reason = why;
	explain_missing(j, e,
	                (struct missing){.what = explain_format(j, "what %s requires",
	                                                        need->platform),
	                                 .why = why,
	                                 .remedy = remedy});
	return e;
}

/* This release, or one that is newer: the first that passes is enough. */
static struct explanation *judge_newer(struct judge *j, const struct need *need,
                                       const struct compat_platform *platform,
                                       struct error *err)
{
	struct compat_platforms newer = compat_newer(j->compat, platform, j->arena, err);
	struct explanation *e = explain_new(j, VERDICT_fail);
	e->text = need_text(j, need);
	bool reserved = true;
	for (size_t i = 0; i <= newer.n; i++) {
		const struct compat_platform *each =
		        i ? compat_platform(j->compat, newer.items[i - 1].slug, err)
		          : platform;
		if (!each)
			continue;
		struct need one = *need;
		one.platform = each->slug;
		one.or_newer = false;
		struct explanation *part = judge_platform(j, &one, each);
		explain_part(j, e, part);
		e->verdict = verdict_or(e->verdict, part->verdict);
		if (part->verdict == VERDICT_pass)
			reserved = reserved && part->reservation;
	}
	e->reservation = e->verdict == VERDICT_pass && reserved;
	if (e->verdict == VERDICT_unknown || e->reservation)
		explain_gather_missing(j, e);
	if (e->verdict == VERDICT_fail) {
		e->gap = e->parts[e->part_count - 1]->gap;
		e->remedy = e->parts[e->part_count - 1]->remedy;
	}
	return e;
}

struct explanation *judge_run(struct judge *j, const struct need *need)
{
	struct error err = {0};
	if (!j->compat)
		return cannot_tell(j, need, "there is no compatibility database",
		                   "build it (make), or name it with --compat FILE");
	if (j->depth >= MOST_DEPTH)
		return cannot_tell(j, need, "platforms require each other without end",
		                   "correct the database");
	const struct compat_platform *platform =
	        compat_platform(j->compat, need->platform, &err);
	if (!platform && err.code)
		return cannot_tell(j, need, explain_format(j, "%s", err.text),
		                   explain_format(j, "%s", err.remedy));
	if (!platform)
		return cannot_tell(j, need, "the database does not know this platform",
		                   "hwfit compat list shows those that it knows");
	struct judge inner = *j;
	inner.depth++;
	if (!strcmp(platform->kind, "phone_system"))
		return judge_phones(&inner, need, platform);
	if (!need->or_newer)
		return judge_platform(&inner, need, platform);
	struct explanation *e = judge_newer(&inner, need, platform, &err);
	if (!err.code)
		return e;
	return cannot_tell(j, need, explain_format(j, "%s", err.text),
	                   explain_format(j, "%s", err.remedy));
}
