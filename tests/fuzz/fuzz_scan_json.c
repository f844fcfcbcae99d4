/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scan document from a stranger: read, written, and read again to the same bytes. */
#include "facts/scan_json.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scan *scan = scan_json_read((const char *)data, size, "fuzz", NULL);
	if (!scan)
		return 0;
	struct buf first = BUF_EMPTY, second = BUF_EMPTY;
	scan_json_write(scan, &first);
	struct scan *again = scan_json_read(first.text, first.n, "again", NULL);
	if (!again)
		abort();
	scan_json_write(again, &second);
	if (first.n != second.n || memcmp(first.text, second.text, first.n) != 0)
		abort();
	buf_done(&first);
	buf_done(&second);
	scan_free(scan);
	scan_free(again);
	return 0;
}
