/* SPDX-License-Identifier: GPL-3.0-or-later
 * FACT test, and lists of them. */
#include "base/text.h"
#include "tor/parser.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- tests ------------------------------------------------------------------------ */

static const struct {
	const char *sign;
	enum operator op;
} operator_signs[] = {
        {"!=", OP_not_equal}, {"<=", OP_at_most}, {">=", OP_at_least},
        {"≠", OP_not_equal},  {"≤", OP_at_most},  {"≥", OP_at_least},
        {"=<", OP_COUNT},     {"=>", OP_COUNT},   {"==", OP_COUNT},
        {"<>", OP_COUNT},     {"=", OP_equal},    {"<", OP_less},
        {">", OP_more},
};

bool parser_at_operator(struct parser *p)
{
	parser_place(p);
	for (size_t i = 0; i < sizeof(operator_signs) / sizeof(*operator_signs); i++) {
		size_t n = strlen(operator_signs[i].sign);
		if ((size_t)(p->end - p->at) >= n &&
		    !memcmp(p->at, operator_signs[i].sign, n))
			return true;
	}
	return false;
}

static bool take_operator(struct parser *p, enum operator* op)
{
	parser_place(p);
	for (size_t i = 0; i < sizeof(operator_signs) / sizeof(*operator_signs); i++) {
		size_t n = strlen(operator_signs[i].sign);
		if ((size_t)(p->end - p->at) < n ||
		    memcmp(p->at, operator_signs[i].sign, n) != 0)
			continue;
		*op = operator_signs[i].op;
		if (*op == OP_COUNT)
			return false;
		p->at += n;
		p->comma = false;
		return true;
	}
	return false;
}

static bool has_order(enum value_type type)
{
	return type == TYPE_NUMBER || type == TYPE_INTEGER || type == TYPE_VERSION ||
	       type == TYPE_LEVEL || type == TYPE_DATE || type == TYPE_RESOLUTION;
}

static enum value_type type_of(enum fact_id fact)
{
	return fact == FACT_COUNT ? TYPE_TEXT : fact_row(fact)->type;
}

static struct operand *operand_room(struct parser *p, struct test *test, size_t *room)
{
	if (test->n == *room) {
		size_t wider = *room ? *room * 2 : 2;
		struct operand *grown = arena_alloc(p->arena, wider * sizeof(*grown));
		if (test->n)
			memcpy(grown, test->operands, test->n * sizeof(*grown));
		test->operands = grown;
		*room = wider;
	}
	return &test->operands[test->n++];
}

/* "(" value, … ")" */
static bool parse_operands(struct parser *p, enum fact_id fact, struct test *test)
{
	size_t room = 0;
	if (!parser_take_char(p, '(')) {
		parser_expected(p, "'(' before the values");
		parser_skip_line(p);
		return false;
	}
	bool good = true;
	do
		good = parse_operand(p, fact, operand_room(p, test, &room));
	while (good && parser_take_char(p, ','));
	if (good && parser_take_char(p, ')'))
		return true;
	if (good)
		parser_expected(p, "',' or ')'");
	parser_skip_bracket(p);
	return false;
}

static bool parse_one(struct parser *p, enum fact_id fact, struct test *test)
{
	size_t room = test->n;
	return parse_operand(p, fact, operand_room(p, test, &room));
}

/* Is it surely the wrong way round? Dates that hang on another day are not known yet. */
static bool is_reversed(enum fact_id fact, const struct test *test)
{
	const struct operand *from = &test->operands[0], *to = &test->operands[1];
	if (type_of(fact) == TYPE_DATE && (from->date.base || to->date.base))
		return false;
	return value_compare(fact, &from->value, OP_more, &to->value) == TRUTH_yes;
}

static bool parse_range(struct parser *p, enum fact_id fact, struct test *test)
{
	struct place place = parser_place(p);
	test->type = TEST_range;
	if (type_of(fact) == TYPE_RESOLUTION)
		return parser_error(p, place,
		                    "expected a comparison, found from: two resolutions "
		                    "bound no range, write >= or <=");
	if (!has_order(type_of(fact)))
		return parser_error(p, place,
		                    "expected =, != or in, found from: %s has no "
		                    "order",
		                    fact_said(p, fact));
	parser_take(p, "from");
	if (!parse_one(p, fact, test))
		return false;
	if (!parser_take(p, "to"))
		return parser_expected(p, "to");
	if (!parse_one(p, fact, test))
		return false;
	if (is_reversed(fact, test))
		return parser_error(
		        p, place, "expected the smaller value first, found from %s to %s",
		        test->operands[0].written, test->operands[1].written);
	return true;
}

static bool parse_contains(struct parser *p, enum fact_id fact, struct test *test)
{
	struct place place = parser_place(p);
	enum value_type type = type_of(fact);
	test->type = TEST_contains;
	test->op = OP_contains;
	if (type != TYPE_LIST && type != TYPE_TEXT)
		return parser_error(
		        p, place,
		        "expected a comparison, found contains: %s is neither "
		        "a list nor a text",
		        fact_said(p, fact));
	parser_take(p, "contains");
	return parser_peek_char(p, '(') ? parse_operands(p, fact, test)
	                                : parse_one(p, fact, test);
}

static bool is_none_word(enum fact_id fact)
{
	return fact != FACT_COUNT && fact_row(fact)->words &&
	       fact_word_index(fact, "none") >= 0;
}

static bool parse_comparison(struct parser *p, enum fact_id fact, struct place place,
                             struct test *test)
{
	enum value_type type = type_of(fact);
	bool equality = test->op == OP_equal || test->op == OP_not_equal;
	test->type = TEST_compare;
	if (equality && parser_peek_is(p, "none") && !is_none_word(fact)) {
		parser_take(p, "none");
		test->type = TEST_absent;
		return true;
	}
	if (type == TYPE_LIST)
		return parser_error(p, place, "expected contains, found %s: %s is a list",
		                    operator_symbol(test->op), fact_said(p, fact));
	if (!equality && !has_order(type))
		return parser_error(
		        p, place, "expected =, != or in, found %s: %s has no order%s",
		        operator_symbol(test->op), fact_said(p, fact),
		        fact == FACT_memory_module_type ? ", compare generation" : "");
	return parse_one(p, fact, test);
}

/* Words that people write for comparisons. */
static const struct {
	const char *typed, *write;
} operator_words_typed[] = {
        {"is", "="},         {"at_least", ">="},
        {"min", ">="},       {"minimum", ">="},
        {"at_most", "<="},   {"max", "<="},
        {"maximum", "<="},   {"over", ">"},
        {"under", "<"},      {"above", ">"},
        {"below", "<"},      {"not", "!="},
        {"between", "from"}, {"includes", "contains"},
};

/* "at least", "at most" */
static const char *operator_in_two_words(struct parser *p)
{
	struct parser look = *p;
	if (!parser_take(&look, "at"))
		return NULL;
	return parser_peek_is(&look, "least")  ? ">="
	       : parser_peek_is(&look, "most") ? "<="
	                                       : NULL;
}

static bool wrong_operator(struct parser *p, enum fact_id fact)
{
	static const struct {
		const char *sign, *write;
	} wrong[] = {{"=>", ">="}, {"=<", "<="}, {"==", "="}, {"<>", "!="}};
	size_t words = sizeof(operator_words_typed) / sizeof(*operator_words_typed);
	const char *write = operator_in_two_words(p);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		if (p->end - p->at >= 2 && !memcmp(p->at, wrong[i].sign, 2))
			return parser_error(p, parser_place(p),
			                    "expected a comparison, found %s: write %s",
			                    wrong[i].sign, wrong[i].write);
	for (size_t i = 0; i < words; i++)
		if (parser_peek_is(p, operator_words_typed[i].typed))
			write = operator_words_typed[i].write;
	if (write)
		return parser_error(p, parser_place(p),
		                    "expected a comparison, found %s: write %s",
		                    parser_found(p), write);
	const char *name = p->counting          ? "the count"
	                   : fact == FACT_COUNT ? "the label"
	                                        : fact_row(fact)->name;
	bool bare = parser_at_end(p) || parser_peek_char(p, ',');
	return parser_expected(
	        p,
	        "a comparison (=, !=, <, <=, >, >=, from, in or "
	        "contains) behind %s%s",
	        name,
	        bare && p->grammar == GRAMMAR_tor ? " (info alone states values)" : "");
}

/* The generation in the name of a memory type: ddr5 is 5. */
static const char *generation_of(const struct test *test)
{
	const char *name = test->n ? test->operands[0].value.text : "";
	const char *digit = strpbrk(name, "0123456789");
	return digit ? digit : "…";
}

/* What people write behind a value that the language says otherwise. */
static bool refuse_or_better(struct parser *p, enum fact_id fact, const struct test *test)
{
	struct parser look = *p;
	if (p->grammar == GRAMMAR_where || !parser_take(&look, "or") ||
	    parser_at_end(&look))
		return true;
	struct place place = parser_place(p);
	if (!parser_peek_is(&look, "newer") && !parser_peek_is(&look, "better") &&
	    !parser_peek_is(&look, "more") && !parser_peek_is(&look, "higher"))
		return true;
	const char *how = "write in (…)";
	if (fact == FACT_memory_module_type && test->type == TEST_compare)
		how = arena_format(p->arena, "write generation >= %.1s",
		                   generation_of(test));
	else if (has_order(type_of(fact)))
		how = test->op == OP_at_least ? "leave it out, >= says so" : "write >=";
	return parser_error(p, place,
	                    "expected ',' or the end of the line, found 'or %.*s': %s",
	                    (int)parser_peek(&look).n, parser_peek(&look).text, how);
}

bool parse_test(struct parser *p, enum fact_id fact, struct test *test)
{
	struct place place = parser_place(p);
	*test = (struct test){.op = OP_equal};
	bool good;
	if (take_operator(p, &test->op)) {
		good = parse_comparison(p, fact, place, test);
	} else if (parser_peek_is(p, "from")) {
		good = parse_range(p, fact, test);
	} else if (parser_peek_is(p, "contains")) {
		good = parse_contains(p, fact, test);
	} else if (parser_peek_is(p, "in")) {
		test->type = TEST_in;
		if (type_of(fact) == TYPE_LIST)
			return parser_error(p, place,
			                    "expected contains, found in: %s is a list",
			                    fact_said(p, fact));
		parser_take(p, "in");
		good = parse_operands(p, fact, test);
	} else {
		return wrong_operator(p, fact);
	}
	return good && refuse_or_better(p, fact, test);
}

/* ---- lists ------------------------------------------------------------------------ */

static bool parse_condition(struct parser *p, enum kind_id kind,
                            struct condition *condition)
{
	*condition = (struct condition){.place = parser_place(p)};
	return parse_fact(p, kind, &condition->fact, &condition->label) &&
	       parse_test(p, condition->fact, &condition->test);
}

/* A trailing comma joins lines, so that a comma always means another condition. After a
 * faulty one the next comma is where reading goes on. */
bool parse_conditions(struct parser *p, enum kind_id kind, struct conditions *conditions)
{
	struct condition *items = NULL;
	size_t room = 0;
	bool good = true, next = true;
	do {
		struct condition one;
		if (parse_condition(p, kind, &one)) {
			items = memory_room(items, conditions->n, &room, sizeof(*items));
			items[conditions->n++] = one;
			continue;
		}
		good = false;
		if (parser_skip_to_comma(p))
			p->at--, p->comma = false;
	} while (parser_take_char(p, ',') && (next = parser_check_comma(p)));
	conditions->items = arena_items(p->arena, items, conditions->n, sizeof(*items));
	free(items);
	return good && next;
}
