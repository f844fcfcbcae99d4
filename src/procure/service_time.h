/* SPDX-License-Identifier: GPL-3.0-or-later
 * Time that counts: service hours on working days in Estonia, public holidays and summer
 * time included. Moments are minutes since 1970-01-01 00:00 UTC. */
#ifndef HWFIT_SERVICE_TIME_H
#define HWFIT_SERVICE_TIME_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* Public holidays by rule: MM-DD, or days from Easter Sunday. */
struct holiday {
	bool by_easter;
	int month, day, from_easter;
	const char *en, *et;
};

struct service_calendar {
	struct arena arena;
	struct holiday *holidays;
	size_t n;
	bool always;  /* every hour of every day; then the rest counts for nothing */
	bool days[7]; /* Monday first */
	int from, to; /* minutes of the day, local time: [from, to) */
	int cut_off;  /* a report after it counts as of the next working day */
};

/* Reads compat-db/holidays.tsv. -1 with err (EXIT_usage). calendar_done() accepts a
 * zeroed one. */
int calendar_holidays(struct service_calendar *calendar, const char *text, size_t n,
                      const char *name, struct error *err);
void calendar_done(struct service_calendar *calendar);

/* "Mon-Fri 08:00-17:00", "E-R 8-17", "24x7"; the cut-off is the end. False when it cannot
 * be read. */
bool calendar_hours(struct service_calendar *calendar, const char *text);

/* Easter Sunday of the Gregorian calendar (Butcher's rule). */
struct date easter(int year);
bool is_holiday(const struct service_calendar *calendar, struct date date);
bool is_working_day(const struct service_calendar *calendar, struct date date);

/* Local time in Tallinn: UTC+2, UTC+3 from the last Sunday of March to that of October,
 * 01:00 UTC (Directive 2000/84/EC). An hour that exists twice is the first. */
int64_t moment_of(struct date date, int minute);
void local_of(int64_t moment, struct date *date, int *minute);
/* "2027-08-11 09:30", "11.08.2027 9:30" local, or with Z or +03:00 behind. */
bool moment_read(const char *text, int64_t *moment);

/* Minutes of service between two moments; 0 when to is not after from. */
int64_t service_minutes(const struct service_calendar *calendar, int64_t from,
                        int64_t to);
/* The end of service on the n-th working day after the report. */
int64_t due_in_days(const struct service_calendar *calendar, int64_t from, int days);

#endif
