/* SPDX-License-Identifier: GPL-3.0-or-later
 * The model of a scanned machine: components, notes, labels. Facts are set in set.c. */
#include "facts/scan.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOTES_MAX = 200 };

struct scan *scan_new(void)
{
	return memory_get(sizeof(struct scan));
}

void scan_empty(struct scan *scan, enum kind_id kind)
{
	struct component_list *list = &scan->kinds[kind];
	for (size_t i = 0; i < list->n; i++)
		json_decref(list->items[i]->extra);
	list->n = 0;
}

void scan_free(struct scan *scan)
{
	if (!scan)
		return;
	for (size_t k = 0; k < KIND_COUNT; k++)
		scan_empty(scan, (enum kind_id)k);
	free(scan->labels);
	free(scan->probes);
	free(scan->notes);
	json_decref(scan->extra);
	arena_done(&scan->arena);
	free(scan);
}

static int text_order(const char *a, const char *b)
{
	int order = text_natural_order(a, b);
	return order ? order : strcmp(a, b);
}

static int find_order(const void *key, const void *item)
{
	return text_order(key, (*(struct component *const *)item)->key);
}

struct component *scan_find(const struct scan *scan, enum kind_id kind, const char *key)
{
	const struct component_list *list = &scan->kinds[kind];
	if (!kind_row(kind)->many)
		return list->n ? list->items[0] : NULL;
	if (!key || !list->n)
		return NULL;
	if (!list->shuffled) {
		struct component **found = bsearch(key, list->items, list->n,
		                                   sizeof(*list->items), find_order);
		return found ? *found : NULL;
	}
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i]->key && !strcmp(key, list->items[i]->key))
			return list->items[i];
	return NULL;
}

static const char *free_key(struct scan *scan, enum kind_id kind, const char *key)
{
	const char *name = key;
	for (int i = 2; scan_find(scan, kind, name); i++)
		name = arena_format(&scan->arena, "%s#%d", key, i);
	return name;
}

/* Nearly all keys come in order: one behind the last is not taken. */
static bool is_behind(const struct component_list *list, const char *key)
{
	return !list->shuffled &&
	       (!list->n || text_order(list->items[list->n - 1]->key, key) < 0);
}

static void make_room(struct scan *scan, struct component_list *list, bool many)
{
	enum { FEW = 4 };
	list->room = !many ? 1 : list->room ? list->room * 2 : FEW;
	struct component **items = arena_room(&scan->arena, list->room * sizeof(*items));
	if (list->n)
		memcpy(items, list->items, list->n * sizeof(*items));
	list->items = items;
}

struct component *scan_add(struct scan *scan, enum kind_id kind, const char *key)
{
	struct component_list *list = &scan->kinds[kind];
	struct component *c = kind_row(kind)->many ? NULL : scan_find(scan, kind, NULL);
	if (c)
		return c;
	list->mentioned = true;
	if (list->n == list->room)
		make_room(scan, list, kind_row(kind)->many);
	c = arena_alloc(&scan->arena, sizeof(*c));
	c->kind = kind;
	list->shuffled = list->shuffled || !key;
	if (key && kind_row(kind)->many) {
		const char *clean = text_clean_copy(&scan->arena, key, strlen(key), NULL);
		bool behind = is_behind(list, clean);
		c->key = behind ? clean : free_key(scan, kind, clean);
		list->shuffled = !behind;
		if (c->key != clean)
			scan_note(scan, c, "the name %s is used twice", clean);
	}
	list->items[list->n++] = c;
	return c;
}

void scan_mention(struct scan *scan, enum kind_id kind)
{
	scan->kinds[kind].mentioned = true;
}

void scan_partial(struct scan *scan, enum kind_id kind, const char *why)
{
	scan->kinds[kind].mentioned = true;
	if (!scan->kinds[kind].partial)
		scan->kinds[kind].partial = arena_string(&scan->arena, why);
}

static void add_note(struct scan *scan, const char *component, const char *text)
{
	for (size_t i = 0; i < scan->note_count; i++) {
		const struct note *n = &scan->notes[i];
		bool same_place = n->component && component
		                          ? !strcmp(n->component, component)
		                          : n->component == component;
		if (same_place && !strcmp(n->text, text))
			return;
	}
	scan->notes = memory_room(scan->notes, scan->note_count, &scan->note_room,
	                          sizeof(*scan->notes));
	scan->notes[scan->note_count++] = (struct note){component, text};
}

/* Nearly all notes are clean as they are. Blanks at the ends stay. */
static const char *note_text(struct scan *scan, const char *part)
{
	size_t n = strlen(part);
	if (text_is_plain(part, n))
		return arena_copy(&scan->arena, part, n);
	struct buf text = BUF_EMPTY;
	text_clean(&text, part, n);
	const char *copy = arena_copy(&scan->arena, text.text, text.n);
	buf_done(&text);
	return copy;
}

void scan_note_text(struct scan *scan, const struct component *component,
                    const char *text)
{
	if (scan->note_count > NOTES_MAX)
		return;
	if (scan->note_count == NOTES_MAX) {
		add_note(scan, NULL, "more notes than are kept: the rest is left out");
		return;
	}
	const char *place = NULL;
	if (component && component->key)
		place = arena_join(&scan->arena, kind_row(component->kind)->name, "/",
		                   component->key);
	else if (component)
		place = kind_row(component->kind)->name;
	add_note(scan, place, note_text(scan, text));
}

void scan_note(struct scan *scan, const struct component *component, const char *format,
               ...)
{
	char part[1024];
	va_list ap;
	va_start(ap, format);
	vsnprintf(part, sizeof(part), format, ap);
	va_end(ap);
	scan_note_text(scan, component, part);
}

void scan_label(struct scan *scan, const char *name, const char *text)
{
	struct label label = {
	        text_clean_copy(&scan->arena, name, strlen(name), NULL),
	        text_clean_copy(&scan->arena, text, strlen(text), NULL),
	};
	for (size_t i = 0; i < scan->label_count; i++)
		if (!strcmp(scan->labels[i].name, label.name)) {
			scan->labels[i] = label;
			return;
		}
	scan->labels = memory_room(scan->labels, scan->label_count, &scan->label_room,
	                           sizeof(*scan->labels));
	scan->labels[scan->label_count++] = label;
}

const char *scan_label_get(const struct scan *scan, const char *name)
{
	for (size_t i = 0; i < scan->label_count; i++)
		if (!strcmp(scan->labels[i].name, name))
			return scan->labels[i].text;
	return NULL;
}

void scan_probe(struct scan *scan, const char *name, enum probe_status status, double ms,
                const char *why, const char *remedy)
{
	scan->probes = memory_room(scan->probes, scan->probe_count, &scan->probe_room,
	                           sizeof(*scan->probes));
	scan->probes[scan->probe_count++] = (struct probe_report){
	        arena_string(&scan->arena, name),
	        status,
	        ms,
	        arena_string(&scan->arena, why),
	        arena_string(&scan->arena, remedy),
	};
}

static int key_order(const void *a, const void *b)
{
	const char *x = (*(struct component *const *)a)->key;
	const char *y = (*(struct component *const *)b)->key;
	return text_order(x ? x : "", y ? y : "");
}

/* Most came in order. */
static void sort_components(struct component_list *list)
{
	for (size_t i = 1; i < list->n; i++)
		if (key_order(&list->items[i - 1], &list->items[i]) > 0) {
			qsort(list->items, list->n, sizeof(*list->items), key_order);
			return;
		}
}

/* There are few, nearly in order: what came too late moves to its place. */
static void sort_facts(struct component *c)
{
	for (size_t i = 1; i < c->n; i++) {
		size_t to = i;
		while (to && c->facts[to - 1].id > c->facts[i].id)
			to--;
		if (to == i)
			continue;
		struct fact late = c->facts[i];
		memmove(&c->facts[to + 1], &c->facts[to], (i - to) * sizeof(late));
		c->facts[to] = late;
	}
}

void scan_finish(struct scan *scan)
{
	for (size_t k = 0; k < KIND_COUNT; k++) {
		struct component_list *list = &scan->kinds[k];
		sort_components(list);
		for (size_t i = 0; i < list->n; i++)
			sort_facts(list->items[i]);
		if (scan->memo && list->n)
			memo_count(scan->memo, (enum kind_id)k, list->items[0]->n);
	}
}
