/* SPDX-License-Identifier: GPL-3.0-or-later
 * Radios of Wi-Fi: what the kernel tells of them through nl80211, and the generation and
 * bands that follow. Reading is pure and takes bytes from strangers.
 * Spec: linux/nl80211.h; IEEE 802.11-2020, 9.4.2.55 (HT), 9.4.2.157 (VHT); 802.11ax (HE);
 *       802.11be (EHT) */
#ifndef HWFIT_WIFI_H
#define HWFIT_WIFI_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	WIFI_RADIOS_MAX = 64,
	WIFI_DUMP_MAX =
	        1 << 20, /* bytes of the kernel's answer; a radio has some 20,000 */
	WIFI_WAIT_MS = 2000,
};

/* In the order of enum nl80211_band. */
enum wifi_band_id {
	WIFI_2_4_GHZ,
	WIFI_5_GHZ,
	WIFI_60_GHZ,
	WIFI_6_GHZ,
	WIFI_SUB_1_GHZ,
	WIFI_BANDS,
};

struct wifi_band {
	unsigned channels, disabled; /* how many; how many of them no one may use here */
	bool ofdm;                   /* rates above those of 802.11b */
	bool ht, vht, he, eht;
};

struct wifi_radio {
	int64_t index; /* the kernel's number; -1: not told */
	char name[32]; /* "phy0" */
	struct wifi_band bands[WIFI_BANDS];
};

struct wifi_list {
	struct wifi_radio items[WIFI_RADIOS_MAX];
	size_t n;
};

/* Reads messages of netlink that answer NL80211_CMD_GET_WIPHY, whole or split. False when
 * they end inside one, or the kernel gave an error; what came before stays. */
bool wifi_read(struct wifi_list *list, const uint8_t *bytes, size_t n);
const struct wifi_radio *wifi_find(const struct wifi_list *list, int64_t index,
                                   const char *name);

/* The word of network.standard; NULL: older than all that have one. */
const char *wifi_standard(const struct wifi_radio *radio);
/* Middle of the band in hertz, as people call it. */
int64_t wifi_band_hertz(enum wifi_band_id band);

/* A radio as a recording keeps it, a line a band, and back. */
void wifi_write(const struct wifi_radio *radio, struct buf *out);
void wifi_read_text(struct wifi_radio *radio, const char *bytes, size_t n);

/* Asks the running kernel. It must have radios: to ask for a family of messages that is
 * not there makes the kernel load a module. False when it gives no answer. */
bool wifi_ask(struct wifi_list *list);

#endif
