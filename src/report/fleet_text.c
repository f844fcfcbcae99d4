/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was found of a fleet, for a person. */
#include "report/check_report.h"
#include "report/fleet_report.h"

#include <string.h>

enum { SHOWN = 5 }; /* reasons of a requirement */

static void write_name(const struct requirement *r, struct buf *out)
{
	buf_format(out, "%s %s", r->level == LEVEL_must ? "must  " : "should",
	           r->id ? r->id : "");
	if (r->id)
		buf_add_string(out, ": ");
	struct buf need = BUF_EMPTY;
	need_print(&need, r->need);
	buf_add_string(out, need.text);
	buf_done(&need);
	buf_add_char(out, '\n');
}

static void write_reasons(const struct fleet_line *line, enum verdict verdict,
                          struct buf *out)
{
	size_t rest = 0;
	for (size_t i = 0; i < line->reason_count[verdict]; i++) {
		const struct fleet_reason *reason = &line->reasons[verdict][i];
		if (i >= SHOWN)
			rest += reason->n;
		else
			buf_format(out, "    %7zu %s: %s\n", reason->n,
			           verdict_name(verdict), reason->text);
	}
	if (rest)
		buf_format(out, "    %7zu %s: other reasons\n", rest,
		           verdict_name(verdict));
}

void fleet_check_text(const struct fleet *fleet, const struct tor *tor,
                      const struct fleet_check *check, struct buf *out)
{
	(void)fleet;
	buf_format(out, "%s\n%zu machines",
	           tor->common.title.en ? tor->common.title.en : tor->name,
	           check->selected);
	if (check->other_form)
		buf_format(out, "; %zu are of another form and left out",
		           check->other_form);
	if (check->unclear_form)
		buf_format(out, "; of %zu the form cannot be told: left out",
		           check->unclear_form);
	buf_add_string(out, "\n\n");
	for (int o = 0; o < 4; o++)
		buf_format(out, "%9zu %s\n", check->counts[o],
		           overall_words((enum overall)o));
	buf_add_string(out, "\n     pass      fail   unknown\n");
	for (size_t i = 0; i < check->n; i++) {
		const struct fleet_line *line = &check->lines[i];
		buf_format(out, "%9zu %9zu %9zu  ", line->counts[VERDICT_pass],
		           line->counts[VERDICT_fail], line->counts[VERDICT_unknown]);
		write_name(line->requirement, out);
		write_reasons(line, VERDICT_fail, out);
		write_reasons(line, VERDICT_unknown, out);
	}
}

static void write_parts(const char *title, const struct plan_part *parts, size_t n,
                        struct buf *out)
{
	if (!n)
		return;
	buf_format(out, "\n%s:\n", title);
	for (size_t i = 0; i < n; i++)
		buf_format(out, "%9zu %s\n", parts[i].n, parts[i].text);
}

static void write_machine(const struct store_machine *m, const struct plan_machine *plan,
                          struct buf *out)
{
	buf_format(out, "%s: %s", m->name, remedy_words(plan->remedy));
	for (size_t i = 0; i < plan->step_count; i++)
		buf_format(out, "; %s", plan->steps[i].text);
	for (size_t i = 0; i < plan->missing_count; i++)
		buf_format(out, "; ? %s", plan->missing[i]);
	buf_add_char(out, '\n');
}

void fleet_plan_text(const struct fleet *fleet, const struct fleet_plan *plan,
                     struct buf *out)
{
	for (int r = 0; r < REMEDIES; r++)
		buf_format(out, "%9zu %s\n", plan->counts[r],
		           remedy_words((enum remedy)r));
	write_parts("to buy", plan->parts, plan->part_count, out);
	if (plan->counts[REMEDY_machine])
		buf_format(out, "%s%9zu machine\n", plan->part_count ? "" : "\nto buy:\n",
		           plan->counts[REMEDY_machine]);
	write_parts("to find out", plan->missing, plan->missing_count, out);
	buf_add_string(out, "\nby machine:\n");
	for (size_t i = 0; i < fleet->all.n; i++)
		if (plan->machines[i] && plan->machines[i]->remedy != REMEDY_none)
			write_machine(&fleet->all.items[i], plan->machines[i], out);
}
