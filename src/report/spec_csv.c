/* SPDX-License-Identifier: GPL-3.0-or-later
 * The response form as CSV (RFC 4180 with ";", as spreadsheets of decimal commas want).
 */
#include "procure/form.h"
#include "report/sheet.h"
#include "report/spec_report.h"

#include <string.h>

void sheet_text(struct buf *out, const char *text)
{
	/* A cell that begins like a formula must stay text. */
	if (*text && strchr("=+-@\t\r", *text))
		buf_add_char(out, '\'');
	buf_add_string(out, text);
}

void csv_cell(struct buf *out, const char *text)
{
	struct buf safe = BUF_EMPTY;
	sheet_text(&safe, text);
	bool quote = strpbrk(safe.text, ";\"\n\r,") != NULL;
	if (quote)
		buf_add_char(out, '"');
	for (const char *at = safe.text; *at; at++) {
		if (*at == '"')
			buf_add_char(out, '"');
		buf_add_char(out, *at);
	}
	if (quote)
		buf_add_char(out, '"');
	buf_done(&safe);
}

int spec_write_csv(const struct spec *spec, struct buf *out, struct error *err)
{
	(void)err;
	buf_add_string(out, "\xEF\xBB\xBF"); /* spreadsheets take it for UTF-8 then */
	for (int c = 0; c < FORM_COLUMNS; c++)
		buf_format(out, "%s%s", c ? ";" : "",
		           form_column_row((enum form_column)c)->name);
	buf_add_string(out, "\r\n");
	for (size_t i = 0; i < spec->n; i++) {
		const struct spec_lot *lot = &spec->lots[i];
		for (size_t r = 0; r < lot->n; r++) {
			for (int c = 0; c < FORM_COLUMNS; c++) {
				if (c)
					buf_add_char(out, ';');
				csv_cell(out, form_cell(spec, &lot->rows[r],
				                        (enum form_column)c));
			}
			buf_add_string(out, "\r\n");
		}
	}
	return 0;
}
