/* SPDX-License-Identifier: GPL-3.0-or-later
 * Terms of reference as JSON, "hwfit-tor/1". */
#include "base/json.h"
#include "facts/scan_json.h"
#include "tor/tor.h"

static void set_both(json_t *object, const char *name, const struct bilingual *text)
{
	if (!text->en)
		return;
	json_t *both = json_object();
	json_put_text(both, "en", text->en);
	json_put_text(both, "et", text->et);
	json_put(object, name, both);
}

static json_t *value_tree(enum fact_id fact, const struct value *value)
{
	struct buf text = BUF_EMPTY;
	struct json_out out = {.to = &text, .close = true};
	value_json(&out, NULL, fact, value);
	json_t *tree = json_loadb(text.text, text.n, JSON_DECODE_ANY, NULL);
	buf_done(&text);
	return tree;
}

static json_t *operand_json(enum fact_id fact, const struct operand *operand)
{
	json_t *j = json_object();
	json_put_text(j, "written", operand->written);
	if (operand->date.base == DATE_fixed)
		json_put(j, "value", value_tree(fact, &operand->value));
	return j;
}

static json_t *operands_json(enum fact_id fact, const struct test *test)
{
	json_t *list = json_array();
	for (size_t i = 0; i < test->n; i++)
		json_array_append_new(list, operand_json(fact, &test->operands[i]));
	return list;
}

static json_t *test_json(enum fact_id fact, const struct test *test)
{
	static const char *const names[] = {[TEST_range] = "from",
	                                    [TEST_in] = "in",
	                                    [TEST_contains] = "contains",
	                                    [TEST_absent] = "none"};
	json_t *j = json_object();
	bool compare = test->type == TEST_compare;
	json_put_text(j, "operator",
	              compare ? operator_symbol(test->op) : names[test->type]);
	if (test->type == TEST_absent)
		json_put(j, "absent", json_boolean(test->op == OP_equal));
	else
		json_put(j, "values", operands_json(fact, test));
	return j;
}

static json_t *conditions_json(const struct conditions *conditions)
{
	json_t *list = json_array();
	for (size_t i = 0; i < conditions->n; i++) {
		const struct condition *c = &conditions->items[i];
		json_t *j = json_object();
		if (c->label)
			json_put_text(j, "label", c->label);
		else
			json_put_text(j, "fact", fact_full_name(c->fact));
		json_put(j, "test", test_json(c->fact, &c->test));
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *facts_json(const struct need *need)
{
	json_t *list = json_array();
	for (size_t i = 0; i < need->fact_count; i++) {
		json_t *j = json_object();
		json_put_text(j, "fact", fact_full_name(need->facts[i]));
		if (need->tolerances && need->tolerances[i])
			json_put(j, "tolerance_percent", json_fixed(need->tolerances[i]));
		json_array_append_new(list, j);
	}
	return list;
}

static const char *const need_names[] = {
        [NEED_and] = "and",
        [NEED_or] = "or",
        [NEED_not] = "not",
        [NEED_conditions] = "conditions",
        [NEED_have] = "have",
        [NEED_every] = "every",
        [NEED_aggregate] = "aggregate",
        [NEED_count] = "count",
        [NEED_same] = "same",
        [NEED_run] = "run",
        [NEED_drivers] = "drivers_for",
        [NEED_not_worse] = "not_worse_than",
        [NEED_meets] = "meets",
        [NEED_confirm] = "confirm",
        [NEED_state] = "state",
        [NEED_processor_rule] = "processor_rule",
};

static void set_quantity(json_t *j, const struct need *need)
{
	static const char *const names[] = {[QUANTITY_at_least] = "at_least",
	                                    [QUANTITY_exactly] = "exactly",
	                                    [QUANTITY_at_most] = "at_most",
	                                    [QUANTITY_none] = "no"};
	json_put_text(j, "quantity", names[need->quantity]);
	if (need->quantity != QUANTITY_none)
		json_put(j, "count", json_integer(need->count));
}

static json_t *need_json(const struct need *need)
{
	static const char *const aggregates[] = {"total", "smallest", "largest"};
	json_t *j = json_object();
	json_put_text(j, "need",
	              need->type == NEED_aggregate ? aggregates[need->aggregate]
	                                           : need_names[need->type]);
	json_put_text(j, "written", need->written);
	if (need->n) {
		json_t *parts = json_array();
		for (size_t i = 0; i < need->n; i++)
			json_array_append_new(parts, need_json(need->parts[i]));
		json_put(j, "parts", parts);
	}
	if (need->type == NEED_have)
		set_quantity(j, need);
	if (need->kind != KIND_COUNT && need->type != NEED_same)
		json_put_text(j, "kind", kind_row(need->kind)->name);
	if (need->in_lot)
		json_put(j, "in_lot", json_true());
	if (need->fact != FACT_COUNT)
		json_put_text(j, "fact", fact_full_name(need->fact));
	if (need->test.n || need->test.type == TEST_absent)
		json_put(j, "test",
		         test_json(need->fact == FACT_COUNT ? FACT_cpu_cores : need->fact,
		                   &need->test));
	if (need->where.n)
		json_put(j, "where", conditions_json(&need->where));
	if (need->conditions.n)
		json_put(j, "conditions", conditions_json(&need->conditions));
	if (need->fact_count)
		json_put(j, "facts", facts_json(need));
	json_put_text(j, "platform", need->platform);
	if (need->or_newer)
		json_put(j, "or_newer", json_true());
	if (need->recommended)
		json_put(j, "recommended", json_true());
	if (need->supported_until)
		json_put(
		        j, "supported_until",
		        operand_json(FACT_firmware_updates_until, need->supported_until));
	json_put_text(j, need->type == NEED_meets ? "standard" : "model", need->text);
	json_put_text(j, "for", need->text2);
	set_both(j, "statement", &need->statement);
	return j;
}

static json_t *award_json(const struct requirement *r)
{
	json_t *j = json_object();
	enum fact_id fact = r->need ? r->need->fact : FACT_COUNT;
	if (r->award.price)
		json_put(j, "price", json_true());
	if (r->award.has_range) {
		json_put(j, "from", operand_json(fact, &r->award.from));
		json_put(j, "to", operand_json(fact, &r->award.to));
	}
	if (r->award.step_count) {
		json_t *steps = json_array();
		for (size_t i = 0; i < r->award.step_count; i++) {
			json_t *step = operand_json(fact, &r->award.steps[i].value);
			json_put(step, "percent", json_fixed(r->award.steps[i].percent));
			json_array_append_new(steps, step);
		}
		json_put(j, "steps", steps);
	}
	json_put(j, "weight", json_fixed(r->award.weight));
	return j;
}

static void set_tails(json_t *j, const struct requirement *r)
{
	static const char *const how[] = {NULL,      "scan", "look",
	                                  "measure", "test", "paper"};
	static const char *const at[] = {NULL, "offer", "delivery"};
	if (r->if_present)
		json_put(j, "if_present", json_true());
	if (r->if_conditions.n)
		json_put(j, "if", conditions_json(&r->if_conditions));
	if (r->except.n)
		json_put(j, "except", conditions_json(&r->except));
	set_both(j, "because", &r->because);
	set_both(j, "evidence", &r->evidence);
	json_put_text(j, "check", how[r->check]);
	set_both(j, "check_text", &r->check_text);
	json_put_text(j, "at", at[r->at]);
	if (r->has_tolerance) {
		json_put_text(j, "tolerance", r->tolerance.written);
		json_put(j,
		         r->tolerance_percent ? "tolerance_percent" : "tolerance_value",
		         json_fixed(r->tolerance.value.number.min));
	}
}

static json_t *requirements_json(const struct tor_scope *scope)
{
	static const char *const levels[] = {"must", "should", "info", "award"};
	json_t *list = json_array();
	for (size_t i = 0; i < scope->n; i++) {
		const struct requirement *r = &scope->requirements[i];
		json_t *j = json_object();
		json_put_text(j, "id", r->id);
		json_put(j, "line", json_integer(r->place.line));
		json_put_text(j, "section", r->section);
		json_put_text(j, "level", levels[r->level]);
		json_put_text(j, "written", r->written);
		if (r->need)
			json_put(j, "need", need_json(r->need));
		if (r->level == LEVEL_award)
			json_put(j, "award", award_json(r));
		set_tails(j, r);
		json_array_append_new(list, j);
	}
	return list;
}

static void set_scope(json_t *j, const struct tor_scope *scope)
{
	static const char *const if_unknown[] = {"ask", "fail", "warn"};
	char day[DATE_TEXT_MAX];
	json_put_text(j, "lot", scope->id);
	set_both(j, "title", &scope->title);
	json_put_text(j, "applies_to", scope->subject);
	if (scope->where.n)
		json_put(j, "where", conditions_json(&scope->where));
	if (scope->has_if_unknown)
		json_put_text(j, "if_unknown", if_unknown[scope->if_unknown]);
	if (scope->has_quantity)
		json_put(j, "quantity", json_integer(scope->quantity));
	if (scope->option)
		json_put(j, "option", json_integer(scope->option));
	if (scope->has_delivery)
		json_put_text(j, "delivery", date_text(scope->delivery, day));
	json_put_text(j, "cpv", scope->cpv);
	json_put(j, "requirements", requirements_json(scope));
}

void tor_write_json(const struct tor *tor, struct buf *out)
{
	json_t *j = json_object();
	json_put_text(j, "format", "hwfit-tor/1");
	set_scope(j, &tor->common);
	if (tor->lot_count) {
		json_t *lots = json_array();
		for (size_t i = 0; i < tor->lot_count; i++) {
			json_t *lot = json_object();
			set_scope(lot, &tor->lots[i]);
			json_array_append_new(lots, lot);
		}
		json_put(j, "lots", lots);
	}
	json_write(j, out);
	json_decref(j);
}
