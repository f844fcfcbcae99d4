/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/offer_score.h"

#include "procure/wording.h"

#include <string.h>

/* One row of the award in one offer. */
struct score {
	const struct spec *spec;
	const struct spec_row *row;
	struct offer *offer;
	const struct offer_answer *answer;
	struct row_verdict *v;
};

static const char *rounded(struct score *s, fixed_t number, unsigned digits)
{
	const struct wording words = {.arena = &s->offer->arena,
	                              .language = &s->spec->language};
	char text[FIXED_TEXT_MAX];
	return number_in(&words, fixed_text_rounded(number, digits, text));
}

static const char *shown(struct score *s, fixed_t number)
{
	return rounded(s, number, POINT_DIGITS);
}

/* A value in the unit in which the award writes its scale. */
static const char *in_unit(struct score *s, fixed_t number)
{
	enum { VALUE_DIGITS = 6 };
	const struct operand *from = &s->row->requirement->award.from;
	size_t n = from->written ? strspn(from->written, "-0123456789., ") : 0, used;
	const struct unit *unit =
	        n ? unit_at(from->written + n, strlen(from->written + n), &used) : NULL;
	if (!unit || unit->dimension != from->value.dimension)
		return rounded(s, number, VALUE_DIGITS);
	bool memory = fact_is_memory(s->row->fact);
	return rounded(
	        s, fixed_scale(number, unit->den, memory ? unit->memory_num : unit->num),
	        VALUE_DIGITS);
}

/* a × b ÷ c, in long arithmetic where it fits; c > 0. */
static fixed_t share(fixed_t a, fixed_t b, fixed_t c)
{
	return a * (b / 1000) / (c / 1000 ? c / 1000 : 1);
}

static bool read_price(const struct offer_answer *a, fixed_t *price)
{
	char plain[32];
	size_t k = 0;
	for (const char *at = a->offered ? a->offered : ""; *at && k + 1 < sizeof(plain);
	     at++) {
		if (*at == ' ' || !strncmp(at, "\xC2\xA0", 2))
			continue;
		if ((*at < '0' || *at > '9') && *at != ',' && *at != '.')
			break;
		plain[k++] = *at == ',' ? '.' : *at;
	}
	plain[k] = '\0';
	return k && fixed_parse(plain, k, price) == k && *price > 0;
}

static fixed_t clip(fixed_t number, fixed_t low, fixed_t high)
{
	return number < low ? low : number > high ? high : number;
}

static void score_range(struct score *s, fixed_t offered)
{
	const struct award *a = &s->row->requirement->award;
	fixed_t from = a->from.value.number.min, to = a->to.value.number.min;
	fixed_t span = to > from ? to - from : from - to;
	fixed_t done = to > from ? offered - from : from - offered;
	s->v->points = share(a->weight, clip(done, 0, span), span);
	s->v->formula =
	        arena_format(&s->offer->arena, "%s × (%s − %s) ÷ (%s − %s) = %s",
	                     shown(s, a->weight), in_unit(s, offered), in_unit(s, from),
	                     in_unit(s, to), in_unit(s, from), shown(s, s->v->points));
}

/* The best step that the value reaches; steps are written worst first. */
static void score_steps(struct score *s, const struct value *offered)
{
	const struct award *a = &s->row->requirement->award;
	fixed_t best = 0;
	bool falls = false;
	if (a->step_count > 1)
		falls = value_compare(s->row->fact, &a->steps[0].value.value, OP_more,
		                      &a->steps[1].value.value) == TRUTH_yes;
	for (size_t i = 0; i < a->step_count; i++)
		if (value_compare(s->row->fact, offered, falls ? OP_at_most : OP_at_least,
		                  &a->steps[i].value.value) == TRUTH_yes &&
		    a->steps[i].percent > best)
			best = a->steps[i].percent;
	s->v->points = share(a->weight, best, 100 * FIXED_ONE);
	s->v->formula =
	        arena_format(&s->offer->arena, "%s × %s %% = %s", shown(s, a->weight),
	                     shown(s, best), shown(s, s->v->points));
}

static void score_value(struct score *s)
{
	struct value *value = &s->v->value;
	s->v->has_value =
	        s->answer->value ||
	        offer_value(s->spec, s->row, s->answer->offered, &s->offer->arena, value);
	if (s->answer->value)
		*value = *s->answer->value;
	if (!s->v->has_value) {
		s->v->verdict = OFFER_unverified;
		s->v->reason = s->answer->offered
		                       ? N_("the value offered cannot be read")
		                       : N_("the value offered is not written");
		return;
	}
	s->v->verdict = OFFER_conforms;
	bool number = value->type == TYPE_NUMBER || value->type == TYPE_INTEGER;
	if (s->row->requirement->award.has_range && number)
		score_range(s, value->number.min);
	else
		score_steps(s, value);
}

static void score_need(struct score *s)
{
	fixed_t weight = s->row->requirement->award.weight;
	bool met = s->v->verdict == OFFER_conforms;
	s->v->points = met ? weight : 0;
	s->v->formula = arena_format(&s->offer->arena, "%s × %d = %s", shown(s, weight),
	                             met, shown(s, s->v->points));
}

/* The lowest price among offers that may win: one that does not conform sets no mark. */
static fixed_t lowest_price(size_t lot, size_t row, struct offer *const *offers, size_t n)
{
	fixed_t low = 0, price;
	for (size_t i = 0; i < n; i++) {
		const struct offer_lot *l = &offers[i]->lots[lot];
		if (l->offered && l->overall != OFFER_non_conforming &&
		    read_price(&l->answers[row], &price) && (!low || price < low))
			low = price;
	}
	return low;
}

static void score_price(struct score *s, fixed_t lowest)
{
	fixed_t price, weight = s->row->requirement->award.weight;
	if (!read_price(s->answer, &price)) {
		s->v->verdict = OFFER_unverified;
		s->v->reason = N_("the price is missing or cannot be read");
		return;
	}
	s->v->verdict = OFFER_conforms;
	fixed_t points = lowest ? share(weight, lowest, price) : 0;
	s->v->points = points > weight ? weight : points;
	s->v->formula =
	        arena_format(&s->offer->arena, "%s × %s ÷ %s = %s", shown(s, weight),
	                     shown(s, lowest), shown(s, price), shown(s, s->v->points));
}

void offers_score(const struct spec *spec, size_t lot, struct offer *const *offers,
                  size_t n)
{
	const struct spec_lot *l = &spec->lots[lot];
	for (size_t r = 0; r < l->n; r++) {
		const struct spec_row *row = &l->rows[r];
		if (row->level != LEVEL_award || row->depth)
			continue;
		fixed_t lowest = row->requirement->award.price
		                         ? lowest_price(lot, r, offers, n)
		                         : 0;
		for (size_t i = 0; i < n; i++) {
			struct offer_lot *o = &offers[i]->lots[lot];
			struct score s = {spec, row, offers[i], &o->answers[r],
			                  &o->verdicts[r]};
			if (!o->offered)
				continue;
			if (row->requirement->award.price)
				score_price(&s, lowest);
			else if (row->how == TEST_ROW_award)
				score_value(&s);
			else
				score_need(&s);
			o->points += s.v->points;
		}
	}
}
