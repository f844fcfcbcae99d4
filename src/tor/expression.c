/* SPDX-License-Identifier: GPL-3.0-or-later
 * The same needs outside of files: WHERE expressions with or, not and parentheses, and
 * the needs of a platform requirement. */
#include "tor/parser.h"

#include <string.h>

static struct need *parse_either(struct parser *p);

static struct need *parse_parenthesis(struct parser *p)
{
	struct place place = parser_place(p);
	if (p->depth >= TOR_MAX_DEPTH) {
		parser_error(p, place,
		             "expected at most %d levels of parentheses and not",
		             TOR_MAX_DEPTH);
		return NULL;
	}
	p->depth++;
	struct need *need = NULL;
	if (parser_take(p, "not")) {
		struct need *part = parse_parenthesis(p);
		if (part) {
			need = need_new(p, NEED_not, place);
			need->parts = arena_alloc(p->arena, sizeof(struct need *));
			need->parts[need->n++] = part;
		}
	} else if (parser_take_char(p, '(')) {
		need = parse_either(p);
		if (need && !parser_take_char(p, ')')) {
			parser_expected(p, "and, or or ')'");
			need = NULL;
		}
	} else {
		need = parse_need(p);
	}
	p->depth--;
	return need;
}

/* parts joined by word; one part stays itself. NULL after a problem. */
static struct need *parse_joined(struct parser *p, const char *word, enum need_type type,
                                 struct need *(*part)(struct parser *))
{
	struct need *first = part(p), *joined = NULL;
	while (first && parser_take(p, word)) {
		struct need *next = part(p);
		if (!next)
			return NULL;
		if (joined && joined->n >= TOR_MAX_PARTS) {
			parser_error(p, next->place, "expected at most %d parts",
			             TOR_MAX_PARTS);
			return NULL;
		}
		if (!joined) {
			joined = need_new(p, type, first->place);
			joined->parts = arena_alloc(p->arena, sizeof(struct need *));
			joined->parts[joined->n++] = first;
		}
		struct need **parts =
		        arena_alloc(p->arena, (joined->n + 1) * sizeof(struct need *));
		memcpy(parts, joined->parts, joined->n * sizeof(struct need *));
		parts[joined->n++] = next;
		joined->parts = parts;
	}
	return joined ? joined : first;
}

static struct need *parse_both(struct parser *p)
{
	return parse_joined(p, "and", NEED_and, parse_parenthesis);
}

static struct need *parse_either(struct parser *p)
{
	return parse_joined(p, "or", NEED_or, parse_both);
}

/* A tor whose only requirement is this need. */
static struct tor *only(struct tor *tor, struct parser *p, struct need *need,
                        const char *start, size_t errors)
{
	problems_sort(p->problems);
	if (!need || p->problems->errors != errors) {
		tor_free(tor);
		return NULL;
	}
	struct requirement *one = memory_get(sizeof(*one));
	*one = (struct requirement){
	        .level = LEVEL_info, .need = need, .place = need->place};
	one->written = parser_written(p, start);
	tor->common.requirements = one;
	tor->common.n = 1;
	return tor;
}

static struct tor *begin(struct parser *p, enum grammar grammar, const char *text,
                         size_t n, const char *name, struct problems *problems)
{
	struct tor *tor = memory_get(sizeof(*tor));
	*tor = (struct tor){0};
	tor->name = arena_string(&tor->arena, name);
	parser_begin(p, grammar, text, n, &tor->arena, problems);
	return tor;
}

struct tor *tor_parse_where(const char *text, size_t n, const char *name,
                            struct problems *problems)
{
	struct parser p;
	size_t errors = problems->errors;
	struct tor *tor = begin(&p, GRAMMAR_where, text, n, name, problems);
	struct need *need = NULL;
	if (parser_check_text(&p)) {
		need = parse_either(&p);
		if (need && !parser_at_end(&p))
			parser_expected(&p, "and, or or the end of the expression");
	}
	return only(tor, &p, need, text, errors);
}

struct tor *tor_parse_needs(const char *text, size_t n, const char *name, int first_line,
                            struct problems *problems)
{
	struct parser p;
	size_t errors = problems->errors;
	struct tor *tor = begin(&p, GRAMMAR_needs, text, n, name, problems);
	struct need *need = NULL;
	p.line = first_line;
	if (parser_check_text(&p) && parser_next_line(&p)) {
		need = parse_needs(&p);
		if (need && (!parser_at_end(&p) || parser_next_line(&p)))
			parser_expected(&p, "and, or or the end of the needs");
	} else if (problems->errors == errors) {
		parser_expected(&p, "needs");
	}
	return only(tor, &p, need, text, errors);
}
