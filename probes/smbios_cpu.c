/* SPDX-License-Identifier: GPL-3.0-or-later
 * SMBIOS type 4 → sockets, serials and part numbers of cpu_package, and what no kernel
 * told of cpu. Spec: DMTF DSP0134 3.7, section 7.5 */
#include "probes/smbios.h"

#include <stdio.h>

enum {
	TYPE_PROCESSOR = 4,
	KIND_CENTRAL = 3,        /* 7.5.1: not a math, signal or video processor */
	STATUS_POPULATED = 0x40, /* 7.5 Status, bit 6 */
	IS_64_BIT = 0x04,        /* 7.5.9, bit 2 */
	CAN_VIRTUALIZE = 0x40,   /* 7.5.9, bit 6: also when it is switched off */
	PACKAGES_MAX = 256,
};

static bool is_package(const struct smbios_structure *s)
{
	return smbios_number(s, 0x05, 1, KIND_CENTRAL) == KIND_CENTRAL &&
	       smbios_number(s, 0x18, 1, STATUS_POPULATED) & STATUS_POPULATED;
}

static size_t packages(const struct smbios_table *table,
                       const struct smbios_structure *found[PACKAGES_MAX])
{
	size_t n = 0;
	const struct smbios_structure *s = NULL;
	while ((s = smbios_next(table, TYPE_PROCESSOR, s)) && n < PACKAGES_MAX)
		if (is_package(s))
			found[n++] = s;
	return n;
}

/* Did nobody answer? That there is none is an answer. */
static bool is_missing(const struct component *c, enum fact_id fact)
{
	const struct fact *f = fact_get(c, fact);
	return !f || f->state == STATE_unreadable;
}

/* A count in a byte, which says 0xff when a longer field holds it. (7.5.6 … 7.5.8) */
static void map_count(struct scan *scan, struct component *c, enum fact_id fact,
                      const struct smbios_structure *s, size_t offset, size_t longer)
{
	uint64_t n = smbios_number(s, offset, 1, 0);
	if (n == 0xff && smbios_has(s, longer, 2))
		n = smbios_number(s, longer, 2, 0);
	if (is_missing(c, fact) && n && n != 0xffff)
		fact_set_integer(scan, c, fact, (int64_t)n);
}

static void map_package(struct scan *scan, struct component *c,
                        const struct smbios_structure *s)
{
	static const struct {
		enum fact_id fact;
		uint8_t offset;
		bool alone; /* true: only SMBIOS tells it */
	} texts[] = {
	        {FACT_cpu_package_socket, 0x04, true},
	        {FACT_cpu_package_vendor, 0x07, false},
	        {FACT_cpu_package_model, 0x10, false},
	        {FACT_cpu_package_serial, 0x20, true},
	        {FACT_cpu_package_part_number, 0x22, true},
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (texts[i].alone || is_missing(c, texts[i].fact))
			smbios_set_text(scan, c, texts[i].fact, s, texts[i].offset);
	map_count(scan, c, FACT_cpu_package_cores, s, 0x23, 0x2a);
	map_count(scan, c, FACT_cpu_package_threads, s, 0x25, 0x2e);
}

/* Do all processors have the characteristic? That it is not set says nothing: much
 * firmware leaves it out. */
static bool all_have(const struct smbios_structure **found, size_t n, unsigned bit)
{
	bool all = n > 0;
	for (size_t i = 0; i < n; i++)
		all &= (smbios_number(found[i], 0x26, 2, 0) & bit) != 0;
	return all;
}

static void map_bits(struct scan *scan, const struct smbios_structure **found, size_t n)
{
	struct component *c = scan_find(scan, KIND_cpu, NULL);
	if (!all_have(found, n, IS_64_BIT) || (c && !is_missing(c, FACT_cpu_bits)))
		return;
	if (!c)
		c = scan_add(scan, KIND_cpu, NULL);
	fact_set_integer(scan, c, FACT_cpu_bits, 64);
	fact_set_source(scan, c, FACT_cpu_bits, "SMBIOS type 4");
}

/* What the kernel hides when the firmware has it switched off. */
static void map_virtualization(struct scan *scan, const struct smbios_structure **found,
                               size_t n)
{
	struct component *c = scan_find(scan, KIND_cpu, NULL);
	if (!c || !all_have(found, n, CAN_VIRTUALIZE) ||
	    !is_missing(c, FACT_cpu_virtualization))
		return;
	fact_set_bool(scan, c, FACT_cpu_virtualization, true);
	fact_set_source(scan, c, FACT_cpu_virtualization, "SMBIOS type 4");
	scan_note(
	        scan, c,
	        "hardware virtualisation is there and switched off in the firmware setup "
	        "(VT-x, SVM)");
}

void smbios_unreadable_processors(struct scan *scan, const char *why, const char *remedy)
{
	static const enum fact_id alone[] = {FACT_cpu_package_socket,
	                                     FACT_cpu_package_serial,
	                                     FACT_cpu_package_part_number};
	const struct component_list *list = &scan->kinds[KIND_cpu_package];
	for (size_t i = 0; i < list->n; i++)
		for (size_t j = 0; j < sizeof(alone) / sizeof(*alone); j++)
			if (!fact_get(list->items[i], alone[j]))
				fact_set_unreadable(scan, list->items[i], alone[j], why,
				                    remedy);
}

void smbios_map_processors(struct scan *scan, const struct smbios_table *table)
{
	const struct smbios_structure *found[PACKAGES_MAX] = {NULL};
	const struct component_list *list = &scan->kinds[KIND_cpu_package];
	size_t n = packages(table, found);
	map_virtualization(scan, found, n);
	map_bits(scan, found, n);
	if (!list->mentioned) {
		/* Nobody else looked: the table is all that is known. */
		for (size_t i = 0; i < n; i++) {
			char key[16];
			snprintf(key, sizeof(key), "%zu", i);
			map_package(scan, scan_add(scan, KIND_cpu_package, key),
			            found[i]);
		}
	} else if (n == list->n) {
		/* Firmware and kernel both count sockets from the first. */
		for (size_t i = 0; i < n; i++)
			map_package(scan, list->items[i], found[i]);
	} else if (n) {
		scan_note(scan, NULL,
		          "SMBIOS lists %zu processors, the kernel knows %zu packages", n,
		          list->n);
	}
}
