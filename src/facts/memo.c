/* SPDX-License-Identifier: GPL-3.0-or-later
 * A table of fixed size: each answer has one place, where the next one replaces it. */
#include "facts/memo.h"

#include "base/arena.h"
#include "base/hash.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 60 };

enum became { BECAME_placeholder, BECAME_same, BECAME_other };

/* A line of the processor's cache. */
struct entry {
	uint16_t fact; /* and one: 0 is an empty place */
	uint8_t n;     /* of text */
	uint8_t became;
	char text[TEXT_MAX];
};

struct memo {
	size_t facts[KIND_COUNT];
	struct entry *entries;
	char (*normal)[TEXT_MAX + 1]; /* of what became another text */
	size_t places;
};

struct memo *memo_new(size_t places)
{
	struct memo *memo = memory_get(sizeof(struct memo));
	memo->places = places;
	memo->entries = memory_get(places * sizeof(*memo->entries));
	memo->normal = memory_get(places * sizeof(*memo->normal));
	return memo;
}

void memo_free(struct memo *memo)
{
	if (!memo)
		return;
	free(memo->entries);
	free(memo->normal);
	free(memo);
}

size_t memo_facts(const struct memo *memo, enum kind_id kind)
{
	return memo->facts[kind];
}

void memo_count(struct memo *memo, enum kind_id kind, size_t facts)
{
	memo->facts[kind] = facts;
}

static size_t place_of(const struct memo *memo, enum fact_id fact, const char *text,
                       size_t n)
{
	return (hash_quick(fact, text, n) >> 40) % memo->places;
}

bool memo_find(const struct memo *memo, enum fact_id fact, const char *text, size_t n,
               struct memo_answer *answer)
{
	if (n > TEXT_MAX)
		return false;
	size_t place = place_of(memo, fact, text, n);
	const struct entry *e = &memo->entries[place];
	if (e->fact != fact + 1 || e->n != n || memcmp(e->text, text, n) != 0)
		return false;
	answer->placeholder = e->became == BECAME_placeholder;
	answer->text = e->became == BECAME_other ? memo->normal[place] : text;
	return true;
}

void memo_keep(struct memo *memo, enum fact_id fact, const char *text, size_t n,
               const struct memo_answer *answer)
{
	size_t normal = strlen(answer->text);
	bool once = fact_row(fact)->flags & FLAG_UNIT && !answer->placeholder;
	bool same = answer->text == text;
	if (n > TEXT_MAX || normal > TEXT_MAX || once)
		return;
	size_t place = place_of(memo, fact, text, n);
	struct entry *e = &memo->entries[place];
	e->fact = (uint16_t)(fact + 1);
	e->n = (uint8_t)n;
	e->became = answer->placeholder ? BECAME_placeholder
	            : same              ? BECAME_same
	                                : BECAME_other;
	memcpy(e->text, text, n);
	if (e->became == BECAME_other)
		memcpy(memo->normal[place], answer->text, normal + 1);
}
