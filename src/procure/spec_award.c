/* SPDX-License-Identifier: GPL-3.0-or-later
 * Award rows, and the defaults of every row. */
#include "procure/spec_row.h"

#include <string.h>

static const char *say(struct builder *b, const char *sentence)
{
	return tr(b->words.language->catalogue, sentence);
}

/* ---- awards ----------------------------------------------------------------------- */

static const char *scale_text(struct builder *b, enum fact_id fact, const char *weight)
{
	const struct award *a = &b->requirement->award;
	struct buf out = BUF_EMPTY;
	if (a->has_range) {
		buf_format(&out,
		           say(b,
		               "0 points at %s, %s points at %s, in proportion between; "
		               "never less than 0, never more than %s"),
		           operand_in(&b->words, fact, &a->from), weight,
		           operand_in(&b->words, fact, &a->to), weight);
	} else {
		buf_format(&out, say(b, "steps of %s points: "), weight);
		for (size_t i = 0; i < a->step_count; i++) {
			char percent[FIXED_TEXT_MAX];
			buf_format(&out, "%s%s = %s %%", i ? "; " : "",
			           operand_in(&b->words, fact, &a->steps[i].value),
			           number_in(&b->words,
			                     fixed_text(a->steps[i].percent, percent)));
		}
	}
	const char *text = arena_copy(&b->spec->arena, out.text, out.n);
	buf_done(&out);
	return text;
}

/* The fact that a scaled award measures. */
static enum fact_id award_fact(const struct need *need)
{
	if (need->type == NEED_aggregate)
		return need->fact;
	if (need->type == NEED_count)
		return FACT_cpu_cores;
	if (need->type == NEED_conditions && need->conditions.n)
		return need->conditions.items[0].fact;
	return need->fact_count ? need->facts[0] : FACT_COUNT;
}

static void price_row(struct builder *b, const char *weight)
{
	struct spec_row *row = row_at(b, row_add(b, ROW_NONE, NULL));
	row->how = TEST_ROW_award;
	row->text = arena_format(
	        &b->spec->arena,
	        say(b, "Price of one unit without VAT: the lowest price earns %s points, "
	               "another %s x lowest / offered"),
	        weight, weight);
	row->unit = "EUR";
	row->op = "min";
	row->evidence = say(b, "the price form");
	row->check = say(b, "the invoice is compared with the offer");
	row->method = N_("paper");
}

void rows_for_award(struct builder *b)
{
	const struct requirement *r = b->requirement;
	char text[FIXED_TEXT_MAX];
	const char *weight = number_in(&b->words, fixed_text(r->award.weight, text));
	struct arena *arena = &b->spec->arena;
	if (r->award.price) {
		price_row(b, weight);
		row_at(b, (int)b->lot->n - 1)->value = weight;
		return;
	}
	if (!r->award.scaled) {
		int at = rows_for_need(b, ROW_NONE, r->need);
		struct spec_row *row = row_at(b, at);
		row->text = arena_format(arena, say(b, "%s points if met: %s"), weight,
		                         row->text);
		return;
	}
	enum fact_id fact = award_fact(r->need);
	struct spec_row *row = row_at(b, row_add(b, ROW_NONE, r->need));
	const char *name = fact_in(&b->words, fact);
	if (r->need->type == NEED_count)
		name = arena_format(arena, "%s %s", say(b, "number of:"),
		                    kind_in(&b->words, r->need->kind));
	if (r->need->where.n)
		name = arena_format(arena, "%s (%s)", name,
		                    conditions_in(&b->words, &r->need->where, true));
	const struct operand *first = r->award.has_range    ? &r->award.from
	                              : r->award.step_count ? &r->award.steps[0].value
	                                                    : NULL;
	row->how = TEST_ROW_award;
	row->fact = fact;
	row->op = "→";
	row->value = weight;
	row->text = arena_format(arena, "%s – %s", name, scale_text(b, fact, weight));
	if (first) {
		struct test one = {TEST_compare, OP_equal,
		                   (struct operand *)(uintptr_t)first, 1};
		row->unit = test_in(&b->words, fact, &one).unit;
	}
}

/* ---- defaults --------------------------------------------------------------------- */

struct default_row {
	enum check_how how;
	const char *evidence, *check;
};

static const struct default_row by_obtained[] = {
#define BY_OBTAINED(name, how, evidence, check)                                          \
	[OBTAINED_##name] = {CHECK_##how, evidence, check},
#include "procure/defaults.def"
#undef BY_OBTAINED
};

static const struct {
	enum kind_id kind;
	struct default_row says;
} by_kind[] = {
#define BY_KIND(name, how, evidence, check) {KIND_##name, {CHECK_##how, evidence, check}},
#include "procure/defaults.def"
#undef BY_KIND
};

static const struct {
	enum fact_id fact;
	struct default_row says;
} by_fact[] = {
#define BY_FACT(name, how, evidence, check) {FACT_##name, {CHECK_##how, evidence, check}},
#include "procure/defaults.def"
#undef BY_FACT
};

static const enum fact_id critical[] = {
#define CRITICAL(name) FACT_##name,
#include "procure/defaults.def"
#undef CRITICAL
};

static const struct default_row *defaults_of(enum fact_id fact, enum kind_id kind)
{
	for (size_t i = 0; i < sizeof(by_fact) / sizeof(*by_fact); i++)
		if (by_fact[i].fact == fact)
			return &by_fact[i].says;
	for (size_t i = 0; i < sizeof(by_kind) / sizeof(*by_kind); i++)
		if (by_kind[i].kind == kind)
			return &by_kind[i].says;
	return fact == FACT_COUNT ? NULL : &by_obtained[fact_row(fact)->obtained];
}

static enum severity severity_of(const struct spec_row *row)
{
	if (row->level == LEVEL_info)
		return SEVERITY_none;
	if (row->level != LEVEL_must)
		return SEVERITY_minor;
	for (size_t i = 0; i < sizeof(critical) / sizeof(*critical); i++)
		if (critical[i] == row->fact)
			return SEVERITY_critical;
	return SEVERITY_major;
}

static const char *how_name(enum check_how how)
{
	static const char *const names[] = {
	        [CHECK_none] = NULL,       [CHECK_scan] = N_("scan"),
	        [CHECK_look] = N_("look"), [CHECK_measure] = N_("measure"),
	        [CHECK_test] = N_("test"), [CHECK_paper] = N_("paper")};
	return names[how];
}

/* What a check is when only its manner is said. */
static const char *check_by_how(struct builder *b, enum check_how how)
{
	switch (how) {
	case CHECK_scan:
		return say(b, "every unit is scanned and compared");
	case CHECK_measure:
		return say(b, "measured: the units of the sample");
	case CHECK_test:
		return say(b, "tried: the units of the sample");
	case CHECK_paper:
		return say(b,
		           "the documents of the delivery are compared with the offer");
	default:
		return say(b, "a person looks at the units of the sample");
	}
}

void row_defaults(struct builder *b, struct spec_row *row)
{
	const struct requirement *r = b->requirement;
	const struct language *l = b->words.language;
	enum kind_id kind = row->fact != FACT_COUNT ? fact_row(row->fact)->kind
	                    : row->need && row->need->type == NEED_have ? row->need->kind
	                                                                : KIND_COUNT;
	const struct default_row *d = defaults_of(row->fact, kind);
	if (!d && row->need && row->need->type == NEED_have)
		d = &by_obtained[fact_row(kind_row(kind)->first)->obtained];
	const char *evidence = bilingual_in(l, &r->evidence);
	const char *check = bilingual_in(l, &r->check_text);
	row->severity = severity_of(row);
	if (evidence)
		row->evidence = evidence;
	else if (!row->evidence && d)
		row->evidence = say(b, d->evidence);
	if (r->check != CHECK_none) {
		row->method = how_name(r->check);
		row->check = check ? check : check_by_how(b, r->check);
	}
	if (!row->method)
		row->method = how_name(d ? d->how : CHECK_look);
	if (!row->check)
		row->check = d ? say(b, d->check) : check_by_how(b, CHECK_look);
	if (!row->evidence)
		row->evidence = say(b, "the bidder's statement");
}
