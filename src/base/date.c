/* SPDX-License-Identifier: GPL-3.0-or-later
 * Calendar arithmetic. */
#include "base/date.h"

#include <time.h>

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

bool date_exists(struct date date)
{
	return date.year >= 1 && date.year <= 9999 && date.month >= 1 &&
	       date.month <= 12 && date.day >= 1 &&
	       date.day <= days_in_month(date.year, date.month);
}

bool date_parse(const char *text, size_t n, struct date *date)
{
	static const char shape[] = "dddd-dd-dd";
	if (n != sizeof(shape) - 1)
		return false;
	int part[3] = {0}, which = 0;
	for (size_t i = 0; i < n; i++) {
		if (shape[i] == '-') {
			if (text[i] != '-')
				return false;
			which++;
		} else if (text[i] < '0' || text[i] > '9') {
			return false;
		} else {
			part[which] = part[which] * 10 + (text[i] - '0');
		}
	}
	struct date found = {part[0], part[1], part[2]};
	if (!date_exists(found))
		return false;
	*date = found;
	return true;
}

/* The last digits of a number, and `after` behind; returns where the next one goes. */
static char *put_digits(char *at, unsigned number, int digits, char after)
{
	for (int i = digits - 1; i >= 0; i--, number /= 10)
		at[i] = (char)('0' + number % 10);
	at[digits] = after;
	return at + digits + 1;
}

char *date_text(struct date date, char text[DATE_TEXT_MAX])
{
	char *at = put_digits(text, (unsigned)date.year, 4, '-');
	at = put_digits(at, (unsigned)date.month, 2, '-');
	put_digits(at, (unsigned)date.day, 2, '\0');
	return text;
}

int date_order(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return a.day < b.day ? -1 : a.day > b.day;
}

/* Counts years from March, so that the leap day is the last of a year. */
long date_number(struct date date)
{
	long year = date.year - (date.month <= 2);
	long era = (year >= 0 ? year : year - 399) / 400;
	long year_of_era = year - era * 400;
	long day_of_year =
	        (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	       day_of_year - 719468;
}

static struct date from_number(long number)
{
	number += 719468;
	long era = (number >= 0 ? number : number - 146096) / 146097;
	long day_of_era = number - era * 146097;
	long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
	                    day_of_era / 146096) /
	                   365;
	long day_of_year =
	        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	long month = (5 * day_of_year + 2) / 153;
	struct date date;
	date.day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
	date.month = (int)(month < 10 ? month + 3 : month - 9);
	date.year = (int)(year_of_era + era * 400 + (date.month <= 2));
	return date;
}

struct date date_add_days(struct date date, long days)
{
	return from_number(date_number(date) + days);
}

struct date date_add_months(struct date date, long months)
{
	long all = (long)date.year * 12 + (date.month - 1) + months;
	date.year = (int)(all / 12);
	date.month = (int)(all % 12) + 1;
	int last = days_in_month(date.year, date.month);
	if (date.day > last)
		date.day = last;
	return date;
}

struct date date_today(void)
{
	time_t now = time(NULL);
	struct tm tm;
	localtime_r(&now, &tm);
	return (struct date){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
}
