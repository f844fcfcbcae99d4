/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe firmware.
 * Reads: sysfs firmware/efi, firmware/efi/efivars/{SecureBoot,MokSBStateRT}-*,
 *        firmware/efi/vars/SecureBoot-* of kernels before 6.0
 * Makes: firmware.type firmware.secure_boot firmware.secure_boot_capable
 * Needs: nothing
 * Spec:  UEFI 2.10, 3.3 (SecureBoot); kernel Documentation/filesystems/efivarfs */
#include "probes/firmware.h"

#include "base/text.h"
#include "probes/table.h"

#include <errno.h>
#include <string.h>

#define EFI         "sys/firmware/efi"
#define GLOBAL      "-8be4df61-93ca-11d2-aa0d-00e098032b8c"
#define SHIM        "-605dab50-e046-4300-abb6-3dd810dd8b23"
#define SECURE_BOOT "SecureBoot" GLOBAL
#define SHIM_STATE  "MokSBStateRT" SHIM

enum { ATTRIBUTES = 4 };

struct raw_variable efi_variable_parse(const unsigned char *bytes, ssize_t n)
{
	if (n == -ENOENT)
		return (struct raw_variable){EFI_absent, 0};
	if (n < 0)
		return (struct raw_variable){EFI_unreadable, (int)-n};
	if (n <= ATTRIBUTES)
		return (struct raw_variable){EFI_unreadable, ENODATA};
	return (struct raw_variable){bytes[ATTRIBUTES] ? EFI_yes : EFI_no, 0};
}

/* A variable of efivarfs. An empty folder says that it is not mounted, not that there are
 * no variables. */
static struct raw_variable read_variable(const struct root *root, struct arena *arena,
                                         const char *name)
{
	unsigned char bytes[64];
	struct root_dir dir;
	struct raw_variable result = {EFI_unreadable, ENOENT};
	if (root_dir_open(root, NULL, EFI "/efivars", &dir)) {
		size_t n;
		root_dir_names(&dir, arena, &n);
		if (n)
			result = efi_variable_parse(
			        bytes, root_dir_read(&dir, name, bytes, sizeof(bytes)));
	} else {
		result.error = errno;
	}
	root_dir_close(&dir);
	return result;
}

/* Kernels before 6.0 also showed variables one by one, without the attributes. */
static struct raw_variable read_old_secure_boot(const struct root *root)
{
	unsigned char bytes[ATTRIBUTES + 8] = {0};
	ssize_t n = root_read(root, EFI "/vars/" SECURE_BOOT "/data", bytes + ATTRIBUTES,
	                      sizeof(bytes) - ATTRIBUTES);
	if (n <= 0)
		return (struct raw_variable){EFI_unreadable, n < 0 ? (int)-n : ENODATA};
	return efi_variable_parse(bytes, n + ATTRIBUTES);
}

static bool has(const struct root *root, const char *path)
{
	struct root_dir dir;
	bool there = root_dir_open(root, NULL, path, &dir);
	root_dir_close(&dir);
	return there;
}

static bool is_x86(const struct scan *scan)
{
	const struct fact *f = scan_fact(scan, FACT_os_architecture);
	const char *word = f && f->state == STATE_known ? f->value.text : "";
	return !strcmp(word, "x86_64") ||
	       (strlen(word) == 4 && word[0] == 'i' && !strcmp(word + 2, "86"));
}

static void gather(struct probe_context *ctx, struct raw_firmware *raw)
{
	const struct root *root = ctx->root;
	*raw = (struct raw_firmware){
	        .efi = has(root, EFI),
	        .device_tree = has(root, "sys/firmware/devicetree"),
	        .dmi = has(root, "sys/firmware/dmi") || has(root, "sys/class/dmi/id"),
	        .x86 = is_x86(ctx->scan) || has(root, "sys/firmware/memmap"),
	};
	/* A container shows an empty folder. */
	raw->shown = raw->efi || raw->device_tree || has(root, "sys/firmware/acpi") ||
	             has(root, "sys/firmware/dmi") || has(root, "sys/firmware/memmap");
	if (!raw->efi)
		return;
	raw->secure_boot = read_variable(root, &ctx->scan->arena, SECURE_BOOT);
	if (raw->secure_boot.state == EFI_unreadable) {
		struct raw_variable old = read_old_secure_boot(root);
		if (old.state != EFI_unreadable)
			raw->secure_boot = old;
	}
	raw->shim_insecure = read_variable(root, &ctx->scan->arena, SHIM_STATE);
}

static void set_unreadable(struct scan *scan, struct component *c, const char *why,
                           const char *remedy)
{
	fact_set_unreadable(scan, c, FACT_firmware_secure_boot, why, remedy);
	fact_set_unreadable(scan, c, FACT_firmware_secure_boot_capable, why, remedy);
}

static void map_secure_boot(struct scan *scan, struct component *c,
                            const struct raw_firmware *raw)
{
	const struct raw_variable *v = &raw->secure_boot;
	if (v->state == EFI_unreadable && v->error == ENOENT) {
		set_unreadable(scan, c, "the EFI variables are not mounted",
		               "mount -t efivarfs efivarfs /sys/firmware/efi/efivars");
		return;
	}
	if (v->state == EFI_unreadable) {
		set_unreadable(scan, c, root_why(v->error), root_remedy(v->error));
		return;
	}
	fact_set_bool(scan, c, FACT_firmware_secure_boot, v->state == EFI_yes);
	fact_set_bool(scan, c, FACT_firmware_secure_boot_capable, v->state != EFI_absent);
	if (v->state == EFI_yes && raw->shim_insecure.state == EFI_yes)
		scan_note(scan, c,
		          "Secure Boot is on, but shim is told not to verify what it "
		          "starts (mokutil --enable-validation)");
}

/* Started as a BIOS does. The firmware may well have UEFI, which only starting it that
 * way shows; before UEFI 2.3.1 of April 2011 there was no Secure Boot. */
static void map_bios(struct scan *scan, struct component *c)
{
	static const struct date first = {2011, 4, 8};
	const struct value *date = fact_value(c, FACT_firmware_date);
	fact_set_bool(scan, c, FACT_firmware_secure_boot, false);
	if (date && date_order(date->date, first) < 0)
		fact_set_bool(scan, c, FACT_firmware_secure_boot_capable, false);
	else
		fact_set_unreadable(scan, c, FACT_firmware_secure_boot_capable,
		                    "the machine was started as with a BIOS, which hides "
		                    "what its firmware can",
		                    "start it in UEFI mode (firmware setup) and scan "
		                    "again");
}

/* No firmware that a PC has: a board with a boot loader, or a guest that its hypervisor
 * starts by itself. */
static void map_none(struct scan *scan, struct component *c)
{
	fact_set_absent(scan, c, FACT_firmware_type);
	fact_set_bool(scan, c, FACT_firmware_secure_boot, false);
	fact_set_bool(scan, c, FACT_firmware_secure_boot_capable, false);
}

static bool is_guest(const struct scan *scan)
{
	const struct fact *f = scan_fact(scan, FACT_system_virtual);
	return f && f->state == STATE_known && !text_same_word(f->value.text, "none");
}

void firmware_map(struct scan *scan, const struct raw_firmware *raw)
{
	struct component *c = scan_add(scan, KIND_firmware, NULL);
	bool none = raw->x86 ? !raw->dmi && is_guest(scan) : raw->device_tree;
	if (raw->efi) {
		fact_set_string(scan, c, FACT_firmware_type, "uefi");
		map_secure_boot(scan, c, raw);
	} else if (!raw->shown) {
		static const char why[] = "the kernel does not show the firmware here";
		static const char remedy[] = "scan outside of a container";
		fact_set_unreadable(scan, c, FACT_firmware_type, why, remedy);
		set_unreadable(scan, c, why, remedy);
	} else if (none) {
		map_none(scan, c);
	} else if (raw->x86) {
		fact_set_string(scan, c, FACT_firmware_type, "bios");
		map_bios(scan, c);
	} else {
		static const char why[] = "neither UEFI nor anything known started it";
		fact_set_unreadable(scan, c, FACT_firmware_type, why, NULL);
		set_unreadable(scan, c, why, NULL);
	}
}

void probe_firmware_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct raw_firmware raw;
	(void)outcome;
	gather(ctx, &raw);
	firmware_map(ctx->scan, &raw);
}
