/* SPDX-License-Identifier: GPL-3.0-or-later
 * Each form of need as rows: one measurable thing a row. */
#include "procure/spec_row.h"

#include <string.h>

static const char *say(struct builder *b, const char *sentence)
{
	return tr(b->words.language->catalogue, sentence);
}

/* A row that compares a fact; name is how the row calls it. */
static int value_row(struct builder *b, int parent, const struct need *need,
                     const struct condition *c)
{
	int at = row_add(b, parent, need);
	struct spec_row *row = row_at(b, at);
	bool in_kind = need->type == NEED_have || need->type == NEED_every;
	enum fact_id fact = c->label ? FACT_system_vendor : c->fact;
	struct test_words t = test_in(&b->words, fact, &c->test);
	const char *name = c->label  ? c->label
	                   : in_kind ? fact_short_in(&b->words, fact)
	                             : fact_in(&b->words, fact);
	bool by_suite = c->fact == FACT_benchmark_suite;
	row->how = TEST_ROW_value;
	row->fact = c->label ? FACT_COUNT : c->fact;
	row->test = &c->test;
	row->op = t.symbol;
	row->unit = t.unit;
	row->value = by_suite ? arena_format(&b->spec->arena, "%s %s", t.value,
	                                     say(b, "or equivalent"))
	                      : t.value;
	row->text =
	        arena_format(&b->spec->arena, "%s – %s%s%s", name,
	                     test_phrase(&b->words, fact, &c->test), by_suite ? " " : "",
	                     by_suite ? say(b, "or equivalent") : "");
	return at;
}

static int parts_rows(struct builder *b, int parent, const struct need *need)
{
	bool any = need->type == NEED_or;
	int at = row_add(b, parent, need);
	row_at(b, at)->join = any ? ROW_any : ROW_all;
	row_at(b, at)->text = any ? say(b, "At least one of the alternatives:")
	                          : say(b, "All of the following:");
	for (size_t i = 0; i < need->n; i++)
		rows_for_need(b, at, need->parts[i]);
	return at;
}

static int conditions_rows(struct builder *b, int parent, const struct need *need)
{
	if (need->conditions.n == 1)
		return value_row(b, parent, need, &need->conditions.items[0]);
	int at = row_add(b, parent, need);
	row_at(b, at)->join = ROW_all;
	row_at(b, at)->text = say(b, "All of the following:");
	for (size_t i = 0; i < need->conditions.n; i++)
		value_row(b, at, need, &need->conditions.items[i]);
	return at;
}

/* ---- components ------------------------------------------------------------------- */

static const char *have_text(struct builder *b, const struct need *need)
{
	struct arena *arena = &b->spec->arena;
	const char *kind = kind_in(&b->words, need->kind);
	const char *where = need->in_lot ? say(b, " in the whole lot") : "";
	const char *more =
	        need->conditions.n ? say(b, ", each of which meets every sub-row") : "";
	switch (need->quantity) {
	case QUANTITY_none:
		return arena_format(arena, "%s – %s%s", kind, say(b, "none"),
		                    need->conditions.n
		                            ? say(b, " that has what the sub-rows say")
		                            : "");
	case QUANTITY_exactly:
		return arena_format(arena, "%s – %s %u %s%s%s", kind, say(b, "exactly"),
		                    need->count, unit_in(&b->words, "pieces"), where,
		                    more);
	case QUANTITY_at_most:
		return arena_format(arena, "%s – %s %u %s%s%s", kind, say(b, "at most"),
		                    need->count, unit_in(&b->words, "pieces"), where,
		                    more);
	default:
		return arena_format(arena, "%s – %s %u %s%s%s", kind, say(b, "at least"),
		                    need->count, unit_in(&b->words, "pieces"), where,
		                    more);
	}
}

static int have_rows(struct builder *b, int parent, const struct need *need)
{
	static const char *const symbols[] = {[QUANTITY_at_least] = "≥",
	                                      [QUANTITY_exactly] = "=",
	                                      [QUANTITY_at_most] = "≤",
	                                      [QUANTITY_none] = "="};
	int at = row_add(b, parent, need);
	struct spec_row *row = row_at(b, at);
	unsigned count = need->quantity == QUANTITY_none ? 0 : need->count;
	row->text = have_text(b, need);
	row->op = symbols[need->quantity];
	row->value = arena_format(&b->spec->arena, "%u", count);
	row->unit = unit_in(&b->words, "pieces");
	row->how = TEST_ROW_count;
	if (need->quantity == QUANTITY_none) {
		/* What must not be there has no values to offer. */
		row->how = TEST_ROW_statement;
		if (need->conditions.n)
			row->text = arena_format(
			        &b->spec->arena, "%s: %s", row->text,
			        conditions_in(&b->words, &need->conditions, true));
		return at;
	}
	row->join = need->conditions.n ? ROW_all : ROW_leaf;
	row->same_component = need->conditions.n > 1;
	for (size_t i = 0; i < need->conditions.n; i++)
		value_row(b, at, need, &need->conditions.items[i]);
	return at;
}

static int every_rows(struct builder *b, int parent, const struct need *need)
{
	struct arena *arena = &b->spec->arena;
	const char *which =
	        need->where.n ? conditions_in(&b->words, &need->where, true) : "";
	const char *head = arena_format(
	        arena, "%s %s%s%s%s", say(b, "every"), kind_in(&b->words, need->kind),
	        need->where.n ? " (" : "", which, need->where.n ? ")" : "");
	if (need->conditions.n == 1) {
		int at = value_row(b, parent, need, &need->conditions.items[0]);
		row_at(b, at)->text =
		        arena_format(arena, "%s: %s", head, row_at(b, at)->text);
		return at;
	}
	int at = row_add(b, parent, need);
	row_at(b, at)->join = ROW_all;
	row_at(b, at)->same_component = true;
	row_at(b, at)->text = head;
	for (size_t i = 0; i < need->conditions.n; i++)
		value_row(b, at, need, &need->conditions.items[i]);
	return at;
}

static int aggregate_rows(struct builder *b, int parent, const struct need *need)
{
	const char *const words[] = {say(b, "total of all:"), say(b, "the smallest:"),
	                             say(b, "the largest:")};
	bool count = need->type == NEED_count;
	enum fact_id fact = count ? FACT_cpu_cores : need->fact;
	int at = row_add(b, parent, need);
	struct spec_row *row = row_at(b, at);
	struct arena *arena = &b->spec->arena;
	const char *which =
	        need->where.n ? arena_format(arena, " (%s)",
	                                     conditions_in(&b->words, &need->where, true))
	                      : "";
	if (need->test.n) {
		struct test_words t = test_in(&b->words, fact, &need->test);
		row->how = TEST_ROW_value;
		row->test = &need->test;
		row->op = t.symbol;
		row->value = t.value;
		row->unit = count ? unit_in(&b->words, "pieces") : t.unit;
	}
	row->fact = fact;
	row->text = arena_format(
	        arena, "%s %s%s%s%s",
	        count ? say(b, "number of:") : words[need->aggregate],
	        count ? kind_in(&b->words, need->kind) : fact_in(&b->words, need->fact),
	        which, need->test.n ? " – " : "",
	        need->test.n ? test_phrase(&b->words, fact, &need->test) : "");
	return at;
}

/* ---- the rest --------------------------------------------------------------------- */

static int facts_rows(struct builder *b, int parent, const struct need *need)
{
	struct arena *arena = &b->spec->arena;
	const char *head = need->type == NEED_state  ? say(b, "State the value")
	                   : need->type == NEED_same ? say(b, "The same in every unit of "
	                                                      "the lot")
	                                             : say(b, "Not worse than");
	int top = parent;
	if (need->fact_count > 1) {
		top = row_add(b, parent, need);
		row_at(b, top)->join = ROW_all;
		row_at(b, top)->text = arena_format(arena, "%s:", head);
	}
	int first = top;
	for (size_t i = 0; i < need->fact_count; i++) {
		char text[FIXED_TEXT_MAX];
		int at = row_add(b, top, need);
		struct spec_row *row = row_at(b, at);
		bool worse = need->type == NEED_not_worse;
		row->fact = need->facts[i];
		row->text = arena_format(arena, "%s: %s%s%s", head,
		                         fact_in(&b->words, need->facts[i]),
		                         worse ? " – " : "", worse ? need->text : "");
		if (need->tolerances && need->tolerances[i])
			row->tolerance = arena_format(
			        arena, "%s %%", fixed_text(need->tolerances[i], text));
		if (need->fact_count == 1)
			first = at;
	}
	return first;
}

static int run_row(struct builder *b, int parent, const struct need *need)
{
	struct arena *arena = &b->spec->arena;
	int at = row_add(b, parent, need);
	struct spec_row *row = row_at(b, at);
	struct buf out = BUF_EMPTY;
	buf_format(&out, say(b, "Runs the platform in use: %s"), need->platform);
	if (need->or_newer)
		buf_add_string(&out, say(b, " or newer"));
	if (need->recommended)
		buf_add_string(&out, say(b, ", as its maker recommends"));
	if (need->supported_until)
		buf_format(&out, say(b, ", supported until %s at least"),
		           operand_in(&b->words, FACT_firmware_updates_until,
		                      need->supported_until));
	row->text = arena_copy(arena, out.text, out.n);
	buf_done(&out);
	row->op = "=";
	row->value = need->platform;
	row->method = "scan";
	row->evidence =
	        say(b, "the maker's statement that the configuration offered runs it");
	row->check = say(b, "every unit is scanned and compared with what the platform's "
	                    "maker asks");
	return at;
}

static int drivers_row(struct builder *b, int parent, const struct need *need)
{
	int at = row_add(b, parent, need);
	struct spec_row *row = row_at(b, at);
	row->text = arena_format(
	        &b->spec->arena, say(b, "There are drivers for every %s on %s"),
	        need->kind == KIND_COUNT ? say(b, "device")
	                                 : kind_in(&b->words, need->kind),
	        need->platform);
	row->op = "=";
	row->value = need->platform;
	row->method = "test";
	row->evidence =
	        say(b, "list of devices and their drivers, or the bidder's statement");
	row->check = say(b, "the platform is started on the units of the sample, every "
	                    "device is tried");
	return at;
}

static int statement_row(struct builder *b, int parent, const struct need *need)
{
	int at = row_add(b, parent, need);
	struct spec_row *row = row_at(b, at);
	struct arena *arena = &b->spec->arena;
	if (need->type == NEED_confirm) {
		row->text = bilingual_in(b->words.language, &need->statement);
		row->evidence = say(b, "the bidder's statement");
		return at;
	}
	const char *same = say(b, "or equivalent");
	row->reference = arena_format(arena, "%s %s", need->text, same);
	row->value = row->reference;
	row->op = "=";
	row->text = arena_format(arena, say(b, "Meets %s%s%s"), row->reference,
	                         need->text2 ? ": " : "", need->text2 ? need->text2 : "");
	row->method = "paper";
	row->evidence = say(b, "test report or certificate of an accredited body, or "
	                       "equivalent proof");
	row->check = say(b, "the documents of the delivery are compared with the offer");
	return at;
}

int rows_for_need(struct builder *b, int parent, const struct need *need)
{
	switch (need->type) {
	case NEED_and:
	case NEED_or:
		return parts_rows(b, parent, need);
	case NEED_have:
		return have_rows(b, parent, need);
	case NEED_every:
		return every_rows(b, parent, need);
	case NEED_aggregate:
	case NEED_count:
		return aggregate_rows(b, parent, need);
	case NEED_same:
	case NEED_state:
	case NEED_not_worse:
		return facts_rows(b, parent, need);
	case NEED_run:
		return run_row(b, parent, need);
	case NEED_drivers:
		return drivers_row(b, parent, need);
	case NEED_meets:
	case NEED_confirm:
		return statement_row(b, parent, need);
	default:
		return conditions_rows(b, parent, need);
	}
}
