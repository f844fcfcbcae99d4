/* SPDX-License-Identifier: GPL-3.0-or-later
 * Terms of reference to lots and rows. */
#include "procure/spec_row.h"

#include <stdlib.h>
#include <string.h>

const char *bilingual_in(const struct language *language, const struct bilingual *text)
{
	if (language->estonian && text->et)
		return text->et;
	return text->en ? text->en : text->et;
}

const char *level_word(const struct language *language, enum level level)
{
	switch (level) {
	case LEVEL_must:
		return tr(language->catalogue, "mandatory");
	case LEVEL_should:
		return tr(language->catalogue, "recommended");
	case LEVEL_info:
		return tr(language->catalogue, "information");
	default:
		return tr(language->catalogue, "award");
	}
}

const char *severity_word(const struct language *language, enum severity severity)
{
	switch (severity) {
	case SEVERITY_critical:
		return tr(language->catalogue, "critical");
	case SEVERITY_major:
		return tr(language->catalogue, "major");
	case SEVERITY_minor:
		return tr(language->catalogue, "minor");
	default:
		return "";
	}
}

struct spec_row *row_at(const struct builder *b, int row)
{
	return &b->lot->rows[row];
}

static const char *row_id(struct builder *b, int parent)
{
	int n = 1;
	if (parent == ROW_NONE)
		return b->id;
	for (size_t i = 0; i < b->lot->n; i++)
		n += b->lot->rows[i].parent == parent;
	return arena_format(&b->spec->arena, "%s.%d", b->lot->rows[parent].id, n);
}

int row_add(struct builder *b, int parent, const struct need *need)
{
	struct spec_lot *lot = b->lot;
	const struct requirement *r = b->requirement;
	const char *id = row_id(b, parent);
	lot->rows = memory_room(lot->rows, lot->n, &lot->room, sizeof(*lot->rows));
	struct spec_row *row = &lot->rows[lot->n];
	*row = (struct spec_row){
	        .id = id,
	        .parent = parent,
	        .depth = parent == ROW_NONE ? 0 : lot->rows[parent].depth + 1,
	        .level = r->level,
	        .at = r->at,
	        .requirement = r,
	        .how = TEST_ROW_statement,
	        .fact = FACT_COUNT,
	        .need = need,
	};
	return (int)lot->n++;
}

/* ---- what the requirement says for all its rows ----------------------------------- */

static void say_condition(struct builder *b, struct spec_row *row)
{
	const struct requirement *r = b->requirement;
	const struct catalogue *c = b->words.language->catalogue;
	if (r->if_present)
		row->condition = tr(c, "only if there is one");
	else if (r->if_conditions.n)
		row->condition = conditions_in(&b->words, &r->if_conditions, false);
}

static void say_tolerance(struct builder *b)
{
	const struct requirement *r = b->requirement;
	if (!r->has_tolerance)
		return;
	for (size_t i = 0; i < b->lot->n; i++) {
		struct spec_row *row = &b->lot->rows[i];
		if (row->requirement != r || row->how != TEST_ROW_value)
			continue;
		const char *amount = operand_in(&b->words, row->fact, &r->tolerance);
		row->tolerance = arena_format(
		        &b->spec->arena, "%s%s",
		        r->tolerance_percent ? number_in(&b->words, r->tolerance.written)
		                             : amount,
		        r->tolerance_percent && !strchr(r->tolerance.written, '%') ? " %"
		                                                                   : "");
	}
}

static void add_requirement(struct builder *b, const struct requirement *r, size_t number)
{
	size_t first = b->lot->n;
	b->requirement = r;
	b->id = r->id ? arena_format(&b->spec->arena, "%s.%s", b->lot->id, r->id)
	              : arena_format(&b->spec->arena, "%s.r%zu", b->lot->id, number);
	if (r->level == LEVEL_award)
		rows_for_award(b);
	else
		rows_for_need(b, ROW_NONE, r->need);
	if (b->lot->n == first)
		return;
	struct spec_row *top = &b->lot->rows[first];
	top->why = bilingual_in(b->words.language, &r->because);
	say_condition(b, top);
	say_tolerance(b);
	for (size_t i = first; i < b->lot->n; i++)
		row_defaults(b, &b->lot->rows[i]);
}

/* ---- lots ------------------------------------------------------------------------- */

static const char *subject_of(const struct tor *tor, const struct tor_scope *scope)
{
	return scope->subject ? scope->subject : tor->common.subject;
}

static void head_lot(struct spec_lot *lot, const struct language *language)
{
	const struct tor_scope *scope = lot->scope, *common = &lot->tor->common;
	const struct tor_scope *says = scope->has_quantity ? scope : common;
	const char *subject = subject_of(lot->tor, scope);
	lot->title = bilingual_in(language, &scope->title);
	lot->subject_row = subject ? subject_find(subject) : NULL;
	lot->has_quantity = says->has_quantity;
	lot->quantity = says->quantity;
	lot->option = says->option;
	says = scope->has_delivery ? scope : common;
	lot->has_delivery = says->has_delivery;
	lot->delivery = says->delivery;
	lot->cpv = scope->cpv ? scope->cpv : common->cpv;
}

static void add_lot(struct spec *spec, const struct spec_input *input,
                    const struct tor *tor, const struct tor_scope *scope)
{
	struct spec_lot *lot = &spec->lots[spec->n++];
	bool own_id = scope->id && input->n == 1;
	lot->id = own_id ? arena_string(&spec->arena, scope->id)
	                 : arena_format(&spec->arena, "L%zu", spec->n);
	lot->tor = tor;
	lot->scope = scope;
	head_lot(lot, &spec->language);
	struct builder b = {.spec = spec, .lot = lot};
	b.words = (struct wording){&spec->arena, &spec->language, input->date,
	                           lot->has_delivery ? &lot->delivery : NULL};
	if (lot->subject_row)
		lot->subject = word_in_language(&b.words, lot->subject_row->name);
	size_t number = 0;
	for (size_t i = 0; i < tor->common.n; i++)
		add_requirement(&b, &tor->common.requirements[i], ++number);
	for (size_t i = 0; scope != &tor->common && i < scope->n; i++)
		add_requirement(&b, &scope->requirements[i], ++number);
}

static size_t count_lots(const struct spec_input *input)
{
	size_t n = 0;
	for (size_t i = 0; i < input->n; i++)
		n += input->tors[i]->lot_count ? input->tors[i]->lot_count : 1;
	return n;
}

struct spec *spec_build(const struct spec_input *input)
{
	struct spec *spec = memory_get(sizeof(*spec));
	*spec = (struct spec){.language = input->language,
	                      .date = input->date,
	                      .tors = input->tors,
	                      .sources = input->sources,
	                      .tor_count = input->n,
	                      .exceptions = input->exceptions,
	                      .exception_count = input->exception_count,
	                      .legislation = input->legislation,
	                      .gap = input->gap};
	spec->lots = arena_alloc(&spec->arena, count_lots(input) * sizeof(*spec->lots));
	for (size_t i = 0; i < input->n; i++) {
		const struct tor *tor = input->tors[i];
		if (!spec->title)
			spec->title = bilingual_in(&spec->language, &tor->common.title);
		for (size_t k = 0; k < tor->lot_count; k++)
			add_lot(spec, input, tor, &tor->lots[k]);
		if (!tor->lot_count)
			add_lot(spec, input, tor, &tor->common);
	}
	return spec;
}

void spec_free(struct spec *spec)
{
	if (!spec)
		return;
	for (size_t i = 0; i < spec->n; i++)
		free(spec->lots[i].rows);
	arena_done(&spec->arena);
	free(spec);
}
