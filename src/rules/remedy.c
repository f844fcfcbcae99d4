/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cheapest thing known that would close a gap: one row a fact. A remedy only says
 * what the scan shows to be possible, or what to look for. */
#include "rules/judge.h"
#include "rules/memory_fit.h"

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

/* ---- memory (what fits: memory_fit.c) --------------------------------------------- */

/* "DDR4 SO-DIMM modules (1.2 V, 2666 MT/s or faster)", as the modules that are there: a
 * slower one would slow down all. */
static const char *module_words(struct judge *j, const struct memory_fit *fit)
{
	const struct compat_memory_part *part = &fit->part;
	if (!fit->type && !fit->form)
		return explain_words(j, "memory modules of the type that is in it");
	if (!fit->has_part && fit->type && fit->form)
		return explain_format(j, "%s %s modules", fit->type, fit->form);
	if (!fit->has_part)
		return explain_format(j, "%s modules", fit->type ? fit->type : fit->form);
	long speed = fit->speed < part->highest ? fit->speed : part->highest;
	long whole = part->millivolts / 1000, tenth = part->millivolts / 100 % 10;
	return speed ? explain_format(j, "%s modules (%ld.%ld V, %ld MT/s or faster)",
	                              part->name, whole, tenth, speed)
	             : explain_format(j, "%s modules (%ld.%ld V)", part->name, whole,
	                              tenth);
}

static const char *bytes_words(struct judge *j, fixed_t bytes)
{
	struct value value = value_number(bytes, DIM_bytes);
	return value_text_of(j, FACT_memory_maximum, &value);
}

/* "slot ChannelB-DIMM0 is free", or how many are. */
static const char *free_words(struct judge *j, const struct memory_fit *fit)
{
	const struct component_list *list = &j->scan->kinds[KIND_memory_slot];
	struct buf text = BUF_EMPTY;
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *full =
		        fact_value(list->items[i], FACT_memory_slot_populated);
		const struct value *name =
		        fact_value(list->items[i], FACT_memory_slot_locator);
		if (!full || full->yes || !name)
			continue;
		buf_format(&text, "%s%s", n++ ? ", " : "", name->text);
	}
	const char *names = explain_take(j, &text);
	size_t free_slots = (size_t)(fit->free / FIXED_ONE);
	if (n == free_slots && n == 1)
		return explain_format(j, "slot %s is free", names);
	if (n == free_slots && n <= 4)
		return explain_format(j, "slots %s are free", names);
	return free_slots == 1 ? explain_words(j, "1 free slot")
	                       : explain_format(j, "%zu free slots", free_slots);
}

/* The fewest modules, of the smallest size, that make it enough: "8 GB", "2 x 16 GB".
 * NULL: none that is known to fit. */
static const char *enough(struct judge *j, const struct memory_fit *fit,
                          const struct test *test, bool instead)
{
	fixed_t wanted = test->operands[0].value.number.min;
	size_t most = (size_t)(fit->free / FIXED_ONE) + (instead ? fit->modules : 0);
	for (size_t n = 1; n <= most && n <= 32; n++)
		for (unsigned size = 1; size <= memory_fit_most(fit); size *= 2) {
			fixed_t total = ((fixed_t)size * (fixed_t)n * FIXED_ONE << 30) +
			                (instead ? 0 : fit->installed);
			bool is_enough =
			        test->op == OP_more ? total > wanted : total >= wanted;
			if (is_enough && memory_fit_takes(fit, n, size, instead))
				return n == 1 && !instead
				               ? explain_format(j, "%u GB", size)
				               : explain_format(j, "%zu x %u GB", n,
				                                size);
		}
	return NULL;
}

static const char *memory_installed(struct judge *j, const struct gap *gap)
{
	const struct test *t = gap->test;
	bool more = t->type == TEST_compare && (t->op == OP_at_least || t->op == OP_more);
	fixed_t free_slots = exact(j, FACT_memory_free_slots);
	fixed_t maximum = exact(j, FACT_memory_maximum);
	if (is_virtual(j))
		return "give the virtual machine more memory";
	if (!more)
		return NULL;
	if (maximum >= 0 && maximum < t->operands[0].value.number.min)
		return explain_format(
		        j, "the board takes at most %s: another machine is needed",
		        bytes_words(j, maximum));
	if (free_slots < 0)
		return NULL;
	const char *limit =
	        maximum > 0 ? explain_format(j, ", %s in all", bytes_words(j, maximum))
	                    : "";
	struct memory_fit fit = memory_fit_look(j->scan, j->compat, j->arena);
	fit.free = free_slots;
	if (fit.soldered)
		return free_slots > 0 ? "the memory is soldered, and whether the free "
		                        "slot is a socket is not told: open the machine "
		                        "and look"
		                      : "the memory is soldered: another machine is "
		                        "needed";
	const char *modules = module_words(j, &fit);
	const char *add = enough(j, &fit, t, false), *instead = enough(j, &fit, t, true);
	if (add)
		return explain_format(j, "add %s: %s, takes %s%s", add,
		                      free_words(j, &fit), modules, limit);
	if (instead)
		return explain_format(j, "replace all memory by %s %s%s", instead,
		                      modules, limit);
	if (free_slots > 0)
		return explain_format(j, "%s, takes %s%s", free_words(j, &fit), modules,
		                      limit);
	return explain_format(j, "no free slot: replace %s by larger ones%s", modules,
	                      limit);
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

/* The word that is asked for; NULL when it is not one word. */
static const char *asked_word(const struct gap *gap)
{
	const struct test *t = gap->test;
	if (t->type != TEST_compare || t->n != 1 ||
	    (t->operands[0].value.type != TYPE_WORD &&
	     t->operands[0].value.type != TYPE_LEVEL))
		return NULL;
	return t->operands[0].value.text;
}

/* "add or replace a disk; with nvme: M.2 card, key M, or …" */
static const char *disk_transport(struct judge *j, const struct gap *gap)
{
	const char *word = asked_word(gap), *plain = disk(j, gap);
	struct buf text = BUF_EMPTY;
	struct error err = {0};
	if (is_virtual(j) || !j->compat || !word || gap->test->op != OP_equal)
		return plain;
	struct compat_drive_forms forms =
	        compat_drive_forms(j->compat, word, j->arena, &err);
	for (size_t i = 0; i < forms.n; i++)
		buf_format(&text, "%s%s",
		           !i                ? ""
		           : i + 1 < forms.n ? "; "
		                             : explain_words(j, "; or "),
		           in_language(j, &forms.items[i].name));
	const char *names = explain_take(j, &text);
	return forms.n ? explain_format(j, "%s; drives of %s are: %s",
	                                explain_words(j, plain), word, names)
	               : plain;
}

static const char *wireless(struct judge *j, const struct gap *gap)
{
	const char *word = asked_word(gap);
	struct compat_trade_name name;
	struct error err = {0};
	if (is_virtual(j) || !j->compat || !word ||
	    !compat_trade_name(j->compat, FACT_network_standard, word, &name, j->arena,
	                       &err))
		return "add or replace the wireless adapter";
	return explain_format(j, "add or replace the wireless adapter: %s (%s)",
	                      in_language(j, &name.neutral), name.trade);
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
        {FACT_disk_transport, disk_transport},
        {FACT_disk_wear, disk},
        {FACT_network_standard, wireless},
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
