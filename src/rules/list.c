/* SPDX-License-Identifier: GPL-3.0-or-later
 * Needs over lists of components. Over a list that may lack components a verdict is given
 * only when no further component could change it. */
#include "rules/judge.h"

#include <string.h>

struct tally {
	size_t pass, fail, unknown;
};

/* Whose trees are kept: all would make a document of thousands of ports too long. */
enum { MOST_PARTS = 64 };

static void keep_part(struct judge *j, struct explanation *e, struct explanation *part)
{
	if (e->part_count < MOST_PARTS)
		explain_part(j, e, part);
	else if (part->verdict == VERDICT_unknown)
		for (size_t i = 0; i < part->missing_count; i++)
			explain_missing(j, e, part->missing[i]);
}

static struct explanation *not_of_one_machine(struct judge *j, const struct need *need)
{
	struct explanation *e = explain_new(j, VERDICT_unknown);
	e->text = need_text(j, need);
	e->reason = "it is asked of the whole lot, and this is one machine of it";
	explain_missing(j, e,
	                (struct missing){.what = "the other units of the lot",
	                                 .why = e->reason,
	                                 .remedy = "compare the units when the lot is "
	                                           "delivered",
	                                 .look = true});
	return e;
}

/* ---- have ------------------------------------------------------------------------- */

static enum verdict have_verdict(const struct need *need, const struct tally *t,
                                 bool closed)
{
	size_t want = need->count, most = t->pass + t->unknown;
	switch (need->quantity) {
	case QUANTITY_at_least:
		if (t->pass >= want)
			return VERDICT_pass;
		return closed && most < want ? VERDICT_fail : VERDICT_unknown;
	case QUANTITY_exactly:
		if (t->pass > want || (closed && most < want))
			return VERDICT_fail;
		return closed && !t->unknown ? VERDICT_pass : VERDICT_unknown;
	default: /* at most, none */
		if (t->pass > want)
			return VERDICT_fail;
		return closed && most <= want ? VERDICT_pass : VERDICT_unknown;
	}
}

/* How near a component came: the number of conditions that hold. */
static size_t met(const struct explanation *part)
{
	size_t n = 0;
	for (size_t i = 0; i < part->part_count; i++)
		n += part->parts[i]->verdict == VERDICT_pass;
	return n;
}

/* What the component that came nearest lacks. */
static void take_nearest_gap(struct judge *j, struct explanation *e)
{
	const struct explanation *nearest = NULL;
	for (size_t i = 0; i < e->part_count; i++)
		if (e->parts[i]->verdict == VERDICT_fail &&
		    (!nearest || met(e->parts[i]) > met(nearest)))
			nearest = e->parts[i];
	if (!nearest)
		return;
	for (size_t i = 0; i < nearest->part_count && !e->gap; i++) {
		const struct explanation *part = nearest->parts[i];
		if (part->verdict != VERDICT_fail)
			continue;
		e->gap = part->gap ? explain_format(j, "%s: %s", nearest->text,
		                                    explain_words(j, part->gap))
		                   : explain_format(j, "%s: asked is %s, %s",
		                                    nearest->text, part->text,
		                                    explain_words(j, part->reason));
		e->remedy = part->remedy;
	}
}

static const char *how_many(struct judge *j, size_t n, const char *word, bool closed)
{
	if (n == 1)
		return closed ? explain_format(j, "there is 1 %s", word)
		              : explain_format(j, "there is 1 %s, perhaps more", word);
	return closed ? explain_format(j, "there are %zu %s", n, word)
	              : explain_format(j, "there are %zu %s, perhaps more", n, word);
}

static const char *have_reason(struct judge *j, const struct need *need,
                               const struct tally *t, bool closed)
{
	size_t n = t->pass + t->fail + t->unknown;
	const char *word = kind_words(j, need->kind, n);
	if (!n)
		return closed ? explain_format(j, "there is no %s",
		                               kind_words(j, need->kind, 1))
		              : explain_format(j, "no %s is known",
		                               kind_words(j, need->kind, 1));
	if (!need->conditions.n)
		return how_many(j, n, word, closed);
	const char *met =
	        t->pass == 1
	                ? explain_format(j, "%zu of %zu %s meets it", t->pass, n, word)
	                : explain_format(j, "%zu of %zu %s meet it", t->pass, n, word);
	if (t->unknown)
		met = explain_format(j, "%s, %zu cannot be told", met, t->unknown);
	return closed ? met : explain_format(j, "%s, and there may be more", met);
}

struct explanation *judge_have(struct judge *j, const struct need *need)
{
	if (need->in_lot)
		return not_of_one_machine(j, need);
	const struct component_list *list = &j->scan->kinds[need->kind];
	struct explanation *e = explain_new(j, VERDICT_unknown);
	struct tally t = {0};
	struct missing why;
	bool closed = list_is_closed(j, need->kind, &why);
	for (size_t i = 0; i < list->n; i++) {
		struct explanation *part =
		        judge_conditions_of(j, list->items[i], &need->conditions);
		t.pass += part->verdict == VERDICT_pass;
		t.fail += part->verdict == VERDICT_fail;
		t.unknown += part->verdict == VERDICT_unknown;
		keep_part(j, e, part);
	}
	e->verdict = have_verdict(need, &t, closed);
	e->text = need_text(j, need);
	e->reason = have_reason(j, need, &t, closed);
	if (e->verdict == VERDICT_unknown) {
		explain_gather_missing(j, e);
		if (!closed)
			explain_missing(j, e, why);
	}
	if (e->verdict != VERDICT_fail || need->quantity == QUANTITY_none ||
	    need->quantity == QUANTITY_at_most)
		return e;
	if (!list->n || !need->conditions.n || t.pass)
		e->gap = explain_format(j, "%zu of %u", t.pass, need->count);
	take_nearest_gap(j, e);
	if (!e->remedy)
		e->remedy = remedy_of_kind(j, need->kind);
	return e;
}

/* ---- every ------------------------------------------------------------------------ */

static bool is_own_panel(const struct component *c)
{
	const struct value *place = fact_value(c, FACT_display_place);
	return place && !strcmp(place->text, "internal");
}

/* Is the component one of those asked about? */
static enum verdict selected(struct judge *j, const struct component *c,
                             const struct need *need)
{
	if (j->not_own_panel && c->kind == KIND_display && is_own_panel(c))
		return VERDICT_fail;
	enum verdict in = conditions_verdict(j, c, &need->where);
	if (j->except && j->except->n)
		in = verdict_and(in, verdict_not(conditions_verdict(j, c, j->except)));
	return in;
}

static const char *every_reason(struct judge *j, const struct need *need,
                                const struct tally *t, size_t chosen, bool closed)
{
	const char *word = kind_words(j, need->kind, chosen);
	if (!chosen)
		return closed ? explain_format(j, "there is no such %s",
		                               kind_words(j, need->kind, 1))
		              : explain_format(j, "no such %s is known",
		                               kind_words(j, need->kind, 1));
	if (t->fail == 1)
		return explain_format(j, "1 of %zu %s does not meet it", chosen, word);
	if (t->fail)
		return explain_format(j, "%zu of %zu %s do not meet it", t->fail, chosen,
		                      word);
	if (t->unknown)
		return explain_format(j, "for %zu of %zu %s it cannot be told",
		                      t->unknown, chosen, word);
	const char *met = chosen == 1
	                          ? explain_format(j, "1 %s meets it", word)
	                          : explain_format(j, "all %zu %s meet it", chosen, word);
	return closed ? met : explain_format(j, "%s, and there may be more", met);
}

static struct explanation *judge_chosen(struct judge *j, const struct component *c,
                                        const struct need *need, enum verdict in)
{
	struct explanation *part = judge_conditions_of(j, c, &need->conditions);
	if (in == VERDICT_pass)
		return part;
	/* Whether it is meant at all cannot be told. */
	if (part->verdict != VERDICT_pass)
		part->verdict = VERDICT_unknown;
	part->reason = "whether it is one of those asked about cannot be told";
	for (size_t i = 0; i < need->where.n; i++) {
		struct explanation *w = judge_condition(j, c, &need->where.items[i]);
		if (w->verdict == VERDICT_unknown)
			explain_part(j, part, w);
	}
	for (size_t i = 0; i < part->part_count; i++)
		for (size_t k = 0; k < part->parts[i]->missing_count; k++)
			explain_missing(j, part, part->parts[i]->missing[k]);
	return part;
}

static void gap_of_first_fail(struct judge *j, struct explanation *e)
{
	for (size_t i = 0; i < e->part_count; i++) {
		const struct explanation *part = e->parts[i];
		if (part->verdict != VERDICT_fail)
			continue;
		if (part->gap)
			e->gap = explain_format(j, "%s: %s", part->text,
			                        explain_words(j, part->gap));
		e->remedy = part->remedy;
		return;
	}
}

struct explanation *judge_every(struct judge *j, const struct need *need)
{
	const struct component_list *list = &j->scan->kinds[need->kind];
	struct explanation *e = explain_new(j, VERDICT_unknown);
	struct tally t = {0};
	size_t sure = 0, chosen = 0;
	struct missing why;
	bool closed = list_is_closed(j, need->kind, &why);
	for (size_t i = 0; i < list->n; i++) {
		enum verdict in = selected(j, list->items[i], need);
		if (in == VERDICT_fail)
			continue;
		struct explanation *part = judge_chosen(j, list->items[i], need, in);
		sure += in == VERDICT_pass;
		chosen++;
		t.pass += part->verdict == VERDICT_pass;
		t.fail += part->verdict == VERDICT_fail;
		t.unknown += part->verdict == VERDICT_unknown;
		keep_part(j, e, part);
	}
	e->text = need_text(j, need);
	e->reason = every_reason(j, need, &t, chosen, closed);
	if (t.fail)
		e->verdict = VERDICT_fail;
	else if (!chosen && closed)
		e->verdict = j->if_present ? VERDICT_not_applicable : VERDICT_fail;
	else if (closed && sure && !t.unknown)
		e->verdict = VERDICT_pass;
	if (e->verdict == VERDICT_unknown) {
		explain_gather_missing(j, e);
		for (size_t i = 0; i < e->part_count && !sure; i++)
			for (size_t k = 0; k < e->parts[i]->missing_count; k++)
				explain_missing(j, e, e->parts[i]->missing[k]);
		if (!closed)
			explain_missing(j, e, why);
	}
	if (e->verdict == VERDICT_fail)
		gap_of_first_fail(j, e);
	return e;
}
