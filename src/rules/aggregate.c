/* SPDX-License-Identifier: GPL-3.0-or-later
 * total, smallest, largest and count: numbers over a list, as an interval when some of
 * the list, or a value in it, is not known. */
#include "rules/judge.h"

#include <string.h>

/* What the members of the list say. */
struct seen {
	size_t sure;   /* selected with a known value */
	size_t doubt;  /* known value, but whether it is selected cannot be told */
	size_t unread; /* perhaps selected, the value is not known */
	fixed_t sum_min, sum_max;   /* of the sure; of sure and doubtful */
	fixed_t low_min, low_max;   /* smallest: of all; of the sure */
	fixed_t high_min, high_max; /* largest: of the sure; of all */
	const struct component *smallest, *largest; /* of the sure */
};

static fixed_t least(fixed_t a, fixed_t b)
{
	return a < b ? a : b;
}

static fixed_t most(fixed_t a, fixed_t b)
{
	return a > b ? a : b;
}

/* Adds without going round: an end that nothing bounds stays one. */
static fixed_t plus(fixed_t a, fixed_t b)
{
	return a == FIXED_MAX || b == FIXED_MAX || a > FIXED_MAX - most(b, 0) ? FIXED_MAX
	                                                                      : a + b;
}

static void see_number(struct seen *s, const struct component *c, const struct value *v,
                       bool sure)
{
	fixed_t min = v->number.min, max = v->number.max;
	s->low_min = least(s->low_min, min);
	s->high_max = most(s->high_max, max);
	s->sum_max = plus(s->sum_max, max);
	if (!sure) {
		s->doubt++;
		return;
	}
	s->sure++;
	s->sum_min = plus(s->sum_min, min);
	if (!s->smallest || max < s->low_max) {
		s->low_max = max;
		s->smallest = c;
	}
	if (!s->largest || min > s->high_min) {
		s->high_min = min;
		s->largest = c;
	}
}

/* Words, versions and dates only have an order: the extreme is a component. */
static void see_order(struct seen *s, enum fact_id fact, const struct component *c,
                      const struct value *v, bool sure)
{
	if (!sure) {
		s->doubt++;
		return;
	}
	s->sure++;
	if (!s->smallest ||
	    value_compare(fact, v, OP_less, fact_value(s->smallest, fact)) == TRUTH_yes)
		s->smallest = c;
	if (!s->largest ||
	    value_compare(fact, v, OP_more, fact_value(s->largest, fact)) == TRUTH_yes)
		s->largest = c;
}

static bool is_number(enum fact_id fact)
{
	return fact_row(fact)->type == TYPE_NUMBER ||
	       fact_row(fact)->type == TYPE_INTEGER;
}

static void see(struct judge *j, struct explanation *e, struct seen *s,
                const struct need *need, const struct component *c)
{
	enum verdict in = conditions_verdict(j, c, &need->where);
	if (in == VERDICT_fail)
		return;
	const struct fact *fact = fact_get(c, need->fact);
	if (fact && fact->state == STATE_absent)
		return;
	if (e->evidence_count < 64 && fact && fact->state == STATE_known)
		explain_evidence(j, e, fact_evidence(j, c, fact));
	if (!fact || fact->state != STATE_known) {
		s->unread++;
		struct condition any = {.fact = need->fact,
		                        .test = {.type = TEST_absent}};
		struct explanation *one = judge_condition(j, c, &any);
		for (size_t i = 0; i < one->missing_count; i++)
			explain_missing(j, e, one->missing[i]);
	} else if (is_number(need->fact)) {
		see_number(s, c, &fact->value, in == VERDICT_pass);
	} else {
		see_order(s, need->fact, c, &fact->value, in == VERDICT_pass);
	}
}

static struct value interval(fixed_t min, fixed_t max, enum fact_id fact)
{
	struct value v = value_number(min, fact_row(fact)->dimension);
	v.type = fact_row(fact)->type;
	v.number.max = max;
	return v;
}

/* The number as far as it is known. open: there may be members that were not seen. */
static struct value number_of(const struct seen *s, const struct need *need, bool open)
{
	switch (need->aggregate) {
	case AGGREGATE_total:
		return interval(s->sum_min, open ? FIXED_MAX : s->sum_max, need->fact);
	case AGGREGATE_smallest:
		return interval(open ? FIXED_MIN : s->low_min, s->low_max, need->fact);
	default:
		return interval(s->high_min, open ? FIXED_MAX : s->high_max, need->fact);
	}
}

/* Over an open list the true extreme lies at the known one or beyond it. */
static enum truth beyond(struct judge *j, const struct need *need,
                         const struct value *known, bool larger)
{
	const struct test *t = &need->test;
	if (t->type == TEST_compare) {
		enum operator op = t->op;
		enum truth now = test_value(j, need->fact, known, t);
		bool same_way = larger ? op == OP_at_least || op == OP_more
		                       : op == OP_at_most || op == OP_less;
		bool other_way = larger ? op == OP_at_most || op == OP_less
		                        : op == OP_at_least || op == OP_more;
		if (same_way)
			return now == TRUTH_yes ? TRUTH_yes : TRUTH_maybe;
		if (other_way)
			return now == TRUTH_no ? TRUTH_no : TRUTH_maybe;
	}
	return TRUTH_maybe;
}

static enum truth truth_of(struct judge *j, const struct seen *s, const struct need *need,
                           bool open, struct value *value)
{
	if (is_number(need->fact)) {
		*value = number_of(s, need, open);
		return test_value(j, need->fact, value, &need->test);
	}
	bool larger = need->aggregate == AGGREGATE_largest;
	const struct component *c = larger ? s->largest : s->smallest;
	*value = *fact_value(c, need->fact);
	return open ? beyond(j, need, value, larger)
	            : test_value(j, need->fact, value, &need->test);
}

static const char *value_words(struct judge *j, enum fact_id fact, const struct value *v,
                               bool open)
{
	const char *text = value_text_of(j, fact, v);
	return open && !is_number(fact)
	               ? explain_format(j, "it is %s among those that are known", text)
	               : explain_format(j, "it is %s", text);
}

static struct explanation *nothing_to_take(struct judge *j, struct explanation *e,
                                           const struct need *need, bool open)
{
	bool asks_absence = need->test.type == TEST_absent && need->test.op == OP_equal;
	e->verdict = open ? VERDICT_unknown : asks_absence ? VERDICT_pass : VERDICT_fail;
	e->reason = open ? explain_format(j, "no %s of it is known",
	                                  kind_words(j, need->kind, 1))
	                 : explain_format(j, "there is no %s with it",
	                                  kind_words(j, need->kind, 1));
	return e;
}

struct explanation *judge_aggregate(struct judge *j, const struct need *need)
{
	const struct component_list *list = &j->scan->kinds[need->kind];
	struct explanation *e = explain_new(j, VERDICT_unknown);
	struct seen s = {.low_min = FIXED_MAX, .high_max = FIXED_MIN};
	struct missing why;
	bool closed = list_is_closed(j, need->kind, &why);
	e->text = need_text(j, need);
	for (size_t i = 0; i < list->n; i++)
		see(j, e, &s, need, list->items[i]);
	if (!closed)
		explain_missing(j, e, why);
	bool open = !closed || s.unread || (s.doubt && !is_number(need->fact));
	if (!s.sure)
		return nothing_to_take(j, e, need, open || s.doubt);
	struct value value;
	e->verdict = verdict_of(truth_of(j, &s, need, open, &value));
	e->reason = value_words(j, need->fact, &value, open);
	if (e->verdict == VERDICT_unknown && !e->missing_count)
		explain_missing(
		        j, e,
		        (struct missing){.what = fact_text(j, need->fact),
		                         .why = e->reason,
		                         .remedy = obtained_remedy(OBTAINED_scan_root)});
	if (e->verdict == VERDICT_fail) {
		e->gap = gap_of(j, need->fact, &value, &need->test);
		e->remedy = remedy_of_kind(j, need->kind);
	}
	return e;
}

struct explanation *judge_count(struct judge *j, const struct need *need)
{
	const struct component_list *list = &j->scan->kinds[need->kind];
	struct explanation *e = explain_new(j, VERDICT_unknown);
	fixed_t sure = 0, doubt = 0;
	struct missing why;
	bool closed = list_is_closed(j, need->kind, &why);
	e->text = need_text(j, need);
	for (size_t i = 0; i < list->n; i++) {
		enum verdict in = conditions_verdict(j, list->items[i], &need->where);
		sure += in == VERDICT_pass ? FIXED_ONE : 0;
		doubt += in == VERDICT_unknown ? FIXED_ONE : 0;
		if (in != VERDICT_unknown)
			continue;
		struct explanation *part =
		        judge_conditions_of(j, list->items[i], &need->where);
		for (size_t k = 0; k < part->missing_count; k++)
			explain_missing(j, e, part->missing[k]);
	}
	if (!closed)
		explain_missing(j, e, why);
	struct value n =
	        interval(sure, closed ? sure + doubt : FIXED_MAX, FACT_cpu_cores);
	e->verdict = verdict_of(test_value(j, FACT_cpu_cores, &n, &need->test));
	e->reason =
	        explain_format(j, "there are %s", value_text_of(j, FACT_cpu_cores, &n));
	if (e->verdict == VERDICT_fail) {
		e->gap = gap_of(j, FACT_cpu_cores, &n, &need->test);
		e->remedy = remedy_of_kind(j, need->kind);
	}
	return e;
}
