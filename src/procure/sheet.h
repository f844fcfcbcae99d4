/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables that bidders send: CSV and XLSX to rows of text. Nothing in them is run, nothing
 * outside of them is read. */
#ifndef HWFIT_SHEET_READ_H
#define HWFIT_SHEET_READ_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

enum {
	SHEET_FILE_MAX = 16 << 20, /* bytes of a file */
	SHEET_PART_MAX = 64 << 20, /* bytes of an unpacked part */
	SHEET_ROWS_MAX = 5000,
	SHEET_COLUMNS_MAX = 64,
	SHEET_CELL_MAX = 32767,
};

struct sheet_row {
	const char **cells; /* SHEET_COLUMNS_MAX of them; NULL: empty */
	int number;         /* of the row in its file, from 1 */
};

struct sheet {
	struct arena arena;
	struct sheet_row *rows;
	size_t n, room;
	size_t formulas; /* cells that were computed: their last values were taken */
};

/* Reads n bytes: XLSX when they are a ZIP archive, else CSV (UTF-8 with or without a byte
 * order mark, fields parted by ";", "," or tab). 0, or -1 with err (EXIT_usage): damaged,
 * too large, merged cells, a document type, too many rows. Release with sheet_done(). */
int sheet_read(struct sheet *sheet, const char *bytes, size_t n, const char *name,
               struct error *err);
/* The same of a file. */
int sheet_load(struct sheet *sheet, const char *path, struct error *err);
void sheet_done(struct sheet *sheet);

/* The two halves of sheet_read(). */
int sheet_read_csv(struct sheet *sheet, const char *bytes, size_t n, const char *name,
                   struct error *err);
int sheet_read_xlsx(struct sheet *sheet, const char *bytes, size_t n, const char *name,
                    struct error *err);
/* The row with this number, made when it is not there; NULL when there are too many. */
struct sheet_row *sheet_row(struct sheet *sheet, int number);
/* Sets a cell from bytes that a stranger wrote, made clean; blanks alone are empty. */
void sheet_set(struct sheet *sheet, struct sheet_row *row, size_t column,
               const char *text, size_t n);

#endif
