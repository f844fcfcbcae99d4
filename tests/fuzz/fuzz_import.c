/* SPDX-License-Identifier: GPL-3.0-or-later
 * A document of another tool from a stranger, in each format whether it looks like it or
 * not: a scan that comes of it can be written and read back. */
#include "facts/scan_json.h"
#include "import/import.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int read_back(void *context, struct scan *scan)
{
	struct buf out = BUF_EMPTY;
	(void)context;
	scan_json_write(scan, &out);
	struct scan *again = scan_json_read(out.text, out.n, "again", NULL);
	if (!again)
		abort();
	scan_free(again);
	scan_free(scan);
	buf_done(&out);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct import_document doc = {
	        .name = "fuzz", .bytes = (const char *)data, .n = size};
	size_t n;
	const struct importer *rows = importer_table(&n);
	for (size_t i = 0; i < n; i++) {
		struct error err = {0};
		rows[i].is(doc.bytes, doc.n);
		rows[i].read(&doc, read_back, NULL, &err);
	}
	return 0;
}
