/* SPDX-License-Identifier: GPL-3.0-or-later
 * Judges a need by its form. */
#include "rules/judge.h"

#include <string.h>

/* ---- joined needs ----------------------------------------------------------------- */

static struct explanation *judge_parts(struct judge *j, const struct need *need)
{
	bool any = need->type == NEED_or;
	struct explanation *e = explain_new(j, any ? VERDICT_fail : VERDICT_pass);
	bool reserved = true;
	e->text = any ? "one of these" : "all of these";
	for (size_t i = 0; i < need->n; i++) {
		struct explanation *part = judge_need(j, need->parts[i]);
		explain_part(j, e, part);
		/* An empty `every` with "if present" says nothing about the others. */
		if (part->verdict == VERDICT_not_applicable)
			continue;
		e->verdict = any ? verdict_or(e->verdict, part->verdict)
		                 : verdict_and(e->verdict, part->verdict);
		if (part->verdict == VERDICT_pass)
			reserved = reserved && part->reservation;
	}
	/* One way that passes without a reservation is enough. */
	if (any)
		e->reservation = e->verdict == VERDICT_pass && reserved;
	if (e->verdict == VERDICT_unknown || e->reservation)
		explain_gather_missing(j, e);
	for (size_t i = 0; i < e->part_count && e->verdict == VERDICT_fail; i++) {
		if (e->parts[i]->verdict != VERDICT_fail)
			continue;
		e->gap = e->gap ? e->gap : e->parts[i]->gap;
		e->remedy = e->remedy ? e->remedy : e->parts[i]->remedy;
	}
	return e;
}

static struct explanation *judge_not(struct judge *j, const struct need *need)
{
	struct explanation *part = judge_need(j, need->parts[0]);
	struct explanation *e = explain_new(j, verdict_not(part->verdict));
	e->text = "not";
	explain_part(j, e, part);
	explain_gather_missing(j, e);
	return e;
}

/* ---- what a person answers -------------------------------------------------------- */

static const struct declared_answer *answer_to(struct judge *j,
                                               const struct declaration **by)
{
	const struct check_options *o = j->options;
	for (size_t i = 0; j->id && i < o->declaration_count; i++)
		for (size_t k = 0; k < o->declarations[i]->answer_count; k++)
			if (!strcmp(o->declarations[i]->answers[k].id, j->id)) {
				*by = o->declarations[i];
				return &o->declarations[i]->answers[k];
			}
	return NULL;
}

static const char *answer_source(struct judge *j, const struct declaration *by)
{
	const char *who = by->by ? by->by : by->name;
	return by->has_date ? explain_format(j, "declared by %s, %s", who,
	                                     day_text(j, by->date))
	                    : explain_format(j, "declared by %s", who);
}

static struct explanation *unanswered(struct judge *j, struct explanation *e)
{
	e->verdict = VERDICT_unknown;
	e->reason = "nobody has answered it";
	struct missing missing = {.what = e->text,
	                          .why = "no fact tells it, a person must look",
	                          .look = true};
	missing.remedy =
	        j->id ? explain_format(j,
	                               "look, and declare the answer: `answer %s: yes` "
	                               "(--declare FILE)",
	                               j->id)
	              : "give the line an id, look, and declare the answer (--declare "
	                "FILE)";
	explain_missing(j, e, missing);
	return e;
}

static struct explanation *judge_answer(struct judge *j, const struct need *need)
{
	static const char *const words[] = {"yes", "no", "equivalent"};
	const struct declaration *by = NULL;
	const struct declared_answer *answer = answer_to(j, &by);
	struct explanation *e = explain_new(j, VERDICT_unknown);
	e->text = need_text(j, need);
	if (!answer)
		return unanswered(j, e);
	e->verdict = answer->answer == ANSWER_yes  ? VERDICT_pass
	             : answer->answer == ANSWER_no ? VERDICT_fail
	                                           : VERDICT_unknown;
	const char *word = explain_words(j, words[answer->answer]);
	e->reason = answer->text
	                    ? explain_format(j, "answered %s: %s", word, answer->text)
	                    : explain_format(j, "answered %s", word);
	explain_evidence(j, e,
	                 (struct evidence){.fact = FACT_COUNT,
	                                   .value = e->reason,
	                                   .source = answer_source(j, by)});
	if (answer->answer == ANSWER_equivalent)
		explain_missing(
		        j, e,
		        (struct missing){.what = e->text,
		                         .why = "an equivalent is claimed",
		                         .remedy = "a person decides whether it is one",
		                         .look = true});
	return e;
}

/* ---- needs that other work answers ------------------------------------------------ */

static struct explanation *not_yet(struct judge *j, const struct need *need,
                                   const char *why, const char *remedy, bool look)
{
	struct explanation *e = explain_new(j, VERDICT_unknown);
	e->text = need_text(j, need);
	e->reason = why;
	explain_missing(
	        j, e,
	        (struct missing){
	                .what = e->text, .why = why, .remedy = remedy, .look = look});
	return e;
}

/* States one fact of every component that has it. */
static void state_fact(struct judge *j, struct explanation *e, enum fact_id id)
{
	const struct component_list *list = &j->scan->kinds[fact_row(id)->kind];
	const struct component *unread = list->n ? list->items[0] : NULL;
	bool known = false;
	for (size_t k = 0; k < list->n; k++) {
		const struct fact *fact = fact_get(list->items[k], id);
		if (!fact || fact->state == STATE_unreadable) {
			unread = list->items[k];
			continue;
		}
		known = true;
		explain_evidence(j, e, fact_evidence(j, list->items[k], fact));
	}
	if (known)
		return;
	e->verdict = VERDICT_unknown;
	explain_missing(
	        j, e, missing_fact(j, unread, unread ? fact_get(unread, id) : NULL, id));
}

static struct explanation *judge_state(struct judge *j, const struct need *need)
{
	struct explanation *e = explain_new(j, VERDICT_pass);
	e->text = need_text(j, need);
	for (size_t i = 0; i < need->fact_count; i++)
		state_fact(j, e, need->facts[i]);
	return e;
}

struct explanation *judge_need(struct judge *j, const struct need *need)
{
	switch (need->type) {
	case NEED_and:
	case NEED_or:
		return judge_parts(j, need);
	case NEED_not:
		return judge_not(j, need);
	case NEED_conditions:
		return judge_bare(j, &need->conditions);
	case NEED_have:
		return judge_have(j, need);
	case NEED_every:
		return judge_every(j, need);
	case NEED_aggregate:
		return judge_aggregate(j, need);
	case NEED_count:
		return judge_count(j, need);
	case NEED_run:
		return judge_run(j, need);
	case NEED_processor_rule:
		return judge_processor(j, need);
	case NEED_meets:
	case NEED_confirm:
		return judge_answer(j, need);
	case NEED_state:
		return judge_state(j, need);
	case NEED_same:
		return not_yet(
		        j, need,
		        need->in_lot
		                ? "it is asked of the whole lot, and this is one machine"
		                : "it is asked of a delivery, and this is one machine",
		        "compare the units when they are delivered", true);
	case NEED_drivers:
		return judge_drivers(j, need);
	default:
		return judge_not_worse(j, need);
	}
}

/* ---- presence --------------------------------------------------------------------- */

static enum verdict kind_present(struct judge *j, enum kind_id kind)
{
	struct missing why;
	if (j->scan->kinds[kind].n)
		return VERDICT_pass;
	return list_is_closed(j, kind, &why) ? VERDICT_fail : VERDICT_unknown;
}

enum verdict judge_present(struct judge *j, const struct need *need)
{
	enum verdict verdict = VERDICT_fail;
	switch (need->type) {
	case NEED_and:
	case NEED_or:
		for (size_t i = 0; i < need->n; i++)
			verdict = verdict_or(verdict, judge_present(j, need->parts[i]));
		return verdict;
	case NEED_every: /* asked after `where`, by judge_every() itself */
		return VERDICT_pass;
	case NEED_conditions:
		for (size_t i = 0; i < need->conditions.n; i++) {
			const struct condition *c = &need->conditions.items[i];
			if (!c->label)
				verdict = verdict_or(
				        verdict,
				        kind_present(j, fact_row(c->fact)->kind));
		}
		return verdict;
	default:
		return need->kind == KIND_COUNT ? VERDICT_pass
		                                : kind_present(j, need->kind);
	}
}
