/* SPDX-License-Identifier: GPL-3.0-or-later
 * Offered values as bidders write them. */
#include "base/text.h"
#include "procure/offer.h"
#include "procure/wording.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* The operand whose unit a number without one is in. */
static const struct operand *model_of(const struct spec_row *row)
{
	const struct award *a = &row->requirement->award;
	if (row->test && row->test->n)
		return &row->test->operands[0];
	if (row->how != TEST_ROW_award)
		return NULL;
	return a->has_range ? &a->from : a->step_count ? &a->steps[0].value : NULL;
}

static const struct unit *unit_of_operand(const struct operand *o)
{
	size_t used, n = o && o->written ? strspn(o->written, "-0123456789. ") : 0;
	return o && o->written ? unit_at(o->written + n, strlen(o->written + n), &used)
	                       : NULL;
}

/* Does the text say this name of the tables, or what either language calls it? */
static bool says(const struct spec *spec, const char *context, const char *name,
                 const char *text)
{
	const char *ours = catalogue_find(spec->language.catalogue, context, name);
	const char *theirs = catalogue_find(spec->language.other, context, name);
	return text_same_word(name, text) || (ours && text_same_word(ours, text)) ||
	       (theirs && text_same_word(theirs, text));
}

/* A unit as people of either language write it, kuud or months; NULL: none of ours. */
static const struct unit *unit_named(const struct spec *spec, const char *text)
{
	size_t n, used;
	const struct unit *table = unit_table(&n);
	const struct unit *found = unit_at(text, strlen(text), &used);
	if (found && !text[used])
		return found;
	for (size_t i = 0; i < n; i++)
		if (says(spec, "unit", table[i].name, text) ||
		    says(spec, "unit one", table[i].name, text))
			return &table[i];
	return NULL;
}

static bool read_number(const struct spec *spec, const struct spec_row *row,
                        const char *text, struct value *value)
{
	char plain[64];
	size_t n = 0, k = 0;
	fixed_t number;
	/* "1 000,5" with blanks of any width between thousands; one comma is the decimal
	 * mark, also of people whose program writes it. */
	for (; text[n] && k + 1 < sizeof(plain); n++) {
		bool digit = isdigit((unsigned char)text[n]) || text[n] == '.' ||
		             text[n] == ',' || (text[n] == '-' && !k);
		if (digit)
			plain[k++] = text[n] == ',' ? '.' : text[n];
		else if (text[n] == ' ' && isdigit((unsigned char)text[n + 1]))
			continue;
		else if (!strncmp(text + n, "\xC2\xA0", 2))
			n++;
		else
			break;
	}
	plain[k] = '\0';
	if (!k || fixed_parse(plain, k, &number) != k)
		return false;
	while (text[n] == ' ')
		n++;
	enum dimension dimension = fact_row(row->fact)->dimension;
	if (dimension == DIM_none && says(spec, "unit", "pieces", text + n))
		n += strlen(text + n);
	const struct unit *unit =
	        text[n] ? unit_named(spec, text + n) : unit_of_operand(model_of(row));
	if (text[n] && row->unit && text_same_word(text + n, row->unit))
		unit = unit_of_operand(model_of(row));
	else if (text[n] && !unit)
		return false;
	if (unit && !unit_fits(unit, dimension))
		return false;
	if (unit)
		number = unit_to_base(unit, number, fact_is_memory(row->fact));
	else if (dimension != DIM_none && number)
		return false;
	*value = value_number(number, unit ? unit->dimension : dimension);
	value->type = fact_row(row->fact)->type;
	return true;
}

static bool read_resolution(const char *text, struct value *value)
{
	unsigned width, height;
	const char *mark = strpbrk(text, "x*X");
	if (!mark && (mark = strstr(text, "×")))
		mark++;
	if (!mark || sscanf(text, "%5u", &width) != 1 ||
	    sscanf(mark + 1, "%5u", &height) != 1)
		return false;
	*value = (struct value){.type = TYPE_RESOLUTION};
	value->resolution.width = width;
	value->resolution.height = height;
	return true;
}

static bool read_date(const char *text, struct value *value)
{
	char iso[DATE_TEXT_MAX];
	int day, month, year;
	*value = (struct value){.type = TYPE_DATE};
	if (date_parse(text, strlen(text), &value->date))
		return true;
	if (sscanf(text, "%2d.%2d.%4d", &day, &month, &year) != 3)
		return false;
	snprintf(iso, sizeof(iso), "%04d-%02d-%02d", year % 10000, month % 100,
	         day % 100);
	return date_parse(iso, strlen(iso), &value->date);
}

/* Does the text say the word: by its own name, as the document does, or as the trade or
 * the standard does, in either language? */
static bool says_word(const struct spec *spec, const char *word, const char *text,
                      struct arena *arena)
{
	return says(spec, "word", word, text) ||
	       trade_names_say(spec->language.names, word, text, arena);
}

/* A word of the fact that is asked for. */
static const char *known_word(const struct spec *spec, const struct spec_row *row,
                              const char *text, struct arena *arena)
{
	for (size_t i = 0; row->test && i < row->test->n; i++) {
		const char *wanted = row->test->operands[i].value.text;
		if (says_word(spec, wanted, text, arena))
			return wanted;
	}
	return NULL;
}

/* The word of the fact's list that the text says; the text when it is no such word. */
static const char *read_word(const struct spec *spec, const struct spec_row *row,
                             const char *text, struct arena *arena)
{
	char word[64];
	const char *wanted = known_word(spec, row, text, arena);
	if (wanted)
		return wanted;
	for (int i = 0; fact_word_at(row->fact, i, word, sizeof(word)); i++)
		if (says_word(spec, word, text, arena))
			return arena_string(arena, word);
	return arena_string(arena, text);
}

static int yes_no(const char *text)
{
	if (text_same_word(text, "yes") || text_same_word(text, "jah"))
		return 1;
	return text_same_word(text, "no") || text_same_word(text, "ei") ? 0 : -1;
}

/* Words of a list, parted by commas or semicolons. */
static bool read_list(const struct spec_row *row, const char *text, struct arena *arena,
                      struct value *value)
{
	enum { ITEMS_MAX = 64 };
	struct value items[ITEMS_MAX];
	size_t n = 0;
	if (fact_row(row->fact)->dimension != DIM_none)
		return false; /* numbers in a list: a person reads them */
	for (const char *at = text; *at && n < ITEMS_MAX;) {
		size_t length = strcspn(at, ",;");
		items[n++] =
		        value_text(TYPE_WORD, text_clean_copy(arena, at, length, NULL));
		at += length + (at[length] != '\0');
	}
	*value = (struct value){.type = TYPE_LIST};
	value->list.items = arena_items(arena, items, n, sizeof(*items));
	value->list.n = n;
	return n > 0;
}

bool offer_value(const struct spec *spec, const struct spec_row *row, const char *text,
                 struct arena *arena, struct value *value)
{
	if (row->fact == FACT_COUNT || !text)
		return false;
	switch (fact_row(row->fact)->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		return read_number(spec, row, text, value);
	case TYPE_RESOLUTION:
		return read_resolution(text, value);
	case TYPE_DATE:
		return read_date(text, value);
	case TYPE_LIST:
		return read_list(row, text, arena, value);
	case TYPE_BOOL:
		*value = (struct value){.type = TYPE_BOOL, .yes = yes_no(text) == 1};
		return yes_no(text) >= 0;
	case TYPE_LEVEL:
		*value = value_text(TYPE_LEVEL, read_word(spec, row, text, arena));
		return fact_word_index(row->fact, value->text) >= 0;
	case TYPE_WORD:
		*value = value_text(TYPE_WORD, read_word(spec, row, text, arena));
		return true;
	default:
		*value = value_text(fact_row(row->fact)->type, arena_string(arena, text));
		return true;
	}
}
