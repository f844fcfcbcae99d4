/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole files of terms of reference: lines, sections and lots. */
#include "tor/tor.h"

#include "base/text.h"
#include "tor/reader.h"

#include <stdlib.h>
#include <string.h>

/* ---- lines ------------------------------------------------------------------------ */

static void read_section(struct reader *r, struct place place)
{
	const char *start = r->p.at;
	while (r->p.at < r->p.end && *r->p.at != ']' && *r->p.at != '\n')
		r->p.at++;
	size_t n = (size_t)(r->p.at - start);
	if (r->p.at == r->p.end || *r->p.at == '\n') {
		parser_error(&r->p, place,
		             "expected ']' behind the name of the section, "
		             "found the end of the line");
		return;
	}
	r->p.at++;
	r->section = text_clean_copy(r->p.arena, start, n, NULL);
	if (!parser_line_done(&r->p, "the end of the line"))
		parser_skip_line(&r->p);
}

static const struct requirement *with_id(const struct tor_scope *scope, const char *id)
{
	for (size_t i = 0; i < scope->n; i++)
		if (scope->requirements[i].id && !strcmp(scope->requirements[i].id, id))
			return &scope->requirements[i];
	return NULL;
}

static void check_id(struct reader *r, const char *id, struct place place)
{
	const struct requirement *other = with_id(r->scope, id);
	if (!other && r->scope != &r->tor->common)
		other = with_id(&r->tor->common, id);
	struct slice word = {id, strlen(id)};
	if (slice_is_reserved(word))
		parser_error(&r->p, place,
		             "expected an id, found %s, which begins a line of its own: "
		             "choose another word",
		             id);
	else if (other)
		parser_error(&r->p, place,
		             "expected each id once, found a second %s: (the first is in "
		             "line %d)",
		             id, other->place.line);
}

static void read_requirement(struct reader *r, struct place place, const char *id)
{
	struct requirement one;
	r->p.has_delivery = r->scope->has_delivery || r->tor->common.has_delivery;
	/* A faulty one is kept too: its id is taken. */
	parse_requirement(&r->p, id, place, &one);
	one.section = r->section;
	struct tor_scope *scope = r->scope;
	scope->requirements = memory_room(scope->requirements, scope->n, &r->room,
	                                  sizeof(*scope->requirements));
	scope->requirements[scope->n++] = one;
}

/* "ram:" at the beginning of a line. */
static const char *take_id(struct reader *r)
{
	struct slice word = parser_peek(&r->p);
	if (!word.n || word.text + word.n >= r->p.end || word.text[word.n] != ':')
		return NULL;
	parser_word(&r->p);
	r->p.at++;
	return slice_copy(&r->p, word);
}

/* "ram : must" and "main memory: must": an id is one word, glued to its colon. */
static bool is_loose_id(struct reader *r, struct place place)
{
	struct parser look = r->p;
	struct slice word = parser_word(&look), last = word;
	for (int words = 1; last.n && words <= 3; words++) {
		if (!parser_peek_char(&look, ':')) {
			last = parser_word(&look);
			continue;
		}
		if (words == 1)
			return !parser_error(&r->p, place,
			                     "expected an id glued to its colon, found "
			                     "blanks between: write %.*s:",
			                     (int)word.n, word.text);
		return !parser_error(&r->p, place,
		                     "expected an id of one word, found '%.*s': join "
		                     "the words by _",
		                     (int)(last.text + last.n - word.text), word.text);
	}
	return false;
}

/* A need without its level, or what should stand in the line above. */
static bool is_bare_test(struct reader *r, struct place place)
{
	struct parser look = r->p;
	struct slice word = parser_word(&look);
	if (!word.n || !parser_at_operator(&look))
		return false;
	bool full = memchr(word.text, '.', word.n) != NULL;
	return !parser_error(&r->p, place,
	                     full ? "expected must, should, info or award before the "
	                            "need, found '%.*s'"
	                          : "expected a line that begins with must, should, info "
	                            "or award, found '%.*s': is a comma missing at the "
	                            "end of the line above?",
	                     (int)word.n, word.text);
}

static void unknown_line(struct reader *r, struct place place)
{
	struct slice word = parser_peek(&r->p);
	char *typed = slice_copy(&r->p, word);
	const char *what = "a header, [section], lot, or must, should, info or award";
	const char *near = word.n ? level_advice(typed) : NULL;
	if (!near && word.n)
		near = first_word_nearest(typed);
	if (near)
		parser_error(&r->p, place, "expected %s, found '%s': did you mean %s?",
		             what, typed, near);
	else if (!is_loose_id(r, place) && !is_bare_test(r, place))
		parser_expected(&r->p, "%s", what);
	parser_skip_line(&r->p);
	while (parser_continues(&r->p))
		parser_skip_line(&r->p);
}

static bool begins_requirement(struct reader *r)
{
	return parser_peek_is(&r->p, "must") || parser_peek_is(&r->p, "should") ||
	       parser_peek_is(&r->p, "info") || parser_peek_is(&r->p, "award");
}

static void read_line(struct reader *r)
{
	struct place place = parser_place(&r->p);
	if (parser_take_char(&r->p, '[')) {
		read_section(r, place);
		return;
	}
	const char *id = take_id(r);
	if (id && is_header(id) && !begins_requirement(r)) {
		parser_error(&r->p, place,
		             "expected %s and its value, found a colon between: leave it "
		             "out",
		             id);
		parser_skip_line(&r->p);
		return;
	}
	if (id)
		check_id(r, id, place);
	if (id || begins_requirement(r)) {
		parser_place(&r->p);
		read_requirement(r, place, id);
		return;
	}
	if (read_header(r))
		return;
	struct slice word = parser_peek(&r->p);
	if (!slice_is_reserved(word)) {
		unknown_line(r, place);
		return;
	}
	parser_error(&r->p, place,
	             slice_is(word, "tor")
	                     ? "expected `tor 1` in the first line only, found a second "
	                       "%.*s"
	                     : "expected a requirement above this line, found '%.*s'",
	             (int)word.n, word.text);
	parser_skip_line(&r->p);
}

/* ---- scopes ----------------------------------------------------------------------- */

static const struct tor_scope *lot_with_id(const struct tor *tor, const char *id)
{
	for (size_t i = 0; i < tor->lot_count; i++)
		if (!strcmp(tor->lots[i].id, id))
			return &tor->lots[i];
	return NULL;
}

/* The subject says which facts may be bare, also in lines above its header. */
static void find_subject(struct reader *r)
{
	struct parser look = r->p;
	struct problems unheard = {0};
	look.problems = &unheard;
	do {
		if (parser_peek_is(&look, "lot") && look.at != r->p.at)
			break;
		if (parser_take(&look, "applies_to")) {
			const struct subject *subject =
			        subject_find(slice_copy(&look, parser_peek(&look)));
			if (subject)
				r->p.subject = subject->kind;
			break;
		}
		parser_skip_line(&look);
	} while (parser_next_line(&look));
	problems_done(&unheard);
}

static void begin_lot(struct reader *r)
{
	struct place place = parser_place(&r->p);
	find_subject(r);
	parser_take(&r->p, "lot");
	struct tor_scope lot = {.place = place, .id = ""};
	struct place id_place = parser_place(&r->p);
	struct slice id = parser_word(&r->p);
	bool good = true;
	if (id.n)
		lot.id = slice_copy(&r->p, id);
	else
		good = parser_expected(&r->p, "the id of the lot");
	const struct tor_scope *other = lot_with_id(r->tor, lot.id);
	if (good && other)
		parser_error(&r->p, id_place,
		             "expected each lot once, found a second %s (the first is in "
		             "line %d)",
		             lot.id, other->place.line);
	good = good && parser_text(&r->p, &lot.title) &&
	       parser_line_done(&r->p, "the end of the line");
	if (!good)
		parser_skip_line(&r->p);
	struct tor *tor = r->tor;
	tor->lots = memory_room(tor->lots, tor->lot_count, &r->lot_room, sizeof(lot));
	tor->lots[tor->lot_count] = lot;
	r->scope = &tor->lots[tor->lot_count++];
	r->room = 0;
	r->section = NULL;
	memset(r->headers, 0, sizeof(r->headers));
	r->headers[0] = place; /* the title */
}

static void end_scope(struct reader *r)
{
	bool given = r->scope->has_delivery || r->tor->common.has_delivery;
	bool common = r->scope == &r->tor->common;
	if (r->p.asks_delivery && !given && !common)
		parser_error(&r->p, r->p.asks_delivery_at,
		             "expected a header `delivery DATE`: the file has no date of "
		             "delivery");
	if (!common)
		r->p.asks_delivery = false;
}

/* A common line may count on the delivery of each lot; then each must have one. */
static void check_common_delivery(struct reader *r, bool asked, struct place place)
{
	bool given = r->tor->common.has_delivery;
	bool all = r->tor->lot_count > 0;
	for (size_t i = 0; i < r->tor->lot_count; i++)
		all = all && r->tor->lots[i].has_delivery;
	if (asked && !given && !all)
		parser_error(&r->p, place,
		             "expected a header `delivery DATE`: the file has no date of "
		             "delivery");
}

static void read_all(struct reader *r)
{
	struct place place = parser_place(&r->p);
	if (!parser_next_line(&r->p)) {
		parser_error(&r->p, place, "expected tor 1, found an empty file");
		return;
	}
	if (!parser_take(&r->p, "tor") || !parser_take(&r->p, "1") ||
	    !parser_at_end(&r->p)) {
		parser_expected(&r->p, "`tor 1` as the first line");
		parser_skip_line(&r->p);
	}
	if (!parser_next_line(&r->p))
		return;
	find_subject(r);
	bool asked = false;
	struct place asked_at = {0, 0};
	do {
		if (parser_peek_is(&r->p, "lot")) {
			if (r->scope == &r->tor->common) {
				asked = r->p.asks_delivery;
				asked_at = r->p.asks_delivery_at;
				r->p.asks_delivery = false;
			}
			end_scope(r);
			begin_lot(r);
		} else {
			read_line(r);
		}
	} while (parser_next_line(&r->p));
	if (r->scope == &r->tor->common) {
		asked = r->p.asks_delivery;
		asked_at = r->p.asks_delivery_at;
	}
	end_scope(r);
	check_common_delivery(r, asked, asked_at);
}

struct tor *tor_parse(const char *text, size_t n, const char *name,
                      const struct platform_names *platforms, struct problems *problems)
{
	struct tor *tor = memory_get(sizeof(*tor));
	*tor = (struct tor){0};
	struct reader r = {.tor = tor, .scope = &tor->common};
	size_t errors = problems->errors;
	tor->name = arena_string(&tor->arena, name);
	parser_begin(&r.p, GRAMMAR_tor, text, n, &tor->arena, problems);
	r.p.platforms = platforms;
	if (parser_check_text(&r.p))
		read_all(&r);
	if (problems->errors == errors)
		tor_warnings(&r.p, tor);
	problems_sort(problems);
	if (problems->errors == errors)
		return tor;
	tor_free(tor);
	return NULL;
}

void tor_free(struct tor *tor)
{
	if (!tor)
		return;
	for (size_t i = 0; i < tor->lot_count; i++)
		free(tor->lots[i].requirements);
	free(tor->lots);
	free(tor->common.requirements);
	arena_done(&tor->arena);
	free(tor);
}
