/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines as rows, what is asked of them as columns. */
#ifndef HWFIT_FLEET_TABLE_H
#define HWFIT_FLEET_TABLE_H

#include "fleet/fleet.h"

enum { TABLE_COLUMNS_MAX = 32 };

enum column_type { COLUMN_name, COLUMN_number, COLUMN_taken, COLUMN_label, COLUMN_fact };

struct table_column {
	enum column_type type;
	const char *title;
	const char *label; /* of a label */
	enum fact_id fact; /* of a fact */
};

struct table_cell {
	const char *text;          /* NULL: nothing is known */
	const struct value *value; /* of a fact; NULL otherwise */
};

struct fleet_table {
	/* What is wanted: names of columns with commas between; sort may be NULL. */
	const char *columns, *sort;
	size_t limit;
	/* What came of it, in the fleet's arena. */
	struct table_column column[TABLE_COLUMNS_MAX];
	size_t column_count;
	struct table_cell *cells; /* row by row */
	size_t *rows;             /* the rows in order, as numbers of rows of cells */
	size_t n;
};

/* -1 with err: no such column, or the store fails. */
int fleet_table_fill(struct fleet *fleet, const bool *include, struct fleet_table *table,
                     struct error *err);
void fleet_table_text(const struct fleet_table *table, struct buf *out);
void fleet_table_json(const struct fleet_table *table, struct buf *out);
/* With a quote before a leading = + - @, which spreadsheets would run. */
void fleet_table_csv(const struct fleet_table *table, struct buf *out);

#endif
