/* SPDX-License-Identifier: GPL-3.0-or-later
 * Source: ISO/IEC 29500-1, 18.8.30 (number formats) and 18.17.4 (dates) */
#include "procure/sheet_style.h"

#include "base/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	unsigned long first, last;
	enum cell_form form;
} built_in[] = {
        {9, 10, CELL_percent}, {14, 17, CELL_day},  {18, 21, CELL_time},
        {22, 22, CELL_moment}, {27, 31, CELL_day},  {32, 35, CELL_time},
        {36, 36, CELL_day},    {45, 47, CELL_time}, {50, 58, CELL_day},
};

enum cell_form cell_form_built_in(unsigned long id)
{
	for (size_t i = 0; i < sizeof(built_in) / sizeof(*built_in); i++)
		if (id >= built_in[i].first && id <= built_in[i].last)
			return built_in[i].form;
	return CELL_number;
}

/* The place behind what stands at code and means itself: "text", [colour], \c, _c, *c. */
static const char *behind_literal(const char *code)
{
	const char *end;
	switch (*code) {
	case '"':
		end = strchr(code + 1, '"');
		return end ? end + 1 : code + strlen(code);
	case '[':
		end = strchr(code, ']');
		return end ? end + 1 : code + strlen(code);
	case '\\':
	case '_':
	case '*':
		return code + (code[1] ? 2 : 1);
	default:
		return code;
	}
}

/* [h], [mm]: hours and minutes that are counted on, beyond a day. */
static bool is_elapsed(const char *code)
{
	size_t n = *code == '[' ? strspn(code + 1, "hHmMsS") : 0;
	return n && code[1 + n] == ']';
}

enum cell_form cell_form_of_code(const char *code)
{
	bool day = false, time = false, month = false;
	if (!strcmp(code, "General"))
		return CELL_number;
	while (*code && *code != ';') {
		const char *next = behind_literal(code);
		time = time || is_elapsed(code);
		if (next != code) {
			code = next;
			continue;
		}
		if (*code == '%')
			return CELL_percent;
		day = day || strchr("yYdD", *code);
		time = time || strchr("hHsS", *code);
		month = month || strchr("mM", *code);
		code++;
	}
	if (time)
		return day ? CELL_moment : CELL_time;
	return day || month ? CELL_day : CELL_number;
}

/* Days since the end of 1899, of which programs count one more than there were before
 * March 1900: no offer is so old. */
static void add_day(struct buf *out, double days, bool from_1904)
{
	char text[DATE_TEXT_MAX];
	struct date start =
	        from_1904 ? (struct date){1904, 1, 1} : (struct date){1899, 12, 30};
	buf_add_string(out, date_text(date_add_days(start, (long)days), text));
}

static void add_time(struct buf *out, double days)
{
	long minutes = lround(days * 24 * 60);
	buf_format(out, "%02ld:%02ld", minutes / 60, minutes % 60);
}

void sheet_number(struct buf *text, enum cell_form form, bool from_1904)
{
	enum { DAYS_MAX = 2958465 }; /* 31 December 9999 */
	char *end;
	double d = strtod(text->text, &end);
	if (*end || end == text->text || !isfinite(d))
		return;
	if (form >= CELL_day && (d < 0 || d > DAYS_MAX))
		form = CELL_number;
	/* Half a minute before midnight is the next day. */
	if (form == CELL_moment)
		d = round(d * 24 * 60) / (24 * 60);
	buf_clear(text);
	switch (form) {
	case CELL_percent:
		buf_format(text, "%.12g %%", d * 100);
		break;
	case CELL_day:
		add_day(text, d, from_1904);
		break;
	case CELL_moment:
		add_day(text, d + 1e-9, from_1904);
		buf_add_char(text, ' ');
		add_time(text, d - floor(d + 1e-9));
		break;
	case CELL_time:
		add_time(text, d);
		break;
	default:
		buf_format(text, "%.15g", d);
	}
}
