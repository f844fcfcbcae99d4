/* SPDX-License-Identifier: GPL-3.0-or-later
 * Phones that speak MTP: what they say of their storage. Only with --deep: a session is
 * opened, questions are asked, the session is closed; nothing on the phone changes.
 * Phones are asked side by side, each has so much time and no more. Spec: Media Transfer
 * Protocol 1.1 (USB-IF), D.2 (operations), 5.2.2 (StorageInfo), H.3 (containers on USB)
 */
#ifndef HWFIT_PROBE_MTP_H
#define HWFIT_PROBE_MTP_H

#include "base/error.h"
#include "facts/scan.h"

enum {
	MTP_STORAGES_MAX = 16,
	MTP_CONTAINER_MAX = 8192, /* bytes of an answer; more is no answer */
	MTP_WAIT_MS = 5000,       /* what one phone has */
};

enum mtp_end {
	MTP_failed, /* it gave an error, or no sense */
	MTP_answered,
	MTP_silent, /* no answer in time */
	MTP_denied, /* this user may not open the device */
	MTP_busy,   /* another program talks to it */
	MTP_gone,   /* it is not there any more, or has no such interface */
};

struct mtp_storage {
	unsigned type; /* 3: built in, for reading and writing; 4: removable */
	uint64_t capacity, free;
};

struct mtp_phone {
	const char *key; /* "1-6" */
	int bus, number; /* as the kernel counts them; -1: not told */
	enum mtp_end end;
	struct mtp_storage storages[MTP_STORAGES_MAX];
	size_t n;
};

/* Asks all of them, at most wait_ms each. -1 with err when libusb is not there. */
int mtp_ask(struct mtp_phone *phones, size_t n, int wait_ms, struct error *err);

/* ---- pure; take bytes from strangers ---- */

/* A container begins with 12 bytes: its length, type, code, transaction. */
enum mtp_type { MTP_COMMAND = 1, MTP_DATA = 2, MTP_RESPONSE = 3 };
struct mtp_container {
	uint32_t length;
	unsigned type, code;
	uint32_t transaction;
};
enum { MTP_HEADER = 12 };
bool mtp_read_header(struct mtp_container *head, const uint8_t *bytes, size_t n);
/* The numbers of storages; how many, at most room. */
size_t mtp_read_ids(const uint8_t *bytes, size_t n, uint32_t *ids, size_t room);
bool mtp_read_storage(struct mtp_storage *storage, const uint8_t *bytes, size_t n);

void mtp_map(struct scan *scan, struct component *phone, const struct mtp_phone *answers);

#endif
