/* SPDX-License-Identifier: GPL-3.0-or-later
 * USB descriptors from a stranger, the first byte being the active configuration: read
 * and mapped. */
#include "probes/usb.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	struct scan *scan = scan_new();
	struct usb_list list = {.scan = scan};
	struct usb_raw raw = {.name = "1-1", .speed = data[0] & 1 ? "5000" : "12"};
	usb_read_descriptors(&raw.descriptors, data + 1, size - 1,
	                     data[0] == 255 ? USB_UNKNOWN : data[0]);
	if (raw.descriptors.n > USB_INTERFACES_MAX)
		abort();
	list.items = &raw;
	list.n = 1;
	usb_map(scan, &list);
	scan_finish(scan);
	scan_free(scan);
	return 0;
}
