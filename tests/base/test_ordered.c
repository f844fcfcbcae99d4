/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ordered.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <time.h>

enum { PIECES = 2000 };

struct tally {
	size_t taken, wrong;
	unsigned seed;
};

/* Some pieces take longer, so that they are ready out of order. */
static void *square(void *context, size_t i)
{
	(void)context;
	if (i % 7 == 0)
		nanosleep(&(struct timespec){0, 20000}, NULL);
	return (void *)(uintptr_t)(i * i + 1);
}

static void count(void *context, size_t i, void *made)
{
	struct tally *t = context;
	t->wrong += i != t->taken || (uintptr_t)made != i * i + 1;
	t->taken++;
}

static void in_order(size_t n, unsigned threads)
{
	struct tally t = {0, 0, 0};
	struct ordered work = {n, square, count, &t};
	ordered_run(&work, threads);
	cr_assert_eq(t.taken, n, "%u threads: %zu of %zu", threads, t.taken, n);
	cr_assert_eq(t.wrong, 0, "%u threads", threads);
}

Test(ordered, results_come_in_order_whatever_the_number_of_threads)
{
	for (unsigned threads = 0; threads < 6; threads++)
		in_order(PIECES, threads);
}

Test(ordered, few_pieces_and_none)
{
	for (size_t n = 0; n < 4; n++)
		in_order(n, 3);
}

Test(ordered, more_threads_than_are_allowed)
{
	in_order(PIECES, 1000);
}
