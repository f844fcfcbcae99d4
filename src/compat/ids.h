/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads the lists of names: pci.ids and usb.ids (their syntax is written at their top)
 * and hwdata's pnp.ids. */
#ifndef HWFIT_COMPAT_IDS_H
#define HWFIT_COMPAT_IDS_H

#include "base/arena.h"
#include "base/date.h"

#include <stdint.h>

enum name_table {
#define NAME_TABLE(table, list, what) NAMES_##table,
#include "compat/name_tables.def"
#undef NAME_TABLE
	NAME_TABLE_COUNT
};

enum name_list {
#define NAME_LIST(list, id, path, package, title, url, licence) LIST_##list,
#include "compat/name_lists.def"
#undef NAME_LIST
	NAME_LIST_COUNT
};

struct name_list_row {
	const char *id, *path, *package, *title, *url, *licence;
};
const struct name_list_row *name_list_row(enum name_list list);
/* The SQL name of a table, and what its rows are called. */
const char *name_table_name(enum name_table table);
const char *name_table_what(enum name_table table);
enum name_list name_table_list(enum name_table table);

/* What is read, line by line. */
struct ids_reader {
	/* A name, clean UTF-8, valid during the call. Returning nonzero ends the reading.
	 */
	int (*name)(void *context, enum name_table table, int64_t key, const char *name);
	void *context;
	/* Filled in: */
	char version[64]; /* "" when the list does not say it */
	bool has_date;
	struct date date;
	long skipped; /* lines that are not understood */
};

/* Reads n bytes of a list. 0, or what name() returned. */
int ids_read(struct ids_reader *reader, enum name_list list, const char *text, size_t n);

/* Keys as in name_tables.def. */
int64_t ids_key(unsigned a, unsigned b, unsigned c, unsigned d, int n);
int64_t ids_class_key(int digits, unsigned code);
/* -1 when it is not three letters (or @, which EDIDs have too); small ones are taken for
 * capitals. */
int64_t ids_pnp_key(const char *id);

#endif
