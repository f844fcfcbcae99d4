/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text that strangers wrote, made safe and comparable. */
#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Decodes one character; returns its length, 0 when it is not valid (overlong forms,
 * surrogates and values beyond U+10FFFF are not). */
static size_t decode(const unsigned char *s, size_t n, uint32_t *c)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t len = s[0] < 0x80   ? 1
	             : s[0] < 0xc2 ? 0
	             : s[0] < 0xe0 ? 2
	             : s[0] < 0xf0 ? 3
	             : s[0] < 0xf5 ? 4
	                           : 0;
	if (!len || len > n)
		return 0;
	*c = len == 1 ? s[0] : s[0] & (0x7fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		*c = *c << 6 | (s[i] & 0x3f);
	}
	if (*c < least[len] || *c > 0x10ffff || (*c >= 0xd800 && *c <= 0xdfff))
		return 0;
	return len;
}

size_t text_utf8_length(const char *text, size_t n)
{
	uint32_t c;
	return decode((const unsigned char *)text, n, &c);
}

/* Also what moves a terminal's cursor or hides text: bidirectional and line controls. */
static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200e && c <= 0x200f) ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
	       c == 0xfeff || c == 0xfffe || c == 0xffff;
}

static bool is_plain(char c)
{
	return c >= 0x20 && c < 0x7f;
}

/* Bytes of plain ASCII at the start: nearly all text is nothing else. */
static size_t plain_length(const char *text, size_t n)
{
	size_t i = 0;
	while (i < n && is_plain(text[i]))
		i++;
	return i;
}

/* Eight bytes at once, in the bits of a word: none may be below 0x20, 0x7f or above. */
bool text_is_plain(const char *text, size_t n)
{
	static const uint64_t each = 0x0101010101010101u, high = 0x80 * each;
	for (; n >= 8; text += 8, n -= 8) {
		uint64_t word;
		memcpy(&word, text, 8);
		uint64_t low = (word | high) - 0x20 * each;
		uint64_t above = (word & ~high) + each;
		if (((word | ~low | above) & high) != 0)
			return false;
	}
	return plain_length(text, n) == n;
}

bool text_clean(struct buf *out, const char *text, size_t n)
{
	bool odd = false;
	for (size_t i = 0; i < n;) {
		uint32_t c = 0;
		size_t plain = plain_length(text + i, n - i);
		if (plain) {
			buf_add(out, text + i, plain);
			i += plain;
			continue;
		}
		size_t len = decode((const unsigned char *)text + i, n - i, &c);
		if (len && !is_control(c)) {
			buf_add(out, text + i, len);
			i += len;
			continue;
		}
		odd = true;
		for (size_t end = i + (len ? len : 1); i < end; i++)
			buf_format(out, "\\x%02x", (unsigned char)text[i]);
	}
	return odd;
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

char *text_clean_copy(struct arena *arena, const char *text, size_t n, bool *odd)
{
	while (n && (text[n - 1] == '\0' || is_blank(text[n - 1])))
		n--;
	while (n && is_blank(text[0]))
		text++, n--;
	if (text_is_plain(text, n)) {
		if (odd)
			*odd = false;
		return arena_copy(arena, text, n);
	}
	struct buf out = BUF_EMPTY;
	bool escaped = text_clean(&out, text, n);
	if (odd)
		*odd = escaped;
	char *copy = arena_copy(arena, out.text, out.n);
	buf_done(&out);
	return copy;
}

size_t text_characters(const char *text, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; count++) {
		size_t len = text_utf8_length(text + i, n - i);
		i += len ? len : 1;
	}
	return count;
}

static bool is_wide(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) ||
	       (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
	       (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
	       (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

size_t text_columns(const char *text)
{
	size_t columns = 0;
	for (size_t i = 0, n = strlen(text); i < n;) {
		uint32_t c = 0;
		size_t len = decode((const unsigned char *)text + i, n - i, &c);
		columns += len && is_wide(c)                 ? 2
		           : len && c >= 0x300 && c <= 0x36f ? 0
		                                             : 1;
		i += len ? len : 1;
	}
	return columns;
}

static uint32_t fold(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c + 32;
	if (c >= 0xc0 && c <= 0xde && c != 0xd7)
		return c + 32;
	if ((c >= 0x100 && c <= 0x137) || (c >= 0x14a && c <= 0x177))
		return c | 1;
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e))
		return c + (c & 1);
	if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f))
		return c + 32;
	if (c >= 0x400 && c <= 0x40f)
		return c + 80;
	return c;
}

/* The next character that counts in a word, folded; 0 at the end. */
static uint32_t next_word_character(const char **text)
{
	while (**text) {
		uint32_t c = 0;
		size_t n = strnlen(*text, 4);
		size_t len = decode((const unsigned char *)*text, n, &c);
		if (!len) {
			c = (unsigned char)**text;
			len = 1;
		}
		*text += len;
		if (c != ' ' && c != '\t' && c != '-' && c != '_' && c != 0xa0)
			return fold(c);
	}
	return 0;
}

bool text_same_word(const char *a, const char *b)
{
	for (;;) {
		uint32_t x = next_word_character(&a);
		if (x != next_word_character(&b))
			return false;
		if (!x)
			return true;
	}
}

static bool word_starts(const char *a, const char *b)
{
	for (;;) {
		uint32_t want = next_word_character(&b);
		if (!want)
			return true;
		if (next_word_character(&a) != want)
			return false;
	}
}

bool text_contains_word(const char *a, const char *b)
{
	for (;; a++) {
		if (((unsigned char)*a & 0xc0) != 0x80 && word_starts(a, b))
			return true;
		if (!*a)
			return false;
	}
}

/* Edit distance over bytes with swaps of neighbours counted as one, up to 63 bytes. */
static size_t distance(const char *a, const char *b)
{
	enum { MAX = 64 };
	size_t na = strlen(a), nb = strlen(b);
	if (na >= MAX || nb >= MAX)
		return MAX;
	unsigned char rows[3][MAX];
	for (size_t j = 0; j <= nb; j++)
		rows[1][j] = (unsigned char)j;
	for (size_t i = 1; i <= na; i++) {
		unsigned char *row = rows[(i + 1) % 3], *last = rows[i % 3],
		              *before = rows[(i + 2) % 3];
		row[0] = (unsigned char)i;
		for (size_t j = 1; j <= nb; j++) {
			unsigned best = last[j - 1] + (a[i - 1] != b[j - 1]);
			if (last[j] + 1u < best)
				best = last[j] + 1u;
			if (row[j - 1] + 1u < best)
				best = row[j - 1] + 1u;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && before[j - 2] + 1u < best)
				best = before[j - 2] + 1u;
			row[j] = (unsigned char)best;
		}
	}
	return rows[(na + 1) % 3][nb];
}

/* Do both have the same letters, in whatever order? */
static bool same_letters(const char *a, const char *b)
{
	int count[256] = {0};
	for (; *a; a++)
		count[(unsigned char)*a]++;
	for (; *b; b++)
		count[(unsigned char)*b]--;
	for (size_t i = 0; i < 256; i++)
		if (count[i])
			return false;
	return true;
}

/* Of names that are equally near, one with the same letters is meant: fingers swap. */
const char *text_nearest(const char *typed, size_t n,
                         const char *(*name)(const void *context, size_t i),
                         const void *context)
{
	const char *best = NULL;
	size_t best_distance = strlen(typed) / 3 + 1;
	for (size_t i = 0; i < n; i++) {
		const char *candidate = name(context, i);
		if (!candidate)
			continue;
		if (text_same_word(typed, candidate))
			return candidate;
		size_t d = distance(typed, candidate);
		bool swapped = best && d == best_distance &&
		               same_letters(typed, candidate) &&
		               !same_letters(typed, best);
		if (d < best_distance || swapped) {
			best_distance = d;
			best = candidate;
		}
	}
	return best;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Of two numbers without zeros before them, both moved behind: the longer one is larger,
 * of equal ones decides the first digit that differs. */
static int number_order(const char **a, const char **b)
{
	int order = 0;
	for (; is_digit(**a) && is_digit(**b); (*a)++, (*b)++)
		if (!order)
			order = **a - **b;
	if (is_digit(**a) || is_digit(**b))
		return is_digit(**a) ? 1 : -1;
	return order;
}

int text_natural_order(const char *a, const char *b)
{
	while (*a && *b) {
		if (is_digit(*a) && is_digit(*b)) {
			while (*a == '0')
				a++;
			while (*b == '0')
				b++;
			int order = number_order(&a, &b);
			if (order)
				return order;
		} else if (*a != *b) {
			return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
		} else {
			a++;
			b++;
		}
	}
	return *a ? 1 : *b ? -1 : 0;
}

bool text_starts(const char *text, const char *prefix)
{
	return !strncmp(text, prefix, strlen(prefix));
}

bool text_put(char *to, size_t room, const char *text, size_t n)
{
	size_t fits = n < room ? n : room - 1;
	size_t length = strnlen(text, fits);
	memcpy(to, text, length);
	to[length] = '\0';
	return length == n || length < fits;
}

void text_hex(char text[9], uint32_t number, unsigned digits)
{
	while (digits < 8 && number >> 4 * digits)
		digits++;
	text[digits] = '\0';
	for (; digits; number >>= 4)
		text[--digits] = "0123456789abcdef"[number & 0xf];
}

bool text_take_line(const char *bytes, size_t n, size_t *at, char *line, size_t room)
{
	if (*at >= n)
		return false;
	const char *newline = memchr(bytes + *at, '\n', n - *at);
	size_t length = newline ? (size_t)(newline - bytes) - *at : n - *at;
	text_put(line, room, bytes + *at, length);
	*at += length + 1;
	return true;
}
