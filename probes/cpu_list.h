/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sets of logical processors as the kernel writes them: "0-3,8,10-11". */
#ifndef HWFIT_CPU_LIST_H
#define HWFIT_CPU_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CPUS_MAX = 8192 }; /* NR_CPUS of the largest kernels */

/* Zeroed is the empty set. */
struct cpu_set {
	uint64_t bits[CPUS_MAX / 64];
};

/* Reads a list of n bytes; what is not one, and numbers from CPUS_MAX on, is left out.
 * (kernel Documentation/admin-guide/cputopology) */
void cpu_set_parse(const char *text, size_t n, struct cpu_set *set);
/* The same of a mask, hexadecimal digits with the highest processors first and commas
 * between: "00000000,0000000f". */
void cpu_set_parse_mask(const char *text, size_t n, struct cpu_set *set);
bool cpu_set_has(const struct cpu_set *set, unsigned cpu);
void cpu_set_add(struct cpu_set *set, unsigned cpu);
/* Adds all of another set. */
void cpu_set_join(struct cpu_set *set, const struct cpu_set *other);
/* How many are in it. */
size_t cpu_set_count(const struct cpu_set *set);
/* The lowest one; CPUS_MAX when it is empty. */
unsigned cpu_set_first(const struct cpu_set *set);
/* The lowest one that is at least from; CPUS_MAX when there is none. */
unsigned cpu_set_next(const struct cpu_set *set, unsigned from);

#endif
