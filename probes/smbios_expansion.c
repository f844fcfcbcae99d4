/* SPDX-License-Identifier: GPL-3.0-or-later
 * SMBIOS types 9, 38 and 39 → slot, bmc, psu.
 * Spec: DMTF DSP0134 3.8, sections 7.10, 7.39 and 7.40 */
#include "probes/smbios.h"

#include <stdlib.h>
#include <string.h>

enum {
	TYPE_SLOT = 9,
	TYPE_IPMI = 38,
	TYPE_PSU = 39,
	LISTED_MAX = 512, /* the largest servers have some 40 slots */
	USAGE_AVAILABLE = 3,
	USAGE_IN_USE = 4,
	USAGE_UNAVAILABLE = 5,
	WIDTH_8_BIT = 3,
	WIDTH_X1 = 8,           /* from here on the width counts lanes */
	POWER_UNKNOWN = 0x8000, /* 7.40 */
};

/* A name for the key: the string, or the number of the structure in the table. */
static const char *key_of(struct scan *scan, const struct smbios_structure *s,
                          size_t offset, enum fact_id fact, unsigned number)
{
	const char *name = smbios_name_text(scan, s, offset, fact);
	return *name ? name : arena_format(&scan->arena, "%u", number);
}

/* The standard puts the generation into the name of the type. */
static void map_generation(struct scan *scan, struct component *c, unsigned type)
{
	static const char mark[] = "PCI Express Gen ";
	const char *name = smbios_name(SMBIOS_slot_type, type);
	const char *at = name ? strstr(name, mark) : NULL;
	if (!at) {
		smbios_set_silent(scan, c, FACT_slot_generation);
		return;
	}
	long generation = strtol(at + strlen(mark), NULL, 10);
	if (strstr(at, "and Beyond"))
		fact_set_interval(scan, c, FACT_slot_generation,
		                  fixed_from_int(generation), FIXED_MAX);
	else
		fact_set_integer(scan, c, FACT_slot_generation, generation);
}

/* Data bus width (7.10.2): of buses with lanes their number, of others bits. */
static void map_lanes(struct scan *scan, struct component *c,
                      const struct smbios_structure *s)
{
	static const int lanes[] = {1, 2, 4, 8, 12, 16, 32};
	unsigned width = (unsigned)smbios_number(s, 0x06, 1, 0);
	if (width >= WIDTH_X1 && width - WIDTH_X1 < sizeof(lanes) / sizeof(*lanes))
		fact_set_integer(scan, c, FACT_slot_lanes, lanes[width - WIDTH_X1]);
	else if (width >= WIDTH_8_BIT && width < WIDTH_X1)
		fact_set_absent(scan, c, FACT_slot_lanes);
	else
		smbios_set_silent(scan, c, FACT_slot_lanes);
}

static void map_usage(struct scan *scan, struct component *c,
                      const struct smbios_structure *s)
{
	unsigned usage = (unsigned)smbios_number(s, 0x07, 1, 0);
	if (usage == USAGE_AVAILABLE || usage == USAGE_IN_USE)
		fact_set_bool(scan, c, FACT_slot_free, usage == USAGE_AVAILABLE);
	else if (usage == USAGE_UNAVAILABLE)
		fact_set_unreadable(scan, c, FACT_slot_free,
		                    "it belongs to a processor that is not there", NULL);
	else
		smbios_set_silent(scan, c, FACT_slot_free);
}

/* Segment, bus, device and function (since 2.6); ones in all bits: the slot has none. */
static void map_address(struct scan *scan, struct component *c,
                        const struct smbios_structure *s)
{
	unsigned segment = (unsigned)smbios_number(s, 0x0d, 2, 0xffff);
	unsigned bus = (unsigned)smbios_number(s, 0x0f, 1, 0xff);
	unsigned function = (unsigned)smbios_number(s, 0x10, 1, 0xff);
	if (!smbios_has(s, 0x0d, 4))
		smbios_set_silent(scan, c, FACT_slot_address);
	else if (segment == 0xffff || (bus == 0xff && function == 0xff))
		fact_set_absent(scan, c, FACT_slot_address);
	else
		fact_set_string(scan, c, FACT_slot_address,
		                arena_format(&scan->arena, "%04x:%02x:%02x.%u", segment,
		                             bus, function >> 3, function & 7));
}

static void map_slot(struct scan *scan, const struct smbios_structure *s, unsigned number)
{
	unsigned type = (unsigned)smbios_number(s, 0x05, 1, 0);
	const char *word = smbios_word(SMBIOS_slot_type, type);
	struct component *c = scan_add(
	        scan, KIND_slot, key_of(scan, s, 0x04, FACT_slot_designation, number));
	smbios_set_text(scan, c, FACT_slot_designation, s, 0x04);
	if (word)
		fact_set_string(scan, c, FACT_slot_type, word);
	else
		smbios_set_silent(scan, c, FACT_slot_type);
	map_generation(scan, c, type);
	map_lanes(scan, c, s);
	map_usage(scan, c, s);
	map_address(scan, c, s);
}

/* Characteristics (7.40.1): bit 0 hot replaceable, bit 1 present. A place without a power
 * supply is none. */
static void map_psu(struct scan *scan, const struct smbios_structure *s, unsigned number)
{
	static const struct {
		enum fact_id fact;
		uint8_t offset;
	} texts[] = {
	        {FACT_psu_vendor, 0x07},
	        {FACT_psu_model, 0x06},
	        {FACT_psu_serial, 0x08},
	        {FACT_psu_part_number, 0x0a},
	};
	unsigned traits = (unsigned)smbios_number(s, 0x0e, 2, 0x02);
	unsigned watts = (unsigned)smbios_number(s, 0x0c, 2, POWER_UNKNOWN);
	if (!(traits & 0x02))
		return;
	struct component *c =
	        scan_add(scan, KIND_psu, key_of(scan, s, 0x05, FACT_psu_model, number));
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		smbios_set_text(scan, c, texts[i].fact, s, texts[i].offset);
	if (watts && watts != POWER_UNKNOWN)
		fact_set_integer(scan, c, FACT_psu_power, watts);
	else
		smbios_set_silent(scan, c, FACT_psu_power);
	if (smbios_has(s, 0x0e, 2))
		fact_set_bool(scan, c, FACT_psu_hot_swap, traits & 0x01);
	else
		smbios_set_silent(scan, c, FACT_psu_hot_swap);
}

/* The revision is two digits of four bits each. */
static void map_bmc(struct scan *scan, const struct smbios_structure *s)
{
	struct component *c = scan_add(scan, KIND_bmc, NULL);
	const char *interface = smbios_word(SMBIOS_ipmi_interface,
	                                    (unsigned)smbios_number(s, 0x04, 1, 0));
	unsigned revision = (unsigned)smbios_number(s, 0x05, 1, 0);
	if (interface)
		fact_set_string(scan, c, FACT_bmc_interface, interface);
	else
		smbios_set_silent(scan, c, FACT_bmc_interface);
	if (revision && (revision & 0xf) <= 9 && revision >> 4 <= 9)
		fact_set_string(scan, c, FACT_bmc_ipmi_version,
		                arena_format(&scan->arena, "%u.%u", revision >> 4,
		                             revision & 0xf));
	else
		smbios_set_silent(scan, c, FACT_bmc_ipmi_version);
}

static void map_all(struct scan *scan, const struct smbios_table *table, uint8_t type,
                    enum kind_id kind, const char *none,
                    void (*map)(struct scan *, const struct smbios_structure *, unsigned))
{
	const struct smbios_structure *s = NULL;
	unsigned number = 0;
	while ((s = smbios_next(table, type, s)) && number < LISTED_MAX)
		map(scan, s, number++);
	if (s)
		scan_partial(scan, kind, "SMBIOS lists more than any machine has");
	if (table->cut)
		scan_partial(scan, kind, table->cut);
	else if (!number)
		scan_partial(scan, kind, none);
	scan_mention(scan, kind);
}

void smbios_map_expansion(struct scan *scan, const struct smbios_table *table)
{
	const struct smbios_structure *ipmi = smbios_next(table, TYPE_IPMI, NULL);
	map_all(scan, table, TYPE_SLOT, KIND_slot, "the firmware lists no slot",
	        map_slot);
	map_all(scan, table, TYPE_PSU, KIND_psu, "the firmware lists no power supply",
	        map_psu);
	/* Firmware without this structure does not say that there is no controller. */
	if (ipmi)
		map_bmc(scan, ipmi);
}

void smbios_unreadable_expansion(struct scan *scan, const char *why, const char *remedy)
{
	const char *all =
	        remedy ? arena_format(&scan->arena, "%s; %s", why, remedy) : why;
	scan_partial(scan, KIND_slot, all);
	scan_partial(scan, KIND_psu, all);
	scan_partial(scan, KIND_bmc, all);
}
