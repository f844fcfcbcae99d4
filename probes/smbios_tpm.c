/* SPDX-License-Identifier: GPL-3.0-or-later
 * SMBIOS type 43 → maker, version and firmware of the TPM, also of one that is switched
 * off.
 * Spec: DMTF DSP0134 3.7, section 7.44 */
#include "probes/smbios.h"
#include "probes/tpm.h"

#include <stdio.h>
#include <string.h>

enum { TYPE_TPM = 43 };

/* What the chip calls itself when the registry does not know it. */
static void map_vendor(struct scan *scan, struct component *c,
                       const struct smbios_structure *s)
{
	char id[5] = "";
	memcpy(id, s->data + 4, 4);
	const char *name = tpm_vendor(id);
	if (name)
		fact_set_string(scan, c, FACT_tpm_vendor, name);
	else if (*id)
		fact_set_text(scan, c, FACT_tpm_vendor, id, strnlen(id, 4));
	else
		fact_set_unreadable(scan, c, FACT_tpm_vendor, smbios_silent, NULL);
	fact_set_source(scan, c, FACT_tpm_vendor, "SMBIOS type 43");
}

/* TPM 1.x has its revision in the last two bytes, 2.0 two numbers of 16 bits; the second
 * field means what the maker likes. */
static void map_firmware(struct scan *scan, struct component *c,
                         const struct smbios_structure *s, unsigned major)
{
	char text[32];
	unsigned version = (unsigned)smbios_number(s, 0x0a, 4, 0);
	if (!version) {
		fact_set_unreadable(scan, c, FACT_tpm_firmware, smbios_silent, NULL);
		return;
	}
	if (major == 1)
		snprintf(text, sizeof(text), "%u.%u", version >> 16 & 0xff,
		         version >> 24);
	else
		snprintf(text, sizeof(text), "%u.%u", version >> 16, version & 0xffff);
	fact_set_string(scan, c, FACT_tpm_firmware, text);
}

void smbios_map_tpm(struct scan *scan, const struct smbios_table *table)
{
	const struct smbios_structure *s = smbios_next(table, TYPE_TPM, NULL);
	unsigned major = s ? (unsigned)smbios_number(s, 0x08, 1, 0) : 0;
	unsigned minor = s ? (unsigned)smbios_number(s, 0x09, 1, 0) : 0;
	char version[16];
	/* Firmware that leaves the version empty says nothing of a TPM. */
	if (!s || !major || major > 9 || minor > 9 || !smbios_has(s, 0x0e, 4))
		return;
	struct component *c = scan_add(scan, KIND_tpm, NULL);
	snprintf(version, sizeof(version), "%u.%u", major, minor);
	fact_set_string(scan, c, FACT_tpm_version, version);
	fact_set_source(scan, c, FACT_tpm_version, "SMBIOS type 43");
	map_vendor(scan, c, s);
	map_firmware(scan, c, s, major);
}
