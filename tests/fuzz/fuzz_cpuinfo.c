/* SPDX-License-Identifier: GPL-3.0-or-later
 * /proc/cpuinfo of a stranger's machine, parsed and mapped to facts; the same bytes as a
 * list and a mask of processors. */
#include "facts/derive.h"
#include "probes/cpu.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scan *scan = scan_new();
	struct raw_cpus *raw = arena_alloc(&scan->arena, sizeof(*raw));
	cpuinfo_parse((const char *)data, size, &scan->arena, &raw->info);
	cpu_set_parse((const char *)data, size, &raw->present);
	cpu_set_parse_mask((const char *)data, size, &raw->online);
	if (cpu_set_count(&raw->present) > CPUS_MAX)
		abort();
	cpu_map(scan, raw);
	derive_facts(scan);
	scan_finish(scan);
	scan_free(scan);
	return 0;
}
