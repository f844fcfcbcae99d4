/* SPDX-License-Identifier: GPL-3.0-or-later
 * A text of dmidecode from a stranger: whatever it says, a scan that comes of it can be
 * written and read back. */
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
	struct error err = {0};
	size_t n;
	const struct importer *rows = importer_table(&n);
	import_dmidecode_read(&doc, read_back, NULL, &err);
	for (size_t i = 0; i < n; i++)
		if (rows[i].is(doc.bytes, doc.n))
			rows[i].read(&doc, read_back, NULL, &err);
	return 0;
}
