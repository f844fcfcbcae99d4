/* SPDX-License-Identifier: GPL-3.0-or-later
 * The files of udev's database (run/udev/data/b8:0): a line "E:NAME=value" is a property.
 * Pure; takes bytes from strangers. */
#ifndef HWFIT_UDEV_DATA_H
#define HWFIT_UDEV_DATA_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* One property inside the bytes: neither part ends with a NUL. */
struct udev_property {
	const char *name, *value;
	size_t name_size, value_size;
};

/* The next property from *at on, which moves behind it; false when there is none. Start
 * with *at = 0. Lines that are no property are passed over. */
bool udev_data_next(const char *bytes, size_t n, size_t *at,
                    struct udev_property *property);

/* What udev wrote as \xHH (ID_MODEL_ENC, ID_FS_LABEL_ENC) as the bytes that it stands
 * for, in the arena; *size gets their number, since one may be NUL. */
char *udev_decode(struct arena *arena, const char *text, size_t *size);

#endif
