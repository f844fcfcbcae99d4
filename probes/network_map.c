/* SPDX-License-Identifier: GPL-3.0-or-later
 * Network interfaces as facts. Pure. */
#include "probes/network.h"

#include "base/text.h"

#include <ctype.h>
#include <linux/ethtool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char silent[] = "the kernel does not tell";
static const char unnamed[] =
        "the kernel names no module, as of a driver that is built in";
static const char mute[] = "its driver does not tell";

/* Whose address it is that an interface has (NET_ADDR_… of linux/netdevice.h). */
enum { ADDRESS_PERMANENT = 0 };

static const struct {
	unsigned first, last;
	int64_t mbit;
} link_modes[] = {
#define LINK_MODES(first, last, rate) {first, last, rate},
#include "probes/network_modes.def"
#undef LINK_MODES
};

int64_t network_max_speed(const uint32_t modes[NETWORK_MODE_WORDS], bool *more)
{
	int64_t best = 0;
	*more = false;
	for (unsigned bit = 0; bit < NETWORK_MODE_WORDS * 32; bit++) {
		bool known = false;
		if (!(modes[bit / 32] >> (bit % 32) & 1))
			continue;
		for (size_t i = 0; i < sizeof(link_modes) / sizeof(*link_modes); i++)
			if (bit >= link_modes[i].first && bit <= link_modes[i].last) {
				known = true;
				if (link_modes[i].mbit > best)
					best = link_modes[i].mbit;
			}
		*more = *more || !known;
	}
	return best * 1000000;
}

static void set_type(struct scan *scan, struct component *c,
                     const struct network_raw *raw, const char *address)
{
	const char *word = network_type(raw);
	if (!word && raw->arphrd == NETWORK_UNKNOWN)
		word = network_type_of_class(scan, address);
	if (word)
		fact_set_string(scan, c, FACT_network_type, word);
	else if (raw->arphrd == NETWORK_UNKNOWN)
		fact_set_unreadable(scan, c, FACT_network_type, silent, NULL);
	else
		fact_set_string(scan, c, FACT_network_type, "other");
}

static void set_virtual(struct scan *scan, struct component *c,
                        const struct network_raw *raw)
{
	static const enum fact_id none[] = {
	        FACT_network_address,     FACT_network_connection, FACT_network_mac,
	        FACT_network_module,      FACT_network_firmware,   FACT_network_vendor,
	        FACT_network_model,       FACT_network_serial,     FACT_network_max_speed,
	        FACT_network_wake_on_lan, FACT_network_driver,
	};
	const char *word = network_virtual_type(raw);
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		fact_set_absent(scan, c, none[i]);
	if (word)
		fact_set_string(scan, c, FACT_network_virtual_type, word);
	else
		fact_set_unreadable(scan, c, FACT_network_virtual_type, silent,
		                    "scan the running machine");
}

/* ---- what sysfs and the driver tell ---------------------------------------------------
 */

void network_set_unanswered(struct scan *scan, struct component *c, enum fact_id fact,
                            enum network_state state)
{
	static const struct {
		const char *why, *remedy;
	} reasons[] = {
	        [NETWORK_SILENT] = {"only a running machine tells",
	                            "scan the machine itself, or a capture of it"},
	        [NETWORK_READ] = {mute, NULL},
	        [NETWORK_UNSUPPORTED] = {mute, NULL},
	        [NETWORK_DENIED] = {"needs root", "run with sudo"},
	        [NETWORK_ASLEEP] = {"the device sleeps", "use the device and scan again"},
	        [NETWORK_TRAFFIC] = {"asking makes traffic on the USB",
	                             "run with --deep"},
	        [NETWORK_FAILED] = {"its driver gives an error", NULL},
	};
	fact_set_unreadable(scan, c, fact, reasons[state].why, reasons[state].remedy);
}

static bool is_zero(const uint8_t *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (bytes[i])
			return false;
	return true;
}

/* Twelve digits, or bytes, with colons. */
static const char *mac_text(struct scan *scan, const char *digits, const uint8_t *bytes,
                            size_t n)
{
	char text[NETWORK_MAC_MAX * 3 + 1] = "";
	for (size_t i = 0; i < n; i++) {
		const char *colon = i ? ":" : "";
		size_t at = strlen(text);
		if (digits)
			snprintf(text + at, sizeof(text) - at, "%s%.2s", colon,
			         digits + 2 * i);
		else
			snprintf(text + at, sizeof(text) - at, "%s%02x", colon, bytes[i]);
	}
	return arena_string(&scan->arena, text);
}

static void set_addresses(struct scan *scan, struct component *c,
                          const struct network_raw *raw)
{
	const struct network_answers *a = &raw->answers;
	bool told = a->mac == NETWORK_READ && a->permanent_size &&
	            !is_zero(a->permanent, a->permanent_size);
	if (raw->mac[0])
		fact_set_string(scan, c, FACT_network_current_mac, raw->mac);
	else
		fact_set_unreadable(scan, c, FACT_network_current_mac, silent, NULL);
	if (told) {
		fact_set_string(scan, c, FACT_network_mac,
		                mac_text(scan, NULL, a->permanent, a->permanent_size));
		fact_set_source(scan, c, FACT_network_mac, "ethtool");
	} else if (raw->mac[0] && raw->assign == ADDRESS_PERMANENT) {
		fact_set_string(scan, c, FACT_network_mac, raw->mac);
	} else if (strspn(raw->udev_mac, "0123456789abcdef") == 12) {
		fact_set_string(scan, c, FACT_network_mac,
		                mac_text(scan, raw->udev_mac, NULL, 6));
		fact_set_source(scan, c, FACT_network_mac, "udev ID_NET_NAME_MAC");
	} else if (raw->mac[0] && raw->assign != NETWORK_UNKNOWN) {
		fact_set_unreadable(scan, c, FACT_network_mac,
		                    "the address in use was made by software, and its "
		                    "driver tells no other",
		                    NULL);
	} else {
		fact_set_unreadable(scan, c, FACT_network_mac, silent, NULL);
	}
}

/* The kernel's own words, without what a sentence would put between them. */
static void set_link(struct scan *scan, struct component *c,
                     const struct network_raw *raw)
{
	char *end;
	bool up = !strcmp(raw->state, "up");
	bool down = raw->state[0] && !up && strcmp(raw->state, "unknown") != 0;
	long speed = strtol(raw->speed, &end, 10);
	bool number = raw->speed[0] && !*end && speed > 0 && speed < 100000000;
	bool duplex = !strcmp(raw->duplex, "full") || !strcmp(raw->duplex, "half");
	if (raw->state[0])
		fact_set_string(scan, c, FACT_network_link_state, raw->state);
	else
		fact_set_unreadable(scan, c, FACT_network_link_state, silent, NULL);
	/* Without a link some drivers tell a rate all the same. */
	if (down)
		fact_set_absent(scan, c, FACT_network_link_speed);
	else if (number)
		fact_set_integer(scan, c, FACT_network_link_speed,
		                 (int64_t)speed * 1000000);
	else if (raw->link == NETWORK_SILENT)
		fact_set_unreadable(scan, c, FACT_network_link_speed, silent, NULL);
	else
		network_set_unanswered(scan, c, FACT_network_link_speed, raw->link);
	if (down)
		fact_set_absent(scan, c, FACT_network_duplex);
	else if (duplex)
		fact_set_string(scan, c, FACT_network_duplex, raw->duplex);
	else if (raw->link == NETWORK_SILENT)
		fact_set_unreadable(scan, c, FACT_network_duplex, silent, NULL);
	else
		network_set_unanswered(scan, c, FACT_network_duplex, raw->link);
}

static void set_max_speed(struct scan *scan, struct component *c,
                          const struct network_answers *a)
{
	bool more;
	int64_t speed =
	        a->modes == NETWORK_READ ? network_max_speed(a->supported, &more) : 0;
	if (!speed)
		network_set_unanswered(scan, c, FACT_network_max_speed, a->modes);
	else if (more)
		fact_set_interval(scan, c, FACT_network_max_speed, fixed_from_int(speed),
		                  FIXED_MAX);
	else
		fact_set_integer(scan, c, FACT_network_max_speed, speed);
}

/* A driver of Ethernet without the function cannot be woken; Wi-Fi has another one. */
static void set_wake(struct scan *scan, struct component *c,
                     const struct network_answers *a)
{
	const struct value *type = fact_value(c, FACT_network_type);
	bool ethernet = type && !strcmp(type->text, "ethernet");
	if (a->wake == NETWORK_READ || (a->wake == NETWORK_UNSUPPORTED && ethernet)) {
		fact_set_bool(scan, c, FACT_network_wake_on_lan,
		              a->wake_supported & WAKE_MAGIC);
		fact_set_bool(scan, c, FACT_network_wake_on_lan_enabled,
		              a->wake_enabled & WAKE_MAGIC);
	} else {
		network_set_unanswered(scan, c, FACT_network_wake_on_lan, a->wake);
		network_set_unanswered(scan, c, FACT_network_wake_on_lan_enabled,
		                       a->wake);
	}
}

/* Without a driver bound to its device it has no interface; where the link is missing,
 * udev may have the name. */
static void set_driver(struct scan *scan, struct component *c,
                       const struct network_raw *raw)
{
	const struct network_answers *a = &raw->answers;
	const char *driver = raw->driver[0]        ? raw->driver
	                     : raw->udev_driver[0] ? raw->udev_driver
	                     : a->driver[0]        ? a->driver
	                                           : NULL;
	if (driver)
		fact_set_string(scan, c, FACT_network_driver, driver);
	else
		fact_set_unreadable(scan, c, FACT_network_driver, silent, NULL);
	if (driver && driver != raw->driver)
		fact_set_source(scan, c, FACT_network_driver, "ethtool");
	/* Modules of the kernel itself seldom count their own versions. */
	if (raw->module[0]) {
		fact_set_string(scan, c, FACT_network_module, raw->module);
		fact_set_string(scan, c, FACT_network_driver_version,
		                raw->driver_version);
	} else {
		fact_set_unreadable(scan, c, FACT_network_module, unnamed, NULL);
		fact_set_unreadable(scan, c, FACT_network_driver_version, unnamed, NULL);
	}
	bool firmware = a->info == NETWORK_READ && a->firmware[0] &&
	                strcmp(a->firmware, "N/A") != 0;
	if (firmware)
		fact_set_string(scan, c, FACT_network_firmware, a->firmware);
	else
		network_set_unanswered(scan, c, FACT_network_firmware, a->info);
}

static void set_device(struct scan *scan, struct component *c,
                       const struct network_raw *raw, const char *address)
{
	fact_set_string(scan, c, FACT_network_address, address);
	fact_set_absent(scan, c, FACT_network_virtual_type);
	if (raw->bus[0])
		fact_set_string(scan, c, FACT_network_connection,
		                !strcmp(raw->bus, "mmc") ? "sdio" : raw->bus);
	else
		fact_set_unreadable(scan, c, FACT_network_connection, silent, NULL);
	if (!strcmp(raw->bus, "usb"))
		fact_set_string(scan, c, FACT_network_serial, raw->serial);
	set_driver(scan, c, raw);
	set_max_speed(scan, c, &raw->answers);
	set_wake(scan, c, &raw->answers);
}

static void map_interface(struct scan *scan, const struct network_raw *raw)
{
	char address[256];
	struct component *c = scan_add(scan, KIND_network, raw->name);
	network_address(raw, address, sizeof(address));
	set_type(scan, c, raw, address);
	set_link(scan, c, raw);
	set_addresses(scan, c, raw);
	network_map_radio(scan, c, raw);
	if (raw->has_device)
		set_device(scan, c, raw, address);
	else
		set_virtual(scan, c, raw);
}

/* A network controller without a driver has no interface and may be one all the same. */
static void find_idle(struct scan *scan)
{
	const struct component_list *pci = &scan->kinds[KIND_pci];
	for (size_t i = 0; i < pci->n; i++) {
		const struct value *code = fact_value(pci->items[i], FACT_pci_class_code);
		const struct fact *driver = fact_get(pci->items[i], FACT_pci_driver);
		if (code && text_starts(code->text, "02") && driver &&
		    driver->state == STATE_absent)
			scan_partial(scan, KIND_network,
			             arena_format(&scan->arena,
			                          "the network controller %s has no "
			                          "driver; see pci.modules",
			                          pci->items[i]->key));
	}
}

void network_map(struct scan *scan, const struct network_list *list)
{
	scan_mention(scan, KIND_network);
	if (list->failed)
		scan_partial(scan, KIND_network, list->failed);
	for (size_t i = 0; i < list->n; i++)
		map_interface(scan, &list->items[i]);
	find_idle(scan);
}
