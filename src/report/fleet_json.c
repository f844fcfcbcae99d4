/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was found of a fleet, as JSON. */
#include "base/json.h"
#include "report/fleet_report.h"

static json_t *counts_json(const size_t counts[4])
{
	json_t *j = json_object();
	for (int v = 0; v < 4; v++)
		json_put(j, verdict_name((enum verdict)v),
		         json_integer((json_int_t)counts[v]));
	return j;
}

static json_t *reasons_json(const struct fleet_line *line, enum verdict verdict)
{
	json_t *all = json_array();
	for (size_t i = 0; i < line->reason_count[verdict]; i++) {
		json_t *j = json_object();
		json_put_text(j, "text", line->reasons[verdict][i].text);
		json_put(j, "machines",
		         json_integer((json_int_t)line->reasons[verdict][i].n));
		json_array_append_new(all, j);
	}
	return all;
}

static json_t *line_json(const struct fleet_line *line)
{
	json_t *j = json_object();
	if (line->requirement->id)
		json_put_text(j, "id", line->requirement->id);
	json_put_text(j, "level",
	              line->requirement->level == LEVEL_must ? "must" : "should");
	json_put_text(j, "written", line->requirement->written);
	json_put(j, "machines", counts_json(line->counts));
	json_put(j, "fail", reasons_json(line, VERDICT_fail));
	json_put(j, "unknown", reasons_json(line, VERDICT_unknown));
	return j;
}

static void put_machine(json_t *j, const struct store_machine *m)
{
	char number[24];
	store_machine_text(m->id, number);
	json_put_text(j, "number", number);
	json_put_text(j, "name", m->name);
}

void fleet_check_json(const struct fleet *fleet, const struct tor *tor,
                      const struct fleet_check *check, struct buf *out)
{
	json_t *j = json_object(), *lines = json_array(), *machines = json_array();
	json_t *overall = json_object();
	json_put_text(j, "format", "hwfit-fleet-check/1");
	json_put_text(j, "terms", tor->name);
	json_put(j, "selected", json_integer((json_int_t)check->selected));
	json_put(j, "other_form", json_integer((json_int_t)check->other_form));
	json_put(j, "unclear_form", json_integer((json_int_t)check->unclear_form));
	for (int o = 0; o < 4; o++)
		json_put(overall, overall_name((enum overall)o),
		         json_integer((json_int_t)check->counts[o]));
	json_put(j, "overall", overall);
	for (size_t i = 0; i < check->n; i++)
		json_array_append_new(lines, line_json(&check->lines[i]));
	json_put(j, "requirements", lines);
	for (size_t i = 0; i < fleet->all.n; i++) {
		if (!check->applies[i])
			continue;
		json_t *one = json_object(), *verdicts = json_array();
		put_machine(one, &fleet->all.items[i]);
		json_put_text(one, "overall", overall_name(check->overall[i]));
		for (size_t k = 0; k < check->n; k++) {
			uint8_t v =
			        check->lines[k].verdicts[i] & (uint8_t)~FLEET_RESERVED;
			json_array_append_new(verdicts,
			                      json_string(verdict_name((enum verdict)v)));
		}
		json_put(one, "verdicts", verdicts);
		json_array_append_new(machines, one);
	}
	json_put(j, "machines", machines);
	json_write(j, out);
	json_decref(j);
}

static json_t *parts_json(const struct plan_part *parts, size_t n)
{
	json_t *all = json_array();
	for (size_t i = 0; i < n; i++) {
		json_t *j = json_object();
		json_put_text(j, "text", parts[i].text);
		json_put(j, "n", json_integer((json_int_t)parts[i].n));
		json_array_append_new(all, j);
	}
	return all;
}

static json_t *plan_machine_json(const struct store_machine *m,
                                 const struct plan_machine *plan)
{
	json_t *j = json_object(), *steps = json_array(), *missing = json_array();
	put_machine(j, m);
	json_put_text(j, "remedy", remedy_words(plan->remedy));
	for (size_t i = 0; i < plan->step_count; i++)
		json_array_append_new(steps, json_string_nocheck(plan->steps[i].text));
	for (size_t i = 0; i < plan->missing_count; i++)
		json_array_append_new(missing, json_string_nocheck(plan->missing[i]));
	json_put(j, "steps", steps);
	json_put(j, "missing", missing);
	return j;
}

void fleet_plan_json(const struct fleet *fleet, const struct fleet_plan *plan,
                     struct buf *out)
{
	json_t *j = json_object(), *counts = json_object(), *machines = json_array();
	json_put_text(j, "format", "hwfit-fleet-plan/1");
	for (int r = 0; r < REMEDIES; r++)
		json_put(counts, remedy_words((enum remedy)r),
		         json_integer((json_int_t)plan->counts[r]));
	json_put(j, "machines_by_remedy", counts);
	json_put(j, "to_buy", parts_json(plan->parts, plan->part_count));
	json_put(j, "to_find_out", parts_json(plan->missing, plan->missing_count));
	for (size_t i = 0; i < fleet->all.n; i++)
		if (plan->machines[i])
			json_array_append_new(machines,
			                      plan_machine_json(&fleet->all.items[i],
			                                        plan->machines[i]));
	json_put(j, "machines", machines);
	json_write(j, out);
	json_decref(j);
}
