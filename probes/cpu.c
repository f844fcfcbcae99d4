/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe cpu.
 * Reads: /proc/cpuinfo; sysfs devices/system/cpu, devices/cpu_{core,atom,lowpower},
 *        class/iommu, class/misc/kvm, firmware/acpi/tables
 * Makes: cpu cpu_package
 * Needs: nothing
 * Spec:  proc_cpuinfo(5); kernel Documentation/ABI/testing/sysfs-devices-system-cpu */
#include "probes/cpu.h"

#include "probes/table.h"

#include <errno.h>

#define TABLES "sys/firmware/acpi/tables"

static void gather_cpuinfo(const struct root *root, struct arena *arena,
                           struct raw_cpus *raw)
{
	ssize_t n;
	char *text = root_read_all(root, "proc/cpuinfo", CPUINFO_MAX, arena, &n);
	cpuinfo_parse(text ? text : "", n > 0 ? (size_t)n : 0, arena, &raw->info);
	raw->cpuinfo_error = n < 0 ? (int)-n : n ? 0 : ENODATA;
}

/* Hybrid processors of Intel have a performance counter for each kind of core. */
static void gather_types(const struct root *root, struct raw_cpus *raw)
{
	static const struct {
		const char *path, *name;
	} types[] = {
	        {"sys/devices/cpu_core/cpus", "performance"},
	        {"sys/devices/cpu_atom/cpus", "efficiency"},
	        {"sys/devices/cpu_lowpower/cpus", "low_power"},
	};
	char text[8192];
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		ssize_t n = root_read(root, types[i].path, text, sizeof(text));
		if (n <= 0)
			continue;
		struct raw_core_type *type = &raw->types[raw->type_count++];
		type->name = types[i].name;
		cpu_set_parse(text, (size_t)n, &type->cpus);
	}
}

static void gather_abilities(const struct root *root, struct arena *arena,
                             struct raw_cpus *raw)
{
	static const char *const tables[] = {"DMAR", "IVRS", "IORT", "VIOT", "RIMT"};
	struct root_dir dir;
	raw->classes = root_dir_open(root, NULL, "sys/class", &dir);
	raw->kvm = raw->classes && root_dir_has(&dir, "misc/kvm");
	root_dir_close(&dir);
	if (root_dir_open(root, NULL, "sys/class/iommu", &dir)) {
		size_t n;
		root_dir_names(&dir, arena, &n);
		raw->iommu = n > 0;
	}
	root_dir_close(&dir);
	if (root_dir_open(root, NULL, TABLES, &dir)) {
		raw->pptt = root_dir_has(&dir, "PPTT");
		for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
			raw->iommu_table |= root_dir_has(&dir, tables[i]);
	}
	root_dir_close(&dir);
}

void probe_cpu_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct arena *arena = &ctx->scan->arena;
	struct raw_cpus *raw = arena_alloc(arena, sizeof(*raw));
	gather_cpuinfo(ctx->root, arena, raw);
	cpu_gather_sysfs(ctx->root, arena, raw);
	gather_types(ctx->root, raw);
	gather_abilities(ctx->root, arena, raw);
	cpu_map(ctx->scan, raw);
	if (!raw->cpuinfo_error || raw->sysfs)
		return;
	outcome->status = PROBE_skipped;
	outcome->why = root_why(raw->cpuinfo_error);
	outcome->remedy = root_remedy(raw->cpuinfo_error);
}
