/* SPDX-License-Identifier: GPL-3.0-or-later
 * Aliases as devices and as patterns; a pattern that is read is written as it was or is
 * one that the index keeps as text; and bytes that claim to be an index. */
#include "base/arena.h"
#include "compat/alias_index.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct alias_fields fields;
	struct alias_index index;
	struct alias_hit hits[ALIAS_MOST_HITS];
	char *bytes = memory_get(size + 1);
	memcpy(bytes, data, size);
	if (alias_read_pattern(bytes, size, &fields)) {
		struct buf again = BUF_EMPTY;
		alias_write(&again, &fields);
		if (!alias_read_pattern(again.text, again.n, &fields))
			abort();
		buf_done(&again);
	}
	alias_read_device(bytes, size, &fields);
	if (alias_index_open(&index, bytes, size))
		alias_index_match(&index,
		                  "pci:v00008086d00001237sv00000000sd00000000"
		                  "bc06sc00i00",
		                  56, hits);
	free(bytes);
	return 0;
}
