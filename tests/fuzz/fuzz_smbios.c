/* SPDX-License-Identifier: GPL-3.0-or-later
 * An SMBIOS table from a stranger: the first 24 bytes are the entry point, the rest is
 * the table. Whatever it says, the document that comes of it can be read back. */
#include "facts/derive.h"
#include "probes/smbios.h"

#include "read_back.h"

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
	read_back(scan);
	return 0;
}
