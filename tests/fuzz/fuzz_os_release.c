/* SPDX-License-Identifier: GPL-3.0-or-later
 * os-release of a stranger's system: every value is read, every slug is a word. */
#include "probes/os_release.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	const char *text = (const char *)data;
	const char *slug = os_release_platform(text, size, &arena);
	if (slug && strcspn(slug, " \n\"'$`\\") != strlen(slug))
		abort();
	const char *name = os_release_get(text, size, "PRETTY_NAME", &arena);
	if (name && strlen(name) > size)
		abort();
	arena_done(&arena);
	return 0;
}
