/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows of text, and CSV. */
#include "procure/sheet.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct sheet_row *sheet_row(struct sheet *sheet, int number)
{
	if (sheet->n && sheet->rows[sheet->n - 1].number == number)
		return &sheet->rows[sheet->n - 1];
	if (sheet->n == SHEET_ROWS_MAX)
		return NULL;
	sheet->rows =
	        memory_room(sheet->rows, sheet->n, &sheet->room, sizeof(*sheet->rows));
	struct sheet_row *row = &sheet->rows[sheet->n++];
	row->number = number;
	row->cells = arena_alloc(&sheet->arena, SHEET_COLUMNS_MAX * sizeof(*row->cells));
	return row;
}

void sheet_set(struct sheet *sheet, struct sheet_row *row, size_t column,
               const char *text, size_t n)
{
	if (column >= SHEET_COLUMNS_MAX)
		return;
	/* The apostrophe that keeps a text from running as a formula is no part of it. */
	if (n > 1 && *text == '\'' && strchr("=+-@\t\r", text[1]))
		text++, n--;
	/* A cell of several lines is one text. */
	char *line =
	        arena_copy(&sheet->arena, text, n < SHEET_CELL_MAX ? n : SHEET_CELL_MAX);
	for (char *at = line; *at; at++)
		if (*at == '\n' || *at == '\r' || *at == '\t')
			*at = ' ';
	const char *clean = text_clean_copy(&sheet->arena, line, strlen(line), NULL);
	row->cells[column] = *clean ? clean : NULL;
}

void sheet_done(struct sheet *sheet)
{
	free(sheet->rows);
	arena_done(&sheet->arena);
	*sheet = (struct sheet){0};
}

/* ---- CSV -------------------------------------------------------------------------- */

/* The mark that parts the fields of the first line, where quotes do not hide it. */
static char separator_of(const char *text, size_t n)
{
	size_t semicolons = 0, commas = 0, tabs = 0;
	bool quoted = false;
	for (size_t i = 0; i < n && (quoted || text[i] != '\n'); i++) {
		quoted ^= text[i] == '"';
		semicolons += !quoted && text[i] == ';';
		commas += !quoted && text[i] == ',';
		tabs += !quoted && text[i] == '\t';
	}
	if (semicolons)
		return ';';
	return tabs > commas ? '\t' : ',';
}

/* Reads one field into out; the place behind it. */
static size_t csv_field(const char *text, size_t n, size_t at, char separator,
                        struct buf *out)
{
	bool quoted = at < n && text[at] == '"';
	at += quoted;
	for (; at < n; at++) {
		if (quoted && text[at] == '"') {
			if (at + 1 < n && text[at + 1] == '"')
				at++;
			else {
				quoted = false;
				continue;
			}
		} else if (!quoted && (text[at] == separator || text[at] == '\n')) {
			break;
		}
		buf_add_char(out, text[at]);
	}
	return at;
}

int sheet_read_csv(struct sheet *sheet, const char *bytes, size_t n, const char *name,
                   struct error *err)
{
	size_t at = n >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
	char separator = separator_of(bytes + at, n - at);
	struct buf field = BUF_EMPTY;
	for (int number = 1; at < n; number++) {
		struct sheet_row *row = sheet_row(sheet, number);
		if (!row) {
			buf_done(&field);
			return error_set(
			        err, EXIT_usage, name,
			        "more than %d rows: no response form has so many",
			        SHEET_ROWS_MAX);
		}
		for (size_t column = 0; at < n; column++) {
			buf_clear(&field);
			at = csv_field(bytes, n, at, separator, &field);
			while (field.n && field.text[field.n - 1] == '\r')
				field.text[--field.n] = '\0';
			sheet_set(sheet, row, column, field.text, field.n);
			if (at >= n || bytes[at++] == '\n')
				break;
		}
	}
	buf_done(&field);
	return 0;
}

int sheet_read(struct sheet *sheet, const char *bytes, size_t n, const char *name,
               struct error *err)
{
	if (n >= 4 && !memcmp(bytes, "PK\3\4", 4))
		return sheet_read_xlsx(sheet, bytes, n, name, err);
	if (memchr(bytes, '\0', n)) {
		error_set(err, EXIT_usage, name,
		          "expected an XLSX or CSV response form, found other bytes");
		return error_remedy(err, "save it as .xlsx or as CSV in UTF-8");
	}
	return sheet_read_csv(sheet, bytes, n, name, err);
}

int sheet_load(struct sheet *sheet, const char *path, struct error *err)
{
	struct buf bytes = BUF_EMPTY;
	int result = file_read(path, SHEET_FILE_MAX, &bytes, err);
	if (!result)
		result = sheet_read(sheet, bytes.text, bytes.n, path, err);
	buf_done(&bytes);
	return result;
}
