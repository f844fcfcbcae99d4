/* SPDX-License-Identifier: GPL-3.0-or-later
 * The comparable form of processors' names. */
#include "compat/compat.h"

#include <ctype.h>
#include <string.h>

/* Longer names are no names of processors; what is behind is left out. */
enum { WORDS_MAX = 48, WORD_MAX = 48 };

struct words {
	char word[WORDS_MAX][WORD_MAX];
	size_t n;
};

static const char *const marks[] = {"(r)", "(tm)", "(c)", "(sm)", "®", "™", "©", "℠"};

static const char *const makers[] = {
        "intel",    "genuine",  "genuineintel", "amd",     "authenticamd", "via",
        "centaur",  "qualcomm", "zhaoxin",      "hygon",   "transmeta",    "cyrix",
        "mediatek", "apple",    "ampere",       "samsung", "nvidia",
};

static const char *const counts[] = {"single", "dual",  "triple", "quad",
                                     "six",    "eight", "twelve", "sixteen"};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool is_in(const char *word, const char *const *table, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(word, table[i]))
			return true;
	return false;
}

/* Bytes of a mark at the text, which is in small letters; 0 when there is none. */
static size_t mark_length(const char *text)
{
	for (size_t i = 0; i < COUNT(marks); i++)
		if (!strncmp(text, marks[i], strlen(marks[i])))
			return strlen(marks[i]);
	return 0;
}

static char *small_letters(struct arena *arena, const char *name)
{
	char *small = arena_string(arena, name);
	for (char *c = small; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return small;
}

/* Words without marks; "-", "," and brackets part them as blanks do, "@" stands alone. */
static void split(const char *name, struct words *words)
{
	size_t n = 0;
	words->n = 0;
	for (const char *at = name;; at++) {
		size_t mark = mark_length(at);
		if (mark)
			at += mark - 1;
		bool end = mark || !*at || strchr(" \t-,;()@", *at);
		if (!end && n + 1 < WORD_MAX) {
			words->word[words->n][n++] = *at;
		} else if (end && n) {
			words->word[words->n++][n] = '\0';
			n = 0;
		}
		if (!*at || words->n == WORDS_MAX)
			return;
		if (*at == '@') {
			strcpy(words->word[words->n++], "@");
			if (words->n == WORDS_MAX)
				return;
		}
	}
}

static const char *word_at(const struct words *words, size_t i)
{
	return i < words->n ? words->word[i] : "";
}

/* Bytes of a decimal number at the text. */
static size_t number_length(const char *text)
{
	size_t n = strspn(text, "0123456789.");
	return n && isdigit((unsigned char)*text) ? n : 0;
}

static bool is_number(const char *word)
{
	size_t n = number_length(word);
	return n && !word[n];
}

static bool is_unit(const char *word)
{
	return !strcmp(word, "ghz") || !strcmp(word, "mhz");
}

/* "2.40ghz", or "2.40 ghz": how many words. */
static size_t clock_rate(const struct words *words, size_t i)
{
	const char *word = words->word[i];
	size_t n = number_length(word);
	if (n && is_unit(word + n))
		return 1;
	return n && !word[n] && is_unit(word_at(words, i + 1)) ? 2 : 0;
}

/* "11th gen". */
static size_t generation(const struct words *words, size_t i)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};
	const char *word = words->word[i], *next = word_at(words, i + 1);
	size_t n = strspn(word, "0123456789");
	bool ordinal = n && is_in(word + n, endings, COUNT(endings));
	return ordinal && (!strcmp(next, "gen") || !strcmp(next, "generation")) ? 2 : 0;
}

/* "6 core", "quad core", "12 cores". */
static size_t core_count(const struct words *words, size_t i)
{
	const char *word = words->word[i], *next = word_at(words, i + 1);
	bool count = is_number(word) || is_in(word, counts, COUNT(counts));
	return count && (!strcmp(next, "core") || !strcmp(next, "cores")) ? 2 : 0;
}

/* From here on the name tells of the clock rate or of built-in graphics. */
static bool is_tail(const struct words *words, size_t i)
{
	static const char *const graphics[] = {"radeon", "graphics", "gfx", "vega",
	                                       "iris"};
	const char *word = words->word[i];
	if (!strcmp(word, "@") || !strcmp(word, "radeon"))
		return true;
	if (is_number(word) && !strcmp(word_at(words, i + 1), "compute"))
		return true;
	if (strcmp(word, "with") != 0 && strcmp(word, "w/") != 0)
		return false;
	for (size_t k = i + 1; k < words->n; k++)
		if (is_in(words->word[k], graphics, COUNT(graphics)))
			return true;
	return false;
}

/* How many words at i say nothing of which processor it is. */
static size_t idle_words(const struct words *words, size_t i)
{
	static const char *const idle[] = {"@", "cpu", "cpus", "processor", "processors"};
	const char *word = words->word[i];
	if (is_in(word, idle, COUNT(idle)) || is_in(word, makers, COUNT(makers)))
		return 1;
	size_t n = clock_rate(words, i);
	n = n ? n : generation(words, i);
	return n ? n : core_count(words, i);
}

const char *compat_cpu_name(struct arena *arena, const char *name)
{
	struct words words;
	struct buf out = BUF_EMPTY;
	split(small_letters(arena, name), &words);
	for (size_t i = 0; i < words.n && !(out.n && is_tail(&words, i));) {
		size_t idle = idle_words(&words, i);
		if (!idle)
			buf_format(&out, "%s%s", out.n ? " " : "", words.word[i]);
		i += idle ? idle : 1;
	}
	char *result = arena_copy(arena, out.text, out.n);
	buf_done(&out);
	return result;
}
