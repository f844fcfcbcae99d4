/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads one platform with all its rows. */
#include "compat/db.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A list of rows that is being read: items grow here and go to the arena at the end. */
struct rows {
	const struct compat *compat;
	struct arena *arena;
	struct error *err;
	int64_t platform;
};

/* Reads the row that the statement stands at into item; -1 with err. */
typedef int read_row(const struct rows *rows, sqlite3_stmt *row, void *item);

/* Reads all rows of the platform that a statement selects; NULL with err. *n gets their
 * number. */
static void *read_rows(const struct rows *rows, enum db_statement which, size_t size,
                       read_row *read, size_t *n)
{
	char *items = NULL;
	size_t count = 0, room = 0;
	int step = -1, failed = 0;
	sqlite3_stmt *row = db_ask_number(rows->compat, which, rows->platform, rows->err);
	while (!failed && (step = db_step(rows->compat, row, rows->err)) > 0) {
		items = memory_room(items, count, &room, size);
		char *item = items + count++ * size;
		memset(item, 0, size);
		failed = read(rows, row, item);
	}
	/* One more, zeroed, ends lists that end with NULL. */
	void *kept = NULL;
	if (!failed && !step) {
		kept = arena_alloc(rows->arena, (count + 1) * size);
		if (count)
			memcpy(kept, items, count * size);
		*n = count;
	}
	free(items);
	return kept;
}

static int required(const struct rows *rows, const char *text, const char *what)
{
	return text ? 0 : db_damaged(rows->compat, what, rows->err);
}

static int read_alias(const struct rows *rows, sqlite3_stmt *row, void *item)
{
	const char **alias = item;
	*alias = db_text(row, 0, rows->arena);
	return required(rows, *alias, "a slug is empty");
}

static int read_missing(const struct rows *rows, sqlite3_stmt *row, void *item)
{
	struct bilingual *text = item;
	text->en = db_text(row, 0, rows->arena);
	text->et = db_text(row, 1, rows->arena);
	return required(rows, text->en, "a text is empty");
}

static int read_release(const struct rows *rows, sqlite3_stmt *row, void *item)
{
	struct compat_release *release = item;
	return db_date(rows->compat, row, 0, &release->day, rows->err) ||
	                       db_from(rows->compat, row, 1, &release->from, rows->arena,
	                               rows->err)
	               ? -1
	               : 0;
}

static int read_support(const struct rows *rows, sqlite3_stmt *row, void *item)
{
	struct compat_support *support = item;
	const char *phase = (const char *)sqlite3_column_text(row, 0);
	int i = 0;
	while (phase && i < PHASE_COUNT && strcmp(phase, compat_phase_row(i)->name) != 0)
		i++;
	if (!phase || i == PHASE_COUNT)
		return db_damaged(rows->compat, "a phase is unknown", rows->err);
	support->phase = i;
	return db_date(rows->compat, row, 1, &support->until, rows->err) ||
	                       db_from(rows->compat, row, 2, &support->from, rows->arena,
	                               rows->err)
	               ? -1
	               : 0;
}

static int read_requirement(const struct rows *rows, sqlite3_stmt *row, void *item)
{
	struct compat_requirement *r = item;
	const char *level = (const char *)sqlite3_column_text(row, 0);
	int i = COMPAT_must;
	while (level && i <= COMPAT_should && strcmp(level, compat_level_name(i)) != 0)
		i++;
	if (!level || i > COMPAT_should)
		return db_damaged(rows->compat, "a level is unknown", rows->err);
	*r = (struct compat_requirement){
	        .level = i,
	        .label = db_text(row, 1, rows->arena),
	        .needs = db_text(row, 2, rows->arena),
	        .condition = db_text(row, 3, rows->arena),
	        .set = db_text(row, 4, rows->arena),
	        .file = db_text(row, 5, rows->arena),
	        .line = sqlite3_column_int(row, 6),
	};
	if (required(rows, r->label, "a requirement has no label") ||
	    required(rows, r->needs, "a requirement needs nothing") ||
	    required(rows, r->file, "a requirement has no file"))
		return -1;
	return db_from(rows->compat, row, 7, &r->from, rows->arena, rows->err);
}

/* The platform's own row. */
static int read_itself(const struct rows *rows, struct compat_platform *p)
{
	sqlite3_stmt *row =
	        db_ask_number(rows->compat, DB_platform, rows->platform, rows->err);
	int step = db_step(rows->compat, row, rows->err);
	if (step <= 0)
		return step < 0 ? -1
		                : db_damaged(rows->compat, "a platform is missing",
		                             rows->err);
	const char **texts[] = {&p->slug,        &p->name,       &p->kind,
	                        &p->family,      &p->version,    &p->architecture,
	                        &p->complete.en, &p->complete.et};
	for (int i = 0; i < 8; i++)
		*texts[i] = db_text(row, i, rows->arena);
	for (int i = 0; i < 5; i++)
		if (required(rows, *texts[i], "a platform has no name"))
			return -1;
	return p->complete.en ? db_from(rows->compat, row, 8, &p->complete_from,
	                                rows->arena, rows->err)
	                      : 0;
}

static const struct compat_platform *read_platform(const struct rows *rows)
{
	struct compat_platform *p = arena_alloc(rows->arena, sizeof(*p));
	size_t aliases;
	if (read_itself(rows, p))
		return NULL;
	p->aliases =
	        read_rows(rows, DB_aliases, sizeof(*p->aliases), read_alias, &aliases);
	p->missing = read_rows(rows, DB_missing, sizeof(*p->missing), read_missing,
	                       &p->missing_count);
	p->releases = read_rows(rows, DB_released, sizeof(*p->releases), read_release,
	                        &p->release_count);
	p->support = read_rows(rows, DB_support, sizeof(*p->support), read_support,
	                       &p->support_count);
	p->requirements = read_rows(rows, DB_requirements, sizeof(*p->requirements),
	                            read_requirement, &p->requirement_count);
	bool whole =
	        p->aliases && p->missing && p->releases && p->support && p->requirements;
	return whole ? p : NULL;
}

int db_platform_id(const struct compat *compat, const char *slug, int64_t *id,
                   struct error *err)
{
	struct arena arena = {0};
	char *small = arena_string(&arena, slug);
	for (char *c = small; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	sqlite3_stmt *row = db_ask_texts(compat, DB_slug, small, NULL, err);
	int step = db_step(compat, row, err);
	if (step > 0)
		*id = sqlite3_column_int64(row, 0);
	arena_done(&arena);
	return step;
}

/* Over a fleet the same ones are asked for again and again. */
const struct compat_platform *compat_platform(const struct compat *compat,
                                              const char *slug, struct error *err)
{
	struct db_cache *cache = compat->cache;
	struct rows rows = {.compat = compat, .arena = &cache->arena, .err = err};
	if (db_platform_id(compat, slug, &rows.platform, err) <= 0)
		return NULL;
	size_t at = map_get(&cache->platforms, rows.platform);
	if (at != SIZE_MAX)
		return cache->platform_items[at];
	const struct compat_platform *platform = read_platform(&rows);
	if (!platform)
		return NULL;
	*map_at(&cache->platforms, rows.platform) = cache->platform_count;
	cache->platform_items =
	        memory_room(cache->platform_items, cache->platform_count,
	                    &cache->platform_room, sizeof(*cache->platform_items));
	return cache->platform_items[cache->platform_count++] = platform;
}
