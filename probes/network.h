/* SPDX-License-Identifier: GPL-3.0-or-later
 * Network interfaces: what sysfs and udev's database say of them, what their drivers
 * answer through ethtool, and the facts that follow. Mapping and reading of recorded
 * answers are pure and take bytes from strangers. */
#ifndef HWFIT_NETWORK_H
#define HWFIT_NETWORK_H

#include "facts/scan.h"
#include "probes/root.h"
#include "probes/wifi.h"

enum {
	NETWORK_UNKNOWN = -1, /* a number that was not told */
	NETWORK_MODE_WORDS = 16,
	NETWORK_MAC_MAX = 32, /* bytes; MAX_ADDR_LEN of the kernel */
	NETWORK_ANSWERS_MAX = 4096,
};

/* Whether a driver was asked, and how it answered. */
enum network_state {
	NETWORK_SILENT,      /* not asked: a recording without answers */
	NETWORK_READ,        /* the fields hold */
	NETWORK_UNSUPPORTED, /* the driver has no such function */
	NETWORK_DENIED,      /* only root may ask */
	NETWORK_ASLEEP,      /* asking would wake the device */
	NETWORK_TRAFFIC,     /* asking makes traffic on a bus that may hang */
	NETWORK_FAILED,      /* the driver gave an error */
};

/* Answers of a driver (linux/ethtool.h). */
struct network_answers {
	enum network_state info, mac, modes, wake;
	char driver[32], firmware[32];
	uint8_t permanent[NETWORK_MAC_MAX];
	size_t permanent_size;
	uint32_t supported[NETWORK_MODE_WORDS]; /* link modes by their bits */
	uint32_t wake_supported, wake_enabled;  /* WAKE_… */
};

/* What sysfs has, "" or NETWORK_UNKNOWN when it has not. */
struct network_raw {
	const char *name; /* "eth0" */
	char place[512];  /* "devices/pci0000:00/…/net/eth0" */
	bool has_device;  /* it belongs to a device, which may itself be virtual */
	bool wireless, bridge, bonding;
	int64_t index, arphrd, assign, link_index, tun_flags;
	char devtype[32], mac[128], state[32], speed[32], duplex[32];
	char bus[32]; /* of its device: "pci", "usb", "virtio" */
	char driver[64], module[64], driver_version[64], serial[128];
	/* Of udev's database: permanent address (12 digits), driver as ethtool tells it.
	 */
	char udev_mac[16], udev_driver[64];
	enum network_state link; /* of speed and duplex */
	struct network_answers answers;
	/* Of Wi-Fi: its radio, "" when the kernel shows none; who has switched it off. */
	char radio_name[32];
	int64_t radio_index;
	enum network_state radio_state;
	struct wifi_radio radio;
	int64_t soft_block, hard_block; /* 0, 1 */
};

struct network_list {
	struct network_raw *items;
	size_t n;
	const char *failed; /* why interfaces may lack; NULL: they are all there */
};

/* Asks the driver of a running interface; what must not be asked is so marked already.
 * Nothing is asked when the name stands for another interface than sysfs shows. */
void network_ask(struct network_raw *raw);

/* Answers as a recording keeps them, lines NAME=value, and back. */
void network_answers_write(const struct network_answers *answers, struct buf *out);
void network_answers_read(struct network_answers *answers, const char *bytes, size_t n);

/* Where a recording keeps the answers of an interface, and of a radio. */
#define NETWORK_ANSWERS "answers/ethtool"
#define NETWORK_RADIOS  "answers/wifi"

/* Radios of the interfaces that have one: switches from sysfs, the rest from the running
 * kernel or a recording of its answers. */
void network_gather_radios(struct network_list *list, const struct root *root);

/* Everything of the interfaces of a machine, in the arena of the scan. */
void network_gather(struct network_list *list, const struct root *root,
                    struct arena *arena, bool deep);

/* Pure. PCI functions and USB devices are in the scan already. */
void network_map(struct scan *scan, const struct network_list *list);
/* Generation, bands and switches of Wi-Fi; absent of another type. */
void network_map_radio(struct scan *scan, struct component *c,
                       const struct network_raw *raw);
/* Why an answer is missing. */
void network_set_unanswered(struct scan *scan, struct component *c, enum fact_id fact,
                            enum network_state state);
/* The address of the device of an interface by its place: that of its PCI function or USB
 * device, else the name of its device; "" when it has none. */
void network_address(const struct network_raw *raw, char *address, size_t room);
/* The word of network.type; NULL: the files do not tell. The same by the class of the PCI
 * function at an address. */
const char *network_type(const struct network_raw *raw);
const char *network_type_of_class(const struct scan *scan, const char *address);
/* What a virtual interface calls itself; NULL: it does not. */
const char *network_virtual_type(const struct network_raw *raw);
/* Highest rate of the modes in bit/s; 0: none is known. *more: there are modes that the
 * table does not have. */
int64_t network_max_speed(const uint32_t modes[NETWORK_MODE_WORDS], bool *more);

#endif
