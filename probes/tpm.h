/* SPDX-License-Identifier: GPL-3.0-or-later
 * The TPM: raw values and the facts that follow from them. */
#ifndef HWFIT_TPM_H
#define HWFIT_TPM_H

#include "facts/scan.h"

/* What the firmware's ACPI device of a TPM says. */
enum acpi_device {
	ACPI_none,   /* the firmware describes no TPM */
	ACPI_hidden, /* it describes one that is switched off or not fitted */
	ACPI_shown,
};

/* Two yes/no attributes that only drivers of TPM 1.2 have. */
enum tpm_switch { SWITCH_none, SWITCH_off, SWITCH_on };

struct raw_tpm {
	bool sysfs;           /* the kernel shows its classes */
	bool device;          /* a driver answers for a TPM */
	int64_t major;        /* of its specification; 0: the kernel is older */
	bool manager;         /* it has a resource manager: TPM 2.0 alone */
	char description[64]; /* ACPI _STR; "" when there is none */
	char caps[512];       /* of TPM 1.x: maker, versions; "" else */
	enum tpm_switch enabled, active; /* of TPM 1.x */
	bool acpi;                       /* the machine has ACPI tables */
	bool table_tpm2, table_tcpa;     /* ACPI tables of TPM 2.0 and 1.x */
	enum acpi_device acpi_device;    /* the most telling one */
	bool acpi_2;                     /* it is one of TPM 2.0 (MSFT0101) */
};

/* Facts of tpm. Runs after SMBIOS, which may know its maker and version. */
void tpm_map(struct scan *scan, const struct raw_tpm *raw);

/* The maker whose four letters these are, also backwards, as some firmware writes them.
 * NULL when nobody has them. (TCG TPM Vendor ID Registry) */
const char *tpm_vendor(const char id[4]);

#endif
