/* SPDX-License-Identifier: GPL-3.0-or-later
 * Exact decimal numbers: how much of a base unit, in steps of 10^-9, in 128 bits. Unit
 * conversion must never decide a verdict (24 inch is exactly 609.6 mm), so no value
 * passes through binary floating point on its way to a comparison. */
#ifndef HWFIT_FIXED_H
#define HWFIT_FIXED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 fixed_t;

#define FIXED_ONE ((fixed_t)1000000000)
/* Ends of an interval that nothing bounds. */
#define FIXED_MAX ((fixed_t)(~(unsigned __int128)0 >> 1))
#define FIXED_MIN (-FIXED_MAX - 1)

enum { FIXED_TEXT_MAX = 64 }; /* room for any number that fixed_text() writes */

fixed_t fixed_from_int(int64_t whole);

/* Nearest 10^-9; what does not fit (or is not a number) becomes FIXED_MIN or FIXED_MAX.
 */
fixed_t fixed_from_double(double d);

double fixed_to_double(fixed_t f);

/* True and *whole when f is a whole number that fits. */
bool fixed_to_int(fixed_t f, int64_t *whole);

/* Reads digits [ "." digits ] with an optional "-" before. Returns the bytes used; 0 when
 * no number stands there, or one of more than 18 digits before or 9 behind the point. */
size_t fixed_parse(const char *text, size_t n, fixed_t *result);

/* f × num ÷ den, rounded to the nearest step; saturates. den > 0. */
fixed_t fixed_scale(fixed_t f, int64_t num, int64_t den);

/* Writes the exact decimal without trailing zeros: "609.6", "-20", "0". */
char *fixed_text(fixed_t f, char text[FIXED_TEXT_MAX]);

/* The same, rounded to so many digits behind the point (0 to 9), for people's eyes. */
char *fixed_text_rounded(fixed_t f, int digits, char text[FIXED_TEXT_MAX]);

#endif
