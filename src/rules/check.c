/* SPDX-License-Identifier: GPL-3.0-or-later
 * Judges a scan against terms of reference: each requirement, each lot, and the whole. */
#include "rules/judge.h"

#include "facts/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- one requirement -------------------------------------------------------------- */

/* The verdict that the tail `if` leaves: pass goes on to judge the need. */
static enum verdict judge_if(struct judge *j, const struct requirement *r,
                             struct explanation **why)
{
	if (r->if_present) {
		*why = explain_new(j, judge_present(j, r->need));
		(*why)->text = "present";
		(*why)->reason = (*why)->verdict == VERDICT_fail ? "there is none"
		                                                 : "whether there is one "
		                                                   "cannot be told";
		if ((*why)->verdict == VERDICT_unknown) {
			struct explanation *e = judge_need(j, r->need);
			for (size_t i = 0; i < e->missing_count; i++)
				explain_missing(j, *why, e->missing[i]);
		}
		return (*why)->verdict;
	}
	if (!r->if_conditions.n)
		return VERDICT_pass;
	*why = judge_bare(j, &r->if_conditions);
	return (*why)->verdict;
}

static struct explanation *judge_requirement(struct judge *j, const struct requirement *r)
{
	struct explanation *why = NULL;
	j->id = r->id;
	j->except = &r->except;
	j->if_present = r->if_present;
	enum verdict go = judge_if(j, r, &why);
	if (go == VERDICT_pass)
		return judge_need(j, r->need);
	struct explanation *e = explain_new(j, go == VERDICT_fail ? VERDICT_not_applicable
	                                                          : VERDICT_unknown);
	e->text = need_text(j, r->need);
	e->reason =
	        go == VERDICT_fail
	                ? explain_format(
	                          j, "it does not count here: %s: %s",
	                          explain_words(j, why->text),
	                          explain_words(j, why->reason ? why->reason : "not so"))
	                : explain_format(j, "whether it counts here cannot be told: %s",
	                                 explain_words(j, why->text));
	explain_part(j, e, why);
	if (e->verdict == VERDICT_unknown)
		for (size_t i = 0; i < why->missing_count; i++)
			explain_missing(j, e, why->missing[i]);
	return e;
}

/* ---- what the terms apply to ------------------------------------------------------ */

static bool word_in(const char *list, const char *word)
{
	size_t n = strlen(word);
	for (const char *at = list; at && *at; at += strcspn(at, " "), at += *at == ' ')
		if (!strncmp(at, word, n) && (!at[n] || at[n] == ' '))
			return true;
	return false;
}

static enum verdict is_subject(struct judge *j, const char *name, const char **form)
{
	const struct subject *subject = subject_find(name);
	struct missing why;
	*form = NULL;
	if (subject->kind != KIND_COUNT) {
		if (j->scan->kinds[subject->kind].n)
			return VERDICT_pass;
		return list_is_closed(j, subject->kind, &why) ? VERDICT_fail
		                                              : VERDICT_unknown;
	}
	if (!subject->forms)
		return VERDICT_pass;
	const struct fact *fact = scan_fact(j->scan, FACT_chassis_form);
	if (!fact || fact->state != STATE_known)
		return VERDICT_unknown;
	*form = fact->value.text;
	return word_in(subject->forms, fact->value.text) ? VERDICT_pass : VERDICT_fail;
}

static const char *word_text(struct judge *j, const char *word)
{
	return name_in_words(j->options->words, "word", word);
}

static const char *subject_text(struct judge *j)
{
	return word_text(j, j->subject);
}

static void judge_subject(struct judge *j, const struct tor_scope *scope,
                          struct judgement *out)
{
	const char *form;
	out->applies = true;
	if (!j->subject)
		return;
	enum verdict verdict = is_subject(j, j->subject, &form);
	out->applies = verdict == VERDICT_pass;
	out->applies_unknown = verdict == VERDICT_unknown;
	if (verdict == VERDICT_fail && form)
		out->applies_note = explain_format(
		        j, "these terms are for a %s; this machine is a %s",
		        subject_text(j), word_text(j, form));
	else if (verdict == VERDICT_fail)
		out->applies_note =
		        explain_format(j,
		                       "these terms are for a %s; the scan has "
		                       "none",
		                       subject_text(j));
	else if (verdict == VERDICT_unknown)
		out->applies_note =
		        explain_format(j,
		                       "these terms are for a %s; whether this is one "
		                       "cannot be told",
		                       subject_text(j));
	if (!out->applies || !scope->where.n)
		return;
	const struct subject *subject = subject_find(j->subject);
	verdict = VERDICT_fail;
	if (subject->kind == KIND_COUNT)
		verdict = judge_bare(j, &scope->where)->verdict;
	for (size_t i = 0;
	     subject->kind != KIND_COUNT && i < j->scan->kinds[subject->kind].n; i++)
		verdict = verdict_or(
		        verdict,
		        conditions_verdict(j, j->scan->kinds[subject->kind].items[i],
		                           &scope->where));
	if (verdict == VERDICT_pass)
		return;
	out->applies = false;
	out->applies_unknown = verdict == VERDICT_unknown;
	const char *text = condition_text(j, &scope->where.items[0]);
	if (scope->where.n > 1)
		text = explain_format(j, "%s and more", text);
	out->applies_note =
	        verdict == VERDICT_fail
	                ? explain_format(j,
	                                 "these terms are for machines with %s; this is "
	                                 "none of them",
	                                 text)
	                : explain_format(j,
	                                 "these terms are for machines with %s; whether "
	                                 "this is one cannot be told",
	                                 text);
}

/* ---- one lot, or the file --------------------------------------------------------- */

static enum overall overall_of(const struct judgement *lot, enum if_unknown if_unknown)
{
	bool failed = false, unknown = false, reserved = false;
	for (size_t i = 0; i < lot->n; i++) {
		const struct requirement_result *r = &lot->results[i];
		enum level level = r->requirement->level;
		if (level != LEVEL_must && level != LEVEL_should)
			continue;
		bool open = r->verdict == VERDICT_unknown;
		bool bad = r->verdict == VERDICT_fail;
		reserved = reserved || (r->explanation && r->explanation->reservation &&
		                        r->verdict == VERDICT_pass);
		if (level == LEVEL_should) {
			reserved = reserved || open || bad;
			continue;
		}
		failed = failed || bad || (open && if_unknown == IF_UNKNOWN_fail);
		unknown = unknown || (open && if_unknown == IF_UNKNOWN_ask);
		reserved = reserved || (open && if_unknown == IF_UNKNOWN_warn);
	}
	return failed     ? OVERALL_not_suitable
	       : unknown  ? OVERALL_undecided
	       : reserved ? OVERALL_with_reservations
	                  : OVERALL_suitable;
}

static void judge_lines(struct judge *j, const struct tor_scope *scope,
                        struct judgement *out)
{
	for (size_t i = 0; i < scope->n; i++) {
		const struct requirement *r = &scope->requirements[i];
		struct requirement_result *result = &out->results[out->n++];
		*result = (struct requirement_result){.requirement = r,
		                                      .scope = scope,
		                                      .verdict = VERDICT_not_applicable};
		if (r->level == LEVEL_award)
			continue;
		result->explanation = judge_requirement(j, r);
		explain_in_words(j, result->explanation);
		result->verdict = result->explanation->verdict;
		result->look =
		        result->verdict == VERDICT_unknown && result->explanation->look;
		if (r->level == LEVEL_must || r->level == LEVEL_should)
			out->counts[result->verdict]++;
		out->nothing_required = out->nothing_required && r->level != LEVEL_must;
	}
}

static void judge_scope(struct judge *j, const struct tor *tor,
                        const struct tor_scope *lot, struct judgement *out)
{
	const struct tor_scope *common = &tor->common, *own = lot ? lot : common;
	size_t n = common->n + (lot ? lot->n : 0);
	out->lot = lot ? lot->id : NULL;
	out->nothing_required = true;
	out->results = arena_alloc(j->arena, (n + 1) * sizeof(*out->results));
	j->subject = own->subject ? own->subject : common->subject;
	j->delivery = own->has_delivery      ? &own->delivery
	              : common->has_delivery ? &common->delivery
	                                     : NULL;
	judge_subject(j, own->subject ? own : common, out);
	judge_lines(j, common, out);
	if (lot)
		judge_lines(j, lot, out);
	const struct tor_scope *says = own->has_if_unknown ? own : common;
	out->overall = overall_of(out, says->if_unknown);
}

/* ---- the whole -------------------------------------------------------------------- */

static bool is_chosen(struct judge *j, const struct tor *tor, const struct tor_scope *lot)
{
	const char *form, *subject = lot->subject ? lot->subject : tor->common.subject;
	return subject && is_subject(j, subject, &form) == VERDICT_pass;
}

/* The lots to judge: the one asked for, else those for such a machine, else all. */
static size_t choose_lots(struct judge *j, const struct tor *tor, bool *chosen)
{
	size_t n = 0;
	for (size_t i = 0; i < tor->lot_count; i++) {
		chosen[i] = j->options->lot ? !strcmp(tor->lots[i].id, j->options->lot)
		                            : is_chosen(j, tor, &tor->lots[i]);
		n += chosen[i];
	}
	for (size_t i = 0; i < tor->lot_count && !n && !j->options->lot; i++)
		chosen[i] = true;
	return n || j->options->lot ? n : tor->lot_count;
}

struct check_result *check_run(const struct tor *tor, const struct scan *scan,
                               const struct compat *compat,
                               const struct check_options *options)
{
	struct check_result *result = memory_get(sizeof(*result));
	*result = (struct check_result){.tor = tor, .scan = scan};
	struct judge j = {.arena = &result->arena,
	                  .scan = scan,
	                  .compat = compat,
	                  .options = options,
	                  .today = options->today};
	bool *chosen = arena_alloc(&result->arena, tor->lot_count + 1);
	size_t n = tor->lot_count ? choose_lots(&j, tor, chosen) : 1;
	result->judgements =
	        arena_alloc(&result->arena, (n + 1) * sizeof(*result->judgements));
	if (!tor->lot_count)
		judge_scope(&j, tor, NULL, &result->judgements[result->n++]);
	for (size_t i = 0; i < tor->lot_count; i++)
		if (chosen[i])
			judge_scope(&j, tor, &tor->lots[i],
			            &result->judgements[result->n++]);
	return result;
}

void check_free(struct check_result *result)
{
	if (!result)
		return;
	arena_done(&result->arena);
	free(result);
}

enum truth where_holds(const struct tor *where, const struct scan *scan,
                       const struct compat *compat, struct date today)
{
	struct arena arena = {0};
	struct check_options options = {.today = today};
	struct judge j = {.arena = &arena,
	                  .scan = scan,
	                  .compat = compat,
	                  .options = &options,
	                  .today = today};
	enum verdict verdict =
	        judge_need(&j, where->common.requirements[0].need)->verdict;
	arena_done(&arena);
	return verdict == VERDICT_pass   ? TRUTH_yes
	       : verdict == VERDICT_fail ? TRUTH_no
	                                 : TRUTH_maybe;
}

const char *verdict_name(enum verdict verdict)
{
	static const char *const names[] = {"pass", "fail", "unknown", "not_applicable"};
	return names[verdict];
}

const char *overall_name(enum overall overall)
{
	static const char *const names[] = {"suitable", "suitable_with_reservations",
	                                    "undecided", "not_suitable"};
	return names[overall];
}

enum exit_code overall_exit(enum overall overall, bool strict)
{
	static const enum exit_code codes[] = {EXIT_ok, EXIT_ok, EXIT_undecided,
	                                       EXIT_fail};
	return overall == OVERALL_with_reservations && strict ? EXIT_fail
	                                                      : codes[overall];
}

enum overall check_overall(const struct check_result *result)
{
	enum overall worst = OVERALL_suitable;
	for (size_t i = 0; i < result->n; i++)
		if (result->judgements[i].overall > worst)
			worst = result->judgements[i].overall;
	return worst;
}
