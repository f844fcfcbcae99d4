/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads descriptors of USB video: frames of streaming, the camera terminal of control. */
#include "probes/uvc.h"

#include "probes/usb_bytes.h"

enum {
	VIDEO = 0x0e,
	CAMERA_TERMINAL = 0x0201,
	CONNECTOR_FIRST = 0x0401, /* composite, S-Video, component */
	CONNECTOR_LAST = 0x0403,
	TERMINAL_SIZE = 8,
	ZOOM = 1 << 9 | 1 << 10, /* absolute, relative */
	PAN_TILT = 1 << 11 | 1 << 12,
};

/* Where a kind of frame has its parts; sizes are at 5 and 7 in all. */
static const struct {
	uint8_t subtype, count, intervals;
} frames[] = {
        {0x05, 25, 26}, /* uncompressed */
        {0x07, 25, 26}, /* Motion-JPEG */
        {0x11, 21, 26}, /* frame based */
};

static const struct {
	unsigned width, height;
} sizes[UVC_SIZES] = {
        [UVC_1080P] = {1920, 1080},
        [UVC_2160P] = {3840, 2160},
};

static uint32_t long_at(const uint8_t *bytes)
{
	return usb_word_at(bytes) | (uint32_t)usb_word_at(bytes + 2) << 16;
}

/* Of a range the first is its shortest, of a list any may be. */
static uint32_t shortest(const uint8_t *bytes, unsigned count, size_t at)
{
	uint32_t best = 0;
	size_t size = bytes[0];
	for (unsigned i = 0; i < (count ? count : 1) && at + 4 <= size; i++, at += 4) {
		uint32_t interval = long_at(bytes + at);
		if (interval && (!best || interval < best))
			best = interval;
	}
	return best;
}

static void read_frame(struct uvc_modes *modes, const uint8_t *bytes, size_t kind)
{
	size_t count_at = frames[kind].count;
	if (bytes[0] <= count_at)
		return;
	unsigned width = usb_word_at(bytes + 5), height = usb_word_at(bytes + 7);
	uint32_t interval = shortest(bytes, bytes[count_at], frames[kind].intervals);
	if (!width || !height)
		return;
	modes->frames++;
	if ((uint64_t)width * height > (uint64_t)modes->width * modes->height) {
		modes->width = width;
		modes->height = height;
	}
	for (size_t i = 0; i < UVC_SIZES; i++)
		if (width == sizes[i].width && height == sizes[i].height && interval &&
		    (!modes->interval[i] || interval < modes->interval[i]))
			modes->interval[i] = interval;
}

static void read_terminal(struct uvc_modes *modes, const uint8_t *bytes)
{
	unsigned controls = 0;
	if (bytes[0] >= TERMINAL_SIZE && usb_word_at(bytes + 4) >= CONNECTOR_FIRST &&
	    usb_word_at(bytes + 4) <= CONNECTOR_LAST)
		modes->connector = true;
	if (bytes[0] < 15 || usb_word_at(bytes + 4) != CAMERA_TERMINAL)
		return;
	for (unsigned i = 0; i < bytes[14] && i < 2 && 15u + i < bytes[0]; i++)
		controls |= (unsigned)bytes[15 + i] << (8 * i);
	modes->camera = true;
	modes->zoom = modes->zoom || controls & ZOOM;
	modes->pan_tilt = modes->pan_tilt || controls & PAN_TILT;
}

void uvc_read(struct uvc_modes *modes, const uint8_t *bytes, size_t n)
{
	unsigned class = 0; /* class and subclass of the interface that it is in */
	*modes = (struct uvc_modes){0};
	for (size_t at = 0; n - at >= 2; at += bytes[at]) {
		const uint8_t *d = bytes + at;
		if (d[0] < 2 || d[0] > n - at)
			return;
		if (d[1] == USB_TYPE_INTERFACE && d[0] >= USB_INTERFACE_SIZE)
			class = (unsigned)d[5] << 8 | d[6];
		if (d[1] != USB_TYPE_CLASS_INTERFACE || d[0] < 3)
			continue;
		if (class == (VIDEO << 8 | USB_CONTROL) && d[2] == USB_INPUT_TERMINAL)
			read_terminal(modes, d);
		for (size_t i = 0; class == (VIDEO << 8 | USB_STREAMING) &&
		                   i < sizeof(frames) / sizeof(*frames);
		     i++)
			if (d[2] == frames[i].subtype)
				read_frame(modes, d, i);
	}
}
