/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks parts/: rows that are there once, and values of the facts' types. */
#include "compat/lexer.h"
#include "compat/text_check.h"

#include <string.h>

static void again(struct text_checker *checker, const char *file, struct place place,
                  const char *what, const char *name, const char *other,
                  struct place before)
{
	compat_problem_add(checker->text->problems, file, place,
	                   "expected %s %s once, found it again: it is at %s:%d", what,
	                   text_shown(&checker->text->arena, name), other, before.line);
}

static void check_memories(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->memory_count; i++) {
		const struct text_memory *m = &text->memories[i];
		text_check_from(checker, m->file, &m->from);
		for (size_t k = 0; k < i; k++) {
			const struct text_memory *before = &text->memories[k];
			if (!strcmp(before->type, m->type) &&
			    !strcmp(before->form, m->form))
				again(checker, m->file, m->place, "the module", m->name,
				      before->file, before->place);
		}
	}
}

static void check_drives(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->drive_count; i++) {
		const struct text_drive *d = &text->drives[i];
		text_check_from(checker, d->file, &d->from);
		for (size_t k = 0; k < i; k++) {
			const struct text_drive *before = &text->drives[k];
			if (!strcmp(before->transport, d->transport) &&
			    !strcmp(before->form, d->form))
				again(checker, d->file, d->place, "the form", d->form,
				      before->file, before->place);
		}
	}
}

/* A value is what the language of needs reads behind the fact. */
static void check_word(struct text_checker *checker, const struct text_trade *t)
{
	struct problems problems = {0};
	const struct fact_row *row = fact_row(t->fact);
	const char *need = arena_format(&checker->text->arena, "have %s: %s = %s",
	                                kind_row(row->kind)->name, row->name, t->word);
	struct tor *tor = tor_parse_needs(need, strlen(need), t->file, 1, &problems);
	if (!tor || tor->common.requirements->need->type != NEED_have ||
	    tor->common.requirements->need->conditions.n != 1)
		compat_problem_add(checker->text->problems, t->file, t->place,
		                   "expected a value of %s, found %s",
		                   fact_full_name(t->fact),
		                   text_shown(&checker->text->arena, t->word));
	tor_free(tor);
	problems_done(&problems);
}

/* A name in trade means one thing; a value may have several names. */
static void check_trades(struct text_checker *checker)
{
	const struct compat_text *text = checker->text;
	for (size_t i = 0; i < text->trade_count; i++) {
		const struct text_trade *t = &text->trades[i];
		text_check_from(checker, t->file, &t->from);
		check_word(checker, t);
		for (size_t k = 0; k < i; k++)
			if (!strcmp(text->trades[k].trade, t->trade))
				again(checker, t->file, t->place, "the name", t->trade,
				      text->trades[k].file, text->trades[k].place);
	}
}

void text_check_hardware(struct text_checker *checker)
{
	check_memories(checker);
	check_drives(checker);
	check_trades(checker);
}
