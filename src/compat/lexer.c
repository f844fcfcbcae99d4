/* SPDX-License-Identifier: GPL-3.0-or-later
 * Cuts text into lines, and the lines of a statement into tokens. */
#include "compat/lexer.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns are counted from the start of the line for every token. */
enum { LINE_MAX_BYTES = 4096 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Bytes of the string that begins with the quote at text, both quotes included; all n
 * when it is not closed. */
static size_t string_length(const char *text, size_t n, bool *closed)
{
	*closed = false;
	for (size_t i = 1; i < n; i++) {
		*closed = text[i] == '"';
		if (*closed)
			return i + 1;
		if (text[i] == '\\')
			i++;
	}
	return n;
}

/* Where the comment begins, or n. */
static size_t comment_start(const char *line, size_t n)
{
	for (size_t i = 0; i < n;) {
		if (line[i] == '#')
			return i;
		bool closed;
		i += line[i] == '"' ? string_length(line + i, n - i, &closed) : 1;
	}
	return n;
}

/* The first byte that is neither UTF-8 text nor a tab; n when there is none. */
static size_t unclean_byte(const char *line, size_t n)
{
	struct buf clean = BUF_EMPTY;
	size_t at = n;
	for (size_t i = 0; i < n && at == n;) {
		size_t length = text_utf8_length(line + i, n - i);
		buf_clear(&clean);
		if (!length || (line[i] != '\t' && text_clean(&clean, line + i, length)))
			at = i;
		i += length;
	}
	buf_done(&clean);
	return at;
}

static struct place place_in(const char *line, size_t offset, int number)
{
	return (struct place){number, (int)text_characters(line, offset) + 1};
}

static void add_line(struct lexer *lexer, const char *line, size_t n, int number,
                     size_t *room)
{
	if (n > LINE_MAX_BYTES) {
		compat_problem_add(lexer->problems, lexer->file,
		                   (struct place){number, 1},
		                   "expected at most %d bytes in a line, found %zu",
		                   LINE_MAX_BYTES, n);
		return;
	}
	size_t odd = unclean_byte(line, n);
	if (odd < n) {
		compat_problem_add(lexer->problems, lexer->file,
		                   place_in(line, odd, number),
		                   "expected UTF-8 text, found the byte \\x%02x",
		                   (unsigned char)line[odd]);
		return;
	}
	size_t end = comment_start(line, n), first = 0, indent = 0;
	while (end && is_blank(line[end - 1]))
		end--;
	for (; first < end && is_blank(line[first]); first++)
		indent = line[first] == '\t' ? (indent / 8 + 1) * 8 : indent + 1;
	if (first == end)
		return;
	lexer->lines =
	        memory_room(lexer->lines, lexer->line_count, room, sizeof(*lexer->lines));
	lexer->lines[lexer->line_count++] =
	        (struct text_line){line, first, end, indent, number};
}

void lexer_open(struct lexer *lexer, struct arena *arena,
                struct compat_problems *problems, const char *file, const char *text,
                size_t n)
{
	*lexer = (struct lexer){.arena = arena, .problems = problems, .file = file};
	size_t room = 0;
	int number = 1;
	for (size_t i = 0; i < n; number++) {
		const char *line = text + i;
		const char *newline = memchr(line, '\n', n - i);
		size_t length = newline ? (size_t)(newline - line) : n - i;
		i += length + 1;
		if (length && line[length - 1] == '\r')
			length--;
		add_line(lexer, line, length, number, &room);
	}
}

void lexer_close(struct lexer *lexer)
{
	free(lexer->lines);
	*lexer = (struct lexer){0};
}

void lexer_begin(struct lexer *lexer, size_t first, size_t end)
{
	lexer->at = first;
	lexer->end = end;
	lexer->offset = lexer->lines[first].first;
	lexer->broken = false;
	lexer_next(lexer);
}

/* The token behind the last: the end of the last line of the statement. */
static void end_token(struct lexer *lexer)
{
	const struct text_line *line = &lexer->lines[lexer->end - 1];
	lexer->token = (struct token){
	        .type = TOKEN_end,
	        .text = "",
	        .line = lexer->end - 1,
	        .first = line->end,
	        .end = line->end,
	        .place = place_in(line->start, line->end, line->number),
	};
}

static void string_token(struct lexer *lexer, const struct text_line *line)
{
	struct token *token = &lexer->token;
	const char *text = line->start + token->first;
	bool closed;
	size_t n = string_length(text, line->end - token->first, &closed), used = 0;
	token->type = TOKEN_string;
	token->end = token->first + n;
	char *plain = arena_alloc(lexer->arena, n + 1);
	for (size_t i = 1; i + 1 < n; i++) {
		if (text[i] == '\\' && i + 2 < n)
			i++;
		plain[used++] = text[i];
	}
	token->text = plain;
	if (!closed)
		lexer_problem(lexer, place_in(line->start, line->end, line->number),
		              "expected a closing quote, found the end of the line");
}

static void word_token(struct lexer *lexer, const struct text_line *line)
{
	struct token *token = &lexer->token;
	token->type = TOKEN_word;
	token->end = token->first;
	while (token->end < line->end && !is_blank(line->start[token->end]) &&
	       line->start[token->end] != '"')
		token->end++;
	token->text = arena_copy(lexer->arena, line->start + token->first,
	                         token->end - token->first);
}

void lexer_next(struct lexer *lexer)
{
	while (lexer->at < lexer->end && lexer->offset >= lexer->lines[lexer->at].end)
		if (++lexer->at < lexer->end)
			lexer->offset = lexer->lines[lexer->at].first;
	if (lexer->at >= lexer->end || lexer->broken) {
		end_token(lexer);
		return;
	}
	const struct text_line *line = &lexer->lines[lexer->at];
	while (is_blank(line->start[lexer->offset]))
		lexer->offset++;
	lexer->token = (struct token){
	        .line = lexer->at,
	        .first = lexer->offset,
	        .place = place_in(line->start, lexer->offset, line->number),
	};
	if (line->start[lexer->offset] == '"')
		string_token(lexer, line);
	else
		word_token(lexer, line);
	lexer->offset = lexer->token.end;
}
