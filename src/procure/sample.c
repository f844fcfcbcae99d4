/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/sample.h"

#include "base/arena.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- size ------------------------------------------------------------------------- */

/* A natural number of as many 32-bit digits as a product of small factors takes. */
struct natural {
	uint32_t *digits; /* least first */
	size_t n;
};

static void times(struct natural *a, uint32_t factor)
{
	uint64_t carry = 0;
	for (size_t i = 0; i < a->n; i++) {
		carry += (uint64_t)a->digits[i] * factor;
		a->digits[i] = (uint32_t)carry;
		carry >>= 32;
	}
	if (carry)
		a->digits[a->n++] = (uint32_t)carry;
}

static bool at_most(const struct natural *a, const struct natural *b)
{
	if (a->n != b->n)
		return a->n < b->n;
	for (size_t i = a->n; i-- > 0;)
		if (a->digits[i] != b->digits[i])
			return a->digits[i] < b->digits[i];
	return true;
}

/* What is left over by chance: C(lot-n, k) / C(lot, k) <= (100 - confidence) %. */
static bool is_enough(size_t lot, size_t k, size_t n, unsigned confidence)
{
	if (n + k > lot)
		return true; /* no lot with k faulty ones has n good ones */
	struct natural missed = {memory_get((k + 2) * sizeof(uint32_t)), 1};
	struct natural all = {memory_get((k + 2) * sizeof(uint32_t)), 1};
	missed.digits[0] = 100;
	all.digits[0] = 100 - confidence;
	for (size_t i = 0; i < k; i++) {
		times(&missed, (uint32_t)(lot - n - i));
		times(&all, (uint32_t)(lot - i));
	}
	bool enough = at_most(&missed, &all);
	free(missed.digits);
	free(all.digits);
	return enough;
}

size_t sample_size(size_t lot, size_t bad, unsigned confidence)
{
	size_t low = 0, high = lot; /* high is enough, low is not known to be */
	if (bad >= lot)
		return 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (is_enough(lot, bad + 1, middle, confidence))
			high = middle;
		else
			low = middle + 1;
	}
	return high;
}

/* ---- drawing ---------------------------------------------------------------------- */

static uint64_t next(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* A number below bound, each as likely as the others. */
static uint64_t below(uint64_t *state, uint64_t bound)
{
	uint64_t uneven = (UINT64_MAX - bound + 1) % bound, z;
	do
		z = next(state);
	while (z < uneven);
	return z % bound;
}

static int by_number(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	return (x > y) - (x < y);
}

void sample_draw(size_t lot, size_t n, uint64_t seed, size_t *units)
{
	size_t *all = memory_get((lot + 1) * sizeof(*all));
	for (size_t i = 0; i < lot; i++)
		all[i] = i;
	for (size_t i = 0; i < n && i < lot; i++) {
		size_t other = i + (size_t)below(&seed, lot - i), kept = all[i];
		all[i] = all[other];
		all[other] = kept;
	}
	qsort(all, n, sizeof(*all), by_number);
	if (n)
		memcpy(units, all, n * sizeof(*units));
	free(all);
}
