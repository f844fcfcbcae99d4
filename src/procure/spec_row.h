/* SPDX-License-Identifier: GPL-3.0-or-later
 * How needs become rows. Internal to src/procure. */
#ifndef HWFIT_SPEC_ROW_H
#define HWFIT_SPEC_ROW_H

#include "procure/wording.h"

/* The lot being filled. */
struct builder {
	struct spec *spec;
	struct spec_lot *lot;
	struct wording words;
	const struct requirement *requirement;
	const char *id; /* of the requirement, with the lot: "L1.disk" */
};

/* A new row below parent (ROW_NONE: at the top); its index. Level, time and the texts
 * of the requirement are filled in. */
int row_add(struct builder *b, int parent, const struct need *need);
struct spec_row *row_at(const struct builder *b, int row);
/* Rows for a need below parent; the index of its top row. */
int rows_for_need(struct builder *b, int parent, const struct need *need);
/* Rows for an award. */
void rows_for_award(struct builder *b);
/* Fills evidence, check, method and severity where they are empty, from defaults.def and
 * what the requirement says. */
void row_defaults(struct builder *b, struct spec_row *row);

#endif
