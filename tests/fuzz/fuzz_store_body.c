/* SPDX-License-Identifier: GPL-3.0-or-later
 * A component's body from a damaged inventory: read, and written again to a form that
 * does not change any more. */
#include "store/body.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void round_trip(const char *bytes, size_t n, struct buf *out)
{
	struct arena arena = {0};
	struct component c = {.kind = KIND_memory_module};
	c.facts = arena_alloc(&arena, (body_lines(bytes, n) + 1) * sizeof(*c.facts));
	body_read(&arena, c.kind, bytes, n, c.facts, &c.n, NULL);
	body_write(out, &c, PART_core);
	arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf first = BUF_EMPTY, second = BUF_EMPTY;
	round_trip((const char *)data, size, &first);
	round_trip(first.text, first.n, &second);
	if (first.n != second.n || memcmp(first.text, second.text, first.n) != 0)
		abort();
	buf_done(&first);
	buf_done(&second);
	return 0;
}
