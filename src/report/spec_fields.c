/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/spec_fields.h"

#include "base/json.h"
#include "procure/form.h"

#include <string.h>

/* ---- words ------------------------------------------------------------------------ */

#define WORD_AT(name, ...)                                                               \
	const char *name(size_t i)                                                       \
	{                                                                                \
		static const char *const words[] = {__VA_ARGS__};                        \
		return i < sizeof(words) / sizeof(*words) ? words[i] : NULL;             \
	}

/* In the order of enum level, enum row_join and enum severity. */
WORD_AT(spec_kind_word, "must", "should", "info", "award")
WORD_AT(spec_join_word, "none", "all", "any")
WORD_AT(spec_severity_word, "none", "minor", "major", "critical")
WORD_AT(spec_method_word, "scan", "look", "measure", "test", "paper")

/* ---- members ---------------------------------------------------------------------- */

#define GETTER(name, value)                                                              \
	static const char *get_##name(const struct spec_lot *lot,                        \
	                              const struct spec_row *row, char *text)            \
	{                                                                                \
		(void)lot;                                                               \
		(void)text;                                                              \
		return value;                                                            \
	}
#define OF_ANSWERS(value) form_answers(row) ? (value) : NULL

GETTER(id, row->id)
GETTER(part_of, row->parent != ROW_NONE ? lot->rows[row->parent].id : NULL)
GETTER(need, row->requirement->id)
GETTER(kind, spec_kind_word(row->level))
GETTER(words, row->text)
GETTER(sub_rows, row->join != ROW_leaf ? spec_join_word(row->join) : NULL)
GETTER(same, row->join == ROW_leaf ? NULL : row->same_component ? "true" : "false")
GETTER(fact, row->fact != FACT_COUNT ? fact_full_name(row->fact) : NULL)
GETTER(op, row->op)
GETTER(value, row->value)
GETTER(unit, row->unit)
GETTER(tolerance, row->tolerance)
GETTER(weight, row->level == LEVEL_award && row->parent == ROW_NONE
                       ? fixed_text(row->requirement->award.weight, text)
                       : NULL)
GETTER(evidence, OF_ANSWERS(row->evidence))
GETTER(method, OF_ANSWERS(row->method))
GETTER(check, OF_ANSWERS(row->check))
GETTER(severity, OF_ANSWERS(spec_severity_word(row->severity)))
GETTER(condition, row->condition)
GETTER(why, row->why)
GETTER(reference, row->reference)

const struct spec_field spec_fields[] = {
        {"id", "id", true, "The row, the same in every language.", get_id},
        {"part_of", "id", false, "The row that this one is part of.", get_part_of},
        {"need", "text", true, "The need of the terms that it comes from.", get_need},
        {"kind", "kind", true, "What it counts for.", get_kind},
        {"text", "text", true, "The requirement in words.", get_words},
        {"sub_rows", "join", false, "How many of its sub-rows must hold.", get_sub_rows},
        {"same_component", "yes_no", false,
         "Its sub-rows are about one and the same component.", get_same},
        {"fact", "fact", false, "What is compared.", get_fact},
        {"operator", "text", false, "How the value is compared.", get_op},
        {"value", "text", false,
         "The value required, as people of the language write it.", get_value},
        {"unit", "text", false, "The unit of the value.", get_unit},
        {"tolerance", "text", false, "By how much a measurement may miss the value.",
         get_tolerance},
        {"weight", "decimal", false, "The most points that an award earns.", get_weight},
        {"evidence", "text", false, "What is given with the offer.", get_evidence},
        {"method", "method", false, "How it is checked at delivery.", get_method},
        {"check", "text", false, "The same in words.", get_check},
        {"severity", "severity", false, "What a deviation is.", get_severity},
        {"if", "text", false, "It counts only if this holds.", get_condition},
        {"why", "text", false, "The reason that the need gives.", get_why},
        {"reference", "text", false, "The law or the standard behind it.", get_reference},
};
const size_t spec_field_count = sizeof(spec_fields) / sizeof(*spec_fields);

json_t *spec_row_json(const struct spec_lot *lot, const struct spec_row *row)
{
	json_t *o = json_object();
	char text[FIXED_TEXT_MAX];
	for (size_t i = 0; i < spec_field_count; i++) {
		const struct spec_field *f = &spec_fields[i];
		const char *value = f->get(lot, row, text);
		if (value && !strcmp(f->shape, "yes_no"))
			json_put(o, f->name, json_boolean(!strcmp(value, "true")));
		else
			json_put_text(o, f->name, value);
	}
	return o;
}
