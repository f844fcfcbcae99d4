/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe tpm.
 * Reads: sysfs class/tpm, class/tpmrm, class/misc/tpm0 of kernels before 4.5;
 *        firmware/acpi/tables/{TPM2,TCPA}, bus/acpi/devices of TPMs
 * Makes: tpm.present tpm.version tpm.enabled tpm.vendor tpm.firmware
 * Needs: nothing; maker and firmware of TPM 2.0 come from SMBIOS, which needs root
 * Spec:  kernel Documentation/ABI/stable/sysfs-class-tpm; TCG ACPI Specification 1.3;
 *        ACPI 6.5, 6.3.7 (_STA) */
#include "probes/tpm.h"

#include "base/text.h"
#include "probes/table.h"

#include <stdio.h>
#include <string.h>

#define ACPI_TABLES  "sys/firmware/acpi/tables"
#define ACPI_DEVICES "sys/bus/acpi/devices"

/* How the firmware names its TPM (_HID or _CID); the first is of TPM 2.0, the others are
 * of TPM 1.x, some of both. */
static const char *const ids[] = {
        ":MSFT0101", ":PNP0C31", ":ATM1200",  ":BCM0101", ":BCM0102", ":ICO0102",
        ":IFX0101",  ":IFX0102", ":INTC0102", ":NSC1200", ":SMO1200",
};

static enum tpm_switch read_switch(const struct root_dir *dir, const char *name)
{
	int64_t value;
	char path[32];
	snprintf(path, sizeof(path), "device/%s", name);
	if (!root_dir_number(dir, name, 10, &value) &&
	    !root_dir_number(dir, path, 10, &value))
		return SWITCH_none;
	return value ? SWITCH_on : SWITCH_off;
}

static bool gather_device(const struct root *root, struct raw_tpm *raw)
{
	static const char *const places[] = {"sys/class/tpm/tpm0", "sys/class/misc/tpm0"};
	struct root_dir dir;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		if (!root_dir_open(root, NULL, places[i], &dir))
			continue;
		raw->device = true;
		if (!root_dir_number(&dir, "tpm_version_major", 10, &raw->major))
			raw->major = 0;
		root_dir_string(&dir, "device/description", raw->description,
		                sizeof(raw->description));
		if (!root_dir_string(&dir, "caps", raw->caps, sizeof(raw->caps)))
			root_dir_string(&dir, "device/caps", raw->caps,
			                sizeof(raw->caps));
		raw->enabled = read_switch(&dir, "enabled");
		raw->active = read_switch(&dir, "active");
		root_dir_close(&dir);
		break;
	}
	if (root_dir_open(root, NULL, "sys/class/tpmrm/tpmrm0", &dir))
		raw->manager = true;
	root_dir_close(&dir);
	return raw->device;
}

/* Looks at one ACPI device; the most telling one stays. */
static void gather_acpi_device(const struct root_dir *devices, const char *name,
                               struct raw_tpm *raw)
{
	char path[128], modalias[256];
	int64_t status = 0xf; /* a device without _STA is there */
	/* The kernel names a device by its first id; one without any by this word. */
	if (text_starts(name, "device:"))
		return;
	snprintf(path, sizeof(path), "%s/modalias", name);
	if (!root_dir_string(devices, path, modalias, sizeof(modalias)))
		return;
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		if (!strstr(modalias, ids[i]))
			continue;
		snprintf(path, sizeof(path), "%s/status", name);
		root_dir_number(devices, path, 10, &status);
		enum acpi_device found = status & 1 ? ACPI_shown : ACPI_hidden;
		if (found > raw->acpi_device) {
			raw->acpi_device = found;
			raw->acpi_2 = i == 0;
		}
		return;
	}
}

static void gather_acpi(const struct root *root, struct arena *arena, struct raw_tpm *raw)
{
	struct root_dir dir;
	if (root_dir_open(root, NULL, ACPI_TABLES, &dir)) {
		raw->acpi = true;
		raw->table_tpm2 = root_dir_has(&dir, "TPM2");
		raw->table_tcpa = root_dir_has(&dir, "TCPA");
	}
	root_dir_close(&dir);
	if (root_dir_open(root, NULL, ACPI_DEVICES, &dir)) {
		size_t n;
		char **names = root_dir_names(&dir, arena, &n);
		for (size_t i = 0; i < n; i++)
			gather_acpi_device(&dir, names[i], raw);
	}
	root_dir_close(&dir);
}

void probe_tpm_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct raw_tpm raw = {0};
	struct root_dir dir;
	(void)outcome;
	raw.sysfs = root_dir_open(ctx->root, NULL, "sys/class", &dir);
	root_dir_close(&dir);
	gather_device(ctx->root, &raw);
	/* A device without its version on an older kernel: ACPI may know. */
	if (!raw.device || !raw.major)
		gather_acpi(ctx->root, &ctx->scan->arena, &raw);
	tpm_map(ctx->scan, &raw);
}
