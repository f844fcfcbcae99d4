/* SPDX-License-Identifier: GPL-3.0-or-later
 * Samples of an isolated lot: how many units must be looked at, and which.
 *
 * Zero acceptance over the hypergeometric distribution, exactly: the smallest n at which
 * a lot of N units with more than D faulty ones shows at least one of them with the
 * confidence asked for. ISO 2859-1's tables rest on a series of lots with switching
 * rules; one delivery is none. */
#ifndef HWFIT_SAMPLE_H
#define HWFIT_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

enum { SAMPLE_LOT_MAX = 100000, SAMPLE_BAD_MAX = 10000 };

/* The smallest sample of a lot of `lot` units (at most SAMPLE_LOT_MAX) for which "at most
 * `bad` are faulty" (at most SAMPLE_BAD_MAX) holds with `confidence` percent (1 to 99)
 * when none of the sample is. All of them for bad 0 unless fewer tell. */
size_t sample_size(size_t lot, size_t bad, unsigned confidence);

/* Draws n of the numbers 0 … lot-1 into units, in order. The same seed gives the same
 * sample everywhere: splitmix64 (Steele, Lea, Flood 2014) drives a Fisher-Yates shuffle,
 * bounded by rejection. */
void sample_draw(size_t lot, size_t n, uint64_t seed, size_t *units);

#endif
