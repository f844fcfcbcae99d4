/* SPDX-License-Identifier: GPL-3.0-or-later
 * A stranger's udev record of memory, made into a table and mapped to facts. */
#include "base/buf.h"
#include "probes/smbios.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scan *scan = scan_new();
	struct buf made = BUF_EMPTY;
	struct smbios_table table;
	if (smbios_udev_table((const char *)data, size, &scan->arena, &made)) {
		smbios_parse(scan, NULL, 0, (const uint8_t *)made.text, made.n, &table);
		smbios_map_memory(scan, &table);
		scan_finish(scan);
	}
	buf_done(&made);
	scan_free(scan);
	return 0;
}
