/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables of formats: their rows begin with the name. */
#ifndef HWFIT_FORMATS_H
#define HWFIT_FORMATS_H

#include <stddef.h>

/* The one of n rows of size bytes that begins with this name (a const char *); NULL. */
const void *format_find(const void *rows, size_t n, size_t size, const char *name);
#define FORMAT_FIND(table, name)                                                         \
	format_find(table, sizeof(table) / sizeof(*(table)), sizeof(*(table)), name)

#endif
