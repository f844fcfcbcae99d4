/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads devices/system/cpu of sysfs.
 * Spec: kernel Documentation/ABI/testing/sysfs-devices-system-cpu,
 *       Documentation/admin-guide/{cputopology,pm/cpufreq,pm/intel_pstate} */
#include "base/text.h"
#include "probes/cpu.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CPUS "sys/devices/system/cpu"

enum { LIST_MAX = 32 * 1024, CACHE_INDEXES_MAX = 16 };

/* Where the walk is, and what it has found. */
struct walk {
	const struct root *root;
	struct arena *arena;
	struct raw_cpus *raw;
	struct root_dir dir;       /* of all processors */
	struct cpu_set covered[4]; /* processors whose cache of this level is known */
	size_t cpu_room, cache_room;
	char *list; /* LIST_MAX bytes */
};

static bool read_set(struct walk *w, const struct root_dir *dir, const char *name,
                     struct cpu_set *set)
{
	ssize_t n = root_dir_read(dir, name, w->list, LIST_MAX);
	cpu_set_parse(w->list, n > 0 ? (size_t)n : 0, set);
	return n > 0;
}

static bool read_mask(struct walk *w, const struct root_dir *dir, const char *name,
                      struct cpu_set *set)
{
	ssize_t n = root_dir_read(dir, name, w->list, LIST_MAX);
	cpu_set_parse_mask(w->list, n > 0 ? (size_t)n : 0, set);
	return n > 0;
}

/* Since 5.3 the kernel calls a core's threads core_cpus and keeps the old name; long
 * before it had masks alone. */
static unsigned lowest_thread(struct walk *w, const struct root_dir *cpu)
{
	struct cpu_set set;
	int64_t id;
	if (!read_set(w, cpu, "topology/thread_siblings_list", &set) &&
	    !read_set(w, cpu, "topology/core_cpus_list", &set) &&
	    !read_mask(w, cpu, "topology/thread_siblings", &set) &&
	    !read_mask(w, cpu, "topology/core_cpus", &set))
		return CPUS_MAX;
	/* A core without a number is where RISC-V kernels put what they do not know. */
	if (cpu_set_count(&set) > 1 &&
	    root_dir_number(cpu, "topology/core_id", 10, &id) && id < 0)
		return CPUS_MAX;
	return cpu_set_first(&set);
}

/* Sockets of an IBM Z are numbered anew in each book, books in each drawer. */
static int64_t package_of(const struct root_dir *cpu)
{
	int64_t package, book = 0, drawer = 0;
	if (!root_dir_number(cpu, "topology/physical_package_id", 10, &package) ||
	    package < 0)
		return -1;
	if (!root_dir_number(cpu, "topology/book_id", 10, &book) || book < 0)
		return package;
	if (!root_dir_number(cpu, "topology/drawer_id", 10, &drawer) || drawer < 0)
		drawer = 0;
	return (drawer % 4096) << 24 | (book % 4096) << 12 | package % 4096;
}

/* "512K" in bytes. */
static int64_t cache_size(const struct root_dir *index)
{
	char text[32], *end;
	if (!root_dir_string(index, "size", text, sizeof(text)))
		return 0;
	long long size = strtoll(text, &end, 10);
	int shift = *end == 'K' ? 10 : *end == 'M' ? 20 : *end == 'G' ? 30 : 0;
	return size > 0 && size < (long long)1 << 30 ? (int64_t)size << shift : 0;
}

static void add_cache(struct walk *w, const struct root_dir *index, unsigned cpu)
{
	char type[32];
	int64_t level;
	struct raw_cpus *raw = w->raw;
	if (!root_dir_number(index, "level", 10, &level) || level < 2 || level > 3 ||
	    cpu_set_has(&w->covered[level], cpu))
		return;
	root_dir_string(index, "type", type, sizeof(type));
	if (!strcmp(type, "Instruction"))
		return;
	struct cpu_set shared;
	if (!read_set(w, index, "shared_cpu_list", &shared))
		read_mask(w, index, "shared_cpu_map", &shared);
	cpu_set_add(&shared, cpu);
	cpu_set_join(&w->covered[level], &shared);
	raw->caches = memory_room(raw->caches, raw->cache_count, &w->cache_room,
	                          sizeof(*raw->caches));
	raw->caches[raw->cache_count++] =
	        (struct raw_cache){level, cache_size(index), cpu};
}

static void gather_caches(struct walk *w, const struct root_dir *cpu, unsigned number)
{
	struct root_dir index;
	char name[32];
	for (int i = 0; i < CACHE_INDEXES_MAX; i++) {
		snprintf(name, sizeof(name), "cache/index%d", i);
		bool there = root_dir_open(w->root, cpu, name, &index);
		if (there)
			add_cache(w, &index, number);
		root_dir_close(&index);
		if (!there)
			break;
	}
}

/* Threads of a core share its caches and its clock. */
static void gather_cpu(struct walk *w, unsigned number)
{
	char name[32];
	struct root_dir dir;
	struct raw_cpus *raw = w->raw;
	struct raw_cpu cpu = {number, -1, CPUS_MAX, 0};
	snprintf(name, sizeof(name), "cpu%u", number);
	if (root_dir_open(w->root, &w->dir, name, &dir)) {
		cpu.package = package_of(&dir);
		cpu.core = lowest_thread(w, &dir);
		if (cpu.core == number || cpu.core == CPUS_MAX) {
			gather_caches(w, &dir, number);
			root_dir_number(&dir, "cpufreq/cpuinfo_max_freq", 10,
			                &cpu.max_khz);
		}
	}
	root_dir_close(&dir);
	raw->cpus = memory_room(raw->cpus, raw->n, &w->cpu_room, sizeof(*raw->cpus));
	raw->cpus[raw->n++] = cpu;
}

/* Old kernels have neither list: every processor has a folder, and a file when it can be
 * switched off. */
static void gather_lists(struct walk *w)
{
	struct raw_cpus *raw = w->raw;
	bool present = read_set(w, &w->dir, "present", &raw->present);
	bool online = read_set(w, &w->dir, "online", &raw->online);
	if (present && online)
		return;
	size_t n;
	char **names = root_dir_names(&w->dir, w->arena, &n), path[64];
	for (size_t i = 0; i < n; i++) {
		int64_t on = 1;
		if (!text_starts(names[i], "cpu") || !isdigit((unsigned char)names[i][3]))
			continue;
		unsigned number = (unsigned)strtoul(names[i] + 3, NULL, 10);
		snprintf(path, sizeof(path), "%.40s/online", names[i]);
		root_dir_number(&w->dir, path, 10, &on);
		if (!present)
			cpu_set_add(&raw->present, number);
		if (!online && on)
			cpu_set_add(&raw->online, number);
	}
}

static void gather_clock(struct walk *w)
{
	char text[32], path[64];
	int64_t number = 0;
	unsigned first = cpu_set_first(&w->raw->online);
	struct raw_cpus *raw = w->raw;
	snprintf(path, sizeof(path), "cpu%u/cpufreq/scaling_driver", first);
	root_dir_string(&w->dir, path, raw->driver, sizeof(raw->driver));
	snprintf(path, sizeof(path), "cpu%u/cpufreq/base_frequency", first);
	root_dir_number(&w->dir, path, 10, &raw->base_khz);
	snprintf(path, sizeof(path), "cpu%u/acpi_cppc/nominal_freq", first);
	root_dir_number(&w->dir, path, 10, &raw->nominal_mhz);
	raw->no_turbo =
	        root_dir_number(&w->dir, "intel_pstate/no_turbo", 10, &number) && number;
	raw->smt_off = root_dir_string(&w->dir, "smt/control", text, sizeof(text)) &&
	               (!strcmp(text, "off") || !strcmp(text, "forceoff"));
}

/* A line begins with "Vulnerable", also behind the name of what it concerns: "KVM:
 * Vulnerable". "Mitigation: …; SMT vulnerable" is an answer. */
static void gather_vulnerabilities(struct walk *w)
{
	char text[512];
	struct root_dir dir;
	size_t n = 0, count = 0;
	char **names = NULL;
	struct raw_cpus *raw = w->raw;
	errno = 0;
	if (root_dir_open(w->root, &w->dir, "vulnerabilities", &dir))
		names = root_dir_names(&dir, w->arena, &n);
	raw->vulnerability_error = names ? 0 : errno ? errno : ENOENT;
	raw->vulnerabilities =
	        arena_alloc(w->arena, (n + 1) * sizeof(*raw->vulnerabilities));
	for (size_t i = 0; names && i < n; i++) {
		if (!root_dir_string(&dir, names[i], text, sizeof(text)))
			continue;
		bool bare = text_starts(text, "Vulnerable") ||
		            strstr(text, ": Vulnerable") != NULL;
		raw->vulnerabilities[count++] =
		        (struct raw_vulnerability){names[i], bare};
	}
	raw->vulnerability_count = count;
	root_dir_close(&dir);
}

/* Copies what was collected on the heap into the arena. */
static void *keep(struct arena *arena, void *items, size_t bytes)
{
	void *copy = arena_alloc(arena, bytes + 1);
	if (bytes)
		memcpy(copy, items, bytes);
	free(items);
	return copy;
}

void cpu_gather_sysfs(const struct root *root, struct arena *arena, struct raw_cpus *raw)
{
	struct walk *w = arena_alloc(arena, sizeof(*w));
	w->root = root;
	w->arena = arena;
	w->raw = raw;
	w->list = arena_room(arena, LIST_MAX);
	raw->sysfs = root_dir_open(root, NULL, CPUS, &w->dir);
	if (raw->sysfs) {
		gather_lists(w);
		for (unsigned cpu = cpu_set_first(&raw->online); cpu < CPUS_MAX;
		     cpu = cpu_set_next(&raw->online, cpu + 1))
			gather_cpu(w, cpu);
		gather_clock(w);
		gather_vulnerabilities(w);
	} else {
		raw->vulnerability_error = errno;
	}
	root_dir_close(&w->dir);
	raw->cpus = keep(arena, raw->cpus, raw->n * sizeof(*raw->cpus));
	raw->caches = keep(arena, raw->caches, raw->cache_count * sizeof(*raw->caches));
}
