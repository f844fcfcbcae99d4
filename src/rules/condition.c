/* SPDX-License-Identifier: GPL-3.0-or-later
 * Conditions against facts. A comparison with an absent fact fails, whatever the
 * operator; one with a fact that is not known is unknown and says how to get it. */
#include "facts/words.h"
#include "rules/own_model.h"

#include "base/text.h"

#include <string.h>

/* ---- tests ------------------------------------------------------------------------ */

/* The wanted value, a date that hangs on another day worked out. */
static struct value wanted(struct judge *j, const struct operand *operand)
{
	struct value value = operand->value;
	if (operand->date.base != DATE_fixed)
		value.date = date_term_resolve(&operand->date, j->today, j->delivery);
	return value;
}

static enum truth compare(struct judge *j, enum fact_id fact, const struct value *have,
                          enum operator op, const struct operand *operand)
{
	struct value want = wanted(j, operand);
	return value_compare(fact, have, op, &want);
}

static enum truth lesser(enum truth a, enum truth b)
{
	return a < b ? a : b;
}

/* A word of a fact without a list of words: the hypervisor is "none" on real hardware. */
static bool says_none(enum fact_id fact, const struct value *have)
{
	return fact_row(fact)->type == TYPE_WORD && text_same_word(have->text, "none");
}

enum truth test_value(struct judge *j, enum fact_id fact, const struct value *have,
                      const struct test *test)
{
	enum truth result = test->type == TEST_in ? TRUTH_no : TRUTH_yes;
	switch (test->type) {
	case TEST_compare:
		return compare(j, fact, have, test->op, &test->operands[0]);
	case TEST_range:
		return lesser(compare(j, fact, have, OP_at_least, &test->operands[0]),
		              compare(j, fact, have, OP_at_most, &test->operands[1]));
	case TEST_in:
		for (size_t i = 0; i < test->n; i++) {
			enum truth each =
			        compare(j, fact, have, OP_equal, &test->operands[i]);
			result = each > result ? each : result;
		}
		return result;
	case TEST_contains:
		for (size_t i = 0; i < test->n; i++)
			result = lesser(result, compare(j, fact, have, OP_contains,
			                                &test->operands[i]));
		return result;
	default:
		return (test->op == OP_equal) == says_none(fact, have) ? TRUTH_yes
		                                                       : TRUTH_no;
	}
}

/* ---- what is missing -------------------------------------------------------------- */

/* What would make an interval exact. */
static const char *exact_remedy(enum fact_id fact)
{
	enum obtained how = fact_row(fact)->obtained;
	return how == OBTAINED_derived || how == OBTAINED_scan
	               ? obtained_remedy(OBTAINED_scan_root)
	               : obtained_remedy(how);
}

/* The fact whose lack makes a derived one unknown is not looked for here: what derives it
 * is in its row. */
struct missing missing_fact(struct judge *j, const struct component *c,
                            const struct fact *fact, enum fact_id id)
{
	const struct fact_row *row = fact_row(id);
	struct missing missing = {
	        .component = c ? component_name(j, c) : NULL,
	        .what = c && c->key && j->options->words
	                        ? fact_short_words(id, j->options->words)
	                        : fact_text(j, id),
	        .why = "the scan does not say",
	        .remedy = obtained_remedy(row->obtained),
	        .look = row->obtained == OBTAINED_by_hand,
	};
	if (row->obtained == OBTAINED_by_hand)
		missing.why = "no scan can tell, somebody must look";
	else if (row->obtained == OBTAINED_declared)
		missing.why = "no scan can tell, the maker or supplier must";
	if (fact && fact->state == STATE_unreadable) {
		missing.why = fact->why;
		missing.remedy = fact->remedy;
	} else if (fact && fact->state == STATE_known) {
		missing.why = explain_format(j, "it is known only as %s",
		                             value_text_of(j, id, &fact->value));
		missing.remedy = exact_remedy(id);
	}
	return missing;
}

/* ---- one condition ---------------------------------------------------------------- */

static enum verdict absent_verdict(const struct test *test)
{
	return test->type == TEST_absent && test->op == OP_equal ? VERDICT_pass
	                                                         : VERDICT_fail;
}

static enum verdict fact_verdict(struct judge *j, const struct fact *fact,
                                 const struct condition *condition)
{
	if (!fact || fact->state == STATE_unknown || fact->state == STATE_unreadable)
		return VERDICT_unknown;
	if (fact->state == STATE_absent)
		return absent_verdict(&condition->test);
	return verdict_of(test_value(j, condition->fact, &fact->value, &condition->test));
}

static enum verdict label_verdict(struct judge *j, const struct condition *condition)
{
	const char *label = scan_label_get(j->scan, condition->label);
	if (!label)
		return absent_verdict(&condition->test);
	struct value value = value_text(TYPE_TEXT, label);
	return verdict_of(test_value(j, FACT_system_model, &value, &condition->test));
}

static struct explanation *judge_label(struct judge *j, const struct condition *condition)
{
	struct explanation *e = explain_new(j, label_verdict(j, condition));
	const char *label = scan_label_get(j->scan, condition->label);
	e->text = condition_text(j, condition);
	e->reason =
	        label ? explain_format(j, "label %s is %s", condition->label, label)
	              : explain_format(j, "the scan has no label %s", condition->label);
	return e;
}

/* "it is 8 GB" */
static const char *reason_of(struct judge *j, enum fact_id id, const struct fact *fact)
{
	if (!fact)
		return "not known";
	if (fact->state == STATE_absent)
		return "there is none";
	if (fact->state == STATE_unreadable)
		return explain_format(j, "not readable: %s", explain_words(j, fact->why));
	if (fact->value.type == TYPE_BOOL)
		return fact->value.yes ? "it is yes" : "it is no";
	return explain_format(j, "it is %s", value_text_of(j, id, &fact->value));
}

/* The scan does not say: what the model of the processor tells. */
static void ask_model(struct judge *j, struct explanation *e,
                      const struct condition *condition)
{
	struct own_fact own;
	if (!own_model_fact(j, &own, condition->fact))
		return;
	const struct value *have = &own.value->value;
	e->verdict = verdict_of(test_value(j, condition->fact, have, &condition->test));
	explain_evidence(j, e,
	                 (struct evidence){.fact = FACT_COUNT,
	                                   .value = own.written,
	                                   .source = own.source});
	e->reason = "the scan does not say; it is known of the model";
	if (e->verdict == VERDICT_fail)
		e->gap = gap_of(j, condition->fact, have, &condition->test);
	tor_free(own.tor);
}

struct explanation *judge_condition(struct judge *j, const struct component *c,
                                    const struct condition *condition)
{
	if (condition->label)
		return judge_label(j, condition);
	enum fact_id id = condition->fact;
	const struct fact *fact = c ? fact_get(c, id) : NULL;
	struct fact absent = {.id = id, .state = STATE_absent};
	if (!c) /* the kind is known to have no component */
		fact = &absent;
	struct explanation *e = explain_new(j, fact_verdict(j, fact, condition));
	e->text = condition_text(j, condition);
	e->reason = reason_of(j, id, fact);
	if (c && fact && fact->state != STATE_unreadable)
		explain_evidence(j, e, fact_evidence(j, c, fact));
	if (!c)
		explain_evidence(
		        j, e,
		        (struct evidence){.component = kind_row(fact_row(id)->kind)->name,
		                          .fact = FACT_COUNT,
		                          .value = "none",
		                          .source = fact_row(id)->source});
	if (e->verdict == VERDICT_unknown && j->by_model)
		ask_model(j, e, condition);
	if (e->verdict == VERDICT_unknown)
		explain_missing(j, e, missing_fact(j, c, fact, id));
	if (e->verdict == VERDICT_fail && fact && fact->state != STATE_unreadable) {
		const struct value *have =
		        fact->state == STATE_known ? &fact->value : NULL;
		if (have)
			e->gap = gap_of(j, id, have, &condition->test);
		e->remedy = remedy_of(j, c, id, have, &condition->test);
	}
	return e;
}

enum verdict conditions_verdict(struct judge *j, const struct component *c,
                                const struct conditions *conditions)
{
	enum verdict verdict = VERDICT_pass;
	for (size_t i = 0; i < conditions->n; i++) {
		const struct condition *each = &conditions->items[i];
		verdict = verdict_and(
		        verdict,
		        each->label ? label_verdict(j, each)
		                    : fact_verdict(j, fact_get(c, each->fact), each));
	}
	return verdict;
}

/* The gap and the remedy of the parts, when just one has them. */
static void take_gap(struct explanation *to)
{
	for (size_t i = 0; i < to->part_count; i++) {
		if (to->parts[i]->verdict != VERDICT_fail)
			continue;
		if (!to->gap)
			to->gap = to->parts[i]->gap;
		if (!to->remedy)
			to->remedy = to->parts[i]->remedy;
	}
}

struct explanation *judge_conditions_of(struct judge *j, const struct component *c,
                                        const struct conditions *conditions)
{
	struct explanation *e = explain_new(j, VERDICT_pass);
	e->text = component_text(j, c);
	for (size_t i = 0; i < conditions->n; i++) {
		struct explanation *part = judge_condition(j, c, &conditions->items[i]);
		explain_part(j, e, part);
		e->verdict = verdict_and(e->verdict, part->verdict);
	}
	explain_gather_missing(j, e);
	take_gap(e);
	return e;
}

/* ---- bare conditions -------------------------------------------------------------- */

static bool is_subject_kind(struct judge *j, enum kind_id kind)
{
	const struct subject *subject = j->subject ? subject_find(j->subject) : NULL;
	return subject && subject->kind == kind && kind_row(kind)->many;
}

/* Every one of the things bought; a machine's own panel is none of them. */
static struct explanation *judge_of_subject(struct judge *j,
                                            const struct condition *condition)
{
	enum kind_id kind = fact_row(condition->fact)->kind;
	struct need need = {
	        .type = NEED_every,
	        .kind = kind,
	        .conditions = {(struct condition *)condition, 1},
	};
	struct judge things = *j;
	things.not_own_panel = kind == KIND_display;
	return judge_every(&things, &need);
}

static struct explanation *judge_one(struct judge *j, const struct condition *condition)
{
	enum kind_id kind =
	        condition->label ? KIND_COUNT : fact_row(condition->fact)->kind;
	if (kind == KIND_COUNT)
		return judge_condition(j, NULL, condition);
	if (is_subject_kind(j, kind))
		return judge_of_subject(j, condition);
	const struct component_list *list = &j->scan->kinds[kind];
	if (list->n)
		return judge_condition(j, list->items[0], condition);
	struct missing why;
	if (list_is_closed(j, kind, &why))
		return judge_condition(j, NULL, condition);
	struct explanation *e = explain_new(j, VERDICT_unknown);
	enum obtained how = fact_row(condition->fact)->obtained;
	e->text = condition_text(j, condition);
	e->reason = "not known";
	if (how == OBTAINED_declared || how == OBTAINED_by_hand || !list->partial)
		why = missing_fact(j, NULL, NULL, condition->fact);
	else
		why.what = fact_text(j, condition->fact);
	explain_missing(j, e, why);
	return e;
}

struct explanation *judge_bare(struct judge *j, const struct conditions *conditions)
{
	if (conditions->n == 1)
		return judge_one(j, &conditions->items[0]);
	struct explanation *e = explain_new(j, VERDICT_pass);
	for (size_t i = 0; i < conditions->n; i++) {
		struct explanation *part = judge_one(j, &conditions->items[i]);
		explain_part(j, e, part);
		e->verdict = verdict_and(e->verdict, part->verdict);
	}
	explain_gather_missing(j, e);
	take_gap(e);
	return e;
}

/* ---- lists ------------------------------------------------------------------------ */

bool list_is_closed(struct judge *j, enum kind_id kind, struct missing *why)
{
	const struct component_list *list = &j->scan->kinds[kind];
	const char *plural = kind_words(j, kind, 2);
	*why = (struct missing){.what = explain_format(j, "the list of %s", plural)};
	if (list->mentioned && !list->partial)
		return true;
	if (!list->mentioned) {
		why->why = explain_format(j, "the scan does not mention %s", plural);
		why->remedy = obtained_remedy(
		        fact_row(kind_row(kind)->first)->obtained == OBTAINED_declared ||
		                        fact_row(kind_row(kind)->first)->obtained ==
		                                OBTAINED_by_hand
		                ? OBTAINED_declared
		                : OBTAINED_scan);
		return false;
	}
	/* "why; remedy", as scan_partial() keeps it */
	const char *split = strstr(list->partial, "; ");
	why->why = split ? arena_copy(j->arena, list->partial,
	                              (size_t)(split - list->partial))
	                 : list->partial;
	why->remedy = split ? split + 2 : NULL;
	return false;
}
