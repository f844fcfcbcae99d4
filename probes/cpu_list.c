/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sets of logical processors. */
#include "probes/cpu_list.h"

#include <ctype.h>

/* A number at *at, which moves behind it; CPUS_MAX when none stands there or it is too
 * large. */
static unsigned number(const char *text, size_t n, size_t *at)
{
	unsigned value = 0;
	size_t start = *at;
	for (; *at < n && isdigit((unsigned char)text[*at]); ++*at)
		if (value < CPUS_MAX)
			value = value * 10 + (unsigned)(text[*at] - '0');
	return *at > start && value < CPUS_MAX ? value : CPUS_MAX;
}

void cpu_set_parse(const char *text, size_t n, struct cpu_set *set)
{
	*set = (struct cpu_set){{0}};
	for (size_t at = 0; at < n; at++) {
		unsigned first = number(text, n, &at), last = first;
		if (at < n && text[at] == '-') {
			at++;
			last = number(text, n, &at);
		}
		for (unsigned cpu = first; last < CPUS_MAX && cpu <= last; cpu++)
			cpu_set_add(set, cpu);
	}
}

void cpu_set_parse_mask(const char *text, size_t n, struct cpu_set *set)
{
	unsigned digit = 0;
	*set = (struct cpu_set){{0}};
	for (size_t at = n; at-- > 0;) {
		int c = tolower((unsigned char)text[at]);
		if (!isxdigit(c))
			continue;
		unsigned value = (unsigned)(isdigit(c) ? c - '0' : c - 'a' + 10);
		for (unsigned bit = 0; bit < 4; bit++)
			if (value >> bit & 1)
				cpu_set_add(set, digit * 4 + bit);
		digit++;
	}
}

bool cpu_set_has(const struct cpu_set *set, unsigned cpu)
{
	return cpu < CPUS_MAX && set->bits[cpu / 64] >> cpu % 64 & 1;
}

void cpu_set_add(struct cpu_set *set, unsigned cpu)
{
	if (cpu < CPUS_MAX)
		set->bits[cpu / 64] |= (uint64_t)1 << cpu % 64;
}

void cpu_set_join(struct cpu_set *set, const struct cpu_set *other)
{
	for (size_t i = 0; i < CPUS_MAX / 64; i++)
		set->bits[i] |= other->bits[i];
}

size_t cpu_set_count(const struct cpu_set *set)
{
	size_t n = 0;
	for (size_t i = 0; i < CPUS_MAX / 64; i++)
		n += (size_t)__builtin_popcountll(set->bits[i]);
	return n;
}

unsigned cpu_set_next(const struct cpu_set *set, unsigned from)
{
	for (unsigned word = from / 64; word < CPUS_MAX / 64; word++) {
		uint64_t bits = set->bits[word];
		if (word == from / 64)
			bits &= ~(uint64_t)0 << from % 64;
		if (bits)
			return word * 64 + (unsigned)__builtin_ctzll(bits);
	}
	return CPUS_MAX;
}

unsigned cpu_set_first(const struct cpu_set *set)
{
	return cpu_set_next(set, 0);
}
