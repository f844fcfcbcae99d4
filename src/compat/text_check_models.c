/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks models/KIND.tsv: names that are there once, and values of the facts' types. */
#include "compat/lexer.h"
#include "compat/text_check.h"

#include <stdlib.h>
#include <string.h>

static int by_words(const void *x, const void *y)
{
	const struct text_model *const *a = x, *const *b = y;
	int order = strcmp((*a)->words, (*b)->words);
	if (!order)
		order = strcmp((*a)->file, (*b)->file);
	return order ? order : (*a)->place.line - (*b)->place.line;
}

static bool states(const struct text_model *model, enum fact_id fact)
{
	for (size_t i = 0; i < model->n; i++)
		if (model->facts[i] == fact && model->values[i])
			return true;
	return false;
}

/* Rows of one model may add to each other; a fact is stated once. */
static void check_pair(struct text_checker *checker, const struct text_model *before,
                       const struct text_model *model)
{
	for (size_t i = 0; i < model->n; i++)
		if (model->values[i] && states(before, model->facts[i]))
			compat_problem_add(
			        checker->text->problems, model->file, model->place,
			        "expected %s of %s once, found it again: it is at %s:%d",
			        fact_full_name(model->facts[i]),
			        text_shown(&checker->text->arena, model->name),
			        before->file, before->place.line);
}

static void check_once(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	size_t n = text->model_count;
	const struct text_model **order = memory_get((n + 1) * sizeof(*order));
	for (size_t i = 0; i < n; i++)
		order[i] = &text->models[i];
	qsort(order, n, sizeof(*order), by_words);
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k-- > 0 && !strcmp(order[k]->words, order[i]->words);)
			check_pair(checker, order[k], order[i]);
	free(order);
}

/* A value is what the language of needs reads behind the fact. */
static void check_value(struct text_checker *checker, const struct text_model *model,
                        size_t i)
{
	struct problems problems = {0};
	const char *need =
	        arena_format(&checker->text->arena, "%s >= %s",
	                     fact_full_name(model->facts[i]), model->values[i]);
	struct tor *tor = tor_parse_needs(need, strlen(need), model->file, 1, &problems);
	if (!tor || tor->common.requirements->need->type != NEED_conditions ||
	    tor->common.requirements->need->conditions.n != 1)
		compat_problem_add(checker->text->problems, model->file, model->place,
		                   "expected a value of %s, found %s",
		                   fact_full_name(model->facts[i]),
		                   text_shown(&checker->text->arena, model->values[i]));
	tor_free(tor);
	problems_done(&problems);
}

void text_check_models(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->model_count; i++) {
		const struct text_model *m = &text->models[i];
		text_check_from(checker, m->file, &m->from);
		for (size_t k = 0; k < m->n; k++)
			if (m->values[k])
				check_value(checker, m, k);
	}
	check_once(checker);
}
