/* SPDX-License-Identifier: GPL-3.0-or-later
 * The results of a check as JSON, "hwfit-check/1". */
#include "base/json.h"
#include "base/version.h"
#include "report/check_report.h"

static json_t *evidence_json(const struct explanation *e)
{
	json_t *list = json_array();
	for (size_t i = 0; i < e->evidence_count; i++) {
		json_t *j = json_object();
		json_put_text(j, "component", e->evidence[i].component);
		if (e->evidence[i].fact != FACT_COUNT)
			json_put_text(j, "fact", fact_full_name(e->evidence[i].fact));
		json_put_text(j, "value", e->evidence[i].value);
		json_put_text(j, "source", e->evidence[i].source);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *missing_json(const struct explanation *e)
{
	json_t *list = json_array();
	for (size_t i = 0; i < e->missing_count; i++) {
		json_t *j = json_object();
		json_put_text(j, "component", e->missing[i].component);
		json_put_text(j, "what", e->missing[i].what);
		json_put_text(j, "why", e->missing[i].why);
		json_put_text(j, "remedy", e->missing[i].remedy);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *explanation_json(const struct explanation *e)
{
	json_t *j = json_object();
	json_put_text(j, "verdict", verdict_name(e->verdict));
	json_put_text(j, "text", e->text);
	json_put_text(j, "reason", e->reason);
	if (e->reservation)
		json_put(j, "reservation", json_true());
	if (e->evidence_count)
		json_put(j, "evidence", evidence_json(e));
	if (e->missing_count)
		json_put(j, "missing", missing_json(e));
	json_put_text(j, "gap", e->gap);
	json_put_text(j, "remedy", e->remedy);
	if (e->part_count) {
		json_t *parts = json_array();
		for (size_t i = 0; i < e->part_count; i++)
			json_array_append_new(parts, explanation_json(e->parts[i]));
		json_put(j, "parts", parts);
	}
	return j;
}

static json_t *result_json(const struct requirement_result *r)
{
	static const char *const levels[] = {"must", "should", "info", "award"};
	json_t *j = json_object();
	struct buf text = BUF_EMPTY;
	json_put_text(j, "id", r->requirement->id);
	json_put(j, "line", json_integer(r->requirement->place.line));
	json_put_text(j, "level", levels[r->requirement->level]);
	json_put_text(j, "written", r->requirement->written);
	if (r->explanation) {
		need_print(&text, r->requirement->need);
		json_put_text(j, "text", text.text);
		json_put_text(j, "verdict", verdict_name(r->verdict));
		json_put(j, "look", json_boolean(r->look));
		json_put(j, "explanation", explanation_json(r->explanation));
	} else {
		json_put(j, "judged", json_false()); /* points are for offers */
	}
	buf_done(&text);
	return j;
}

static json_t *judgement_json(const struct judgement *lot)
{
	json_t *j = json_object(), *counts = json_object(), *list = json_array();
	json_put_text(j, "lot", lot->lot);
	json_put(j, "applies", json_boolean(lot->applies));
	json_put_text(j, "applies_note", lot->applies_note);
	json_put_text(j, "overall", overall_name(lot->overall));
	json_put(j, "nothing_required", json_boolean(lot->nothing_required));
	for (int i = VERDICT_pass; i <= VERDICT_not_applicable; i++)
		json_put(counts, verdict_name((enum verdict)i),
		         json_integer((json_int_t)lot->counts[i]));
	json_put(j, "counts", counts);
	for (size_t i = 0; i < lot->n; i++)
		json_array_append_new(list, result_json(&lot->results[i]));
	json_put(j, "requirements", list);
	return j;
}

static json_t *machine_json(const struct check_result *result)
{
	json_t *j = json_object(), *lots = json_array();
	json_put_text(j, "scan", result->scan->name);
	json_put_text(j, "hostname", result->scan->hostname);
	json_put_text(j, "taken", result->scan->taken);
	json_put_text(j, "overall", overall_name(check_overall(result)));
	for (size_t i = 0; i < result->n; i++)
		json_array_append_new(lots, judgement_json(&result->judgements[i]));
	json_put(j, "judgements", lots);
	return j;
}

void check_write_json(const struct check_report *report, struct buf *out)
{
	const struct check_result *const *results = report->results;
	char day[DATE_TEXT_MAX];
	json_t *j = json_object(), *machines = json_array(), *tool = json_object();
	json_put_text(j, "format", "hwfit-check/1");
	json_put_text(tool, "name", "hwfit");
	json_put_text(tool, "version", HWFIT_VERSION);
	json_put(j, "tool", tool);
	json_put_text(j, "checked", date_text(report->today, day));
	if (report->n) {
		json_put_text(j, "terms", results[0]->tor->name);
		json_put_text(j, "title", results[0]->tor->common.title.en);
	}
	for (size_t i = 0; i < report->n; i++)
		json_array_append_new(machines, machine_json(results[i]));
	json_put(j, "machines", machines);
	json_write(j, out);
	json_decref(j);
}
