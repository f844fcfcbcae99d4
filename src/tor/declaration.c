/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads declarations: components with facts, and answers, in the words of the terms of
 * reference. */
#include "tor/declaration.h"

#include "tor/decl_reader.h"

#include <stdlib.h>
#include <string.h>

/* ---- other lines ------------------------------------------------------------------ */

static bool read_by(struct decl_reader *r, struct place place)
{
	struct declaration *d = r->d;
	if (r->by.line)
		return parser_error(
		        &r->p, place,
		        "expected one line by, found a second (the first is in "
		        "line %d)",
		        r->by.line);
	r->by = place;
	if (!parser_string(&r->p, &d->by))
		return false;
	if (parser_peek(&r->p).n) {
		if (!parse_day(&r->p, "a day such as 2027-01-20", &d->date))
			return false;
		d->has_date = true;
	}
	char day[DATE_TEXT_MAX];
	r->source = d->has_date ? arena_format(&d->arena, "declared by %s, %s", d->by,
	                                       date_text(d->date, day))
	                        : arena_format(&d->arena, "declared by %s", d->by);
	return parser_line_done(&r->p, "the end of the line");
}

static bool read_for(struct decl_reader *r, struct place place)
{
	if (r->for_.line)
		return parser_error(
		        &r->p, place,
		        "expected one line for, found a second (the first is in "
		        "line %d)",
		        r->for_.line);
	r->for_ = place;
	if (!parser_string(&r->p, &r->d->subject))
		return false;
	if (parser_take(&r->p, "lot")) {
		struct slice id = parser_word(&r->p);
		if (!id.n)
			return parser_expected(&r->p, "the id of the lot");
		r->d->lot = slice_copy(&r->p, id);
	}
	return parser_line_done(&r->p, "lot or the end of the line");
}

/* ID: yes|no|equivalent [TEXT] */
static bool read_answer(struct decl_reader *r)
{
	static const char *const words[] = {[ANSWER_yes] = "yes",
	                                    [ANSWER_no] = "no",
	                                    [ANSWER_equivalent] = "equivalent"};
	struct declared_answer answer = {0};
	struct place place = parser_place(&r->p);
	struct slice id = parser_word(&r->p);
	if (!id.n)
		return parser_expected(&r->p, "the id of a requirement");
	answer.id = slice_copy(&r->p, id);
	for (size_t i = 0; i < r->d->answer_count; i++)
		if (!strcmp(r->d->answers[i].id, answer.id))
			return parser_error(
			        &r->p, place,
			        "expected one answer to each id, found a second to "
			        "%s",
			        answer.id);
	if (!parser_take_char(&r->p, ':'))
		return parser_expected(&r->p, "':' after the id");
	size_t i = 0;
	while (i < 3 && !parser_take(&r->p, words[i]))
		i++;
	if (i == 3)
		return parser_expected(&r->p, "yes, no or equivalent");
	answer.answer = (enum answer)i;
	if (parser_peek_char(&r->p, '"') && !parser_string(&r->p, &answer.text))
		return false;
	r->d->answers =
	        memory_room(r->d->answers, r->d->answer_count, &r->room, sizeof(answer));
	r->d->answers[r->d->answer_count++] = answer;
	return parser_line_done(&r->p, "the end of the line");
}

static void read_line(struct decl_reader *r)
{
	struct place place = parser_place(&r->p);
	bool good = parser_take(&r->p, "by")       ? read_by(r, place)
	            : parser_take(&r->p, "for")    ? read_for(r, place)
	            : parser_take(&r->p, "answer") ? read_answer(r)
	                                           : declare_component(r);
	if (!good)
		parser_skip_line(&r->p);
}

/* Who says so stands anywhere in the file, but each fact names it. */
static void find_by(struct decl_reader *r)
{
	struct parser kept = r->p;
	struct problems unheard = {0};
	r->p.problems = &unheard;
	do {
		struct place place = parser_place(&r->p);
		if (parser_take(&r->p, "by")) {
			read_by(r, place);
			break;
		}
		parser_skip_line(&r->p);
	} while (parser_next_line(&r->p));
	problems_done(&unheard);
	r->p = kept;
	r->by = (struct place){0, 0};
}

static void read_all(struct decl_reader *r)
{
	struct place place = parser_place(&r->p);
	if (!parser_next_line(&r->p)) {
		parser_error(&r->p, place, "expected decl 1, found an empty file");
		return;
	}
	if (!parser_take(&r->p, "decl") || !parser_take(&r->p, "1") ||
	    !parser_at_end(&r->p)) {
		parser_expected(&r->p, "`decl 1` as the first line");
		parser_skip_line(&r->p);
	}
	if (!parser_next_line(&r->p))
		return;
	find_by(r);
	do
		read_line(r);
	while (parser_next_line(&r->p));
}

struct declaration *declaration_parse(const char *text, size_t n, const char *name,
                                      struct problems *problems)
{
	struct declaration *d = memory_get(sizeof(*d));
	*d = (struct declaration){.facts = scan_new()};
	struct decl_reader r = {.d = d};
	size_t errors = problems->errors;
	d->name = arena_string(&d->arena, name);
	r.source = arena_format(&d->arena, "declared in %s", name);
	parser_begin(&r.p, GRAMMAR_declaration, text, n, &d->arena, problems);
	if (parser_check_text(&r.p))
		read_all(&r);
	if (problems->errors == errors && !d->by)
		parser_warning(
		        &r.p, (struct place){1, 1},
		        "nobody answers for this file: add a line `by \"name\" DATE`");
	problems_sort(problems);
	if (problems->errors == errors) {
		scan_finish(d->facts);
		return d;
	}
	declaration_free(d);
	return NULL;
}

void declaration_free(struct declaration *declaration)
{
	if (!declaration)
		return;
	scan_free(declaration->facts);
	free(declaration->answers);
	arena_done(&declaration->arena);
	free(declaration);
}
