/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compat/kernel_sheet.h"

#include "compat/db.h"

#include <string.h>
#include <strings.h>

static long *total_named(struct compat_kernel_sheet *sheet, const char *what)
{
	return !strcmp(what, "drivers")    ? &sheet->drivers
	       : !strcmp(what, "built_in") ? &sheet->built_in
	       : !strcmp(what, "firmware") ? &sheet->firmware
	                                   : NULL;
}

bool compat_kernel_sheet(const struct compat *compat,
                         const struct compat_kernels *kernels, size_t bit,
                         struct compat_kernel_sheet *sheet, struct arena *arena,
                         struct error *err)
{
	int step;
	*sheet = (struct compat_kernel_sheet){.kernel = kernels->items[bit]};
	sqlite3_stmt *rows = db_ask_number(compat, DB_kernel_counts, (int64_t)bit, err);
	while ((step = db_step(compat, rows, err)) > 0) {
		const char *what = db_text(rows, 0, arena);
		const char *bus = db_text(rows, 1, arena);
		long n = (long)sqlite3_column_int64(rows, 2);
		long *total = total_named(sheet, what ? what : "");
		if (total)
			*total = n;
		else if (sheet->bus_count < COMPAT_KERNEL_BUSES)
			sheet->buses[sheet->bus_count++] =
			        (struct compat_kernel_bus){bus, n};
	}
	return step == 0;
}

size_t compat_kernel_find(const struct compat_kernels *kernels, const char *name)
{
	for (size_t i = 0; i < kernels->n; i++)
		if (!strcasecmp(kernels->items[i].id, name) ||
		    !strcmp(kernels->items[i].package, name))
			return i;
	return kernels->n;
}
