/* SPDX-License-Identifier: GPL-3.0-or-later
 * A declaration to the answers that its bidder would give in the response form. */
#include "procure/accept.h"
#include "procure/offer_row.h"
#include "procure/wording.h"

#include <string.h>

/* One lot being filled. */
struct filler {
	const struct spec *spec;
	const struct spec_lot *lot;
	const struct declaration *said;
	struct offer *offer;
	struct offer_answer *answers;
	const char *proof; /* who declares it, and when; NULL: nobody does */
};

static const struct component_list *list_of(const struct filler *f, enum kind_id kind)
{
	return &f->said->facts->kinds[kind];
}

static void offer_value_of(struct filler *f, size_t row, enum fact_id fact,
                           const struct value *value)
{
	const struct spec_row *r = &f->lot->rows[row];
	const struct award *award = &r->requirement->award;
	const struct operand *like = r->test && r->test->n ? r->test->operands
	                             : award->has_range    ? &award->from
	                                                   : NULL;
	struct offer_answer *a = &f->answers[row];
	struct wording words = {&f->offer->arena, &f->spec->language, f->spec->date,
	                        NULL};
	a->value = value;
	a->offered = value_in(&words, fact, value, like);
	a->proof = f->proof;
}

/* ---- components ------------------------------------------------------------------- */

static enum truth holds(const struct filler *f, const struct component *c,
                        enum fact_id fact, const struct test *test)
{
	const struct value *have = fact == FACT_COUNT ? NULL : fact_value(c, fact);
	return have ? offer_compare(f->spec, f->lot, fact, test, have) : TRUTH_maybe;
}

/* Is it one of those that the need is about? What is not declared does not say no. */
static bool selected(const struct filler *f, const struct component *c,
                     const struct conditions *where)
{
	for (size_t i = 0; i < where->n; i++)
		if (holds(f, c, where->items[i].fact, &where->items[i].test) != TRUTH_yes)
			return false;
	return true;
}

/* How many sub-rows of a row the component meets, and whether it misses one. */
static size_t meets(const struct filler *f, size_t row, const struct component *c,
                    enum truth *all)
{
	size_t n = 0;
	*all = TRUTH_yes;
	for (size_t i = row + 1; i < f->lot->n; i++) {
		const struct spec_row *part = &f->lot->rows[i];
		if (part->parent != (int)row || !part->test)
			continue;
		enum truth one = holds(f, c, part->fact, part->test);
		*all = one < *all ? one : *all;
		n += one == TRUTH_yes;
	}
	return n;
}

/* What the component has of each sub-row. */
static void show_parts(struct filler *f, size_t row, const struct component *c)
{
	for (size_t i = row + 1; c && i < f->lot->n; i++) {
		const struct spec_row *part = &f->lot->rows[i];
		const struct value *have =
		        part->parent == (int)row && part->fact != FACT_COUNT
		                ? fact_value(c, part->fact)
		                : NULL;
		if (have)
			offer_value_of(f, i, part->fact, have);
	}
}

/* How many are declared: told where those that may count do not change the answer. */
static void show_number(struct filler *f, size_t row, size_t sure, size_t perhaps)
{
	const struct need *need = f->lot->rows[row].need;
	bool least = need->quantity == QUANTITY_at_least;
	struct offer_answer *a = &f->answers[row];
	a->proof = f->proof;
	if (sure == perhaps || (least && (sure >= need->count || perhaps < need->count)))
		a->offered = arena_format(&f->offer->arena, "%zu", sure);
}

static void fill_have(struct filler *f, size_t row)
{
	const struct need *need = f->lot->rows[row].need;
	const struct component_list *list = list_of(f, need->kind);
	const struct component *best = NULL;
	size_t sure = 0, perhaps = 0, most = 0;
	enum truth all;
	if (!list->mentioned)
		return;
	for (size_t i = 0; i < list->n; i++) {
		const struct component *c = list->items[i];
		size_t met = meets(f, row, c, &all);
		sure += all == TRUTH_yes;
		perhaps += all != TRUTH_no;
		if (!best || met > most) {
			best = c;
			most = met;
		}
	}
	show_parts(f, row, best);
	show_number(f, row, sure, perhaps);
}

/* The component that comes out worst in a test; NULL: none is selected. */
static const struct component *worst_of(const struct filler *f, const struct need *need,
                                        enum fact_id fact, const struct test *test)
{
	const struct component_list *list = list_of(f, fact_row(fact)->kind);
	const struct component *worst = NULL;
	enum truth low = TRUTH_yes;
	for (size_t i = 0; i < list->n; i++) {
		const struct component *c = list->items[i];
		enum truth one;
		if (need->type == NEED_every && !selected(f, c, &need->where))
			continue;
		one = holds(f, c, fact, test);
		if (!worst || one < low) {
			worst = c;
			low = one;
		}
	}
	return worst;
}

static void fill_value(struct filler *f, size_t row)
{
	const struct spec_row *r = &f->lot->rows[row];
	const struct component *c = worst_of(f, r->need, r->fact, r->test);
	const struct value *have = c ? fact_value(c, r->fact) : NULL;
	if (have)
		offer_value_of(f, row, r->fact, have);
}

/* ---- over several components ------------------------------------------------------ */

/* Takes one more component into the result. */
static void join(const struct need *need, struct value *result, const struct value *one)
{
	bool largest = need->aggregate == AGGREGATE_largest;
	if (need->aggregate == AGGREGATE_total) {
		result->number.min += one->number.min;
		result->number.max += one->number.max;
	} else if (value_compare(need->fact, one, largest ? OP_more : OP_less, result) ==
	           TRUTH_yes) {
		*result = *one;
	}
}

/* The total, the smallest or the largest of what is declared; one that does not say
 * leaves it open. */
static void fill_aggregate(struct filler *f, size_t row, const struct need *need)
{
	const struct component_list *list = list_of(f, fact_row(need->fact)->kind);
	struct value *result = arena_alloc(&f->offer->arena, sizeof(*result));
	bool any = false;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *one;
		if (!selected(f, list->items[i], &need->where))
			continue;
		one = fact_value(list->items[i], need->fact);
		if (!one)
			return;
		if (any)
			join(need, result, one);
		else
			*result = *one;
		any = true;
	}
	if (any)
		offer_value_of(f, row, need->fact, result);
}

static void fill_count(struct filler *f, size_t row, const struct need *need)
{
	const struct component_list *list = list_of(f, need->kind);
	struct value *result = arena_alloc(&f->offer->arena, sizeof(*result));
	size_t n = 0;
	if (!list->mentioned)
		return;
	for (size_t i = 0; i < list->n; i++)
		n += selected(f, list->items[i], &need->where);
	*result = value_number((fixed_t)n * FIXED_ONE, DIM_none);
	result->type = TYPE_INTEGER;
	offer_value_of(f, row, f->lot->rows[row].fact, result);
}

/* ---- rows ------------------------------------------------------------------------- */

static void fill_price(struct filler *f, size_t row)
{
	const struct fact *price = scan_fact(f->said->facts, FACT_offer_unit_price);
	if (price && price->state == STATE_known)
		offer_value_of(f, row, FACT_offer_unit_price, &price->value);
}

static void fill_stated(struct filler *f, size_t row)
{
	const struct spec_row *r = &f->lot->rows[row];
	const struct component_list *list = list_of(f, fact_row(r->fact)->kind);
	const struct value *have = list->n ? fact_value(list->items[0], r->fact) : NULL;
	if (have)
		offer_value_of(f, row, r->fact, have);
}

static void fill_row(struct filler *f, size_t row)
{
	const struct spec_row *r = &f->lot->rows[row];
	const struct need *need = r->need;
	bool part = r->parent != ROW_NONE && need == f->lot->rows[r->parent].need;
	if (r->requirement->award.price)
		fill_price(f, row);
	else if (!need)
		return;
	else if (need->type == NEED_have && !part && need->quantity != QUANTITY_none)
		fill_have(f, row);
	else if (need->type == NEED_aggregate)
		fill_aggregate(f, row, need);
	else if (need->type == NEED_count)
		fill_count(f, row, need);
	else if ((need->type == NEED_conditions || need->type == NEED_every) && r->test &&
	         r->fact != FACT_COUNT)
		fill_value(f, row);
	else if ((need->type == NEED_state || r->how == TEST_ROW_award) &&
	         r->fact != FACT_COUNT)
		fill_stated(f, row);
}

/* ---- answers ---------------------------------------------------------------------- */

/* An answer holds for the row and what is part of it, except where a value says more. */
static void answer_row(struct filler *f, size_t row, const struct declared_answer *said)
{
	static const char *const words[] = {[ANSWER_yes] = "yes",
	                                    [ANSWER_no] = "no",
	                                    [ANSWER_equivalent] = "equivalent"};
	struct offer_answer *a = &f->answers[row];
	if (!a->complies) {
		a->complies = words[said->answer];
		a->remark = said->text;
		a->proof =
		        said->answer == ANSWER_yes && said->text ? said->text : f->proof;
	}
	for (size_t i = row + 1; i < f->lot->n; i++)
		if (f->lot->rows[i].parent == (int)row)
			answer_row(f, i, said);
}

/* By the row, or by the need that it comes from; rows first, as they say more. */
static bool answer_lot(struct filler *f, const struct declared_answer *said, bool by_row)
{
	bool found = false;
	for (size_t i = 0; i < f->lot->n; i++) {
		const struct spec_row *row = &f->lot->rows[i];
		const char *id = by_row ? row->id : row->requirement->id;
		bool top = by_row || row->parent == ROW_NONE;
		if (!top || !id || strcmp(id, said->id) != 0)
			continue;
		answer_row(f, i, said);
		found = true;
	}
	return found;
}

static void take_answers(struct filler *f)
{
	for (int by_row = 1; by_row >= 0; by_row--)
		for (size_t i = 0; i < f->said->answer_count; i++) {
			const struct declared_answer *said = &f->said->answers[i];
			if (answer_lot(f, said, by_row) || by_row ||
			    answer_lot(f, said, true))
				continue;
			offer_message(
			        f->offer,
			        arena_format(&f->offer->arena,
			                     "answer %s: the specification has no "
			                     "requirement of this name in %s: left out",
			                     said->id, f->lot->id));
		}
}

/* The lot that it is for; the number of lots when there is none such. */
static size_t lot_of(const struct spec *spec, const struct declaration *said)
{
	size_t i = 0;
	if (!said->lot)
		return spec->n == 1 ? 0 : spec->n;
	while (i < spec->n && strcmp(spec->lots[i].id, said->lot) != 0)
		i++;
	return i;
}

struct offer *offer_declared(const struct spec *spec, struct declaration *said,
                             const char *name, struct error *err)
{
	size_t lot = lot_of(spec, said);
	if (lot == spec->n) {
		error_set(err, EXIT_usage, name,
		          said->lot ? "it is for lot %s, which the specification has not"
		                    : "it does not say which lot it is for%s",
		          said->lot ? said->lot : "");
		error_remedy(err, "name one of the specification: for \"…\" lot %s",
		             spec->lots[0].id);
		declaration_free(said);
		return NULL;
	}
	struct offer *offer = offer_new(spec, name);
	offer->declaration = said;
	struct filler f = {spec,
	                   &spec->lots[lot],
	                   said,
	                   offer,
	                   offer->lots[lot].answers,
	                   said->by && said->has_date ? said->by : NULL};
	char day[DATE_TEXT_MAX];
	if (f.proof)
		f.proof = arena_format(&offer->arena, "%s: %s, %s", name, said->by,
		                       date_text(said->date, day));
	offer->lots[lot].offered = true;
	for (size_t i = 0; i < f.lot->n; i++) {
		f.answers[i].row = (int)i + 1;
		fill_row(&f, i);
	}
	take_answers(&f);
	offer_message(
	        offer,
	        tr(spec->language.catalogue,
	           "a declaration: its values are the word of who signs it; ask for "
	           "the evidence that the specification names"));
	return offer;
}
