/* SPDX-License-Identifier: GPL-3.0-or-later
 * Printers, cameras, phones and other parts as facts. Pure. */
#include "base/text.h"
#include "probes/parts.h"

#include <string.h>

static const struct {
	const char *interface;
	enum kind_id kind;
} classes[] = {
#define PART(interface, kind) {interface, KIND_##kind},
#include "probes/parts_classes.def"
#undef PART
};

/* The facts that these kinds share; FACT_COUNT: the kind does not have it. */
static const struct facts {
	enum kind_id kind;
	enum fact_id address, connection, serial;
} tables[] = {
        {KIND_printer, FACT_printer_address, FACT_printer_connection,
         FACT_printer_serial},
        {KIND_smartcard_reader, FACT_smartcard_reader_address,
         FACT_smartcard_reader_connection, FACT_smartcard_reader_serial},
        {KIND_scanner, FACT_scanner_address, FACT_scanner_connection,
         FACT_scanner_serial},
        {KIND_fingerprint_reader, FACT_fingerprint_reader_address,
         FACT_fingerprint_reader_connection, FACT_fingerprint_reader_serial},
        {KIND_camera, FACT_camera_address, FACT_camera_connection, FACT_camera_serial},
        {KIND_capture_card, FACT_capture_card_address, FACT_COUNT,
         FACT_capture_card_serial},
        {KIND_bluetooth, FACT_bluetooth_address, FACT_COUNT, FACT_bluetooth_serial},
        {KIND_audio, FACT_audio_address, FACT_COUNT, FACT_audio_serial},
        {KIND_phone, FACT_phone_address, FACT_COUNT, FACT_phone_serial},
};

static const struct facts *facts_of(enum kind_id kind)
{
	size_t i = 0;
	while (tables[i].kind != kind)
		i++;
	return &tables[i];
}

static struct component *add_part(struct scan *scan, enum kind_id kind,
                                  const struct component *usb)
{
	const struct facts *f = facts_of(kind);
	const struct value *serial = fact_value(usb, FACT_usb_serial);
	struct component *c = scan_find(scan, kind, usb->key);
	if (c)
		return c;
	c = scan_add(scan, kind, usb->key);
	fact_set_string(scan, c, f->address, usb->key);
	fact_set_string(scan, c, f->serial, serial ? serial->text : NULL);
	if (f->connection != FACT_COUNT)
		fact_set_string(scan, c, f->connection, "usb");
	return c;
}

bool parts_has_interface(const struct component *usb, const char *start)
{
	const struct value *list = fact_value(usb, FACT_usb_interfaces);
	for (size_t i = 0; list && i < list->list.n; i++)
		if (text_starts(list->list.items[i].text, start))
			return true;
	return false;
}

static bool has_vendor(const struct component *usb, const char *vendor)
{
	const struct value *v = fact_value(usb, FACT_usb_vendor_id);
	return v && !strcmp(v->text, vendor);
}

/* Interfaces of mobile devices: usbmux of Apple's, ADB of Android's; MTP has the class of
 * the maker and its name in a string, or the class of still images as PTP has. */
#define APPLE       "05ac"
#define USBMUX      "fffe02"
#define ADB         "ff4201"
#define STILL_IMAGE "060101"

static const char *phone_mode(const struct component *usb, const char *strings)
{
	if (has_vendor(usb, APPLE) && parts_has_interface(usb, USBMUX))
		return "apple";
	if (strings && text_contains_word(strings, "MTP"))
		return "mtp";
	return parts_has_interface(usb, ADB) ? "adb" : NULL;
}

static void map_mobile(struct scan *scan, const struct component *usb,
                       const char *strings)
{
	const char *mode = phone_mode(usb, strings);
	if (mode) {
		struct component *c = add_part(scan, KIND_phone, usb);
		fact_set_string(scan, c, FACT_phone_mode, mode);
	} else if (parts_has_interface(usb, STILL_IMAGE)) {
		struct component *c = add_part(scan, KIND_camera, usb);
		scan_note(scan, c,
		          "it shows its pictures over PTP, as cameras and phones do");
	}
}

/* Pictures a second of the shortest interval, to a hundredth: 333333 and 333334 are 30.
 */
static void set_rate(struct scan *scan, struct component *c, enum fact_id fact,
                     uint32_t interval)
{
	enum { HUNDREDTHS = 1000000000 };
	if (interval)
		fact_set_fixed(scan, c, fact,
		               fixed_scale(fixed_from_int((HUNDREDTHS + interval / 2) /
		                                          interval),
		                           1, 100));
	else
		fact_set_absent(scan, c, fact);
}

/* A camera that cuts a part out of its picture has the same controls as one that moves.
 */
static void set_controls(struct scan *scan, struct component *c,
                         const struct uvc_modes *video)
{
	if (!video->camera)
		fact_set_unreadable(scan, c, FACT_camera_pan_tilt_zoom,
		                    "its descriptors name no lens", NULL);
	else if (video->zoom && video->pan_tilt)
		fact_set_unreadable(scan, c, FACT_camera_pan_tilt_zoom,
		                    "it has the controls, which do not tell whether it "
		                    "moves or cuts a part out of its picture",
		                    "look at it");
	else
		fact_set_bool(scan, c, FACT_camera_pan_tilt_zoom, false);
}

static void map_video(struct scan *scan, struct component *c,
                      const struct uvc_modes *video)
{
	static const enum fact_id facts[] = {
	        FACT_camera_resolution, FACT_camera_fps_at_1080p,
	        FACT_camera_fps_at_2160p, FACT_camera_pan_tilt_zoom};
	if (!video || !video->frames) {
		for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
			fact_set_unreadable(scan, c, facts[i],
			                    "its descriptors tell no sizes", NULL);
		return;
	}
	fact_set_resolution(scan, c, FACT_camera_resolution, video->width, video->height);
	set_rate(scan, c, FACT_camera_fps_at_1080p, video->interval[UVC_1080P]);
	set_rate(scan, c, FACT_camera_fps_at_2160p, video->interval[UVC_2160P]);
	set_controls(scan, c, video);
}

static bool product_says(const struct component *usb, const char *part)
{
	const struct value *product = fact_value(usb, FACT_usb_product_text);
	return product && strcasestr(product->text, part);
}

/* Makers whose every USB device is a fingerprint reader: AuthenTec, Validity, Upek.
 * Source: usb.ids. */
static bool is_of_fingerprint_maker(const struct component *usb)
{
	return has_vendor(usb, "08ff") || has_vendor(usb, "138a") ||
	       has_vendor(usb, "147e");
}

/* Neither kind has a class of USB: udev's lists know most, and some say so themselves. */
static void map_listed(struct scan *scan, const struct component *usb,
                       const struct parts_strings *strings)
{
	if (strings && strings->scanner)
		add_part(scan, KIND_scanner, usb);
	if ((strings && strings->fingerprint) || product_says(usb, "fingerprint") ||
	    is_of_fingerprint_maker(usb))
		add_part(scan, KIND_fingerprint_reader, usb);
}

/* Descriptors tell how a reader speaks, not how it reaches the card. */
static void map_smartcard(struct scan *scan, struct component *c,
                          const struct component *usb)
{
	if (product_says(usb, "contactless") && !product_says(usb, "contact "))
		fact_set_string(scan, c, FACT_smartcard_reader_interface, "contactless");
	else
		fact_set_unreadable(scan, c, FACT_smartcard_reader_interface,
		                    "it does not tell how it reaches a card",
		                    "look at it");
}

static void map_usb(struct scan *scan, const struct component *usb,
                    const struct parts_strings *strings)
{
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		if (parts_has_interface(usb, classes[i].interface)) {
			bool camera = classes[i].kind == KIND_camera;
			bool sockets = camera && strings && strings->video.connector &&
			               !strings->video.camera;
			struct component *c = add_part(
			        scan, sockets ? KIND_capture_card : classes[i].kind, usb);
			if (camera && !sockets)
				map_video(scan, c, strings ? &strings->video : NULL);
			if (classes[i].kind == KIND_smartcard_reader)
				map_smartcard(scan, c, usb);
		}
	map_listed(scan, usb, strings);
	map_mobile(scan, usb, strings ? strings->text : NULL);
}

/* Functions of PCI by the first digits of their class. Source: pci.ids. */
static const struct {
	const char *class;
	enum kind_id kind;
	enum fact_id address, driver;
} functions[] = {
        {"0104", KIND_raid_controller, FACT_raid_controller_address,
         FACT_raid_controller_driver},
        {"0107", KIND_raid_controller, FACT_raid_controller_address,
         FACT_raid_controller_driver},
        {"0400", KIND_capture_card, FACT_capture_card_address, FACT_capture_card_driver},
        {"0401", KIND_audio, FACT_audio_address, FACT_audio_driver},
        {"0403", KIND_audio, FACT_audio_address, FACT_audio_driver},
};

static void map_pci(struct scan *scan, const struct component *pci)
{
	const struct value *code = fact_value(pci, FACT_pci_class_code);
	const struct fact *driver = fact_get(pci, FACT_pci_driver);
	size_t i = 0;
	/* Host adapters, and what virtual machines have for drives. */
	if (code && text_starts(code->text, "0100"))
		scan_partial(scan, KIND_raid_controller,
		             "a SCSI controller may be one: its class does not tell; "
		             "look at it");
	while (i < sizeof(functions) / sizeof(*functions) && code &&
	       !text_starts(code->text, functions[i].class))
		i++;
	if (!code || i == sizeof(functions) / sizeof(*functions))
		return;
	struct component *c = scan_add(scan, functions[i].kind, pci->key);
	fact_set_string(scan, c, functions[i].address, pci->key);
	if (driver && driver->state == STATE_known)
		fact_set_string(scan, c, functions[i].driver, driver->value.text);
	else if (driver && driver->state == STATE_absent)
		fact_set_absent(scan, c, functions[i].driver);
	else
		fact_set_unreadable(scan, c, functions[i].driver,
		                    "the kernel does not tell", NULL);
}

/* Parts can lack where devices do, and where functions do. */
static void mention(struct scan *scan)
{
	const struct component_list *usb = &scan->kinds[KIND_usb];
	const struct component_list *pci = &scan->kinds[KIND_pci];
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		scan_mention(scan, tables[i].kind);
		if (!usb->mentioned)
			scan_partial(scan, tables[i].kind, "USB was not looked at");
		else if (usb->partial)
			scan_partial(scan, tables[i].kind, usb->partial);
	}
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		scan_mention(scan, functions[i].kind);
		if (!pci->mentioned || pci->partial)
			scan_partial(scan, functions[i].kind,
			             pci->partial ? pci->partial
			                          : "PCI was not looked at");
	}
	scan_partial(
	        scan, KIND_capture_card,
	        "cards that are of no class of their own, and boxes on USB that call "
	        "themselves a camera, are not told apart");
	scan_partial(
	        scan, KIND_scanner,
	        "scanners have no class of USB; only those that the rules of SANE name "
	        "are found, and none on the network");
	scan_partial(
	        scan, KIND_fingerprint_reader,
	        "fingerprint readers have no class of USB; only those are found that "
	        "udev's list or their own name tells");
	scan_partial(scan, KIND_camera,
	             "only cameras on USB are looked for; others need a driver of their "
	             "own");
}

void parts_map(struct scan *scan, const struct parts_strings *strings, size_t n)
{
	const struct component_list *usb = &scan->kinds[KIND_usb];
	const struct component_list *pci = &scan->kinds[KIND_pci];
	mention(scan);
	for (size_t i = 0; i < usb->n; i++) {
		const struct parts_strings *found = NULL;
		for (size_t j = 0; j < n && !found; j++)
			if (!strcmp(strings[j].device, usb->items[i]->key))
				found = &strings[j];
		map_usb(scan, usb->items[i], found);
	}
	for (size_t i = 0; i < pci->n; i++)
		map_pci(scan, pci->items[i]);
}
