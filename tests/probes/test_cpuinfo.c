/* SPDX-License-Identifier: GPL-3.0-or-later
 * /proc/cpuinfo of all architectures, sets of processors, and what follows from flags. */
#include "probes/cpu_isa.h"
#include "probes/cpu_list.h"

#include <criterion/criterion.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;

static struct cpuinfo parse(const char *text)
{
	struct cpuinfo info;
	cpuinfo_parse(text, strlen(text), &arena, &info);
	return info;
}

static const char *text_of(struct span span)
{
	return arena_copy(&arena, span.n ? span.text : "", span.n);
}

static void release_arena(void)
{
	arena_done(&arena);
}

TestSuite(cpuinfo, .fini = release_arena);

Test(cpuinfo, lists_of_processors)
{
	static const struct {
		const char *text;
		size_t count;
		unsigned first;
	} cases[] = {
	        {"0-3,8,10-11\n", 7, 0}, {"5", 1, 5},
	        {"", 0, CPUS_MAX},       {"\n", 0, CPUS_MAX},
	        {"3-1", 0, CPUS_MAX},    {"-5", 0, CPUS_MAX},
	        {"x,7-,2", 1, 2},        {"0-99999", 0, CPUS_MAX},
	        {"8191,8192", 1, 8191},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct cpu_set set;
		cpu_set_parse(cases[i].text, strlen(cases[i].text), &set);
		cr_assert_eq(cpu_set_count(&set), cases[i].count, "%s", cases[i].text);
		cr_assert_eq(cpu_set_first(&set), cases[i].first, "%s", cases[i].text);
	}
}

Test(cpuinfo, masks_of_processors)
{
	struct cpu_set set;
	cpu_set_parse_mask("00000001,80000003\n", 18, &set);
	cr_assert_eq(cpu_set_count(&set), 4);
	cr_assert(cpu_set_has(&set, 0) && cpu_set_has(&set, 1) && cpu_set_has(&set, 31) &&
	          cpu_set_has(&set, 32));
	cr_assert_not(cpu_set_has(&set, CPUS_MAX));
	cr_assert_eq(cpu_set_next(&set, 2), 31);
	cr_assert_eq(cpu_set_next(&set, 33), CPUS_MAX);
	char zeros[5000];
	memset(zeros, 'f', sizeof(zeros));
	cpu_set_parse_mask(zeros, sizeof(zeros), &set);
	cr_assert_eq(cpu_set_count(&set), CPUS_MAX);
}

Test(cpuinfo, x86)
{
	struct cpuinfo info = parse("processor\t: 0\n"
	                            "vendor_id\t: GenuineIntel\n"
	                            "cpu family\t: 6\n"
	                            "model\t\t: 140\n"
	                            "model name\t: 11th Gen\n"
	                            "stepping\t: 1\n"
	                            "microcode\t: 0xb4\n"
	                            "physical id\t: 0\nsiblings\t: 2\n"
	                            "core id\t\t: 3\ncpu cores\t: 1\n"
	                            "flags\t\t: fpu tsc lm\n\n"
	                            "processor\t: 1\n"
	                            "model\t\t: 141\n");
	cr_assert_eq(info.n, 2);
	cr_assert_eq(info.cpus[0].core, 3);
	cr_assert_eq(info.cpus[1].core, -1);
	cr_assert_eq(info.cpus[1].model, 141);
	cr_assert_eq(CPUINFO_NUMBER(&info, stepping), 1);
	cr_assert_str_eq(text_of(CPUINFO_TEXT(&info, microcode)), "0xb4");
	cr_assert_eq(cpu_kind(&info), CPU_x86);
	cr_assert_eq(cpu_bits(&info), 64);
	cr_assert_str_eq(cpu_architecture(&info, "i686"), "x86_64");
}

Test(cpuinfo, arm_writes_what_all_share_at_the_end)
{
	struct cpuinfo info = parse("Processor\t: ARMv7 Processor rev 4 (v7l)\n"
	                            "processor\t: 0\nBogoMIPS\t: 1694.10\n\n"
	                            "processor\t: 1\nBogoMIPS\t: 1694.10\n\n"
	                            "Features\t: swp half neon\n"
	                            "CPU implementer\t: 0x41\n"
	                            "CPU architecture: 7\n"
	                            "CPU part\t: 0xc0f\n\n"
	                            "Hardware\t: BOARD\n");
	cr_assert_eq(info.n, 2);
	cr_assert_eq(cpu_kind(&info), CPU_arm);
	cr_assert_str_eq(cpu_arm_core(CPUINFO_NUMBER(&info, implementer),
	                              CPUINFO_NUMBER(&info, part)),
	                 "Cortex-A15");
	cr_assert_str_eq(cpu_arm_maker(0x61), "Apple");
	cr_assert_null(cpu_arm_core(0x41, 0xfff));
	cr_assert_null(cpu_arm_maker(-1));
	cr_assert_eq(cpu_bits(&info), 32);
	cr_assert_str_eq(cpu_architecture(&info, NULL), "armv7l");
	cr_assert_str_eq(text_of(CPUINFO_TEXT(&info, board)), "BOARD");
}

Test(cpuinfo, other_architectures)
{
	static const struct {
		const char *text;
		enum cpu_kind kind;
		int bits;
		const char *architecture;
	} cases[] = {
	        {"processor : 0\ncpu : POWER9, altivec supported\n", CPU_power, 64,
	         "ppc64"},
	        {"processor : 0\ncpu : 740/750\n", CPU_power, 32, "ppc"},
	        {"processor : 0\nhart : 1\nisa : rv64imafdc\n", CPU_riscv, 64, "riscv64"},
	        {"system type : generic-loongson-machine\n\nprocessor : 0\n",
	         CPU_loongarch, 64, "loongarch64"},
	        {"cpu : TI UltraSparc II\nncpus active : 6\n", CPU_sparc, 64, "sparc64"},
	        {"processor : 0\nvendor : GenuineIntel\narch : IA-64\n", CPU_ia64, 64,
	         "ia64"},
	        {"vendor_id : IBM/S390\nfeatures : esan3 zarch sie\n"
	         "processor 0: version = 00,  identification = 279F25,  machine = 2817\n",
	         CPU_ibmz, 64, "s390x"},
	        {"processor : 0\nCPU implementer : 0x41\nCPU architecture: 8\n"
	         "CPU part : 0xd03\n",
	         CPU_arm, 64, "aarch64"},
	        {"processor : 0\nCPU implementer : 0x41\nCPU architecture: 7\n"
	         "CPU part : 0xd03\n",
	         CPU_arm, 64, "aarch64"},
	        {"processor : 0\nCPU implementer : 0x41\nCPU architecture: 7\n"
	         "CPU part : 0xb76\n",
	         CPU_arm, 32, "armv6l"},
	        {"processor : 0\nvendor_id : GenuineIntel\nflags : fpu tsc\n", CPU_x86,
	         32, "i686"},
	        {"", CPU_other, 0, "(none)"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct cpuinfo info = parse(cases[i].text);
		const char *architecture = cpu_architecture(&info, NULL);
		cr_assert_eq(cpu_kind(&info), cases[i].kind, "%s", cases[i].text);
		cr_assert_eq(cpu_bits(&info), cases[i].bits, "%s", cases[i].text);
		cr_assert_str_eq(architecture ? architecture : "(none)",
		                 cases[i].architecture);
	}
}

Test(cpuinfo, ibm_z_lists_processors_in_one_line_each)
{
	struct cpuinfo info = parse(
	        "vendor_id       : IBM/S390\n# processors    : 2\n"
	        "processor 1: version = 00,  identification = 2,  machine = 2964\n"
	        "processor 5: version = 00,  identification = 3,  machine = 2964\n\n"
	        "cpu number      : 1\ncpu MHz dynamic : 5000\n");
	cr_assert_eq(info.n, 2);
	cr_assert_eq(info.cpus[1].number, 5);
	cr_assert_str_eq(cpu_ibmz_name(CPUINFO_TEXT(&info, machine)), "IBM z13");
	cr_assert_null(cpu_ibmz_name((struct span){"29", 2}));
}

Test(cpuinfo, odd_lines_are_left_out)
{
	struct cpuinfo info = parse("processor\t: many\nprocessor\t: -1\n: :\n::\nflags\n"
	                            "physical id : 99999999999999999999\n"
	                            "processor : 0x10\ncore id : 7x\nmodel :\n");
	cr_assert_eq(info.n, 1);
	cr_assert_eq(info.cpus[0].number, 16);
	cr_assert_eq(info.cpus[0].core, -1);
	cr_assert_eq(info.cpus[0].model, -1);
	cr_assert_eq(CPUINFO_NUMBER(&info, package), -1);
}

#define V1 "lm cmov cx8 fpu fxsr mmx syscall sse sse2"
#define V2 V1 " cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3"
#define V3 V2 " avx avx2 bmi1 bmi2 f16c fma abm movbe xsave"
#define V4 V3 " avx512f avx512bw avx512cd avx512dq avx512vl"

Test(cpuinfo, levels_need_every_flag)
{
	static const struct {
		const char *flags, *level;
	} cases[] = {
	        {V1, "x86_64_v1"},
	        {V2, "x86_64_v2"},
	        {V3, "x86_64_v3"},
	        {V4, "x86_64_v4"},
	        {V1 " cx16 lahf_lm popcnt pni sse4_1 sse4_2", "x86_64_v1"},
	        {V2 " avx avx2 bmi1 bmi2 f16c fma abm movbe", "x86_64_v2"},
	        {V3 " avx512f avx512bw avx512cd avx512dq", "x86_64_v3"},
	        {V1 " avx512f avx512bw avx512cd avx512dq avx512vl", "x86_64_v1"},
	        {"cmov cx8 fpu fxsr mmx syscall sse sse2", "(none)"},
	        {V1 "4", "(none)"},
	        {"", "(none)"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct span flags = {cases[i].flags, strlen(cases[i].flags)};
		const char *level = cpu_isa_level(flags);
		cr_assert_str_eq(level ? level : "(none)", cases[i].level, "%s",
		                 cases[i].flags);
	}
}
