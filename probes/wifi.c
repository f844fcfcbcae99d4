/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads what nl80211 tells of radios, and what a recording keeps of it. Pure. */
#include "probes/wifi.h"

#include "base/text.h"

#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <linux/nl80211.h>
#include <stdio.h>
#include <string.h>

/* Names of later kernels than the headers of this build may have. */
enum {
	BAND_HE_MAC = 2, /* NL80211_BAND_IFTYPE_ATTR_HE_CAP_MAC */
	BAND_EHT_MAC = 8 /* NL80211_BAND_IFTYPE_ATTR_EHT_CAP_MAC, since 5.18 */
};

enum {
	HEADER = sizeof(struct nlmsghdr) + sizeof(struct genlmsghdr),
	FASTEST_OF_11B = 110, /* in 100 kbit/s */
};

/* Attributes one after another: a length, a type, bytes. */
struct attribute {
	unsigned type;
	const uint8_t *bytes;
	size_t n;
};

static bool next_attribute(const uint8_t *bytes, size_t n, size_t *at,
                           struct attribute *a)
{
	struct nlattr head;
	if (*at > n || n - *at < sizeof(head))
		return false;
	memcpy(&head, bytes + *at, sizeof(head));
	if (head.nla_len < sizeof(head) || head.nla_len > n - *at)
		return false;
	*a = (struct attribute){head.nla_type & NLA_TYPE_MASK, bytes + *at + sizeof(head),
	                        head.nla_len - sizeof(head)};
	*at += NLA_ALIGN(head.nla_len);
	return true;
}

static uint32_t number(const struct attribute *a)
{
	uint32_t value = 0;
	if (a->n >= sizeof(value))
		memcpy(&value, a->bytes, sizeof(value));
	return value;
}

static void read_channels(struct wifi_band *band, const struct attribute *list)
{
	struct attribute channel, a;
	for (size_t at = 0; next_attribute(list->bytes, list->n, &at, &channel);) {
		band->channels++;
		for (size_t in = 0; next_attribute(channel.bytes, channel.n, &in, &a);)
			band->disabled += a.type == NL80211_FREQUENCY_ATTR_DISABLED;
	}
}

static void read_rates(struct wifi_band *band, const struct attribute *list)
{
	struct attribute rate, a;
	for (size_t at = 0; next_attribute(list->bytes, list->n, &at, &rate);)
		for (size_t in = 0; next_attribute(rate.bytes, rate.n, &in, &a);)
			if (a.type == NL80211_BITRATE_ATTR_RATE &&
			    number(&a) > FASTEST_OF_11B)
				band->ofdm = true;
}

/* What it can as a station, an access point …: any of them counts. */
static void read_roles(struct wifi_band *band, const struct attribute *list)
{
	struct attribute role, a;
	for (size_t at = 0; next_attribute(list->bytes, list->n, &at, &role);)
		for (size_t in = 0; next_attribute(role.bytes, role.n, &in, &a);) {
			band->he = band->he || a.type == BAND_HE_MAC;
			band->eht = band->eht || a.type == BAND_EHT_MAC;
		}
}

static void read_band(struct wifi_band *band, const struct attribute *parts)
{
	struct attribute a;
	for (size_t at = 0; next_attribute(parts->bytes, parts->n, &at, &a);) {
		if (a.type == NL80211_BAND_ATTR_FREQS)
			read_channels(band, &a);
		else if (a.type == NL80211_BAND_ATTR_RATES)
			read_rates(band, &a);
		else if (a.type == NL80211_BAND_ATTR_HT_CAPA)
			band->ht = true;
		else if (a.type == NL80211_BAND_ATTR_VHT_CAPA)
			band->vht = true;
		else if (a.type == NL80211_BAND_ATTR_IFTYPE_DATA)
			read_roles(band, &a);
	}
}

/* The answer about one radio comes in several messages, each with its number. */
static struct wifi_radio *radio_of(struct wifi_list *list, int64_t index)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].index == index)
			return &list->items[i];
	if (list->n == WIFI_RADIOS_MAX)
		return NULL;
	list->items[list->n] = (struct wifi_radio){.index = index};
	return &list->items[list->n++];
}

static void read_message(struct wifi_list *list, const uint8_t *bytes, size_t n)
{
	struct wifi_radio *radio = NULL;
	struct attribute a, band;
	for (size_t at = 0; !radio && next_attribute(bytes, n, &at, &a);)
		if (a.type == NL80211_ATTR_WIPHY && a.n >= sizeof(uint32_t))
			radio = radio_of(list, number(&a));
	for (size_t at = 0; radio && next_attribute(bytes, n, &at, &a);) {
		if (a.type == NL80211_ATTR_WIPHY_NAME)
			snprintf(radio->name, sizeof(radio->name), "%.*s",
			         (int)(a.n < 31 ? a.n : 31), (const char *)a.bytes);
		if (a.type != NL80211_ATTR_WIPHY_BANDS)
			continue;
		for (size_t in = 0; next_attribute(a.bytes, a.n, &in, &band);)
			if (band.type < WIFI_BANDS)
				read_band(&radio->bands[band.type], &band);
	}
}

bool wifi_read(struct wifi_list *list, const uint8_t *bytes, size_t n)
{
	struct nlmsghdr head;
	for (size_t at = 0; at < n; at += NLMSG_ALIGN(head.nlmsg_len)) {
		if (n - at < sizeof(head))
			return false;
		memcpy(&head, bytes + at, sizeof(head));
		if (head.nlmsg_len < sizeof(head) || head.nlmsg_len > n - at ||
		    head.nlmsg_type == NLMSG_ERROR)
			return false;
		if (head.nlmsg_type >= NLMSG_MIN_TYPE && head.nlmsg_len >= HEADER)
			read_message(list, bytes + at + HEADER, head.nlmsg_len - HEADER);
	}
	return true;
}

const struct wifi_radio *wifi_find(const struct wifi_list *list, int64_t index,
                                   const char *name)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].index == index && !strcmp(list->items[i].name, name))
			return &list->items[i];
	return NULL;
}

/* Some drivers tell of VHT at 2.4 GHz, where the standard has none. A radio of 6 GHz must
 * have HE there. */
const char *wifi_standard(const struct wifi_radio *radio)
{
	const struct wifi_band *b = radio->bands;
	bool ofdm = b[WIFI_2_4_GHZ].ofdm, ht = false, he = false, eht = false;
	for (size_t i = 0; i < WIFI_BANDS; i++) {
		bool there = b[i].channels && i != WIFI_60_GHZ && i != WIFI_SUB_1_GHZ;
		ht = ht || (there && b[i].ht);
		he = he || (there && b[i].he);
		eht = eht || (there && b[i].eht);
	}
	if (eht)
		return "wifi7";
	if (he)
		return b[WIFI_6_GHZ].channels && b[WIFI_6_GHZ].he ? "wifi6e" : "wifi6";
	if (b[WIFI_5_GHZ].channels && b[WIFI_5_GHZ].vht)
		return "wifi5";
	return ht ? "wifi4" : ofdm ? "wifi3" : NULL;
}

static const struct {
	const char *name;
	int64_t hertz;
} band_table[WIFI_BANDS] = {
        [WIFI_2_4_GHZ] = {"2.4", 2400000000},  [WIFI_5_GHZ] = {"5", 5000000000},
        [WIFI_60_GHZ] = {"60", 60000000000},   [WIFI_6_GHZ] = {"6", 6000000000},
        [WIFI_SUB_1_GHZ] = {"0.9", 900000000},
};

int64_t wifi_band_hertz(enum wifi_band_id band)
{
	return band_table[band].hertz;
}

/* ---- in a recording ------------------------------------------------------------------
 */

void wifi_write(const struct wifi_radio *radio, struct buf *out)
{
	for (size_t i = 0; i < WIFI_BANDS; i++) {
		const struct wifi_band *b = &radio->bands[i];
		if (b->channels)
			buf_format(out, "band=%s %u %u %d %d %d %d %d\n",
			           band_table[i].name, b->channels, b->disabled, b->ofdm,
			           b->ht, b->vht, b->he, b->eht);
	}
}

static void read_line(struct wifi_radio *radio, const char *line)
{
	char name[8];
	unsigned channels, disabled, ofdm, ht, vht, he, eht;
	if (strchr(line, '-') ||
	    sscanf(line, "band=%7s %6u %6u %1u %1u %1u %1u %1u", name, &channels,
	           &disabled, &ofdm, &ht, &vht, &he, &eht) != 8)
		return;
	for (size_t i = 0; i < WIFI_BANDS; i++)
		if (!strcmp(name, band_table[i].name))
			radio->bands[i] = (struct wifi_band){channels, disabled, ofdm, ht,
			                                     vht,      he,       eht};
}

void wifi_read_text(struct wifi_radio *radio, const char *bytes, size_t n)
{
	char line[128];
	for (size_t at = 0; text_take_line(bytes, n, &at, line, sizeof(line));)
		read_line(radio, line);
}
