/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/gap.h"

#include <string.h>

/* ---- what is measured ----------------------------------------------------------------
 */

static bool is_scanned(enum fact_id fact)
{
	enum obtained how = fact_row(fact)->obtained;
	return how != OBTAINED_declared && how != OBTAINED_by_hand;
}

static bool are_scanned(const struct conditions *conditions)
{
	for (size_t i = 0; i < conditions->n; i++)
		if (!conditions->items[i].label && !is_scanned(conditions->items[i].fact))
			return false;
	return true;
}

static bool is_measurable(const struct need *need)
{
	for (size_t i = 0; i < need->n; i++)
		if (!is_measurable(need->parts[i]))
			return false;
	switch (need->type) {
	case NEED_same:
	case NEED_meets:
	case NEED_confirm:
	case NEED_state:
	case NEED_not_worse:
		return false;
	case NEED_aggregate:
		return is_scanned(need->fact) && are_scanned(&need->where);
	default:
		return !need->in_lot && are_scanned(&need->where) &&
		       are_scanned(&need->conditions);
	}
}

static bool is_measured(const struct requirement *r)
{
	return r->at == AT_always && r->level != LEVEL_award && is_measurable(r->need);
}

struct tor *gap_measured(struct arena *arena, const struct tor *need)
{
	struct tor *tor = arena_items(arena, need, 1, sizeof(*need));
	struct tor_scope *to = &tor->common;
	to->requirements =
	        arena_alloc(arena, (need->common.n + 1) * sizeof(*to->requirements));
	to->n = 0;
	for (size_t i = 0; i < need->common.n; i++)
		if (is_measured(&need->common.requirements[i]))
			to->requirements[to->n++] = need->common.requirements[i];
	return tor;
}

void gap_count(struct fleet *fleet, const struct tor *need, const struct fleet_plan *plan,
               struct gap *gap)
{
	const struct fleet_check *check = &plan->check;
	*gap = (struct gap){.date = fleet->today,
	                    .fit = plan->counts[REMEDY_none],
	                    .settings = plan->counts[REMEDY_firmware],
	                    .replace = plan->counts[REMEDY_machine],
	                    .unknown = plan->counts[REMEDY_unknown]};
	for (int r = REMEDY_add_modules; r < REMEDY_machine; r++)
		gap->parts += plan->counts[r];
	for (int r = 0; r < REMEDIES; r++)
		gap->asked += plan->counts[r];
	gap->lines = arena_alloc(&fleet->arena, (check->n + 1) * sizeof(*gap->lines));
	for (size_t i = 0; i < check->n; i++) {
		const struct fleet_line *line = &check->lines[i];
		size_t fail = line->counts[VERDICT_fail];
		size_t unknown = line->counts[VERDICT_unknown];
		if (line->requirement->level == LEVEL_must && (fail || unknown))
			gap->lines[gap->n++] =
			        (struct gap_line){line->requirement->id, fail, unknown};
	}
	gap->unmeasured = arena_alloc(&fleet->arena,
	                              (need->common.n + 1) * sizeof(*gap->unmeasured));
	for (size_t i = 0; i < need->common.n; i++) {
		const struct requirement *r = &need->common.requirements[i];
		if (r->level == LEVEL_must && r->id && !is_measured(r))
			gap->unmeasured[gap->unmeasured_count++] = r->id;
	}
}

bool gap_is_purchase(const struct gap *gap)
{
	return gap->replace || gap->parts;
}

/* ---- the need as it was written -----------------------------------------------------
 */

static bool begins(const char *line, size_t n, const char *word)
{
	size_t length = strlen(word);
	return n > length && !strncmp(line, word, length) &&
	       (line[length] == ' ' || line[length] == '\t');
}

/* The lines of the need but for those that a lot says anew; comments are a colleague's.
 */
static void add_need(struct buf *out, const char *text, size_t n)
{
	static const char *const anew[] = {"tor", "title", "quantity"};
	for (size_t at = 0; at < n;) {
		const char *line = text + at, *end = memchr(line, '\n', n - at);
		size_t length = end ? (size_t)(end - line) + 1 : n - at, blank = 0;
		while (blank < length && strchr(" \t", line[blank]))
			blank++;
		bool left = blank < length && line[blank] == '#';
		for (size_t i = 0; i < sizeof(anew) / sizeof(*anew); i++)
			left = left || begins(line + blank, length - blank, anew[i]);
		if (!left)
			buf_add(out, line, length);
		at += length;
	}
	if (n && text[n - 1] != '\n')
		buf_add_char(out, '\n');
}

static void add_title(struct buf *out, const struct bilingual *title)
{
	buf_format(out, "title \"%s\"", title->en ? title->en : "Machines");
	if (title->et)
		buf_format(out, " et \"%s\"", title->et);
	buf_add_char(out, '\n');
}

/* ---- parts ---------------------------------------------------------------------------
 */

/* What is asked of every part. */
static void add_new(struct buf *out)
{
	buf_add_string(out,
	               "new: must confirm \"New and unused.\" et \"Uus ja kasutamata.\"\n"
	               "price: award price weight 100\n");
}

static void add_modules(struct buf *out, const struct plan_part *bought, size_t lot)
{
	const struct plan_purchase *part = bought->part;
	buf_format(
	        out,
	        "lot L%zu \"Memory modules, %u GB\" et \"Mälumoodulid, %u GB\"\nquantity "
	        "%zu\n"
	        "module: must have memory_module: type = %s, form = %s, size >= %u "
	        "GB%s%s\n"
	        "works: must confirm \"The modules work in the slots in use: %s, %s.\" "
	        "et "
	        "\"Moodulid töötavad kasutusel olevates pesades: %s, %s.\"\n"
	        "check test \"one module in one machine of each type\" et \"üks moodul "
	        "igat tüüpi seadmes\"\n",
	        lot, part->size_gb, part->size_gb, bought->n, part->type, part->form,
	        part->size_gb, part->ecc ? ", ecc = yes" : "",
	        part->registered ? ", registered = yes" : "", part->type, part->form,
	        part->type, part->form);
}

static void add_disks(struct buf *out, const struct plan_part *bought, size_t lot)
{
	const struct plan_purchase *part = bought->part;
	buf_format(out,
	           "lot L%zu \"Storage devices, %u GB\" et \"Salvestusseadmed, %u GB\"\n"
	           "quantity %zu\n"
	           "disk: must have disk: medium = ssd, transport = %s, size >= %u GB\n",
	           lot, part->size_gb, part->size_gb, bought->n, part->transport,
	           part->size_gb);
}

void gap_terms(const struct fleet_plan *plan, const struct tor *need, const char *text,
               size_t n, struct buf *out)
{
	size_t lot = 0;
	buf_add_string(out, "tor 1\n");
	add_title(out, &need->common.title);
	if (plan->counts[REMEDY_machine]) {
		buf_format(out, "lot L%zu \"Machines\" et \"Seadmed\"\nquantity %zu\n",
		           ++lot, plan->counts[REMEDY_machine]);
		add_need(out, text, n);
	}
	for (size_t i = 0; i < plan->part_count; i++) {
		const struct plan_part *bought = &plan->parts[i];
		if (bought->part->kind == KIND_memory_module)
			add_modules(out, bought, ++lot);
		else
			add_disks(out, bought, ++lot);
		add_new(out);
	}
}
