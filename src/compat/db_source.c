/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sources of rows, and what the database holds. */
#include "compat/db.h"
#include "compat/ids.h"

#include <stdlib.h>
#include <string.h>

/* Reads all sources into the cache, once. */
static int read_sources(const struct compat *compat, struct error *err)
{
	struct db_cache *cache = compat->cache;
	struct compat_source *items = NULL;
	size_t n = 0, room = 0;
	int step = 0, failed = 0;
	if (cache->has_sources)
		return 0;
	sqlite3_stmt *rows = db_ask(compat, DB_sources, err);
	while (!failed && (step = db_step(compat, rows, err)) > 0) {
		items = memory_room(items, n, &room, sizeof(*items));
		struct compat_source *s = &items[n++];
		*s = (struct compat_source){
		        .id = db_text(rows, 0, &cache->arena),
		        .title = db_text(rows, 1, &cache->arena),
		        .url = db_text(rows, 2, &cache->arena),
		        .version = db_text(rows, 3, &cache->arena),
		        .has_date = sqlite3_column_type(rows, 4) != SQLITE_NULL,
		        .licence = db_text(rows, 5, &cache->arena),
		};
		failed = s->has_date ? db_date(compat, rows, 4, &s->date, err) : 0;
		if (!s->id || !s->title || !s->licence)
			failed = db_damaged(compat, "a source lacks its title", err);
	}
	if (!failed && !step) {
		struct compat_source *kept =
		        arena_alloc(&cache->arena, n * sizeof(*items) + 1);
		if (n)
			memcpy(kept, items, n * sizeof(*items));
		cache->sources = (struct compat_sources){kept, n};
		cache->has_sources = true;
	}
	free(items);
	return cache->has_sources ? 0 : -1;
}

static int id_order(const void *key, const void *item)
{
	return strcmp(key, ((const struct compat_source *)item)->id);
}

const struct compat_source *db_source_by_id(const struct compat *compat, const char *id,
                                            struct error *err)
{
	if (read_sources(compat, err) || !compat->cache->sources.n)
		return NULL;
	return bsearch(id, compat->cache->sources.items, compat->cache->sources.n,
	               sizeof(*compat->cache->sources.items), id_order);
}

/* What callers get lives in their arena, also when the database is closed. */
static struct compat_source copy_source(struct arena *arena,
                                        const struct compat_source *source)
{
	struct compat_source copy = *source;
	copy.id = arena_string(arena, source->id);
	copy.title = arena_string(arena, source->title);
	copy.url = arena_string(arena, source->url);
	copy.version = arena_string(arena, source->version);
	copy.licence = arena_string(arena, source->licence);
	return copy;
}

const struct compat_source *db_source(const struct compat *compat,
                                      sqlite3_stmt *statement, int column,
                                      struct arena *arena, struct error *err)
{
	const char *id = (const char *)sqlite3_column_text(statement, column);
	if (read_sources(compat, err))
		return NULL;
	const struct compat_source *source = id ? db_source_by_id(compat, id, err) : NULL;
	if (!source) {
		db_damaged(compat, "a row has no source", err);
		return NULL;
	}
	struct compat_source *copy = arena_alloc(arena, sizeof(*copy));
	*copy = copy_source(arena, source);
	return copy;
}

int db_from(const struct compat *compat, sqlite3_stmt *statement, int column,
            struct compat_from *from, struct arena *arena, struct error *err)
{
	*from = (struct compat_from){
	        .source = db_source(compat, statement, column, arena, err),
	        .ref = db_text(statement, column + 1, arena),
	        .note = {db_text(statement, column + 2, arena),
	                 db_text(statement, column + 3, arena)},
	};
	return from->source ? 0 : -1;
}

struct compat_sources compat_sources(const struct compat *compat, struct arena *arena,
                                     struct error *err)
{
	if (read_sources(compat, err))
		return (struct compat_sources){0};
	size_t n = compat->cache->sources.n;
	struct compat_source *items = arena_alloc(arena, n * sizeof(*items) + 1);
	for (size_t i = 0; i < n; i++)
		items[i] = copy_source(arena, &compat->cache->sources.items[i]);
	return (struct compat_sources){items, n};
}

struct compat_counts compat_counts(const struct compat *compat, struct arena *arena,
                                   struct error *err)
{
	static const struct {
		const char *what, *sql;
	} tables[] = {
	        {"sources", "SELECT count(*) FROM source"},
	        {"platforms", "SELECT count(*) FROM platform"},
	        {"requirements of platforms", "SELECT count(*) FROM requirement"},
	        {"rows of rules over processors", "SELECT count(*) FROM processor_rule"},
	        {"names of processors", "SELECT count(*) FROM processor_name"},
	        {"models of processors", "SELECT count(*) FROM model"},
	        {"memory modules by type and form", "SELECT count(*) FROM memory_part"},
	        {"forms of drives", "SELECT count(*) FROM drive_form"},
	        {"names in trade", "SELECT count(*) FROM trade_name"},
	        {"kernels", "SELECT count(*) FROM kernel"},
	        {"firmware files of drivers", "SELECT count(*) FROM firmware"},
#define NAME_TABLE(table, list, what) {what, "SELECT count(*) FROM " #table},
#include "compat/name_tables.def"
#undef NAME_TABLE
	};
	enum { TABLES = sizeof(tables) / sizeof(*tables) };
	struct compat_count *counts = arena_alloc(arena, sizeof(*counts) * TABLES);
	int failed = 0;
	for (size_t i = 0; i < TABLES && !failed; i++) {
		sqlite3_stmt *count = NULL;
		if (sqlite3_prepare_v2(compat->db, tables[i].sql, -1, &count, NULL) !=
		            SQLITE_OK ||
		    sqlite3_step(count) != SQLITE_ROW)
			failed = db_damaged(compat, sqlite3_errmsg(compat->db), err);
		else
			counts[i] = (struct compat_count){
			        tables[i].what, (long)sqlite3_column_int64(count, 0)};
		sqlite3_finalize(count);
	}
	return failed ? (struct compat_counts){0}
	              : (struct compat_counts){counts, TABLES};
}
