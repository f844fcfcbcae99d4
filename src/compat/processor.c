/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rules over processors, and published lists of their names. */
#include "compat/db.h"

#include <stdlib.h>
#include <string.h>

/* "no", "unknown", "yes" in the order of enum compat_ruling; -1 for anything else. */
static int ruling_of(const char *word)
{
	static const char *const words[] = {"no", "unknown", "yes"};
	for (int i = 0; word && i < 3; i++)
		if (!strcmp(word, words[i]))
			return i;
	return -1;
}

static int read_rule(const struct compat *compat, sqlite3_stmt *row,
                     struct compat_processor_rule *rule, struct arena *arena,
                     struct error *err)
{
	long *numbers[] = {&rule->family_min, &rule->family_max,   &rule->model_min,
	                   &rule->model_max,  &rule->stepping_min, &rule->stepping_max};
	int ruling = ruling_of((const char *)sqlite3_column_text(row, 7));
	rule->vendor = db_text(row, 0, arena);
	for (int i = 0; i < 6; i++)
		*numbers[i] = (long)sqlite3_column_int64(row, 1 + i);
	rule->note = db_text(row, 8, arena);
	rule->source = db_source(compat, row, 9, arena, err);
	rule->file = db_text(row, 10, arena);
	rule->line = sqlite3_column_int(row, 11);
	if (ruling < 0 || !rule->vendor || !rule->file)
		return db_damaged(compat, "a rule over processors is none", err);
	rule->ruling = ruling;
	return rule->source ? 0 : -1;
}

static int read_rules(const struct compat *compat, struct compat_processor_set *set,
                      struct arena *arena, struct error *err)
{
	struct compat_processor_rule *rules = NULL;
	size_t n = 0, room = 0;
	int step = -1, failed = 0;
	sqlite3_stmt *row = db_ask_texts(compat, DB_rules, set->name, NULL, err);
	while (!failed && (step = db_step(compat, row, err)) > 0) {
		rules = memory_room(rules, n, &room, sizeof(*rules));
		failed = read_rule(compat, row, &rules[n++], arena, err);
	}
	if (!failed && !step && n) {
		set->rules = memcpy(arena_alloc(arena, n * sizeof(*rules)), rules,
		                    n * sizeof(*rules));
		set->rule_count = n;
	}
	free(rules);
	return failed || step ? -1 : 0;
}

static int read_lists(const struct compat *compat, struct compat_processor_set *set,
                      struct arena *arena, struct error *err)
{
	struct compat_name_list *lists = NULL;
	size_t n = 0, room = 0;
	int step = -1, failed = 0;
	sqlite3_stmt *row = db_ask_texts(compat, DB_name_lists, set->name, NULL, err);
	while (!failed && (step = db_step(compat, row, err)) > 0) {
		lists = memory_room(lists, n, &room, sizeof(*lists));
		struct compat_name_list *list = &lists[n++];
		list->vendor = db_text(row, 0, arena);
		list->names = (long)sqlite3_column_int64(row, 1);
		list->source = db_source(compat, row, 2, arena, err);
		failed = !list->vendor || !list->source;
	}
	if (!failed && !step && n) {
		set->lists = memcpy(arena_alloc(arena, n * sizeof(*lists)), lists,
		                    n * sizeof(*lists));
		set->list_count = n;
	}
	free(lists);
	return failed || step ? -1 : 0;
}

static const struct compat_processor_set *read_set(const struct compat *compat,
                                                   const char *set, struct error *err)
{
	struct arena *arena = &compat->cache->arena;
	struct compat_processor_set *result = arena_alloc(arena, sizeof(*result));
	result->name = arena_string(arena, set);
	if (read_rules(compat, result, arena, err) ||
	    read_lists(compat, result, arena, err))
		return NULL;
	return result->rule_count || result->list_count ? result : NULL;
}

/* To count the names of a list is to read them all: once, not for each machine. */
const struct compat_processor_set *
compat_processor_set(const struct compat *compat, const char *set, struct error *err)
{
	struct db_cache *cache = compat->cache;
	for (size_t i = 0; i < cache->set_count; i++)
		if (!strcmp(cache->sets[i]->name, set))
			return cache->sets[i];
	const struct compat_processor_set *read = read_set(compat, set, err);
	if (!read)
		return NULL;
	cache->sets = memory_room(cache->sets, cache->set_count, &cache->set_room,
	                          sizeof(*cache->sets));
	return cache->sets[cache->set_count++] = read;
}

/* A row of a list with its place in the order of the lists. */
struct found_name {
	int64_t position;
	struct compat_processor_name name;
};

struct found_names {
	struct found_name *items;
	size_t n, room;
};

static int read_name(const struct compat *compat, sqlite3_stmt *row,
                     struct found_name *found, struct arena *arena, struct error *err)
{
	found->position = sqlite3_column_int64(row, 0);
	found->name = (struct compat_processor_name){
	        .vendor = db_text(row, 1, arena),
	        .name = db_text(row, 2, arena),
	        .release = db_text(row, 3, arena),
	        .note = db_text(row, 4, arena),
	        .source = db_source(compat, row, 5, arena, err),
	        .file = db_text(row, 6, arena),
	        .line = sqlite3_column_int(row, 7),
	};
	if (!found->name.vendor || !found->name.name || !found->name.file)
		return db_damaged(compat, "a name of a processor is empty", err);
	return found->name.source ? 0 : -1;
}

/* Adds the names of the set that are exactly these words. */
static int add_names(const struct compat *compat, const char *set, const char *words,
                     struct found_names *found, struct arena *arena, struct error *err)
{
	int step;
	sqlite3_stmt *row = db_ask_texts(compat, DB_named, set, words, err);
	while ((step = db_step(compat, row, err)) > 0) {
		found->items = memory_room(found->items, found->n, &found->room,
		                           sizeof(*found->items));
		if (read_name(compat, row, &found->items[found->n++], arena, err))
			return -1;
	}
	return step;
}

static int by_position(const void *x, const void *y)
{
	const struct found_name *a = x, *b = y;
	return (a->position > b->position) - (a->position < b->position);
}

/* In the order of the lists, each once: words may stand in a name twice. */
static struct compat_processor_names keep_names(struct found_names *found,
                                                struct arena *arena)
{
	struct compat_processor_names result = {0};
	struct compat_processor_name *items =
	        arena_alloc(arena, (found->n + 1) * sizeof(*items));
	if (found->n)
		qsort(found->items, found->n, sizeof(*found->items), by_position);
	for (size_t i = 0; i < found->n; i++)
		if (!i || found->items[i].position != found->items[i - 1].position)
			items[result.n++] = found->items[i].name;
	result.items = items;
	return result;
}

struct compat_processor_names compat_processor_named(const struct compat *compat,
                                                     const char *set, const char *model,
                                                     struct arena *arena,
                                                     struct error *err)
{
	struct found_names found = {0};
	const char *name = compat_cpu_name(arena, model);
	char *words = arena_string(arena, name);
	int failed = 0;
	/* Every run of whole words: from each start to each end. */
	for (char *start = words; *start && !failed;) {
		for (char *end = start; *end && !failed;) {
			end += strcspn(end, " ");
			char behind = *end;
			*end = '\0';
			failed = add_names(compat, set, start, &found, arena, err);
			*end = behind;
			end += behind != '\0';
		}
		start += strcspn(start, " ");
		start += *start != '\0';
	}
	struct compat_processor_names result = {0};
	if (!failed)
		result = keep_names(&found, arena);
	free(found.items);
	return result;
}
