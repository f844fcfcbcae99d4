/* SPDX-License-Identifier: GPL-3.0-or-later
 * Look-up in the table of kinds and facts. */
#include "facts/fact.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define UNIT     FLAG_UNIT
#define PERSON   FLAG_PERSON
#define VOLATILE FLAG_VOLATILE

const struct fact_row fact_rows[FACT_COUNT] = {
#define KIND(...)
#define FACT(kind, name, type, dimension, obtained, flags, words, source, doc)           \
	{KIND_##kind, #name,  TYPE_##type, DIM_##dimension, OBTAINED_##obtained, flags,  \
	 words,       source, doc},
#include "facts/facts.def"
#undef KIND
#undef FACT
};

#undef UNIT
#undef PERSON
#undef VOLATILE

/* A marker stands before the facts of each kind, so that its distance from the start,
 * less the markers before it, is the number of its first fact. */
enum marker {
#define KIND(name, ...)       MARK_##name,
#define FACT(kind, name, ...) MARK_##kind##_##name,
#include "facts/facts.def"
#undef KIND
#undef FACT
	MARK_END
};

enum { kind_is_one = 0, kind_is_many = 1 };

const struct kind kind_rows[KIND_COUNT] = {
#define KIND(name, cardinality, plural, doc)                                             \
	{#name, plural, kind_is_##cardinality, doc,                                      \
	 (enum fact_id)(MARK_##name - KIND_##name)},
#define FACT(...)
#include "facts/facts.def"
#undef KIND
#undef FACT
};

size_t kind_facts(enum kind_id kind)
{
	size_t end = kind + 1 < KIND_COUNT ? kind_rows[kind + 1].first : FACT_COUNT;
	return end - kind_rows[kind].first;
}

static bool is_name(const char *row, const char *name, size_t n)
{
	return n && *row == *name && !strncmp(row, name, n) && !row[n];
}

enum kind_id kind_find(const char *name, size_t n, bool plural)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (is_name(kind_rows[i].name, name, n) ||
		    (plural && is_name(kind_rows[i].plural, name, n)))
			return (enum kind_id)i;
	return KIND_COUNT;
}

enum fact_id fact_find(enum kind_id kind, const char *name, size_t n)
{
	size_t end = kind_rows[kind].first + kind_facts(kind);
	for (size_t i = kind_rows[kind].first; i < end; i++)
		if (is_name(fact_rows[i].name, name, n))
			return (enum fact_id)i;
	return FACT_COUNT;
}

static const char *kind_name_at(const void *context, size_t i)
{
	(void)context;
	return kind_rows[i].name;
}

static const char *fact_name_at(const void *context, size_t i)
{
	return fact_rows[*(const size_t *)context + i].name;
}

const char *fact_nearest(enum kind_id kind, const char *typed)
{
	size_t first = kind_rows[kind].first;
	return text_nearest(typed, kind_facts(kind), fact_name_at, &first);
}

static const char *const full_names[] = {
#define KIND(...)
#define FACT(kind, name, ...) #kind "." #name,
#include "facts/facts.def"
#undef KIND
#undef FACT
};

const char *fact_full_name(enum fact_id fact)
{
	return full_names[fact];
}

static const struct {
	const char *typed;
	enum kind_id kind;
} common_kinds[] = {
#define COMMON_KIND(typed, kind) {typed, KIND_##kind},
#include "facts/common_words.def"
#undef COMMON_KIND
};

static const struct {
	enum kind_id kind;
	const char *typed, *advice;
} common_facts[] = {
#define COMMON_FACT(kind, typed, advice) {KIND_##kind, typed, advice},
#include "facts/common_words.def"
#undef COMMON_FACT
};

static const struct {
	const char *typed;
	enum fact_id fact;
} common_names[] = {
#define COMMON_NAME(typed, fact) {typed, FACT_##fact},
#include "facts/common_words.def"
#undef COMMON_NAME
};

/* The common word, also in the plural. */
static bool is_common(const char *typed, const char *word)
{
	char plural[64];
	snprintf(plural, sizeof(plural), "%ss", word);
	return text_same_word(typed, word) || text_same_word(typed, plural);
}

const char *kind_nearest(const char *typed)
{
	for (size_t i = 0; i < sizeof(common_kinds) / sizeof(*common_kinds); i++)
		if (is_common(typed, common_kinds[i].typed))
			return kind_rows[common_kinds[i].kind].name;
	return text_nearest(typed, KIND_COUNT, kind_name_at, NULL);
}

const char *fact_advice(enum kind_id kind, const char *typed)
{
	for (size_t i = 0; i < sizeof(common_facts) / sizeof(*common_facts); i++)
		if (common_facts[i].kind == kind &&
		    text_same_word(typed, common_facts[i].typed))
			return common_facts[i].advice;
	return NULL;
}

const char *fact_nearest_full(const char *typed)
{
	for (size_t i = 0; i < sizeof(common_names) / sizeof(*common_names); i++)
		if (text_same_word(typed, common_names[i].typed))
			return fact_full_name(common_names[i].fact);
	size_t any = 0;
	const char *dot = strchr(typed, '.');
	char kind_typed[64];
	if (dot && (size_t)(dot - typed) < sizeof(kind_typed)) {
		snprintf(kind_typed, sizeof(kind_typed), "%.*s", (int)(dot - typed),
		         typed);
		const char *kind = kind_nearest(kind_typed);
		if (!kind)
			return NULL;
		enum kind_id id = kind_find(kind, strlen(kind), false);
		const char *fact = fact_nearest(id, dot + 1);
		return fact ? fact_full_name(fact_find(id, fact, strlen(fact))) : NULL;
	}
	const char *fact = text_nearest(typed, FACT_COUNT, fact_name_at, &any);
	for (size_t i = 0; fact && i < FACT_COUNT; i++)
		if (fact_rows[i].name == fact)
			return fact_full_name((enum fact_id)i);
	return NULL;
}

const char *value_type_name(enum value_type type)
{
	static const char *const names[] = {
	        [TYPE_TEXT] = "text",      [TYPE_WORD] = "word",
	        [TYPE_LEVEL] = "level",    [TYPE_VERSION] = "version",
	        [TYPE_NUMBER] = "number",  [TYPE_INTEGER] = "integer",
	        [TYPE_BOOL] = "yes or no", [TYPE_DATE] = "date",
	        [TYPE_LIST] = "list",      [TYPE_RESOLUTION] = "resolution",
	};
	return names[type];
}

static const struct {
	const char *name, *remedy;
} ways[] = {
        [OBTAINED_scan] = {"scan", "scan the machine itself with hwfit"},
        [OBTAINED_scan_root] = {"scan as root", "scan as root: sudo hwfit scan"},
        [OBTAINED_scan_deep] = {"deep scan as root",
                                "scan with --deep as root: sudo hwfit scan --deep"},
        [OBTAINED_derived] = {"derived", "give the facts that it follows from"},
        [OBTAINED_declared] =
                {"declaration",
                 "ask the maker or supplier and declare it (--declare FILE)"},
        [OBTAINED_by_hand] = {"look",
                              "look at the machine and declare it (--declare FILE)"},
};

const char *obtained_name(enum obtained obtained)
{
	return ways[obtained].name;
}

const char *obtained_remedy(enum obtained obtained)
{
	return ways[obtained].remedy;
}

bool fact_is_memory(enum fact_id fact)
{
	enum kind_id kind = fact_rows[fact].kind;
	return kind == KIND_memory || kind == KIND_memory_slot ||
	       kind == KIND_memory_module || fact == FACT_gpu_vram;
}

bool fact_word_at(enum fact_id fact, int index, char *word, size_t room)
{
	const char *list = fact_rows[fact].words;
	for (int i = 0; list; i++) {
		size_t n = strcspn(list, " ");
		if (i == index && n) {
			snprintf(word, room, "%.*s", (int)n, list);
			return true;
		}
		list = list[n] ? list + n + 1 : NULL;
	}
	return false;
}

int fact_word_index(enum fact_id fact, const char *word)
{
	char each[64];
	for (int i = 0; fact_word_at(fact, i, each, sizeof(each)); i++)
		if (text_same_word(each, word))
			return i;
	return -1;
}
