/* SPDX-License-Identifier: GPL-3.0-or-later
 * Kinds, levels and names of processors. */
#include "probes/cpu_isa.h"

#include "base/text.h"

#include <stddef.h>
#include <string.h>

enum cpu_kind cpu_kind(const struct cpuinfo *info)
{
	struct span vendor = CPUINFO_TEXT(info, vendor);
	struct span cpu = CPUINFO_TEXT(info, cpu);
	if (CPUINFO_NUMBER(info, implementer) >= 0)
		return CPU_arm;
	if (CPUINFO_TEXT(info, isa).n)
		return CPU_riscv;
	if (CPUINFO_TEXT(info, arch).n)
		return CPU_ia64;
	if (vendor.n >= 3 && !memcmp(vendor.text, "IBM", 3))
		return CPU_ibmz;
	if (CPUINFO_TEXT(info, system_type).n)
		return span_contains(CPUINFO_TEXT(info, system_type), "loongson")
		               ? CPU_loongarch
		               : CPU_mips;
	if (cpu.n)
		return info->active >= 0 ? CPU_sparc : CPU_power;
	return vendor.n || span_has_word(CPUINFO_TEXT(info, flags), "tsc") ? CPU_x86
	                                                                   : CPU_other;
}

/* Each level needs its own flags and all those before. Linux calls LZCNT abm and SSE3
 * pni, and shows xsave only when the system uses it (OSXSAVE). */
static const struct {
	const char *word;
	const char *flags[10];
} levels[] = {
        {"x86_64_v1",
         {"lm", "cmov", "cx8", "fpu", "fxsr", "mmx", "syscall", "sse", "sse2"}},
        {"x86_64_v2", {"cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"}},
        {"x86_64_v3",
         {"avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"}},
        {"x86_64_v4", {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}},
};

const char *cpu_isa_level(struct span flags)
{
	const char *reached = NULL;
	for (size_t level = 0; level < sizeof(levels) / sizeof(*levels); level++) {
		for (const char *const *flag = levels[level].flags; *flag; flag++)
			if (!span_has_word(flags, *flag))
				return reached;
		reached = levels[level].word;
	}
	return reached;
}

/* Kernels call every POWER processor since POWER3 of 64 bits, and some others. */
static int power_bits(struct span cpu)
{
	static const char *const names[] = {"POWER", "PPC970", "Cell", "RS64",
	                                    "PA6T",  "e5500",  "e6500"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (span_contains(cpu, names[i]))
			return 64;
	return 32;
}

/* ARMv8 cores of 64 bits do not say so under a kernel of 32 bits; Cortex-A32 has 32. */
static int arm_bits(const struct cpuinfo *info)
{
	enum { IMPLEMENTER_ARM = 0x41, PART_A53 = 0xd03, PART_A32 = 0xd01 };
	int64_t version = CPUINFO_NUMBER(info, arm_version);
	int64_t part = CPUINFO_NUMBER(info, part);
	bool arm = CPUINFO_NUMBER(info, implementer) == IMPLEMENTER_ARM;
	if (arm && part == PART_A32)
		return 32;
	if (version >= 8 || (arm && part >= PART_A53 && part >> 8 == 0xd))
		return 64;
	return version > 0 ? 32 : 0;
}

int cpu_bits(const struct cpuinfo *info)
{
	struct span flags = CPUINFO_TEXT(info, flags);
	switch (cpu_kind(info)) {
	case CPU_x86:
		return !flags.n ? 0 : span_has_word(flags, "lm") ? 64 : 32;
	case CPU_arm:
		return arm_bits(info);
	case CPU_power:
		return power_bits(CPUINFO_TEXT(info, cpu));
	case CPU_ibmz:
		return !flags.n ? 0 : span_has_word(flags, "zarch") ? 64 : 32;
	case CPU_riscv:
		return span_contains(CPUINFO_TEXT(info, isa), "rv64") ? 64 : 32;
	case CPU_loongarch:
	case CPU_ia64:
		return 64;
	case CPU_sparc:
		return span_contains(CPUINFO_TEXT(info, cpu), "Ultra") ||
		                       span_contains(CPUINFO_TEXT(info, cpu), "SPARC-")
		               ? 64
		               : 0;
	default:
		return 0;
	}
}

const char *cpu_architecture(const struct cpuinfo *info, const char *machine)
{
	int bits = cpu_bits(info);
	switch (cpu_kind(info)) {
	case CPU_x86:
		return bits == 64 ? "x86_64" : bits ? "i686" : machine;
	case CPU_arm:
		if (bits == 64)
			return "aarch64";
		return CPUINFO_NUMBER(info, part) >> 4 == 0xb7  ? "armv6l"
		       : CPUINFO_NUMBER(info, arm_version) == 7 ? "armv7l"
		       : CPUINFO_NUMBER(info, arm_version) == 6 ? "armv6l"
		                                                : machine;
	case CPU_power:
		if (machine && text_starts(machine, "ppc"))
			return machine;
		return bits == 64 ? "ppc64" : "ppc";
	case CPU_ibmz:
		return bits == 64 ? "s390x" : "s390";
	case CPU_riscv:
		return bits == 64 ? "riscv64" : "riscv32";
	case CPU_loongarch:
		return "loongarch64";
	case CPU_ia64:
		return "ia64";
	case CPU_sparc:
		return bits == 64 ? "sparc64" : machine;
	default:
		return machine;
	}
}

const char *cpu_arm_maker(int64_t implementer)
{
	static const struct {
		int64_t implementer;
		const char *name;
	} makers[] = {
#define MAKER(implementer, name) {implementer, name},
#define CORE(implementer, part, name)
#include "probes/arm.def"
#undef MAKER
#undef CORE
	};
	for (size_t i = 0; i < sizeof(makers) / sizeof(*makers); i++)
		if (makers[i].implementer == implementer)
			return makers[i].name;
	return NULL;
}

const char *cpu_arm_core(int64_t implementer, int64_t part)
{
	static const struct {
		int64_t implementer, part;
		const char *name;
	} cores[] = {
#define MAKER(implementer, name)
#define CORE(implementer, part, name) {implementer, part, name},
#include "probes/arm.def"
#undef MAKER
#undef CORE
	};
	for (size_t i = 0; i < sizeof(cores) / sizeof(*cores); i++)
		if (cores[i].implementer == implementer && cores[i].part == part)
			return cores[i].name;
	return NULL;
}

const char *cpu_ibmz_name(struct span machine)
{
	static const struct {
		const char *type, *name;
	} machines[] = {
	        {"2094", "IBM System z9"},  {"2096", "IBM System z9"},
	        {"2097", "IBM System z10"}, {"2098", "IBM System z10"},
	        {"2817", "IBM z196"},       {"2818", "IBM z114"},
	        {"2827", "IBM zEC12"},      {"2828", "IBM zBC12"},
	        {"2964", "IBM z13"},        {"2965", "IBM z13s"},
	        {"3906", "IBM z14"},        {"3907", "IBM z14"},
	        {"8561", "IBM z15"},        {"8562", "IBM z15"},
	        {"3931", "IBM z16"},        {"3932", "IBM z16"},
	        {"9175", "IBM z17"},
	};
	for (size_t i = 0; i < sizeof(machines) / sizeof(*machines); i++)
		if (machine.n == strlen(machines[i].type) &&
		    !memcmp(machine.text, machines[i].type, machine.n))
			return machines[i].name;
	return NULL;
}
