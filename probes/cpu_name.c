/* SPDX-License-Identifier: GPL-3.0-or-later
 * What /proc/cpuinfo calls the processors, and the kinds of cores of hybrid ones. */
#include "base/text.h"
#include "probes/cpu.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const char untold[] = "the kernel does not tell";

static const char *copy(struct arena *arena, struct span span)
{
	return span.n ? text_clean_copy(arena, span.text, span.n, NULL) : NULL;
}

const char *cpu_vendor(const struct raw_cpus *raw, struct arena *arena)
{
	const struct cpuinfo *info = &raw->info;
	int64_t implementer = CPUINFO_NUMBER(info, implementer);
	const char *maker = cpu_arm_maker(implementer);
	if (implementer >= 0)
		return maker ? maker
		             : arena_format(arena, "0x%02llx",
		                            (unsigned long long)implementer);
	return copy(arena, CPUINFO_TEXT(info, vendor));
}

/* Cores of an ARM processor of one kind. */
struct arm_cores {
	int64_t implementer, part;
	size_t n;
};

static const char *arm_name(struct arena *arena, const struct arm_cores *cores)
{
	const char *name = cpu_arm_core(cores->implementer, cores->part);
	return name ? name
	            : arena_format(arena, "0x%02llx:0x%03llx",
	                           (unsigned long long)cores->implementer,
	                           (unsigned long long)cores->part);
}

/* The kinds in the order of the file; all lines of old kernels speak of one. */
static size_t arm_kinds(const struct cpuinfo *info, struct arm_cores *kinds)
{
	size_t n = 0;
	for (size_t i = 0; i <= info->n; i++) {
		const struct cpuinfo_cpu *cpu =
		        i < info->n ? &info->cpus[i] : &info->common;
		size_t k = 0;
		if (cpu->implementer < 0 || cpu->part < 0)
			continue;
		while (k < n && (kinds[k].implementer != cpu->implementer ||
		                 kinds[k].part != cpu->part))
			k++;
		if (k == n && n == CORE_TYPES_MAX)
			continue;
		if (k == n)
			kinds[n++] = (struct arm_cores){cpu->implementer, cpu->part, 0};
		kinds[k].n++;
	}
	return n;
}

/* "Cortex-X3 + Cortex-A715 + Cortex-A510": the file has the largest cores last. */
static const char *arm_model(const struct cpuinfo *info, struct arena *arena)
{
	struct arm_cores kinds[CORE_TYPES_MAX];
	size_t n = arm_kinds(info, kinds);
	const char *model = NULL;
	for (size_t i = n; i-- > 0;)
		model = model ? arena_format(arena, "%s + %s", model,
		                             arm_name(arena, &kinds[i]))
		              : arm_name(arena, &kinds[i]);
	return model;
}

const char *cpu_model(const struct raw_cpus *raw, struct arena *arena)
{
	const struct cpuinfo *info = &raw->info;
	switch (cpu_kind(info)) {
	case CPU_arm:
		return arm_model(info, arena);
	case CPU_riscv:
		return copy(arena, CPUINFO_TEXT(info, uarch));
	case CPU_ibmz:
		return cpu_ibmz_name(CPUINFO_TEXT(info, machine));
	case CPU_power:
	case CPU_sparc:
		return copy(arena, CPUINFO_TEXT(info, cpu));
	default:
		return copy(arena, CPUINFO_TEXT(info, name));
	}
}

/* How many of the processors are in the set; threads of a core count once. */
static size_t cores_in(const struct raw_cpus *raw, const struct cpu_set *set)
{
	size_t n = 0;
	for (size_t i = 0; i < raw->n; i++)
		n += cpu_set_has(set, raw->cpus[i].number) &&
		     (raw->cpus[i].core == raw->cpus[i].number ||
		      raw->cpus[i].core == CPUS_MAX);
	return n;
}

static void map_core_types(struct scan *scan, struct component *c,
                           const struct raw_cpus *raw)
{
	struct arm_cores kinds[CORE_TYPES_MAX];
	size_t n = arm_kinds(&raw->info, kinds);
	char word[96];
	if (raw->type_count < 2 && n < 2) {
		if (cpu_untold(raw))
			fact_set_unreadable(scan, c, FACT_cpu_core_types, untold, NULL);
		else
			fact_set_absent(scan, c, FACT_cpu_core_types);
		return;
	}
	fact_set_list(scan, c, FACT_cpu_core_types);
	for (size_t i = 0; i < raw->type_count; i++) {
		snprintf(word, sizeof(word), "%zu %.60s",
		         cores_in(raw, &raw->types[i].cpus), raw->types[i].name);
		fact_add_word(scan, c, FACT_cpu_core_types, word);
	}
	for (size_t i = n; i-- > 0 && raw->type_count < 2;) {
		snprintf(word, sizeof(word), "%zu %.60s", kinds[i].n,
		         arm_name(&scan->arena, &kinds[i]));
		fact_add_word(scan, c, FACT_cpu_core_types, word);
	}
}

static void set_name(struct scan *scan, struct component *c, enum fact_id fact,
                     const char *text)
{
	if (text)
		fact_set_string(scan, c, fact, text);
	else
		fact_set_unreadable(scan, c, fact, untold, NULL);
}

static void set_number(struct scan *scan, struct component *c, enum fact_id fact,
                       int64_t number)
{
	if (number >= 0)
		fact_set_integer(scan, c, fact, number);
	else
		fact_set_unreadable(scan, c, fact, untold, NULL);
}

/* Family, model and stepping are what CPUID leaf 1 of x86 tells. */
static void map_numbers(struct scan *scan, struct component *c,
                        const struct raw_cpus *raw)
{
	const struct cpuinfo *info = &raw->info;
	static const struct {
		enum fact_id fact;
		size_t offset;
	} numbers[] = {
	        {FACT_cpu_family, offsetof(struct cpuinfo_cpu, family)},
	        {FACT_cpu_model_number, offsetof(struct cpuinfo_cpu, model)},
	        {FACT_cpu_stepping, offsetof(struct cpuinfo_cpu, stepping)},
	};
	bool x86 = cpu_kind(info) == CPU_x86;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		if (x86 || cpu_untold(raw))
			set_number(scan, c, numbers[i].fact,
			           cpuinfo_number(info, numbers[i].offset));
		else
			fact_set_absent(scan, c, numbers[i].fact);
	struct span microcode = CPUINFO_TEXT(info, microcode);
	if (microcode.n)
		fact_set_text(scan, c, FACT_cpu_microcode, microcode.text, microcode.n);
	else if (x86 || cpu_untold(raw))
		fact_set_unreadable(scan, c, FACT_cpu_microcode, untold, NULL);
	else
		fact_set_absent(scan, c, FACT_cpu_microcode);
}

/* Processors of one machine are alike, or the machine is odd. */
static void note_differences(struct scan *scan, const struct component *c,
                             const struct cpuinfo *info)
{
	for (size_t i = 1; i < info->n && cpu_kind(info) == CPU_x86; i++)
		if (!span_same(info->cpus[0].name, info->cpus[i].name) ||
		    info->cpus[0].stepping != info->cpus[i].stepping) {
			scan_note(scan, c,
			          "the processors are not all alike: number %lld is "
			          "\"%.*s\" stepping %lld",
			          (long long)info->cpus[i].number,
			          (int)(info->cpus[i].name.n < 100 ? info->cpus[i].name.n
			                                           : 100),
			          info->cpus[i].name.n ? info->cpus[i].name.text : "",
			          (long long)info->cpus[i].stepping);
			return;
		}
}

void cpu_map_names(struct scan *scan, const struct raw_cpus *raw)
{
	struct component *c = scan_add(scan, KIND_cpu, NULL);
	const struct component_list *packages = &scan->kinds[KIND_cpu_package];
	const char *vendor = cpu_vendor(raw, &scan->arena);
	const char *model = cpu_model(raw, &scan->arena);
	set_name(scan, c, FACT_cpu_vendor, vendor);
	set_name(scan, c, FACT_cpu_model, model);
	for (size_t i = 0; i < packages->n; i++) {
		set_name(scan, packages->items[i], FACT_cpu_package_vendor, vendor);
		set_name(scan, packages->items[i], FACT_cpu_package_model, model);
	}
	map_numbers(scan, c, raw);
	map_core_types(scan, c, raw);
	note_differences(scan, c, &raw->info);
}
