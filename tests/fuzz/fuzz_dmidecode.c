/* SPDX-License-Identifier: GPL-3.0-or-later
 * A text of dmidecode from a stranger: whatever it says, a scan that comes of it can be
 * written and read back. */
#include "import/import.h"

#include "read_back.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int take(void *context, struct scan *scan)
{
	(void)context;
	read_back(scan);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct import_document doc = {
	        .name = "fuzz", .bytes = (const char *)data, .n = size};
	struct error err = {0};
	size_t n;
	const struct importer *rows = importer_table(&n);
	import_dmidecode_read(&doc, take, NULL, &err);
	for (size_t i = 0; i < n; i++)
		if (rows[i].is(doc.bytes, doc.n))
			rows[i].read(&doc, take, NULL, &err);
	return 0;
}
