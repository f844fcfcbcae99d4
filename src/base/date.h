/* SPDX-License-Identifier: GPL-3.0-or-later
 * Calendar days (proleptic Gregorian), without clock or zone. */
#ifndef HWFIT_DATE_H
#define HWFIT_DATE_H

#include <stdbool.h>
#include <stddef.h>

struct date {
	int year, month, day; /* month 1 to 12, day 1 to 31 */
};

enum { DATE_TEXT_MAX = 16 };

/* Is it a day of the years 1 to 9999? */
bool date_exists(struct date date);
/* Reads YYYY-MM-DD, all n bytes; false unless it is a day that exists. */
bool date_parse(const char *text, size_t n, struct date *date);
/* Writes YYYY-MM-DD. */
char *date_text(struct date date, char text[DATE_TEXT_MAX]);
/* Negative, 0, positive as a is before, at, after b. */
int date_order(struct date a, struct date b);
/* Days may be negative. */
struct date date_add_days(struct date date, long days);
/* Keeps the day of the month, or takes the last one of a shorter month. */
struct date date_add_months(struct date date, long months);
/* Days since 1970-01-01. */
long date_number(struct date date);
/* Today in local time. */
struct date date_today(void);

#endif
