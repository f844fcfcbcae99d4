/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pins of a codec, streams of a card and descriptors of USB sound from a stranger, read
 * and mapped: the first byte says how many of the rest are text. */
#include "probes/sound.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	size_t text = data[0] < size ? data[0] : size - 1;
	const char *bytes = (const char *)data + 1;
	struct sound_card card = {.place.device = "0000:00:1f.3",
	                          .playback = 1,
	                          .capture = 1,
	                          .codec_count = 1};
	struct sound_usb usb = {.device = "1-2"};
	struct sound_list list = {.items = &card, .n = 1, .usb = &usb, .usb_count = 1};
	struct scan *scan = scan_new();
	struct component *device = scan_add(scan, KIND_usb, "1-2");
	fact_add_word(scan, device, FACT_usb_interfaces, "010100");
	scan_add(scan, KIND_audio, "1-2");
	card.codecs[0] = (struct sound_codec){.name = "codec", .told = true};
	hda_read_pins(&card.codecs[0].pins, bytes, text);
	if (card.codecs[0].pins.n > SOUND_PINS_MAX)
		abort();
	sound_read_streams(&list, bytes, text);
	uac_read(&usb.uac, data + 1 + text, size - 1 - text);
	sound_map(scan, &list);
	scan_finish(scan);
	scan_free(scan);
	return 0;
}
