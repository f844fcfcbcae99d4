/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names the PCI and USB devices and the displays of a scan. */
#include "compat/db.h"
#include "compat/fill_drivers.h"
#include "compat/fill_parts.h"
#include "compat/ids.h"

#include <stdlib.h>
#include <string.h>

#define NEWER_LIST "build the compatibility database with a newer list of names"

struct filler {
	const struct compat *compat; /* NULL: there is none */
	struct scan *scan;
	struct error err;
	const char *lists[NAME_LIST_COUNT]; /* "pci.ids 2023.04.10" */
};

/* A number of so many hexadecimal digits; false when it is none. */
static bool read_digits(const char *text, size_t digits, unsigned *number)
{
	if (strlen(text) != digits || strspn(text, "0123456789abcdefABCDEF") != digits)
		return false;
	*number = (unsigned)strtoul(text, NULL, 16);
	return true;
}

/* The ids by which a name is looked up, each of so many digits. False when one of them is
 * not there: then the name is what the id is, absent, unreadable or unknown. */
static bool read_ids(struct filler *f, struct component *c, enum fact_id name,
                     const enum fact_id *ids, size_t n, size_t digits, unsigned *numbers)
{
	for (size_t i = 0; i < n; i++) {
		const struct fact *fact = fact_get(c, ids[i]);
		if (!fact || fact->state == STATE_unknown)
			return false;
		if (fact->state == STATE_absent) {
			fact_set_absent(f->scan, c, name);
			return false;
		}
		if (fact->state == STATE_unreadable) {
			fact_set_unreadable(f->scan, c, name, fact->why, fact->remedy);
			return false;
		}
		if (!read_digits(fact->value.text, digits, &numbers[i])) {
			fact_set_unreadable(f->scan, c, name,
			                    "its number is no number of such a device",
			                    NULL);
			return false;
		}
	}
	return true;
}

/* Is the name still to be found, and is there a database to find it in? */
static bool is_wanted(struct filler *f, struct component *c, enum fact_id name)
{
	const struct fact *fact = fact_get(c, name);
	if (fact && fact->state == STATE_known)
		return false;
	if (f->compat && f->err.code == EXIT_ok)
		return true;
	if (!f->compat)
		fact_set_unreadable(
		        f->scan, c, name, "there is no compatibility database with names",
		        "build it: hwfit compat build compat-db -o compat.db");
	else
		fact_set_unreadable(f->scan, c, name, f->err.text, f->err.remedy);
	return false;
}

/* Sets the name, or why there is none. what is the number, for people, where there is no
 * name. */
static void set_name(struct filler *f, struct component *c, enum fact_id fact,
                     enum name_list list, const char *name, const char *what)
{
	if (name) {
		fact_set_string(f->scan, c, fact, name);
		fact_set_source(f->scan, c, fact, f->lists[list]);
	} else if (f->err.code != EXIT_ok) {
		fact_set_unreadable(f->scan, c, fact, f->err.text, f->err.remedy);
	} else {
		fact_set_unreadable(f->scan, c, fact,
		                    arena_format(&f->scan->arena, "%s has no name for %s",
		                                 f->lists[list], what),
		                    NEWER_LIST);
	}
}

static const char *shown(struct filler *f, const unsigned *ids, size_t n)
{
	return n == 1 ? arena_format(&f->scan->arena, "%04x", ids[0])
	              : arena_format(&f->scan->arena, "%04x:%04x", ids[0], ids[1]);
}

static void fill_pci_vendor(struct filler *f, struct component *c)
{
	static const enum fact_id ids[] = {FACT_pci_vendor_id};
	unsigned n[1];
	if (!is_wanted(f, c, FACT_pci_vendor) ||
	    !read_ids(f, c, FACT_pci_vendor, ids, 1, 4, n))
		return;
	const char *name = compat_pci_vendor(f->compat, n[0], &f->err);
	set_name(f, c, FACT_pci_vendor, LIST_pci_ids, name, name ? "" : shown(f, n, 1));
}

static void fill_pci_model(struct filler *f, struct component *c)
{
	static const enum fact_id ids[] = {FACT_pci_vendor_id, FACT_pci_device_id};
	unsigned n[2];
	if (!is_wanted(f, c, FACT_pci_model) ||
	    !read_ids(f, c, FACT_pci_model, ids, 2, 4, n))
		return;
	const char *name = compat_pci_device(f->compat, n[0], n[1], &f->err);
	set_name(f, c, FACT_pci_model, LIST_pci_ids, name, name ? "" : shown(f, n, 2));
}

/* "MAKER NAME". A subsystem with the numbers of the device itself has its name too. One
 * whose maker has no name is its name alone. */
static void fill_pci_subsystem(struct filler *f, struct component *c)
{
	static const enum fact_id ids[] = {FACT_pci_vendor_id, FACT_pci_device_id,
	                                   FACT_pci_subsystem_vendor_id,
	                                   FACT_pci_subsystem_device_id};
	unsigned n[4];
	if (!is_wanted(f, c, FACT_pci_subsystem) ||
	    !read_ids(f, c, FACT_pci_subsystem, ids, 4, 4, n))
		return;
	struct arena *arena = &f->scan->arena;
	const char *name = compat_pci_subsystem(f->compat, n, &f->err);
	if (!name && n[0] == n[2] && n[1] == n[3])
		name = compat_pci_device(f->compat, n[0], n[1], &f->err);
	const char *maker = compat_pci_vendor(f->compat, n[2], &f->err);
	if (maker && name)
		name = arena_format(arena, "%s %s", maker, name);
	else if (maker)
		name = arena_format(arena, "%s device %04x", maker, n[3]);
	set_name(f, c, FACT_pci_subsystem, LIST_pci_ids, name,
	         name ? "" : shown(f, n + 2, 2));
}

static void fill_pci_class(struct filler *f, struct component *c)
{
	static const enum fact_id ids[] = {FACT_pci_class_code};
	unsigned n[1];
	if (!is_wanted(f, c, FACT_pci_class_name) ||
	    !read_ids(f, c, FACT_pci_class_name, ids, 1, 6, n))
		return;
	const char *name = compat_pci_class(f->compat, 4, n[0] >> 8, &f->err);
	if (!name)
		name = compat_pci_class(f->compat, 2, n[0] >> 16, &f->err);
	set_name(f, c, FACT_pci_class_name, LIST_pci_ids, name,
	         name ? "" : arena_format(&f->scan->arena, "the class %06x", n[0]));
}

/* What the list has no name for is called what the device says of itself, if it does. */
static void set_usb_name(struct filler *f, struct component *c, enum fact_id fact,
                         enum fact_id own, const char *name, const char *what)
{
	const struct value *text = fact_value(c, own);
	if (name || !text || f->err.code != EXIT_ok) {
		set_name(f, c, fact, LIST_usb_ids, name, what);
		return;
	}
	fact_set_string(f->scan, c, fact, text->text);
	fact_set_source(f->scan, c, fact, fact_row(own)->source);
}

static void fill_usb_vendor(struct filler *f, struct component *c)
{
	static const enum fact_id ids[] = {FACT_usb_vendor_id};
	unsigned n[1];
	if (!is_wanted(f, c, FACT_usb_vendor) ||
	    !read_ids(f, c, FACT_usb_vendor, ids, 1, 4, n))
		return;
	const char *name = compat_usb_vendor(f->compat, n[0], &f->err);
	set_usb_name(f, c, FACT_usb_vendor, FACT_usb_manufacturer_text, name,
	             name ? "" : shown(f, n, 1));
}

static void fill_usb_model(struct filler *f, struct component *c)
{
	static const enum fact_id ids[] = {FACT_usb_vendor_id, FACT_usb_product_id};
	unsigned n[2];
	if (!is_wanted(f, c, FACT_usb_model) ||
	    !read_ids(f, c, FACT_usb_model, ids, 2, 4, n))
		return;
	const char *name = compat_usb_product(f->compat, n[0], n[1], &f->err);
	set_usb_name(f, c, FACT_usb_model, FACT_usb_product_text, name,
	             name ? "" : shown(f, n, 2));
}

/* The maker of a display by its three letters. */
static void fill_display_vendor(struct filler *f, struct component *c)
{
	const struct fact *id = fact_get(c, FACT_display_vendor_id);
	if (!id || !is_wanted(f, c, FACT_display_vendor))
		return;
	if (id->state == STATE_absent)
		fact_set_absent(f->scan, c, FACT_display_vendor);
	else if (id->state == STATE_known)
		set_name(f, c, FACT_display_vendor, LIST_pnp_ids,
		         compat_pnp_vendor(f->compat, id->value.text, &f->err),
		         id->value.text);
}

/* "pci.ids 2023.04.10", or the day, or the id alone. */
static const char *list_name(struct filler *f, enum name_list list)
{
	const char *id = name_list_row(list)->id;
	const struct compat_source *source = db_source_by_id(f->compat, id, &f->err);
	char day[DATE_TEXT_MAX];
	const char *version = source && source->version    ? source->version
	                      : source && source->has_date ? date_text(source->date, day)
	                                                   : NULL;
	return version ? arena_format(&f->scan->arena, "%s %s", id, version) : id;
}

void compat_fill_names(const struct compat *compat, struct scan *scan)
{
	struct filler f = {.compat = compat, .scan = scan};
	for (int list = 0; compat && list < NAME_LIST_COUNT; list++)
		f.lists[list] = list_name(&f, list);
	const struct component_list *pci = &scan->kinds[KIND_pci];
	for (size_t i = 0; i < pci->n; i++) {
		fill_pci_vendor(&f, pci->items[i]);
		fill_pci_model(&f, pci->items[i]);
		fill_pci_subsystem(&f, pci->items[i]);
		fill_pci_class(&f, pci->items[i]);
	}
	const struct component_list *usb = &scan->kinds[KIND_usb];
	for (size_t i = 0; i < usb->n; i++) {
		fill_usb_vendor(&f, usb->items[i]);
		fill_usb_model(&f, usb->items[i]);
	}
	const struct component_list *display = &scan->kinds[KIND_display];
	for (size_t i = 0; i < display->n; i++)
		fill_display_vendor(&f, display->items[i]);
	compat_fill_parts(scan);
	compat_fill_drivers(compat, scan);
}
