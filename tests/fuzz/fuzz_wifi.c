/* SPDX-License-Identifier: GPL-3.0-or-later
 * Messages of nl80211, and radios as a recording keeps them. What was written reads as
 * the same. */
#include "probes/network.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_radio(const struct wifi_radio *radio)
{
	struct buf text = BUF_EMPTY, second = BUF_EMPTY;
	struct wifi_radio again = {0};
	struct scan *scan = scan_new();
	struct network_raw raw = {.name = "wlan0",
	                          .has_device = true,
	                          .wireless = true,
	                          .arphrd = 1,
	                          .radio_state = NETWORK_READ,
	                          .radio = *radio};
	struct network_list list = {&raw, 1, NULL};
	wifi_write(radio, &text);
	wifi_read_text(&again, text.n ? text.text : "", text.n);
	wifi_write(&again, &second);
	if (text.n != second.n || (text.n && memcmp(text.text, second.text, text.n) != 0))
		abort();
	network_map(scan, &list);
	scan_finish(scan);
	scan_free(scan);
	buf_done(&text);
	buf_done(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wifi_list *list = memory_get(sizeof(*list));
	struct wifi_radio recorded = {0};
	wifi_read(list, data, size);
	for (size_t i = 0; i < list->n; i++)
		check_radio(&list->items[i]);
	wifi_read_text(&recorded, (const char *)data, size);
	check_radio(&recorded);
	free(list);
	return 0;
}
