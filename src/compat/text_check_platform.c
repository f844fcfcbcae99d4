/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks platforms: their sources, sets and labels, and the order of their dates. */
#include "compat/text_check.h"

#include <stdlib.h>
#include <string.h>

static void check_requirement(struct text_checker *checker,
                              const struct text_requirement *requirement)
{
	text_check_from(checker, requirement->file, &requirement->from);
	text_check_needs(checker, requirement);
}

/* Labels that a platform has so far, with where each comes from. */
struct labels {
	struct text_label {
		const struct text_requirement *requirement;
	} * items;
	size_t n, room;
};

static void add_label(struct text_checker *checker, struct labels *labels,
                      const struct text_requirement *requirement, const char *file,
                      struct place place)
{
	for (size_t i = 0; i < labels->n; i++) {
		const struct text_requirement *r = labels->items[i].requirement;
		if (strcmp(r->label, requirement->label) != 0)
			continue;
		compat_problem_add(checker->text->problems, file, place,
		                   "expected another label, found %s again: it is at "
		                   "%s:%d",
		                   r->label, r->file, r->place.line);
		return;
	}
	labels->items = memory_room(labels->items, labels->n, &labels->room,
	                            sizeof(*labels->items));
	labels->items[labels->n++] = (struct text_label){requirement};
}

static void check_set(struct text_checker *checker, const struct text_set *set)
{
	struct labels labels = {0};
	for (size_t i = 0; i < set->n; i++) {
		const struct text_requirement *r = &set->requirements[i];
		check_requirement(checker, r);
		add_label(checker, &labels, r, r->file, r->place);
	}
	free(labels.items);
	const struct text_index_item *first = text_index_find(&checker->sets, set->name);
	if (!set->used && first->position == (size_t)(set - checker->text->sets))
		compat_problem_add(checker->text->problems, set->file, set->place,
		                   "expected a platform that requires set %s, found none",
		                   set->name);
}

static void check_entries(struct text_checker *checker, const struct text_platform *p)
{
	struct labels labels = {0};
	for (size_t i = 0; i < p->entry_count; i++) {
		const struct text_entry *entry = &p->entries[i];
		if (!entry->set) {
			const struct text_requirement *r = &entry->requirement;
			check_requirement(checker, r);
			add_label(checker, &labels, r, r->file, r->place);
			continue;
		}
		text_check_reference(checker, p->file, entry->place, &checker->sets,
		                     "the name of a set", entry->set);
		const struct text_index_item *item =
		        text_index_find(&checker->sets, entry->set);
		if (!item)
			continue;
		struct text_set *set = &checker->text->sets[item->position];
		set->used = true;
		for (size_t k = 0; k < set->n; k++)
			add_label(checker, &labels, &set->requirements[k], p->file,
			          entry->place);
	}
	free(labels.items);
}

/* What is complete was read at the maker: a collection of what others say is no such
 * place. Of a source of the database beside the text only the name is known. */
static void check_maker(struct text_checker *checker, const struct text_platform *p,
                        const char *file, const struct text_from *from)
{
	const struct text_index_item *item =
	        text_index_find(&checker->sources, from->source);
	if (!item || !item->place.line ||
	    !checker->text->sources[item->position].collection)
		return;
	compat_problem_add(checker->text->problems, file, from->place,
	                   "expected a source of the maker in platform %s, which is "
	                   "complete, found %s, a collection: read it at the maker, or "
	                   "write missing in place of complete",
	                   p->slug ? p->slug : "", from->source);
}

static void check_makers(struct text_checker *checker, const struct text_platform *p)
{
	if (!p->complete_from.source)
		return;
	check_maker(checker, p, p->file, &p->complete_from);
	for (size_t i = 0; i < p->entry_count; i++) {
		const struct text_entry *entry = &p->entries[i];
		const struct text_index_item *item =
		        entry->set ? text_index_find(&checker->sets, entry->set) : NULL;
		const struct text_set *set =
		        item ? &checker->text->sets[item->position] : NULL;
		if (!entry->set)
			check_maker(checker, p, entry->requirement.file,
			            &entry->requirement.from);
		for (size_t k = 0; set && k < set->n; k++)
			check_maker(checker, p, set->requirements[k].file,
			            &set->requirements[k].from);
	}
}

/* Two rows of the same source about the same thing cannot both be so. */
static void check_releases(struct text_checker *checker, const struct text_platform *p)
{
	for (size_t i = 0; i < p->release_count; i++) {
		const struct text_release *r = &p->releases[i];
		text_check_from(checker, p->file, &r->from);
		for (size_t k = 0; k < i; k++)
			if (!strcmp(p->releases[k].from.source, r->from.source))
				compat_problem_add(
				        checker->text->problems, p->file, r->place,
				        "expected one release by source %s, found "
				        "another: it is at line %d",
				        r->from.source, p->releases[k].place.line);
	}
}

static bool is_released_after(const struct text_platform *p, struct date day)
{
	for (size_t i = 0; i < p->release_count; i++)
		if (date_order(p->releases[i].day, day) <= 0)
			return false;
	return p->release_count > 0;
}

/* Phases end in the order of phases.def, as one source tells them. `end` stands for what
 * is not said, so that nothing orders it. */
static void check_support(struct text_checker *checker, const struct text_platform *p,
                          size_t i)
{
	const struct text_support *s = &p->support[i];
	struct compat_problems *problems = checker->text->problems;
	char day[DATE_TEXT_MAX], other[DATE_TEXT_MAX];
	const char *phase = compat_phase_row(s->phase)->name;
	text_check_from(checker, p->file, &s->from);
	date_text(s->until, day);
	if (is_released_after(p, s->until))
		compat_problem_add(problems, p->file, s->place,
		                   "expected %s to end after the release, found %s",
		                   phase, day);
	for (size_t k = 0; k < i; k++) {
		const struct text_support *before = &p->support[k];
		const char *its = compat_phase_row(before->phase)->name;
		if (strcmp(before->from.source, s->from.source) != 0)
			continue;
		if (before->phase == s->phase)
			compat_problem_add(problems, p->file, s->place,
			                   "expected one end of %s by source %s, found "
			                   "another: it is at line %d",
			                   phase, s->from.source, before->place.line);
		else if (s->phase != PHASE_end && before->phase != PHASE_end &&
		         (before->phase < s->phase
		                  ? date_order(before->until, s->until) > 0
		                  : date_order(before->until, s->until) < 0))
			compat_problem_add(problems, p->file, s->place,
			                   "expected %s to end %s %s, which ends on %s, "
			                   "found %s",
			                   phase,
			                   before->phase < s->phase ? "after" : "before",
			                   its, date_text(before->until, other), day);
	}
}

void text_check_platforms(struct text_checker *checker)
{
	struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->platform_count; i++) {
		const struct text_platform *p = &text->platforms[i];
		check_entries(checker, p);
		check_releases(checker, p);
		check_makers(checker, p);
		for (size_t k = 0; k < p->support_count; k++)
			check_support(checker, p, k);
		if (p->complete.en && p->missing_count)
			compat_problem_add(text->problems, p->file, p->place,
			                   "expected complete or missing in platform %s, "
			                   "found both",
			                   p->slug ? p->slug : "");
		if (p->complete_from.source)
			text_check_from(checker, p->file, &p->complete_from);
	}
	for (size_t i = 0; i < text->set_count; i++)
		check_set(checker, &text->sets[i]);
}
