/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/wording.h"

#include "facts/words.h"

#include <string.h>

static const char *blanks_for_underscores(struct arena *arena, const char *name)
{
	char *copy = arena_string(arena, name);
	for (char *at = copy; *at; at++)
		if (*at == '_')
			*at = ' ';
	return copy;
}

static const char *name_in(const struct wording *w, const char *context, const char *name)
{
	const char *found = catalogue_find(w->language->catalogue, context, name);
	return found && *found ? found : NULL;
}

const char *kind_in(const struct wording *w, enum kind_id kind)
{
	const char *name = kind_row(kind)->name, *found = name_in(w, "kind", name);
	return found ? found : blanks_for_underscores(w->arena, name);
}

const char *fact_short_in(const struct wording *w, enum fact_id fact)
{
	const char *found = name_in(w, "fact", fact_full_name(fact));
	const char *name = fact_row(fact)->name;
	if (!found)
		found = name_in(w, "fact", name);
	return found ? found : blanks_for_underscores(w->arena, name);
}

const char *fact_in(const struct wording *w, enum fact_id fact)
{
	return arena_format(w->arena, "%s: %s", kind_in(w, fact_row(fact)->kind),
	                    fact_short_in(w, fact));
}

const char *word_in_language(const struct wording *w, const char *word)
{
	const char *found = name_in(w, "word", word);
	return found ? found : word;
}

static const char *value_word(const struct wording *w, enum fact_id fact,
                              const char *word)
{
	const struct trade_name *name = trade_names_find(w->language->names, fact, word);
	return name ? trade_name_words(name, w->language->estonian, w->arena)
	            : word_in_language(w, word);
}

const char *unit_in(const struct wording *w, const char *unit)
{
	return unit_of_number(unit, "", w->language->catalogue);
}

const char *number_in(const struct wording *w, const char *number)
{
	char *copy = arena_string(w->arena, number), *point = strchr(copy, '.');
	if (w->language->estonian && point && !strchr(point + 1, '.'))
		*point = ',';
	return copy;
}

/* ---- values ----------------------------------------------------------------------- */

/* What a quantity says, apart: the number as written, its unit behind it. */
struct quantity_words {
	const char *number, *unit;
};

/* "480 GB", "9.5inch", "15000" as the file writes it; a unit that the file writes in the
 * plural ("months") is looked up by its own name. GB of memory is a GiB and says so. */
static struct quantity_words split_quantity(const struct wording *w, enum fact_id fact,
                                            const char *written)
{
	struct quantity_words q = {0};
	size_t n = strspn(written, "-0123456789."), used = 0;
	const char *rest = written + n;
	while (*rest == ' ')
		rest++;
	const struct unit *unit = *rest ? unit_at(rest, strlen(rest), &used) : NULL;
	q.number = number_in(w, arena_copy(w->arena, written, n));
	if (!unit)
		return q;
	q.unit = unit_of_number(unit_of_fact(unit, fact), q.number,
	                        w->language->catalogue);
	return q;
}

static struct quantity_words date_quantity(const struct wording *w,
                                           const struct operand *o)
{
	char day[DATE_TEXT_MAX];
	struct date d = date_term_resolve(&o->date, w->today, w->delivery);
	struct quantity_words q = {0};
	if (o->date.base == DATE_delivery && !w->delivery)
		q.number = arena_string(w->arena, o->written);
	else if (w->language->estonian)
		q.number =
		        arena_format(w->arena, "%02d.%02d.%04d", d.day, d.month, d.year);
	else
		q.number = arena_string(w->arena, date_text(d, day));
	return q;
}

static struct quantity_words value_quantity(const struct wording *w, enum fact_id fact,
                                            const struct operand *o)
{
	const struct language *l = w->language;
	struct quantity_words q = {0};
	struct buf out = BUF_EMPTY;
	switch (o->value.type) {
	case TYPE_DATE:
		return date_quantity(w, o);
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		if (o->written)
			return split_quantity(w, fact, o->written);
		break;
	case TYPE_BOOL:
		q.number =
		        o->value.yes ? tr(l->catalogue, "yes") : tr(l->catalogue, "no");
		return q;
	case TYPE_WORD:
	case TYPE_LEVEL:
		q.number = value_word(w, fact, o->value.text);
		return q;
	case TYPE_TEXT:
	case TYPE_VERSION:
		q.number = o->value.text;
		return q;
	case TYPE_RESOLUTION:
		q.number = arena_format(w->arena, "%u x %u", o->value.resolution.width,
		                        o->value.resolution.height);
		q.unit = "px";
		return q;
	case TYPE_LIST:
		break;
	}
	value_print(&out, fact, &o->value);
	q.number = arena_copy(w->arena, out.text, out.n);
	buf_done(&out);
	return q;
}

const char *operand_in(const struct wording *w, enum fact_id fact,
                       const struct operand *operand)
{
	struct quantity_words q = value_quantity(w, fact, operand);
	return q.unit ? arena_format(w->arena, "%s %s", q.number, q.unit) : q.number;
}

static const char *operands_in(const struct wording *w, enum fact_id fact,
                               const struct test *test)
{
	struct buf out = BUF_EMPTY;
	for (size_t i = 0; i < test->n; i++) {
		buf_add_string(&out, i ? ", " : "");
		buf_add_string(&out, operand_in(w, fact, &test->operands[i]));
	}
	const char *text = arena_copy(w->arena, out.text, out.n);
	buf_done(&out);
	return text;
}

/* ---- tests ------------------------------------------------------------------------ */

static const char *relation_in(const struct language *l, enum operator op)
{
	switch (op) {
	case OP_equal:
		return tr(l->catalogue, "exactly");
	case OP_not_equal:
		return tr(l->catalogue, "other than");
	case OP_less:
		return tr(l->catalogue, "less than");
	case OP_at_most:
		return tr(l->catalogue, "at most");
	case OP_more:
		return tr(l->catalogue, "more than");
	case OP_at_least:
		return tr(l->catalogue, "at least");
	default:
		return tr(l->catalogue, "includes");
	}
}

static const char *const symbols[OP_COUNT] = {
        [OP_equal] = "=", [OP_not_equal] = "≠", [OP_less] = "<",     [OP_at_most] = "≤",
        [OP_more] = ">",  [OP_at_least] = "≥",  [OP_contains] = "∋",
};

static bool has_order(enum fact_id fact)
{
	enum value_type type = fact_row(fact)->type;
	return type == TYPE_NUMBER || type == TYPE_INTEGER;
}

struct test_words test_in(const struct wording *w, enum fact_id fact,
                          const struct test *test)
{
	const struct language *l = w->language;
	struct test_words t = {.symbol = "=", .words = ""};
	struct quantity_words first = {0}, last = {0};
	if (test->n) {
		first = value_quantity(w, fact, &test->operands[0]);
		last = value_quantity(w, fact, &test->operands[test->n - 1]);
	}
	t.value = first.number;
	t.unit = first.unit;
	switch (test->type) {
	case TEST_compare:
		t.symbol = symbols[test->op];
		if (test->op != OP_equal || has_order(fact))
			t.words = relation_in(l, test->op);
		return t;
	case TEST_range:
		t.symbol = "…";
		t.words = tr(l->catalogue, "in the range");
		if (first.unit && last.unit && strcmp(first.unit, last.unit) != 0)
			t.value = arena_format(w->arena, "%s %s … %s", first.number,
			                       first.unit, last.number);
		else
			t.value = arena_format(w->arena, "%s … %s", first.number,
			                       last.number);
		t.unit = last.unit;
		return t;
	case TEST_in:
		t.symbol = "∈";
		t.words = test->n > 1 ? tr(l->catalogue, "one of") : "";
		break;
	case TEST_contains:
		t.symbol = symbols[OP_contains];
		t.words = relation_in(l, OP_contains);
		break;
	case TEST_absent:
		t.value = test->op == OP_equal ? tr(l->catalogue, "none")
		                               : tr(l->catalogue, "any");
		return t;
	}
	t.value = operands_in(w, fact, test);
	t.unit = NULL;
	return t;
}

const char *test_phrase(const struct wording *w, enum fact_id fact,
                        const struct test *test)
{
	struct test_words t = test_in(w, fact, test);
	return arena_format(w->arena, "%s%s%s%s%s", t.words, *t.words ? " " : "", t.value,
	                    t.unit ? " " : "", t.unit ? t.unit : "");
}

const char *conditions_in(const struct wording *w, const struct conditions *conditions,
                          bool in_kind)
{
	struct buf out = BUF_EMPTY;
	for (size_t i = 0; i < conditions->n; i++) {
		const struct condition *c = &conditions->items[i];
		const char *name = c->label  ? c->label
		                   : in_kind ? fact_short_in(w, c->fact)
		                             : fact_in(w, c->fact);
		enum fact_id fact = c->label ? FACT_system_vendor : c->fact;
		buf_format(&out, "%s%s: %s", i ? "; " : "", name,
		           test_phrase(w, fact, &c->test));
	}
	const char *text = arena_copy(w->arena, out.text, out.n);
	buf_done(&out);
	return text;
}
