/* SPDX-License-Identifier: GPL-3.0-or-later
 * Needs and conditions in words. */
#include "tor/tor.h"

#include <string.h>

static void print_operand(struct buf *out, enum fact_id fact,
                          const struct operand *operand)
{
	if (operand->written)
		buf_add_string(out, operand->written);
	else
		value_print(out, fact, &operand->value);
}

static void print_operands(struct buf *out, enum fact_id fact, const struct test *test,
                           const char *last)
{
	for (size_t i = 0; i < test->n; i++) {
		if (i)
			buf_add_string(out, i + 1 == test->n ? last : ", ");
		print_operand(out, fact, &test->operands[i]);
	}
}

static void print_test(struct buf *out, enum fact_id fact, const struct test *test)
{
	switch (test->type) {
	case TEST_compare:
		if (test->op != OP_equal)
			buf_format(out, "%s ", operator_words(test->op));
		print_operand(out, fact, &test->operands[0]);
		return;
	case TEST_range:
		buf_add_string(out, "from ");
		print_operands(out, fact, test, " to ");
		return;
	case TEST_in:
		if (test->n > 1)
			buf_add_string(out, "one of ");
		print_operands(out, fact, test, ", ");
		return;
	case TEST_contains:
		buf_add_string(out, "containing ");
		print_operands(out, fact, test, " and ");
		return;
	case TEST_absent:
		buf_add_string(out, test->op == OP_equal ? "none" : "any");
	}
}

static void print_name(struct buf *out, const char *name)
{
	for (; *name; name++)
		buf_add_char(out, *name == '_' ? ' ' : *name);
}

/* The fact by its own name inside its kind, or with the kind before it. */
static void print_condition(struct buf *out, const struct condition *c, bool in_kind)
{
	if (c->label) {
		buf_format(out, "label %s ", c->label);
	} else {
		const struct fact_row *row = fact_row(c->fact);
		if (!in_kind) {
			print_name(out, kind_row(row->kind)->name);
			buf_add_char(out, ' ');
		}
		print_name(out, row->name);
		buf_add_char(out, ' ');
	}
	print_test(out, c->fact, &c->test);
}

void condition_print(struct buf *out, const struct condition *condition)
{
	print_condition(out, condition, false);
}

static void print_conditions(struct buf *out, const char *before,
                             const struct conditions *conditions, bool in_kind)
{
	for (size_t i = 0; i < conditions->n; i++) {
		buf_add_string(out, i ? ", " : before);
		print_condition(out, &conditions->items[i], in_kind);
	}
}

static void print_kind(struct buf *out, enum kind_id kind, unsigned count)
{
	const struct kind *row = kind_row(kind);
	print_name(out, count == 1 ? row->name : row->plural);
}

static void print_have(struct buf *out, const struct need *need)
{
	static const char *const words[] = {[QUANTITY_at_least] = "at least",
	                                    [QUANTITY_exactly] = "exactly",
	                                    [QUANTITY_at_most] = "at most"};
	if (need->quantity == QUANTITY_none)
		buf_add_string(out, "no ");
	else
		buf_format(out, "%s %u ", words[need->quantity], need->count);
	print_kind(out, need->kind, need->quantity == QUANTITY_none ? 1 : need->count);
	if (need->in_lot)
		buf_add_string(out, " in the lot");
	print_conditions(out, " with ", &need->conditions, true);
}

static void print_aggregate(struct buf *out, const struct need *need)
{
	static const char *const words[] = {"total", "smallest", "largest"};
	if (need->type == NEED_count) {
		buf_add_string(out, "number of ");
		print_kind(out, need->kind, 2);
		buf_add_char(out, ' ');
		print_test(out, FACT_cpu_cores, &need->test);
	} else {
		buf_format(out, "%s ", words[need->aggregate]);
		print_name(out, fact_row(need->fact)->name);
		buf_add_string(out, " of ");
		print_kind(out, need->kind, 2);
		if (need->test.n) {
			buf_add_char(out, ' ');
			print_test(out, need->fact, &need->test);
		}
	}
	print_conditions(out, " where ", &need->where, true);
}

static void print_run(struct buf *out, const struct need *need)
{
	buf_format(out, "is able to run %s", need->platform);
	if (need->or_newer)
		buf_add_string(out, " or newer");
	if (need->recommended)
		buf_add_string(out, " as the maker recommends");
	if (need->supported_until)
		buf_format(out, ", supported until %s", need->supported_until->written);
}

static void print_facts(struct buf *out, const struct need *need)
{
	for (size_t i = 0; i < need->fact_count; i++) {
		char text[FIXED_TEXT_MAX];
		buf_format(out, "%s%s", i ? ", " : "", fact_full_name(need->facts[i]));
		if (need->tolerances && need->tolerances[i])
			buf_format(out, " %s%s %%", need->tolerances[i] > 0 ? "+" : "",
			           fixed_text(need->tolerances[i], text));
	}
}

static void print_same(struct buf *out, const struct need *need)
{
	buf_add_string(out, "the same ");
	print_facts(out, need);
	print_conditions(out, " where ", &need->where, true);
	buf_add_string(out, need->in_lot ? " in the lot" : "");
}

static void print_meets(struct buf *out, const struct need *need)
{
	buf_format(out, "meets \"%s\" or equivalent", need->text);
	if (need->text2)
		buf_format(out, " for \"%s\"", need->text2);
}

static void print_joined(struct buf *out, const struct need *need)
{
	for (size_t i = 0; i < need->n; i++) {
		const struct need *part = need->parts[i];
		bool brackets = part->n > 1 && part->type != NEED_not &&
		                part->type != need->type && need->type == NEED_and;
		if (i)
			buf_add_string(out, need->type == NEED_or ? "; or " : "; and ");
		if (brackets)
			buf_add_char(out, '(');
		need_print(out, part);
		if (brackets)
			buf_add_char(out, ')');
	}
}

void need_print(struct buf *out, const struct need *need)
{
	switch (need->type) {
	case NEED_and:
	case NEED_or:
		print_joined(out, need);
		return;
	case NEED_not:
		buf_add_string(out, "not (");
		need_print(out, need->parts[0]);
		buf_add_char(out, ')');
		return;
	case NEED_conditions:
		print_conditions(out, "", &need->conditions, false);
		return;
	case NEED_have:
		print_have(out, need);
		return;
	case NEED_every:
		buf_add_string(out, "every ");
		print_kind(out, need->kind, 1);
		print_conditions(out, " where ", &need->where, true);
		print_conditions(out, " has ", &need->conditions, true);
		return;
	case NEED_aggregate:
	case NEED_count:
		print_aggregate(out, need);
		return;
	case NEED_same:
		print_same(out, need);
		return;
	case NEED_run:
		print_run(out, need);
		return;
	case NEED_drivers:
		buf_add_string(out, "drivers for every ");
		print_name(out, need->kind == KIND_COUNT ? "device"
		                                         : kind_row(need->kind)->name);
		buf_format(out, " on %s", need->platform);
		return;
	case NEED_not_worse:
		buf_add_string(out, "a ");
		print_kind(out, need->kind, 1);
		buf_format(out, " not worse than \"%s\" by ", need->text);
		print_facts(out, need);
		return;
	case NEED_meets:
		print_meets(out, need);
		return;
	case NEED_confirm:
		buf_add_string(out, need->statement.en);
		return;
	case NEED_state:
		print_facts(out, need);
		return;
	case NEED_processor_rule:
		buf_format(out, "processor by the rule %s", need->platform);
	}
}

struct date date_term_resolve(const struct date_term *term, struct date today,
                              const struct date *delivery)
{
	struct date date = term->base == DATE_fixed                  ? term->fixed
	                   : term->base == DATE_delivery && delivery ? *delivery
	                                                             : today;
	return date_add_days(date_add_months(date, term->months), term->days);
}
