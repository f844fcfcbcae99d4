/* SPDX-License-Identifier: GPL-3.0-or-later
 * What differs between two scans. */
#include "fleet/difference.h"

#include "base/catalogue.h"
#include "facts/words.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *words;
	bool counts;
} types[DIFFERENCE_TYPES] = {
        [DIFFERENCE_added] = {N_("added"), true},
        [DIFFERENCE_removed] = {N_("removed"), true},
        [DIFFERENCE_unseen] = {N_("no longer seen"), false},
        [DIFFERENCE_replaced] = {N_("replaced"), true},
        [DIFFERENCE_changed] = {N_("changed"), true},
        [DIFFERENCE_told] = {N_("now told"), false},
        [DIFFERENCE_untold] = {N_("no longer told"), false},
};

const char *difference_words(enum difference_type type)
{
	return types[type].words;
}

bool difference_counts(enum difference_type type)
{
	return types[type].counts;
}

static struct difference *add(struct differences *d, enum difference_type type,
                              enum kind_id kind, const char *key)
{
	d->items = memory_room(d->items, d->n, &d->room, sizeof(*d->items));
	struct difference *item = &d->items[d->n++];
	*item = (struct difference){.type = type,
	                            .kind = kind,
	                            .key = arena_string(&d->arena, key),
	                            .fact = FACT_COUNT};
	d->counting += types[type].counts;
	return item;
}

/* ---- pairs ------------------------------------------------------------------------ */

/* By what components pair, from the surest; the key comes behind them. */
static const struct {
	const char *fact;
	bool unit; /* tells one unit from every other */
} pairing[] = {{"serial", true}, {"wwn", true}, {"mac", true}, {"address", false}};

enum { PAIRINGS = sizeof(pairing) / sizeof(*pairing) };

static const char *text_of(const struct component *c, size_t by)
{
	if (by == PAIRINGS)
		return c->key;
	enum fact_id id = fact_find(c->kind, pairing[by].fact, strlen(pairing[by].fact));
	const struct value *v = id == FACT_COUNT ? NULL : fact_value(c, id);
	return v ? v->text : NULL;
}

/* Both tell the same sort of number, and it is another one. */
static bool are_other_units(const struct component *a, const struct component *b)
{
	for (size_t by = 0; by < PAIRINGS; by++) {
		const char *x = text_of(a, by), *y = text_of(b, by);
		if (pairing[by].unit && x && y && strcmp(x, y) != 0)
			return true;
	}
	return false;
}

static bool is_one_kind(enum kind_id kind)
{
	return !kind_row(kind)->many;
}

/* Does the text tell one component of its list from the others? Modules of one slot name
 * or cards of one made-up address do not pair by it. */
static bool is_alone(const struct component_list *list, size_t by, const char *text)
{
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++) {
		const char *other = text_of(list->items[i], by);
		n += other && !strcmp(text, other);
	}
	return n == 1;
}

/* The one that pairs with c by this, among those that are free. */
static size_t find_pair(const struct component *c, size_t by,
                        const struct component_list *own, const struct component_list *in,
                        const size_t *taken)
{
	const char *text = text_of(c, by);
	if (!text || !is_alone(own, by, text) || !is_alone(in, by, text))
		return SIZE_MAX;
	for (size_t i = 0; i < in->n; i++) {
		const char *other = text_of(in->items[i], by);
		bool fits = other && !strcmp(text, other) && taken[i] == SIZE_MAX;
		bool sure = by < PAIRINGS && pairing[by].unit;
		if (fits && (sure || !are_other_units(c, in->items[i])))
			return i;
	}
	return SIZE_MAX;
}

/* pair[i]: the component of the second list that the i-th of the first is; SIZE_MAX:
 * none. taken[k] is the same the other way round. */
static void pair_all(const struct component_list *old, const struct component_list *new,
                     size_t *pair, size_t *taken)
{
	memset(pair, 0xff, (old->n + 1) * sizeof(*pair));
	memset(taken, 0xff, (new->n + 1) * sizeof(*taken));
	for (size_t by = 0; by <= PAIRINGS; by++)
		for (size_t i = 0; i < old->n; i++) {
			if (pair[i] != SIZE_MAX)
				continue;
			pair[i] = find_pair(old->items[i], by, old, new, taken);
			if (pair[i] != SIZE_MAX)
				taken[pair[i]] = i;
		}
	if (old->n == 1 && new->n == 1 && is_one_kind(old->items[0]->kind))
		pair[0] = taken[0] = 0;
}

/* ---- facts ------------------------------------------------------------------------ */

static bool is_number(const struct value *v)
{
	return v->type == TYPE_NUMBER || v->type == TYPE_INTEGER;
}

static void add_short(struct buf *out, enum fact_id id, const struct value *v,
                      const struct catalogue *words)
{
	struct buf text = BUF_EMPTY;
	value_print_short(&text, id, v);
	if (words && v->number.min == v->number.max)
		written_words(out, id, text.text, words);
	else
		buf_add_string(out, text.text);
	buf_done(&text);
}

/* "Samsung M471A1K43CB1-CTD 8 GB": enough to know a part by. */
static const char *part_words(struct differences *d, const struct component *c)
{
	static const char *const names[] = {"vendor", "model", "part_number",
	                                    "size",   "type",  "serial"};
	struct buf out = BUF_EMPTY;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		enum fact_id id = fact_find(c->kind, names[i], strlen(names[i]));
		const struct value *v = id == FACT_COUNT ? NULL : fact_value(c, id);
		if (!v)
			continue;
		if (out.n)
			buf_add_char(&out, ' ');
		if (!strcmp(names[i], "serial"))
			buf_format(&out, "%s ", fact_short_words(id, d->words));
		if (d->words && !is_number(v))
			value_words(&out, id, v, d->words);
		else
			add_short(&out, id, v, d->words);
	}
	const char *text = arena_copy(&d->arena, out.text, out.n);
	buf_done(&out);
	return text;
}

static enum fact_state state_of(const struct fact *f)
{
	return f ? f->state : STATE_unknown;
}

static bool says(enum fact_state state)
{
	return state == STATE_known || state == STATE_absent;
}

static const char *state_words(struct differences *d, const struct fact *f)
{
	struct buf out = BUF_EMPTY, why = BUF_EMPTY;
	if (state_of(f) == STATE_absent)
		return tr(d->words, "none");
	if (state_of(f) == STATE_unknown)
		return NULL;
	if (state_of(f) == STATE_unreadable) {
		catalogue_say(&why, d->words, f->why);
		buf_format(&out, tr(d->words, "unreadable (%s)"), why.text);
	} else {
		value_words(&out, f->id, &f->value, d->words);
	}
	const char *text = arena_copy(&d->arena, out.text, out.n);
	buf_done(&why);
	buf_done(&out);
	return text;
}

/* Of a list, what the other one has not. */
static const char *list_words(struct differences *d, const struct fact *f,
                              const struct fact *other)
{
	struct buf out = BUF_EMPTY;
	for (size_t i = 0; i < f->value.list.n; i++) {
		const struct value *item = &f->value.list.items[i];
		bool there = false;
		for (size_t k = 0; k < other->value.list.n && !there; k++)
			there = value_same(item, &other->value.list.items[k]);
		if (there)
			continue;
		const struct value one = {.type = TYPE_LIST, .list = {item, 1}};
		if (out.n)
			buf_add_string(&out, ", ");
		value_words(&out, f->id, &one, d->words);
	}
	const char *text = out.n ? arena_copy(&d->arena, out.text, out.n) : NULL;
	buf_done(&out);
	return text;
}

static void compare_fact(struct differences *d, const struct component *of,
                         enum fact_id id, const struct fact *a, const struct fact *b)
{
	enum fact_state x = state_of(a), y = state_of(b);
	if (!says(x) && !says(y))
		return;
	if (x == y && (x == STATE_absent || value_same(&a->value, &b->value)))
		return;
	struct difference *item = add(d,
	                              says(x) && says(y) ? DIFFERENCE_changed
	                              : says(y)          ? DIFFERENCE_told
	                                                 : DIFFERENCE_untold,
	                              of->kind, of->key);
	bool lists =
	        fact_row(id)->type == TYPE_LIST && x == STATE_known && y == STATE_known;
	item->fact = id;
	item->before = lists ? list_words(d, a, b) : state_words(d, a);
	item->after = lists ? list_words(d, b, a) : state_words(d, b);
}

static void compare_component(struct differences *d, const struct component *before,
                              const struct component *after)
{
	enum fact_id first = kind_row(before->kind)->first;
	for (size_t i = 0; i < kind_facts(before->kind); i++) {
		enum fact_id id = (enum fact_id)(first + i);
		if (!(fact_row(id)->flags & FLAG_VOLATILE))
			compare_fact(d, after, id, fact_get(before, id),
			             fact_get(after, id));
	}
}

/* ---- kinds ------------------------------------------------------------------------ */

/* An unpaired one of the second list under the same key. */
static size_t successor(const struct component *c, const struct component_list *new,
                        const size_t *taken)
{
	for (size_t i = 0; i < new->n && c->key; i++)
		if (taken[i] == SIZE_MAX && new->items[i]->key &&
		    !strcmp(c->key, new->items[i]->key))
			return i;
	return SIZE_MAX;
}

static const char *partial_words(struct differences *d, const char *why)
{
	struct buf said = BUF_EMPTY;
	catalogue_say(&said, d->words, why);
	const char *text = arena_format(
	        &d->arena, tr(d->words, "the list may be incomplete: %s"), said.text);
	buf_done(&said);
	return text;
}

static void gone(struct differences *d, const struct component *c,
                 const struct component_list *new, size_t *taken)
{
	size_t next = successor(c, new, taken);
	enum difference_type type = next != SIZE_MAX ? DIFFERENCE_replaced
	                            : new->partial   ? DIFFERENCE_unseen
	                                             : DIFFERENCE_removed;
	struct difference *item = add(d, type, c->kind, c->key);
	item->before = part_words(d, c);
	if (type == DIFFERENCE_unseen)
		item->after = partial_words(d, new->partial);
	if (next == SIZE_MAX)
		return;
	item->after = part_words(d, new->items[next]);
	taken[next] = 0;
}

static void compare_kind(struct differences *d, enum kind_id kind,
                         const struct component_list *old,
                         const struct component_list *new)
{
	if (!old->mentioned || !new->mentioned) {
		if (old->mentioned != new->mentioned)
			add(d, new->mentioned ? DIFFERENCE_told : DIFFERENCE_untold, kind,
			    NULL);
		return;
	}
	size_t *pair = memory_get((old->n + 1) * sizeof(*pair));
	size_t *taken = memory_get((new->n + 1) * sizeof(*taken));
	pair_all(old, new, pair, taken);
	for (size_t i = 0; i < old->n; i++) {
		if (pair[i] == SIZE_MAX)
			gone(d, old->items[i], new, taken);
		else
			compare_component(d, old->items[i], new->items[pair[i]]);
	}
	for (size_t i = 0; i < new->n; i++)
		if (taken[i] == SIZE_MAX)
			add(d, old->partial ? DIFFERENCE_told : DIFFERENCE_added, kind,
			    new->items[i]->key)
			        ->after = part_words(d, new->items[i]);
	free(pair);
	free(taken);
}

static void compare_labels(struct differences *d, const struct scan *a,
                           const struct scan *b, bool back)
{
	for (size_t i = 0; i < a->label_count; i++) {
		const struct label *label = &a->labels[i];
		const char *other = scan_label_get(b, label->name);
		if (back ? other != NULL : other && !strcmp(other, label->text))
			continue;
		struct difference *item = add(d,
		                              back    ? DIFFERENCE_told
		                              : other ? DIFFERENCE_changed
		                                      : DIFFERENCE_untold,
		                              KIND_COUNT, NULL);
		item->label = arena_string(&d->arena, label->name);
		item->before = back ? NULL : arena_string(&d->arena, label->text);
		item->after = arena_string(&d->arena, back ? label->text : other);
	}
}

void differences_make(struct differences *result, const struct scan *before,
                      const struct scan *after, const struct catalogue *words)
{
	*result = (struct differences){.words = words};
	for (int k = 0; k < KIND_COUNT; k++)
		compare_kind(result, (enum kind_id)k, &before->kinds[k],
		             &after->kinds[k]);
	compare_labels(result, before, after, false);
	compare_labels(result, after, before, true);
}

void differences_done(struct differences *differences)
{
	free(differences->items);
	arena_done(&differences->arena);
	*differences = (struct differences){0};
}
