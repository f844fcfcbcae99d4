/* SPDX-License-Identifier: GPL-3.0-or-later
 * Exact numbers: conversion never decides. */
#include "base/fixed.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *shown(fixed_t f)
{
	static char text[FIXED_TEXT_MAX];
	return fixed_text(f, text);
}

Test(fixed, an_inch_is_exactly_25_4_millimetres)
{
	cr_assert_str_eq(shown(fixed_scale(fixed_from_int(24), 127, 5)), "609.6");
}

Test(fixed, a_decimal_is_read_to_the_last_of_nine_digits)
{
	fixed_t f;
	cr_assert_eq(fixed_parse("2.400000001", 11, &f), 11u);
	cr_assert_str_eq(shown(f), "2.400000001");
	cr_assert_eq(fixed_parse("1.0000000001", 12, &f), 0u, "ten digits are refused");
}

Test(fixed, a_minus_sign_belongs_to_the_number)
{
	fixed_t f;
	cr_assert_eq(fixed_parse("-20 degC", 8, &f), 3u);
	cr_assert_str_eq(shown(f), "-20");
}

Test(fixed, a_point_without_digits_is_not_part_of_it)
{
	fixed_t f;
	cr_assert_eq(fixed_parse("5.", 2, &f), 1u);
	cr_assert_eq(fixed_parse(".5", 2, &f), 0u);
}

Test(fixed, a_petabyte_in_bytes_stays_exact)
{
	fixed_t f = fixed_scale(fixed_from_int(9007199254740993), 1, 1);
	cr_assert_str_eq(shown(f), "9007199254740993");
}

Test(fixed, a_double_comes_back_as_the_decimal_that_was_meant)
{
	cr_assert_str_eq(shown(fixed_from_double(609.6)), "609.6");
	cr_assert_str_eq(shown(fixed_from_double(-0.1)), "-0.1");
}

Test(fixed, rounding_for_the_eye_drops_trailing_zeros)
{
	char text[FIXED_TEXT_MAX];
	cr_assert_str_eq(fixed_text_rounded(fixed_from_double(15.996), 2, text), "16");
	cr_assert_str_eq(fixed_text_rounded(fixed_from_double(-0.001), 2, text), "0");
}

Test(fixed, a_product_too_large_stays_at_the_end_of_the_range)
{
	cr_assert(fixed_scale(FIXED_MAX / 2, 1000, 1) == FIXED_MAX);
	cr_assert(fixed_scale(-(FIXED_MAX / 2), 1000, 1) == FIXED_MIN);
}
