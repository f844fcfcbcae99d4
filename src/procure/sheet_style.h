/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a number in a cell of a spreadsheet means: programs keep "97 %" as 0.97 and a day
 * as a count of days, and say in the format of the cell which it is. Internal to
 * src/procure.
 */
#ifndef HWFIT_SHEET_STYLE_H
#define HWFIT_SHEET_STYLE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum cell_form { CELL_number, CELL_percent, CELL_day, CELL_moment, CELL_time };

/* Of a built-in format (ISO/IEC 29500-1, 18.8.30). */
enum cell_form cell_form_built_in(unsigned long id);
/* Of the code of any other, such as "0.0%" or "dd.mm.yyyy". */
enum cell_form cell_form_of_code(const char *code);

/* Replaces the number in text by what a person sees: "97 %", "2027-01-15", "2027-01-15
 * 09:30", "09:30"; a plain number as it was typed, 1.6000000000000001 as 1.6. from_1904:
 * days are counted from that year. What is no number stays. */
void sheet_number(struct buf *text, enum cell_form form, bool from_1904);

#endif
