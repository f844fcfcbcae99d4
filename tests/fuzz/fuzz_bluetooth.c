/* SPDX-License-Identifier: GPL-3.0-or-later
 * Packets of Bluetooth's management interface, and answers as a recording keeps them.
 * What was written reads as the same. */
#include "probes/bluetooth.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct bluetooth_info *info)
{
	struct bluetooth_list list = {.n = 1};
	struct bluetooth_info again;
	struct buf text = BUF_EMPTY, second = BUF_EMPTY;
	struct scan *scan = scan_new();
	bluetooth_write(info, &text);
	bluetooth_read_text(&again, text.text, text.n);
	bluetooth_write(&again, &second);
	if (text.n != second.n || memcmp(text.text, second.text, text.n) != 0)
		abort();
	list.items[0] = (struct bluetooth_raw){.name = "hci0", .info = *info};
	bluetooth_map(scan, &list);
	scan_finish(scan);
	scan_free(scan);
	buf_done(&text);
	buf_done(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bluetooth_info info = {.state = BLUETOOTH_SILENT};
	bluetooth_read(&info, 0, data, size);
	check(&info);
	bluetooth_read_text(&info, (const char *)data, size);
	check(&info);
	return 0;
}
