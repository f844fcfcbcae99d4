/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lists of platforms, and their names for the parser of terms of reference. */
#include "base/text.h"
#include "compat/db.h"
#include "facts/value.h"

#include <stdlib.h>
#include <string.h>

/* Reads all slugs and aliases into the cache, once. 0, or -1 with err. */
static int read_slugs(const struct compat *compat, struct error *err)
{
	struct db_cache *cache = compat->cache;
	size_t room = 0;
	int step;
	if (cache->has_slugs)
		return 0;
	const char **slugs = NULL;
	size_t n = 0;
	sqlite3_stmt *row = db_ask(compat, DB_slugs, err);
	while ((step = db_step(compat, row, err)) > 0) {
		slugs = memory_room(slugs, n, &room, sizeof(*slugs));
		slugs[n] = db_text(row, 0, &cache->arena);
		n += slugs[n] != NULL;
	}
	if (!step) {
		cache->slugs = arena_alloc(&cache->arena, (n + 1) * sizeof(*slugs));
		if (n)
			memcpy(cache->slugs, slugs, n * sizeof(*slugs));
		cache->slug_count = n;
		cache->has_slugs = true;
	}
	free(slugs);
	return step ? -1 : 0;
}

static const char *slug_at(const void *context, size_t i)
{
	return ((const struct db_cache *)context)->slugs[i];
}

static bool slug_exists(const void *context, const char *slug)
{
	int64_t id;
	return db_platform_id(context, slug, &id, NULL) > 0;
}

static const char *slug_nearest(const void *context, const char *typed)
{
	const struct compat *compat = context;
	if (read_slugs(compat, NULL))
		return NULL;
	return text_nearest(typed, compat->cache->slug_count, slug_at, compat->cache);
}

struct platform_names compat_platform_names(const struct compat *compat)
{
	if (!compat)
		return (struct platform_names){0};
	return (struct platform_names){compat, slug_exists, slug_nearest};
}

static int read_line(const struct compat *compat, sqlite3_stmt *row,
                     struct compat_platform_line *line, struct arena *arena,
                     struct error *err)
{
	line->slug = db_text(row, 0, arena);
	line->name = db_text(row, 1, arena);
	line->kind = db_text(row, 2, arena);
	line->family = db_text(row, 3, arena);
	line->version = db_text(row, 4, arena);
	if (!line->slug || !line->name || !line->kind || !line->family || !line->version)
		return db_damaged(compat, "a platform has no name", err);
	line->complete = sqlite3_column_int(row, 5);
	line->has_until = sqlite3_column_type(row, 6) != SQLITE_NULL;
	return line->has_until ? db_date(compat, row, 6, &line->until, err) : 0;
}

/* Does an alias of the platform contain the word? -1 with err. */
static int alias_contains(const struct compat *compat, int64_t platform, const char *word,
                          struct error *err)
{
	int step;
	sqlite3_stmt *row = db_ask_number(compat, DB_aliases, platform, err);
	while ((step = db_step(compat, row, err)) > 0) {
		const char *alias = (const char *)sqlite3_column_text(row, 0);
		if (alias && text_contains_word(alias, word))
			return 1;
	}
	return step;
}

/* What the lists select: platforms that contain a word, or that follow one. */
struct selection {
	const char *word;                         /* NULL: not asked */
	const struct compat_platform *newer_than; /* NULL: not asked */
};

/* Rolling releases and models of devices do not follow each other. */
static bool has_order(const char *version)
{
	return strcmp(version, "rolling") != 0 && strcmp(version, "none") != 0;
}

static int is_selected(const struct compat *compat, const struct selection *selection,
                       const struct compat_platform_line *line, int64_t id,
                       struct error *err)
{
	const char *word = selection->word;
	const struct compat_platform *old = selection->newer_than;
	if (old)
		return has_order(line->version) &&
		       version_order(line->version, old->version) > 0;
	if (!word || text_contains_word(line->slug, word) ||
	    text_contains_word(line->name, word) ||
	    text_contains_word(line->family, word))
		return 1;
	return alias_contains(compat, id, word, err);
}

static int by_slug(const void *a, const void *b)
{
	return text_natural_order(((const struct compat_platform_line *)a)->slug,
	                          ((const struct compat_platform_line *)b)->slug);
}

static int by_version(const void *x, const void *y)
{
	const struct compat_platform_line *a = x, *b = y;
	int order = version_order(a->version, b->version);
	return order ? order : by_slug(a, b);
}

static struct compat_platforms select_lines(const struct compat *compat,
                                            sqlite3_stmt *row,
                                            const struct selection *selection,
                                            struct arena *arena, struct error *err)
{
	struct compat_platform_line *items = NULL;
	size_t n = 0, room = 0;
	int step = -1, failed = 0;
	while (!failed && (step = db_step(compat, row, err)) > 0) {
		items = memory_room(items, n, &room, sizeof(*items));
		items[n] = (struct compat_platform_line){0};
		failed = read_line(compat, row, &items[n], arena, err);
		int selected = failed ? 0
		                      : is_selected(compat, selection, &items[n],
		                                    sqlite3_column_int64(row, 7), err);
		n += selected > 0;
		failed = failed || selected < 0;
	}
	struct compat_platforms result = {0};
	if (!failed && !step && n) {
		qsort(items, n, sizeof(*items),
		      selection->newer_than ? by_version : by_slug);
		result.items = memcpy(arena_alloc(arena, n * sizeof(*items)), items,
		                      n * sizeof(*items));
		result.n = n;
	}
	free(items);
	return result;
}

struct compat_platforms compat_platforms(const struct compat *compat, const char *word,
                                         struct arena *arena, struct error *err)
{
	struct selection selection = {.word = word};
	return select_lines(compat, db_ask(compat, DB_lines, err), &selection, arena,
	                    err);
}

struct compat_platforms compat_newer(const struct compat *compat,
                                     const struct compat_platform *platform,
                                     struct arena *arena, struct error *err)
{
	struct selection selection = {.newer_than = platform};
	if (!has_order(platform->version))
		return (struct compat_platforms){0};
	return select_lines(
	        compat,
	        db_ask_texts(compat, DB_family, platform->kind, platform->family, err),
	        &selection, arena, err);
}
