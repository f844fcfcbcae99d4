/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables of machines as text, JSON and CSV. */
#include "base/text.h"
#include "facts/scan_json.h"
#include "fleet/table.h"

#include <string.h>

static const struct table_cell *cell(const struct fleet_table *t, size_t row,
                                     size_t column)
{
	return &t->cells[t->rows[row] * t->column_count + column];
}

void fleet_table_text(const struct fleet_table *table, struct buf *out)
{
	size_t widths[TABLE_COLUMNS_MAX];
	for (size_t c = 0; c < table->column_count; c++) {
		widths[c] = text_columns(table->column[c].title);
		for (size_t r = 0; r < table->n; r++) {
			const char *text = cell(table, r, c)->text;
			size_t width = text ? text_columns(text) : 1;
			if (width > widths[c])
				widths[c] = width;
		}
	}
	for (size_t r = 0; r <= table->n; r++) {
		for (size_t c = 0; c < table->column_count; c++) {
			const char *text =
			        r ? cell(table, r - 1, c)->text : table->column[c].title;
			text = text ? text : "?";
			buf_add_string(out, text);
			size_t pad = c + 1 < table->column_count
			                     ? widths[c] - text_columns(text) + 2
			                     : 0;
			while (pad--)
				buf_add_char(out, ' ');
		}
		buf_add_char(out, '\n');
	}
}

/* A column that was asked for twice is one member. */
static bool is_repeated(const struct fleet_table *table, size_t column)
{
	for (size_t c = 0; c < column; c++)
		if (!strcmp(table->column[c].title, table->column[column].title))
			return true;
	return false;
}

void fleet_table_json(const struct fleet_table *table, struct buf *out)
{
	bool repeated[TABLE_COLUMNS_MAX];
	for (size_t c = 0; c < table->column_count; c++)
		repeated[c] = is_repeated(table, c);
	struct json_out json = {.to = out};
	json_out_open(&json, NULL, '[');
	for (size_t r = 0; r < table->n; r++) {
		json_out_open(&json, NULL, '{');
		for (size_t c = 0; c < table->column_count; c++) {
			const struct table_cell *each = cell(table, r, c);
			const char *title = table->column[c].title;
			if (repeated[c])
				continue;
			if (each->value)
				value_json(&json, title, table->column[c].fact,
				           each->value);
			else if (each->text)
				json_out_text(&json, title, each->text);
			else
				json_out_null(&json, title);
		}
		json_out_shut(&json, '}');
	}
	json_out_shut(&json, ']');
	buf_add_char(out, '\n');
}

static void csv_field(struct buf *out, const char *text)
{
	bool run = strchr("=+-@", *text) && *text;
	if (!run && !strpbrk(text, ",\"\n\r")) {
		buf_add_string(out, text);
		return;
	}
	buf_add_string(out, run ? "\"'" : "\"");
	for (; *text; text++) {
		if (*text == '"')
			buf_add_char(out, '"');
		buf_add_char(out, *text);
	}
	buf_add_char(out, '"');
}

void fleet_table_csv(const struct fleet_table *table, struct buf *out)
{
	for (size_t r = 0; r <= table->n; r++) {
		for (size_t c = 0; c < table->column_count; c++) {
			const char *text =
			        r ? cell(table, r - 1, c)->text : table->column[c].title;
			if (c)
				buf_add_char(out, ',');
			csv_field(out, text ? text : "");
		}
		buf_add_string(out, "\r\n");
	}
}
