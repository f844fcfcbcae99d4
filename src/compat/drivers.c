/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks the database about kernels, drivers and firmware. */
#include "compat/db.h"
#include "compat/driver_words.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

struct compat_kernels compat_kernels(const struct compat *compat, struct arena *arena,
                                     struct error *err)
{
	struct compat_kernel *items = NULL;
	size_t n = 0, room = 0;
	int step = 0, failed = 0;
	sqlite3_stmt *rows = db_ask(compat, DB_kernels, err);
	while (!failed && (step = db_step(compat, rows, err)) > 0) {
		items = memory_room(items, n, &room, sizeof(*items));
		struct compat_kernel *k = &items[n++];
		*k = (struct compat_kernel){
		        .id = db_text(rows, 0, arena),
		        .platform = db_text(rows, 1, arena),
		        .package = db_text(rows, 2, arena),
		        .version = db_text(rows, 3, arena),
		        .source = db_source(compat, rows, 5, arena, err),
		};
		failed = !k->source || db_date(compat, rows, 4, &k->day, err);
	}
	struct compat_kernels kernels = {0};
	if (!failed && !step)
		kernels = (struct compat_kernels){
		        arena_items(arena, items, n, sizeof(*items)), n};
	free(items);
	return kernels;
}

/* Reads the index once; its bytes lie where they are asked. */
static int open_index(const struct compat *compat, struct error *err)
{
	struct db_cache *cache = compat->cache;
	sqlite3_blob *blob = NULL;
	if (cache->has_index)
		return 0;
	if (sqlite3_blob_open(compat->db, "main", "alias_index", "data", 1, 0, &blob) !=
	    SQLITE_OK) {
		sqlite3_blob_close(blob);
		return db_damaged(compat, sqlite3_errmsg(compat->db), err);
	}
	int n = sqlite3_blob_bytes(blob);
	char *bytes = arena_alloc(&cache->arena, (size_t)n + 1);
	int result = sqlite3_blob_read(blob, bytes, n, 0);
	sqlite3_blob_close(blob);
	if (result != SQLITE_OK || !alias_index_open(&cache->index, bytes, (size_t)n))
		return db_damaged(compat, "its index of aliases cannot be read", err);
	cache->has_index = true;
	return 0;
}

int compat_drivers_of(const struct compat *compat, const char *alias,
                      struct compat_drivers *drivers, struct error *err)
{
	drivers->n = 0;
	if (open_index(compat, err))
		return -1;
	drivers->n = alias_index_match(&compat->cache->index, alias, strlen(alias),
	                               drivers->hits);
	return 0;
}

/* ---- rules ------------------------------------------------------------------------ */

/* DRIVER_EFFECT_COUNT: the column holds no such word, with err. */
static enum driver_effect read_effect(const struct compat *compat, sqlite3_stmt *rows,
                                      int column, struct error *err)
{
	const char *word = (const char *)sqlite3_column_text(rows, column);
	int effect = 0;
	while (effect < DRIVER_EFFECT_COUNT &&
	       strcmp(driver_effect_row(effect)->name, word ? word : "") != 0)
		effect++;
	if (effect == DRIVER_EFFECT_COUNT)
		db_damaged(compat, "a rule of devices has no effect", err);
	return effect;
}

static int read_rules(const struct compat *compat, struct error *err)
{
	struct db_cache *cache = compat->cache;
	struct compat_device_rule *items = NULL;
	size_t n = 0, room = 0;
	int step = 0, failed = 0;
	if (cache->has_rules)
		return 0;
	sqlite3_stmt *rows = db_ask(compat, DB_device_rules, err);
	while (!failed && (step = db_step(compat, rows, err)) > 0) {
		enum driver_effect effect = read_effect(compat, rows, 1, err);
		items = memory_room(items, n, &room, sizeof(*items));
		items[n++] = (struct compat_device_rule){
		        .subject = db_text(rows, 0, &cache->arena),
		        .effect = effect,
		        .reason = db_text(rows, 2, &cache->arena),
		        .source = db_source(compat, rows, 3, &cache->arena, err),
		};
		failed = effect == DRIVER_EFFECT_COUNT || !items[n - 1].source;
	}
	if (!failed && !step) {
		cache->rules = arena_items(&cache->arena, items, n, sizeof(*items));
		cache->rule_count = n;
		cache->has_rules = true;
	}
	free(items);
	return cache->has_rules ? 0 : -1;
}

static const struct compat_device_rule *find_rule(const struct compat *compat,
                                                  enum driver_file file, const char *name,
                                                  struct error *err)
{
	if (read_rules(compat, err))
		return NULL;
	for (size_t i = 0; i < compat->cache->rule_count; i++) {
		const struct compat_device_rule *r = &compat->cache->rules[i];
		if (driver_effect_row(r->effect)->file != file)
			continue;
		if (file == DRIVER_FILE_claims ? !strcmp(r->subject, name)
		                               : !fnmatch(r->subject, name, 0))
			return r;
	}
	return NULL;
}

const struct compat_device_rule *compat_no_driver(const struct compat *compat,
                                                  const char *alias, struct error *err)
{
	return find_rule(compat, DRIVER_FILE_no_driver, alias, err);
}

const struct compat_device_rule *
compat_driver_claim(const struct compat *compat, const char *driver, struct error *err)
{
	return find_rule(compat, DRIVER_FILE_claims, driver, err);
}

/* ---- firmware --------------------------------------------------------------------- */

struct compat_firmware compat_firmware_of(const struct compat *compat, const char *driver,
                                          size_t kernel, struct arena *arena,
                                          struct error *err)
{
	const char **files = NULL;
	size_t n = 0, room = 0;
	int step = 0;
	sqlite3_stmt *rows = db_ask_texts(compat, DB_firmware, driver, NULL, err);
	while ((step = db_step(compat, rows, err)) > 0) {
		uint64_t kernels = (uint64_t)sqlite3_column_int64(rows, 1);
		if (!(kernels >> kernel & 1))
			continue;
		files = memory_room(files, n, &room, sizeof(*files));
		files[n++] = db_text(rows, 0, arena);
	}
	struct compat_firmware firmware = {0};
	if (!step)
		firmware = (struct compat_firmware){
		        arena_items(arena, files, n, sizeof(*files)), n};
	free(files);
	return firmware;
}

struct compat_firmware_packages
compat_firmware_packages_of(const struct compat *compat, const char *driver,
                            size_t kernel, struct arena *arena, struct error *err)
{
	struct compat_firmware_packages result = {0};
	struct compat_firmware_package *items = NULL;
	size_t n = 0, room = 0;
	int step = 0;
	const char *file = "";
	bool held = true;
	sqlite3_stmt *rows =
	        db_ask_texts(compat, DB_firmware_packages, driver, NULL, err);
	while ((step = db_step(compat, rows, err)) > 0) {
		if (!((uint64_t)sqlite3_column_int64(rows, 1) >> kernel & 1))
			continue;
		const char *name = db_text(rows, 0, arena);
		if (strcmp(name, file) != 0) {
			result.files++;
			result.nowhere += !held;
			held = false;
		}
		file = name;
		if (!((uint64_t)sqlite3_column_int64(rows, 4) >> kernel & 1))
			continue;
		held = true;
		const char *package = db_text(rows, 2, arena);
		size_t i = 0;
		while (i < n && strcmp(items[i].package, package) != 0)
			i++;
		if (i == n) {
			items = memory_room(items, n, &room, sizeof(*items));
			items[n++] = (struct compat_firmware_package){
			        .package = package,
			        .area = db_text(rows, 3, arena),
			        .source = db_source(compat, rows, 5, arena, err)};
		}
		items[i].files++;
	}
	result.nowhere += !held;
	if (!step) {
		result.items = arena_items(arena, items, n, sizeof(*items));
		result.n = n;
	}
	free(items);
	return result;
}

/* ---- what makers say of drivers --------------------------------------------------- */

/* Neighbours are mostly of one driver: its name is kept once. */
static const char *same_or_new(const struct compat_driver_support *before,
                               sqlite3_stmt *rows, struct arena *arena)
{
	const char *text = (const char *)sqlite3_column_text(rows, 0);
	return before && text && !strcmp(before->driver, text) ? before->driver
	                                                       : db_text(rows, 0, arena);
}

static int read_supports(const struct compat *compat, struct db_supports *of,
                         struct error *err)
{
	struct db_cache *cache = compat->cache;
	struct compat_driver_support *items = NULL;
	size_t n = 0, room = 0;
	int step = 0, failed = 0;
	sqlite3_stmt *rows = db_ask_texts(compat, DB_supports, of->platform, NULL, err);
	while (!failed && (step = db_step(compat, rows, err)) > 0) {
		enum driver_effect effect = read_effect(compat, rows, 3, err);
		items = memory_room(items, n, &room, sizeof(*items));
		items[n] = (struct compat_driver_support){
		        .driver = same_or_new(n ? &items[n - 1] : NULL, rows,
		                              &cache->arena),
		        .pattern = db_text(rows, 1, &cache->arena),
		        .platform = *of->platform ? of->platform
		                                  : db_text(rows, 2, &cache->arena),
		        .effect = effect,
		        .source = db_source(compat, rows, 4, &cache->arena, err),
		};
		failed = effect == DRIVER_EFFECT_COUNT || !items[n].source;
		n++;
	}
	if (!failed && !step)
		of->rows = (struct compat_driver_supports){
		        arena_items(&cache->arena, items, n, sizeof(*items)), n};
	free(items);
	return failed || step ? -1 : 0;
}

struct compat_driver_supports compat_driver_supports(const struct compat *compat,
                                                     const char *platform,
                                                     struct error *err)
{
	struct db_cache *cache = compat->cache;
	struct db_supports asked = {.platform = platform ? platform : ""};
	for (size_t i = 0; i < cache->support_count; i++)
		if (!strcmp(cache->supports[i].platform, asked.platform))
			return cache->supports[i].rows;
	asked.platform = arena_string(&cache->arena, asked.platform);
	if (read_supports(compat, &asked, err))
		return (struct compat_driver_supports){0};
	cache->supports = memory_room(cache->supports, cache->support_count,
	                              &cache->support_room, sizeof(*cache->supports));
	cache->supports[cache->support_count++] = asked;
	return asked.rows;
}

bool compat_support_fits(const struct compat_driver_support *row, const char *alias,
                         const char *driver)
{
	if (!row->pattern)
		return driver && !strcmp(row->driver, driver);
	/* Most rows are told apart by what stands before the first blank of a pattern. */
	size_t n = strcspn(row->pattern, "*?[");
	return !strncmp(row->pattern, alias, n) && !fnmatch(row->pattern, alias, 0);
}
