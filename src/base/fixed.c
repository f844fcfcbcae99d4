/* SPDX-License-Identifier: GPL-3.0-or-later
 * Exact decimal numbers in 128 bits. */
#include "base/fixed.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

fixed_t fixed_from_int(int64_t whole)
{
	return (fixed_t)whole * FIXED_ONE;
}

fixed_t fixed_from_double(double d)
{
	if (isnan(d) || d < -1e28)
		return FIXED_MIN;
	if (d > 1e28)
		return FIXED_MAX;
	double whole;
	double part = modf(d, &whole);
	return (fixed_t)whole * FIXED_ONE + (fixed_t)llround(part * 1e9);
}

double fixed_to_double(fixed_t f)
{
	fixed_t whole = f / FIXED_ONE;
	return (double)whole + (double)(f % FIXED_ONE) / 1e9;
}

bool fixed_to_int(fixed_t f, int64_t *whole)
{
	/* What fits in 64 bits divides far quicker. */
	if (f >= INT64_MIN && f <= INT64_MAX) {
		*whole = (int64_t)f / (int64_t)FIXED_ONE;
		return (int64_t)f % (int64_t)FIXED_ONE == 0;
	}
	fixed_t quotient = f / FIXED_ONE;
	if (quotient > INT64_MAX || quotient < INT64_MIN || quotient * FIXED_ONE != f)
		return false;
	*whole = (int64_t)quotient;
	return true;
}

static size_t digits(const char *text, size_t n)
{
	size_t i = 0;
	while (i < n && text[i] >= '0' && text[i] <= '9')
		i++;
	return i;
}

size_t fixed_parse(const char *text, size_t n, fixed_t *result)
{
	size_t sign = n > 0 && text[0] == '-';
	size_t whole = digits(text + sign, n - sign);
	size_t end = sign + whole;
	if (!whole || whole > 18)
		return 0;
	fixed_t f = 0;
	for (size_t i = sign; i < end; i++)
		f = f * 10 + (text[i] - '0');
	f *= FIXED_ONE;
	if (end + 1 < n && text[end] == '.') {
		size_t part = digits(text + end + 1, n - end - 1);
		if (part > 9)
			return 0;
		fixed_t step = FIXED_ONE;
		for (size_t i = 0; i < part; i++)
			f += (text[end + 1 + i] - '0') * (step /= 10);
		if (part)
			end += 1 + part;
	}
	*result = sign ? -f : f;
	return end;
}

fixed_t fixed_scale(fixed_t f, int64_t num, int64_t den)
{
	fixed_t product;
	if (__builtin_mul_overflow(f, (fixed_t)num, &product))
		return (f < 0) == (num < 0) ? FIXED_MAX : FIXED_MIN;
	fixed_t half = product < 0 ? -(fixed_t)(den / 2) : (fixed_t)(den / 2);
	return (product + half) / den;
}

/* Nearly all numbers are whole and fit: digits of 128 bits cost far more. */
char *fixed_text(fixed_t f, char text[FIXED_TEXT_MAX])
{
	int64_t whole;
	char all[20]; /* digits, last first */
	int n = 0;
	if (!fixed_to_int(f, &whole))
		return fixed_text_rounded(f, 9, text);
	uint64_t u = whole < 0 ? -(uint64_t)whole : (uint64_t)whole;
	do
		all[n++] = (char)('0' + u % 10);
	while (u /= 10);
	char *out = text;
	if (whole < 0)
		*out++ = '-';
	while (n)
		*out++ = all[--n];
	*out = '\0';
	return text;
}

char *fixed_text_rounded(fixed_t f, int digits_behind, char text[FIXED_TEXT_MAX])
{
	fixed_t step = 1;
	for (int i = digits_behind; i < 9; i++)
		step *= 10;
	bool negative = f < 0;
	unsigned __int128 u = negative ? -(unsigned __int128)f : (unsigned __int128)f;
	u = (u + (unsigned __int128)step / 2) / (unsigned __int128)step *
	    (unsigned __int128)step;
	char all[48]; /* digits, last first; always at least one before the point */
	int n = 0;
	do {
		all[n++] = (char)('0' + (int)(u % 10));
		u /= 10;
	} while (u || n < 10);
	char *out = text;
	if (negative && !(n == 10 && !strncmp(all, "0000000000", 10)))
		*out++ = '-';
	while (n > 9)
		*out++ = all[--n];
	int last = 0;
	while (last < 9 && all[last] == '0')
		last++;
	if (last < 9)
		*out++ = '.';
	while (n > last)
		*out++ = all[--n];
	*out = '\0';
	return text;
}
