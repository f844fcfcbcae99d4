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

/* The verdict of the row's `if`; pass when it counts. */
static enum verdict judge_row_if(struct judge *j, const struct compat_requirement *row)
{
	if (!row->condition)
		return VERDICT_pass;
	if (strcmp(row->condition, "present") != 0)
		return judge_text(j, row, row->condition)->verdict;
	struct tor *tor = parse_row(row, row->needs);
	if (!tor)
		return VERDICT_unknown;
	enum verdict verdict = judge_present(j, tor->common.requirements[0].need);
	tor_free(tor);
	return verdict;
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
	inner.id = explain_format(j, "%s.%s", platform->slug, row->label);
	inner.subject = NULL;
	enum verdict go = judge_row_if(&inner, row);
	struct explanation *e = judge_text(&inner, row, row->needs);
	if (go == VERDICT_fail)
		e->verdict = VERDICT_not_applicable;
	else if (go == VERDICT_unknown && e->verdict == VERDICT_fail)
		e->verdict = VERDICT_unknown;
	explain_evidence(j, e,
	                 (struct evidence){.fact = FACT_COUNT,
	                                   .value = explain_format(
	                                           j, "%s: %s", row->label, row->needs),
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
		e->reservation = true;
	else if (binds || level == COMPAT_advisory)
		e->verdict = verdict_and(e->verdict, part->verdict);
}

/* ---- support ---------------------------------------------------------------------- */

static struct date wanted_day(struct judge *j, const struct operand *until)
{
	return date_term_resolve(&until->date, j->today, j->delivery);
}

/* Sources that disagree are side by side: a row that says yes beside one of the same
 * phase that says no leaves it open. */
static enum verdict support_verdict(const struct compat_platform *platform,
                                    struct date day, const struct compat_support **paid)
{
	bool reached[PHASE_COUNT] = {false}, missed[PHASE_COUNT] = {false};
	bool any = false;
	enum verdict verdict = VERDICT_fail;
	*paid = NULL;
	for (size_t i = 0; i < platform->support_count; i++) {
		const struct compat_support *s = &platform->support[i];
		bool lasts = date_order(s->until, day) >= 0;
		if (compat_phase_row(s->phase)->paid) {
			*paid = lasts && !*paid ? s : *paid;
			continue;
		}
		any = true;
		reached[s->phase] = reached[s->phase] || lasts;
		missed[s->phase] = missed[s->phase] || !lasts;
	}
	for (size_t i = 0; i < PHASE_COUNT; i++) {
		if (reached[i] && missed[i])
			verdict = verdict_or(verdict, VERDICT_unknown);
		else if (reached[i])
			verdict = VERDICT_pass;
	}
	return any ? verdict : VERDICT_unknown;
}

static void explain_support(struct judge *j, struct explanation *e,
                            const struct compat_platform *platform)
{
	for (size_t i = 0; i < platform->support_count; i++) {
		const struct compat_support *s = &platform->support[i];
		const struct compat_phase_row *phase = compat_phase_row(s->phase);
		explain_evidence(
		        j, e,
		        (struct evidence){
		                .fact = FACT_COUNT,
		                .value =
		                        phase->paid
		                                ? explain_format(
		                                          j, "%s support until %s, paid",
		                                          phase->name,
		                                          day_text(j, s->until))
		                                : explain_format(j, "%s support until %s",
		                                                 phase->name,
		                                                 day_text(j, s->until)),
		                .source = source_words(j, &s->from)});
	}
}

static struct explanation *judge_support(struct judge *j, const struct need *need,
                                         const struct compat_platform *platform)
{
	struct date day = wanted_day(j, need->supported_until);
	const char *until = day_text(j, day);
	const struct compat_support *paid;
	struct explanation *e = explain_new(j, support_verdict(platform, day, &paid));
	e->text = explain_format(j, "supported until %s", until);
	explain_support(j, e, platform);
	if (e->verdict == VERDICT_unknown)
		explain_missing(
		        j, e,
		        (struct missing){.what = explain_format(j,
		                                                "support of %s until %s",
		                                                platform->slug, until),
		                         .why = platform->support_count
		                                        ? "the sources do not agree"
		                                        : "the database does not say",
		                         .remedy = "look at the maker's page"});
	if (e->verdict != VERDICT_fail)
		return e;
	e->reason = "no free support lasts until then";
	if (paid)
		e->remedy = explain_format(j, "buy %s support, until %s",
		                           compat_phase_row(paid->phase)->name,
		                           day_text(j, paid->until));
	else
		e->remedy = "choose a newer release";
	return e;
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

static bool other_architecture(struct judge *j, struct explanation *e,
                               const struct compat_platform *platform)
{
	const struct fact *cpu = scan_fact(j->scan, FACT_cpu_architecture);
	if (!platform->architecture || !cpu || cpu->state != STATE_known ||
	    !strcmp(cpu->value.text, platform->architecture))
		return false;
	struct explanation *part = explain_new(j, VERDICT_unknown);
	part->text = explain_format(j, "architecture %s", platform->architecture);
	part->reason = explain_format(j,
	                              "the machine is %s, of which the database knows "
	                              "nothing for this platform",
	                              cpu->value.text);
	explain_missing(j, part,
	                (struct missing){.what = part->text,
	                                 .why = part->reason,
	                                 .remedy = "read the maker's requirements"});
	explain_part(j, e, part);
	e->verdict = VERDICT_unknown;
	return true;
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
		struct explanation *part = judge_support(j, need, platform);
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
	for (size_t i = 0; i < e->part_count && e->verdict != VERDICT_fail; i++)
		if (e->parts[i]->verdict == VERDICT_unknown)
			for (size_t k = 0; k < e->parts[i]->missing_count; k++)
				explain_missing(j, e, e->parts[i]->missing[k]);
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
		        i ? compat_platform(j->compat, newer.items[i - 1].slug, j->arena,
		                            err)
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
	        compat_platform(j->compat, need->platform, j->arena, &err);
	if (!platform && err.code)
		return cannot_tell(j, need, explain_format(j, "%s", err.text),
		                   explain_format(j, "%s", err.remedy));
	if (!platform)
		return cannot_tell(j, need, "the database does not know this platform",
		                   "hwfit compat list shows those that it knows");
	struct judge inner = *j;
	inner.depth++;
	if (!need->or_newer)
		return judge_platform(&inner, need, platform);
	struct explanation *e = judge_newer(&inner, need, platform, &err);
	if (!err.code)
		return e;
	return cannot_tell(j, need, explain_format(j, "%s", err.text),
	                   explain_format(j, "%s", err.remedy));
}
