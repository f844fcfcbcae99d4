/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads what the kernel tells of Bluetooth controllers, and what a recording keeps of it;
 * controllers as facts. Pure. */
#include "probes/bluetooth.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
	COMMAND_COMPLETE = 0x0001,
	COMMAND_STATUS = 0x0002,
	READ_INFO = 0x0004,
	HEADER_SIZE = 6,
	REPLY_SIZE = 3, /* the command, and how it went */
	ADDRESS_SIZE = 6,
	INFO_SIZE = ADDRESS_SIZE + 1 + 2 + 4, /* what is read of it */
	LOW_ENERGY = 1 << 9,
};

static const char *const versions[] = {
#define BLUETOOTH_VERSION(number, version) [number] = (version),
#include "probes/bluetooth_versions.def"
#undef BLUETOOTH_VERSION
};

static const char *const states[BLUETOOTH_STATES] = {
        [BLUETOOTH_SILENT] = "silent",
        [BLUETOOTH_READ] = "read",
        [BLUETOOTH_IDLE] = "idle",
        [BLUETOOTH_DENIED] = "denied",
};

/* Why there is no version, and what helps. */
static const struct {
	const char *why, *remedy;
} reasons[BLUETOOTH_STATES] = {
        [BLUETOOTH_SILENT] = {"the kernel does not tell", NULL},
        [BLUETOOTH_IDLE] = {"no Bluetooth service runs, and asking would make the kernel "
                            "take the controller for managed",
                            "start bluetooth.service"},
        [BLUETOOTH_DENIED] = {"needs root", "run with sudo"},
};

const char *bluetooth_version(uint8_t number)
{
	return number < sizeof(versions) / sizeof(*versions) ? versions[number] : NULL;
}

static uint16_t word_at(const uint8_t *bytes)
{
	return (uint16_t)(bytes[0] | bytes[1] << 8);
}

bool bluetooth_read(struct bluetooth_info *info, uint16_t index, const uint8_t *bytes,
                    size_t n)
{
	if (n < HEADER_SIZE + REPLY_SIZE || word_at(bytes + 2) != index ||
	    word_at(bytes + HEADER_SIZE) != READ_INFO)
		return false;
	unsigned event = word_at(bytes);
	if (event != COMMAND_COMPLETE && event != COMMAND_STATUS)
		return false;
	const uint8_t *reply = bytes + HEADER_SIZE + REPLY_SIZE + ADDRESS_SIZE;
	*info = (struct bluetooth_info){.state = BLUETOOTH_SILENT};
	if (event == COMMAND_STATUS || bytes[HEADER_SIZE + 2] ||
	    n < HEADER_SIZE + REPLY_SIZE + INFO_SIZE)
		return true;
	info->state = BLUETOOTH_READ;
	info->version = reply[0];
	info->manufacturer = word_at(reply + 1);
	info->settings = word_at(reply + 3) | (uint32_t)word_at(reply + 5) << 16;
	return true;
}

/* ---- in a recording ------------------------------------------------------------------
 */

void bluetooth_write(const struct bluetooth_info *info, struct buf *out)
{
	buf_format(out, "state=%s\n", states[info->state]);
	if (info->state == BLUETOOTH_READ)
		buf_format(out,
		           "version=%" PRIu8 "\nmanufacturer=%" PRIu16
		           "\nsettings=0x%08" PRIx32 "\n",
		           info->version, info->manufacturer, info->settings);
}

void bluetooth_read_text(struct bluetooth_info *info, const char *bytes, size_t n)
{
	char line[64], word[16];
	unsigned number;
	*info = (struct bluetooth_info){.state = BLUETOOTH_SILENT};
	for (size_t at = 0; text_take_line(bytes, n, &at, line, sizeof(line));) {
		if (sscanf(line, "state=%15s", word) == 1)
			for (size_t i = 0; i < BLUETOOTH_STATES; i++)
				if (!strcmp(word, states[i]))
					info->state = (enum bluetooth_state)i;
		if (sscanf(line, "version=%3u", &number) == 1)
			info->version = (uint8_t)(number > 255 ? 255 : number);
		if (sscanf(line, "manufacturer=%5u", &number) == 1)
			info->manufacturer = (uint16_t)(number > 65535 ? 65535 : number);
		if (sscanf(line, "settings=0x%8x", &number) == 1)
			info->settings = number;
	}
	if (info->state != BLUETOOTH_READ)
		*info = (struct bluetooth_info){.state = info->state};
}

/* ---- facts ---------------------------------------------------------------------------
 */

static void set_unreadable(struct scan *scan, struct component *c, const char *why,
                           const char *remedy)
{
	fact_set_unreadable(scan, c, FACT_bluetooth_version, why, remedy);
	fact_set_unreadable(scan, c, FACT_bluetooth_low_energy, why, remedy);
}

static void map_info(struct scan *scan, struct component *c,
                     const struct bluetooth_info *info)
{
	const char *version = bluetooth_version(info->version);
	if (info->state != BLUETOOTH_READ) {
		set_unreadable(scan, c, reasons[info->state].why,
		               reasons[info->state].remedy);
		return;
	}
	fact_set_bool(scan, c, FACT_bluetooth_low_energy, info->settings & LOW_ENERGY);
	if (version)
		fact_set_string(scan, c, FACT_bluetooth_version, version);
	else
		fact_set_unreadable(
		        scan, c, FACT_bluetooth_version,
		        arena_format(&scan->arena,
		                     "it has the number %u, which is not known "
		                     "here",
		                     info->version),
		        NULL);
}

static void map_controller(struct scan *scan, const struct bluetooth_raw *raw)
{
	struct component *c = scan_find(scan, KIND_bluetooth, raw->place.device);
	if (!c) {
		bool known = scan_find(scan, KIND_usb, raw->place.device) ||
		             scan_find(scan, KIND_pci, raw->place.device);
		c = scan_add(scan, KIND_bluetooth,
		             *raw->place.device ? raw->place.device : raw->name);
		fact_set_string(scan, c, FACT_bluetooth_address,
		                known ? raw->place.device : NULL);
	}
	fact_set_string(scan, c, FACT_bluetooth_interface, raw->name);
	if (*raw->place.driver)
		fact_set_string(scan, c, FACT_bluetooth_driver, raw->place.driver);
	else
		fact_set_unreadable(scan, c, FACT_bluetooth_driver,
		                    "the kernel does not tell", NULL);
	map_info(scan, c, &raw->info);
}

void bluetooth_map(struct scan *scan, const struct bluetooth_list *list)
{
	const struct component_list *all = &scan->kinds[KIND_bluetooth];
	scan_mention(scan, KIND_bluetooth);
	if (list->failed)
		scan_partial(scan, KIND_bluetooth, list->failed);
	scan_partial(scan, KIND_bluetooth,
	             "a controller that is on no USB shows only when its driver works");
	for (size_t i = 0; i < list->n; i++)
		map_controller(scan, &list->items[i]);
	for (size_t i = 0; i < all->n; i++)
		if (!fact_get(all->items[i], FACT_bluetooth_interface)) {
			fact_set_absent(scan, all->items[i], FACT_bluetooth_interface);
			fact_set_absent(scan, all->items[i], FACT_bluetooth_driver);
			set_unreadable(scan, all->items[i], "no driver has taken it up",
			               "see to its driver and firmware");
		}
}
