/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a file may say but its author seldom means. */
#include "base/text.h"
#include "tor/parser.h"

#include <stdlib.h>
#include <string.h>

static void warn_ids(struct parser *p, const struct tor_scope *scope, bool bought)
{
	for (size_t i = 0; bought && i < scope->n; i++) {
		const struct requirement *r = &scope->requirements[i];
		if (!r->id && (r->level == LEVEL_must || r->level == LEVEL_award))
			parser_warning(p, r->place,
			               "without an id: offers and declarations answer by "
			               "it, write `name:` before the line");
	}
}

/* A wish without points is passed over by suppliers. */
static void warn_should(struct parser *p, const struct tor_scope *scope, bool bought)
{
	for (size_t i = 0; bought && i < scope->n; i++)
		if (scope->requirements[i].level == LEVEL_should) {
			parser_warning(p, scope->requirements[i].place,
			               "`should` has no effect in a purchase: give it "
			               "points (award), make it a must or drop it");
			return;
		}
}

static bool asks_place(const struct conditions *conditions)
{
	for (size_t i = 0; i < conditions->n; i++)
		if (conditions->items[i].fact == FACT_display_place)
			return true;
	return false;
}

static void warn_own_panel(struct parser *p, const struct tor_scope *scope,
                           const char *subject)
{
	if (!subject ||
	    (strcmp(subject, "laptop") != 0 && strcmp(subject, "tablet") != 0))
		return;
	for (size_t i = 0; i < scope->n; i++) {
		const struct need *need = scope->requirements[i].need;
		if (need && need->type == NEED_have && need->kind == KIND_display &&
		    !asks_place(&need->conditions))
			parser_warning(p, need->place,
			               "the machine's own panel is a display too: add "
			               "place = internal or place = external");
	}
}

/* The one word that a condition allows, or NULL. */
static const char *only_word(const struct condition *c)
{
	enum value_type type =
	        c->fact == FACT_COUNT ? TYPE_TEXT : fact_row(c->fact)->type;
	bool word = type == TYPE_WORD || type == TYPE_TEXT || type == TYPE_LEVEL;
	bool one = c->test.type == TEST_in
	                   ? c->test.n == 1
	                   : c->test.type == TEST_compare && c->test.op == OP_equal;
	return word && one ? c->test.operands[0].value.text : NULL;
}

/* No component meets both when they want different words of the same fact. */
static bool exclude_each_other(const struct conditions *a, const struct conditions *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++) {
			if (a->items[i].fact != b->items[k].fact)
				continue;
			const char *x = only_word(&a->items[i]),
			           *y = only_word(&b->items[k]);
			if (x && y && !text_same_word(x, y))
				return true;
		}
	return false;
}

/* Two lines with the same kind may be met by the same component. */
static void warn_same_kind(struct parser *p, const struct tor_scope *scope)
{
	for (size_t i = 0; i < scope->n; i++) {
		const struct need *a = scope->requirements[i].need;
		if (!a || a->type != NEED_have || a->quantity == QUANTITY_none)
			continue;
		for (size_t k = 0; k < i; k++) {
			const struct need *b = scope->requirements[k].need;
			if (!b || b->type != NEED_have || b->kind != a->kind ||
			    b->quantity == QUANTITY_none ||
			    exclude_each_other(&a->conditions, &b->conditions))
				continue;
			parser_warning(p, a->place,
			               "the same %s may meet this line and line %d: they "
			               "do not add up, one line with all conditions asks "
			               "for one component",
			               kind_row(a->kind)->name, b->place.line);
			break;
		}
	}
}

/* Sizes that disks of the trade just miss: 512 GB on paper is 500 or 480 GB in many. */
static void warn_disk_size(struct parser *p, const struct need *need)
{
	for (size_t i = 0; need && i < need->n; i++)
		warn_disk_size(p, need->parts[i]);
	if (!need || need->type != NEED_have || need->kind != KIND_disk)
		return;
	static const struct {
		int64_t size;
		const char *excluded, *write;
	} sizes[] = {{512000000000, "500 and 480", "480 GB"},
	             {256000000000, "250 and 240", "240 GB"},
	             {1024000000000, "1000 and 960", "960 GB"}};
	for (size_t i = 0; i < need->conditions.n; i++) {
		const struct condition *c = &need->conditions.items[i];
		bool least = c->fact == FACT_disk_size && c->test.type == TEST_compare &&
		             c->test.op == OP_at_least;
		for (size_t k = 0; least && k < 3; k++)
			if (c->test.operands[0].value.number.min ==
			    fixed_from_int(sizes[k].size))
				parser_warning(p, c->place,
				               "excludes disks of %s GB: write %s if "
				               "those will do",
				               sizes[k].excluded, sizes[k].write);
	}
}

static const char *scope_name(struct parser *p, const struct tor_scope *scope)
{
	return scope->id ? arena_format(p->arena, "lot %s", scope->id) : "the file";
}

/* The awards of the file hold in each lot. */
static void warn_weights(struct parser *p, const struct tor *tor,
                         const struct tor_scope *scope)
{
	fixed_t sum = 0;
	size_t n = 0;
	struct place place = {1, 1};
	for (int part = 0; part < (scope == &tor->common ? 1 : 2); part++) {
		const struct tor_scope *from = part ? scope : &tor->common;
		for (size_t i = 0; i < from->n; i++)
			if (from->requirements[i].level == LEVEL_award) {
				sum += from->requirements[i].award.weight;
				place = from->requirements[i].place;
				n++;
			}
	}
	char text[FIXED_TEXT_MAX];
	if (n && sum != 100 * FIXED_ONE)
		parser_warning(p, place, "the weights of %s add up to %s, not 100",
		               scope_name(p, scope), fixed_text(sum, text));
}

/* Points that begin where the requirement on the same fact does not hold. */
static void warn_award_start(struct parser *p, const struct tor_scope *scope)
{
	for (size_t i = 0; i < scope->n; i++) {
		const struct requirement *a = &scope->requirements[i];
		if (a->level != LEVEL_award || !a->award.has_range || !a->need)
			continue;
		for (size_t k = 0; k < scope->n; k++) {
			const struct requirement *r = &scope->requirements[k];
			if (r->level != LEVEL_must || r->need->type != NEED_conditions ||
			    r->need->conditions.n != 1)
				continue;
			const struct condition *c = &r->need->conditions.items[0];
			if (c->fact != a->need->fact || c->test.type != TEST_compare ||
			    value_compare(c->fact, &a->award.from.value, c->test.op,
			                  &c->test.operands[0].value) != TRUTH_no)
				continue;
			parser_warning(
			        p, a->award.from.place,
			        "points would start outside the requirement in line "
			        "%d (%s)",
			        r->place.line, c->test.operands[0].written);
		}
	}
}

/* A section that continues behind a lot belongs to that lot. */
static void warn_sections(struct parser *p, const struct tor *tor,
                          const struct tor_scope *lot)
{
	for (size_t i = 0; i < lot->n; i++) {
		const char *section = lot->requirements[i].section;
		if (!section || (i && lot->requirements[i - 1].section == section))
			continue;
		for (size_t k = 0; k < tor->common.n; k++) {
			const char *other = tor->common.requirements[k].section;
			if (!other || strcmp(other, section) != 0)
				continue;
			parser_warning(
			        p, lot->requirements[i].place,
			        "[%s] stands above the lots too: these lines belong "
			        "to lot %s only",
			        section, lot->id);
			break;
		}
	}
}

static void warn_scope(struct parser *p, const struct tor *tor,
                       const struct tor_scope *scope)
{
	bool bought = tor->common.has_quantity || scope->has_quantity;
	for (size_t i = 0; i < tor->lot_count && scope == &tor->common; i++)
		bought = bought || tor->lots[i].has_quantity;
	warn_ids(p, scope, bought);
	warn_should(p, scope, bought);
	warn_own_panel(p, scope, scope->subject ? scope->subject : tor->common.subject);
	warn_same_kind(p, scope);
	warn_award_start(p, scope);
	for (size_t i = 0; i < scope->n; i++)
		warn_disk_size(p, scope->requirements[i].need);
}

void tor_warnings(struct parser *p, const struct tor *tor)
{
	warn_scope(p, tor, &tor->common);
	if (!tor->lot_count)
		warn_weights(p, tor, &tor->common);
	for (size_t i = 0; i < tor->lot_count; i++) {
		warn_scope(p, tor, &tor->lots[i]);
		warn_weights(p, tor, &tor->lots[i]);
		warn_sections(p, tor, &tor->lots[i]);
	}
}
