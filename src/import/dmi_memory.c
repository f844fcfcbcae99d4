/* SPDX-License-Identifier: GPL-3.0-or-later
 * dmidecode's lines → SMBIOS structures: types 16 and 17.
 * Spec: DMTF DSP0134 3.7, sections 7.17 and 7.18 */
#include "import/dmi_table.h"

#include "probes/smbios.h"

#include <stdlib.h>
#include <string.h>

/* The number of a name in one of the standard's lists; 2 is "unknown" in all of them. */
static unsigned number_of(enum smbios_list list, const char *name)
{
	return name ? smbios_value(list, name, 2) : 2;
}

void dmi_make_array(struct dmi_made *m, const struct dmi_structure *s)
{
	enum { SYSTEM = 3, OTHER = 1 };
	const char *use = dmi_value(s, "Use");
	uint64_t bytes = 0;
	dmi_put(m, 0x05, 1, !use || !strcmp(use, "System Memory") ? SYSTEM : OTHER);
	dmi_put(m, 0x06, 1,
	        number_of(SMBIOS_correction, dmi_value(s, "Error Correction Type")));
	dmi_put(m, 0x0d, 2, dmi_number(dmi_value(s, "Number Of Devices"), 0));
	if (!dmi_bytes(dmi_value(s, "Maximum Capacity"), &bytes))
		return;
	if (bytes >> 10 < 0x80000000) {
		dmi_put(m, 0x07, 4, bytes >> 10);
	} else {
		dmi_put(m, 0x07, 4, 0x80000000);
		dmi_put(m, 0x0f, 8, bytes);
	}
}

static void put_size(struct dmi_made *m, const char *text)
{
	uint64_t bytes;
	if (text && !strcmp(text, "No Module Installed"))
		dmi_put(m, 0x0c, 2, 0);
	else if (!dmi_bytes(text, &bytes))
		dmi_put(m, 0x0c, 2, 0xffff);
	else if (bytes < (uint64_t)1 << 20)
		dmi_put(m, 0x0c, 2, 0x8000 | bytes >> 10);
	else if (bytes >> 20 < 0x7fff)
		dmi_put(m, 0x0c, 2, bytes >> 20);
	else {
		dmi_put(m, 0x0c, 2, 0x7fff);
		dmi_put(m, 0x1c, 4, bytes >> 20 & 0x7fffffff);
	}
}

/* "2400 MT/s", "667 MHz (1.5 ns)", "Unknown" */
static void put_speed(struct dmi_made *m, size_t offset, size_t extended,
                      const char *text)
{
	uint64_t speed = dmi_number(text, 0);
	dmi_put(m, offset, 2, speed < 0xffff ? speed : 0xffff);
	if (speed >= 0xffff)
		dmi_put(m, extended, 4, speed & 0x7fffffff);
}

/* "1.35 V" in thousandths; 0 when it is not told. */
static uint64_t millivolts(const char *text)
{
	char *rest;
	double volts = text ? strtod(text, &rest) : 0;
	return volts > 0 && volts < 60 ? (uint64_t)(volts * 1000 + 0.5) : 0;
}

static const char *either(const struct dmi_structure *s, const char *a, const char *b)
{
	const char *value = dmi_value(s, a);
	return value ? value : dmi_value(s, b);
}

void dmi_make_device(struct dmi_made *m, const struct dmi_structure *s)
{
	const char *array = dmi_value(s, "Array Handle");
	uint64_t part;
	dmi_put(m, 0x04, 2, array ? strtoul(array, NULL, 16) : 0xffff);
	dmi_put(m, 0x08, 2, dmi_number(dmi_value(s, "Total Width"), 0xffff));
	dmi_put(m, 0x0a, 2, dmi_number(dmi_value(s, "Data Width"), 0xffff));
	put_size(m, dmi_value(s, "Size"));
	dmi_put(m, 0x0e, 1, number_of(SMBIOS_memory_form, dmi_value(s, "Form Factor")));
	dmi_put_string(m, 0x10, s, "Locator");
	dmi_put_string(m, 0x11, s, "Bank Locator");
	dmi_put(m, 0x12, 1, number_of(SMBIOS_memory_type, dmi_value(s, "Type")));
	dmi_put(m, 0x13, 2, smbios_detail(dmi_value(s, "Type Detail")));
	put_speed(m, 0x15, 0x54, dmi_value(s, "Speed"));
	dmi_put_string(m, 0x17, s, "Manufacturer");
	dmi_put_string(m, 0x18, s, "Serial Number");
	dmi_put_string(m, 0x19, s, "Asset Tag");
	dmi_put_string(m, 0x1a, s, "Part Number");
	dmi_put(m, 0x1b, 1, dmi_number(dmi_value(s, "Rank"), 0) & 0xf);
	put_speed(m, 0x20, 0x58,
	          either(s, "Configured Memory Speed", "Configured Clock Speed"));
	dmi_put(m, 0x26, 2, millivolts(dmi_value(s, "Configured Voltage")));
	dmi_put(m, 0x28, 1,
	        number_of(SMBIOS_technology, dmi_value(s, "Memory Technology")));
	if (dmi_bytes(dmi_value(s, "Volatile Size"), &part))
		dmi_put(m, 0x3c, 8, part);
}
