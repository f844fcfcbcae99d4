/* SPDX-License-Identifier: GPL-3.0-or-later
 * The plan of a fleet as an overview, for its page. */
#include "report/fleet_overview.h"
#include "report/fleet_words.h"

static void remedies(struct overview *f, const struct fleet_plan *plan)
{
	struct overview_table *t =
	        overview_table(f, "remedies", say(f, "Machines by remedy"));
	overview_column(t, "remedy", say(f, "remedy"), CELL_text, 0);
	overview_column(t, "machines", say(f, "machines"), CELL_count, 0);
	t->chart = CHART_bars;
	for (int r = 0; r < REMEDIES; r++) {
		cell_text(f, t, say(f, remedy_words((enum remedy)r)));
		cell_number(t, (double)plan->counts[r]);
	}
}

static void parts(struct overview *f, const char *key, const char *title,
                  const struct plan_part *items, size_t n, size_t machines)
{
	struct overview_table *t = overview_table(f, key, title);
	size_t all = machines, before = 0;
	overview_column(t, "part", say(f, "what"), CELL_text, 0);
	overview_column(t, "pieces", say(f, "pieces"), CELL_count, 0);
	overview_column(t, "share", say(f, "share"), CELL_share, 0);
	overview_column(t, "together", say(f, "together"), CELL_share, 0);
	t->chart = CHART_pareto;
	for (size_t i = 0; i < n; i++)
		all += items[i].n;
	for (size_t i = 0; i <= n; i++) {
		size_t pieces = i < n ? items[i].n : machines;
		if (!pieces)
			continue;
		before += pieces;
		cell_text(f, t, i < n ? words_said(f, items[i].text) : say(f, "machine"));
		cell_number(t, (double)pieces);
		cell_number(t, (double)pieces / (double)all);
		cell_number(t, (double)before / (double)all);
	}
}

static void machine_row(struct overview *f, struct overview_table *t, const char *name,
                        const struct plan_machine *m)
{
	const char **lines = arena_alloc(
	        &f->arena, (m->step_count + m->missing_count + 1) * sizeof(char *));
	for (size_t i = 0; i < m->step_count; i++)
		lines[i] = words_said(f, m->steps[i].text);
	for (size_t i = 0; i < m->missing_count; i++)
		lines[m->step_count + i] =
		        arena_format(&f->arena, say(f, "to find out: %s"),
		                     words_said(f, m->missing[i]));
	cell_text(f, t, name);
	cell_text(f, t, say(f, remedy_words(m->remedy)));
	cell_lines(t, lines, m->step_count + m->missing_count);
}

void fleet_plan_overview(struct overview *f, const struct fleet *fleet,
                         const struct fleet_plan *plan, const struct overview_wish *wish)
{
	size_t machines = 0;
	for (int r = 0; r < REMEDIES; r++)
		machines += plan->counts[r];
	overview_count(f, "machines", say(f, "machines"), (double)machines);
	remedies(f, plan);
	parts(f, "to_buy", say(f, "To buy"), plan->parts, plan->part_count,
	      plan->counts[REMEDY_machine]);
	parts(f, "to_find_out", say(f, "To find out"), plan->missing, plan->missing_count,
	      0);
	struct overview_table *t = overview_table(f, "machines", say(f, "By machine"));
	overview_column(t, "machine", say(f, "machine"), CELL_text, 0);
	overview_column(t, "remedy", say(f, "remedy"), CELL_text, 0);
	overview_column(t, "steps", say(f, "steps"), CELL_lines, 0);
	for (size_t i = 0; i < fleet->all.n; i++) {
		const struct plan_machine *m = plan->machines[i];
		if (!m || m->remedy == REMEDY_none)
			continue;
		if (overview_rows(t) < wish->limit)
			machine_row(f, t, fleet->all.items[i].name, m);
		else
			t->rest++;
	}
}
