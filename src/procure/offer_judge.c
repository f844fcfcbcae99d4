/* SPDX-License-Identifier: GPL-3.0-or-later
 * The verdict of each row of an offer. */
#include "base/text.h"
#include "procure/form.h"
#include "procure/offer_row.h"
#include "procure/offer_score.h"

#include <stdlib.h>
#include <string.h>

/* One lot of one offer. */
struct judge_lot {
	const struct spec *spec;
	const struct spec_lot *lot;
	struct offer *offer;
	struct offer_lot *result;
};

enum said { SAID_nothing, SAID_yes, SAID_no, SAID_equivalent, SAID_other };

static enum said said(const char *text)
{
	if (!text)
		return SAID_nothing;
	if (text_same_word(text, "yes") || text_same_word(text, "jah"))
		return SAID_yes;
	if (text_same_word(text, "no") || text_same_word(text, "ei"))
		return SAID_no;
	if (text_same_word(text, "equivalent") || text_same_word(text, "samaväärne"))
		return SAID_equivalent;
	return SAID_other;
}

static void decide(struct row_verdict *v, enum offer_verdict verdict, const char *reason)
{
	v->verdict = verdict;
	v->reason = reason;
}

/* The wanted side of a comparison: a date may hang on the day of delivery. */
static struct value wanted(const struct spec *spec, const struct spec_lot *lot,
                           const struct operand *o)
{
	struct value value = o->value;
	if (value.type == TYPE_DATE)
		value.date = date_term_resolve(&o->date, spec->date,
		                               lot->has_delivery ? &lot->delivery : NULL);
	return value;
}

enum truth offer_compare(const struct spec *spec, const struct spec_lot *lot,
                         enum fact_id fact, const struct test *t,
                         const struct value *have)
{
	struct value first = {0}, last;
	enum truth a, b;
	if (t->n)
		first = wanted(spec, lot, &t->operands[0]);
	switch (t->type) {
	case TEST_compare:
		return value_compare(fact, have, t->op, &first);
	case TEST_range:
		last = wanted(spec, lot, &t->operands[1]);
		a = value_compare(fact, have, OP_at_least, &first);
		b = value_compare(fact, have, OP_at_most, &last);
		return a < b ? a : b;
	case TEST_in:
		a = TRUTH_no;
		for (size_t i = 0; i < t->n; i++) {
			last = wanted(spec, lot, &t->operands[i]);
			b = value_compare(fact, have, OP_equal, &last);
			a = b > a ? b : a;
		}
		return a;
	case TEST_contains:
		a = TRUTH_yes;
		for (size_t i = 0; i < t->n; i++) {
			b = value_compare(fact, have, OP_contains, &t->operands[i].value);
			a = b < a ? b : a;
		}
		return a;
	default:
		return TRUTH_maybe;
	}
}

static bool is_quantity(const struct spec_row *row)
{
	enum value_type type =
	        row->fact == FACT_COUNT ? TYPE_TEXT : fact_row(row->fact)->type;
	return type == TYPE_NUMBER || type == TYPE_INTEGER || type == TYPE_RESOLUTION ||
	       type == TYPE_DATE || type == TYPE_LEVEL;
}

/* A value that was read decides, whatever the bidder says beside it. */
static void judge_value(struct judge_lot *j, const struct spec_row *row,
                        const struct offer_answer *a, struct row_verdict *v)
{
	const char *says = a->offered;
	if (!says && !is_quantity(row))
		return; /* a word that is asked for: yes says it */
	if (!says) {
		decide(v, OFFER_unverified, N_("the value offered is not written"));
		return;
	}
	v->has_value =
	        a->value || offer_value(j->spec, row, says, &j->offer->arena, &v->value);
	if (a->value)
		v->value = *a->value;
	if (!v->has_value || row->test->type == TEST_absent) {
		decide(v, OFFER_unverified, N_("the value offered cannot be read"));
		return;
	}
	switch (offer_compare(j->spec, j->lot, row->fact, row->test, &v->value)) {
	case TRUTH_yes:
		return;
	case TRUTH_no:
		/* Words of a text may say the same thing in other words, or be those of
		 * the form. */
		if (row->value && text_same_word(says, row->value))
			return;
		if (fact_row(row->fact)->type == TYPE_TEXT ||
		    fact_row(row->fact)->type == TYPE_LIST)
			decide(v, OFFER_unverified,
			       N_("the words offered differ from those asked: a person "
			          "compares"));
		else
			decide(v, OFFER_non_conforming,
			       N_("the value offered does not meet the requirement"));
		return;
	default:
		decide(v, OFFER_unverified, N_("the value offered decides nothing"));
	}
}

static void judge_number(const struct spec_row *row, const struct offer_answer *a,
                         struct row_verdict *v)
{
	char *end;
	long n = a->offered ? strtol(a->offered, &end, 10) : -1;
	unsigned count = row->need->count;
	if (!a->offered)
		return; /* yes says that the number is met */
	if (end == a->offered || n < 0) {
		decide(v, OFFER_unverified, N_("the value offered cannot be read"));
		return;
	}
	bool good = row->need->quantity == QUANTITY_exactly   ? n == (long)count
	            : row->need->quantity == QUANTITY_at_most ? n <= (long)count
	                                                      : n >= (long)count;
	if (!good)
		decide(v, OFFER_non_conforming,
		       N_("the value offered does not meet the requirement"));
}

/* Statements, and what becomes part of the contract, are their own evidence. */
static bool needs_proof(const struct spec_row *row)
{
	enum kind_id kind =
	        row->fact != FACT_COUNT ? fact_row(row->fact)->kind : KIND_COUNT;
	if (row->need && row->need->type == NEED_have && row->fact == FACT_COUNT)
		kind = row->need->kind;
	return row->level == LEVEL_must && row->need && row->need->type != NEED_confirm &&
	       row->need->type != NEED_same && kind != KIND_service &&
	       kind != KIND_service_level && kind != KIND_offer;
}

/* Is there evidence with the row, or with one that it is part of? */
static bool has_proof(const struct judge_lot *j, const struct spec_row *row)
{
	for (; row; row = row->parent == ROW_NONE ? NULL : &j->lot->rows[row->parent])
		if (j->result->answers[row - j->lot->rows].proof)
			return true;
	return false;
}

static void judge_leaf(struct judge_lot *j, size_t i)
{
	const struct spec_row *row = &j->lot->rows[i];
	const struct offer_answer *a = &j->result->answers[i];
	struct row_verdict *v = &j->result->verdicts[i];
	decide(v, OFFER_conforms, NULL);
	switch (said(a->complies)) {
	case SAID_no:
		decide(v, OFFER_non_conforming, N_("the bidder says no"));
		return;
	case SAID_equivalent:
		decide(v, OFFER_equivalent,
		       a->remark ? a->remark : N_("the bidder claims equivalence"));
		return;
	case SAID_other:
		decide(v, OFFER_unverified, N_("neither yes, no nor equivalent"));
		return;
	case SAID_nothing:
		if (row->how == TEST_ROW_statement || !a->offered) {
			decide(v, OFFER_unverified, N_("no answer"));
			return;
		}
		break;
	default:
		break;
	}
	if (row->how == TEST_ROW_value && row->fact != FACT_COUNT)
		judge_value(j, row, a, v);
	else if (row->how == TEST_ROW_count)
		judge_number(row, a, v);
	if (v->verdict == OFFER_conforms && needs_proof(row) && !has_proof(j, row))
		decide(v, OFFER_unverified, N_("the evidence is missing"));
}

/* ---- rows with sub-rows ----------------------------------------------------------- */

static void judge_row(struct judge_lot *j, size_t i);

/* Every sub-row, and the row's own number: the worst counts. */
static enum offer_verdict worst_of_parts(struct judge_lot *j, size_t i,
                                         enum offer_verdict worst)
{
	for (size_t k = i + 1; k < j->lot->n; k++) {
		if (j->lot->rows[k].parent != (int)i)
			continue;
		judge_row(j, k);
		enum offer_verdict part = j->result->verdicts[k].verdict;
		worst = part > worst ? part : worst;
	}
	return worst;
}

/* One alternative is enough; those beside it that nobody answered are not offered. */
static enum offer_verdict best_of_parts(struct judge_lot *j, size_t i)
{
	enum offer_verdict best = OFFER_non_conforming;
	for (size_t k = i + 1; k < j->lot->n; k++) {
		if (j->lot->rows[k].parent != (int)i)
			continue;
		judge_row(j, k);
		enum offer_verdict part = j->result->verdicts[k].verdict;
		best = part != OFFER_not_offered && part < best ? part : best;
	}
	for (size_t k = i + 1; k < j->lot->n && best == OFFER_conforms; k++)
		if (j->lot->rows[k].parent == (int)i &&
		    j->result->verdicts[k].verdict != OFFER_conforms)
			decide(&j->result->verdicts[k], OFFER_not_offered,
			       N_("another alternative is offered"));
	return best;
}

static void judge_row(struct judge_lot *j, size_t i)
{
	const struct spec_row *row = &j->lot->rows[i];
	struct row_verdict *v = &j->result->verdicts[i];
	enum offer_verdict own = OFFER_conforms;
	if (row->how == TEST_ROW_award)
		return; /* scored, not judged */
	if (form_answers(row)) {
		judge_leaf(j, i);
		own = v->verdict;
	}
	/* A number of things is said by its sub-rows where the row itself is left empty.
	 */
	if (row->join == ROW_all && row->how == TEST_ROW_count &&
	    own == OFFER_unverified && !j->result->answers[i].complies &&
	    row->need->count <= 1)
		own = OFFER_conforms;
	if (row->join == ROW_all)
		v->verdict = worst_of_parts(j, i, own);
	else if (row->join == ROW_any)
		v->verdict = best_of_parts(j, i);
	if (row->join != ROW_leaf && v->verdict != own)
		v->reason = NULL;
}

static void judge_lot(struct judge_lot *j)
{
	j->result->overall = OFFER_not_offered;
	if (!j->result->offered)
		return;
	j->result->overall = OFFER_conforms;
	for (size_t i = 0; i < j->lot->n; i++) {
		const struct spec_row *row = &j->lot->rows[i];
		if (row->depth)
			continue;
		judge_row(j, i);
		enum offer_verdict verdict = j->result->verdicts[i].verdict;
		if (row->level == LEVEL_must && verdict > j->result->overall)
			j->result->overall = verdict;
	}
}

void offers_judge(const struct spec *spec, struct offer *const *offers, size_t n)
{
	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < spec->n; i++) {
			struct judge_lot j = {spec, &spec->lots[i], offers[k],
			                      &offers[k]->lots[i]};
			judge_lot(&j);
		}
	for (size_t i = 0; i < spec->n; i++)
		offers_score(spec, i, offers, n);
}
