/* SPDX-License-Identifier: GPL-3.0-or-later
 * Puts declared facts into a scan. The scan stands: what it knows is never overwritten,
 * and to a list that it knows to be complete nothing is added. */
#include "tor/declaration.h"

#include "facts/derive.h"

#include <stdlib.h>
#include <string.h>

static bool is_known(const struct fact *fact)
{
	return fact && (fact->state == STATE_known || fact->state == STATE_absent);
}

/* Do both say the same of all that both know? */
static bool agrees(const struct component *declared, const struct component *scanned)
{
	for (size_t i = 0; i < declared->n; i++) {
		const struct fact *a = &declared->facts[i];
		const struct fact *b = fact_get(scanned, a->id);
		if (!is_known(b))
			continue;
		if (a->state != b->state)
			return false;
		if (a->state == STATE_known && fact_row(a->id)->type == TYPE_LIST) {
			if (!value_same(&a->value, &b->value))
				return false;
		} else if (a->state == STATE_known &&
		           value_compare(a->id, &b->value, OP_equal, &a->value) ==
		                   TRUTH_no) {
			return false;
		}
	}
	return true;
}

static bool same_serial(const struct component *a, const struct component *b)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct fact_row *row = fact_row(a->facts[i].id);
		const struct value *other = fact_value(b, a->facts[i].id);
		if (row->flags & FLAG_UNIT && row->type == TYPE_TEXT &&
		    a->facts[i].state == STATE_known && other &&
		    !strcmp(a->facts[i].value.text, other->text))
			return true;
	}
	return false;
}

/* The place of the scanned component that is meant, or -1: none, or it cannot be told. */
static long find_target(const struct component *declared,
                        struct component *const *scanned, const bool *taken, size_t n)
{
	long found = -1;
	for (size_t i = 0; i < n; i++)
		if (!taken[i] && same_serial(declared, scanned[i]))
			return (long)i;
	for (size_t i = 0; i < n; i++) {
		if (taken[i] || !agrees(declared, scanned[i]))
			continue;
		if (found >= 0)
			return -1;
		found = (long)i;
	}
	return found;
}

static void set_fact(struct scan *scan, struct component *c, const struct fact *declared)
{
	if (declared->state == STATE_known)
		fact_set(scan, c, declared->id, &declared->value);
	else
		fact_set_absent(scan, c, declared->id);
	fact_set_source(scan, c, declared->id, declared->source);
}

static void fill(struct scan *scan, struct component *c, const struct component *declared)
{
	for (size_t i = 0; i < declared->n; i++) {
		const struct fact *fact = &declared->facts[i];
		const struct fact *before = fact_get(c, fact->id);
		if (!is_known(before)) {
			set_fact(scan, c, fact);
			continue;
		}
		bool same = before->state == fact->state;
		if (same && fact->state == STATE_known)
			same = value_same(&before->value, &fact->value);
		if (!same)
			scan_note(scan, c,
			          "%s was declared otherwise (%s); the scan stands",
			          fact_row(fact->id)->name,
			          fact->source ? fact->source : "a declaration");
	}
}

static void add(struct scan *scan, enum kind_id kind, const struct component *declared)
{
	struct component *c = scan_add(scan, kind, declared->key);
	for (size_t i = 0; i < declared->n; i++)
		set_fact(scan, c, &declared->facts[i]);
}

static void apply_kind(struct scan *scan, enum kind_id kind,
                       const struct component_list *declared)
{
	struct component_list *list = &scan->kinds[kind];
	bool closed = list->mentioned && !list->partial && kind_row(kind)->many;
	size_t n = list->n;
	struct component **scanned = memory_get((n + 1) * sizeof(*scanned));
	bool *taken = memory_get((n + 1) * sizeof(*taken));
	memcpy(scanned, list->items ? list->items : scanned, n * sizeof(*scanned));
	memset(taken, 0, n * sizeof(*taken));
	scan_mention(scan, kind);
	for (size_t i = 0; i < declared->n; i++) {
		long target = kind_row(kind)->many
		                      ? find_target(declared->items[i], scanned, taken, n)
		                      : (n ? 0 : -1);
		if (target >= 0) {
			taken[target] = kind_row(kind)->many;
			fill(scan, scanned[target], declared->items[i]);
		} else if (!closed) {
			add(scan, kind, declared->items[i]);
		} else {
			scan_note(scan, NULL,
			          "a %s was declared that is none, or not surely one, of "
			          "the "
			          "%zu found; the scan stands",
			          kind_row(kind)->name, n);
		}
	}
	free(scanned);
	free(taken);
}

void declaration_apply(const struct declaration *declaration, struct scan *scan)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (declaration->facts->kinds[i].mentioned)
			apply_kind(scan, (enum kind_id)i, &declaration->facts->kinds[i]);
	derive_facts(scan);
	scan_finish(scan);
}
