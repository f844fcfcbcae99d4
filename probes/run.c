/* SPDX-License-Identifier: GPL-3.0-or-later
 * Runs the probes of the table and records how each went. */
#include "base/text.h"
#include "facts/derive.h"
#include "probes/probe.h"

#include <string.h>
#include <time.h>

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool is_listed(const char *list, const char *name)
{
	while (list && *list) {
		size_t n = strcspn(list, ", ");
		if (n == strlen(name) && !strncmp(list, name, n))
			return true;
		list += n + strspn(list + n, ", ");
	}
	return !list;
}

static const char *probe_name_at(const void *context, size_t i)
{
	return ((const struct probe *)context)[i].name;
}

static int check_names(const char *only, struct error *err)
{
	size_t count;
	const struct probe *table = probe_table(&count);
	while (only && *only) {
		size_t n = strcspn(only, ", ");
		char name[64] = "";
		memcpy(name, only, n < sizeof(name) - 1 ? n : sizeof(name) - 1);
		bool known = !n;
		for (size_t i = 0; i < count && !known; i++)
			known = !strcmp(table[i].name, name);
		if (!known) {
			const char *near =
			        text_nearest(name, count, probe_name_at, table);
			error_set(err, EXIT_usage, "--probe", "unknown probe %s", name);
			return near ? error_remedy(err, "did you mean %s?", near)
			            : error_remedy(err, "hwfit scan --help lists them");
		}
		only += n + strspn(only + n, ", ");
	}
	return 0;
}

int probes_run(struct probe_context *ctx, const char *only, struct error *err)
{
	size_t n;
	const struct probe *table = probe_table(&n);
	if (check_names(only, err))
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (!is_listed(only, table[i].name))
			continue;
		struct probe_outcome outcome = {PROBE_ok, NULL, NULL};
		double start = now_ms();
		table[i].run(ctx, &outcome);
		scan_probe(ctx->scan, table[i].name, outcome.status, now_ms() - start,
		           outcome.why, outcome.remedy);
	}
	derive_facts(ctx->scan);
	scan_finish(ctx->scan);
	return 0;
}
