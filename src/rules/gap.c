/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far a fact is from what was asked. */
#include "rules/judge.h"

/* The distance of numbers, in words: "8 GB short", "0.4 kg too much". */
static const char *number_gap(struct judge *j, enum fact_id fact, fixed_t distance,
                              bool is_short)
{
	struct buf text = BUF_EMPTY;
	struct value value = value_number(distance, fact_row(fact)->dimension);
	value.type = fact_row(fact)->type;
	value_print(&text, fact, &value);
	buf_add_string(&text, is_short ? " short" : " too much");
	return explain_take(j, &text);
}

static const char *day_gap(struct judge *j, struct date have, struct date want,
                           bool is_short)
{
	long days = date_number(want) - date_number(have);
	days = days < 0 ? -days : days;
	return explain_format(j, "%ld day%s too %s", days, days == 1 ? "" : "s",
	                      is_short ? "early" : "late");
}

/* The end of what was asked that the value lies beyond; NULL when the test has no order.
 * *is_short: the value is below it. */
static const struct operand *bound_of(struct judge *j, enum fact_id fact,
                                      const struct value *have, const struct test *test,
                                      bool *is_short)
{
	if (test->type == TEST_range) {
		struct test low = {.type = TEST_compare,
		                   .op = OP_at_least,
		                   .operands = &test->operands[0],
		                   .n = 1};
		*is_short = test_value(j, fact, have, &low) != TRUTH_yes;
		return &test->operands[*is_short ? 0 : 1];
	}
	if (test->type != TEST_compare)
		return NULL;
	*is_short = test->op == OP_at_least || test->op == OP_more;
	if (*is_short || test->op == OP_at_most || test->op == OP_less)
		return &test->operands[0];
	return NULL;
}

const char *gap_of(struct judge *j, enum fact_id fact, const struct value *have,
                   const struct test *test)
{
	bool is_short = false;
	const struct operand *bound = bound_of(j, fact, have, test, &is_short);
	if (!bound)
		return NULL;
	if (have->type == TYPE_DATE) {
		struct date want = bound->value.date;
		if (bound->date.base != DATE_fixed)
			want = date_term_resolve(&bound->date, j->today, j->delivery);
		return day_gap(j, have->date, want, is_short);
	}
	if (have->type != TYPE_NUMBER && have->type != TYPE_INTEGER)
		return explain_format(j, "asked is %s", bound->written);
	if (have->dimension != bound->value.dimension)
		return NULL;
	fixed_t at = is_short ? have->number.max : have->number.min;
	if (at == FIXED_MAX || at == FIXED_MIN)
		return NULL;
	fixed_t distance =
	        is_short ? bound->value.number.min - at : at - bound->value.number.min;
	if (!distance) /* "more than 8" with 8 */
		return explain_format(j, "just %s", bound->written);
	return number_gap(j, fact, distance, is_short);
}
