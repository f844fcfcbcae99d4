/* SPDX-License-Identifier: GPL-3.0-or-later
 * Calendar days and months. */
#include "base/date.h"

#include <criterion/criterion.h>
#include <string.h>

static struct date day(const char *text)
{
	struct date d = {0};
	cr_assert(date_parse(text, strlen(text), &d), "%s", text);
	return d;
}

static const char *shown(struct date d)
{
	static char text[DATE_TEXT_MAX];
	return date_text(d, text);
}

Test(date, only_days_that_exist_are_dates)
{
	struct date d;
	cr_assert(date_parse("2024-02-29", 10, &d));
	cr_assert_not(date_parse("2023-02-29", 10, &d));
	cr_assert_not(date_parse("2023-13-01", 10, &d));
	cr_assert_not(date_parse("2023-1-1", 8, &d));
	cr_assert_not(date_parse("1900-02-29", 10, &d), "1900 was no leap year");
}

Test(date, a_month_later_ends_at_the_end_of_a_shorter_month)
{
	cr_assert_str_eq(shown(date_add_months(day("2027-01-31"), 1)), "2027-02-28");
	cr_assert_str_eq(shown(date_add_months(day("2027-08-10"), 60)), "2032-08-10");
	cr_assert_str_eq(shown(date_add_months(day("2027-01-15"), -84)), "2020-01-15");
}

Test(date, days_cross_months_and_leap_years)
{
	cr_assert_str_eq(shown(date_add_days(day("2024-02-28"), 2)), "2024-03-01");
	cr_assert_str_eq(shown(date_add_days(day("2026-01-01"), -1)), "2025-12-31");
	cr_assert_eq(date_number(day("1970-01-01")), 0);
	for (long n = -800000; n < 800000; n += 1234)
		cr_assert_eq(date_number(date_add_days(day("1970-01-01"), n)), n);
}
