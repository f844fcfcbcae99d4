/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/form.h"

static const struct form_column_row columns[] = {
#define COLUMN(name, head, width, who) {#name, head, width, OWNER_##who},
#include "procure/form.def"
#undef COLUMN
};

const struct form_column_row *form_column_row(enum form_column column)
{
	return &columns[column];
}

bool form_answers(const struct spec_row *row)
{
	return row->join == ROW_leaf || row->how == TEST_ROW_count;
}

const char *form_cell(const struct spec *spec, const struct spec_row *row,
                      enum form_column column)
{
	const char *text = NULL;
	switch (column) {
	case FORM_id:
		text = row->id;
		break;
	case FORM_requirement:
		text = row->text;
		break;
	case FORM_kind:
		text = level_word(&spec->language, row->level);
		break;
	case FORM_op:
		text = row->op;
		break;
	case FORM_value:
		text = row->value;
		break;
	case FORM_unit:
		text = row->unit;
		break;
	case FORM_evidence:
		text = form_answers(row) ? row->evidence : NULL;
		break;
	default:
		break;
	}
	return text ? text : "";
}
