/* SPDX-License-Identifier: GPL-3.0-or-later
 * An index of modules from a stranger, behind an alias that ends with NUL: searched; and
 * the same bytes as a log of the kernel. What a log is cut to has the same missing files.
 */
#include "probes/drivers.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void found(void *context, const char *module, size_t n)
{
	size_t *sum = context;
	for (size_t i = 0; i < n; i++)
		*sum += (unsigned char)module[i];
}

static size_t missing(const char *log, size_t n)
{
	struct scan *scan = scan_new();
	drivers_map_log(scan, log, n);
	scan_finish(scan);
	const struct fact *fact = scan_fact(scan, FACT_os_missing_firmware);
	size_t count = fact->value.list.n;
	scan_free(scan);
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = memchr(data, '\0', size);
	struct module_index index;
	size_t sum = 0;
	if (end && module_index_open(&index, end + 1, size - (size_t)(end - data) - 1))
		module_index_search(&index, (const char *)data, found, &sum);
	struct buf cut = BUF_EMPTY;
	drivers_cut_log((const char *)data, size, &cut);
	if (missing((const char *)data, size) != missing(cut.text, cut.n))
		abort();
	buf_done(&cut);
	return 0;
}
