/* SPDX-License-Identifier: GPL-3.0-or-later
 * A recorded /proc/self/mountinfo from a stranger. */
#include "probes/mountinfo.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct mountinfo mount;
	size_t at = 0;
	while (mountinfo_next((const char *)data, size, &at, &arena, &mount))
		if (strlen(mount.number) + strlen(mount.root) + strlen(mount.point) +
		            strlen(mount.type) + strlen(mount.source) >
		    size)
			abort();
	arena_done(&arena);
	return 0;
}
