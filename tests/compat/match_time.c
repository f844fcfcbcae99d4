/* SPDX-License-Identifier: GPL-3.0-or-later
 * match_time COMPAT_DB < ALIASES: the nanoseconds that a lookup takes, all kernels at
 * once; after "open" the nanoseconds of opening the database and of the first lookup. */
#include "compat/compat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

int main(int argc, char **argv)
{
	char line[4096], **aliases = NULL;
	size_t n = 0, room = 0, found = 0;
	struct error err = {0};
	struct compat_drivers drivers;
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		aliases = n == room ? memory_room(aliases, n, &room, sizeof(*aliases))
		                    : aliases;
		aliases[n++] = strdup(line);
	}
	double start = now();
	struct compat *compat = argc > 1 ? compat_open(argv[1], &err) : NULL;
	double opened = now();
	if (!compat || !n || compat_drivers_of(compat, aliases[0], &drivers, &err))
		return 1;
	double first = now();
	for (size_t i = 0; i < n; i++) {
		compat_drivers_of(compat, aliases[i], &drivers, &err);
		found += drivers.n;
	}
	double end = now();
	printf("%.1f\t%.0f\t%.0f\t%zu\n", (end - first) / (double)n, opened - start,
	       first - opened, found);
	for (size_t i = 0; i < n; i++)
		free(aliases[i]);
	free(aliases);
	compat_close(compat);
	return 0;
}
