/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facts/words.h"

#include <string.h>

const char *name_in_words(const struct catalogue *words, const char *context,
                          const char *name)
{
	const char *found = catalogue_find(words, context, name);
	return found && *found ? found : name;
}

const char *fact_short_words(enum fact_id fact, const struct catalogue *words)
{
	const char *full = fact_full_name(fact);
	const char *found = name_in_words(words, "fact", full);
	return found != full ? found : name_in_words(words, "fact", fact_row(fact)->name);
}

void fact_words(struct buf *out, enum fact_id fact, const struct catalogue *words)
{
	const char *kind = kind_row(fact_row(fact)->kind)->name;
	if (words)
		buf_format(out, "%s: %s", name_in_words(words, "kind", kind),
		           fact_short_words(fact, words));
	else
		buf_add_string(out, fact_full_name(fact));
}

void component_words(struct buf *out, const char *component, enum fact_id fact,
                     const struct catalogue *words)
{
	size_t n = strcspn(component, "/");
	enum kind_id kind = kind_find(component, n, false);
	if (words && kind != KIND_COUNT) {
		buf_add_string(out, name_in_words(words, "kind", kind_row(kind)->name));
		buf_format(out, "%s%s", component[n] ? " " : "",
		           component[n] ? component + n + 1 : "");
	} else {
		buf_add_string(out, component);
	}
	if (fact != FACT_COUNT)
		buf_format(out, "%s%s", words ? ", " : " ",
		           words ? fact_short_words(fact, words) : fact_row(fact)->name);
}

void date_words(struct buf *out, struct date date, const struct catalogue *words)
{
	char text[DATE_TEXT_MAX];
	if (words)
		buf_format(out, "%02d.%02d.%04d", date.day, date.month, date.year);
	else
		buf_add_string(out, date_text(date, text));
}

/* ---- quantities ------------------------------------------------------------------- */

const char *unit_of_number(const char *unit, const char *number,
                           const struct catalogue *words)
{
	const char *one =
	        strcmp(number, "1") ? unit : name_in_words(words, "unit one", unit);
	return one != unit ? one : name_in_words(words, "unit", unit);
}

const char *unit_of_fact(const struct unit *unit, enum fact_id fact)
{
	static const char *const binary[][2] = {
	        {"kB", "KiB"}, {"MB", "MiB"}, {"GB", "GiB"}, {"TB", "TiB"}};
	for (size_t i = 0; i < 4 && fact_is_memory(fact); i++)
		if (!strcmp(unit->name, binary[i][0]))
			return binary[i][1];
	return unit->name;
}

static const char *unit_words(const struct unit *unit, const char *number,
                              enum fact_id fact, const struct catalogue *words)
{
	return unit_of_number(unit_of_fact(unit, fact), number, words);
}

void written_words(struct buf *out, enum fact_id fact, const char *written,
                   const struct catalogue *words)
{
	while (words && *written) {
		size_t n = strspn(written, "-0123456789."), used = 0;
		for (size_t i = 0; i < n; i++)
			buf_add_char(out, written[i] == '.' ? ',' : written[i]);
		written += n;
		const char *name = written + strspn(written, " ");
		char one[] = {n ? written[-1] : '\0', '\0'};
		const struct unit *unit =
		        n && *name ? unit_at(name, strlen(name), &used) : NULL;
		if (unit) {
			buf_format(out, " %s",
			           unit_words(unit, n == 1 ? one : "", fact, words));
			written = name + used;
		} else if (!n) {
			buf_add_char(out, *written++);
		}
	}
	buf_add_string(out, written);
}

static void one_number(struct buf *out, enum fact_id fact, fixed_t number,
                       enum dimension dimension, const struct catalogue *words)
{
	struct buf text = BUF_EMPTY;
	unit_print(&text, number, dimension, fact_is_memory(fact));
	written_words(out, fact, text.text, words);
	buf_done(&text);
}

static void number_words(struct buf *out, enum fact_id fact, const struct value *v,
                         const struct catalogue *words)
{
	struct buf least = BUF_EMPTY, most = BUF_EMPTY;
	bool open = v->number.max == FIXED_MAX, below = v->number.min == FIXED_MIN;
	if (!below)
		one_number(&least, fact, v->number.min, v->dimension, words);
	if (!open)
		one_number(&most, fact, v->number.max, v->dimension, words);
	if (v->number.min == v->number.max)
		buf_add_string(out, least.text);
	else if (open)
		buf_format(out, "%s %s", tr(words, "at least"), least.text);
	else if (below)
		buf_format(out, "%s %s", tr(words, "at most"), most.text);
	else
		buf_format(out, tr(words, "between %s and %s"), least.text, most.text);
	buf_done(&least);
	buf_done(&most);
}

void value_words(struct buf *out, enum fact_id fact, const struct value *v,
                 const struct catalogue *words)
{
	if (!words) {
		value_print(out, fact, v);
		return;
	}
	switch (v->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		number_words(out, fact, v, words);
		return;
	case TYPE_BOOL:
		buf_add_string(out, v->yes ? tr(words, "yes") : tr(words, "no"));
		return;
	case TYPE_DATE:
		date_words(out, v->date, words);
		return;
	case TYPE_WORD:
	case TYPE_LEVEL:
		buf_add_string(out, name_in_words(words, "word", v->text));
		return;
	case TYPE_LIST:
		for (size_t i = 0; i < v->list.n; i++) {
			buf_add_string(out, i ? ", " : "");
			value_words(out, fact, &v->list.items[i], words);
		}
		if (!v->list.n)
			buf_add_string(out, tr(words, "none"));
		return;
	default:
		value_print(out, fact, v);
	}
}
