/* SPDX-License-Identifier: GPL-3.0-or-later
 * The response form: the columns of form.def, and the texts of its locked cells. */
#ifndef HWFIT_FORM_H
#define HWFIT_FORM_H

#include "procure/spec.h"

enum form_column {
#define COLUMN(name, head, width, who) FORM_##name,
#include "procure/form.def"
#undef COLUMN
	FORM_COLUMNS
};

enum form_owner { OWNER_spec, OWNER_bidder, OWNER_buyer };

struct form_column_row {
	const char *name, *head;
	int width;
	enum form_owner owner;
};

const struct form_column_row *form_column_row(enum form_column column);
/* What a locked cell says; "" for cells of the bidder and the buyer. */
const char *form_cell(const struct spec *spec, const struct spec_row *row,
                      enum form_column column);
/* Does the bidder answer this row? Rows that only head sub-rows are not answered. */
bool form_answers(const struct spec_row *row);

#endif
