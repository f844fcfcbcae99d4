/* SPDX-License-Identifier: GPL-3.0-or-later
 * What descriptors of USB have in common. Internal to probes.
 * Spec: Universal Serial Bus 2.0, tables 9-5, 9-10 and 9-12; classes of audio and video
 */
#ifndef HWFIT_USB_BYTES_H
#define HWFIT_USB_BYTES_H

#include <stdint.h>

enum {
	USB_TYPE_CONFIGURATION = 0x02,
	USB_TYPE_INTERFACE = 0x04,
	USB_TYPE_ENDPOINT = 0x05,
	USB_TYPE_CLASS_INTERFACE = 0x24, /* of the class of the interface it stands in */
	USB_DEVICE_SIZE = 18,
	USB_CONFIGURATION_SIZE = 9,
	USB_INTERFACE_SIZE = 9,
	USB_ENDPOINT_SIZE = 7,
	/* Of audio and video alike: subclasses, and a descriptor of control. */
	USB_CONTROL = 0x01,
	USB_STREAMING = 0x02,
	USB_INPUT_TERMINAL = 0x02,
};

static inline uint16_t usb_word_at(const uint8_t *bytes)
{
	return (uint16_t)(bytes[0] | bytes[1] << 8);
}

#endif
