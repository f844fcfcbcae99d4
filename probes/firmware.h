/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the machine was started: raw values and the facts that follow from them. */
#ifndef HWFIT_FIRMWARE_H
#define HWFIT_FIRMWARE_H

#include "facts/scan.h"

/* What a one-byte EFI variable holds. */
enum efi_variable {
	EFI_unreadable, /* error says why */
	EFI_absent,     /* the variables can be read and it is not among them */
	EFI_no,
	EFI_yes,
};

struct raw_variable {
	enum efi_variable state;
	int error; /* errno when EFI_unreadable */
};

struct raw_firmware {
	bool shown;       /* sysfs shows something of the firmware */
	bool efi;         /* /sys/firmware/efi is there */
	bool device_tree; /* the machine describes itself in a device tree */
	bool dmi;         /* it has SMBIOS tables */
	bool x86;
	struct raw_variable secure_boot, shim_insecure;
};

/* The value of a variable as efivarfs gives it: four bytes of attributes, then the value
 * (kernel Documentation/filesystems/efivarfs; UEFI 2.10, 3.3). n is what read() gave. */
struct raw_variable efi_variable_parse(const unsigned char *bytes, ssize_t n);

/* Facts of firmware. Runs after SMBIOS, whose firmware.date it asks. */
void firmware_map(struct scan *scan, const struct raw_firmware *raw);

#endif
