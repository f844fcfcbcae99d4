/* SPDX-License-Identifier: GPL-3.0-or-later
 * Award lines: what gives points. */
#include "tor/parser.h"

#include <stdlib.h>
#include <string.h>

static bool parse_scale_range(struct parser *p, enum fact_id fact, struct award *award)
{
	struct place place = parser_place(p);
	enum value_type type = fact_row(fact)->type;
	bool measured = type == TYPE_NUMBER || type == TYPE_INTEGER ||
	                type == TYPE_DATE || type == TYPE_LEVEL;
	if (!measured)
		return parser_error(p, place,
		                    "expected steps, found from: nothing lies between "
		                    "two values of %s",
		                    fact_full_name(fact));
	parser_take(p, "from");
	award->has_range = true;
	if (!parse_operand(p, fact, &award->from))
		return false;
	if (!parser_take(p, "to"))
		return parser_expected(p, "to");
	if (!parse_operand(p, fact, &award->to))
		return false;
	if (value_compare(fact, &award->from.value, OP_equal, &award->to.value) !=
	    TRUTH_yes)
		return true;
	return parser_error(p, place,
	                    "expected two different values, found from %s to %s",
	                    award->from.written, award->to.written);
}

static bool parse_step(struct parser *p, enum fact_id fact, struct award_step *step)
{
	if (!parse_operand(p, fact, &step->value))
		return false;
	if (!parser_take_char(p, '='))
		return parser_expected(p, "'=' and a percentage");
	struct place place = parser_place(p);
	const char *start = p->at;
	if (!parse_percent(p, &step->percent))
		return false;
	return (step->percent >= 0 && step->percent <= 100 * FIXED_ONE) ||
	       parser_error(p, place, "expected a percentage from 0 to 100, found %s",
	                    parser_written(p, start));
}

static bool parse_steps(struct parser *p, enum fact_id fact, struct award *award)
{
	struct award_step *steps = NULL;
	size_t room = 0;
	bool good = fact_row(fact)->type != TYPE_LIST ||
	            parser_error(p, parser_place(p),
	                         "expected a fact with one value, found %s, which is a "
	                         "list",
	                         fact_full_name(fact));
	good = good && (parser_take_char(p, '(') || parser_expected(p, "'('"));
	while (good) {
		steps = memory_room(steps, award->step_count, &room, sizeof(*steps));
		steps[award->step_count] = (struct award_step){0};
		good = parse_step(p, fact, &steps[award->step_count++]);
		if (!good || !parser_take_char(p, ','))
			break;
	}
	good = good && (parser_take_char(p, ')') || parser_expected(p, "',' or ')'"));
	award->steps = arena_items(p->arena, steps, award->step_count, sizeof(*steps));
	free(steps);
	return good;
}

static bool parse_weight(struct parser *p, struct award *award)
{
	if (!parser_take(p, "weight"))
		return parser_expected(p, "weight and a number");
	struct place place = parser_place(p);
	const char *start = p->at;
	struct value weight;
	if (!parse_quantity(p, FACT_COUNT, DIM_none, false, &weight))
		return false;
	award->weight = weight.number.min;
	return (award->weight > 0 && award->weight <= 100 * FIXED_ONE) ||
	       parser_error(p, place, "expected a weight above 0 and up to 100, found %s",
	                    parser_written(p, start));
}

/* "FACT from" or "FACT steps", or an aggregate without a test: points along a scale. */
static bool is_scaled(struct parser *p, enum aggregate *aggregate, bool *aggregated)
{
	static const char *const words[] = {"total", "smallest", "largest"};
	struct parser look = *p;
	*aggregated = false;
	for (int i = 0; i < 3; i++)
		if (parser_take(&look, words[i])) {
			*aggregate = (enum aggregate)i;
			*aggregated = true;
			break;
		}
	if (!parser_word(&look).n)
		return false;
	return parser_peek_is(&look, "from") || parser_peek_is(&look, "steps");
}

static bool parse_scaled(struct parser *p, enum aggregate aggregate, bool aggregated,
                         struct requirement *r)
{
	struct need *need = need_new(p, NEED_conditions, parser_place(p));
	const char *start = p->at, *label;
	r->award.scaled = true;
	if (aggregated) {
		parser_word(p);
		if (!parse_aggregate(p, aggregate, need))
			return false;
	} else {
		p->award = true;
		bool good = parse_fact(p, KIND_COUNT, &need->fact, &label);
		p->award = false;
		if (!good)
			return false;
		if (label)
			return parser_error(p, need->place,
			                    "expected a fact, found a label");
		need->type = NEED_state;
		need->facts = arena_alloc(p->arena, sizeof(*need->facts));
		need->facts[0] = need->fact;
		need->fact_count = 1;
	}
	need->written = parser_written(p, start);
	bool good = parser_peek_is(p, "from")
	                    ? parse_scale_range(p, need->fact, &r->award)
	                    : parser_take(p, "steps") &&
	                              parse_steps(p, need->fact, &r->award);
	if (!good)
		return false;
	r->need = need;
	enum kind_id kind = fact_row(need->fact)->kind;
	return !parser_take(p, "where") || parse_conditions(p, kind, &need->where);
}

bool parse_award(struct parser *p, struct requirement *r)
{
	enum aggregate aggregate = AGGREGATE_total;
	bool aggregated;
	if (parser_take(p, "price")) {
		r->award.price = true;
	} else if (is_scaled(p, &aggregate, &aggregated)) {
		if (!parse_scaled(p, aggregate, aggregated, r))
			return false;
	} else {
		r->need = parse_needs(p);
		if (!r->need)
			return false;
	}
	return parse_weight(p, &r->award);
}
