/* SPDX-License-Identifier: GPL-3.0-or-later
 * not_worse_than KIND "MODEL" by FACT [TOLERANCE]: the machine's facts against what the
 * maker of a model states. A tolerance of -10 % lets a tenth less pass. A fact that the
 * scan does not know is taken from the table too, where it has the machine's own model.
 */
#include "rules/own_model.h"
#include "rules/source.h"

#include <string.h>

/* What is compared. */
struct comparison {
	struct judge *j;
	struct compat_model model; /* what it must not be worse than */
	struct compat_model own;   /* the machine's, when the table has it; else n 0 */
	struct error err;
};

/* The place of a fact in a model, by name, as a package of a processor has the facts of
 * the processor; its n: the model does not state it. */
static size_t find_fact(const struct compat_model *model, enum fact_id fact)
{
	size_t i = 0;
	while (i < model->n &&
	       strcmp(fact_row(model->facts[i])->name, fact_row(fact)->name) != 0)
		i++;
	return i;
}

/* "FACT >= VALUE", to be freed; NULL: the value cannot be read. */
static struct tor *read_value(struct judge *j, const struct compat_model *model, size_t i)
{
	struct operand *value;
	return model_value(j, model->facts[i], model->values[i], &value);
}

static struct condition *condition_of(struct tor *tor)
{
	return &tor->common.requirements->need->conditions.items[0];
}

/* Moves the bound by the tolerance, and says so. */
static void apply_tolerance(struct judge *j, struct condition *condition,
                            fixed_t tolerance)
{
	enum { PARTS = 100000 }; /* of the bound */
	struct operand *bound = &condition->test.operands[0];
	struct value *value = &bound->value;
	struct buf text = BUF_EMPTY;
	if (!tolerance || (value->type != TYPE_NUMBER && value->type != TYPE_INTEGER))
		return;
	int64_t parts = PARTS + (int64_t)(tolerance / (FIXED_ONE / (PARTS / 100)));
	value->number.min = fixed_scale(value->number.min, parts, PARTS);
	value->number.max = fixed_scale(value->number.max, parts, PARTS);
	value_print(&text, condition->fact, value);
	bound->written = explain_take(j, &text);
}

static void add_reference(struct comparison *c, struct explanation *e,
                          const struct compat_model *model, size_t i)
{
	explain_evidence(
	        c->j, e,
	        (struct evidence){.fact = FACT_COUNT,
	                          .value = explain_format(c->j, "%s: %s %s", model->name,
	                                                  fact_row(model->facts[i])->name,
	                                                  model->values[i]),
	                          .source = source_title(c->j, model->sources[i])});
}

/* The scan does not know the fact: what the table says of the machine's own model. */
static void ask_own_model(struct comparison *c, struct explanation *e,
                          const struct condition *condition)
{
	size_t i = find_fact(&c->own, condition->fact);
	struct tor *tor = i < c->own.n ? read_value(c->j, &c->own, i) : NULL;
	if (!tor)
		return;
	const struct value *have = &condition_of(tor)->test.operands[0].value;
	e->verdict =
	        verdict_of(test_value(c->j, condition->fact, have, &condition->test));
	e->reason = explain_format(c->j, "it is %s, as its maker states it",
	                           c->own.values[i]);
	e->missing_count = 0;
	if (e->verdict == VERDICT_fail)
		e->gap = gap_of(c->j, condition->fact, have, &condition->test);
	add_reference(c, e, &c->own, i);
	tor_free(tor);
}

static struct explanation *not_stated(struct comparison *c, enum fact_id fact)
{
	struct explanation *e = explain_new(c->j, VERDICT_unknown);
	e->text = fact_text(c->j, fact);
	e->reason =
	        explain_format(c->j, "the database does not say it of %s", c->model.name);
	explain_missing(c->j, e,
	                (struct missing){.what = explain_format(c->j, "%s of %s",
	                                                        fact_text(c->j, fact),
	                                                        c->model.name),
	                                 .why = "the database does not say it",
	                                 .remedy = "compare the data sheets",
	                                 .look = true});
	return e;
}

/* One fact of one component; component NULL: the list has none. */
static struct explanation *compare(struct comparison *c,
                                   const struct component *component, enum fact_id fact,
                                   fixed_t tolerance)
{
	size_t i = find_fact(&c->model, fact);
	struct tor *tor = i < c->model.n ? read_value(c->j, &c->model, i) : NULL;
	if (!tor)
		return not_stated(c, fact);
	struct condition *condition = condition_of(tor);
	condition->fact = fact;
	apply_tolerance(c->j, condition, tolerance);
	struct explanation *e = judge_condition(c->j, component, condition);
	if (e->verdict == VERDICT_unknown)
		ask_own_model(c, e, condition);
	add_reference(c, e, &c->model, i);
	tor_free(tor);
	return e;
}

static void compare_all(struct comparison *c, const struct need *need,
                        const struct component *component, struct explanation *to)
{
	for (size_t i = 0; i < need->fact_count; i++) {
		struct explanation *part =
		        compare(c, component, need->facts[i], need->tolerances[i]);
		explain_part(c->j, to, part);
		to->verdict = verdict_and(to->verdict, part->verdict);
		if (part->verdict == VERDICT_fail && !to->gap) {
			to->gap = explain_format(
			        c->j, "%s: %s", fact_text(c->j, need->facts[i]),
			        explain_words(c->j,
			                      part->gap ? part->gap : part->reason));
			to->remedy = part->remedy;
		}
	}
}

/* The processor of the machine in the table of models. */
static void find_own(struct comparison *c)
{
	const struct fact *fact = scan_fact(c->j->scan, FACT_cpu_model);
	if (fact && fact->state == STATE_known)
		compat_model(c->j->compat, KIND_cpu, fact->value.text, &c->own,
		             c->j->arena, &c->err);
}

struct explanation *judge_not_worse(struct judge *j, const struct need *need)
{
	struct comparison c = {.j = j};
	struct explanation *e = explain_new(j, VERDICT_pass);
	struct missing why;
	e->text = need_text(j, need);
	if (!j->compat)
		return explain_unknown(j, e, "there is no compatibility database",
		                       "build it: make");
	if (need->kind != KIND_cpu && need->kind != KIND_cpu_package)
		return explain_unknown(j, e,
		                       explain_format(j,
		                                      "the database has no models of %s",
		                                      kind_words(j, need->kind, 2)),
		                       "compare the data sheets");
	if (!compat_model(j->compat, KIND_cpu, need->text, &c.model, j->arena, &c.err))
		return explain_unknown(
		        j, e,
		        c.err.code ? explain_format(j, "%s", c.err.text)
		                   : explain_format(j, "the database does not know %s",
		                                    need->text),
		        "compare the data sheets, or write the facts that are needed");
	find_own(&c);
	const struct component_list *list = &j->scan->kinds[need->kind];
	for (size_t i = 0; i < list->n; i++)
		compare_all(&c, need, list->items[i], e);
	if (!list_is_closed(j, need->kind, &why)) {
		e->verdict = verdict_and(e->verdict, VERDICT_unknown);
		explain_missing(j, e, why);
	} else if (!list->n) {
		compare_all(&c, need, NULL, e);
	}
	if (e->verdict == VERDICT_unknown)
		explain_gather_missing(j, e);
	e->reason = explain_format(j, "compared with %s", c.model.name);
	return e;
}
