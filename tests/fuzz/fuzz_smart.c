/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers of smartctl. */
#include "probes/smart.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct scan *scan = scan_new();
	smart_map(scan, scan_add(scan, KIND_disk, "sda"), (const char *)bytes, n);
	scan_free(scan);
	return 0;
}
