/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads what the firmware says of the pins of an HD Audio codec, and the streams of
 * cards. Pure. */
#include "probes/sound.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Fields of the configuration default, 7.3.3.31. */
enum {
	CONNECTIVITY_SHIFT = 30,
	JACK = 0,
	NONE = 1,
	FIXED = 2,
	BOTH = 3,
	LOCATION_SHIFT = 24,
	LOCATION_GROSS = 0x30,
	LOCATION_INTERNAL = 0x10,
	LOCATION_HDMI = 0x18,
	DEVICE_SHIFT = 20,
	CONNECTION_SHIFT = 16,
	CONNECTION_DIGITAL = 6,
	ASSOCIATION_SHIFT = 4,
};

enum { DIGITAL_OTHER_OUT = 5 };

/* By default device, table 111; what has no row is of no use to a person here. */
static const struct {
	unsigned device;
	enum sound_use use;
} uses[] = {
        {0x0, SOUND_LINE_OUT},    {0x1, SOUND_SPEAKER},     {0x2, SOUND_HEADPHONES},
        {0x4, SOUND_DIGITAL_OUT}, {0x5, SOUND_DIGITAL_OUT}, {0x8, SOUND_LINE_IN},
        {0xa, SOUND_MICROPHONE},  {0xc, SOUND_DIGITAL_IN},  {0xd, SOUND_DIGITAL_IN},
};

static void set_pin(struct hda_pins *pins, uint32_t node, uint32_t config)
{
	for (size_t i = 0; i < pins->n; i++)
		if (pins->items[i].node == node) {
			pins->items[i].config = config;
			return;
		}
	if (pins->n < SOUND_PINS_MAX)
		pins->items[pins->n++] = (struct hda_pin){node, config};
}

void hda_read_pins(struct hda_pins *pins, const char *bytes, size_t n)
{
	char line[64];
	for (size_t at = 0; text_take_line(bytes, n, &at, line, sizeof(line));) {
		unsigned node, config;
		char end;
		if (sscanf(line, "0x%4x 0x%8x%c", &node, &config, &end) == 2)
			set_pin(pins, node, config);
	}
}

static unsigned location_of(uint32_t config)
{
	return config >> LOCATION_SHIFT & 0x3f;
}

/* An association of 0 is reserved, and one of 15 is that of chips as they leave their
 * maker: such pins may lead to nothing. */
enum hda_place hda_place(uint32_t config)
{
	unsigned how = config >> CONNECTIVITY_SHIFT;
	unsigned group = config >> ASSOCIATION_SHIFT & 0xf;
	if (how == NONE)
		return HDA_NOWHERE;
	if (how == JACK && location_of(config) == LOCATION_HDMI)
		return HDA_SOCKET;
	if (group == 0 || group == 0xf)
		return HDA_DOUBTFUL;
	if (how == FIXED || how == BOTH)
		return HDA_BUILT_IN;
	bool inside = (location_of(config) & LOCATION_GROSS) == LOCATION_INTERNAL;
	return inside ? HDA_DOUBTFUL : HDA_SOCKET;
}

enum sound_use hda_use(uint32_t config)
{
	unsigned device = config >> DEVICE_SHIFT & 0xf;
	if (device == DIGITAL_OTHER_OUT && location_of(config) == LOCATION_HDMI)
		return SOUND_HDMI;
	for (size_t i = 0; i < sizeof(uses) / sizeof(*uses); i++)
		if (uses[i].device == device)
			return uses[i].use;
	return SOUND_USES;
}

bool hda_is_digital(uint32_t config)
{
	return (config >> CONNECTION_SHIFT & 0xf) == CONNECTION_DIGITAL;
}

void sound_read_streams(struct sound_list *list, const char *bytes, size_t n)
{
	static const char mark[] = "DMIC";
	char line[256];
	for (size_t at = 0; text_take_line(bytes, n, &at, line, sizeof(line));) {
		unsigned card, device;
		int end = 0;
		if (sscanf(line, "%3u-%3u: %n", &card, &device, &end) != 2 || !end ||
		    strncasecmp(line + end, mark, strlen(mark)) != 0 ||
		    !strstr(line + end, ": capture "))
			continue;
		for (size_t i = 0; i < list->n; i++)
			if (list->items[i].number == card)
				list->items[i].digital_microphone = true;
	}
}
