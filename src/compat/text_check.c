/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks what one file of the text cannot tell: references, ids that are there once. */
#include "compat/text_check.h"

#include <stdlib.h>
#include <string.h>

static int index_order(const void *x, const void *y)
{
	const struct text_index_item *a = x, *b = y;
	int order = strcmp(a->name, b->name);
	return order ? order : (a->position > b->position) - (a->position < b->position);
}

static void index_add(struct text_index *index, const char *name, size_t position,
                      const char *file, struct place place)
{
	index->items =
	        memory_room(index->items, index->n, &index->room, sizeof(*index->items));
	index->items[index->n++] = (struct text_index_item){name, position, file, place};
}

static void index_sort(struct text_index *index)
{
	if (index->n)
		qsort(index->items, index->n, sizeof(*index->items), index_order);
}

static int name_order(const void *key, const void *item)
{
	return strcmp(key, ((const struct text_index_item *)item)->name);
}

const struct text_index_item *text_index_find(const struct text_index *index,
                                              const char *name)
{
	if (!index->n)
		return NULL;
	const struct text_index_item *item =
	        bsearch(name, index->items, index->n, sizeof(*index->items), name_order);
	while (item && item > index->items && !strcmp(item[-1].name, name))
		item--;
	return item;
}

static const char *index_name(const void *context, size_t i)
{
	return ((const struct text_index *)context)->items[i].name;
}

const char *text_index_nearest(const struct text_index *index, const char *typed)
{
	return text_nearest(typed, index->n, index_name, index);
}

/* Names that are there twice: a problem at each but the first. */
static void check_once(struct compat_problems *problems, const struct text_index *index,
                       const char *what)
{
	const struct text_index_item *first = index->items;
	for (size_t i = 1; i < index->n; i++) {
		const struct text_index_item *item = &index->items[i];
		if (strcmp(first->name, item->name) != 0)
			first = item;
		else if (!first->place.line) /* it is of a database, not of this text */
			compat_problem_add(problems, item->file, item->place,
			                   "expected another %s, found %s, which the "
			                   "database has already",
			                   what, item->name);
		else
			compat_problem_add(problems, item->file, item->place,
			                   "expected another %s, found %s again: it is "
			                   "at %s:%d",
			                   what, item->name, first->file,
			                   first->place.line);
	}
}

static void index_sources(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->source_count; i++) {
		const struct text_source *s = &text->sources[i];
		index_add(&checker->sources, s->id, i, s->file, s->place);
		for (int list = 0; list < NAME_LIST_COUNT; list++)
			if (!strcmp(s->id, name_list_row(list)->id))
				compat_problem_add(text->problems, s->file, s->place,
				                   "expected another id of a source, "
				                   "found %s: the list of names has it",
				                   s->id);
	}
	index_sort(&checker->sources);
	check_once(text->problems, &checker->sources, "id of a source");
}

static void index_sets(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->set_count; i++)
		index_add(&checker->sets, text->sets[i].name, i, text->sets[i].file,
		          text->sets[i].place);
	index_sort(&checker->sets);
	check_once(text->problems, &checker->sets, "name of a set");
}

static void index_slugs(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->platform_count; i++) {
		const struct text_platform *p = &text->platforms[i];
		if (p->slug)
			index_add(&checker->slugs, p->slug, i, p->file, p->place);
		for (size_t k = 0; k < p->alias_count; k++)
			index_add(&checker->slugs, p->aliases[k].slug, i, p->file,
			          p->aliases[k].place);
	}
	index_sort(&checker->slugs);
	check_once(text->problems, &checker->slugs, "slug");
}

/* Sets of processors have rules, names or both; they may be named twice. */
static void index_processors(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->rule_count; i++)
		index_add(&checker->processors, text->rules[i].set, i,
		          text->rules[i].file, text->rules[i].from.place);
	for (size_t i = 0; i < text->name_count; i++)
		index_add(&checker->processors, text->names[i].set, i,
		          text->names[i].file, text->names[i].from.place);
	index_sort(&checker->processors);
}

/* A reference to something that is not there. */
static void unknown(struct text_checker *checker, const char *file, struct place place,
                    const struct text_index *index, const char *what, const char *name)
{
	const char *near = text_index_nearest(index, name);
	compat_problem_add(checker->text->problems, file, place,
	                   "expected %s, found '%s'%s%s%s", what, name,
	                   near ? ": did you mean " : "", near ? near : "",
	                   near ? "?" : "");
}

void text_check_from(struct text_checker *checker, const char *file,
                     const struct text_from *from)
{
	if (!text_index_find(&checker->sources, from->source))
		unknown(checker, file, from->place, &checker->sources,
		        "the id of a source", from->source);
}

void text_check_reference(struct text_checker *checker, const char *file,
                          struct place place, const struct text_index *index,
                          const char *what, const char *name)
{
	if (!text_index_find(index, name))
		unknown(checker, file, place, index, what, name);
}

static void check_rows(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->rule_count; i++)
		text_check_from(checker, text->rules[i].file, &text->rules[i].from);
	for (size_t i = 0; i < text->name_count; i++)
		text_check_from(checker, text->names[i].file, &text->names[i].from);
}

/* Names of the database beside the text stand first, so that the text's are again. */
static void index_known(struct text_index *index, const struct known *known)
{
	for (size_t i = 0; known && i < known->n; i++)
		index_add(index, known->names[i], 0, "the database",
		          (struct place){0, 0});
}

void compat_text_check(struct compat_text *text)
{
	compat_text_check_beside(text, NULL);
}

void compat_text_check_beside(struct compat_text *text, const struct compat_known *known)
{
	struct text_checker checker = {.text = text};
	if (known) {
		index_known(&checker.sources, &known->sources);
		index_known(&checker.slugs, &known->slugs);
		index_known(&checker.processors, &known->processors);
	}
	index_sources(&checker);
	index_sets(&checker);
	index_slugs(&checker);
	index_processors(&checker);
	check_rows(&checker);
	text_check_models(&checker);
	text_check_hardware(&checker);
	text_check_drivers(&checker);
	text_check_platforms(&checker);
	text_check_terms(&checker);
	free(checker.sources.items);
	free(checker.sets.items);
	free(checker.slugs.items);
	free(checker.processors.items);
}
