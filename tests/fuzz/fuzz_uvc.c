/* SPDX-License-Identifier: GPL-3.0-or-later
 * Descriptors of a camera from a stranger, read and mapped. */
#include "probes/parts.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scan *scan = scan_new();
	struct component *usb = scan_add(scan, KIND_usb, "1-1");
	struct parts_strings strings = {.device = "1-1"};
	fact_add_word(scan, usb, FACT_usb_interfaces, "0e0100");
	uvc_read(&strings.video, data, size);
	if (strings.video.frames && (!strings.video.width || !strings.video.height))
		abort();
	parts_map(scan, &strings, 1);
	scan_finish(scan);
	scan_free(scan);
	return 0;
}
