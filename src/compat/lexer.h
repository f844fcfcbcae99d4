/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lines and tokens of the compatibility database's text (compat-db/FORMAT.md): a block
 * begins in column 1, its statements are indented, what is indented deeper continues a
 * statement; words and "quoted strings"; # outside of quotes begins a comment. */
#ifndef HWFIT_COMPAT_LEXER_H
#define HWFIT_COMPAT_LEXER_H

#include "compat/problem.h"

/* A line that holds something, without its comment and blanks at both ends. */
struct text_line {
	const char *start; /* of the whole line in the file */
	size_t first, end; /* bytes from start: what the line holds */
	size_t indent;     /* columns before it, a tab moves to the next multiple of 8 */
	int number;        /* from 1 */
};

enum token_type { TOKEN_end, TOKEN_word, TOKEN_string };

struct token {
	enum token_type type;
	const char *text;  /* of a string without quotes and escapes; "" at the end */
	size_t line;       /* index of its line */
	size_t first, end; /* its bytes in the line, quotes included */
	struct place place;
};

/* Reads the tokens of the lines [at, end), which are one statement. */
struct lexer {
	struct arena *arena; /* of the texts of tokens */
	struct compat_problems *problems;
	const char *file;
	struct text_line *lines;
	size_t line_count;
	size_t at, end;     /* lines of the statement that are still to be read */
	size_t offset;      /* in lines[at] */
	struct token token; /* the one to be looked at now */
	bool broken;        /* the statement has a problem, the rest of it is not read */
};

/* Cuts n bytes into lines; what is not clean UTF-8 is a problem, and left out. The bytes
 * must live as long as the lexer. file, as in problems, lives longer. */
void lexer_open(struct lexer *lexer, struct arena *arena,
                struct compat_problems *problems, const char *file, const char *text,
                size_t n);
void lexer_close(struct lexer *lexer);

/* Begins a statement of the lines [first, end); token is its first. */
void lexer_begin(struct lexer *lexer, size_t first, size_t end);
/* Moves to the next token. */
void lexer_next(struct lexer *lexer);

/* Is the token this bare word? */
bool lexer_is(const struct lexer *lexer, const char *word);
/* The same, and moves on if so. */
bool lexer_accept(struct lexer *lexer, const char *word);

/* Problem at the token: "expected WHAT, found …". The statement is broken from now on;
 * later problems of it are not recorded. Always false. */
bool lexer_expected(struct lexer *lexer, const char *what);
/* Any problem at a place of the statement, with the same effect. Always false. */
bool lexer_problem(struct lexer *lexer, struct place place, const char *format, ...)
        __attribute__((format(printf, 3, 4)));

/* Take a token of a type and move on, or NULL with a problem: expected what. */
const char *lexer_word(struct lexer *lexer, const char *what);
const char *lexer_string(struct lexer *lexer, const char *what);
/* A word of small letters, digits and . - _ that begins with a letter or digit. */
const char *lexer_id(struct lexer *lexer, const char *what);
bool lexer_date(struct lexer *lexer, struct date *date);
/* TEXT: "…" [ et "…" ]. */
bool lexer_text(struct lexer *lexer, struct bilingual *text);
/* Nothing may follow: true at the end of the statement. */
bool lexer_finish(struct lexer *lexer);

/* Does the text have the form of lexer_id()? */
bool text_is_id(const char *text);
/* Text as problems show it: at most so many characters, "…" for the rest. */
const char *text_shown(struct arena *arena, const char *text);

#endif
