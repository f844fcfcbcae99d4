/* SPDX-License-Identifier: GPL-3.0-or-later
 * Compares a known value with a wanted one, in three-valued logic. */
#include "base/text.h"
#include "facts/value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *symbol, *words;
} operators[OP_COUNT] = {
        [OP_equal] = {"=", "exactly"},
        [OP_not_equal] = {"!=", "other than"},
        [OP_less] = {"<", "less than"},
        [OP_at_most] = {"<=", "at most"},
        [OP_more] = {">", "more than"},
        [OP_at_least] = {">=", "at least"},
        [OP_contains] = {"contains", "containing"},
};

const char *operator_symbol(enum operator op)
{
	return operators[op].symbol;
}

const char *operator_words(enum operator op)
{
	return operators[op].words;
}

static enum truth truth(bool yes)
{
	return yes ? TRUTH_yes : TRUTH_no;
}

/* What a three-way order (negative, 0, positive) means for an operator. */
static bool order_holds(int order, enum operator op)
{
	switch (op) {
	case OP_equal:
		return order == 0;
	case OP_not_equal:
		return order != 0;
	case OP_less:
		return order < 0;
	case OP_at_most:
		return order <= 0;
	case OP_more:
		return order > 0;
	case OP_at_least:
		return order >= 0;
	default:
		return false;
	}
}

static int number_order(fixed_t a, fixed_t b)
{
	return a < b ? -1 : a > b;
}

/* The relation holds surely when it holds at both ends, surely not when at neither. With
 * = and != an interval that reaches over the wanted number leaves it open. */
static enum truth compare_numbers(const struct value *have, enum operator op,
                                  const struct value *want)
{
	if (have->dimension != want->dimension)
		return TRUTH_maybe;
	fixed_t w = want->number.min;
	bool low = order_holds(number_order(have->number.min, w), op);
	bool high = order_holds(number_order(have->number.max, w), op);
	if (have->number.min == have->number.max)
		return truth(low);
	if (op == OP_equal || op == OP_not_equal) {
		bool inside = have->number.min <= w && w <= have->number.max;
		return inside ? TRUTH_maybe : truth(op == OP_not_equal);
	}
	return low && high ? TRUTH_yes : low || high ? TRUTH_maybe : TRUTH_no;
}

/* The next dotted part: digits, or anything else up to a separator. */
static size_t part_length(const char *s)
{
	if (isdigit((unsigned char)*s))
		return strspn(s, "0123456789");
	return strcspn(s, "0123456789.-_+~ ");
}

static const char *skip_separator(const char *s)
{
	return *s && strchr(".-_+~ ", *s) ? s + 1 : s;
}

static int part_order(const char *a, size_t na, const char *b, size_t nb)
{
	bool da = na && isdigit((unsigned char)*a), db = nb && isdigit((unsigned char)*b);
	if ((na && !da) || (nb && !db)) {
		if (da != db && na && nb)
			return da ? -1 : 1;
		size_t n = na < nb ? na : nb;
		int order = strncasecmp(a, b, n);
		return order ? order : na < nb ? -1 : na > nb;
	}
	while (na && *a == '0')
		a++, na--;
	while (nb && *b == '0')
		b++, nb--;
	if (na != nb)
		return na < nb ? -1 : 1;
	return memcmp(a, b, na);
}

int version_order(const char *a, const char *b)
{
	while (*a || *b) {
		size_t na = part_length(a), nb = part_length(b);
		int order = part_order(a, na, b, nb);
		if (order)
			return order;
		const char *next_a = skip_separator(a + na),
		           *next_b = skip_separator(b + nb);
		if (next_a == a && next_b == b)
			break;
		a = next_a;
		b = next_b;
	}
	return 0;
}

bool version_matches(const char *a, const char *b)
{
	while (*b) {
		size_t na = part_length(a), nb = part_length(b);
		if (part_order(a, na, b, nb))
			return false;
		const char *next = skip_separator(b + nb);
		a = skip_separator(a + na);
		if (next == b)
			break;
		b = next;
	}
	return true;
}

static enum truth compare_resolutions(const struct value *have, enum operator op,
                                      const struct value *want)
{
	unsigned hw = have->resolution.width, hh = have->resolution.height;
	unsigned ww = want->resolution.width, wh = want->resolution.height;
	unsigned hl = hw > hh ? hw : hh, hs = hw > hh ? hh : hw;
	unsigned wl = ww > wh ? ww : wh, ws = ww > wh ? wh : ww;
	bool equal = hl == wl && hs == ws;
	switch (op) {
	case OP_equal:
		return truth(equal);
	case OP_not_equal:
		return truth(!equal);
	case OP_at_least:
		return truth(hl >= wl && hs >= ws);
	case OP_at_most:
		return truth(hl <= wl && hs <= ws);
	case OP_more:
		return truth(hl >= wl && hs >= ws && !equal);
	case OP_less:
		return truth(hl <= wl && hs <= ws && !equal);
	default:
		return TRUTH_no;
	}
}

static enum truth compare_versions(const char *have, enum operator op, const char *want)
{
	if (op == OP_equal)
		return truth(version_matches(have, want));
	if (op == OP_not_equal)
		return truth(!version_matches(have, want));
	return truth(order_holds(version_order(have, want), op));
}

/* A level outside its list has no place in the order: it can only be equal or not. */
static enum truth compare_levels(enum fact_id fact, const char *have, enum operator op,
                                 const char *want)
{
	int a = fact_word_index(fact, have), b = fact_word_index(fact, want);
	if (a >= 0 && b >= 0)
		return truth(order_holds(number_order(a, b), op));
	if (op == OP_equal || op == OP_not_equal)
		return truth(text_same_word(have, want) == (op == OP_equal));
	return TRUTH_maybe;
}

static enum truth list_contains(enum fact_id fact, const struct value *have,
                                const struct value *want)
{
	enum truth best = TRUTH_no;
	for (size_t i = 0; i < have->list.n && best != TRUTH_yes; i++) {
		const struct value *item = &have->list.items[i];
		if (item->type != want->type)
			continue;
		enum truth t = value_compare(fact, item, OP_equal, want);
		best = t > best ? t : best;
	}
	return best;
}

enum truth value_compare(enum fact_id fact, const struct value *have, enum operator op,
                         const struct value *want)
{
	if (have->type == TYPE_LIST)
		return op == OP_contains ? list_contains(fact, have, want) : TRUTH_no;
	if (op == OP_contains)
		return truth(text_contains_word(have->text, want->text));
	switch (have->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		return compare_numbers(have, op, want);
	case TYPE_VERSION:
		return compare_versions(have->text, op, want->text);
	case TYPE_LEVEL:
		return compare_levels(fact, have->text, op, want->text);
	case TYPE_DATE:
		return truth(order_holds(date_order(have->date, want->date), op));
	case TYPE_RESOLUTION:
		return compare_resolutions(have, op, want);
	case TYPE_BOOL:
		return truth((have->yes == want->yes) == (op == OP_equal));
	default:
		return truth(text_same_word(have->text, want->text) == (op == OP_equal));
	}
}
