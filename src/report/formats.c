/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/formats.h"

#include <string.h>

const void *format_find(const void *rows, size_t n, size_t size, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		const char *const *row = (const void *)((const char *)rows + i * size);
		if (!strcmp(*row, name))
			return row;
	}
	return NULL;
}
