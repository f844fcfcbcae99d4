/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cheapest thing known that would close a gap: one row a fact. A remedy only says
 * what the scan shows to be possible, or what to look for. */
#include "rules/judge.h"

#include <string.h>

/* What was asked and what is there. */
struct gap {
	const struct component *c; /* NULL: the kind has no component */
	const struct value *have;  /* NULL: absent */
	const struct test *test;
};

static bool is_word(struct judge *j, enum fact_id fact, const char *word)
{
	const struct fact *f = scan_fact(j->scan, fact);
	return f && f->state == STATE_known && !strcmp(f->value.text, word);
}

static bool is_yes(struct judge *j, enum fact_id fact, bool yes)
{
	const struct fact *f = scan_fact(j->scan, fact);
	return f && f->state == STATE_known && f->value.yes == yes;
}

static bool is_virtual(struct judge *j)
{
	const struct fact *f = scan_fact(j->scan, FACT_system_virtual);
	return f && f->state == STATE_known && strcmp(f->value.text, "none") != 0;
}

/* The value of a one-kind's number when it is exact, else -1. */
static fixed_t exact(struct judge *j, enum fact_id fact)
{
	const struct fact *f = scan_fact(j->scan, fact);
	if (!f || f->state != STATE_known || f->value.number.min != f->value.number.max)
		return -1;
	return f->value.number.min;
}

/* ---- memory ----------------------------------------------------------------------- */

/* "DDR4 SO-DIMM", as the modules that are there. */
static const char *module_words(struct judge *j)
{
	const struct component_list *list = &j->scan->kinds[KIND_memory_module];
	const char *type = NULL, *form = NULL;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *t =
		        fact_value(list->items[i], FACT_memory_module_type);
		const struct value *f =
		        fact_value(list->items[i], FACT_memory_module_form);
		type = type || !t ? type : t->text;
		form = form || !f ? form : f->text;
	}
	if (!type && !form)
		return "memory modules of the type that is in it";
	return explain_format(j, "%s%s%s modules", type ? type : "",
	                      type && form ? " " : "", form ? form : "");
}

static const char *bytes_words(struct judge *j, fixed_t bytes)
{
	struct buf text = BUF_EMPTY;
	unit_print(&text, bytes, DIM_bytes, true);
	return explain_take(j, &text);
}

static const char *memory_installed(struct judge *j, const struct gap *gap)
{
	fixed_t free_slots = exact(j, FACT_memory_free_slots);
	fixed_t maximum = exact(j, FACT_memory_maximum);
	const struct test *t = gap->test;
	bool more = t->type == TEST_compare && (t->op == OP_at_least || t->op == OP_more);
	if (is_virtual(j))
		return "give the virtual machine more memory";
	if (!more)
		return NULL;
	if (maximum >= 0 && maximum < t->operands[0].value.number.min)
		return explain_format(
		        j, "the board takes at most %s: another machine is needed",
		        bytes_words(j, maximum));
	const char *limit =
	        maximum > 0 ? explain_format(j, ", %s in all", bytes_words(j, maximum))
	                    : "";
	if (free_slots > 0)
		return explain_format(
		        j, "%d free slot%s, takes %s%s", (int)(free_slots / FIXED_ONE),
		        free_slots == FIXED_ONE ? "" : "s", module_words(j), limit);
	if (!free_slots)
		return explain_format(j, "no free slot: replace %s by larger ones%s",
		                      module_words(j), limit);
	return NULL;
}

static const char *memory_maximum(struct judge *j, const struct gap *gap)
{
	(void)gap;
	return is_virtual(j) ? NULL : "the board sets it: another machine is needed";
}

/* ---- firmware --------------------------------------------------------------------- */

static const char *tpm(struct judge *j, const struct gap *gap)
{
	(void)gap;
	if (is_virtual(j))
		return "give the virtual machine a TPM 2.0 (swtpm)";
	if (is_yes(j, FACT_tpm_present, true) && is_yes(j, FACT_tpm_enabled, false))
		return "enable it in firmware setup";
	const struct fact *present = scan_fact(j->scan, FACT_tpm_present);
	if (present && present->state == STATE_known && present->value.yes)
		return "update the TPM in firmware setup if its maker offers it, else "
		       "another "
		       "board";
	return "look in firmware setup for PTT, fTPM or Security Device: it is often "
	       "there "
	       "and switched off";
}

static const char *uefi(struct judge *j, const struct gap *gap)
{
	(void)gap;
	if (is_virtual(j))
		return "start the virtual machine with UEFI (OVMF)";
	return "look in firmware setup for UEFI instead of Legacy or CSM; an installed "
	       "system must be converted first";
}

static const char *secure_boot_capable(struct judge *j, const struct gap *gap)
{
	if (is_word(j, FACT_firmware_type, "bios"))
		return uefi(j, gap);
	return is_virtual(j) ? "use firmware with Secure Boot (OVMF, secboot)"
	                     : "update the firmware, else another board";
}

static const char *secure_boot(struct judge *j, const struct gap *gap)
{
	if (is_yes(j, FACT_firmware_secure_boot_capable, true))
		return "switch it on in firmware setup";
	return secure_boot_capable(j, gap);
}

static const char *virtualization(struct judge *j, const struct gap *gap)
{
	(void)gap;
	return is_virtual(j) ? "allow nested virtualisation on the host"
	                     : "look in firmware setup for VT-x, SVM or Virtualization "
	                       "Technology";
}

/* ---- others ----------------------------------------------------------------------- */

static const char *processor(struct judge *j, const struct gap *gap)
{
	(void)gap;
	return is_virtual(j)
	               ? "give the virtual machine another processor, if the host has it"
	               : "another processor that the board takes, else another machine";
}

static const char *disk(struct judge *j, const struct gap *gap)
{
	(void)gap;
	return is_virtual(j) ? "give the virtual machine a larger disk"
	                     : "add or replace a disk";
}

static const char *battery(struct judge *j, const struct gap *gap)
{
	(void)j;
	(void)gap;
	return "replace the battery";
}

static const char *operating_system(struct judge *j, const struct gap *gap)
{
	(void)j;
	(void)gap;
	return "install it";
}

static const struct {
	enum fact_id fact;
	const char *(*words)(struct judge *j, const struct gap *gap);
} remedies[] = {
        {FACT_memory_installed, memory_installed},
        {FACT_memory_maximum, memory_maximum},
        {FACT_tpm_version, tpm},
        {FACT_tpm_present, tpm},
        {FACT_tpm_enabled, tpm},
        {FACT_firmware_type, uefi},
        {FACT_firmware_secure_boot_capable, secure_boot_capable},
        {FACT_firmware_secure_boot, secure_boot},
        {FACT_cpu_virtualization, virtualization},
        {FACT_cpu_cores, processor},
        {FACT_cpu_threads, processor},
        {FACT_cpu_isa_level, processor},
        {FACT_cpu_max_clock, processor},
        {FACT_cpu_bits, processor},
        {FACT_disk_size, disk},
        {FACT_disk_medium, disk},
        {FACT_disk_transport, disk},
        {FACT_disk_wear, disk},
        {FACT_battery_health, battery},
        {FACT_os_platform, operating_system},
};

const char *remedy_of(struct judge *j, const struct component *c, enum fact_id fact,
                      const struct value *have, const struct test *test)
{
	struct gap gap = {c, have, test};
	for (size_t i = 0; i < sizeof(remedies) / sizeof(*remedies); i++)
		if (remedies[i].fact == fact)
			return remedies[i].words(j, &gap);
	return NULL;
}

/* Where a whole component is lacking. */
static const struct {
	enum kind_id kind;
	const char *remedy;
} additions[] = {
        {KIND_disk, "add a disk"},
        {KIND_tpm, "look in firmware setup for PTT, fTPM or Security Device"},
        {KIND_network, "add a network adapter"},
        {KIND_bluetooth, "add a Bluetooth adapter (USB)"},
        {KIND_camera, "add a camera (USB)"},
        {KIND_microphone, "add a microphone"},
        {KIND_smartcard_reader, "add a smart card reader (USB)"},
        {KIND_fingerprint_reader, "add a fingerprint reader (USB)"},
        {KIND_optical_drive, "add an optical drive (USB)"},
        {KIND_display, "connect a display"},
        {KIND_keyboard, "connect a keyboard"},
        {KIND_mouse, "connect a mouse"},
        {KIND_headset, "connect a headset"},
        {KIND_card_reader, "add a card reader (USB)"},
};

const char *remedy_of_kind(struct judge *j, enum kind_id kind)
{
	(void)j;
	for (size_t i = 0; i < sizeof(additions) / sizeof(*additions); i++)
		if (additions[i].kind == kind)
			return additions[i].remedy;
	return NULL;
}
