/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks what requirements need: it must be in the language of terms of reference, and
 * what it names must be there. */
#include "compat/text_check.h"

#include <string.h>

/* Platforms and sets of processors that the need names. */
static void check_names(struct text_checker *checker, const char *file,
                        const struct need *need)
{
	for (size_t i = 0; i < need->n; i++)
		check_names(checker, file, need->parts[i]);
	if (need->type == NEED_processor_rule)
		text_check_reference(checker, file, need->place, &checker->processors,
		                     "a set of cpu-rules or cpu-names", need->platform);
	else if (need->type == NEED_run || need->type == NEED_drivers)
		text_check_reference(checker, file, need->place, &checker->slugs,
		                     "the slug of a platform", need->platform);
}

void text_check_add(struct text_checker *checker, const char *file,
                    const struct problems *problems)
{
	for (size_t i = 0; i < problems->n; i++)
		if (!problems->items[i].warning)
			compat_problem_add(checker->text->problems, file,
			                   problems->items[i].place, "%s",
			                   problems->items[i].text);
}

/* Parses needs where they stand in the file; NULL with problems. tor_free() it. */
static struct tor *parse(struct text_checker *checker, const char *file,
                         const struct text_needs *needs)
{
	struct problems problems = {0};
	struct tor *tor = tor_parse_needs(needs->placed, strlen(needs->placed), file,
	                                  needs->place.line, &problems);
	if (!tor)
		text_check_add(checker, file, &problems);
	problems_done(&problems);
	return tor;
}

static void check_condition(struct text_checker *checker, const char *file,
                            const struct text_needs *condition)
{
	struct tor *tor = parse(checker, file, condition);
	if (tor && tor->common.requirements->need->type != NEED_conditions)
		compat_problem_add(checker->text->problems, file, condition->place,
		                   "expected present or conditions, found another need");
	tor_free(tor);
}

void text_check_needs(struct text_checker *checker,
                      const struct text_requirement *requirement)
{
	const struct text_needs *condition = &requirement->condition;
	struct tor *tor = parse(checker, requirement->file, &requirement->needs);
	if (tor)
		check_names(checker, requirement->file, tor->common.requirements->need);
	tor_free(tor);
	if (condition->kept && strcmp(condition->kept, "present") != 0)
		check_condition(checker, requirement->file, condition);
}
