/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tests of src/tor share: a text in, its meaning out. Included once by each of
 * the test programs; what was parsed lives until the next parse. */
#ifndef HWFIT_TESTS_PARSED_H
#define HWFIT_TESTS_PARSED_H

#include "tor/tor.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct tor *parsed;
static struct problems problems;
static struct buf text;

static void parsed_done(void)
{
	tor_free(parsed);
	problems_done(&problems);
	buf_done(&text);
	parsed = NULL;
	text = (struct buf)BUF_EMPTY;
}

static void parsed_must_be(const char *input)
{
	cr_assert(parsed, "%s: %d:%d: %s", input,
	          problems.n ? problems.items[0].place.line : 0,
	          problems.n ? problems.items[0].place.column : 0,
	          problems.n ? problems.items[0].text : "refused without a word");
}

static inline struct tor *parse_file(const char *input, size_t n)
{
	parsed_done();
	parsed = tor_parse(input, n, "test", NULL, &problems);
	parsed_must_be(input);
	return parsed;
}

/* The lines of a file behind its first one. */
static inline struct tor *parse_lines(const char *lines)
{
	parsed_done();
	buf_format(&text, "tor 1\n%s", lines);
	parsed = tor_parse(text.text, text.n, "test", NULL, &problems);
	parsed_must_be(lines);
	return parsed;
}

/* The only requirement of a file. */
static inline const struct requirement *parse_one(const char *line)
{
	const struct tor *tor = parse_lines(line);
	cr_assert_eq(tor->common.n, 1, "%s: %zu requirements", line, tor->common.n);
	return &tor->common.requirements[0];
}

static inline const struct need *parse_needed(const char *line)
{
	return parse_one(line)->need;
}

/* The only condition of a line: of facts, or of a list need. */
static inline const struct condition *parse_condition_of(const char *line)
{
	const struct need *need = parse_needed(line);
	cr_assert_eq(need->conditions.n, 1, "%s: %zu conditions", line,
	             need->conditions.n);
	return &need->conditions.items[0];
}

static inline const struct need *parse_expression(const char *expression)
{
	parsed_done();
	parsed = tor_parse_where(expression, strlen(expression), "where", &problems);
	parsed_must_be(expression);
	return parsed->common.requirements[0].need;
}

/* How the need is said. */
static inline const char *said(const struct need *need)
{
	buf_done(&text);
	text = (struct buf)BUF_EMPTY;
	need_print(&text, need);
	return text.text;
}

/* The first problem of a text that is refused. */
static inline const char *refused_because(bool good, const char *input)
{
	cr_assert(!good && problems.errors, "%s is taken", input);
	return problems.items[0].text;
}

static inline fixed_t fixed_of(const char *number)
{
	fixed_t n = 0;
	cr_assert_eq(fixed_parse(number, strlen(number), &n), strlen(number));
	return n;
}

#endif
