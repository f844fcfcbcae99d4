/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads descriptors of USB audio: terminals of control, formats of streaming. Pure. */
#include "probes/sound.h"
#include "probes/usb_bytes.h"

enum {
	TERMINAL_SIZE = 6, /* up to its type, in all versions */
	AUDIO = 0x01,
	OUTPUT_TERMINAL = 0x03,
	FORMAT_TYPE = 0x02, /* of streaming */
	FORMAT_RATES = 8,
	VERSION_1 = 0x00, /* protocol; later versions tell rates only when asked */
	ENDPOINT_IN = 0x80,
};

/* Terminal types, and what they are; a type of 0 behind the first two digits stands for
 * every other of that group. */
static const struct {
	uint16_t type;
	uint8_t use; /* SOUND_USES: none */
} terminals[] = {
        {0x0200, SOUND_MICROPHONE}, {0x0302, SOUND_HEADPHONES},
        {0x0303, SOUND_HEADPHONES}, {0x0300, SOUND_SPEAKER},
        {0x0401, SOUND_HEADPHONES}, {0x0402, SOUND_HEADPHONES},
        {0x0400, SOUND_SPEAKER},
};

/* Connectors: what they are is also a matter of the direction. */
static const struct {
	uint16_t type;
	uint8_t in, out;
} connectors[] = {
        {0x0601, SOUND_LINE_IN, SOUND_LINE_OUT},
        {0x0602, SOUND_DIGITAL_IN, SOUND_DIGITAL_OUT},
        {0x0603, SOUND_LINE_IN, SOUND_LINE_OUT},
        {0x0604, SOUND_LINE_IN, SOUND_LINE_OUT},
        {0x0605, SOUND_DIGITAL_IN, SOUND_DIGITAL_OUT},
};

enum {
	GROUP = 0xff00,
	STREAM = 0x0100, /* to and from the host */
	MICROPHONES = 0x0200,
	GENERIC_MICROPHONE = 0x0201,
	BOTH_WAYS = 0x0400,
	HANDSET = 0x0401,
	HEADSET = 0x0402,
};

static uint32_t rate_at(const uint8_t *bytes)
{
	return usb_word_at(bytes) | (uint32_t)bytes[2] << 16;
}

static unsigned use_of(unsigned type, bool input)
{
	if (input && (type & GROUP) == BOTH_WAYS)
		return SOUND_MICROPHONE;
	for (size_t i = 0; i < sizeof(terminals) / sizeof(*terminals); i++) {
		unsigned row = terminals[i].type;
		if (row == type || (!(row & 0xff) && row == (type & GROUP)))
			return terminals[i].use;
	}
	for (size_t i = 0; i < sizeof(connectors) / sizeof(*connectors); i++)
		if (connectors[i].type == type)
			return input ? connectors[i].in : connectors[i].out;
	return SOUND_USES;
}

static void read_terminal(struct uac *uac, const uint8_t *bytes)
{
	if (bytes[0] < TERMINAL_SIZE)
		return;
	unsigned type = usb_word_at(bytes + 4);
	if ((type & GROUP) == STREAM)
		return;
	uac->terminals++;
	unsigned use = use_of(type, bytes[2] == USB_INPUT_TERMINAL);
	if (use < SOUND_USES)
		uac->uses |= 1u << use;
	uac->headset = uac->headset || type == HEADSET;
	uac->handset = uac->handset || type == HANDSET;
	uac->speakerphone =
	        uac->speakerphone || ((type & GROUP) == BOTH_WAYS && type > HEADSET);
	uac->microphone = uac->microphone ||
	                  ((type & GROUP) == MICROPHONES && type > GENERIC_MICROPHONE);
}

/* No rates: a range from the first to the second. */
static uint32_t highest_rate(const uint8_t *bytes)
{
	uint32_t best = 0;
	if (bytes[0] < FORMAT_RATES)
		return 0;
	size_t count = bytes[7] ? bytes[7] : 2;
	for (size_t i = 0; i < count && FORMAT_RATES + 3 * (i + 1) <= bytes[0]; i++) {
		uint32_t rate = rate_at(bytes + FORMAT_RATES + 3 * i);
		best = rate > best ? rate : best;
	}
	return best;
}

/* The interface that records are in, and the format that its setting has told. */
struct position {
	unsigned class, protocol;
	uint32_t rate;
};

static void read_record(struct uac *uac, struct position *in, const uint8_t *d)
{
	bool of_class = d[1] == USB_TYPE_CLASS_INTERFACE && d[0] > 2;
	if (d[1] == USB_TYPE_INTERFACE && d[0] >= USB_INTERFACE_SIZE) {
		*in = (struct position){(unsigned)d[5] << 8 | d[6], d[7], 0};
	} else if (of_class && in->class == (AUDIO << 8 | USB_CONTROL)) {
		if (d[2] == USB_INPUT_TERMINAL || d[2] == OUTPUT_TERMINAL)
			read_terminal(uac, d);
	} else if (of_class && in->class == (AUDIO << 8 | USB_STREAMING)) {
		if (d[2] == FORMAT_TYPE && in->protocol == VERSION_1)
			in->rate = highest_rate(d);
	} else if (d[1] == USB_TYPE_ENDPOINT && d[0] >= USB_ENDPOINT_SIZE) {
		/* The first endpoint carries the sound; another only keeps time. */
		if (d[2] & ENDPOINT_IN && in->rate > uac->sample_rate)
			uac->sample_rate = in->rate;
		in->rate = 0;
	}
}

void uac_read(struct uac *uac, const uint8_t *bytes, size_t n)
{
	struct position in = {0};
	*uac = (struct uac){0};
	for (size_t at = 0; n - at >= 2; at += bytes[at]) {
		const uint8_t *d = bytes + at;
		if (d[0] < 2 || d[0] > n - at)
			return;
		read_record(uac, &in, d);
	}
}
