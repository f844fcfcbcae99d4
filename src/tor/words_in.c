/* SPDX-License-Identifier: GPL-3.0-or-later
 * Needs and conditions in the words of a catalogue. What is spoken of stands first, in
 * the nominative, then a colon and what is asked of it: no word has to be declined. */
#include "facts/words.h"
#include "tor/tor.h"

#include <string.h>

static const char *kind_name(enum kind_id kind, const struct catalogue *words)
{
	return name_in_words(words, "kind", kind_row(kind)->name);
}

static void operand_words(struct buf *out, enum fact_id fact, const struct operand *o,
                          const struct catalogue *words)
{
	enum value_type type = o->value.type;
	bool number = type == TYPE_NUMBER || type == TYPE_INTEGER;
	const char *base = o->date.base == DATE_today ? "today" : "delivery";
	if (type == TYPE_DATE && o->date.base != DATE_fixed) {
		buf_add_string(out, tr(words, base));
		written_words(out, fact, o->written + strlen(base), words);
	} else if (o->written && number)
		written_words(out, fact, o->written, words);
	else
		value_words(out, fact, &o->value, words);
}

static void test_words(struct buf *out, enum fact_id fact, const struct test *test,
                       const struct catalogue *words)
{
	static const char *const before[] = {[TEST_range] = N_("in the range"),
	                                     [TEST_in] = N_("one of"),
	                                     [TEST_contains] = N_("includes")};
	const char *between = test->type == TEST_range ? " … " : ", ";
	if (test->type == TEST_absent) {
		buf_add_string(out, test->op == OP_equal ? tr(words, "none")
		                                         : tr(words, "any"));
		return;
	}
	if (test->type == TEST_compare && test->op != OP_equal)
		buf_format(out, "%s ", tr(words, operator_words(test->op)));
	else if (test->type != TEST_compare && (test->type != TEST_in || test->n > 1))
		buf_format(out, "%s ", tr(words, before[test->type]));
	for (size_t i = 0; i < test->n; i++) {
		buf_add_string(out, i ? between : "");
		operand_words(out, fact, &test->operands[i], words);
	}
}

static void add_condition(struct buf *out, const struct condition *c, bool in_kind,
                          const struct catalogue *words)
{
	if (c->label)
		buf_format(out, tr(words, "label %s"), c->label);
	else if (in_kind)
		buf_add_string(out, fact_short_words(c->fact, words));
	else
		fact_words(out, c->fact, words);
	buf_add_string(out, ": ");
	test_words(out, c->fact, &c->test, words);
}

void condition_words(struct buf *out, const struct condition *condition,
                     const struct catalogue *words)
{
	if (words)
		add_condition(out, condition, false, words);
	else
		condition_print(out, condition);
}

static void add_conditions(struct buf *out, const char *before,
                           const struct conditions *conditions, bool in_kind,
                           const struct catalogue *words)
{
	for (size_t i = 0; i < conditions->n; i++) {
		buf_add_string(out, i ? "; " : before);
		add_condition(out, &conditions->items[i], in_kind, words);
	}
}

static void add_where(struct buf *out, const struct conditions *where,
                      const struct catalogue *words)
{
	struct buf text = BUF_EMPTY;
	add_conditions(&text, "", where, true, words);
	if (where->n)
		buf_format(out, tr(words, " (of those with %s)"), text.text);
	buf_done(&text);
}

static void add_have(struct buf *out, const struct need *need,
                     const struct catalogue *words)
{
	static const char *const quantities[] = {[QUANTITY_at_least] = N_("at least"),
	                                         [QUANTITY_exactly] = N_("exactly"),
	                                         [QUANTITY_at_most] = N_("at most")};
	buf_format(out, "%s: ", kind_name(need->kind, words));
	if (need->quantity == QUANTITY_none)
		buf_add_string(out, tr(words, "none"));
	else
		buf_format(out, "%s %u", tr(words, quantities[need->quantity]),
		           need->count);
	if (need->in_lot)
		buf_add_string(out, tr(words, " in the lot"));
	add_conditions(out, "; ", &need->conditions, true, words);
}

static void add_aggregate(struct buf *out, const struct need *need,
                          const struct catalogue *words)
{
	static const char *const aggregates[] = {N_("total"), N_("smallest"),
	                                         N_("largest")};
	if (need->type == NEED_count)
		buf_format(out, "%s, %s", kind_name(need->kind, words),
		           tr(words, "number"));
	else {
		fact_words(out, need->fact, words);
		buf_format(out, ", %s", tr(words, aggregates[need->aggregate]));
	}
	add_where(out, &need->where, words);
	if (need->test.n || need->type == NEED_count) {
		buf_add_string(out, ": ");
		test_words(out, need->type == NEED_count ? FACT_cpu_cores : need->fact,
		           &need->test, words);
	}
}

static void add_run(struct buf *out, const struct need *need,
                    const struct catalogue *words)
{
	buf_format(out, tr(words, "is able to run: %s"), need->platform);
	if (need->or_newer)
		buf_add_string(out, tr(words, " or newer"));
	if (need->recommended)
		buf_add_string(out, tr(words, " as the maker recommends"));
	if (need->supported_until) {
		struct buf day = BUF_EMPTY;
		operand_words(&day, FACT_cpu_cores, need->supported_until, words);
		buf_format(out, tr(words, ", supported until %s"), day.text);
		buf_done(&day);
	}
}

static void add_facts(struct buf *out, const struct need *need,
                      const struct catalogue *words)
{
	for (size_t i = 0; i < need->fact_count; i++) {
		buf_add_string(out, i ? ", " : "");
		fact_words(out, need->facts[i], words);
	}
}

static void add_parts(struct buf *out, const struct need *need,
                      const struct catalogue *words)
{
	for (size_t i = 0; i < need->n; i++) {
		if (i)
			buf_add_string(out, need->type == NEED_or ? tr(words, "; or ")
			                                          : tr(words, "; and "));
		bool brackets = need->type == NEED_and && need->parts[i]->type == NEED_or;
		buf_add_string(out, brackets ? "(" : "");
		need_words(out, need->parts[i], words);
		buf_add_string(out, brackets ? ")" : "");
	}
}

static void add_every(struct buf *out, const struct need *need,
                      const struct catalogue *words)
{
	buf_format(out, tr(words, "every %s"), kind_name(need->kind, words));
	add_where(out, &need->where, words);
	add_conditions(out, ": ", &need->conditions, true, words);
}

static void add_drivers(struct buf *out, const struct need *need,
                        const struct catalogue *words)
{
	if (need->kind == KIND_COUNT)
		buf_format(out, tr(words, "drivers for every device on %s"),
		           need->platform);
	else
		buf_format(out, tr(words, "drivers on %2$s for every: %1$s"),
		           kind_name(need->kind, words), need->platform);
}

static void add_meets(struct buf *out, const struct need *need,
                      const struct catalogue *words)
{
	buf_format(out, tr(words, "meets \"%s\" or equivalent"), need->text);
	if (need->text2)
		buf_format(out, " (%s)", need->text2);
}

/* What stands before a list of facts. */
static void add_beginning(struct buf *out, const struct need *need,
                          const struct catalogue *words)
{
	if (need->type == NEED_same)
		buf_add_string(out, need->in_lot ? tr(words, "the same in the lot: ")
		                                 : tr(words, "the same: "));
	if (need->type == NEED_not_worse)
		buf_format(out, tr(words, "%s not worse than \"%s\": "),
		           kind_name(need->kind, words), need->text);
	add_facts(out, need, words);
	if (need->type == NEED_same)
		add_where(out, &need->where, words);
}

static const char *statement_of(const struct need *need)
{
	return need->statement.et ? need->statement.et : need->statement.en;
}

void need_words(struct buf *out, const struct need *need, const struct catalogue *words)
{
	if (!words) {
		need_print(out, need);
		return;
	}
	switch (need->type) {
	case NEED_and:
	case NEED_or:
		add_parts(out, need, words);
		return;
	case NEED_not:
		buf_format(out, "%s (", tr(words, "not"));
		need_words(out, need->parts[0], words);
		buf_add_char(out, ')');
		return;
	case NEED_conditions:
		add_conditions(out, "", &need->conditions, false, words);
		return;
	case NEED_have:
		add_have(out, need, words);
		return;
	case NEED_every:
		add_every(out, need, words);
		return;
	case NEED_aggregate:
	case NEED_count:
		add_aggregate(out, need, words);
		return;
	case NEED_same:
	case NEED_not_worse:
	case NEED_state:
		add_beginning(out, need, words);
		return;
	case NEED_run:
		add_run(out, need, words);
		return;
	case NEED_drivers:
		add_drivers(out, need, words);
		return;
	case NEED_meets:
		add_meets(out, need, words);
		return;
	case NEED_confirm:
		buf_add_string(out, statement_of(need));
		return;
	case NEED_processor_rule:
		buf_format(out, tr(words, "processor by the rule %s"), need->platform);
	}
}
