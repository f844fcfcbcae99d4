/* SPDX-License-Identifier: GPL-3.0-or-later
 * GLPI's inventory format, out: the rows by which it comes in, the other way.
 * Source: glpi-project/inventory_format, inventory.schema.json */
#ifndef HWFIT_GLPI_H
#define HWFIT_GLPI_H

#include "import/json_map.h"

struct glpi_section {
	const char *name;  /* a list of content; NULL: paths from content on */
	enum kind_id kind; /* of the list */
	const struct json_take *rows;
	size_t n;
};
const struct glpi_section *glpi_sections(size_t *n);

/* Appends an inventory of the machine, with a newline. What the format has no place for
 * is left out; intervals too. */
void glpi_write(const struct scan *scan, struct buf *out);

#endif
