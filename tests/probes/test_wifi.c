/* SPDX-License-Identifier: GPL-3.0-or-later
 * Radios of Wi-Fi: made messages of nl80211, their generations, what a recording keeps,
 * and the facts of an interface. */
#include "probes/wifi.h"

#include "probe_made.h"
#include "probes/table.h"

#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <linux/nl80211.h>

/* Bytes of a message while it is made; each part is closed by its start. */
struct message {
	uint8_t bytes[4096];
	size_t n;
};

static void number16(struct message *m, size_t at, size_t number)
{
	m->bytes[at] = (uint8_t)number;
	m->bytes[at + 1] = (uint8_t)(number >> 8);
}

static size_t open_part(struct message *m, unsigned type)
{
	size_t at = m->n;
	number16(m, at + 2, type);
	m->n += 4;
	return at;
}

static void close_part(struct message *m, size_t at)
{
	number16(m, at, m->n - at);
	m->n = (m->n + 3) / 4 * 4;
}

static void add_number(struct message *m, unsigned type, uint32_t number)
{
	size_t at = open_part(m, type);
	memcpy(m->bytes + m->n, &number, sizeof(number));
	m->n += sizeof(number);
	close_part(m, at);
}

static void add_flag(struct message *m, unsigned type)
{
	close_part(m, open_part(m, type));
}

static size_t open_message(struct message *m, uint32_t radio, const char *name)
{
	size_t start = m->n;
	struct nlmsghdr head = {.nlmsg_type = 0x1c};
	memcpy(m->bytes + start, &head, sizeof(head));
	m->n += sizeof(head) + sizeof(struct genlmsghdr);
	add_number(m, NL80211_ATTR_WIPHY, radio);
	size_t at = open_part(m, NL80211_ATTR_WIPHY_NAME);
	memcpy(m->bytes + m->n, name, strlen(name) + 1);
	m->n += strlen(name) + 1;
	close_part(m, at);
	return start;
}

static void close_message(struct message *m, size_t start)
{
	uint32_t length = (uint32_t)(m->n - start);
	memcpy(m->bytes + start, &length, sizeof(length));
}

enum { HT = 1, VHT = 2, HE = 4, EHT = 8, OFDM = 16, OFF = 32 };

/* A band with two channels. */
static void add_band(struct message *m, unsigned band, unsigned what)
{
	size_t bands = open_part(m, NL80211_ATTR_WIPHY_BANDS | NLA_F_NESTED);
	size_t part = open_part(m, band), list = open_part(m, NL80211_BAND_ATTR_FREQS);
	for (unsigned i = 0; i < 2; i++) {
		size_t channel = open_part(m, i);
		add_number(m, NL80211_FREQUENCY_ATTR_FREQ, 2412 + 5 * i);
		if (what & OFF)
			add_flag(m, NL80211_FREQUENCY_ATTR_DISABLED);
		close_part(m, channel);
	}
	close_part(m, list);
	list = open_part(m, NL80211_BAND_ATTR_RATES);
	size_t rate = open_part(m, 0);
	add_number(m, NL80211_BITRATE_ATTR_RATE, what & OFDM ? 540 : 110);
	close_part(m, rate);
	close_part(m, list);
	if (what & HT)
		add_number(m, NL80211_BAND_ATTR_HT_CAPA, 0x12);
	if (what & VHT)
		add_number(m, NL80211_BAND_ATTR_VHT_CAPA, 0x12);
	if (what & (HE | EHT)) {
		list = open_part(m, NL80211_BAND_ATTR_IFTYPE_DATA);
		size_t role = open_part(m, 1);
		add_number(m, NL80211_BAND_IFTYPE_ATTR_HE_CAP_MAC, 1);
		if (what & EHT)
			add_number(m, 8, 1);
		close_part(m, role);
		close_part(m, list);
	}
	close_part(m, part);
	close_part(m, bands);
}

Test(wifi, the_generation_follows_from_what_the_bands_can)
{
	static const struct {
		unsigned band[4]; /* 2.4, 5, 60, 6 GHz; 0: the radio has none */
		const char *word;
	} rows[] = {
	        {{1 << 30, 0, 0, 0}, NULL},
	        {{OFDM, 0, 0, 0}, "wifi3"},
	        {{OFDM | HT, 0, 0, 0}, "wifi4"},
	        {{OFDM | HT | VHT, 0, 0, 0}, "wifi4"}, /* VHT is for 5 GHz */
	        {{OFDM | HT, OFDM | HT | VHT, 0, 0}, "wifi5"},
	        {{OFDM | HT | HE, OFDM | HT | VHT | HE, 0, 0}, "wifi6"},
	        {{OFDM | HT | HE, OFDM | HT | VHT | HE, 0, OFDM | HE}, "wifi6e"},
	        {{OFDM | HT | HE, OFDM | HT | VHT | HE, 0, OFDM | HE | OFF}, "wifi6e"},
	        {{OFDM | HT | HE | EHT, OFDM | HT | VHT | HE | EHT, 0, 0}, "wifi7"},
	        {{0, 0, HT | HE, 0}, NULL},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct message m = {0};
		struct wifi_list *list = memory_get(sizeof(*list));
		/* As the kernel sends it: a message a band. */
		for (unsigned band = 0; band < 4; band++) {
			size_t start = open_message(&m, 7, "phy7");
			if (rows[i].band[band])
				add_band(&m, band, rows[i].band[band]);
			close_message(&m, start);
		}
		cr_assert(wifi_read(list, m.bytes, m.n), "row %zu", i);
		cr_assert_eq(list->n, 1);
		const struct wifi_radio *radio = wifi_find(list, 7, "phy7");
		cr_assert(radio && !wifi_find(list, 7, "phy8") &&
		          !wifi_find(list, 8, "phy7"));
		const char *word = wifi_standard(radio);
		cr_assert(word == rows[i].word ||
		                  (word && rows[i].word && !strcmp(word, rows[i].word)),
		          "row %zu: %s", i, word ? word : "none");
		free(list);
	}
}

Test(wifi, messages_that_end_early_are_an_error_and_read_up_to_there)
{
	struct message m = {0};
	close_message(&m, open_message(&m, 1, "phy1"));
	size_t whole = m.n, start = open_message(&m, 2, "phy2");
	add_band(&m, 0, OFDM | HT);
	close_message(&m, start);
	for (size_t n = 0; n < m.n; n++) {
		struct wifi_list *list = memory_get(sizeof(*list));
		uint8_t *bytes = memory_get(n + 1);
		memcpy(bytes, m.bytes, n);
		cr_assert_eq(wifi_read(list, bytes, n), n == 0 || n == whole, "%zu", n);
		cr_assert_eq(list->n, n >= whole ? 1 : 0, "%zu", n);
		free(bytes);
		free(list);
	}
}

Test(wifi, what_a_recording_keeps_is_what_was_told)
{
	struct wifi_radio radio = {.index = 3, .name = "phy3"}, again = radio;
	struct buf text = BUF_EMPTY;
	radio.bands[WIFI_2_4_GHZ] =
	        (struct wifi_band){14, 3, true, true, false, true, false};
	radio.bands[WIFI_6_GHZ] =
	        (struct wifi_band){59, 59, true, false, false, true, true};
	wifi_write(&radio, &text);
	cr_assert_str_eq(text.text, "band=2.4 14 3 1 1 0 1 0\nband=6 59 59 1 0 0 1 1\n");
	wifi_read_text(&again, text.text, text.n);
	struct buf second = BUF_EMPTY;
	wifi_write(&again, &second);
	cr_assert_str_eq(text.text, second.text);
	buf_done(&text);
	buf_done(&second);
}

#define PHY  "sys/devices/pci0000:00/0000:00:14.3/ieee80211/phy0/"
#define WLAN "sys/devices/pci0000:00/0000:00:14.3/net/wlan0/"

/* wlan0, a card on PCI whose radio has a switch, in a machine with one for all. */
static void make_radio(void)
{
	tree_make();
	tree_link("sys/class/net/wlan0",
	          "../../devices/pci0000:00/0000:00:14.3/net/wlan0");
	tree_text(WLAN "uevent", "DEVTYPE=wlan\n");
	tree_text(WLAN "type", "1\n");
	tree_text(WLAN "operstate", "down\n");
	tree_link(WLAN "phy80211", "../../ieee80211/phy0");
	tree_link(WLAN "device", "../../../0000:00:14.3");
	tree_text(PHY "name", "phy0\n");
	tree_text(PHY "index", "0\n");
	tree_text(PHY "rfkill0/type", "wlan\n");
	tree_text(PHY "rfkill0/name", "phy0\n");
	tree_text(PHY "rfkill0/soft", "0\n");
	tree_text(PHY "rfkill0/hard", "0\n");
	tree_link("sys/class/rfkill/rfkill0",
	          "../../devices/pci0000:00/0000:00:14.3/ieee80211/phy0/rfkill0");
}

static const char *fact(struct made *m, enum fact_id id)
{
	return made_fact(m, "wlan0", id);
}

static void run(struct made *m)
{
	tree_scan(m, probe_network_run);
	tree_remove();
}

Test(wifi, a_radio_as_facts)
{
	struct made m;
	make_radio();
	tree_text("answers/wifi/phy0", "band=2.4 14 3 1 1 0 1 0\nband=5 25 0 1 1 1 1 0\n"
	                               "band=6 59 59 1 0 0 1 0\n");
	run(&m);
	cr_assert_str_eq(fact(&m, FACT_network_type), "wifi");
	cr_assert_str_eq(fact(&m, FACT_network_standard), "wifi6e");
	cr_assert_str_eq(fact(&m, FACT_network_bands),
	                 "(2400000000 Hz, 5000000000 Hz, 6000000000 Hz)");
	cr_assert_str_eq(fact(&m, FACT_network_blocked), "none");
	cr_assert(made_noted(&m, "all its channels at 6.0 GHz are disabled"));
	cr_assert(!made_noted(&m, "2.4 GHz"));
	made_done(&m);
}

Test(wifi, a_recording_without_answers_says_so)
{
	struct made m;
	make_radio();
	run(&m);
	cr_assert_str_eq(fact(&m, FACT_network_standard),
	                 "unreadable: only a running machine tells");
	cr_assert_str_eq(fact(&m, FACT_network_bands),
	                 "unreadable: only a running machine tells");
	made_done(&m);
}

Test(wifi, a_switch_of_the_radio_or_of_the_machine_blocks_it)
{
	static const struct {
		const char *own_soft, *own_hard, *machine_type, *machine_soft, *word;
	} rows[] = {
	        {"1", "0", "wlan", "0", "software"}, {"1", "1", "wlan", "0", "hardware"},
	        {"0", "0", "wlan", "1", "software"}, {"0", "0", "bluetooth", "1", "none"},
	        {"0", "0", "wlan", "0", "none"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct made m;
		make_radio();
		tree_text(PHY "rfkill0/soft", rows[i].own_soft);
		tree_text(PHY "rfkill0/hard", rows[i].own_hard);
		tree_text("sys/devices/platform/tp/rfkill/rfkill1/type",
		          rows[i].machine_type);
		tree_text("sys/devices/platform/tp/rfkill/rfkill1/name", "tp_wlan_sw");
		tree_text("sys/devices/platform/tp/rfkill/rfkill1/soft",
		          rows[i].machine_soft);
		tree_link("sys/class/rfkill/rfkill1",
		          "../../devices/platform/tp/rfkill/rfkill1");
		run(&m);
		cr_assert_str_eq(fact(&m, FACT_network_blocked), rows[i].word, "row %zu",
		                 i);
		made_done(&m);
	}
}

Test(wifi, a_radio_that_shows_no_switch_is_not_said_to_be_on)
{
	struct made m;
	make_radio();
	tree_text("sys/class/rfkill/rfkill0/type", "wwan\n");
	run(&m);
	cr_assert_str_eq(fact(&m, FACT_network_blocked),
	                 "unreadable: the kernel shows no switch of its radio");
	made_done(&m);
}
