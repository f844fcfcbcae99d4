/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/sheet_style.h"

#include <criterion/criterion.h>

static void shows(const char *number, enum cell_form form, bool from_1904,
                  const char *wanted)
{
	struct buf text = BUF_EMPTY;
	buf_add_string(&text, number);
	sheet_number(&text, form, from_1904);
	cr_assert_str_eq(text.text, wanted, "%s: expected %s, found %s", number, wanted,
	                 text.text);
	buf_done(&text);
}

Test(sheet_style, codes_say_what_a_number_is)
{
	static const struct {
		const char *code;
		enum cell_form form;
	} codes[] = {
	        {"General", CELL_number},
	        {"0.00", CELL_number},
	        {"#,##0.00 \"€ per day\"", CELL_number},
	        {"[Red]-0.0;0.0", CELL_number},
	        {"0.00E+00", CELL_number},
	        {"0 \\d", CELL_number},
	        {"_-* #,##0_-", CELL_number},
	        {"0%", CELL_percent},
	        {"0.0\\ %", CELL_percent},
	        {"\"%\"0", CELL_number},
	        {"dd.mm.yyyy", CELL_day},
	        {"[$-425]d. mmmm yyyy;@", CELL_day},
	        {"mmmm", CELL_day},
	        {"yyyy\\-mm\\-dd\\ hh:mm", CELL_moment},
	        {"[h]:mm", CELL_time},
	        {"[mm]", CELL_time},
	        {"[Red]mm", CELL_day},
	        {"hh:mm:ss", CELL_time},
	        {"\"unfinished", CELL_number},
	        {"\\", CELL_number},
	        {"", CELL_number},
	};
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		cr_assert_eq(cell_form_of_code(codes[i].code), codes[i].form, "%s",
		             codes[i].code);
}

Test(sheet_style, formats_that_every_program_knows)
{
	cr_assert_eq(cell_form_built_in(0), CELL_number);
	cr_assert_eq(cell_form_built_in(9), CELL_percent);
	cr_assert_eq(cell_form_built_in(14), CELL_day);
	cr_assert_eq(cell_form_built_in(22), CELL_moment);
	cr_assert_eq(cell_form_built_in(20), CELL_time);
	cr_assert_eq(cell_form_built_in(49), CELL_number);
	cr_assert_eq(cell_form_built_in(164), CELL_number);
}

Test(sheet_style, numbers_are_as_they_were_typed)
{
	shows("1.6000000000000001", CELL_number, false, "1.6");
	shows("24500.5", CELL_number, false, "24500.5");
	shows("words", CELL_percent, false, "words");
	shows("inf", CELL_percent, false, "inf");
}

Test(sheet_style, parts_of_a_hundred)
{
	shows("0.97", CELL_percent, false, "97 %");
	shows("1", CELL_percent, false, "100 %");
	shows("0.975", CELL_percent, false, "97.5 %");
}

Test(sheet_style, days_are_counted)
{
	shows("46402", CELL_day, false, "2027-01-15");
	shows("61", CELL_day, false, "1900-03-01");
	shows("44940", CELL_day, true, "2027-01-15");
	shows("2958465", CELL_day, false, "9999-12-31");
	shows("-1", CELL_day, false, "-1");
	shows("99999999", CELL_day, false, "99999999");
}

Test(sheet_style, moments_and_times)
{
	shows("46402.375", CELL_moment, false, "2027-01-15 09:00");
	shows("46402.999999", CELL_moment, false, "2027-01-16 00:00");
	shows("46402.3541666667", CELL_moment, false, "2027-01-15 08:30");
	shows("0.5", CELL_time, false, "12:00");
	shows("1.25", CELL_time, false, "30:00");
}
