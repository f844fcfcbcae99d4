/* SPDX-License-Identifier: GPL-3.0-or-later
 * Radios of Wi-Fi as facts. Pure. */
#include "probes/network.h"

#include <string.h>

static const enum fact_id facts[] = {FACT_network_standard, FACT_network_bands,
                                     FACT_network_blocked};

static void set_bands(struct scan *scan, struct component *c,
                      const struct wifi_radio *radio)
{
	struct value *items = arena_alloc(&scan->arena, WIFI_BANDS * sizeof(*items));
	struct value list = {.type = TYPE_LIST};
	/* By frequency, not by the kernel's numbers. */
	static const enum wifi_band_id order[] = {WIFI_SUB_1_GHZ, WIFI_2_4_GHZ,
	                                          WIFI_5_GHZ, WIFI_6_GHZ, WIFI_60_GHZ};
	for (size_t i = 0; i < WIFI_BANDS; i++)
		if (radio->bands[order[i]].channels)
			items[list.list.n++] = value_number(
			        fixed_from_int(wifi_band_hertz(order[i])), DIM_hertz);
	list.list.items = items;
	fact_set(scan, c, FACT_network_bands, &list);
}

/* What the radio can is one thing, what is allowed here another. */
static void note_disabled(struct scan *scan, const struct component *c,
                          const struct wifi_radio *radio)
{
	for (enum wifi_band_id i = 0; i < WIFI_BANDS; i++) {
		const struct wifi_band *b = &radio->bands[i];
		if (b->channels && b->disabled >= b->channels)
			scan_note(
			        scan, c,
			        "all its channels at %.1f GHz are disabled, as where the "
			        "country is not set or does not allow them",
			        (double)wifi_band_hertz(i) / 1e9);
	}
}

static void set_blocked(struct scan *scan, struct component *c,
                        const struct network_raw *raw)
{
	if (raw->hard_block == NETWORK_UNKNOWN && raw->soft_block == NETWORK_UNKNOWN)
		fact_set_unreadable(scan, c, FACT_network_blocked,
		                    "the kernel shows no switch of its radio", NULL);
	else
		fact_set_string(scan, c, FACT_network_blocked,
		                raw->hard_block > 0   ? "hardware"
		                : raw->soft_block > 0 ? "software"
		                                      : "none");
}

void network_map_radio(struct scan *scan, struct component *c,
                       const struct network_raw *raw)
{
	const struct value *type = fact_value(c, FACT_network_type);
	if (!type)
		return;
	if (strcmp(type->text, "wifi") != 0) {
		for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
			fact_set_absent(scan, c, facts[i]);
		return;
	}
	set_blocked(scan, c, raw);
	if (raw->radio_state != NETWORK_READ) {
		network_set_unanswered(scan, c, FACT_network_standard, raw->radio_state);
		network_set_unanswered(scan, c, FACT_network_bands, raw->radio_state);
		return;
	}
	set_bands(scan, c, &raw->radio);
	note_disabled(scan, c, &raw->radio);
	fact_set_string(scan, c, FACT_network_standard, wifi_standard(&raw->radio));
}
