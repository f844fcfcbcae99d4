/* SPDX-License-Identifier: GPL-3.0-or-later
 * Declared components with their facts. */
#include "tor/decl_reader.h"

#include <stdio.h>
#include <string.h>

enum { MOST_COMPONENTS = 10000 };

/* ---- facts ------------------------------------------------------------------------ */

static bool read_list(struct decl_reader *r, enum fact_id fact, struct value *list)
{
	struct value items[256];
	size_t n = 0;
	bool several = parser_take_char(&r->p, '(');
	do {
		struct operand item;
		if (n == 256)
			return parser_expected(&r->p, "at most 256 items");
		if (!parse_operand(&r->p, fact, &item))
			return false;
		items[n++] = item.value;
	} while (several && parser_take_char(&r->p, ','));
	if (several && !parser_take_char(&r->p, ')'))
		return parser_expected(&r->p, "',' or ')'");
	struct parser look = r->p;
	if (!several && parser_take_char(&look, ',') && parser_peek_char(&look, '"')) {
		parser_error(&r->p, parser_place(&r->p),
		             "expected several values in parentheses, found a "
		             "comma: write %s = (…, …)",
		             fact_row(fact)->name);
		parser_skip_line(&r->p);
		return false;
	}
	struct value *kept = arena_alloc(&r->d->facts->arena, n * sizeof(*kept));
	memcpy(kept, items, n * sizeof(*kept));
	*list = (struct value){.type = TYPE_LIST, .list = {kept, n}};
	return true;
}

static bool read_value(struct decl_reader *r, enum fact_id fact, struct value *value)
{
	struct operand operand;
	if (fact_row(fact)->type == TYPE_LIST)
		return read_list(r, fact, value);
	if (parser_peek_char(&r->p, '('))
		return parser_error(&r->p, parser_place(&r->p),
		                    "expected one value, found '(': %s is no list",
		                    fact_full_name(fact));
	if (!parse_operand(&r->p, fact, &operand))
		return false;
	if (operand.date.base != DATE_fixed)
		return parser_error(&r->p, operand.place,
		                    "expected a day such as 2027-08-10, found %s",
		                    operand.written);
	*value = operand.value;
	return true;
}

static bool no_equal_sign(struct decl_reader *r, enum fact_id fact)
{
	struct place place = parser_place(&r->p);
	if (!parser_at_operator(&r->p))
		return parser_expected(&r->p, "'=' and the value of %s",
		                       fact_full_name(fact));
	struct slice run = parser_run(&r->p);
	return parser_error(&r->p, place,
	                    "expected '=' and the value of %s, found '%.*s': a "
	                    "declaration says how much it is",
	                    fact_full_name(fact), (int)run.n, run.text);
}

/* FACT = value */
static bool read_fact(struct decl_reader *r, struct component *c)
{
	enum fact_id fact;
	const char *label;
	struct place place = parser_place(&r->p);
	if (!parse_fact(&r->p, c->kind, &fact, &label))
		return false;
	if (!parser_take_char(&r->p, '='))
		return no_equal_sign(r, fact);
	if (parser_peek_char(&r->p, '='))
		return parser_error(&r->p, parser_place(&r->p),
		                    "expected a value, found ==: write =");
	if (fact_get(c, fact))
		return parser_error(&r->p, place,
		                    "expected each fact once, found a second %s",
		                    fact_row(fact)->name);
	struct value value = {0};
	const char *words = fact_row(fact)->words;
	if (parser_peek_is(&r->p, "none") &&
	    !(words && fact_word_index(fact, "none") >= 0)) {
		parser_take(&r->p, "none");
		fact_set_absent(r->d->facts, c, fact);
	} else if (!read_value(r, fact, &value)) {
		return false;
	} else if (fact_row(fact)->type == TYPE_TEXT) {
		fact_set_string(r->d->facts, c, fact, value.text);
	} else {
		fact_set(r->d->facts, c, fact, &value);
	}
	fact_set_source(r->d->facts, c, fact, r->source);
	return true;
}

static bool read_facts(struct decl_reader *r, struct component *c)
{
	bool good = true, next = true;
	do {
		if (read_fact(r, c))
			continue;
		good = false;
		if (parser_skip_to_comma(&r->p))
			r->p.at--, r->p.comma = false;
	} while (parser_take_char(&r->p, ',') && (next = parser_check_comma(&r->p)));
	return good && next;
}

/* ---- components ------------------------------------------------------------------- */

static struct component *add_component(struct decl_reader *r, enum kind_id kind)
{
	char key[32];
	if (!kind_row(kind)->many)
		return scan_add(r->d->facts, kind, NULL);
	snprintf(key, sizeof(key), "declared-%zu", r->d->facts->kinds[kind].n + 1);
	return scan_add(r->d->facts, kind, key);
}

static void copy_facts(struct decl_reader *r, const struct component *from,
                       enum kind_id kind)
{
	struct component *c = add_component(r, kind);
	for (size_t i = 0; i < from->n; i++) {
		if (from->facts[i].state == STATE_known)
			fact_set(r->d->facts, c, from->facts[i].id,
			         &from->facts[i].value);
		else
			fact_set_absent(r->d->facts, c, from->facts[i].id);
		fact_set_source(r->d->facts, c, from->facts[i].id, r->source);
	}
}

/* What people write for `kind: fact = value` and for `answer id: yes`. */
static bool unknown_line(struct decl_reader *r, struct place place)
{
	struct parser look = r->p;
	struct slice word = parser_word(&look);
	char *typed = slice_copy(&r->p, word);
	if (parser_take_char(&look, ':') &&
	    (parser_peek_is(&look, "yes") || parser_peek_is(&look, "no") ||
	     parser_peek_is(&look, "equivalent")))
		return parser_error(
		        &r->p, place,
		        "expected by, for, answer or a kind of component, found "
		        "'%s': did you mean `answer %s: %s`?",
		        typed, typed, slice_copy(&r->p, parser_peek(&look)));
	const char *near = parser_at_operator(&look) ? fact_nearest_full(typed) : NULL;
	if (!near)
		return parse_kind(&r->p, 0, &(enum kind_id){KIND_COUNT});
	size_t dot = strcspn(near, ".");
	return parser_error(&r->p, place,
	                    "expected by, for, answer or a kind of component, found "
	                    "'%s': did you mean `%.*s: %s = …`?",
	                    typed, (int)dot, near, near + dot + 1);
}

/* [N] KIND: facts. no KIND: there is none, and that is all of them. */
bool declare_component(struct decl_reader *r)
{
	struct place place = parser_place(&r->p);
	unsigned n = 1;
	enum kind_id kind;
	bool counted = parser_peek(&r->p).n && *r->p.at >= '0' && *r->p.at <= '9';
	bool none = parser_take(&r->p, "no");
	if (counted && !parser_count(&r->p, "a number of components", 100000, &n))
		return false;
	struct slice name = parser_peek(&r->p);
	if (name.n && !counted && !none &&
	    kind_find(name.text, name.n, true) == KIND_COUNT)
		return unknown_line(r, place);
	if (!parse_kind(&r->p, 0, &kind))
		return false;
	if (none) {
		if (r->d->facts->kinds[kind].n)
			return parser_error(&r->p, place,
			                    "expected none of %s, found one "
			                    "declared above",
			                    kind_row(kind)->name);
		scan_mention(r->d->facts, kind);
		return parser_line_done(&r->p, "the end of the line");
	}
	if (counted && !kind_row(kind)->many && n != 1)
		return parser_error(&r->p, place,
		                    "expected no number: a machine has one %s",
		                    kind_row(kind)->name);
	if (!n || r->made + n > MOST_COMPONENTS)
		return parser_error(
		        &r->p, place,
		        "expected from 1 to %d components in a file, found %s",
		        MOST_COMPONENTS, n ? "more" : "0");
	if (!parser_take_char(&r->p, ':'))
		return parser_expected(&r->p, "':' after the kind");
	if (r->d->facts->kinds[kind].mentioned && !r->d->facts->kinds[kind].n)
		return parser_error(
		        &r->p, place,
		        "expected none of %s, as a line above says, found one",
		        kind_row(kind)->name);
	r->made += n;
	struct component *first = add_component(r, kind);
	bool good = read_facts(r, first);
	good = good && parser_line_done(&r->p, "',' or the end of the line");
	for (unsigned i = 1; i < n && good; i++)
		copy_facts(r, first, kind);
	return good;
}
