/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lists the devices that have no driver and should have one. */
#include "compat/fill_drivers.h"

#include "base/text.h"

#include <string.h>

struct filler {
	const struct compat *compat;
	struct scan *scan;
	struct component *os;
	struct error err;
	const char *alias; /* the last that was asked about; NULL: none */
	bool none;         /* and the answer */
};

static const char *text_of(const struct component *c, enum fact_id fact)
{
	const struct value *v = fact_value(c, fact);
	return v ? v->text : "";
}

/* "pci 0000:03:00.0 Broadcom Inc. BCM4360"; "sdio mmc1:0001:1 02d0 a9a6" */
static void add_device(struct filler *f, const struct component *c, enum fact_id vendor,
                       enum fact_id model)
{
	struct buf line = BUF_EMPTY;
	buf_format(&line, "%s %s %s %s", kind_row(c->kind)->name, c->key,
	           text_of(c, vendor), text_of(c, model));
	const char *word = text_clean_copy(&f->scan->arena, line.text, line.n, NULL);
	fact_add_word(f->scan, f->os, FACT_os_devices_without_driver, word);
	buf_done(&line);
}

/* Many of a kind stand beside each other. */
static bool needs_none(struct filler *f, const char *alias)
{
	if (f->err.code != EXIT_ok)
		return true;
	if (f->alias && !strcmp(f->alias, alias))
		return f->none;
	f->alias = alias;
	f->none = compat_no_driver(f->compat, alias, &f->err);
	return f->none || f->err.code != EXIT_ok;
}

static bool is_without(struct filler *f, const struct component *c,
                       enum fact_id driver_fact, enum fact_id alias_fact)
{
	const struct fact *driver = fact_get(c, driver_fact);
	const struct value *alias = fact_value(c, alias_fact);
	return driver && driver->state == STATE_absent && alias &&
	       !needs_none(f, alias->text);
}

static void check_pci(struct filler *f, const struct component *c)
{
	if (is_without(f, c, FACT_pci_driver, FACT_pci_modalias))
		add_device(f, c, FACT_pci_vendor, FACT_pci_model);
}

static void check_sdio(struct filler *f, const struct component *c)
{
	if (is_without(f, c, FACT_sdio_driver, FACT_sdio_modalias))
		add_device(f, c, FACT_sdio_vendor_id, FACT_sdio_device_id);
}

/* One interface without a driver is enough. */
static void check_usb(struct filler *f, const struct component *c)
{
	const struct value *idle = fact_value(c, FACT_usb_unbound);
	for (size_t i = 0; idle && i < idle->list.n; i++)
		if (!needs_none(f, idle->list.items[i].text)) {
			add_device(f, c, FACT_usb_vendor, FACT_usb_model);
			return;
		}
}

void compat_fill_drivers(const struct compat *compat, struct scan *scan)
{
	const struct component_list *pci = &scan->kinds[KIND_pci];
	const struct component_list *usb = &scan->kinds[KIND_usb];
	const struct component_list *sdio = &scan->kinds[KIND_sdio];
	if (!pci->mentioned && !usb->mentioned)
		return;
	struct filler f = {
	        .compat = compat, .scan = scan, .os = scan_add(scan, KIND_os, NULL)};
	if (!compat) {
		fact_set_unreadable(
		        scan, f.os, FACT_os_devices_without_driver,
		        "there is no compatibility database",
		        "build it: hwfit compat build compat-db -o compat.db");
		return;
	}
	fact_set_list(scan, f.os, FACT_os_devices_without_driver);
	for (size_t i = 0; i < pci->n; i++)
		check_pci(&f, pci->items[i]);
	for (size_t i = 0; i < usb->n; i++)
		check_usb(&f, usb->items[i]);
	for (size_t i = 0; i < sdio->n; i++)
		check_sdio(&f, sdio->items[i]);
	if (f.err.code != EXIT_ok)
		scan_note(scan, f.os, "which devices need a driver: %s", f.err.text);
}
