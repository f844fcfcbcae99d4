/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of all that is wrong with a file. */
#include "base/text.h"
#include "tor/parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void problems_add(struct problems *problems, struct place place, bool warning,
                  const char *text)
{
	if (problems->n >= TOR_MAX_PROBLEMS) {
		problems->errors += !warning;
		return;
	}
	problems->items = memory_room(problems->items, problems->n, &problems->room,
	                              sizeof(*problems->items));
	struct buf clean = BUF_EMPTY;
	text_clean(&clean, text, strlen(text));
	problems->items[problems->n++] = (struct problem){
	        place, warning, arena_copy(&problems->arena, clean.text, clean.n)};
	problems->errors += !warning;
	buf_done(&clean);
}

static bool add_formatted(struct parser *p, struct place place, bool warning,
                          const char *format, va_list args)
{
	char text[1024];
	vsnprintf(text, sizeof(text), format, args);
	problems_add(p->problems, place, warning, text);
	return false;
}

bool parser_error(struct parser *p, struct place place, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add_formatted(p, place, false, format, args);
	va_end(args);
	return false;
}

bool parser_warning(struct parser *p, struct place place, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add_formatted(p, place, true, format, args);
	va_end(args);
	return false;
}

bool parser_expected(struct parser *p, const char *format, ...)
{
	char what[512];
	va_list args;
	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	struct place place = parser_place(p);
	return parser_error(p, place, "expected %s, found %s", what, parser_found(p));
}

static int by_place(const void *a, const void *b)
{
	const struct problem *x = a, *y = b;
	if (x->place.line != y->place.line)
		return x->place.line < y->place.line ? -1 : 1;
	if (x->place.column != y->place.column)
		return x->place.column < y->place.column ? -1 : 1;
	return x < y ? -1 : x > y;
}

void problems_sort(struct problems *problems)
{
	if (problems->n)
		qsort(problems->items, problems->n, sizeof(*problems->items), by_place);
}

void problems_done(struct problems *problems)
{
	arena_done(&problems->arena);
	free(problems->items);
	*problems = (struct problems){0};
}
