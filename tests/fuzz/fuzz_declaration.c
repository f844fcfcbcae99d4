/* SPDX-License-Identifier: GPL-3.0-or-later
 * A declaration from a stranger, put into a scan that knows a little: what comes of it is
 * a document that can be read back. */
#include "tor/declaration.h"

#include "read_back.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char little[] = "{\"format\":\"hwfit-scan/"
                             "1\",\"tool\":{\"name\":\"hwfit\",\"version\":\"0.1.0\"},"
                             "\"taken\":\"2026-05-01T10:00:00Z\",\"host\":{\"hostname\":"
                             "\"h\"},\"components\":{"
                             "\"disk\":[{\"key\":\"sda\",\"size\":1000,\"unreadable\":{"
                             "\"wear\":{\"why\":\"r\"}}}]"
                             "}}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct problems problems = {0};
	struct declaration *declaration =
	        declaration_parse((const char *)data, size, "fuzz.decl", &problems);
	if (!declaration != (problems.errors > 0))
		abort();
	if (declaration) {
		struct scan *scan =
		        scan_json_read(little, strlen(little), "little", NULL);
		if (!scan)
			abort();
		declaration_apply(declaration, scan);
		read_back(scan);
	}
	declaration_free(declaration);
	problems_done(&problems);
	return 0;
}
