/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables in compat-db/drivers/ by name, and the words in them. */
#ifndef HWFIT_COMPAT_DRIVER_WORDS_H
#define HWFIT_COMPAT_DRIVER_WORDS_H

#include "compat/compat.h"
#include "compat/tsv.h"

enum driver_file {
	DRIVER_FILE_kernels,
	DRIVER_FILE_drivers,
	DRIVER_FILE_firmware,
	DRIVER_FILE_no_driver,
	DRIVER_FILE_claims,
	DRIVER_FILE_support, /* what a distribution removed or keeps unmaintained */
	DRIVER_FILE_firmware_packages, /* which package holds a file */
	DRIVER_FILE_chips,             /* devices whose chip a driver knows by its name */
	DRIVER_FILE_aliases,           /* any other name: patterns of a bus */
	DRIVER_FILE_COUNT
};

/* The columns of each; end with NULL. */
extern const char *const driver_file_columns[DRIVER_FILE_COUNT][TSV_FIELDS];

/* By the name of the file without its suffix. */
enum driver_file driver_file_of(const char *name);

struct driver_effect_row {
	const char *name;
	enum driver_file file; /* in which the word stands */
};
const struct driver_effect_row *driver_effect_row(enum driver_effect effect);

/* The file that patterns like this one are kept in: "pci". */
const char *driver_alias_file(const char *pattern);

#endif
