/* SPDX-License-Identifier: GPL-3.0-or-later
 * Values, each read as the type of its fact wants it. */
#include "base/text.h"
#include "tor/parser.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* ---- dates ------------------------------------------------------------------------ */

static bool read_duration(struct parser *p, int sign, struct date_term *term)
{
	unsigned n;
	if (!parser_count(p, "a number of days, months or years", 100000, &n))
		return false;
	size_t used;
	parser_place(p);
	const struct unit *unit = unit_at(p->at, (size_t)(p->end - p->at), &used);
	if (!unit || (unit->dimension != DIM_days && unit->dimension != DIM_months))
		return parser_expected(p, "days, months or years");
	p->at += used;
	if (unit->dimension == DIM_days)
		term->days = sign * (long)n;
	else
		term->months = sign * (long)n * (long)unit->num;
	return true;
}

/* 10.08.2027 or 10/08/2027, as forms write it: the day that is meant. */
static bool day_of_form(struct slice run, struct date *day)
{
	unsigned parts[3] = {0};
	size_t i = 0;
	for (int part = 0; part < 3; part++) {
		size_t start = i;
		for (; i < run.n && i - start < 5 && isdigit((unsigned char)run.text[i]);
		     i++)
			parts[part] = parts[part] * 10 + (unsigned)(run.text[i] - '0');
		if (i == start ||
		    (part < 2 && (i == run.n || !strchr("./", run.text[i]))))
			return false;
		i += part < 2;
	}
	char iso[32];
	snprintf(iso, sizeof(iso), "%04u-%02u-%02u", parts[2], parts[1], parts[0]);
	return i == run.n && date_parse(iso, strlen(iso), day);
}

bool parse_day(struct parser *p, const char *what, struct date *day)
{
	struct place place = parser_place(p);
	struct parser look = *p;
	struct slice word = parser_run(&look);
	char iso[DATE_TEXT_MAX];
	if (word.n && date_parse(word.text, word.n, day)) {
		*p = look;
		return true;
	}
	if (day_of_form(word, day))
		return parser_error(p, place, "expected %s, found '%.*s': write %s", what,
		                    (int)word.n, word.text, date_text(*day, iso));
	if (word.n == 10 && word.text[4] == '-' && word.text[7] == '-' &&
	    isdigit((unsigned char)*word.text))
		return parser_error(p, place,
		                    "expected a day of the calendar, found '%.*s'",
		                    (int)word.n, word.text);
	return parser_expected(p, "%s", what);
}

/* "today", also glued to what is taken off: "today-7 years". */
static bool take_day_word(struct parser *p, const char *word)
{
	struct slice typed = parser_peek(p);
	size_t n = strlen(word);
	if (typed.n < n || memcmp(typed.text, word, n) != 0 ||
	    (typed.n > n && typed.text[n] != '-'))
		return false;
	p->at += n;
	p->comma = false;
	return true;
}

bool parse_date(struct parser *p, struct operand *operand)
{
	struct date_term *term = &operand->date;
	struct place place = parser_place(p);
	const char *start = p->at;
	operand->place = place;
	operand->value.type = TYPE_DATE;
	if (take_day_word(p, "delivery")) {
		term->base = DATE_delivery;
		if (!p->asks_delivery)
			p->asks_delivery_at = place;
		p->asks_delivery = true;
	} else if (take_day_word(p, "today")) {
		term->base = DATE_today;
	} else {
		const char *what = p->grammar == GRAMMAR_declaration
		                           ? "a day such as 2027-08-10"
		                           : "a date (2027-08-10, delivery or today)";
		if (!parse_day(p, what, &term->fixed))
			return false;
		operand->value.date = term->fixed;
		operand->written = parser_written(p, start);
		return true;
	}
	bool plus = parser_take_char(p, '+');
	if (plus || parser_take_char(p, '-'))
		if (!read_duration(p, plus ? 1 : -1, term))
			return false;
	operand->written = parser_written(p, start);
	return true;
}

/* ---- words ------------------------------------------------------------------------ */

struct word_list {
	enum fact_id fact;
	char words[128][64];
	size_t n;
};

static const char *word_at_index(const void *context, size_t i)
{
	return ((const struct word_list *)context)->words[i];
}

static const char *nearest_word(struct parser *p, enum fact_id fact, const char *typed)
{
	struct word_list list = {.fact = fact};
	while (list.n < 128 &&
	       fact_word_at(fact, (int)list.n, list.words[list.n], sizeof(list.words[0])))
		list.n++;
	const char *near = text_nearest(typed, list.n, word_at_index, &list);
	return near ? arena_string(p->arena, near) : NULL;
}

/* "Wi-Fi 6" without quotes: does the word together with what follows make a known one? */
static const char *split_word(struct parser *p, enum fact_id fact, const char *start)
{
	const char *stop = start;
	char known[64];
	while (stop < p->end && !strchr(",)\n#", *stop))
		stop++;
	char *whole = arena_copy(p->arena, start, (size_t)(stop - start));
	int i = fact_word_index(fact, whole);
	if (i < 0 || !fact_word_at(fact, i, known, sizeof(known)))
		return NULL;
	return arena_string(p->arena, known);
}

/* Another fact of the same kind that has the word: nvme is a transport, no medium. */
static enum fact_id fact_of_word(enum fact_id fact, const char *typed)
{
	enum kind_id kind = fact_row(fact)->kind;
	size_t first = kind_row(kind)->first;
	for (size_t i = first; i < first + kind_facts(kind); i++)
		if (fact_row((enum fact_id)i)->words &&
		    fact_word_index((enum fact_id)i, typed) >= 0)
			return (enum fact_id)i;
	return FACT_COUNT;
}

static bool unknown_word(struct parser *p, enum fact_id fact, struct place place,
                         const char *start, const char *typed)
{
	const char *name = fact_full_name(fact);
	const char *split = split_word(p, fact, start);
	if (split)
		return parser_error(p, place,
		                    "expected a word of %s, found '%s' and more: quote "
		                    "it, or write %s",
		                    name, typed, split);
	enum fact_id other = fact_of_word(fact, typed);
	if (other != FACT_COUNT)
		return parser_error(p, place,
		                    "expected a word of %s, found '%s': it is a word of "
		                    "%s",
		                    name, typed, fact_row(other)->name);
	bool level = fact_row(fact)->type == TYPE_LEVEL; /* wifi9 is no wifi3 */
	const char *near = level ? NULL : nearest_word(p, fact, typed);
	if (near)
		return parser_error(p, place,
		                    "expected a word of %s, found '%s': did you mean %s?",
		                    name, typed, near);
	return parser_error(p, place, "expected one of %s for %s, found '%s'",
	                    fact_row(fact)->words, name, typed);
}

/* A word, or a text: then it is one too. */
static bool read_word(struct parser *p, const char **text)
{
	if (parser_peek_char(p, '"') || parser_at_quote(p))
		return parser_string(p, text);
	if (!parser_peek(p).n)
		return parser_expected(p, "a word, or a text in quotes");
	struct place place = parser_place(p);
	if (isdigit((unsigned char)*p->at)) {
		struct slice run = parser_run(p);
		return parser_error(p, place,
		                    "expected a word, found %.*s: quote it, "
		                    "\"%.*s\"",
		                    (int)run.n, run.text, (int)run.n, run.text);
	}
	*text = slice_copy(p, parser_word(p));
	return true;
}

static bool parse_word(struct parser *p, enum fact_id fact, enum value_type type,
                       struct value *value)
{
	struct place place = parser_place(p);
	const char *start = p->at, *text = NULL;
	char known[64];
	if (!read_word(p, &text))
		return false;
	if (fact < FACT_COUNT && fact_row(fact)->words) {
		int i = fact_word_index(fact, text);
		if (i < 0)
			return unknown_word(p, fact, place, start, text);
		if (fact_word_at(fact, i, known, sizeof(known)))
			text = arena_string(p->arena, known);
	}
	*value = value_text(type, text);
	return true;
}

/* ---- the rest --------------------------------------------------------------------- */

static bool parse_version(struct parser *p, struct value *value)
{
	if (parser_peek_char(p, '"')) {
		const char *text = NULL;
		if (!parser_string(p, &text))
			return false;
		*value = value_text(TYPE_VERSION, text);
		return true;
	}
	struct slice run = parser_run(p);
	if (!run.n || !strpbrk(slice_copy(p, run), "0123456789")) {
		p->at = run.text;
		return parser_expected(p, "a version such as 5.2");
	}
	*value = value_text(TYPE_VERSION, slice_copy(p, run));
	return true;
}

static bool parse_yes_no(struct parser *p, struct value *value)
{
	value->type = TYPE_BOOL;
	value->yes = parser_peek_is(p, "yes");
	return parser_take(p, "yes") || parser_take(p, "no") ||
	       parser_expected(p, "yes or no");
}

static size_t read_pixels(struct slice run, size_t i, unsigned *pixels)
{
	size_t start = i;
	for (*pixels = 0; i < run.n && isdigit((unsigned char)run.text[i]); i++) {
		if (i - start >= 6)
			return 0;
		*pixels = *pixels * 10 + (unsigned)(run.text[i] - '0');
	}
	return *pixels ? i : 0;
}

static bool parse_resolution(struct parser *p, struct value *value)
{
	static const struct {
		const char *typed, *write;
	} names[] = {
	        {"4K", "3840x2160"},    {"UHD", "3840x2160"},   {"8K", "7680x4320"},
	        {"FHD", "1920x1080"},   {"1080p", "1920x1080"}, {"720p", "1280x720"},
	        {"QHD", "2560x1440"},   {"1440p", "2560x1440"}, {"WUXGA", "1920x1200"},
	        {"HD", "1280x720"},     {"2160p", "3840x2160"}, {"Full", "1920x1080"},
	        {"FullHD", "1920x1080"}};
	struct place place = parser_place(p);
	struct slice run = parser_run(p);
	unsigned width, height;
	size_t i = read_pixels(run, 0, &width);
	size_t times = i && i < run.n && (run.text[i] == 'x' || run.text[i] == 'X') ? 1
	               : i && run.n - i > 2 && !memcmp(run.text + i, "×", 2)        ? 2
	                                                                            : 0;
	if (times && read_pixels(run, i + times, &height) == run.n) {
		*value = (struct value){.type = TYPE_RESOLUTION,
		                        .resolution = {width, height}};
		return true;
	}
	for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
		if (text_same_word(slice_copy(p, run), names[k].typed))
			return parser_error(p, place,
			                    "expected a resolution, found %s: write %s",
			                    names[k].typed, names[k].write);
	p->at = run.text;
	if (!run.n)
		return parser_expected(p, "a resolution such as 1920x1080");
	return parser_error(p, place,
	                    "expected a resolution such as 1920x1080, found '%.*s'",
	                    (int)run.n, run.text);
}

static bool parse_by_type(struct parser *p, enum fact_id fact, struct operand *operand)
{
	const struct fact_row *row = fact_row(fact);
	switch (row->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		return parse_quantity(p, fact, row->dimension, row->type == TYPE_INTEGER,
		                      &operand->value);
	case TYPE_VERSION:
		return parse_version(p, &operand->value);
	case TYPE_BOOL:
		return parse_yes_no(p, &operand->value);
	case TYPE_DATE:
		return parse_date(p, operand);
	case TYPE_RESOLUTION:
		return parse_resolution(p, &operand->value);
	case TYPE_LIST:
		if (row->dimension != DIM_none)
			return parse_quantity(p, fact, row->dimension, false,
			                      &operand->value);
		return parse_word(p, fact, TYPE_WORD, &operand->value);
	default:
		return parse_word(p, fact, row->type, &operand->value);
	}
}

bool parse_operand(struct parser *p, enum fact_id fact, struct operand *operand)
{
	*operand = (struct operand){.place = parser_place(p)};
	const char *start = p->at;
	bool good = fact == FACT_COUNT ? parse_word(p, fact, TYPE_TEXT, &operand->value)
	                               : parse_by_type(p, fact, operand);
	if (good)
		operand->written = parser_written(p, start);
	return good;
}
