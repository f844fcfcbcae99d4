/* SPDX-License-Identifier: GPL-3.0-or-later
 * Word lists of the lint, and finding their words in texts. */
#include "base/text.h"
#include "procure/lint.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FIELDS = 5 };

int lint_words_add(struct lint_words *words, const char *text, size_t n, const char *name,
                   struct error *err)
{
	int line = 0;
	for (size_t at = 0; at < n; line++) {
		const char *end = memchr(text + at, '\n', n - at);
		size_t length = end ? (size_t)(end - text) - at : n - at;
		char *copy = arena_copy(&words->arena, text + at, length),
		     *f[FIELDS] = {0};
		int k = 0;
		at += length + 1;
		if (!line || !*copy || *copy == '#')
			continue;
		for (char *p = copy; p && k < FIELDS; k++) {
			char *tab = strchr(p, '\t');
			f[k] = p;
			if (tab)
				*tab = '\0';
			p = tab ? tab + 1 : NULL;
		}
		if (k < FIELDS || !*f[2] ||
		    (strcmp(f[1], "error") != 0 && strcmp(f[1], "warning") != 0))
			return error_set(
			        err, EXIT_usage, name,
			        "line %d: expected rule, error or warning, pattern, "
			        "advice in English, in Estonian",
			        line + 1);
		words->items = memory_room(words->items, words->n, &words->room,
		                           sizeof(*words->items));
		words->items[words->n++] = (struct lint_word){
		        f[0], f[2], !strcmp(f[1], "error"), f[3], f[4]};
	}
	return 0;
}

/* A blank of a pattern stands for a hyphen too. */
static const char *as_pattern(struct arena *arena, const char *trade)
{
	char *copy = arena_string(arena, trade);
	for (char *at = copy; *at; at++)
		if (*at == '-')
			*at = ' ';
	return copy;
}

void lint_words_add_names(struct lint_words *words, const struct trade_names *names)
{
	struct arena *arena = &words->arena;
	for (size_t i = 0; i < names->n; i++) {
		const struct trade_name *name = &names->items[i];
		if (!trade_name_differs(name))
			continue;
		words->items = memory_room(words->items, words->n, &words->room,
		                           sizeof(*words->items));
		words->items[words->n++] = (struct lint_word){
		        "technology", as_pattern(arena, name->trade), false,
		        arena_format(arena, "write %s >= %s: %s", name->fact, name->word,
		                     name->en),
		        arena_format(arena, "kirjutage %s >= %s: %s", name->fact,
		                     name->word, name->et)};
	}
}

void lint_words_done(struct lint_words *words)
{
	free(words->items);
	arena_done(&words->arena);
	*words = (struct lint_words){0};
}

/* ---- matching --------------------------------------------------------------------- */

/* Case endings of singular and plural as names take them, with and without an apostrophe
 * or a hyphen, and the English possessive. */
static const char *const endings[] = {
        "",     "i",     "it",   "is",    "il",    "ile",  "ilt",   "ist",  "iks",
        "ini",  "ina",   "ita",  "iga",   "isse",  "id",   "ide",   "e",    "l",
        "le",   "lt",    "s",    "st",    "sse",   "ks",   "ni",    "na",   "ta",
        "ga",   "d",     "de",   "ga",    "dele",  "del",  "delt",  "dega", "des",
        "dest", "idele", "idel", "idelt", "idega", "ides", "idest", "t"};

static bool is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Is the rest of the word at text an ending? *used gets its bytes. */
static bool ends_word(const char *text, size_t *used)
{
	size_t mark = *text == '-' || *text == '\'' ? 1 : 0, n = mark;
	if (!strncmp(text, "’", strlen("’")))
		mark = n = strlen("’");
	if (!is_letter(text[n]) && !isdigit((unsigned char)text[n])) {
		*used = 0;
		return true; /* a hyphen and no letter: the word is over */
	}
	while (is_letter(text[n]))
		n++;
	*used = n;
	if (isdigit((unsigned char)text[n]))
		return mark && n == mark;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (strlen(endings[i]) == n - mark &&
		    !strncasecmp(text + mark, endings[i], n - mark))
			return true;
	return mark && n > mark; /* "Inteli-põhine", "HP-lt" */
}

/* Letters of a short, all-capital pattern (HP, AMD) must be capitals in the text too,
 * lest a usual word be taken for a name. */
static bool wants_case(const char *pattern)
{
	size_t n = strlen(pattern);
	for (size_t i = 0; i < n; i++)
		if (!isupper((unsigned char)pattern[i]))
			return false;
	return n <= 3;
}

static size_t skip_number(const char *text)
{
	size_t n = strspn(text, "0123456789");
	if (n && (text[n] == '.' || text[n] == ',') &&
	    isdigit((unsigned char)text[n + 1]))
		n += 1 + strspn(text + n + 1, "0123456789");
	return n;
}

/* Bytes that the pattern covers at text, endings included; 0: it does not stand here. */
static size_t match_here(const char *text, const char *pattern)
{
	const char *at = text;
	bool exact = wants_case(pattern);
	for (; *pattern; pattern++) {
		if (*pattern == '*') {
			while (is_letter(*at))
				at++;
			return (size_t)(at - text);
		}
		if (*pattern == '#') {
			size_t n = skip_number(at);
			if (!n)
				return 0;
			at += n;
		} else if (*pattern == ' ') {
			while (*at == ' ' || *at == '-' || !strncmp(at, "\xC2\xA0", 2))
				at += *at == ' ' || *at == '-' ? 1 : 2;
		} else if (exact ? *at == *pattern
		                 : tolower((unsigned char)*at) ==
		                           tolower((unsigned char)*pattern)) {
			at++;
		} else {
			return 0;
		}
	}
	size_t rest;
	if (!is_letter(at[-1]) && !isdigit((unsigned char)at[-1]))
		return (size_t)(at - text);
	return ends_word(at, &rest) ? (size_t)(at - text) + rest : 0;
}

const char *lint_match(const char *text, const char *pattern, size_t *used)
{
	bool number = *pattern == '#';
	for (const char *at = text; *at; at++) {
		bool begins = at == text ||
		              (!is_letter(at[-1]) && !isdigit((unsigned char)at[-1]) &&
		               !(number && (at[-1] == '.' || at[-1] == ',')));
		*used = begins ? match_here(at, pattern) : 0;
		if (*used)
			return at;
	}
	return NULL;
}

bool lint_says_equivalent(const char *text)
{
	static const char *const words[] = {
	        "or equivalent",      "or an equivalent",      "or equal",
	        "or comparable",      "või sellega samaväär*", "või samaväär*",
	        "või sellele vastav*"};
	size_t used;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (lint_match(text, words[i], &used))
			return true;
	return false;
}
