/* SPDX-License-Identifier: GPL-3.0-or-later
 * Takes tokens of a statement, each with what was expected when it is another. */
#include "base/text.h"
#include "compat/lexer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool lexer_problem(struct lexer *lexer, struct place place, const char *format, ...)
{
	char text[768];
	va_list ap;
	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	if (!lexer->broken)
		compat_problem_add(lexer->problems, lexer->file, place, "%s", text);
	lexer->broken = true;
	return false;
}

const char *text_shown(struct arena *arena, const char *text)
{
	enum { SHOWN = 60 };
	size_t n = 0, length = strlen(text);
	for (int characters = 0; n < length; characters++) {
		if (characters == SHOWN)
			return arena_format(arena, "%.*s…", (int)n, text);
		size_t step = text_utf8_length(text + n, length - n);
		n += step ? step : 1;
	}
	return text;
}

bool lexer_expected(struct lexer *lexer, const char *what)
{
	const struct token *token = &lexer->token;
	const char *shown = text_shown(lexer->arena, token->text);
	const char *format = token->type == TOKEN_string ? "expected %s, found \"%s\""
	                     : token->type == TOKEN_word ? "expected %s, found '%s'"
	                                                 : "expected %s, found %s";
	char text[640];
	if (token->type == TOKEN_end)
		shown = "the end of the statement";
	snprintf(text, sizeof(text), format, what, shown);
	return lexer_problem(lexer, token->place, "%s", text);
}

bool lexer_is(const struct lexer *lexer, const char *word)
{
	return lexer->token.type == TOKEN_word && !strcmp(lexer->token.text, word);
}

bool lexer_accept(struct lexer *lexer, const char *word)
{
	if (!lexer_is(lexer, word))
		return false;
	lexer_next(lexer);
	return true;
}

static const char *take(struct lexer *lexer, enum token_type type, const char *what)
{
	if (lexer->broken)
		return NULL;
	if (lexer->token.type != type) {
		lexer_expected(lexer, what);
		return NULL;
	}
	const char *text = lexer->token.text;
	lexer_next(lexer);
	return text;
}

const char *lexer_word(struct lexer *lexer, const char *what)
{
	return take(lexer, TOKEN_word, what);
}

const char *lexer_string(struct lexer *lexer, const char *what)
{
	const char *text = take(lexer, TOKEN_string, what);
	return lexer->broken ? NULL : text;
}

bool text_is_id(const char *text)
{
	static const char begins[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	if (!*text || !strchr(begins, *text))
		return false;
	for (; *text; text++)
		if (!strchr(begins, *text) && !strchr(".-_", *text))
			return false;
	return true;
}

const char *lexer_id(struct lexer *lexer, const char *what)
{
	if (lexer->token.type == TOKEN_word && text_is_id(lexer->token.text))
		return lexer_word(lexer, what);
	if (lexer->token.type == TOKEN_end)
		lexer_expected(lexer, what);
	else
		lexer_expected(lexer, arena_format(lexer->arena,
		                                   "%s of small letters, digits, "
		                                   "\".\", \"-\" and \"_\"",
		                                   what));
	return NULL;
}

bool lexer_date(struct lexer *lexer, struct date *date)
{
	const char *text = lexer->token.text;
	if (lexer->token.type != TOKEN_word || !date_parse(text, strlen(text), date))
		return lexer_expected(lexer, "a day as YYYY-MM-DD");
	lexer_next(lexer);
	return true;
}

bool lexer_text(struct lexer *lexer, struct bilingual *text)
{
	text->en = lexer_string(lexer, "a \"text\"");
	if (text->en && lexer_accept(lexer, "et"))
		text->et = lexer_string(lexer, "the \"text\" in Estonian");
	return !lexer->broken;
}

bool lexer_finish(struct lexer *lexer)
{
	if (lexer->broken)
		return false;
	return lexer->token.type == TOKEN_end ||
	       lexer_expected(lexer, "the end of the statement");
}
