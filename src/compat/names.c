/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names of PCI and USB devices and of makers of displays. */
#include "compat/db.h"
#include "compat/ids.h"

/* The name stays valid until the table is asked for another: the statement stands at its
 * row. Machines have many of a kind beside each other, and ask for one name many times.
 */
static const char *find(const struct compat *compat, enum db_statement which, int64_t key,
                        struct error *err)
{
	struct db_name *last = &compat->cache->names[which];
	if (last->held && last->key == key)
		return last->name;
	sqlite3_stmt *row = db_ask_number(compat, which, key, err);
	int step = db_step(compat, row, err);
	const char *name = step > 0 ? (const char *)sqlite3_column_text(row, 0) : NULL;
	*last = (struct db_name){step >= 0, key, name};
	return name;
}

const char *compat_pci_vendor(const struct compat *compat, unsigned vendor,
                              struct error *err)
{
	return find(compat, DB_pci_vendor, ids_key(vendor, 0, 0, 0, 1), err);
}

const char *compat_pci_device(const struct compat *compat, unsigned vendor,
                              unsigned device, struct error *err)
{
	return find(compat, DB_pci_device, ids_key(vendor, device, 0, 0, 2), err);
}

const char *compat_pci_subsystem(const struct compat *compat, const unsigned ids[4],
                                 struct error *err)
{
	return find(compat, DB_pci_subsystem, ids_key(ids[0], ids[1], ids[2], ids[3], 4),
	            err);
}

const char *compat_pci_class(const struct compat *compat, int digits, unsigned code,
                             struct error *err)
{
	return find(compat, DB_pci_class, ids_class_key(digits, code), err);
}

const char *compat_usb_vendor(const struct compat *compat, unsigned vendor,
                              struct error *err)
{
	return find(compat, DB_usb_vendor, ids_key(vendor, 0, 0, 0, 1), err);
}

const char *compat_usb_product(const struct compat *compat, unsigned vendor,
                               unsigned product, struct error *err)
{
	return find(compat, DB_usb_product, ids_key(vendor, product, 0, 0, 2), err);
}

const char *compat_usb_class(const struct compat *compat, int digits, unsigned code,
                             struct error *err)
{
	return find(compat, DB_usb_class, ids_class_key(digits, code), err);
}

const char *compat_pnp_vendor(const struct compat *compat, const char *id,
                              struct error *err)
{
	int64_t key = ids_pnp_key(id);
	return key < 0 ? NULL : find(compat, DB_pnp_vendor, key, err);
}
