/* SPDX-License-Identifier: GPL-3.0-or-later
 * The parser of terms of reference, declarations and expressions: a hand-written
 * recursive descent over the bytes of a file. Internal to src/tor.
 *
 * A token is read when it is wanted and as what is wanted, because the same characters
 * are a version behind one fact and a number behind another. A function that reads
 * something returns false after it recorded a problem; the caller then skips to where the
 * next part begins, so that all errors of a file are shown at once. */
#ifndef HWFIT_TOR_PARSER_H
#define HWFIT_TOR_PARSER_H

#include "tor/tor.h"

/* Bounds on what a file may make us do. */
enum {
	TOR_MAX_BYTES = 1 << 20,
	TOR_MAX_LINE = 10000, /* bytes */
	TOR_MAX_DEPTH = 64,
	TOR_MAX_PARTS = 1024,
	TOR_MAX_PROBLEMS = 200,
};

enum grammar {
	GRAMMAR_tor,
	GRAMMAR_where, /* lines are blanks; or, not, parentheses, labels */
	GRAMMAR_needs, /* one needs, of a platform; processor_rule */
	GRAMMAR_declaration,
};

struct parser {
	enum grammar grammar;
	const char *at, *end; /* what is not read yet; not NUL-terminated */
	const char *line_start;
	int line;
	bool comma; /* a comma was read last: the next line belongs to this one */
	int depth;
	struct arena *arena;
	struct problems *problems;
	const struct platform_names *platforms; /* NULL: any name is accepted */
	enum kind_id subject; /* whose facts may be written bare; KIND_COUNT: none */
	bool info;            /* in an info line: facts without a test */
	bool counting;        /* a count is compared, as if it were a fact */
	bool award;           /* in a scale of an award: one fact, or an aggregate */
	bool has_delivery, asks_delivery;
	struct place asks_delivery_at; /* where "delivery" was first used in a date */
};

/* A piece of the input. */
struct slice {
	const char *text;
	size_t n;
};

void parser_begin(struct parser *p, enum grammar grammar, const char *text, size_t n,
                  struct arena *arena, struct problems *problems);
/* Refuses what is not clean UTF-8 text, or too long. */
bool parser_check_text(struct parser *p);

/* ---- problems --------------------------------------------------------------------- */

/* Record a problem; both return false. */
bool parser_error(struct parser *p, struct place place, const char *format, ...)
        __attribute__((format(printf, 3, 4)));
bool parser_warning(struct parser *p, struct place place, const char *format, ...)
        __attribute__((format(printf, 3, 4)));
/* "expected WHAT, found …" at the next token. */
bool parser_expected(struct parser *p, const char *format, ...)
        __attribute__((format(printf, 2, 3)));
void problems_add(struct problems *problems, struct place place, bool warning,
                  const char *text);
void problems_sort(struct problems *problems);

/* ---- tokens (cursor.c) ------------------------------------------------------------ */

struct place parser_here(const struct parser *p);
/* Behind blanks and comments. */
struct place parser_place(struct parser *p);
bool parser_at_end(struct parser *p); /* of the line, or of all */
/* What stands next, for messages: 'word', or end of line. Valid as long as the arena. */
const char *parser_found(struct parser *p);
/* The word that stands next, without taking it; n 0: none. */
struct slice parser_peek(struct parser *p);
bool parser_peek_is(struct parser *p, const char *word);
/* True and taken when it stands next. */
bool parser_take(struct parser *p, const char *word);
bool parser_take_char(struct parser *p, char c);
bool parser_peek_char(struct parser *p, char c);
/* Any word, taken; n 0 (and nothing taken): none stands there. */
struct slice parser_word(struct parser *p);
/* The whole run of characters up to a blank, comma, bracket or end. */
struct slice parser_run(struct parser *p);
/* A quotation mark, though not the straight double one that is wanted. */
bool parser_at_quote(struct parser *p);
bool parser_string(struct parser *p, const char **text);
bool parser_text(struct parser *p, struct bilingual *text);
/* A whole number from 0 to max. */
bool parser_count(struct parser *p, const char *what, unsigned max, unsigned *count);
/* Skips to the next comma outside of strings and brackets (taken: true) or the end of the
 * line (false). */
bool parser_skip_to_comma(struct parser *p);
/* Skips behind the bracket that closes those that are open, or to the end of the line. */
void parser_skip_bracket(struct parser *p);
void parser_skip_line(struct parser *p);
bool slice_is(struct slice slice, const char *word);
char *slice_copy(struct parser *p, struct slice slice);

/* ---- lines (line.c) --------------------------------------------------------------- */

/* At the end of a line: does the next one continue it? Then it stands at its first word.
 */
bool parser_continues(struct parser *p);
/* Goes to the next line that is not empty; false at the end of all. */
bool parser_next_line(struct parser *p);
/* The rest of the line must be empty. */
bool parser_line_done(struct parser *p, const char *expected);
/* A copy of what was read since start, comments left out and blanks folded. */
const char *parser_written(struct parser *p, const char *start);
/* Behind a comma: false, with a problem, when the line that it joins to this one is
 * there for itself, or nothing follows at all. */
bool parser_check_comma(struct parser *p);
/* Words that may begin a line; they are no ids. */
bool slice_is_reserved(struct slice word);
/* The nearest of them; NULL when none is near. */
const char *first_word_nearest(const char *typed);

/* ---- parts ------------------------------------------------------------------------ */

/* operand.c: a value of the fact's type, or of the items of a list. fact FACT_COUNT: a
 * text (labels). */
bool parse_operand(struct parser *p, enum fact_id fact, struct operand *operand);
/* A number with a unit of this dimension; about names it in messages. */
bool parse_quantity(struct parser *p, enum fact_id fact, enum dimension dimension,
                    bool integer, struct value *value);
bool parse_date(struct parser *p, struct operand *operand);
/* YYYY-MM-DD; what names it in messages. */
bool parse_day(struct parser *p, const char *what, struct date *day);
bool parse_percent(struct parser *p, fixed_t *percent);

/* name.c. kind KIND_COUNT: full names of one-kinds, and bare ones of the subject. count:
 * how many a `have` asks for, 0 elsewhere; for messages. */
bool parse_fact(struct parser *p, enum kind_id kind, enum fact_id *fact,
                const char **label);
bool parse_kind(struct parser *p, unsigned count, enum kind_id *kind);
/* KIND.FACT of which there may be many. */
bool parse_full_fact(struct parser *p, enum fact_id *fact);
/* What a value belongs to, for messages: "disk.size". FACT_COUNT: a label, or a number
 * of the language itself. */
const char *fact_said(const struct parser *p, enum fact_id fact);

/* condition.c */
bool parser_at_operator(struct parser *p); /* =, != and so on */
bool parse_test(struct parser *p, enum fact_id fact, struct test *test);
bool parse_conditions(struct parser *p, enum kind_id kind, struct conditions *conditions);

/* need.c */
struct need *parse_need(struct parser *p);
bool parse_aggregate(struct parser *p, enum aggregate aggregate, struct need *need);
/* needs joined by and and or at the beginnings of lines; NULL: none could be read, or a
 * problem was recorded. */
struct need *parse_needs(struct parser *p);
struct need *need_new(struct parser *p, enum need_type type, struct place place);

/* requirement.c, award.c */
bool parse_requirement(struct parser *p, const char *id, struct place place,
                       struct requirement *requirement);
bool parse_award(struct parser *p, struct requirement *requirement);
/* The level that is meant by a word that is none, such as shall; NULL: it is not known.
 */
const char *level_advice(const char *typed);

/* warnings.c: what is allowed but seldom meant. */
void tor_warnings(struct parser *p, const struct tor *tor);

#endif
