/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bluetooth controllers: what the kernel's management interface tells of them, live or
 * from a recording, and how it becomes facts. Reading and mapping are pure and take bytes
 * from strangers.
 * Spec: BlueZ doc/mgmt-api.txt, "Packet Structures", "Read Controller Information
 * Command", "Command Complete Event"; Bluetooth SIG, Assigned Numbers, 2.1 */
#ifndef HWFIT_BLUETOOTH_H
#define HWFIT_BLUETOOTH_H

#include "base/buf.h"
#include "facts/scan.h"
#include "probes/place.h"
#include "probes/root.h"

/* In a recording the answers are in a file for each controller. */
#define BLUETOOTH_ANSWERS "answers/bluetooth"

enum {
	BLUETOOTH_MAX = 16,         /* controllers of one machine */
	BLUETOOTH_ANSWER_MAX = 512, /* bytes; what the kernel sends has 300 at most */
	BLUETOOTH_WAIT_MS = 500,
};

/* What became of the question. The words are those of a recording. */
enum bluetooth_state {
	BLUETOOTH_SILENT, /* no answer, or none in the recording */
	BLUETOOTH_READ,
	BLUETOOTH_IDLE,   /* not asked: nothing manages controllers, and a question would
	                     make the kernel take this one for managed */
	BLUETOOTH_DENIED, /* the kernel answers root alone */
	BLUETOOTH_STATES,
};

struct bluetooth_info {
	enum bluetooth_state state;
	uint8_t version;       /* of the HCI */
	uint16_t manufacturer; /* company identifier */
	uint32_t settings;     /* that it supports */
};

struct bluetooth_raw {
	char name[16];  /* "hci0" */
	uint16_t index; /* 0 */
	struct place place;
	struct bluetooth_info info;
};

struct bluetooth_list {
	struct bluetooth_raw items[BLUETOOTH_MAX];
	size_t n;
	const char *failed; /* why some may be missing; NULL: none is */
};

/* All controllers that the kernel has. In a live root they are asked, unless that would
 * change what the kernel does with them. scan tells USB devices and PCI functions from
 * others; NULL: all are others. */
void bluetooth_gather(struct bluetooth_list *list, const struct root *root,
                      const struct scan *scan, struct arena *arena);

/* One packet of the kernel: true when it is the answer about the controller, which info
 * then has. */
bool bluetooth_read(struct bluetooth_info *info, uint16_t index, const uint8_t *bytes,
                    size_t n);
/* Asks the running kernel about all of the list. A socket is opened, and no controller is
 * spoken to: the kernel tells what it knows already. */
void bluetooth_ask(struct bluetooth_list *list);

/* An answer as a recording keeps it, without its address, and back. */
void bluetooth_write(const struct bluetooth_info *info, struct buf *out);
void bluetooth_read_text(struct bluetooth_info *info, const char *bytes, size_t n);

/* "5.2"; NULL: none that is known here. */
const char *bluetooth_version(uint8_t number);

/* Completes the controllers that the scan has and adds those that are on no USB. */
void bluetooth_map(struct scan *scan, const struct bluetooth_list *list);

#endif
