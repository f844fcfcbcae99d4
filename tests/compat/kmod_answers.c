/* SPDX-License-Identifier: GPL-3.0-or-later
 * kmod_answers MODULES_DIR < ALIASES: what libkmod finds for each alias, as sorted names
 * of modules; with nothing else of the system's configuration. With --time it prints the
 * nanoseconds a lookup takes instead. For tests and measurements only. */
#include <libkmod.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int look_up(struct kmod_ctx *ctx, const char *alias, int print)
{
	struct kmod_list *list = NULL, *at;
	char *names[1024];
	int n = 0;
	kmod_module_new_from_lookup(ctx, alias, &list);
	if (print) {
		kmod_list_foreach(at, list)
		{
			struct kmod_module *module = kmod_module_get_module(at);
			if (n < 1024)
				names[n++] = strdup(kmod_module_get_name(module));
			kmod_module_unref(module);
		}
		qsort(names, (size_t)n, sizeof(*names), by_name);
		for (int i = 0; i < n; i++) {
			if (!i || strcmp(names[i], names[i - 1]) != 0)
				printf("%s%s", i ? " " : "", names[i]);
		}
		for (int i = 0; i < n; i++)
			free(names[i]);
		putchar('\n');
	}
	kmod_module_unref_list(list);
	return n;
}

int main(int argc, char **argv)
{
	const char *none = NULL;
	char line[4096], **aliases = NULL;
	size_t n = 0, room = 0;
	int timed = argc > 2 && !strcmp(argv[2], "--time");
	struct kmod_ctx *ctx = argc > 1 ? kmod_new(argv[1], &none) : NULL;
	if (!ctx || kmod_load_resources(ctx) < 0)
		return 1;
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		if (!timed) {
			look_up(ctx, line, 1);
			continue;
		}
		if (n == room) {
			room = room ? room * 2 : 1024;
			aliases = realloc(aliases, room * sizeof(*aliases));
		}
		aliases[n++] = strdup(line);
	}
	struct timespec start, end;
	clock_gettime(CLOCK_MONOTONIC, &start);
	for (size_t i = 0; timed && i < n; i++)
		look_up(ctx, aliases[i], 0);
	clock_gettime(CLOCK_MONOTONIC, &end);
	if (timed && n)
		printf("%.1f\n", ((double)(end.tv_sec - start.tv_sec) * 1e9 +
		                  (double)(end.tv_nsec - start.tv_nsec)) /
		                         (double)n);
	for (size_t i = 0; i < n; i++)
		free(aliases[i]);
	free(aliases);
	kmod_unref(ctx);
	return 0;
}
