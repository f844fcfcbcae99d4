/* SPDX-License-Identifier: GPL-3.0-or-later
 * The text of dmidecode made into the SMBIOS table that it was printed from, as far as
 * facts come of it, so that one mapping serves both. Internal to src/import. */
#ifndef HWFIT_DMI_TABLE_H
#define HWFIT_DMI_TABLE_H

#include "base/buf.h"
#include "import/dmi_text.h"

/* Reads the text to its end. Appends the structures of types 0 to 4, 16, 17 and 43, and
 * the end mark. A field whose line is missing is left out or says that it is not known.
 */
void dmi_table_make(struct dmi_text *text, struct buf *table);

/* One structure on its way into the table. */
struct dmi_made {
	uint8_t bytes[128]; /* the formatted part */
	size_t length;
	struct buf strings; /* each with its NUL */
	unsigned count;
};

/* Puts a little-endian number of size bytes; the structure grows to hold it. */
void dmi_put(struct dmi_made *m, size_t offset, size_t size, uint64_t number);
/* Puts the string of a label where there is one. Without the label nothing is put. */
void dmi_put_string(struct dmi_made *m, size_t offset, const struct dmi_structure *s,
                    const char *label);

/* "8 GB", "512 kB": bytes; false when it is no size. */
bool dmi_bytes(const char *text, uint64_t *bytes);
/* The leading whole number of "2400 MT/s"; `otherwise` when there is none. */
uint64_t dmi_number(const char *text, uint64_t otherwise);

void dmi_make_array(struct dmi_made *m, const struct dmi_structure *s);
void dmi_make_device(struct dmi_made *m, const struct dmi_structure *s);

#endif
