/* SPDX-License-Identifier: GPL-3.0-or-later
 * Needs over lists of components: have, every, and numbers over all of them. */
#include "tor/need.h"

#include <ctype.h>
#include <string.h>

bool parse_where(struct parser *p, enum kind_id kind, struct need *need)
{
	return !parser_take(p, "where") || parse_conditions(p, kind, &need->where);
}

bool parse_in_lot(struct parser *p, struct need *need)
{
	struct parser look = *p;
	if (!parser_take(&look, "in") || !parser_take(&look, "lot"))
		return true;
	*p = look;
	need->in_lot = true;
	return true;
}

/* ---- have, every ------------------------------------------------------------------ */

/* Words behind `have` that mean one of them, or all of them. */
static bool refuse_quantifier(struct parser *p)
{
	static const char *const words[] = {"any", "some", "a",    "an",
	                                    "all", "each", "every"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (parser_peek_is(p, words[i]))
			return !parser_error(p, parser_place(p),
			                     "expected a kind of component or a number, "
			                     "found %s: write `have KIND` (at least one) "
			                     "or `every KIND: …` (all of them)",
			                     words[i]);
	return false;
}

static bool parse_how_many(struct parser *p, struct need *need)
{
	struct place place = parser_place(p);
	need->quantity = QUANTITY_at_least;
	need->count = 1;
	if (parser_take(p, "no")) {
		need->quantity = QUANTITY_none;
		need->count = 0;
		return true;
	}
	bool exactly = parser_take(p, "exactly");
	bool at_most = !exactly && parser_take(p, "at_most");
	if (refuse_quantifier(p))
		return false;
	if (parser_peek_is(p, "at_least"))
		return parser_error(p, place,
		                    "expected a kind of component or a number, "
		                    "found at_least: write `have 2 …`, which "
		                    "means at least 2");
	need->quantity = exactly   ? QUANTITY_exactly
	                 : at_most ? QUANTITY_at_most
	                           : QUANTITY_at_least;
	struct slice word = parser_peek(p);
	if (!exactly && !at_most && (!word.n || !isdigit((unsigned char)*word.text)))
		return true;
	place = parser_place(p);
	if (!parser_count(p, "a number of components", 1000000, &need->count))
		return false;
	if (!need->count)
		return parser_error(p, place,
		                    "expected a number from 1, found 0: write "
		                    "`have no …`");
	return true;
}

/* Behind the kind: a colon with conditions, or the end. */
static bool parse_of_kind(struct parser *p, struct need *need, bool required)
{
	if (parser_take_char(p, ':'))
		return parse_conditions(p, need->kind, &need->conditions);
	struct slice word = parser_peek(p);
	bool fact = word.n && fact_find(need->kind, word.text, word.n) != FACT_COUNT;
	if (required || fact)
		return parser_expected(p, "':' after the kind%s",
		                       required && !fact ? " and conditions" : "");
	return true;
}

bool parse_have(struct parser *p, struct need *need)
{
	need->type = NEED_have;
	return parse_how_many(p, need) && parse_kind(p, need->count, &need->kind) &&
	       parse_in_lot(p, need) && parse_of_kind(p, need, false);
}

bool parse_every(struct parser *p, struct need *need)
{
	need->type = NEED_every;
	return parse_kind(p, 0, &need->kind) && parse_where(p, need->kind, need) &&
	       parse_of_kind(p, need, true);
}

/* ---- total, smallest, largest, count ---------------------------------------------- */

bool parse_aggregate(struct parser *p, enum aggregate aggregate, struct need *need)
{
	struct place place = parser_place(p);
	need->type = NEED_aggregate;
	need->aggregate = aggregate;
	if (!parse_full_fact(p, &need->fact))
		return false;
	need->kind = fact_row(need->fact)->kind;
	enum value_type type = fact_row(need->fact)->type;
	bool number = type == TYPE_NUMBER || type == TYPE_INTEGER;
	bool order =
	        number || type == TYPE_DATE || type == TYPE_LEVEL || type == TYPE_VERSION;
	if (aggregate == AGGREGATE_total ? number : order)
		return true;
	return parser_error(p, place, "expected a fact %s, found %s, which is a %s",
	                    number || aggregate == AGGREGATE_total ? "that is a number"
	                                                           : "that has an order",
	                    fact_full_name(need->fact), value_type_name(type));
}

static bool parse_aggregate_need(struct parser *p, enum aggregate aggregate,
                                 struct need *need)
{
	return parse_aggregate(p, aggregate, need) &&
	       parse_test(p, need->fact, &need->test) && parse_where(p, need->kind, need);
}

bool parse_total(struct parser *p, struct need *need)
{
	return parse_aggregate_need(p, AGGREGATE_total, need);
}

bool parse_smallest(struct parser *p, struct need *need)
{
	return parse_aggregate_need(p, AGGREGATE_smallest, need);
}

bool parse_largest(struct parser *p, struct need *need)
{
	return parse_aggregate_need(p, AGGREGATE_largest, need);
}

/* The number of components is compared as the number of cores would be. */
bool parse_count_need(struct parser *p, struct need *need)
{
	need->type = NEED_count;
	if (!parse_kind(p, 0, &need->kind))
		return false;
	p->counting = true;
	bool good = parse_test(p, FACT_cpu_cores, &need->test);
	p->counting = false;
	return good && parse_where(p, need->kind, need);
}
