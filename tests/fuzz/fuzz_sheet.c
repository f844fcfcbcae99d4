/* SPDX-License-Identifier: GPL-3.0-or-later
 * A table that a bidder sends, CSV or XLSX: every cell that comes out is clean text. */
#include "procure/sheet.h"

#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sheet sheet = {0};
	struct error err = {0};
	int failed = sheet_read(&sheet, (const char *)data, size, "fuzz", &err);
	if (failed && (err.code == EXIT_ok || !*err.text))
		abort(); /* a refusal says why */
	for (size_t i = 0; i < sheet.n; i++)
		for (size_t k = 0; k < SHEET_COLUMNS_MAX; k++) {
			struct buf clean = BUF_EMPTY;
			const char *cell = sheet.rows[i].cells[k];
			if (cell && text_clean(&clean, cell, strlen(cell)))
				abort();
			buf_done(&clean);
		}
	sheet_done(&sheet);
	return 0;
}
