/* SPDX-License-Identifier: GPL-3.0-or-later
 * One requirement: its level, needs and tails. */
#include "base/text.h"
#include "tor/parser.h"

#include <string.h>

/* What the conditions of a tail are about: the kind that the needs select, or the
 * machine. */
static enum kind_id kind_of_tail(const struct need *need)
{
	if (!need)
		return KIND_COUNT;
	if (need->type == NEED_drivers && need->kind == KIND_COUNT)
		return KIND_pci;
	return need->type == NEED_every || need->type == NEED_drivers ? need->kind
	                                                              : KIND_COUNT;
}

static bool has_kind(const struct need *need)
{
	bool found = need->type == NEED_have || need->type == NEED_every ||
	             need->type == NEED_aggregate || need->type == NEED_count ||
	             need->type == NEED_same || need->type == NEED_not_worse ||
	             (need->type == NEED_conditions && need->conditions.n &&
	              need->conditions.items[0].fact != FACT_COUNT);
	for (size_t i = 0; i < need->n && !found; i++)
		found = has_kind(need->parts[i]);
	return found;
}

static bool twice(struct parser *p, struct place place, const char *tail)
{
	return parser_error(p, place, "expected each tail once, found a second %s", tail);
}

static bool tail_if(struct parser *p, struct place place, struct requirement *r)
{
	if (r->if_present || r->if_conditions.n)
		return twice(p, place, "if");
	if (!parser_take(p, "present"))
		return parse_conditions(p, KIND_COUNT, &r->if_conditions);
	r->if_present = true;
	if (r->need && !has_kind(r->need))
		return parser_error(p, place,
		                    "expected conditions: `if present` asks for the "
		                    "component of a need, and here is none");
	return true;
}

static bool tail_except(struct parser *p, struct place place, struct requirement *r)
{
	if (r->except.n)
		return twice(p, place, "except");
	bool fits =
	        r->need && (r->need->type == NEED_every || r->need->type == NEED_drivers);
	if (r->need && !fits)
		return parser_error(p, place,
		                    "expected no except here: it goes with `every` and "
		                    "`drivers_for` only");
	return parse_conditions(p, kind_of_tail(r->need), &r->except);
}

static bool tail_because(struct parser *p, struct place place, struct requirement *r)
{
	return r->because.en ? twice(p, place, "because") : parser_text(p, &r->because);
}

static bool tail_evidence(struct parser *p, struct place place, struct requirement *r)
{
	return r->evidence.en ? twice(p, place, "evidence")
	                      : parser_text(p, &r->evidence);
}

static bool tail_check(struct parser *p, struct place place, struct requirement *r)
{
	static const char *const how[] = {[CHECK_scan] = "scan",
	                                  [CHECK_look] = "look",
	                                  [CHECK_measure] = "measure",
	                                  [CHECK_test] = "test",
	                                  [CHECK_paper] = "paper"};
	if (r->check)
		return twice(p, place, "check");
	for (int i = CHECK_scan; i <= CHECK_paper && !r->check; i++)
		if (parser_take(p, how[i]))
			r->check = (enum check_how)i;
	if (!r->check)
		return parser_expected(p, "scan, look, measure, test or paper");
	return !parser_peek_char(p, '"') || parser_text(p, &r->check_text);
}

static bool tail_at(struct parser *p, struct place place, struct requirement *r)
{
	if (r->at)
		return twice(p, place, "at");
	r->at = parser_take(p, "offer")      ? AT_offer
	        : parser_take(p, "delivery") ? AT_delivery
	                                     : AT_always;
	return r->at || parser_expected(p, "offer or delivery");
}

/* The first measured number that the need compares: a tolerance is in its unit. */
static enum fact_id fact_of(const struct need *need)
{
	enum fact_id fact = FACT_COUNT;
	if (!need)
		return fact;
	if (need->type == NEED_aggregate)
		return need->fact;
	for (size_t i = 0; i < need->conditions.n && fact == FACT_COUNT; i++) {
		enum fact_id each = need->conditions.items[i].fact;
		if (each != FACT_COUNT && fact_row(each)->type == TYPE_NUMBER)
			fact = each;
	}
	for (size_t i = 0; i < need->n && fact == FACT_COUNT; i++)
		fact = fact_of(need->parts[i]);
	return fact;
}

static bool tail_tolerance(struct parser *p, struct place place, struct requirement *r)
{
	enum fact_id fact = fact_of(r->need);
	if (r->has_tolerance)
		return twice(p, place, "tolerance");
	if (r->need && (fact == FACT_COUNT || fact_row(fact)->type != TYPE_NUMBER))
		return parser_error(p, place,
		                    "expected no tolerance: the need does not compare a "
		                    "measured number");
	r->has_tolerance = true;
	r->tolerance.place = parser_place(p);
	const char *start = p->at;
	struct parser look = *p;
	fixed_t percent;
	size_t errors = p->problems->errors;
	struct slice number = parser_run(&look);
	r->tolerance_percent = number.n && number.text[number.n - 1] == '%';
	if (!r->tolerance_percent)
		r->tolerance_percent = parser_peek_char(&look, '%');
	if (r->tolerance_percent) {
		if (!parse_percent(p, &percent))
			return false;
		r->tolerance.value = value_number(percent, DIM_percent);
	} else if (!parse_quantity(p, fact,
	                           fact == FACT_COUNT ? DIM_none
	                                              : fact_row(fact)->dimension,
	                           false, &r->tolerance.value)) {
		return false;
	}
	if (r->tolerance.value.number.min < 0)
		return parser_error(p, r->tolerance.place,
		                    "expected a tolerance from 0, found a negative one");
	r->tolerance.written = parser_written(p, start);
	return p->problems->errors == errors;
}

static const struct {
	const char *word;
	bool (*parse)(struct parser *p, struct place place, struct requirement *r);
} tails[] = {
        {"if", tail_if},
        {"except", tail_except},
        {"because", tail_because},
        {"evidence", tail_evidence},
        {"check", tail_check},
        {"at", tail_at},
        {"tolerance", tail_tolerance},
};

/* "and" or "or" where it cannot join needs. */
static bool misplaced_join(struct parser *p, struct place place)
{
	struct slice word = parser_peek(p);
	struct parser from = *p;
	from.at = from.line_start;
	from.comma = false;
	bool first = parser_peek(&from).text == word.text;
	return parser_error(p, place,
	                    first ? "expected a tail, found '%.*s': needs stand before "
	                            "if, because and the other tails"
	                          : "expected ',' or the end of the line, found '%.*s': "
	                            "it begins a line of its own",
	                    (int)word.n, word.text);
}

/* Another condition, before which the comma is missing. */
static bool is_condition(struct parser *p)
{
	struct parser look = *p;
	return parser_peek_char(p, ';') ||
	       (parser_word(&look).n && parser_at_operator(&look));
}

static bool no_tail(struct parser *p, struct place place, const struct requirement *r)
{
	bool joins = parser_peek_is(p, "and") || parser_peek_is(p, "or");
	if (joins && r->need)
		return misplaced_join(p, place);
	if (is_condition(p))
		return parser_expected(p, "',' between conditions");
	return parser_expected(p, "',', the end of the line, or if, except, because, "
	                          "evidence, check, at or tolerance");
}

static bool parse_tail(struct parser *p, struct requirement *r)
{
	struct place place = parser_place(p);
	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++)
		if (parser_take(p, tails[i].word))
			return tails[i].parse(p, place, r);
	return no_tail(p, place, r);
}

static bool parse_tails(struct parser *p, struct requirement *r)
{
	bool good = true;
	while (!parser_at_end(p) || parser_continues(p))
		if (!parse_tail(p, r)) {
			good = false;
			parser_skip_line(p);
		}
	return good;
}

static const struct {
	const char *word;
	enum level level;
} levels[] = {{"must", LEVEL_must},
              {"should", LEVEL_should},
              {"info", LEVEL_info},
              {"award", LEVEL_award}};

static const char *level_at(const void *context, size_t i)
{
	(void)context;
	return levels[i].word;
}

const char *level_advice(const char *typed)
{
	static const struct {
		const char *word, *write;
	} others[] = {{"shall", "must"},    {"needs", "must"},  {"require", "must"},
	              {"required", "must"}, {"may", "info"},    {"nice", "should"},
	              {"want", "should"},   {"points", "award"}};
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (text_same_word(typed, others[i].word))
			return others[i].write;
	return text_nearest(typed, sizeof(levels) / sizeof(*levels), level_at, NULL);
}

static bool unknown_level(struct parser *p)
{
	char *typed = slice_copy(p, parser_peek(p));
	const char *advice = *typed ? level_advice(typed) : NULL;
	if (!advice)
		return parser_expected(p, "must, should, info or award");
	return parser_error(
	        p, parser_place(p),
	        "expected must, should, info or award, found '%s': did you mean %s?",
	        typed, advice);
}

bool parse_requirement(struct parser *p, const char *id, struct place place,
                       struct requirement *r)
{
	const char *start = p->at;
	*r = (struct requirement){.id = id, .place = place, .level = LEVEL_must};
	bool known = false, good;
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels) && !known; i++)
		if (parser_take(p, levels[i].word)) {
			known = true;
			r->level = levels[i].level;
		}
	if (!known) {
		unknown_level(p);
		parser_skip_line(p);
		while (parser_continues(p))
			parser_skip_line(p);
		return false;
	}
	p->info = r->level == LEVEL_info;
	if (r->level == LEVEL_award) {
		good = parse_award(p, r);
		if (!good)
			parser_skip_line(p);
	} else {
		r->need = parse_needs(p);
		good = r->need != NULL;
	}
	p->info = false;
	good = parse_tails(p, r) && good;
	r->written = parser_written(p, start);
	return good;
}
