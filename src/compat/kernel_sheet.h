/* SPDX-License-Identifier: GPL-3.0-or-later
 * How much the compatibility database holds of one kernel. */
#ifndef HWFIT_COMPAT_KERNEL_SHEET_H
#define HWFIT_COMPAT_KERNEL_SHEET_H

#include "compat/compat.h"

/* The patterns of a bus: how many pairs of pattern and driver. */
struct compat_kernel_bus {
	const char *bus; /* "pci" */
	long patterns;
};

enum { COMPAT_KERNEL_BUSES = 16 };

struct compat_kernel_sheet {
	struct compat_kernel kernel;
	long drivers, built_in, firmware; /* built_in: of the drivers; firmware: files */
	struct compat_kernel_bus buses[COMPAT_KERNEL_BUSES];
	size_t bus_count;
};

/* Of the kernel at this place of compat_kernels(). False with err. */
bool compat_kernel_sheet(const struct compat *compat,
                         const struct compat_kernels *kernels, size_t bit,
                         struct compat_kernel_sheet *sheet, struct arena *arena,
                         struct error *err);

/* The place of a kernel by its id, or by the name of its package; the number of kernels
 * when there is none. */
size_t compat_kernel_find(const struct compat_kernels *kernels, const char *name);

#endif
