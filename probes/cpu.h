/* SPDX-License-Identifier: GPL-3.0-or-later
 * Processors: raw values and the facts that follow from them. */
#ifndef HWFIT_CPU_H
#define HWFIT_CPU_H

#include "facts/scan.h"
#include "probes/cpu_isa.h"
#include "probes/cpu_list.h"
#include "probes/root.h"

/* One logical processor that is switched on. */
struct raw_cpu {
	unsigned number;
	int64_t package; /* physical_package_id, unique in the machine; -1: not told */
	unsigned core;   /* the lowest thread of its core; CPUS_MAX: not told */
	int64_t max_khz; /* cpuinfo_max_freq, 0: not told; of the lowest thread alone */
};

/* One cache of level 2 or 3. */
struct raw_cache {
	int64_t level, size; /* bytes */
	unsigned cpu;        /* one that uses it */
};

/* Cores of one kind in a hybrid processor. */
struct raw_core_type {
	const char *name;
	struct cpu_set cpus;
};

struct raw_vulnerability {
	const char *name;
	bool vulnerable; /* the kernel has no answer to it */
};

enum { CORE_TYPES_MAX = 8 };

struct raw_cpus {
	struct cpuinfo info;
	int cpuinfo_error;              /* errno; 0: read */
	bool sysfs;                     /* devices/system/cpu is there */
	struct cpu_set present, online; /* empty: not told */
	struct raw_cpu *cpus;
	size_t n;
	struct raw_cache *caches;
	size_t cache_count;
	bool smt_off; /* the kernel keeps the second threads of cores switched off */
	bool pptt;    /* ACPI tells the packages of an ARM machine */
	struct raw_core_type types[CORE_TYPES_MAX];
	size_t type_count;
	char driver[32];               /* of cpufreq; "" when there is none */
	bool no_turbo;                 /* intel_pstate is told to leave turbo out */
	int64_t base_khz, nominal_mhz; /* 0: not told */
	struct raw_vulnerability *vulnerabilities;
	size_t vulnerability_count;
	int vulnerability_error; /* errno; 0: read */
	bool kvm;                /* the kernel offers virtual machines */
	bool classes;            /* sysfs class is there */
	bool iommu;              /* the kernel drives one */
	bool iommu_table;        /* the firmware shows one */
};

/* Reads devices/system/cpu: who is there, where, with which caches and clock. The arena
 * owns what it finds. (cpu_sysfs.c) */
void cpu_gather_sysfs(const struct root *root, struct arena *arena, struct raw_cpus *raw);

/* Facts of cpu and cpu_package. Runs after os, whose architecture it asks. */
void cpu_map(struct scan *scan, const struct raw_cpus *raw);
/* The parts of it that count: packages, cores, threads, caches. (cpu_count.c) */
void cpu_map_counts(struct scan *scan, const struct raw_cpus *raw);
/* Maker, model and kinds of cores. (cpu_name.c) */
void cpu_map_names(struct scan *scan, const struct raw_cpus *raw);
/* The maker and the model of one processor, NULL when not told; in the arena. */
const char *cpu_vendor(const struct raw_cpus *raw, struct arena *arena);
const char *cpu_model(const struct raw_cpus *raw, struct arena *arena);

/* /proc/cpuinfo could not be read: which kind of processor it is, is not known, and a
 * fact that other kinds do not have may well be there. */
bool cpu_untold(const struct raw_cpus *raw);

/* The highest clock rate that any of these processors states, as an interval: drivers
 * that do not count turbo state the least. False when none states one. */
struct cpu_clock {
	int64_t hertz;
	bool exact;
};
bool cpu_max_clock(const struct raw_cpus *raw, const struct cpu_set *of,
                   struct cpu_clock *clock);

#endif
