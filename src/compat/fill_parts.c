/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names the parts that are a function of a PCI or USB device: they have its names. */
#include "compat/fill_parts.h"

/* A kind whose address is that of a PCI function or a USB device. */
static const struct {
	enum fact_id address, vendor, model;
} parts[] = {
        {FACT_gpu_address, FACT_gpu_vendor, FACT_gpu_model},
        {FACT_network_address, FACT_network_vendor, FACT_network_model},
        {FACT_printer_address, FACT_printer_vendor, FACT_printer_model},
        {FACT_smartcard_reader_address, FACT_smartcard_reader_vendor,
         FACT_smartcard_reader_model},
        {FACT_camera_address, FACT_camera_vendor, FACT_camera_model},
        {FACT_bluetooth_address, FACT_bluetooth_vendor, FACT_bluetooth_model},
        {FACT_audio_address, FACT_audio_vendor, FACT_audio_model},
        {FACT_microphone_address, FACT_microphone_vendor, FACT_microphone_model},
        {FACT_headset_address, FACT_headset_vendor, FACT_headset_model},
        {FACT_modem_address, FACT_modem_vendor, FACT_modem_model},
        {FACT_card_reader_address, FACT_card_reader_vendor, FACT_card_reader_model},
        {FACT_scanner_address, FACT_scanner_vendor, FACT_scanner_model},
        {FACT_fingerprint_reader_address, FACT_fingerprint_reader_vendor,
         FACT_fingerprint_reader_model},
        {FACT_raid_controller_address, FACT_raid_controller_vendor,
         FACT_raid_controller_model},
        {FACT_capture_card_address, FACT_capture_card_vendor, FACT_capture_card_model},
        {FACT_phone_address, FACT_phone_vendor, FACT_phone_model},
        {FACT_keyboard_address, FACT_keyboard_vendor, FACT_keyboard_model},
        {FACT_mouse_address, FACT_mouse_vendor, FACT_mouse_model},
        {FACT_touchpad_address, FACT_touchpad_vendor, FACT_touchpad_model},
        {FACT_touchscreen_address, FACT_touchscreen_vendor, FACT_touchscreen_model},
};

/* Says of the part what the device's fact says. What the part knows itself stands. */
static void copy(struct scan *scan, struct component *c, enum fact_id to,
                 const struct component *device, enum fact_id from)
{
	const struct fact *fact = fact_get(device, from);
	if (!fact || fact_value(c, to))
		return;
	if (fact->state == STATE_known) {
		fact_set_string(scan, c, to, fact->value.text);
		fact_set_source(scan, c, to,
		                fact->source ? fact->source : fact_row(from)->source);
	} else if (fact->state == STATE_absent) {
		fact_set_absent(scan, c, to);
	} else if (fact->state == STATE_unreadable) {
		fact_set_unreadable(scan, c, to, fact->why, fact->remedy);
	}
}

void compat_fill_parts(struct scan *scan)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		enum kind_id kind = fact_row(parts[i].address)->kind;
		const struct component_list *list = &scan->kinds[kind];
		for (size_t j = 0; j < list->n; j++) {
			struct component *c = list->items[j];
			const struct value *at = fact_value(c, parts[i].address);
			const struct component *pci =
			        at ? scan_find(scan, KIND_pci, at->text) : NULL;
			const struct component *usb =
			        at ? scan_find(scan, KIND_usb, at->text) : NULL;
			if (pci) {
				copy(scan, c, parts[i].vendor, pci, FACT_pci_vendor);
				copy(scan, c, parts[i].model, pci, FACT_pci_model);
			} else if (usb) {
				copy(scan, c, parts[i].vendor, usb, FACT_usb_vendor);
				copy(scan, c, parts[i].model, usb, FACT_usb_model);
			}
		}
	}
}
