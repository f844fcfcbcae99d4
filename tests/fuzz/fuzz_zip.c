/* SPDX-License-Identifier: GPL-3.0-or-later
 * An archive from a stranger: a member is never larger than the limit. */
#include "base/zip.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { LIMIT = 1 << 20 };
	static const char *const members[] = {"[Content_Types].xml",
	                                      "xl/worksheets/sheet1.xml",
	                                      "xl/sharedStrings.xml"};
	struct zip_source zip = {(const char *)data, size, "fuzz"};
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		struct buf out = BUF_EMPTY;
		struct error err = {0};
		int result = zip_read(&zip, members[i], LIMIT, &out, &err);
		if (out.n > LIMIT || (result < 0 && err.code == EXIT_ok))
			abort();
		buf_done(&out);
	}
	return 0;
}
