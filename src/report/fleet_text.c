/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was found of a fleet, for a person. */
#include "base/text.h"
#include "report/check_report.h"
#include "report/fleet_report.h"

#include <string.h>

enum { SHOWN = 5 }; /* reasons of a requirement */

/* must and should in one width */
static void write_level(enum level level, const struct catalogue *c, struct buf *out)
{
	const char *words[] = {tr(c, "must"), tr(c, "should")};
	size_t width[] = {text_columns(words[0]), text_columns(words[1])};
	size_t i = level != LEVEL_must, other = !i;
	buf_format(out, "%s%*s ", words[i],
	           width[other] > width[i] ? (int)(width[other] - width[i]) : 0, "");
}

static void write_name(const struct requirement *r, const struct catalogue *c,
                       struct buf *out)
{
	write_level(r->level, c, out);
	buf_format(out, "%s%s", r->id ? r->id : "", r->id ? ": " : "");
	need_words(out, r->need, c);
	buf_add_char(out, '\n');
}

static void write_reasons(const struct fleet_line *line, enum verdict verdict,
                          const struct catalogue *c, struct buf *out)
{
	size_t rest = 0;
	const char *word = tr(c, verdict == VERDICT_fail ? N_("fail") : N_("unknown"));
	for (size_t i = 0; i < line->reason_count[verdict]; i++) {
		const struct fleet_reason *reason = &line->reasons[verdict][i];
		if (i >= SHOWN)
			rest += reason->n;
		else
			buf_format(out, "    %7zu %s: %s\n", reason->n, word,
			           tr(c, reason->text)); /* "other reasons" */
	}
	if (rest)
		buf_format(out, "    %7zu %s: %s\n", rest, word, tr(c, "other reasons"));
}

void fleet_check_text(const struct fleet *fleet, const struct tor *tor,
                      const struct fleet_check *check, struct buf *out)
{
	const struct catalogue *c = fleet->words;
	const struct bilingual *title = &tor->common.title;
	const char *name = c && title->et ? title->et : title->en;
	buf_format(out, "%s\n", name ? name : tor->name);
	buf_format(out, tr(c, "%zu machines"), check->selected);
	if (check->other_form)
		buf_format(out, tr(c, "; %zu are of another form and left out"),
		           check->other_form);
	if (check->unclear_form)
		buf_format(out, tr(c, "; of %zu the form cannot be told: left out"),
		           check->unclear_form);
	buf_add_string(out, "\n\n");
	for (int o = 0; o < 4; o++)
		buf_format(out, "%9zu %s\n", check->counts[o],
		           tr(c, overall_words((enum overall)o)));
	buf_format(out, "\n%s\n", tr(c, "     pass      fail   unknown"));
	for (size_t i = 0; i < check->n; i++) {
		const struct fleet_line *line = &check->lines[i];
		buf_format(out, "%9zu %9zu %9zu  ", line->counts[VERDICT_pass],
		           line->counts[VERDICT_fail], line->counts[VERDICT_unknown]);
		write_name(line->requirement, c, out);
		write_reasons(line, VERDICT_fail, c, out);
		write_reasons(line, VERDICT_unknown, c, out);
	}
}

static void write_parts(const char *title, const struct plan_part *parts, size_t n,
                        const struct catalogue *c, struct buf *out)
{
	if (!n)
		return;
	buf_format(out, "\n%s:\n", title);
	for (size_t i = 0; i < n; i++) {
		buf_format(out, "%9zu ", parts[i].n);
		catalogue_say(out, c, parts[i].text);
		buf_add_char(out, '\n');
	}
}

static void write_machine(const struct store_machine *m, const struct plan_machine *plan,
                          const struct catalogue *c, struct buf *out)
{
	buf_format(out, "%s: %s", m->name, tr(c, remedy_words(plan->remedy)));
	for (size_t i = 0; i < plan->step_count; i++) {
		buf_add_string(out, "; ");
		catalogue_say(out, c, plan->steps[i].text);
	}
	for (size_t i = 0; i < plan->missing_count; i++) {
		buf_add_string(out, "; ? ");
		catalogue_say(out, c, plan->missing[i]);
	}
	buf_add_char(out, '\n');
}

void fleet_plan_text(const struct fleet *fleet, const struct fleet_plan *plan,
                     struct buf *out)
{
	const struct catalogue *c = fleet->words;
	for (int r = 0; r < REMEDIES; r++)
		buf_format(out, "%9zu %s\n", plan->counts[r],
		           tr(c, remedy_words((enum remedy)r)));
	write_parts(tr(c, "to buy"), plan->parts, plan->part_count, c, out);
	if (plan->counts[REMEDY_machine] && !plan->part_count)
		buf_format(out, "\n%s:\n", tr(c, "to buy"));
	if (plan->counts[REMEDY_machine])
		buf_format(out, "%9zu %s\n", plan->counts[REMEDY_machine],
		           tr(c, "machine"));
	write_parts(tr(c, "to find out"), plan->missing, plan->missing_count, c, out);
	buf_format(out, "\n%s:\n", tr(c, "by machine"));
	for (size_t i = 0; i < fleet->all.n; i++)
		if (plan->machines[i] && plan->machines[i]->remedy != REMEDY_none)
			write_machine(&fleet->all.items[i], plan->machines[i], c, out);
}
