/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pictures of USB cameras: sizes and rates that their descriptors promise. Pure; takes
 * bytes from strangers.
 * Spec: Universal Serial Bus Device Class Definition for Video Devices 1.5, 3.7.2.3
 *       (camera terminal), 3.9.2.5, table B-3 (terminals with a socket); payload formats
 * "Uncompressed" and "MJPEG", 3.1.2, and "Frame Based", 3.1.2 */
#ifndef HWFIT_UVC_H
#define HWFIT_UVC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	UVC_1080P,
	UVC_2160P,
	UVC_SIZES,
};

struct uvc_modes {
	size_t frames;          /* how many sizes of all formats; 0: it tells none */
	unsigned width, height; /* of the largest picture, by its pixels */
	/* Shortest time between two pictures of a size, in 100 ns; 0: no such size. */
	uint32_t interval[UVC_SIZES];
	bool camera;         /* there is a lens: an input terminal of that type */
	bool connector;      /* there is a socket that takes a picture */
	bool zoom, pan_tilt; /* it has such controls */
};

/* Descriptors of a device as sysfs has them. Of several cameras in one device the best of
 * each counts. What is cut short is left out. */
void uvc_read(struct uvc_modes *modes, const uint8_t *bytes, size_t n);

#endif
