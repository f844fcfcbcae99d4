/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/trade_names.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS = 6 };

/* Cuts a line at its tabs; the number of fields, FIELDS + 1 when there are more. */
static int cut(char *line, char **fields)
{
	int k = 0;
	for (char *at = line; at && k <= FIELDS; k++) {
		char *tab = strchr(at, '\t');
		if (tab)
			*tab = '\0';
		if (k < FIELDS)
			fields[k] = at;
		at = tab ? tab + 1 : NULL;
	}
	return k;
}

int trade_names_add(struct trade_names *names, const char *text, size_t n,
                    const char *name, struct error *err)
{
	int line = 0;
	for (size_t at = 0; at < n; line++) {
		const char *end = memchr(text + at, '\n', n - at);
		size_t length = end ? (size_t)(end - text) - at : n - at;
		char *copy = arena_copy(&names->arena, text + at, length);
		char *f[FIELDS] = {0};
		at += length + 1;
		if (!line || !*copy)
			continue;
		bool good = cut(copy, f) == FIELDS && strchr(f[0], '.');
		for (int i = 0; i < FIELDS && good; i++)
			good = *f[i] != '\0';
		if (!good)
			return error_set(err, EXIT_usage, name,
			                 "line %d: expected fact, word, name in trade, "
			                 "neutral words in English, in Estonian, source",
			                 line + 1);
		names->items = memory_room(names->items, names->n, &names->room,
		                           sizeof(*names->items));
		names->items[names->n++] =
		        (struct trade_name){f[0], f[1], f[2], f[3], f[4]};
	}
	return 0;
}

void trade_names_done(struct trade_names *names)
{
	free(names->items);
	arena_done(&names->arena);
	*names = (struct trade_names){0};
}

const struct trade_name *trade_names_find(const struct trade_names *names,
                                          enum fact_id fact, const char *word)
{
	const struct trade_name *found = NULL;
	for (size_t i = 0; names && i < names->n; i++) {
		const struct trade_name *item = &names->items[i];
		if (strcmp(item->word, word) != 0)
			continue;
		if (!strcmp(item->fact, fact_full_name(fact)))
			return item;
		found = found ? found : item;
	}
	return found;
}

const char *trade_name_words(const struct trade_name *name, bool estonian,
                             struct arena *arena)
{
	const char *neutral = estonian ? name->et : name->en;
	return trade_name_differs(name)
	               ? arena_format(arena, "%s (%s)", neutral, name->trade)
	               : neutral;
}

bool trade_names_say(const struct trade_names *names, const char *word, const char *text,
                     struct arena *arena)
{
	for (size_t i = 0; names && i < names->n; i++) {
		const struct trade_name *name = &names->items[i];
		if (!strcmp(name->word, word) &&
		    (text_same_word(name->trade, text) ||
		     text_same_word(name->en, text) || text_same_word(name->et, text) ||
		     text_same_word(trade_name_words(name, false, arena), text) ||
		     text_same_word(trade_name_words(name, true, arena), text)))
			return true;
	}
	return false;
}

bool trade_name_differs(const struct trade_name *name)
{
	return strcmp(name->trade, name->en) != 0;
}
