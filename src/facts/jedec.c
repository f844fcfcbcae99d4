/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makers of memory by their JEDEC number.
 * Spec: JEDEC JEP106 (numbers), SPD annexes of DDR2 to DDR5 (how modules store them) */
#include "facts/jedec.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	CONTINUATION = 0x7f,
	BANKS_MAX =
	        16, /* JEP106 has fewer; a larger count is a code in the wrong place */
	BYTES_MAX = 16,
};

struct maker {
	uint8_t continuations, code;
	const char *name;
};

static const struct maker makers[] = {
#define JEDEC(continuations, code, name) {continuations, code, name},
#include "facts/jedec.def"
#undef JEDEC
};

static int maker_order(const void *key, const void *row)
{
	const struct maker *a = key, *b = row;
	int order = (int)a->continuations - (int)b->continuations;
	return order ? order : (int)a->code - (int)b->code;
}

const char *jedec_name(unsigned continuations, uint8_t code)
{
	struct maker key = {(uint8_t)continuations, code & 0x7f, NULL};
	if (continuations > BANKS_MAX)
		return NULL;
	const struct maker *m = bsearch(&key, makers, sizeof(makers) / sizeof(*makers),
	                                sizeof(*makers), maker_order);
	return m ? m->name : NULL;
}

static bool has_odd_parity(uint8_t byte)
{
	return __builtin_parity(byte);
}

/* A count of continuation codes and a code, as DDR3 and later store them. The count may
 * lack its parity bit, the code may not. */
static const char *pair(uint8_t count, uint8_t code)
{
	return has_odd_parity(code) ? jedec_name(count & 0x7f, code) : NULL;
}

static const char *pair_either_way(uint8_t first, uint8_t second)
{
	const char *name = pair(first, second);
	return name ? name : pair(second, first);
}

static size_t filled_from(const uint8_t *bytes, size_t n, size_t from)
{
	while (n > from && (bytes[n - 1] == 0 || bytes[n - 1] == 0xff))
		n--;
	return n;
}

/* Eight bytes as DDR2 and before store them: continuation codes, the code, then nothing;
 * or a pair of later modules in a field of that size, from either end. */
static const char *long_form(const uint8_t *bytes, size_t n, bool announced)
{
	size_t count = 0, filled = filled_from(bytes, n, 0);
	while (count < n && bytes[count] == CONTINUATION)
		count++;
	if (count && count < n)
		return jedec_name((unsigned)count, bytes[count]);
	if (filled == 1 || (announced && bytes[0]))
		return has_odd_parity(bytes[0]) ? jedec_name(0, bytes[0]) : NULL;
	if (filled == 2)
		return pair_either_way(bytes[0], bytes[1]);
	for (size_t i = 0; i + 2 < n; i++)
		if (bytes[i])
			return NULL;
	return pair_either_way(bytes[n - 1], bytes[n - 2]);
}

static const char *by_bytes(const uint8_t *bytes, size_t n, bool announced)
{
	if (n == 2 && bytes[0] == CONTINUATION)
		return jedec_name(1, bytes[1]);
	if (n == 2)
		return pair_either_way(bytes[0], bytes[1]);
	/* Maker of the module, two bytes more, maker of the chips. */
	if (n == 6 && (bytes[0] || bytes[1]) && bytes[0] != CONTINUATION &&
	    filled_from(bytes, n, 0) > 1) {
		const char *name = pair_either_way(bytes[0], bytes[1]);
		if (name)
			return name;
	}
	if (n == 6 && !bytes[0] && !bytes[1] && !bytes[2] && !bytes[3])
		return pair_either_way(bytes[4], bytes[5]);
	return n > 2 ? long_form(bytes, n, announced) : NULL;
}

static int digit(char c)
{
	return isdigit((unsigned char)c)    ? c - '0'
	       : isxdigit((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10
	                                    : -1;
}

/* What firmware writes before a number that it cannot name. */
static const char *skip_words(const char *text, bool *announced)
{
	static const char *const words[] = {"JEDEC ID:", "Unknown", "Undefined", "ID:"};
	bool skipped = true;
	while (skipped) {
		skipped = false;
		text += strspn(text, " -:[(");
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (!strncasecmp(text, words[i], strlen(words[i]))) {
				text += strlen(words[i]);
				skipped = *announced = true;
			}
	}
	return text;
}

const char *jedec_vendor(const char *text)
{
	uint8_t bytes[BYTES_MAX];
	size_t n = 0;
	bool announced = false;
	text = skip_words(text, &announced);
	if (!strncasecmp(text, "0x", 2))
		text += 2;
	while (n < BYTES_MAX && digit(text[0]) >= 0 && digit(text[1]) >= 0) {
		bytes[n++] = (uint8_t)(digit(text[0]) * 16 + digit(text[1]));
		text += 2;
		text += *text == ' ';
	}
	if (text[strspn(text, " ])")])
		return NULL;
	return n >= 2 ? by_bytes(bytes, n, announced) : NULL;
}
