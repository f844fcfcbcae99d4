/* SPDX-License-Identifier: GPL-3.0-or-later
 * One SMBIOS type 17 structure → the facts of a memory module.
 * Spec: DMTF DSP0134 3.7, section 7.18 */
#include "probes/smbios_memory.h"

#include <stdio.h>
#include <string.h>

enum {
	DETAIL_REGISTERED = 1 << 13, /* 7.18.3 */
	DETAIL_UNBUFFERED = 1 << 14,
	DETAIL_LRDIMM = 1 << 15,
	FORM_FB_DIMM = 0x0f,
	TYPE_NON_VOLATILE = 0x1f,
	TYPE_LPDDR5 = 0x23,
	SPEED_EXTENDED = 0xffff,
	LPDDR5_FASTEST = 6400, /* JESD209-5: beyond it is LPDDR5X */
	MV_MIN = 300,          /* what no memory runs at is no answer */
	MV_MAX = 5500,
};

static const struct {
	enum fact_id fact;
	uint8_t offset;
} texts[] = {
        {FACT_memory_module_locator, 0x10},     {FACT_memory_module_vendor, 0x17},
        {FACT_memory_module_serial, 0x18},      {FACT_memory_module_asset_tag, 0x19},
        {FACT_memory_module_part_number, 0x1a},
};

bool smbios_memory_size(const struct smbios_structure *s, int64_t *size)
{
	uint64_t n = smbios_number(s, 0x0c, 2, 0xffff);
	uint64_t extended = smbios_number(s, 0x1c, 4, 0) & 0x7fffffff;
	*size = 0;
	if (n == 0xffff)
		return false;
	if (n == 0x7fff && smbios_has(s, 0x1c, 4))
		*size = (int64_t)extended << 20;
	else if (n & 0x8000)
		*size = (int64_t)(n & 0x7fff) << 10;
	else
		*size = (int64_t)n << 20;
	return true;
}

int64_t smbios_memory_volatile(const struct smbios_structure *s, int64_t size)
{
	uint64_t part = smbios_number(s, 0x3c, 8, UINT64_MAX);
	if (smbios_number(s, 0x12, 1, 0) != TYPE_NON_VOLATILE || part > (uint64_t)size)
		return size;
	return (int64_t)part;
}

/* In MT/s; 0 when it is not told. The word holds what fits, else a longer field does. */
static int64_t transfers(const struct smbios_structure *s, size_t offset, size_t extended)
{
	uint64_t speed = smbios_number(s, offset, 2, 0);
	if (speed == SPEED_EXTENDED)
		speed = smbios_number(s, extended, 4, 0) & 0x7fffffff;
	return (int64_t)speed;
}

static void map_speed(struct scan *scan, struct component *c, enum fact_id fact,
                      int64_t speed)
{
	if (speed)
		fact_set_integer(scan, c, fact, speed * 1000000);
	else
		smbios_set_silent(scan, c, fact);
}

static void map_word(struct scan *scan, struct component *c, enum fact_id fact,
                     enum smbios_list list, unsigned value)
{
	const char *word = smbios_word(list, value);
	if (word)
		fact_set_string(scan, c, fact, word);
	else
		smbios_set_silent(scan, c, fact);
	if (value && !smbios_name(list, value))
		scan_note(scan, c, "SMBIOS knows no %s %u", fact_row(fact)->name, value);
}

static void map_type(struct scan *scan, struct component *c,
                     const struct smbios_structure *s)
{
	unsigned type = (unsigned)smbios_number(s, 0x12, 1, 2);
	int generation = smbios_generation(type);
	/* SMBIOS has one number for LPDDR5 and LPDDR5X; the speed may tell. */
	if (type == TYPE_LPDDR5 && transfers(s, 0x15, 0x54) > LPDDR5_FASTEST)
		fact_set_string(scan, c, FACT_memory_module_type, "lpddr5x");
	else
		map_word(scan, c, FACT_memory_module_type, SMBIOS_memory_type, type);
	if (generation)
		fact_set_integer(scan, c, FACT_memory_module_generation, generation);
	else
		smbios_set_silent(scan, c, FACT_memory_module_generation);
	map_word(scan, c, FACT_memory_module_form, SMBIOS_memory_form,
	         (unsigned)smbios_number(s, 0x0e, 1, 2));
	map_word(scan, c, FACT_memory_module_technology, SMBIOS_technology,
	         (unsigned)smbios_number(s, 0x28, 1, 2));
}

static void map_registered(struct scan *scan, struct component *c,
                           const struct smbios_structure *s)
{
	unsigned detail = (unsigned)smbios_number(s, 0x13, 2, 0);
	bool buffered = detail & (DETAIL_REGISTERED | DETAIL_LRDIMM) ||
	                smbios_number(s, 0x0e, 1, 0) == FORM_FB_DIMM;
	bool plain = detail & DETAIL_UNBUFFERED;
	if (buffered != plain)
		fact_set_bool(scan, c, FACT_memory_module_registered, buffered);
	else
		smbios_set_silent(scan, c, FACT_memory_module_registered);
	if (buffered && plain)
		scan_note(scan, c, "the firmware calls it registered and unbuffered");
}

/* A data width of real modules: 4 to 64 bits, or 128 for two channels in one. */
static bool is_width(unsigned bits)
{
	return bits == 4 || bits == 8 || bits == 16 || bits == 32 || bits == 64 ||
	       bits == 128;
}

static void map_width(struct scan *scan, struct component *c,
                      const struct smbios_structure *s)
{
	unsigned total = (unsigned)smbios_number(s, 0x08, 2, 0xffff);
	unsigned data = (unsigned)smbios_number(s, 0x0a, 2, 0xffff);
	bool told = data && data != 0xffff;
	if (is_width(data))
		fact_set_integer(scan, c, FACT_memory_module_width, data);
	else
		smbios_set_silent(scan, c, FACT_memory_module_width);
	if (told && total && total != 0xffff && is_width(data) && total >= data &&
	    total <= data + data / 2) {
		fact_set_bool(scan, c, FACT_memory_module_ecc, total > data);
		return;
	}
	smbios_set_silent(scan, c, FACT_memory_module_ecc);
	if (told && total && total != 0xffff)
		scan_note(scan, c, "a width of %u bits, of these %u of data, is not real",
		          total, data);
}

static void map_voltage(struct scan *scan, struct component *c,
                        const struct smbios_structure *s)
{
	int64_t millivolts = (int64_t)smbios_number(s, 0x26, 2, 0);
	if (millivolts >= MV_MIN && millivolts <= MV_MAX) {
		fact_set_fixed(scan, c, FACT_memory_module_voltage,
		               fixed_scale(fixed_from_int(millivolts), 1, 1000));
		return;
	}
	smbios_set_silent(scan, c, FACT_memory_module_voltage);
	if (millivolts)
		scan_note(scan, c, "a voltage of %d mV is not real", (int)millivolts);
}

/* Makers may be given as a JEP106 number where there is no name (since 3.2). */
static void map_vendor_number(struct scan *scan, struct component *c,
                              const struct smbios_structure *s)
{
	unsigned id = (unsigned)smbios_number(s, 0x2c, 2, 0);
	const struct fact *name = fact_get(c, FACT_memory_module_vendor);
	char text[16];
	if (!id || id == 0xffff || (name && name->state == STATE_known))
		return;
	snprintf(text, sizeof(text), "%02X%02X", id & 0xff, id >> 8);
	fact_set_string(scan, c, FACT_memory_module_vendor, text);
}

void smbios_map_module(struct scan *scan, struct component *c,
                       const struct smbios_structure *s)
{
	int64_t size;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		smbios_set_text(scan, c, texts[i].fact, s, texts[i].offset);
	map_vendor_number(scan, c, s);
	if (smbios_memory_size(s, &size))
		fact_set_integer(scan, c, FACT_memory_module_size, size);
	else
		smbios_set_silent(scan, c, FACT_memory_module_size);
	map_type(scan, c, s);
	map_speed(scan, c, FACT_memory_module_speed, transfers(s, 0x15, 0x54));
	map_speed(scan, c, FACT_memory_module_configured_speed, transfers(s, 0x20, 0x58));
	map_registered(scan, c, s);
	map_width(scan, c, s);
	map_voltage(scan, c, s);
	int ranks = (int)(smbios_number(s, 0x1b, 1, 0) & 0xf);
	if (ranks)
		fact_set_integer(scan, c, FACT_memory_module_ranks, ranks);
	else
		smbios_set_silent(scan, c, FACT_memory_module_ranks);
}
