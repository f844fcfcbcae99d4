/* SPDX-License-Identifier: GPL-3.0-or-later
 * Puts the drivers of a kernel into the text of the compatibility database. */
#ifndef HWFIT_COMPAT_KERNEL_TEXT_H
#define HWFIT_COMPAT_KERNEL_TEXT_H

#include "compat/kernel.h"
#include "compat/text.h"

struct kernel_addition {
	const struct kernel_facts *facts;
	const char *folder;        /* of the text: compat-db */
	const char *id, *platform; /* of the kernel's row; a row of this id is replaced */
	const char *package, *version; /* where the modules come from */
	struct date day;
	const char *source;              /* the id of a source */
	struct compat_problems problems; /* filled in: of the text that was there */
};

/* Rewrites the files of folder/drivers that come from kernels, each at once. 0; or -1
 * with problems (then err is not set and nothing was written), or with err. */
int kernel_text_add(struct kernel_addition *addition, struct error *err);

#endif
