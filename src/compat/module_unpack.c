/* SPDX-License-Identifier: GPL-3.0-or-later
 * Unpacks kernel modules that are compressed by gzip, xz or zstd (Linux,
 * CONFIG_MODULE_COMPRESS_*). */
#include "base/archive.h"
#include "compat/modinfo.h"

#include <string.h>

static const struct packing {
	const char *magic;
	size_t n;
} packings[] = {
        {"\xfd\x37zXZ\0", 6},
        {"\x28\xb5\x2f\xfd", 4},
        {"\x1f\x8b", 2},
};

int module_unpack(const char *bytes, size_t n, const char *name, struct buf *out,
                  struct error *err)
{
	for (size_t i = 0; i < sizeof(packings) / sizeof(*packings); i++)
		if (n >= packings[i].n &&
		    !memcmp(bytes, packings[i].magic, packings[i].n))
			return archive_inflate(bytes, n, name, MODULE_MAX_BYTES, out,
			                       err);
	if (n > MODULE_MAX_BYTES)
		return error_set(err, EXIT_usage, name,
		                 "it is too large for a kernel module");
	buf_add(out, bytes, n);
	return 0;
}
