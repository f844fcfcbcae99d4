/* SPDX-License-Identifier: GPL-3.0-or-later
 * Collects what is wrong in the text of the compatibility database. */
#include "compat/problem.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void compat_problem_add(struct compat_problems *problems, const char *file,
                        struct place place, const char *format, ...)
{
	char text[1024];
	va_list ap;
	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	problems->items = memory_room(problems->items, problems->n, &problems->room,
	                              sizeof(*problems->items));
	problems->items[problems->n++] = (struct compat_problem){
	        .file = file,
	        .place = place,
	        .text = text_clean_copy(&problems->arena, text, strlen(text), NULL),
	};
}

static int problem_order(const void *x, const void *y)
{
	const struct compat_problem *a = x, *b = y;
	int order = strcmp(a->file, b->file);
	if (!order)
		order = (a->place.line > b->place.line) - (a->place.line < b->place.line);
	if (!order)
		order = (a->place.column > b->place.column) -
		        (a->place.column < b->place.column);
	return order ? order : strcmp(a->text, b->text);
}

void compat_problems_sort(struct compat_problems *problems)
{
	if (problems->n)
		qsort(problems->items, problems->n, sizeof(*problems->items),
		      problem_order);
}

void compat_problems_done(struct compat_problems *problems)
{
	free(problems->items);
	arena_done(&problems->arena);
	*problems = (struct compat_problems){0};
}
