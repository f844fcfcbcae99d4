/* SPDX-License-Identifier: GPL-3.0-or-later
 * Values: making, printing, copying. Comparing is in compare.c. */
#include "facts/value.h"

#include "base/text.h"

#include <string.h>

struct value value_number(fixed_t number, enum dimension dimension)
{
	return (struct value){
	        .type = TYPE_NUMBER, .dimension = dimension, .number = {number, number}};
}

struct value value_text(enum value_type type, const char *text)
{
	return (struct value){.type = type, .text = text};
}

/* How numbers appear: as a person reads them, in short, or in the languages. */
enum style { STYLE_exact, STYLE_short, STYLE_language };

static void print_number(struct buf *out, fixed_t number, enum dimension dimension,
                         bool memory, enum style style)
{
	char text[FIXED_TEXT_MAX];
	if (number == FIXED_MAX || number == FIXED_MIN)
		buf_add_string(out, number == FIXED_MAX ? "any more" : "any less");
	else if (style == STYLE_language) {
		const char *base = dimension_base(dimension);
		buf_format(out, "%s%s%s", fixed_text(number, text), *base ? " " : "",
		           base);
	} else if (style == STYLE_short)
		unit_print_short(out, number, dimension, memory);
	else
		unit_print(out, number, dimension, memory);
}

static void print_interval(struct buf *out, enum fact_id fact, const struct value *v,
                           enum style style)
{
	bool memory = fact_is_memory(fact);
	if (v->number.min == v->number.max) {
		print_number(out, v->number.min, v->dimension, memory, style);
	} else if (v->number.max == FIXED_MAX) {
		buf_add_string(out, "at least ");
		print_number(out, v->number.min, v->dimension, memory, style);
	} else {
		buf_add_string(out, "between ");
		print_number(out, v->number.min, v->dimension, memory, style);
		buf_add_string(out, " and ");
		print_number(out, v->number.max, v->dimension, memory, style);
	}
}

static void print_list(struct buf *out, enum fact_id fact, const struct value *v,
                       enum style style);

static void print_quoted(struct buf *out, const char *text)
{
	buf_add_char(out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, *text);
	}
	buf_add_char(out, '"');
}

void value_plain(struct buf *out, const struct value *v)
{
	char date[DATE_TEXT_MAX];
	if (v->type == TYPE_BOOL)
		buf_add_string(out, v->yes ? "yes" : "no");
	else if (v->type == TYPE_DATE)
		buf_add_string(out, date_text(v->date, date));
	else if (v->type == TYPE_RESOLUTION)
		buf_format(out, "%ux%u", v->resolution.width, v->resolution.height);
	else
		buf_add_string(out, v->text);
}

static void print(struct buf *out, enum fact_id fact, const struct value *v,
                  enum style style)
{
	bool language = style == STYLE_language;
	switch (v->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		print_interval(out, fact, v, style);
		break;
	case TYPE_TEXT:
		if (language)
			print_quoted(out, v->text);
		else
			buf_add_string(out, v->text);
		break;
	case TYPE_WORD:
	case TYPE_LEVEL:
		if (language &&
		    v->text[strspn(v->text, "abcdefghijklmnopqrstuvwxyz"
		                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789-")])
			print_quoted(out, v->text);
		else
			buf_add_string(out, v->text);
		break;
	case TYPE_LIST:
		print_list(out, fact, v, style);
		break;
	default:
		value_plain(out, v);
	}
}

static void print_list(struct buf *out, enum fact_id fact, const struct value *v,
                       enum style style)
{
	if (style == STYLE_language)
		buf_add_char(out, '(');
	for (size_t i = 0; i < v->list.n; i++) {
		if (i)
			buf_add_string(out, ", ");
		print(out, fact, &v->list.items[i], style);
	}
	if (!v->list.n && style != STYLE_language)
		buf_add_string(out, "none");
	if (style == STYLE_language)
		buf_add_char(out, ')');
}

void value_print(struct buf *out, enum fact_id fact, const struct value *value)
{
	print(out, fact, value, STYLE_exact);
}

void value_print_short(struct buf *out, enum fact_id fact, const struct value *value)
{
	print(out, fact, value, STYLE_short);
}

void value_write(struct buf *out, enum fact_id fact, const struct value *value)
{
	print(out, fact, value, STYLE_language);
}

static bool has_text(enum value_type type)
{
	return type == TYPE_TEXT || type == TYPE_WORD || type == TYPE_LEVEL ||
	       type == TYPE_VERSION;
}

struct value value_copy(struct arena *arena, const struct value *value)
{
	struct value copy = *value;
	if (has_text(value->type))
		copy.text = arena_string(arena, value->text);
	if (value->type == TYPE_LIST) {
		struct value *items =
		        arena_alloc(arena, value->list.n * sizeof(struct value));
		for (size_t i = 0; i < value->list.n; i++)
			items[i] = value_copy(arena, &value->list.items[i]);
		copy.list.items = items;
	}
	return copy;
}

bool value_same(const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return false;
	if (has_text(a->type))
		return !strcmp(a->text, b->text);
	switch (a->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		return a->dimension == b->dimension && a->number.min == b->number.min &&
		       a->number.max == b->number.max;
	case TYPE_BOOL:
		return a->yes == b->yes;
	case TYPE_DATE:
		return !date_order(a->date, b->date);
	case TYPE_RESOLUTION:
		return a->resolution.width == b->resolution.width &&
		       a->resolution.height == b->resolution.height;
	default:
		break;
	}
	if (a->list.n != b->list.n)
		return false;
	for (size_t i = 0; i < a->list.n; i++)
		if (!value_same(&a->list.items[i], &b->list.items[i]))
			return false;
	return true;
}
