/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lines: where they begin, and which of them belong together. */
#include "base/text.h"
#include "tor/parser.h"

#include <string.h>

/* Words that begin a line of their own. */
static const char *const beginnings[] = {
        "tor",      "lot", "title", "applies_to", "if_unknown", "quantity",
        "delivery", "cpv", "must",  "should",     "info",       "award",
};

/* First words of lines that go on with the requirement above them. */
static const char *const continuations[] = {
        "or", "and", "if", "except", "because", "evidence", "check", "at", "tolerance",
};

enum {
	BEGINNINGS = sizeof(beginnings) / sizeof(*beginnings),
	CONTINUATIONS = sizeof(continuations) / sizeof(*continuations),
};

static const char *first_word_at(const void *context, size_t i)
{
	(void)context;
	return i < BEGINNINGS ? beginnings[i] : continuations[i - BEGINNINGS];
}

static bool is_continuation(struct slice word)
{
	for (size_t i = 0; i < CONTINUATIONS; i++)
		if (slice_is(word, continuations[i]))
			return true;
	return false;
}

bool slice_is_reserved(struct slice word)
{
	for (size_t i = 0; i < BEGINNINGS; i++)
		if (slice_is(word, beginnings[i]))
			return true;
	return is_continuation(word);
}

const char *first_word_nearest(const char *typed)
{
	if (text_same_word(typed, "accept"))
		return "except";
	if (text_same_word(typed, "unknown"))
		return "if_unknown";
	return text_nearest(typed, BEGINNINGS + CONTINUATIONS, first_word_at, NULL);
}

bool parser_next_line(struct parser *p)
{
	p->comma = false;
	while (parser_at_end(p)) {
		if (p->at == p->end)
			return false;
		p->line_start = ++p->at;
		p->line++;
	}
	return true;
}

bool parser_continues(struct parser *p)
{
	if (!parser_at_end(p))
		return false;
	struct parser before = *p;
	if (parser_next_line(p)) {
		struct slice word = parser_peek(p);
		bool id = p->at + word.n < p->end && p->at[word.n] == ':';
		if (!id && is_continuation(word))
			return true;
	}
	*p = before;
	return false;
}

bool parser_line_done(struct parser *p, const char *expected)
{
	return parser_at_end(p) || parser_expected(p, "%s", expected);
}

const char *parser_written(struct parser *p, const char *start)
{
	struct parser from = *p;
	struct buf out = BUF_EMPTY;
	from.end = p->at;
	from.at = start;
	from.comma = true; /* line ends are blanks here */
	bool quoted = false;
	while (from.at < from.end) {
		const char *before = from.at;
		if (!quoted)
			parser_at_end(&from);
		if (from.at != before) {
			if (out.n && from.at < from.end)
				buf_add_char(&out, ' ');
			continue;
		}
		if (*from.at == '\\' && quoted && from.at + 1 < from.end)
			buf_add_char(&out, *from.at++);
		else if (*from.at == '"')
			quoted = !quoted;
		else if (*from.at == '\n')
			quoted = false;
		buf_add_char(&out, *from.at++);
	}
	char *text = text_clean_copy(p->arena, out.text, out.n, NULL);
	buf_done(&out);
	return text;
}

/* Does a line begin here: a section, a word that begins one, or a name and its colon? In
 * declarations a number or another word may stand before the name. */
static bool begins_line(struct parser *p)
{
	if (parser_peek_char(p, '['))
		return true;
	struct slice word = parser_word(p);
	if (word.n && p->grammar == GRAMMAR_tor && slice_is_reserved(word) &&
	    !parser_at_operator(p))
		return true;
	for (int words = 1; word.n; words++) {
		if (p->at < p->end && *p->at == ':')
			return true;
		if (p->grammar != GRAMMAR_declaration || words == 3)
			return false;
		word = parser_word(p);
	}
	return false;
}

bool parser_check_comma(struct parser *p)
{
	struct parser look = *p;
	struct place place = parser_here(p);
	place.column--; /* of the comma */
	look.comma = true;
	bool end = parser_place(&look).line != p->line || look.at == look.end;
	if (!end || (look.at < look.end && !begins_line(&look)))
		return true;
	p->comma = false; /* the next line stands for itself */
	return parser_error(
	        p, place, "expected more behind ',', which joins the next line, found %s",
	        look.at == look.end ? "the end" : "a line of its own");
}

/* ---- bytes ------------------------------------------------------------------------ */

static bool wrong_byte(struct parser *p, struct place place, unsigned char c, bool text)
{
	if (text)
		return parser_error(p, place,
		                    "expected text without control characters, found "
		                    "byte 0x%02x",
		                    c);
	return parser_error(p, place,
	                    "expected text in UTF-8, found byte 0x%02x: save the file as "
	                    "UTF-8",
	                    c);
}

static bool is_utf16(const struct parser *p)
{
	return p->end - p->at >= 2 &&
	       (!memcmp(p->at, "\xff\xfe", 2) || !memcmp(p->at, "\xfe\xff", 2));
}

/* One problem a line is enough. */
static bool check_line(struct parser *p, struct parser *from)
{
	bool good = true;
	while (from->at < from->end && *from->at != '\n') {
		size_t n = text_utf8_length(from->at, (size_t)(from->end - from->at));
		unsigned char c = (unsigned char)*from->at;
		if (good && (!n || (c < 0x20 && c != '\t' && c != '\r') || c == 0x7f))
			good = wrong_byte(p, parser_here(from), c, n);
		from->at += n ? n : 1;
	}
	if (from->at - from->line_start <= TOR_MAX_LINE)
		return good;
	return parser_error(
	        p, (struct place){from->line, 1},
	        "expected a line of at most %d bytes, found a longer one: end "
	        "it behind a comma and go on in the next",
	        TOR_MAX_LINE);
}

bool parser_check_text(struct parser *p)
{
	size_t errors = p->problems->errors;
	struct parser from = *p;
	if (p->end - p->at > TOR_MAX_BYTES)
		return parser_error(p, (struct place){1, 1},
		                    "expected at most %d bytes, found %zu", TOR_MAX_BYTES,
		                    (size_t)(p->end - p->at));
	if (is_utf16(p))
		return parser_error(p, (struct place){1, 1},
		                    "expected text in UTF-8, found UTF-16: save the file "
		                    "as UTF-8");
	while (p->problems->errors - errors < 20) {
		check_line(p, &from);
		if (from.at == from.end)
			break;
		from.line_start = ++from.at;
		from.line++;
	}
	return p->problems->errors == errors;
}
