/* SPDX-License-Identifier: GPL-3.0-or-later
 * Work done side by side whose results are taken in order. */
#ifndef HWFIT_ORDERED_H
#define HWFIT_ORDERED_H

#include <stddef.h>

struct ordered {
	size_t n; /* pieces of work */
	/* Makes the result of piece i, in any of the threads; it must not change what
	 * others see. */
	void *(*make)(void *context, size_t i);
	/* Takes the results, 0 to n - 1 one after the other, in the caller's thread. */
	void (*take)(void *context, size_t i, void *made);
	void *context;
};

/* Runs it with so many threads beside the caller's, 0: in the caller's alone. Those that
 * make are at most a few dozen pieces ahead of the one who takes. */
void ordered_run(const struct ordered *work, unsigned threads);
/* One for each processor that this program may use; 0 when there is but one. */
unsigned ordered_threads(void);

#endif
