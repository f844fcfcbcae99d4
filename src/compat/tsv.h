/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables with a header line and fields separated by single tabs. Empty lines are left
 * out. */
#ifndef HWFIT_COMPAT_TSV_H
#define HWFIT_COMPAT_TSV_H

#include "compat/problem.h"

enum { TSV_FIELDS = 8 };

struct tsv {
	struct arena *arena; /* of the fields */
	struct compat_problems *problems;
	const char *file;
	const char *text;
	size_t n, at;
	const char *const *columns; /* as the header must name them; ends with NULL */
	int line;                   /* of the row */
	const char *fields[TSV_FIELDS];
	int column[TSV_FIELDS]; /* where each field begins, in characters */
};

/* Begins a table and checks its header; false with a problem when it is another. The
 * bytes, the file and the columns live longer than the table. */
bool tsv_open(struct tsv *tsv, const char *text, size_t n, const char *const *columns);

/* Moves to the next row; false behind the last. Rows with another number of fields or
 * with bytes that are no text are problems, and left out. */
bool tsv_next(struct tsv *tsv);

/* Problem at a field of the row. Always false. */
bool tsv_problem(struct tsv *tsv, int field, const char *format, ...)
        __attribute__((format(printf, 3, 4)));

#endif
