/* SPDX-License-Identifier: GPL-3.0-or-later
 * Counts packages, cores, threads and caches. What is switched off has no place: counts
 * are then intervals. */
#include "base/text.h"
#include "probes/cpu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The processors as far as anybody tells. */
struct count {
	const struct raw_cpus *raw;
	struct raw_cpu *cpus; /* switched on; package and core filled in */
	size_t n;
	size_t threads; /* switched off ones included */
	size_t off;     /* threads of which it is not known in which core they are */
	bool packages_told, cores_told;
	int64_t *packages; /* distinct, in order */
	int64_t *home;     /* the package of each processor by its number; -1 */
	size_t homes;      /* numbers up to the highest */
	size_t package_count;
};

static int number_order(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* Sorts and removes what is twice; returns how many are left. */
static size_t distinct(int64_t *numbers, size_t n)
{
	size_t kept = 0;
	if (n > 1)
		qsort(numbers, n, sizeof(*numbers), number_order);
	for (size_t i = 0; i < n; i++)
		if (!kept || numbers[i] != numbers[kept - 1])
			numbers[kept++] = numbers[i];
	return kept;
}

/* Without sysfs: /proc/cpuinfo of x86 and Itanium tells packages and cores. */
static void take_cpuinfo(struct count *c)
{
	const struct cpuinfo *info = &c->raw->info;
	for (size_t i = 0; i < info->n; i++) {
		const struct cpuinfo_cpu *from = &info->cpus[i];
		struct raw_cpu *cpu = &c->cpus[c->n++];
		*cpu = (struct raw_cpu){(unsigned)from->number, from->package, CPUS_MAX,
		                        0};
		for (size_t k = 0; k <= i && from->core >= 0; k++)
			if (info->cpus[k].core == from->core &&
			    info->cpus[k].package == from->package) {
				cpu->core = (unsigned)info->cpus[k].number;
				break;
			}
	}
}

/* Before 5.19 the kernel called the clusters of an ARM chip packages, where ACPI did not
 * tell: such boards have one chip. */
static bool packages_are_clusters(const struct scan *scan, const struct raw_cpus *raw)
{
	const struct fact *f = scan_fact(scan, FACT_os_kernel);
	bool recent =
	        f && f->state == STATE_known && version_order(f->value.text, "5.19") >= 0;
	return cpu_kind(&raw->info) == CPU_arm && !raw->pptt && !recent;
}

/* A board whose kernel names no package has one, by what such machines are. */
static bool is_single_chip(const struct raw_cpus *raw)
{
	enum cpu_kind kind = cpu_kind(&raw->info);
	return (kind == CPU_arm && !raw->pptt) || kind == CPU_riscv;
}

static void find_packages(const struct scan *scan, struct count *c)
{
	struct raw_cpu *cpus = c->cpus;
	bool told = c->n > 0, any = false;
	for (size_t i = 0; i < c->n; i++) {
		told &= cpus[i].package >= 0;
		any |= cpus[i].package >= 0;
	}
	bool single = (!any && (c->n == 1 || is_single_chip(c->raw))) ||
	              packages_are_clusters(scan, c->raw);
	for (size_t i = 0; i < c->n && single; i++)
		cpus[i].package = 0;
	c->packages_told = (told || single) && c->n;
	for (size_t i = 0; i < c->n; i++)
		c->packages[i] = cpus[i].package;
	c->package_count = distinct(c->packages, c->n);
}

static void find_homes(struct arena *arena, struct count *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->cpus[i].number < CPUS_MAX && c->cpus[i].number >= c->homes)
			c->homes = c->cpus[i].number + 1;
	c->home = arena_room(arena, c->homes * sizeof(*c->home));
	for (size_t i = 0; i < c->homes; i++)
		c->home[i] = -1;
	for (size_t i = 0; i < c->n; i++)
		if (c->cpus[i].number < c->homes)
			c->home[c->cpus[i].number] = c->cpus[i].package;
}

static int64_t home_of(const struct count *c, size_t cpu)
{
	return cpu < c->homes ? c->home[cpu] : -1;
}

static struct count count(struct scan *scan, const struct raw_cpus *raw)
{
	size_t room = raw->n > raw->info.n ? raw->n : raw->info.n;
	struct count c = {
	        .raw = raw,
	        .cpus = arena_alloc(&scan->arena, (room + 1) * sizeof(*c.cpus)),
	        .packages = arena_alloc(&scan->arena, (room + 1) * sizeof(int64_t)),
	};
	if (raw->n) {
		memcpy(c.cpus, raw->cpus, raw->n * sizeof(*c.cpus));
		c.n = raw->n;
	} else {
		take_cpuinfo(&c);
	}
	c.threads = cpu_set_count(&raw->present);
	if (!c.threads)
		c.threads = c.n                    ? c.n
		            : raw->info.active > 0 ? (size_t)raw->info.active
		                                   : 0;
	size_t off = c.threads > c.n && c.n ? c.threads - c.n : 0;
	/* Without SMT each core keeps its first thread: as many off as on. */
	c.off = raw->smt_off && off == c.n ? 0 : off;
	c.cores_told = c.n > 0;
	for (size_t i = 0; i < c.n; i++) {
		if (c.n == 1)
			c.cpus[i].core = c.cpus[i].number;
		c.cores_told &= c.cpus[i].core != CPUS_MAX;
	}
	find_packages(scan, &c);
	find_homes(&scan->arena, &c);
	return c;
}

/* Cores of one package, of all when package is NULL. */
static size_t cores(struct scan *scan, const struct count *c, const int64_t *package)
{
	int64_t *numbers = arena_alloc(&scan->arena, (c->n + 1) * sizeof(*numbers));
	size_t n = 0;
	for (size_t i = 0; i < c->n; i++)
		if (!package || c->cpus[i].package == *package)
			numbers[n++] = c->cpus[i].core;
	return distinct(numbers, n);
}

static void set_count(struct scan *scan, struct component *c, enum fact_id fact,
                      size_t least, size_t more)
{
	fact_set_interval(scan, c, fact, fixed_from_int((int64_t)least),
	                  fixed_from_int((int64_t)(least + more)));
}

/* The caches of a level that processors of the package use, added up. */
static void map_cache(struct scan *scan, struct component *c, const struct count *count,
                      int64_t package, int64_t level)
{
	enum fact_id fact =
	        level == 2 ? FACT_cpu_package_l2_cache : FACT_cpu_package_l3_cache;
	const struct raw_cpus *raw = count->raw;
	int64_t total = 0;
	bool sized = raw->cache_count > 0, found = false;
	for (size_t i = 0; i < raw->cache_count; i++) {
		const struct raw_cache *cache = &raw->caches[i];
		if (cache->level != level || home_of(count, cache->cpu) != package)
			continue;
		found = true;
		sized &= cache->size > 0;
		total += cache->size;
	}
	if (found && sized)
		fact_set_interval(scan, c, fact, fixed_from_int(total),
		                  count->off ? FIXED_MAX : fixed_from_int(total));
	else if (!found && raw->cache_count && !is_single_chip(raw))
		fact_set_absent(scan, c, fact);
	else
		fact_set_unreadable(scan, c, fact,
		                    "the kernel does not show the caches here", NULL);
}

static void map_package(struct scan *scan, const struct count *count, size_t at)
{
	char key[24];
	int64_t package = count->packages[at];
	struct cpu_set *members = arena_alloc(&scan->arena, sizeof(*members));
	struct cpu_clock clock;
	snprintf(key, sizeof(key), "%zu", at);
	struct component *c = scan_add(scan, KIND_cpu_package, key);
	for (size_t i = 0; i < count->n; i++)
		if (count->cpus[i].package == package)
			cpu_set_add(members, count->cpus[i].number);
	size_t threads = cpu_set_count(members);
	/* With SMT switched off the second threads are as many as the first. */
	if (count->raw->smt_off && !count->off && count->threads == 2 * count->n)
		threads *= 2;
	set_count(scan, c, FACT_cpu_package_threads, threads, count->off);
	if (count->cores_told)
		set_count(scan, c, FACT_cpu_package_cores, cores(scan, count, &package),
		          count->off);
	else
		fact_set_unreadable(scan, c, FACT_cpu_package_cores,
		                    "the kernel does not tell threads from cores", NULL);
	map_cache(scan, c, count, package, 2);
	map_cache(scan, c, count, package, 3);
	if (cpu_max_clock(count->raw, members, &clock))
		fact_set_interval(scan, c, FACT_cpu_package_max_clock,
		                  fixed_from_int(clock.hertz),
		                  clock.exact ? fixed_from_int(clock.hertz) : FIXED_MAX);
	else
		fact_set_unreadable(scan, c, FACT_cpu_package_max_clock,
		                    "the kernel does not drive the clock here", NULL);
}

void cpu_map_counts(struct scan *scan, const struct raw_cpus *raw)
{
	static const char why[] = "the kernel does not tell where its processors are";
	struct component *c = scan_add(scan, KIND_cpu, NULL);
	struct count counted = count(scan, raw);
	if (counted.threads)
		set_count(scan, c, FACT_cpu_threads, counted.threads, 0);
	else
		fact_set_unreadable(scan, c, FACT_cpu_threads, why, NULL);
	if (counted.cores_told)
		set_count(scan, c, FACT_cpu_cores, cores(scan, &counted, NULL),
		          counted.off);
	else
		fact_set_unreadable(scan, c, FACT_cpu_cores,
		                    "the kernel does not tell threads from cores", NULL);
	if (!counted.packages_told) {
		fact_set_unreadable(scan, c, FACT_cpu_packages, why, NULL);
		scan_partial(scan, KIND_cpu_package, why);
		return;
	}
	set_count(scan, c, FACT_cpu_packages, counted.package_count, counted.off);
	for (size_t i = 0; i < counted.package_count; i++)
		map_package(scan, &counted, i);
	if (counted.off)
		scan_partial(scan, KIND_cpu_package,
		             arena_format(&scan->arena,
		                          "%zu processors are switched off, and the "
		                          "kernel does not tell where they are; switch "
		                          "them on",
		                          counted.off));
}
