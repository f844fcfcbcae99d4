/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words that reports of a check share. */
#include "facts/words.h"
#include "report/check_report.h"

#include <string.h>

const char *overall_words(enum overall overall)
{
	static const char *const words[] = {N_("suitable"),
	                                    N_("suitable with reservations"),
	                                    N_("undecided"), N_("not suitable")};
	return words[overall];
}

const char *taken_words(struct buf *out, const char *taken, const struct catalogue *words)
{
	struct date day;
	if (strlen(taken) >= 10 && date_parse(taken, 10, &day))
		date_words(out, day, words);
	else
		buf_format(out, "%.10s", taken);
	return out->text;
}
