/* SPDX-License-Identifier: GPL-3.0-or-later
 * EDID from a stranger: read, and mapped to a display. */
#include "probes/display.h"
#include "probes/edid.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scan *scan = scan_new();
	struct edid *edid = arena_alloc(&scan->arena, sizeof(*edid));
	struct display_raw raw = {.name = "card0-DP-1",
	                          .connector = "DP-1",
	                          .status = "connected",
	                          .edid = data,
	                          .edid_size = size};
	struct display_list list = {.items = &raw, .n = 1};
	edid_read(edid, data, size);
	if (edid->mode_count > EDID_MODES || edid->text_count > EDID_TEXTS ||
	    edid->name.n > sizeof(edid->name.text))
		abort();
	display_map(scan, &list);
	scan_finish(scan);
	scan_free(scan);
	return 0;
}
