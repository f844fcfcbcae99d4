/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was found of fleets, as tables that are written as text, as JSON and as a page:
 * one model, so that all three say the same, and charts are drawn from the tables' own
 * numbers. Titles and words are in the reader's language, keys are not. */
#ifndef HWFIT_OVERVIEW_H
#define HWFIT_OVERVIEW_H

#include "base/arena.h"
#include "base/buf.h"
#include "procure/spec.h"

#include <stdbool.h>

enum cell_type {
	CELL_text,
	CELL_count, /* a whole number */
	CELL_share, /* 0 … 1, written in per cent */
	CELL_bits,  /* with one digit behind the point */
	CELL_lines, /* several texts, each on a line */
};

enum column_flag {
	COLUMN_data = 1,    /* in JSON only */
	COLUMN_shown = 4,   /* not in JSON: it says in words what other columns hold */
	COLUMN_heading = 2, /* text: rows that agree in it stand under it */
};

enum chart {
	CHART_none,
	CHART_bars,   /* a bar for each row's count */
	CHART_pareto, /* and the running share as a line */
	CHART_heat,   /* a field for each count: rows × count columns */
};

struct overview_column {
	const char *key, *title;
	enum cell_type type;
	unsigned flags;
};

struct overview_cell {
	const char *text; /* NULL: nothing is known */
	double number;
	const char **lines;
	size_t n;
};

enum { OVERVIEW_COLUMNS = 24 };

struct overview_table {
	const char *key, *title;
	const char *note; /* under the title; NULL: none */
	enum chart chart;
	struct overview_column columns[OVERVIEW_COLUMNS];
	size_t column_count;
	struct overview_cell *cells;
	size_t cell_count, cell_room;
	size_t rest;  /* further rows that were left out, as asked */
	size_t plain; /* the last so many rows stand for several: they get no bar */
	struct overview_table *next;
};

/* A number or a word of the whole. */
struct overview_fact {
	const char *key, *title;
	bool is_text;
	double number;
	const char *text;
	struct overview_fact *next;
};

struct overview {
	struct arena arena;
	const struct language *language;
	const char *format, *title, *subtitle; /* "hwfit-fleet-groups/1" */
	struct overview_fact *facts;
	struct overview_table *tables;
};

/* language must live as long; overview_done() accepts a zeroed one. */
void overview_init(struct overview *f, const struct language *language,
                   const char *format, const char *title);
void overview_done(struct overview *f);

void overview_count(struct overview *f, const char *key, const char *title, double n);
void overview_text(struct overview *f, const char *key, const char *title,
                   const char *text);

/* A table behind those that are there; then its columns, then cells row by row. */
struct overview_table *overview_table(struct overview *f, const char *key,
                                      const char *title);
void overview_column(struct overview_table *t, const char *key, const char *title,
                     enum cell_type type, unsigned flags);
void cell_text(struct overview *f, struct overview_table *t, const char *text);
void cell_number(struct overview_table *t, double number);
/* lines must live as long as the overview. */
void cell_lines(struct overview_table *t, const char **lines, size_t n);
/* Rows that are whole. */
size_t overview_rows(const struct overview_table *t);

/* width: columns of the terminal; 0: lines are not broken. */
void overview_write_text(const struct overview *f, unsigned width, struct buf *out);
void overview_write_json(const struct overview *f, struct buf *out);
void overview_write_html(const struct overview *f, struct buf *out);

#endif
