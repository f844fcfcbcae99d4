/* SPDX-License-Identifier: GPL-3.0-or-later
 * What kind of interface one is, and which device it belongs to. Pure. */
#include "base/text.h"
#include "probes/network.h"

#include <stdio.h>
#include <string.h>

enum { TUN_IS_TAP = 0x0002, TUN_TYPE_MASK = 0x000f };

/* "3-4:1.6" is an interface of the USB device 3-4. */
static bool is_usb_interface(const char *name)
{
	size_t digits = strspn(name, "0123456789");
	size_t path = strspn(name, "0123456789-.");
	return digits && name[digits] == '-' && name[path] == ':';
}

/* What stands between a function and its interface and has no address of its own. */
static bool is_layer(const char *name)
{
	static const char *const layers[] = {"virtio", "mhi", "wwan"};
	for (size_t i = 0; i < sizeof(layers) / sizeof(*layers); i++)
		if (text_starts(name, layers[i]))
			return true;
	return false;
}

void network_address(const struct network_raw *raw, char *address, size_t room)
{
	char path[sizeof(raw->place)], *end, *last;
	snprintf(path, sizeof(path), "%s", raw->place);
	address[0] = '\0';
	end = strstr(path, "/net/");
	if (!end || !raw->has_device)
		return;
	*end = '\0';
	while ((last = strrchr(path, '/')) && is_layer(last + 1))
		*last = '\0';
	if (!last)
		return;
	if (is_usb_interface(last + 1))
		last[1 + strcspn(last + 1, ":")] = '\0';
	snprintf(address, room, "%s", last + 1);
}

/* ---- kind of network -----------------------------------------------------------------
 */

static const struct {
	const char *devtype, *word;
} by_devtype[] = {
        {"wlan", "wifi"},
        {"wwan", "wwan"},
        {"bluetooth", "bluetooth"},
        {"gadget", "virtual"},
};

/* ARPHRD_… of linux/if_arp.h. */
static const struct {
	int64_t first, last;
	const char *word;
} by_arphrd[] = {
        {1, 1, "ethernet"}, {32, 32, "infiniband"}, {280, 280, "can"},
        {519, 519, "wwan"}, {801, 803, "wifi"},     {804, 805, "ieee802154"},
};

/* Where a recording has no number of the type: the class of its PCI function. */
static const struct {
	const char *class_code, *word;
} by_class[] = {{"0200", "ethernet"}, {"0207", "infiniband"}, {"0280", "wifi"}};

const char *network_type(const struct network_raw *raw)
{
	if (!raw->has_device)
		return "virtual";
	for (size_t i = 0; i < sizeof(by_devtype) / sizeof(*by_devtype); i++)
		if (!strcmp(raw->devtype, by_devtype[i].devtype))
			return by_devtype[i].word;
	if (raw->wireless)
		return "wifi";
	for (size_t i = 0; i < sizeof(by_arphrd) / sizeof(*by_arphrd); i++)
		if (raw->arphrd >= by_arphrd[i].first && raw->arphrd <= by_arphrd[i].last)
			return by_arphrd[i].word;
	return NULL;
}

const char *network_type_of_class(const struct scan *scan, const char *address)
{
	const struct component *pci = scan_find(scan, KIND_pci, address);
	const struct value *code = pci ? fact_value(pci, FACT_pci_class_code) : NULL;
	for (size_t i = 0; code && i < sizeof(by_class) / sizeof(*by_class); i++)
		if (text_starts(code->text, by_class[i].class_code))
			return by_class[i].word;
	return NULL;
}

/* What virtual interfaces call themselves, where it is not a plain word. */
static const struct {
	const char *name, *word;
} virtual_names[] = {
        {"bonding", "bond"},
        {"802.1Q VLAN Support", "vlan"},
};

const char *network_virtual_type(const struct network_raw *raw)
{
	if (raw->tun_flags != NETWORK_UNKNOWN)
		return (raw->tun_flags & TUN_TYPE_MASK) == TUN_IS_TAP ? "tap" : "tun";
	if (raw->bridge)
		return "bridge";
	if (raw->bonding)
		return "bond";
	if (raw->devtype[0])
		return raw->devtype;
	const char *driver = raw->answers.driver[0] ? raw->answers.driver : NULL;
	if (!driver && raw->udev_driver[0])
		driver = raw->udev_driver;
	for (size_t i = 0; driver && i < sizeof(virtual_names) / sizeof(*virtual_names);
	     i++)
		if (!strcmp(driver, virtual_names[i].name))
			return virtual_names[i].word;
	return driver;
}
