/* SPDX-License-Identifier: GPL-3.0-or-later
 * For fuzz targets that end in a scan. */
#ifndef HWFIT_FUZZ_READ_BACK_H
#define HWFIT_FUZZ_READ_BACK_H

#include "facts/scan_json.h"

#include <stdlib.h>

/* Whatever a stranger wrote, the document that comes of it can be read again. Takes the
 * scan. */
static inline void read_back(struct scan *scan)
{
	struct buf out = BUF_EMPTY;
	scan_json_write(scan, &out);
	struct scan *again = scan_json_read(out.text, out.n, "again", NULL);
	if (!again)
		abort();
	scan_free(again);
	scan_free(scan);
	buf_done(&out);
}

#endif
