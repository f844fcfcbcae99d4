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

void component_words(struct buf *out, const char *component, enum fact_id fact,
                     const struct catalogue *words)
{
	size_t n = strcspn(component, "/");
	enum kind_id kind = kind_find(component, n, false);
	if (words && kind != KIND_COUNT) {
		buf_add_string(out, name_in_words(words, "kind", kind_row(kind)->name));
		buf_format(out, "%s%s", component[n] ? " " : "",
		           component[n] ? component + n + 1 : "");
	} else {
		buf_add_string(out, component);
	}
	if (fact != FACT_COUNT)
		buf_format(out, "%s%s", words ? ", " : " ",
		           words ? fact_short_words(fact, words) : fact_row(fact)->name);
}
