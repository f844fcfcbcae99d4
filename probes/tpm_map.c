/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the kernel, ACPI and SMBIOS say of a TPM → facts of tpm. */
#include "probes/tpm.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char no_driver[] =
        "the firmware shows a TPM, the kernel has no driver that answers for it";
static const char off_or_empty[] =
        "the firmware keeps its TPM from the system: switched off, or not fitted";
static const char switch_on[] =
        "switch it on in the firmware setup (TPM, PTT or fTPM) and scan again";
static const char load_driver[] =
        "load the driver (modprobe tpm_crb, tpm_tis) or switch it on in the firmware "
        "setup, and scan again";

/* 1.2 or 2.0 as the kernel tells it, NULL when it does not. */
static const char *version(const struct raw_tpm *raw)
{
	if (raw->major)
		return raw->major == 2 ? "2.0" : raw->major == 1 ? "1.2" : NULL;
	if (raw->manager || strstr(raw->description, "TPM 2.0"))
		return "2.0";
	if (strstr(raw->caps, "TCG version: 1.1"))
		return "1.1";
	if (*raw->caps || raw->enabled != SWITCH_none)
		return "1.2";
	if (raw->table_tpm2 != raw->table_tcpa)
		return raw->table_tpm2 ? "2.0" : "1.2";
	return raw->acpi_device == ACPI_shown && raw->acpi_2 ? "2.0" : NULL;
}

static void map_version(struct scan *scan, struct component *c, const struct raw_tpm *raw)
{
	const char *found = version(raw);
	if (!found) {
		fact_set_unreadable(scan, c, FACT_tpm_version,
		                    "this kernel does not tell the version of the TPM",
		                    "use kernel 5.6 or newer");
		return;
	}
	fact_set_string(scan, c, FACT_tpm_version, found);
	fact_set_source(scan, c, FACT_tpm_version,
	                raw->device ? "sysfs class tpm" : "ACPI tables");
}

/* "Manufacturer: 0x49465800" of a TPM 1.x, four letters in hexadecimal. */
static void map_caps(struct scan *scan, struct component *c, const char *caps)
{
	const char *maker = strstr(caps, "Manufacturer: 0x");
	const char *firmware = strstr(caps, "Firmware version: ");
	if (maker && !fact_value(c, FACT_tpm_vendor)) {
		unsigned long code = strtoul(maker + 16, NULL, 16);
		char id[4] = {(char)(code >> 24), (char)(code >> 16), (char)(code >> 8),
		              (char)code};
		const char *name = tpm_vendor(id);
		if (name)
			fact_set_string(scan, c, FACT_tpm_vendor, name);
		else
			fact_set_text(scan, c, FACT_tpm_vendor, id, strnlen(id, 4));
		fact_set_source(scan, c, FACT_tpm_vendor, "sysfs class tpm");
	}
	if (firmware && !fact_value(c, FACT_tpm_firmware)) {
		firmware += 18;
		fact_set_text(scan, c, FACT_tpm_firmware, firmware,
		              strcspn(firmware, "\n"));
		fact_set_source(scan, c, FACT_tpm_firmware, "sysfs class tpm");
	}
}

/* Maker and firmware that nobody told: why SMBIOS did not. */
static void map_missing(struct scan *scan, struct component *c)
{
	static const enum fact_id facts[] = {FACT_tpm_vendor, FACT_tpm_firmware};
	const char *why = "the firmware does not tell", *remedy = NULL;
	for (size_t i = 0; i < scan->probe_count; i++)
		if (!strcmp(scan->probes[i].name, "smbios") && scan->probes[i].why) {
			why = scan->probes[i].why;
			remedy = scan->probes[i].remedy;
		}
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		if (!fact_get(c, facts[i]))
			fact_set_unreadable(scan, c, facts[i], why, remedy);
}

static void map_device(struct scan *scan, struct component *c, const struct raw_tpm *raw)
{
	fact_set_bool(scan, c, FACT_tpm_present, true);
	fact_set_bool(scan, c, FACT_tpm_enabled,
	              raw->enabled != SWITCH_off && raw->active != SWITCH_off);
	map_version(scan, c, raw);
	map_caps(scan, c, raw->caps);
	map_missing(scan, c);
}

/* Shown by the firmware, and nothing answers. */
static void map_unanswered(struct scan *scan, struct component *c,
                           const struct raw_tpm *raw)
{
	fact_set_bool(scan, c, FACT_tpm_present, true);
	fact_set_unreadable(scan, c, FACT_tpm_enabled, no_driver, load_driver);
	map_version(scan, c, raw);
	map_missing(scan, c);
}

/* SMBIOS lists a TPM, or ACPI a place for one, that the system is not shown. */
static void map_off(struct scan *scan, struct component *c, bool listed)
{
	fact_set_bool(scan, c, FACT_tpm_enabled, false);
	if (listed) {
		fact_set_bool(scan, c, FACT_tpm_present, true);
		fact_set_source(scan, c, FACT_tpm_present, "SMBIOS type 43");
		scan_note(scan, c,
		          "SMBIOS lists a TPM that the system is not shown: it is "
		          "switched off in the firmware setup");
	} else {
		fact_set_unreadable(scan, c, FACT_tpm_present, off_or_empty, switch_on);
		fact_set_unreadable(scan, c, FACT_tpm_version, off_or_empty, switch_on);
	}
	map_missing(scan, c);
}

static void map_unknown(struct scan *scan, struct component *c, const char *why,
                        const char *remedy)
{
	fact_set_unreadable(scan, c, FACT_tpm_present, why, remedy);
	fact_set_unreadable(scan, c, FACT_tpm_enabled, why, remedy);
	fact_set_unreadable(scan, c, FACT_tpm_version, why, remedy);
	map_missing(scan, c);
}

/* On most machines that are sold since 2016 the firmware has one in any case. */
static void map_absent(struct scan *scan, struct component *c)
{
	const struct fact *f = scan_fact(scan, FACT_system_virtual);
	if (!f || f->state != STATE_known || text_same_word(f->value.text, "none"))
		scan_note(
		        scan, c,
		        "no TPM is shown to the system; when the firmware setup has one "
		        "(TPM, PTT or fTPM), it is switched off");
	fact_set_bool(scan, c, FACT_tpm_present, false);
	fact_set_bool(scan, c, FACT_tpm_enabled, false);
	fact_set_absent(scan, c, FACT_tpm_version);
	fact_set_absent(scan, c, FACT_tpm_vendor);
	fact_set_absent(scan, c, FACT_tpm_firmware);
}

void tpm_map(struct scan *scan, const struct raw_tpm *raw)
{
	struct component *c = scan_add(scan, KIND_tpm, NULL);
	bool listed = fact_value(c, FACT_tpm_version) != NULL;
	if (raw->device)
		map_device(scan, c, raw);
	else if (raw->table_tpm2 || raw->table_tcpa || raw->acpi_device == ACPI_shown)
		map_unanswered(scan, c, raw);
	else if (listed || raw->acpi_device == ACPI_hidden)
		map_off(scan, c, listed);
	else if (raw->acpi && raw->sysfs)
		map_absent(scan, c);
	else if (raw->sysfs)
		map_unknown(
		        scan, c,
		        "the kernel has no driver of a TPM here, and no ACPI tables to "
		        "ask",
		        "scan outside of a container, with the driver loaded");
	else
		map_unknown(scan, c, "the kernel does not show its devices here",
		            "scan outside of a container");
}
