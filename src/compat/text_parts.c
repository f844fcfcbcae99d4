/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads what blocks of the text share: statements, sources of rows, requirements. */
#include "compat/text_parts.h"

#include <string.h>

#define LEVELS "must, advisory or should"

void text_each_statement(struct lexer *lexer, size_t first, size_t end,
                         void (*read)(void *context, struct lexer *lexer), void *context)
{
	size_t at = first + 1;
	size_t indent = at < end ? lexer->lines[at].indent : 0;
	while (at < end) {
		const struct text_line *line = &lexer->lines[at];
		size_t stop = at + 1;
		while (stop < end && lexer->lines[stop].indent > line->indent)
			stop++;
		lexer_begin(lexer, at, stop);
		if (line->indent == indent)
			read(context, lexer);
		else
			lexer_problem(lexer, lexer->token.place,
			              "expected the indentation of line %d, found less",
			              lexer->lines[first + 1].number);
		at = stop;
	}
}

bool text_once(struct lexer *lexer, const void *field, const char *name,
               struct place place)
{
	return !field ||
	       lexer_problem(lexer, place, "expected %s once, found it again", name);
}

bool text_read_from(struct lexer *lexer, struct text_from *from)
{
	if (lexer->broken)
		return false;
	if (!lexer_accept(lexer, "source"))
		return lexer_expected(lexer, "source ID");
	from->place = lexer->token.place;
	from->source = lexer_id(lexer, "the id of a source");
	if (lexer->token.type == TOKEN_string)
		from->ref = lexer_string(lexer, "where it is in the source");
	if (lexer_accept(lexer, "note"))
		lexer_text(lexer, &from->note);
	return lexer_finish(lexer);
}

bool text_level(const char *word, enum compat_level *level)
{
	for (int i = COMPAT_must; i <= COMPAT_should; i++)
		if (!strcmp(word, compat_level_name(i))) {
			*level = i;
			return true;
		}
	return false;
}

/* Words that end needs or conditions wherever they stand outside of quotes. */
static bool ends_needs(const struct lexer *lexer)
{
	return lexer->token.type == TOKEN_end || lexer_is(lexer, "if") ||
	       lexer_is(lexer, "source");
}

/* Adds a part of one line: kept has the lines without blanks before them, placed has each
 * at its line and column of the file. */
static void add_part(const struct lexer *lexer, size_t line, size_t first, size_t end,
                     struct buf *kept, struct buf *placed, int *number)
{
	const struct text_line *l = &lexer->lines[line];
	if (kept->n)
		buf_add_char(kept, '\n');
	buf_add(kept, l->start + first, end - first);
	for (; *number < l->number; ++*number)
		buf_add_char(placed, '\n');
	for (size_t i = 0; i < first; i++)
		if (((unsigned char)l->start[i] & 0xc0) != 0x80)
			buf_add_char(placed, ' ');
	buf_add(placed, l->start + first, end - first);
}

/* Tokens up to the next `if`, `source` or the end, as the file writes them. */
static bool read_needs(struct lexer *lexer, struct text_needs *needs, const char *what)
{
	struct buf kept = BUF_EMPTY, placed = BUF_EMPTY;
	needs->place = lexer->token.place;
	int number = needs->place.line;
	if (ends_needs(lexer))
		lexer_expected(lexer, what);
	while (!lexer->broken && !ends_needs(lexer)) {
		struct token start = lexer->token;
		size_t end = start.end;
		for (; !ends_needs(lexer) && lexer->token.line == start.line;
		     lexer_next(lexer))
			end = lexer->token.end;
		add_part(lexer, start.line, start.first, end, &kept, &placed, &number);
	}
	if (!lexer->broken) {
		needs->kept = arena_copy(lexer->arena, kept.text, kept.n);
		needs->placed = arena_copy(lexer->arena, placed.text, placed.n);
	}
	buf_done(&kept);
	buf_done(&placed);
	return !lexer->broken;
}

/* "LABEL:" without its colon; NULL with a problem. */
static const char *read_label(struct lexer *lexer)
{
	const char *text = lexer->token.text;
	size_t n = strlen(text);
	if (lexer->token.type != TOKEN_word || n < 2 || text[n - 1] != ':') {
		lexer_expected(lexer, "LABEL:");
		return NULL;
	}
	char *label = arena_copy(lexer->arena, text, n - 1);
	if (!text_is_id(label)) {
		lexer_expected(lexer, "a label of small letters, digits, \".\", \"-\" "
		                      "and \"_\"");
		return NULL;
	}
	lexer_next(lexer);
	return label;
}

bool text_read_requirement(struct lexer *lexer, struct text_requirement *requirement)
{
	*requirement = (struct text_requirement){.file = lexer->file};
	if (lexer->token.type != TOKEN_word ||
	    !text_level(lexer->token.text, &requirement->level))
		return lexer_expected(lexer, LEVELS);
	lexer_next(lexer);
	requirement->place = lexer->token.place;
	requirement->label = read_label(lexer);
	if (!requirement->label ||
	    !read_needs(lexer, &requirement->needs, "what it needs"))
		return false;
	if (lexer_accept(lexer, "if") &&
	    !read_needs(lexer, &requirement->condition, "present or conditions"))
		return false;
	return text_read_from(lexer, &requirement->from);
}
