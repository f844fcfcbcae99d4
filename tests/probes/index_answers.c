/* SPDX-License-Identifier: GPL-3.0-or-later
 * index_answers INDEX... < ALIASES: what our reader of depmod's indexes finds for each
 * alias, as sorted names of modules. With --time it prints the nanoseconds a lookup
 * takes. For tests and measurements only. */
#include "probes/module_index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct names {
	char name[256][64];
	size_t n;
};

static void add(void *context, const char *module, size_t n)
{
	struct names *names = context;
	if (names->n < 256)
		snprintf(names->name[names->n++], 64, "%.*s", (int)n, module);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

int main(int argc, char **argv)
{
	struct module_index index[4];
	size_t count = 0, lookups = 0;
	char alias[4096];
	int timed = argc > 1 && !strcmp(argv[1], "--time");
	struct timespec start, end;
	for (int i = 1 + timed; i < argc && count < 4; i++) {
		FILE *f = fopen(argv[i], "rb");
		char *bytes = malloc(MODULE_INDEX_MAX);
		size_t n = f ? fread(bytes, 1, MODULE_INDEX_MAX, f) : 0;
		if (n && module_index_open(&index[count], bytes, n))
			count++;
		if (f)
			fclose(f);
	}
	clock_gettime(CLOCK_MONOTONIC, &start);
	while (fgets(alias, sizeof(alias), stdin)) {
		struct names names = {.n = 0};
		alias[strcspn(alias, "\n")] = '\0';
		for (size_t i = 0; i < count; i++)
			if (!module_index_search(&index[i], alias, add, &names))
				puts("FAULTY");
		lookups++;
		qsort(names.name, names.n, sizeof(*names.name), by_name);
		const char *between = "";
		for (size_t i = 0; i < names.n && !timed; i++)
			if (!i || strcmp(names.name[i], names.name[i - 1]) != 0) {
				printf("%s%s", between, names.name[i]);
				between = " ";
			}
		if (!timed)
			putchar('\n');
	}
	clock_gettime(CLOCK_MONOTONIC, &end);
	double ns = (double)(end.tv_sec - start.tv_sec) * 1e9 +
	            (double)(end.tv_nsec - start.tv_nsec);
	if (timed)
		printf("%.0f\n", lookups ? ns / (double)lookups : 0);
	return count ? 0 : 1;
}
