/* SPDX-License-Identifier: GPL-3.0-or-later
 * An SMBIOS table from a stranger: the first 24 bytes are the entry point, the rest is
 * the table. Whatever it says, the document that comes of it can be read back. */
#include "facts/derive.h"
#include "facts/scan_json.h"
#include "probes/smbios.h"

#include <stdlib.h>

enum { ENTRY = 24 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scan *scan = scan_new();
	struct smbios_table table;
	size_t entry = size < ENTRY ? size : ENTRY;
	if (size - entry > SMBIOS_TABLE_MAX)
		size = entry + SMBIOS_TABLE_MAX;
	smbios_parse(scan, data, entry, data + entry, size - entry, &table);
	smbios_map(scan, &table);
	derive_facts(scan);
	scan_finish(scan);
	struct buf out = BUF_EMPTY;
	scan_json_write(scan, &out);
	struct scan *again = scan_json_read(out.text, out.n, "again", NULL);
	if (!again)
		abort();
	scan_free(again);
	scan_free(scan);
	buf_done(&out);
	return 0;
}
