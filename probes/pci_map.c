/* SPDX-License-Identifier: GPL-3.0-or-later
 * PCI functions as facts. Pure. */
#include "base/text.h"
#include "probes/pci.h"

#include <stdio.h>
#include <string.h>

enum { ANY = -1, CLASS_DISPLAY = 0x03 };
static const int64_t UNIT = 100000000; /* a tenth of GT/s in transfers a second */

static const struct {
	int base, sub;
	const char *word;
} classes[] = {
#define PCI_CLASS(base, sub, word) {base, sub, word},
#include "probes/pci_classes.def"
#undef PCI_CLASS
};

bool pci_class_word(unsigned class_code, char *word, size_t room)
{
	int base = (int)(class_code >> 16 & 0xff), sub = (int)(class_code >> 8 & 0xff);
	const char *found = NULL;
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		if (classes[i].base == base &&
		    (classes[i].sub == sub || (classes[i].sub == ANY && !found)))
			found = classes[i].word;
	if (found)
		snprintf(word, room, "%s", found);
	else
		snprintf(word, room, "class_%02x%02x", base, sub);
	return found;
}

/* What is being mapped. */
struct mapping {
	struct scan *scan;
	struct component *c;
	const struct pci_list *list;
};

static void silent(const struct mapping *m, enum fact_id fact)
{
	fact_set_unreadable(m->scan, m->c, fact,
	                    m->list->silent ? m->list->silent : "it was not read", NULL);
}

static void source(const struct mapping *m, enum fact_id fact)
{
	if (m->list->source && fact_get(m->c, fact)->state == STATE_known)
		fact_set_source(m->scan, m->c, fact, m->list->source);
}

static void map_hex(const struct mapping *m, enum fact_id fact, int32_t number,
                    int digits)
{
	char text[16];
	if (number == PCI_UNKNOWN) {
		silent(m, fact);
		return;
	}
	text_hex(text, (uint32_t)number, (unsigned)digits);
	fact_set_string(m->scan, m->c, fact, text);
	source(m, fact);
}

static void map_text(const struct mapping *m, enum fact_id fact, enum pci_state state,
                     const char *text)
{
	if (state == PCI_READ)
		fact_set_string(m->scan, m->c, fact, text);
	else if (state == PCI_NONE)
		fact_set_absent(m->scan, m->c, fact);
	else
		silent(m, fact);
}

static void map_identity(const struct mapping *m, const struct pci_raw *raw)
{
	map_hex(m, FACT_pci_vendor_id, raw->vendor, 4);
	map_hex(m, FACT_pci_device_id, raw->device, 4);
	/* A function without a subsystem has 0000 or, unused, ffff there. */
	bool none = raw->subsystem_vendor == 0 || raw->subsystem_vendor == 0xffff;
	if (none) {
		fact_set_absent(m->scan, m->c, FACT_pci_subsystem_vendor_id);
		fact_set_absent(m->scan, m->c, FACT_pci_subsystem_device_id);
	} else {
		map_hex(m, FACT_pci_subsystem_vendor_id, raw->subsystem_vendor, 4);
		map_hex(m, FACT_pci_subsystem_device_id, raw->subsystem_device, 4);
	}
	map_hex(m, FACT_pci_class_code, raw->class_code, 6);
	map_hex(m, FACT_pci_revision, raw->revision, 2);
	char word[64];
	if (raw->class_code == PCI_UNKNOWN) {
		silent(m, FACT_pci_class);
		return;
	}
	if (!pci_class_word((unsigned)raw->class_code, word, sizeof(word)))
		scan_note(m->scan, m->c, "no PCI class has the number %02x",
		          (unsigned)raw->class_code >> 16);
	fact_set_string(m->scan, m->c, FACT_pci_class, word);
	source(m, FACT_pci_class);
}

/* The kernel makes it of the numbers; who has these can do so too. */
static void map_modalias(const struct mapping *m, const struct pci_raw *raw)
{
	char text[64];
	if (raw->modalias_state == PCI_READ || raw->vendor == PCI_UNKNOWN ||
	    raw->device == PCI_UNKNOWN || raw->subsystem_vendor == PCI_UNKNOWN ||
	    raw->subsystem_device == PCI_UNKNOWN || raw->class_code == PCI_UNKNOWN) {
		map_text(m, FACT_pci_modalias, raw->modalias_state, raw->modalias);
		return;
	}
	unsigned code = (unsigned)raw->class_code;
	snprintf(text, sizeof(text), "pci:v%08Xd%08Xsv%08Xsd%08Xbc%02Xsc%02Xi%02X",
	         (unsigned)raw->vendor, (unsigned)raw->device,
	         (unsigned)raw->subsystem_vendor, (unsigned)raw->subsystem_device,
	         code >> 16, code >> 8 & 0xff, code & 0xff);
	fact_set_string(m->scan, m->c, FACT_pci_modalias, text);
	fact_set_source(m->scan, m->c, FACT_pci_modalias, "made of the identifiers");
}

/* A link that is there but whose rate has no number is silent, not absent. */
static void map_link(const struct mapping *m, const struct pci_link *link)
{
	const struct {
		int64_t value;
		enum fact_id fact;
		bool told;
	} facts[] = {
	        {link->speed * UNIT, FACT_pci_link_speed, link->speed},
	        {link->width, FACT_pci_link_width, link->width >= 0},
	        {link->max_speed * UNIT, FACT_pci_max_link_speed, link->max_speed},
	        {link->max_width, FACT_pci_max_link_width, link->max_width >= 0},
	};
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++) {
		enum fact_id fact = facts[i].fact;
		if (link->state == PCI_READ && facts[i].told) {
			fact_set_integer(m->scan, m->c, fact, facts[i].value);
			source(m, fact);
		} else if (link->state == PCI_ASLEEP) {
			fact_set_unreadable(m->scan, m->c, fact, "the device sleeps",
			                    "use the device and scan again");
		} else if (link->state == PCI_NONE) {
			fact_set_absent(m->scan, m->c, fact);
		} else {
			silent(m, fact);
		}
	}
}

static void map_gpu(struct scan *scan, const struct pci_list *list,
                    const struct pci_raw *raw)
{
	struct mapping m = {scan, scan_add(scan, KIND_gpu, raw->address), list};
	fact_set_string(scan, m.c, FACT_gpu_address, raw->address);
	map_text(&m, FACT_gpu_driver, raw->driver_state, raw->driver);
	if (raw->vram_state == PCI_READ) {
		fact_set_integer(scan, m.c, FACT_gpu_vram, raw->vram);
		fact_set_source(scan, m.c, FACT_gpu_vram, "sysfs mem_info_vram_total");
	} else {
		fact_set_unreadable(scan, m.c, FACT_gpu_vram, "its driver does not tell",
		                    "look at its data sheet");
	}
}

static void map_function(struct scan *scan, const struct pci_list *list,
                         const struct pci_raw *raw)
{
	struct mapping m = {scan, scan_add(scan, KIND_pci, raw->address), list};
	map_identity(&m, raw);
	map_text(&m, FACT_pci_driver, raw->driver_state, raw->driver);
	map_modalias(&m, raw);
	map_text(&m, FACT_pci_slot_name, raw->slot_state, raw->slot);
	if (raw->numa_state == PCI_READ)
		fact_set_integer(scan, m.c, FACT_pci_numa_node, raw->numa_node);
	else
		map_text(&m, FACT_pci_numa_node, raw->numa_state, NULL);
	map_link(&m, &raw->link);
	if (raw->class_code >> 16 == CLASS_DISPLAY)
		map_gpu(scan, list, raw);
}

void pci_map(struct scan *scan, const struct pci_list *list)
{
	static const enum kind_id kinds[] = {KIND_pci, KIND_gpu};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		scan_mention(scan, kinds[i]);
		if (list->failed)
			scan_partial(scan, kinds[i], list->failed);
	}
	for (size_t i = 0; i < list->n; i++)
		map_function(scan, list, &list->items[i]);
}
