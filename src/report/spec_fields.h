/* SPDX-License-Identifier: GPL-3.0-or-later
 * The members of a row of hwfit-spec/1: its JSON and its JSON Schema come from one table.
 * Internal to src/report. */
#ifndef HWFIT_SPEC_FIELDS_H
#define HWFIT_SPEC_FIELDS_H

#include "procure/spec.h"

#include <jansson.h>

struct spec_field {
	const char *name;
	const char *shape; /* of the schema's $defs */
	bool always;       /* every row has it */
	const char *doc;
	/* The value as text; text is room for a number. NULL: the row has none. */
	const char *(*get)(const struct spec_lot *lot, const struct spec_row *row,
	                   char *text);
};

/* In the order in which they are written. */
extern const struct spec_field spec_fields[];
extern const size_t spec_field_count;

/* A new reference. */
json_t *spec_row_json(const struct spec_lot *lot, const struct spec_row *row);

/* The words of some members, from 0; NULL behind the last. */
const char *spec_kind_word(size_t i);
const char *spec_join_word(size_t i);
const char *spec_severity_word(size_t i);
const char *spec_method_word(size_t i);

#endif
