/* SPDX-License-Identifier: GPL-3.0-or-later
 * The drivers of one kernel as its files tell them: modules with their aliases and
 * firmware, and what is built in. */
#ifndef HWFIT_COMPAT_KERNEL_H
#define HWFIT_COMPAT_KERNEL_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Something that a driver names. */
struct kernel_pair {
	const char *text, *driver; /* a pattern, or the name of a firmware file */
};

struct kernel_driver {
	const char *name; /* with "_" for "-", as the kernel names modules */
	bool built_in;
};

/* Zeroed is empty. Lists are sorted and hold each row once. */
struct kernel_facts {
	struct arena arena;  /* owns all text */
	const char *release; /* the name of its folder: "6.1.0-50-amd64" */
	struct kernel_driver *drivers;
	size_t driver_n, driver_room;
	struct kernel_pair *aliases;
	size_t alias_n, alias_room;
	struct kernel_pair *firmware;
	size_t firmware_n, firmware_room;
};

/* Reads the folder of a kernel's modules, or the root of an unpacked package that holds
 * just one (lib/modules/RELEASE, also below usr). 0, or -1 with err (EXIT_usage): there
 * is no module, several kernels, or a file that cannot be read. */
int kernel_read(struct kernel_facts *facts, const char *folder, struct error *err);
/* Accepts a zeroed one. */
void kernel_facts_done(struct kernel_facts *facts);

/* Is the alias one of a device? Others are names of file systems, protocols and the like,
 * which no hardware has. */
bool kernel_alias_is_device(const char *alias);

#endif
