/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers of a driver in a recording from a stranger: read, written again and mapped.
 * What was written reads as the same. */
#include "probes/network.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scan *scan = scan_new();
	struct network_raw raw = {.name = "eth0", .has_device = true, .arphrd = 1};
	struct network_list list = {&raw, 1, NULL};
	struct network_answers again = {0};
	struct buf text = BUF_EMPTY, second = BUF_EMPTY;
	network_answers_read(&raw.answers, (const char *)data, size);
	network_answers_write(&raw.answers, &text);
	network_answers_read(&again, text.text, text.n);
	network_answers_write(&again, &second);
	if (text.n != second.n || memcmp(text.text, second.text, text.n) != 0)
		abort();
	network_map(scan, &list);
	scan_finish(scan);
	scan_free(scan);
	buf_done(&text);
	buf_done(&second);
	return 0;
}
