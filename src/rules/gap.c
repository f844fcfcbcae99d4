/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far a fact is from what was asked. */
#include "facts/words.h"
#include "rules/judge.h"

/* The distance of numbers, in words: "8 GB short", "0.4 kg too much". */
static const char *number_gap(struct judge *j, enum fact_id fact, fixed_t distance,
                              bool is_short)
{
	struct value value = value_number(distance, fact_row(fact)->dimension);
	value.type = fact_row(fact)->type;
	const char *text = value_text_of(j, fact, &value);
	return is_short ? explain_format(j, "%s short", text)
	                : explain_format(j, "%s too much", text);
}

static const char *day_gap(struct judge *j, struct date have, struct date want,
                           bool is_short)
{
	long days = date_number(want) - date_number(have);
	days = days < 0 ? -days : days;
	if (days == 1)
		return is_short ? "1 day too early" : "1 day too late";
	return is_short ? explain_format(j, "%ld days too early", days)
	                : explain_format(j, "%ld days too late", days);
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

static const char *asked_text(struct judge *j, enum fact_id fact,
                              const struct operand *bound)
{
	struct buf text = BUF_EMPTY;
	written_words(&text, fact, bound->written, j->options->words);
	return explain_take(j, &text);
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
		return explain_format(j, "asked is %s", asked_text(j, fact, bound));
	if (have->dimension != bound->value.dimension)
		return NULL;
	fixed_t at = is_short ? have->number.max : have->number.min;
	if (at == FIXED_MAX || at == FIXED_MIN)
		return NULL;
	fixed_t distance =
	        is_short ? bound->value.number.min - at : at - bound->value.number.min;
	if (!distance) /* "more than 8" with 8 */
		return explain_format(j, "just %s", asked_text(j, fact, bound));
	return number_gap(j, fact, distance, is_short);
}
