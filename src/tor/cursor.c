/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tokens. */
#include "base/text.h"
#include "tor/parser.h"

#include <stdio.h>
#include <string.h>

void parser_begin(struct parser *p, enum grammar grammar, const char *text, size_t n,
                  struct arena *arena, struct problems *problems)
{
	*p = (struct parser){.grammar = grammar,
	                     .at = text,
	                     .end = text + n,
	                     .line_start = text,
	                     .line = 1,
	                     .arena = arena,
	                     .problems = problems,
	                     .subject = KIND_COUNT};
	if (n >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) /* a byte order mark */
		p->at = p->line_start = text + 3;
}

static bool is_sign(const struct parser *p, const char *sign)
{
	size_t n = strlen(sign);
	return (size_t)(p->end - p->at) >= n && !memcmp(p->at, sign, n);
}

/* No-break spaces come along when text is pasted from documents. */
static size_t blank_length(const struct parser *p)
{
	if (p->at == p->end)
		return 0;
	if (*p->at == ' ' || *p->at == '\t' || *p->at == '\r')
		return 1;
	return is_sign(p, "\u00a0") ? 2 : is_sign(p, "\u202f") ? 3 : 0;
}

static bool lines_are_blanks(const struct parser *p)
{
	return p->comma || p->grammar == GRAMMAR_where;
}

static void skip_blanks(struct parser *p)
{
	for (;;) {
		size_t n = blank_length(p);
		if (n) {
			p->at += n;
		} else if (p->at < p->end && *p->at == '#') {
			while (p->at < p->end && *p->at != '\n')
				p->at++;
		} else if (p->at < p->end && *p->at == '\n' && lines_are_blanks(p)) {
			p->line_start = ++p->at;
			p->line++;
		} else {
			return;
		}
	}
}

struct place parser_here(const struct parser *p)
{
	size_t before = text_characters(p->line_start, (size_t)(p->at - p->line_start));
	return (struct place){p->line, (int)before + 1};
}

struct place parser_place(struct parser *p)
{
	skip_blanks(p);
	return parser_here(p);
}

bool parser_at_end(struct parser *p)
{
	skip_blanks(p);
	return p->at == p->end || *p->at == '\n';
}

static bool is_word_byte(char c)
{
	unsigned char u = (unsigned char)c;
	return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') ||
	       (u >= '0' && u <= '9') || u == '_' || u == '-' || u == '.' || u >= 0x80;
}

/* Signs beyond ASCII that are not letters of a word. */
static bool is_operator_sign(const char *at, const char *end)
{
	struct parser here = {.at = at, .end = end};
	return is_sign(&here, "≥") || is_sign(&here, "≤") || is_sign(&here, "≠") ||
	       is_sign(&here, "×") || blank_length(&here);
}

static struct slice word_at(const char *at, const char *end)
{
	const char *start = at;
	while (at < end && is_word_byte(*at) && !is_operator_sign(at, end))
		at++;
	return (struct slice){start, (size_t)(at - start)};
}

struct slice parser_peek(struct parser *p)
{
	skip_blanks(p);
	return word_at(p->at, p->end);
}

bool slice_is(struct slice slice, const char *word)
{
	return slice.n == strlen(word) && !memcmp(slice.text, word, slice.n);
}

char *slice_copy(struct parser *p, struct slice slice)
{
	return arena_copy(p->arena, slice.text, slice.n);
}

bool parser_peek_is(struct parser *p, const char *word)
{
	return slice_is(parser_peek(p), word);
}

struct slice parser_word(struct parser *p)
{
	struct slice word = parser_peek(p);
	p->at += word.n;
	if (word.n)
		p->comma = false;
	return word;
}

bool parser_take(struct parser *p, const char *word)
{
	if (!parser_peek_is(p, word))
		return false;
	parser_word(p);
	return true;
}

bool parser_peek_char(struct parser *p, char c)
{
	skip_blanks(p);
	return p->at < p->end && *p->at == c;
}

bool parser_take_char(struct parser *p, char c)
{
	if (!parser_peek_char(p, c))
		return false;
	p->at++;
	p->comma = c == ',';
	return true;
}

struct slice parser_run(struct parser *p)
{
	skip_blanks(p);
	const char *start = p->at;
	while (p->at < p->end && !strchr(" \t\r\n,()#", *p->at) && !blank_length(p))
		p->at++;
	p->comma = false;
	return (struct slice){start, (size_t)(p->at - start)};
}

const char *parser_found(struct parser *p)
{
	if (parser_at_end(p))
		return p->at == p->end ? "the end" : "the end of the line";
	struct slice found = word_at(p->at, p->end);
	size_t first = text_utf8_length(p->at, (size_t)(p->end - p->at));
	if (!found.n)
		found.n = first ? first : 1;
	if (*p->at == '"') { /* some of the string, for the eye */
		while (found.n < 24 && p->at + found.n < p->end &&
		       p->at[found.n] != '"' && p->at[found.n] != '\n')
			found.n++;
		while (found.n > 1 && p->at + found.n < p->end &&
		       ((unsigned char)p->at[found.n] & 0xc0) == 0x80)
			found.n--;
		bool closed = p->at + found.n < p->end && p->at[found.n] == '"';
		return arena_format(p->arena, "%.*s%s", (int)found.n, p->at,
		                    closed ? "\"" : "…");
	}
	bool shortened = found.n > 60;
	while (shortened &&
	       (found.n > 60 || ((unsigned char)p->at[found.n] & 0xc0) == 0x80))
		found.n--;
	return arena_format(p->arena, "'%.*s%s'", (int)found.n, p->at,
	                    shortened ? "…" : "");
}

bool parser_at_quote(struct parser *p)
{
	static const char *const quotes[] = {"„", "“", "”", "«", "»", "‘", "’", "'"};
	parser_place(p);
	for (size_t i = 0; i < sizeof(quotes) / sizeof(*quotes); i++)
		if (is_sign(p, quotes[i]))
			return true;
	return false;
}

bool parser_string(struct parser *p, const char **text)
{
	struct place place = parser_place(p);
	if (parser_at_quote(p))
		return parser_error(p, place,
		                    "expected a text in straight quotes, found %.*s: "
		                    "write \"…\"",
		                    (int)text_utf8_length(p->at, 3), p->at);
	if (!parser_take_char(p, '"'))
		return parser_expected(p, "a text in quotes");
	struct buf out = BUF_EMPTY;
	while (p->at < p->end && *p->at != '"' && *p->at != '\n') {
		bool escape = *p->at == '\\' && p->at + 1 < p->end &&
		              (p->at[1] == '"' || p->at[1] == '\\');
		p->at += escape;
		buf_add_char(&out, *p->at++);
	}
	bool closed = p->at < p->end && *p->at == '"';
	*text = text_clean_copy(p->arena, out.text, out.n, NULL);
	buf_done(&out);
	if (!closed)
		return parser_error(p, place,
		                    "expected a closing quote on the same line, found "
		                    "the end of the line%s",
		                    strstr(*text, "”") || strstr(*text, "“")
		                            ? ": write \" for curly quotes"
		                            : "");
	p->at++;
	return true;
}

bool parser_text(struct parser *p, struct bilingual *text)
{
	if (!parser_string(p, &text->en))
		return false;
	text->et = NULL;
	return !parser_take(p, "et") || parser_string(p, &text->et);
}

bool parser_count(struct parser *p, const char *what, unsigned max, unsigned *count)
{
	struct place place = parser_place(p);
	struct slice word = parser_peek(p);
	unsigned long n = 0;
	for (size_t i = 0; i < word.n; i++) {
		if (word.text[i] < '0' || word.text[i] > '9')
			word.n = 0;
		else if (n <= max)
			n = n * 10 + (unsigned long)(word.text[i] - '0');
	}
	if (!word.n)
		return parser_expected(p, "%s", what);
	if (n > max)
		return parser_error(p, place, "expected %s of at most %u, found %.*s",
		                    what, max, (int)word.n, word.text);
	parser_word(p);
	*count = (unsigned)n;
	return true;
}

/* Over one character, or over a whole string. */
static void skip_one(struct parser *p)
{
	if (*p->at == '"') {
		p->at++;
		while (p->at < p->end && *p->at != '"' && *p->at != '\n')
			p->at += *p->at == '\\' && p->at + 1 < p->end && p->at[1] != '\n'
			                 ? 2
			                 : 1;
		if (p->at == p->end || *p->at == '\n')
			return;
	}
	p->comma = *p->at == ',';
	p->at++;
}

bool parser_skip_to_comma(struct parser *p)
{
	int brackets = 0;
	while (!parser_at_end(p)) {
		if (*p->at == ',' && brackets <= 0)
			return parser_take_char(p, ',');
		brackets += *p->at == '(' ? 1 : *p->at == ')' ? -1 : 0;
		skip_one(p);
	}
	return false;
}

void parser_skip_bracket(struct parser *p)
{
	int brackets = 1;
	while (brackets > 0 && !parser_at_end(p)) {
		brackets += *p->at == '(' ? 1 : *p->at == ')' ? -1 : 0;
		skip_one(p);
	}
}

void parser_skip_line(struct parser *p)
{
	while (parser_skip_to_comma(p))
		;
	p->comma = false;
}
