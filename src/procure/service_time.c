/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/service_time.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DAY = 24 * 60, YEARS_OF_A_TICKET = 3 };

/* ---- the clock ----------------------------------------------------------------------
 */

static int weekday(struct date date) /* Monday is 0 */
{
	long n = date_number(date) + 3; /* 1970-01-01 was a Thursday */
	return (int)(((n % 7) + 7) % 7);
}

static long last_sunday(int year, int month)
{
	struct date last = {year, month, 31}; /* March and October both have one */
	return date_number(last) - (weekday(last) + 1) % 7;
}

static int offset_at(int64_t moment)
{
	struct date day = date_add_days((struct date){1970, 1, 1},
	                                (long)(moment / DAY) - (moment % DAY < 0));
	int64_t begins = (int64_t)last_sunday(day.year, 3) * DAY + 60;
	int64_t ends = (int64_t)last_sunday(day.year, 10) * DAY + 60;
	return moment >= begins && moment < ends ? 180 : 120;
}

int64_t moment_of(struct date date, int minute)
{
	int64_t local = (int64_t)date_number(date) * DAY + minute;
	/* Summer time first: of an hour that exists twice it is the earlier one. */
	return offset_at(local - 180) == 180 ? local - 180 : local - 120;
}

void local_of(int64_t moment, struct date *date, int *minute)
{
	int64_t local = moment + offset_at(moment);
	int64_t day = local / DAY - (local % DAY < 0);
	*date = date_add_days((struct date){1970, 1, 1}, (long)day);
	*minute = (int)(local - day * DAY);
}

/* Z, +03:00, +0300 or nothing. */
static bool read_zone(const char *text, bool *given, int *offset)
{
	unsigned hours, minutes = 0;
	int used = 0;
	*given = *text != '\0';
	*offset = 0;
	if (!*given || !strcmp(text, "Z"))
		return true;
	if ((*text != '+' && *text != '-') ||
	    (sscanf(text + 1, "%2u:%2u%n", &hours, &minutes, &used) != 2 &&
	     sscanf(text + 1, "%2u%2u%n", &hours, &minutes, &used) != 2) ||
	    text[1 + used] || hours > 14 || minutes > 59)
		return false;
	*offset = (int)(hours * 60 + minutes) * (*text == '-' ? -1 : 1);
	return true;
}

bool moment_read(const char *text, int64_t *moment)
{
	int year, month, day, hour, minute, second, used = 0, offset;
	char iso[DATE_TEXT_MAX * 2];
	struct date date;
	bool given;
	if (sscanf(text, "%4d-%2d-%2d%*1[T ]%2d:%2d%n", &year, &month, &day, &hour,
	           &minute, &used) != 5 &&
	    sscanf(text, "%2d.%2d.%4d %2d:%2d%n", &day, &month, &year, &hour, &minute,
	           &used) != 5)
		return false;
	snprintf(iso, sizeof(iso), "%04d-%02d-%02d", year, month, day);
	text += used;
	if (*text == ':' && sscanf(text, ":%2d%n", &second, &used) == 1)
		text += used;
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
	    !date_parse(iso, strlen(iso), &date) || !read_zone(text, &given, &offset))
		return false;
	*moment = given ? (int64_t)date_number(date) * DAY + (int64_t)hour * 60 + minute -
	                          offset
	                : moment_of(date, hour * 60 + minute);
	return true;
}

/* ---- holidays ------------------------------------------------------------------------
 */

struct date easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
	int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
	return (struct date){year, f / 31, f % 31 + 1};
}

static bool read_rule(const char *text, struct holiday *h)
{
	int used = 0;
	*h = (struct holiday){.by_easter = !strncmp(text, "easter", 6)};
	if (h->by_easter)
		return !text[6] ||
		       (sscanf(text + 6, "%4d%n", &h->from_easter, &used) == 1 &&
		        !text[6 + used]);
	return sscanf(text, "%2d-%2d%n", &h->month, &h->day, &used) == 2 && !text[used] &&
	       h->month >= 1 && h->month <= 12 && h->day >= 1 && h->day <= 31;
}

static bool read_row(struct service_calendar *c, char *line)
{
	char *fields[4] = {NULL}, *rest = line;
	for (int i = 0; i < 4; i++)
		fields[i] = strsep(&rest, "\t");
	struct holiday *h = &c->holidays[c->n];
	if (!fields[3] || rest || !*fields[3] || !read_rule(fields[0], h))
		return false;
	h->en = fields[1];
	h->et = fields[2];
	c->n++;
	return true;
}

int calendar_holidays(struct service_calendar *c, const char *text, size_t n,
                      const char *name, struct error *err)
{
	enum { HOLIDAYS_MAX = 200 };
	char *copy = arena_copy(&c->arena, text, n), *line;
	c->holidays = arena_alloc(&c->arena, HOLIDAYS_MAX * sizeof(*c->holidays));
	for (int number = 1; (line = strsep(&copy, "\n")); number++) {
		if (number == 1 || !*line)
			continue;
		if (c->n == HOLIDAYS_MAX || !read_row(c, line))
			return error_set(
			        err, EXIT_usage, name,
			        "line %d: expected a day (MM-DD, easter+N), its two "
			        "names and a source",
			        number);
	}
	return 0;
}

void calendar_done(struct service_calendar *c)
{
	arena_done(&c->arena);
}

bool is_holiday(const struct service_calendar *c, struct date date)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct holiday *h = &c->holidays[i];
		if (h->by_easter ? date_number(date) ==
		                           date_number(easter(date.year)) + h->from_easter
		                 : date.month == h->month && date.day == h->day)
			return true;
	}
	return false;
}

bool is_working_day(const struct service_calendar *c, struct date date)
{
	return c->days[weekday(date)] && !is_holiday(c, date);
}

/* ---- service hours -------------------------------------------------------------------
 */

/* Words for Monday to Sunday in both languages, in their order. */
static const char *const day_words[7][4] = {
        {"mon", "mo", "e", "esmaspäev"}, {"tue", "tu", "t", "teisipäev"},
        {"wed", "we", "k", "kolmapäev"}, {"thu", "th", "n", "neljapäev"},
        {"fri", "fr", "r", "reede"},     {"sat", "sa", "l", "laupäev"},
        {"sun", "su", "p", "pühapäev"},
};

static int read_day(const char *text, size_t n)
{
	for (int d = 0; d < 7; d++)
		for (int w = 0; w < 4; w++)
			if (strlen(day_words[d][w]) == n &&
			    !strncasecmp(day_words[d][w], text, n))
				return d;
	return -1;
}

static bool read_clock(const char *text, int *minute, int *used)
{
	int hour, minutes = 0, more = 0;
	if (sscanf(text, "%2d%n", &hour, used) != 1)
		return false;
	if (sscanf(text + *used, ":%2d%n", &minutes, &more) == 1)
		*used += more;
	*minute = hour * 60 + minutes;
	return hour >= 0 && minutes >= 0 && minutes < 60 && *minute <= DAY;
}

bool calendar_hours(struct service_calendar *c, const char *text)
{
	size_t n = strcspn(text, "- "), m;
	int first, last, used;
	if (!strcmp(text, "24x7") || !strcmp(text, "24/7")) {
		c->always = true;
		for (int d = 0; d < 7; d++)
			c->days[d] = d < 5; /* for limits in working days */
		c->to = c->cut_off = DAY;
		return true;
	}
	first = read_day(text, n);
	if (first < 0 || text[n] != '-')
		return false;
	text += n + 1;
	m = strcspn(text, " ");
	last = read_day(text, m);
	if (last < first || text[m] != ' ')
		return false;
	for (int d = first; d <= last; d++)
		c->days[d] = true;
	text += m + 1;
	if (!read_clock(text, &c->from, &used) || text[used] != '-')
		return false;
	text += used + 1;
	if (!read_clock(text, &c->to, &used) || text[used] || c->to <= c->from)
		return false;
	c->cut_off = c->to;
	return true;
}

int64_t service_minutes(const struct service_calendar *c, int64_t from, int64_t to)
{
	struct date day, last;
	int minute;
	int64_t sum = 0;
	if (to <= from)
		return 0;
	if (c->always)
		return to - from;
	local_of(from, &day, &minute);
	local_of(to, &last, &minute);
	for (; date_order(day, last) <= 0; day = date_add_days(day, 1)) {
		if (!is_working_day(c, day))
			continue;
		int64_t begins = moment_of(day, c->from), ends = moment_of(day, c->to);
		begins = begins > from ? begins : from;
		ends = ends < to ? ends : to;
		sum += ends > begins ? ends - begins : 0;
	}
	return sum;
}

int64_t due_in_days(const struct service_calendar *c, int64_t from, int days)
{
	struct date day;
	int minute, left = days, most = YEARS_OF_A_TICKET * 366;
	local_of(from, &day, &minute);
	/* What comes outside of service counts as of the next working day. */
	if (!is_working_day(c, day) || minute >= c->cut_off)
		left++;
	while (left > 0 && most-- > 0) {
		day = date_add_days(day, 1);
		left -= is_working_day(c, day);
	}
	return moment_of(day, c->to);
}
