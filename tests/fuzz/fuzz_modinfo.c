/* SPDX-License-Identifier: GPL-3.0-or-later
 * Modules in any packing, and the list of what is built in. */
#include "compat/modinfo.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void count(void *context, const char *name, const char *value)
{
	*(size_t *)context += strlen(name) + strlen(value);
}

static void begin(void *context, const char *module)
{
	*(size_t *)context += strlen(module);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t n = 0;
	struct error err = {0};
	struct modinfo_builtin reader = {begin, count, &n};
	modinfo_read((const char *)data, size, "module", count, &n, &err);
	modinfo_read_builtin((const char *)data, size, &reader);
	return 0;
}
