/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/fleet_overview.h"
#include "report/fleet_words.h"

#include <time.h>

static void day_cell(struct overview *f, struct overview_table *t, int64_t seconds)
{
	char text[32];
	time_t when = (time_t)seconds;
	struct tm utc;
	strftime(text, sizeof(text), "%Y-%m-%d", gmtime_r(&when, &utc));
	cell_text(f, t, seconds ? text : NULL);
}

void fleet_moves_overview(struct overview *f, const struct fleet *fleet,
                          const struct moves *moves, const struct overview_wish *wish)
{
	struct overview_table *t = overview_table(f, "moves", say(f, "Parts that moved"));
	size_t both = 0;
	for (size_t i = 0; i < moves->n; i++)
		both += moves->items[i].both;
	overview_count(f, "parts", say(f, "parts that moved"), (double)moves->n);
	overview_count(f, "in_both", say(f, "of them in two machines at once"),
	               (double)both);
	overview_column(t, "kind", say(f, "kind"), CELL_text, 0);
	overview_column(t, "part", say(f, "part"), CELL_text, 0);
	overview_column(t, "serial", say(f, "serial number"), CELL_text, 0);
	overview_column(t, "from", say(f, "from"), CELL_text, 0);
	overview_column(t, "until", say(f, "last seen"), CELL_text, 0);
	overview_column(t, "to", say(f, "to"), CELL_text, 0);
	overview_column(t, "since", say(f, "first seen"), CELL_text, 0);
	overview_column(t, "both", say(f, "in both now"), CELL_text, 0);
	for (size_t i = 0; i < moves->n; i++) {
		const struct move *m = &moves->items[i];
		if (i >= wish->limit) {
			t->rest++;
			continue;
		}
		cell_text(f, t,
		          wish->data ? kind_row(m->kind)->name : words_kind(f, m->kind));
		cell_text(f, t, m->part);
		cell_text(f, t, m->serial);
		cell_text(f, t, fleet->all.items[m->from].name);
		day_cell(f, t, m->until);
		cell_text(f, t, fleet->all.items[m->to].name);
		day_cell(f, t, m->since);
		cell_text(f, t, m->both ? say(f, "yes") : say(f, "no"));
	}
}
