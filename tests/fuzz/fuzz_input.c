/* SPDX-License-Identifier: GPL-3.0-or-later
 * Abilities and names of an input device from a stranger, each in a line of its own. */
#include "probes/input.h"

#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scan *scan = scan_new();
	struct input_raw raw = {.name = "input3"};
	struct input_list list = {&raw, 1, NULL};
	char text[4096];
	struct input_bits *sets[] = {&raw.keys, &raw.relative, &raw.absolute,
	                             &raw.properties};
	snprintf(text, sizeof(text), "%.*s", (int)(size < 4095 ? size : 4095),
	         (const char *)data);
	char *line = text;
	for (size_t i = 0; line && i < sizeof(sets) / sizeof(*sets); i++) {
		char *rest = strchr(line, '\n');
		if (rest)
			*rest++ = '\0';
		input_read_bits(sets[i], line, size & 1 ? 32 : 64);
		line = rest;
	}
	snprintf(raw.place, sizeof(raw.place), "%s", line ? line : "");
	snprintf(raw.label, sizeof(raw.label), "%s", line ? line : "");
	snprintf(raw.phys, sizeof(raw.phys), "%s", line ? line : "");
	snprintf(raw.product, sizeof(raw.product), "%s", line ? line : "3/1/1/1");
	input_map(scan, &list);
	scan_finish(scan);
	scan_free(scan);
	return 0;
}
