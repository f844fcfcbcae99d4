/* SPDX-License-Identifier: GPL-3.0-or-later
 * SMBIOS types 16 and 17 → memory, memory_slot, memory_module.
 * Spec: DMTF DSP0134 3.7, sections 7.17 and 7.18 */
#include "probes/smbios_memory.h"

#include <stdlib.h>
#include <string.h>

enum {
	TYPE_ARRAY = 16,
	TYPE_DEVICE = 17,
	USE_SYSTEM = 3,     /* 7.17.2 */
	ARRAYS_MAX = 256,   /* a real machine has one a socket */
	DEVICES_MAX = 2048, /* the largest servers have some 400 */
};

/* What 52 bits address: a firmware that names more does not know. */
#define CAPACITY_MAX ((uint64_t)1 << 52)

static const char too_many[] = "SMBIOS lists more memory devices than any machine has";

struct device {
	const struct smbios_structure *s;
	const char *locator, *bank; /* clean; "" when not told */
	int64_t size;               /* 0: the slot is empty */
	bool sized;                 /* false: the firmware does not know the size */
};

/* The main memory as the table tells it. */
struct memory {
	const struct smbios_structure **arrays; /* of any use */
	size_t array_count;
	struct device *devices; /* of arrays used as main memory */
	size_t count;
};

static bool is_system(const struct smbios_structure *array)
{
	return smbios_number(array, 0x05, 1, USE_SYSTEM) == USE_SYSTEM;
}

static const struct smbios_structure *array_of(const struct memory *m,
                                               const struct smbios_structure *device)
{
	uint16_t handle = (uint16_t)smbios_number(device, 0x04, 2, 0);
	for (size_t i = 0; i < m->array_count; i++)
		if (m->arrays[i]->handle == handle)
			return m->arrays[i];
	return NULL;
}

static void add_device(struct scan *scan, struct memory *m,
                       const struct smbios_structure *s)
{
	struct device *d = &m->devices[m->count++];
	d->s = s;
	d->locator = smbios_name_text(scan, s, 0x10, FACT_memory_slot_locator);
	d->bank = smbios_name_text(scan, s, 0x11, FACT_memory_slot_bank);
	d->sized = smbios_memory_size(s, &d->size);
}

/* Of the type, up to the most. */
static size_t count_type(const struct smbios_table *table, uint8_t type, size_t most)
{
	const struct smbios_structure *s = NULL;
	size_t n = 0;
	while (n < most && (s = smbios_next(table, type, s)))
		n++;
	return n;
}

static struct memory *collect(struct scan *scan, const struct smbios_table *table)
{
	struct memory *m = arena_alloc(&scan->arena, sizeof(*m));
	const struct smbios_structure *s = NULL;
	m->arrays = arena_alloc(&scan->arena, count_type(table, TYPE_ARRAY, ARRAYS_MAX) *
	                                              sizeof(*m->arrays));
	m->devices =
	        arena_alloc(&scan->arena, count_type(table, TYPE_DEVICE, DEVICES_MAX) *
	                                          sizeof(*m->devices));
	size_t lost = 0, others = 0;
	while ((s = smbios_next(table, TYPE_ARRAY, s)) && m->array_count < ARRAYS_MAX)
		m->arrays[m->array_count++] = s;
	while ((s = smbios_next(table, TYPE_DEVICE, s)) && m->count < DEVICES_MAX) {
		const struct smbios_structure *array = array_of(m, s);
		int64_t size;
		lost += !array;
		/* One whose array is not there counts: nothing says that it is flash. */
		if (!array || is_system(array))
			add_device(scan, m, s);
		else
			others += !smbios_memory_size(s, &size) || size;
	}
	if (s) {
		scan_partial(scan, KIND_memory_slot, too_many);
		scan_partial(scan, KIND_memory_module, too_many);
	}
	if (lost)
		scan_note(scan, NULL,
		          "%zu SMBIOS memory devices belong to an array that is not in "
		          "the table",
		          lost);
	if (others)
		scan_note(scan, NULL,
		          "%zu SMBIOS memory devices are not main memory (flash, cache) "
		          "and left out",
		          others);
	return m;
}

/* The shortest name that tells a device from all others: where it sits; with its bank, as
 * boards with two sockets repeat themselves; with a number as the last resort. */
static const char *device_key(struct scan *scan, const struct memory *m, size_t at)
{
	const struct device *d = &m->devices[at];
	size_t same_locator = 0, same_both = 0, before = 0;
	for (size_t i = 0; i < m->count; i++) {
		const struct device *other = &m->devices[i];
		if (strcmp(other->locator, d->locator) != 0)
			continue;
		bool both = !strcmp(other->bank, d->bank);
		same_locator++;
		same_both += both;
		before += both && i < at;
	}
	if (*d->locator && same_locator == 1)
		return d->locator;
	const char *name = *d->locator && *d->bank ? arena_format(&scan->arena, "%s/%s",
	                                                          d->bank, d->locator)
	                   : *d->locator           ? d->locator
	                   : *d->bank              ? d->bank
	                                           : "device";
	if (same_both == 1 && name != d->locator)
		return name;
	return arena_format(&scan->arena, "%s#%zu", name, before + 1);
}

static void map_slot(struct scan *scan, struct component *c, const struct device *d,
                     bool believed)
{
	unsigned form = (unsigned)smbios_number(d->s, 0x0e, 1, 2);
	smbios_set_text(scan, c, FACT_memory_slot_locator, d->s, 0x10);
	smbios_set_text(scan, c, FACT_memory_slot_bank, d->s, 0x11);
	if (smbios_word(SMBIOS_memory_form, form))
		fact_set_string(scan, c, FACT_memory_slot_form,
		                smbios_word(SMBIOS_memory_form, form));
	else
		fact_set_unreadable(scan, c, FACT_memory_slot_form, smbios_silent, NULL);
	if (!believed) {
		static const char why[] = "the firmware calls every slot empty";
		fact_set_unreadable(scan, c, FACT_memory_slot_populated, why, NULL);
		fact_set_unreadable(scan, c, FACT_memory_slot_size, why, NULL);
		return;
	}
	fact_set_bool(scan, c, FACT_memory_slot_populated, d->size || !d->sized);
	if (!d->sized)
		fact_set_unreadable(scan, c, FACT_memory_slot_size, smbios_silent, NULL);
	else if (d->size)
		fact_set_integer(scan, c, FACT_memory_slot_size, d->size);
	else
		fact_set_absent(scan, c, FACT_memory_slot_size);
}

/* A total over the list: at least that much when something of it is not known. */
static void set_total(struct scan *scan, enum fact_id fact, fixed_t total, bool exact)
{
	struct component *c = scan_add(scan, KIND_memory, NULL);
	if (total > 0)
		fact_set_interval(scan, c, fact, total, exact ? total : FIXED_MAX);
}

static void map_devices(struct scan *scan, const struct memory *m, bool complete)
{
	fixed_t total = 0;
	size_t modules = 0;
	bool exact = complete;
	for (size_t i = 0; i < m->count; i++) {
		const struct device *d = &m->devices[i];
		modules += d->size || !d->sized;
		exact &= d->sized;
		total += fixed_from_int(smbios_memory_volatile(d->s, d->size));
	}
	for (size_t i = 0; i < m->count; i++) {
		const struct device *d = &m->devices[i];
		const char *key = device_key(scan, m, i);
		map_slot(scan, scan_add(scan, KIND_memory_slot, key), d, modules);
		if (d->size || !d->sized)
			smbios_map_module(scan, scan_add(scan, KIND_memory_module, key),
			                  d->s);
	}
	set_total(scan, FACT_memory_installed, total, exact);
	scan_mention(scan, KIND_memory_slot);
	scan_mention(scan, KIND_memory_module);
	if (!modules)
		scan_partial(scan, KIND_memory_module,
		             m->count ? "the firmware calls every slot empty"
		                      : "the firmware lists no memory device");
	if (!m->count)
		scan_partial(scan, KIND_memory_slot,
		             "the firmware lists no memory device");
}

/* Some firmware lists only the slots that are in use. */
static void check_count(struct scan *scan, const struct memory *m,
                        const struct smbios_structure *array)
{
	size_t listed = 0, stated = (size_t)smbios_number(array, 0x0d, 2, 0);
	for (size_t i = 0; i < m->count; i++)
		listed += array_of(m, m->devices[i].s) == array;
	if (stated == listed)
		return;
	const char *text =
	        arena_format(&scan->arena,
	                     "the firmware says that there are %zu memory slots and "
	                     "lists %zu",
	                     stated, listed);
	scan_note(scan, scan_find(scan, KIND_memory, NULL), "%s", text);
	if (stated > listed)
		scan_partial(scan, KIND_memory_slot, text);
}

/* What one array takes at most; 0 when it is not told. (7.17, Maximum Capacity) */
static fixed_t capacity(struct scan *scan, const struct smbios_structure *array)
{
	uint64_t kib = smbios_number(array, 0x07, 4, 0);
	uint64_t bytes = kib == 0x80000000 ? smbios_number(array, 0x0f, 8, 0) : kib << 10;
	if (bytes <= CAPACITY_MAX)
		return fixed_from_int((int64_t)bytes);
	scan_note(scan, NULL,
	          "SMBIOS says that the board takes %llu bytes of memory, "
	          "which is not real",
	          (unsigned long long)bytes);
	return 0;
}

/* The weakest correction of all arrays. */
static void map_correction(struct scan *scan, const struct memory *m, bool complete)
{
	const char *weakest = NULL;
	bool told = complete;
	for (size_t i = 0; i < m->array_count; i++) {
		if (!is_system(m->arrays[i]))
			continue;
		unsigned value = (unsigned)smbios_number(m->arrays[i], 0x06, 1, 2);
		const char *word = smbios_word(SMBIOS_correction, value);
		const char *name = smbios_name(SMBIOS_correction, value);
		told &= word != NULL;
		if (word && strcasecmp(name, word) != 0 && !strcmp(word, "none"))
			scan_note(scan, NULL,
			          "memory has %s, which finds errors and corrects none",
			          name);
		if (word &&
		    (!weakest ||
		     fact_word_index(FACT_memory_error_correction, word) <
		             fact_word_index(FACT_memory_error_correction, weakest)))
			weakest = word;
	}
	if (told && weakest)
		fact_set_string(scan, scan_add(scan, KIND_memory, NULL),
		                FACT_memory_error_correction, weakest);
}

static void map_arrays(struct scan *scan, const struct memory *m, bool complete)
{
	fixed_t total = 0, installed = 0;
	bool exact = complete;
	for (size_t i = 0; i < m->array_count; i++) {
		if (!is_system(m->arrays[i]))
			continue;
		fixed_t part = capacity(scan, m->arrays[i]);
		check_count(scan, m, m->arrays[i]);
		exact &= part > 0;
		total += part;
	}
	const struct fact *f = scan_fact(scan, FACT_memory_installed);
	if (f && f->state == STATE_known)
		installed = f->value.number.min;
	if (total && installed > total) {
		scan_note(scan, scan_find(scan, KIND_memory, NULL),
		          "the firmware says that the board takes less memory than is "
		          "installed");
		total = installed;
		exact = false;
	}
	set_total(scan, FACT_memory_maximum, total, exact);
	map_correction(scan, m, complete);
}

void smbios_map_memory(struct scan *scan, const struct smbios_table *table)
{
	const struct memory *m = collect(scan, table);
	if (table->cut) {
		scan_partial(scan, KIND_memory_slot, table->cut);
		scan_partial(scan, KIND_memory_module, table->cut);
	}
	bool complete = !table->cut && !scan->kinds[KIND_memory_slot].partial;
	map_devices(scan, m, complete);
	map_arrays(scan, m, complete);
	smbios_unreadable_memory(scan, table->cut ? table->cut : smbios_silent, NULL);
}

void smbios_unreadable_memory(struct scan *scan, const char *why, const char *remedy)
{
	/* Counts of slots and modules are derived from the lists when these are there. */
	static const enum fact_id facts[] = {
	        FACT_memory_installed,        FACT_memory_maximum, FACT_memory_slots,
	        FACT_memory_error_correction, FACT_memory_modules, FACT_memory_free_slots,
	};
	static const enum kind_id kinds[] = {KIND_memory_slot, KIND_memory_module};
	struct component *c = scan_add(scan, KIND_memory, NULL);
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		if (!fact_get(c, facts[i]))
			fact_set_unreadable(scan, c, facts[i], why, remedy);
	for (size_t i = 0; i < 2; i++)
		if (!scan->kinds[kinds[i]].mentioned)
			scan_partial(
			        scan, kinds[i],
			        remedy ? arena_format(&scan->arena, "%s; %s", why, remedy)
			               : why);
}
