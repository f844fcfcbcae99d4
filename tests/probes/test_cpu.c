/* SPDX-License-Identifier: GPL-3.0-or-later
 * The probe cpu over trees of files: who is there, what is switched off, what it can. */
#include "probes/cpu.h"
#include "probes/table.h"
#include "smbios_made.h"
#include "tree.h"

#define CPUS   "sys/devices/system/cpu/"
#define X86    "vendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 140\n"
#define V1     "lm cmov cx8 fpu fxsr mmx syscall sse sse2"
#define CORE_B "processor\t: 1\n" X86 "model name\t: Core B\nflags\t\t: " V1 "\n\n"

/* One file of a processor. */
static void put_cpu(const struct tree *t, unsigned cpu, const char *name,
                    const char *text)
{
	char path[128];
	snprintf(path, sizeof(path), CPUS "cpu%u/%s", cpu, name);
	tree_put(t, path, text);
}

/* A processor in a package, with the threads of its core. */
static void put_place(const struct tree *t, unsigned cpu, const char *package,
                      const char *threads)
{
	put_cpu(t, cpu, "topology/physical_package_id", package);
	put_cpu(t, cpu, "topology/thread_siblings_list", threads);
}

static void put_cache(const struct tree *t, unsigned cpu, unsigned index,
                      const char *level, const char *size, const char *shared)
{
	char name[64];
	snprintf(name, sizeof(name), "cache/index%u/level", index);
	put_cpu(t, cpu, name, level);
	snprintf(name, sizeof(name), "cache/index%u/size", index);
	put_cpu(t, cpu, name, size);
	snprintf(name, sizeof(name), "cache/index%u/shared_cpu_list", index);
	put_cpu(t, cpu, name, shared);
}

/* Two packages of two cores with two threads each. */
static void put_server(const struct tree *t)
{
	static const char *const threads[] = {"0,4", "1,5", "2,6", "3,7"};
	tree_put(t, CPUS "present", "0-7\n");
	tree_put(t, CPUS "online", "0-7\n");
	tree_put(t, "proc/cpuinfo",
	         "processor\t: 0\n" X86 "model name\t: Core  A CPU @ 2.40GHz\n"
	         "stepping\t: 1\nmicrocode\t: 0xb4\nflags\t\t: " V1 " ida vmx\n\n");
	for (unsigned cpu = 0; cpu < 8; cpu++) {
		put_place(t, cpu, cpu % 4 < 2 ? "0" : "3", threads[cpu % 4]);
		put_cache(t, cpu, 0, "1", "32K", threads[cpu % 4]);
		put_cache(t, cpu, 1, "2", "512K", threads[cpu % 4]);
		put_cache(t, cpu, 2, "3", "8M", cpu % 4 < 2 ? "0-1,4-5" : "2-3,6-7");
		put_cpu(t, cpu, "cpufreq/cpuinfo_max_freq",
		        cpu % 4 == 1 ? "3600000\n" : "3500000\n");
	}
}

static const char *package_fact(const struct tree *t, const char *key, enum fact_id id)
{
	const struct component *c = scan_find(t->scan, KIND_cpu_package, key);
	const struct value *v = c ? fact_value(c, id) : NULL;
	struct buf text = BUF_EMPTY;
	if (v)
		value_write(&text, id, v);
	const char *copy = arena_copy(&t->scan->arena, text.text, text.n);
	buf_done(&text);
	return copy;
}

Test(cpu, packages_cores_threads_caches_and_clock)
{
	struct tree t = tree_new();
	put_server(&t);
	tree_put(&t, CPUS "cpu0/cpufreq/scaling_driver", "intel_pstate\n");
	tree_run(&t, probe_cpu_run);
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_packages), "2");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_cores), "4");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_threads), "8");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_vendor), "\"Intel\"");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_model), "\"Core A CPU @ 2.40GHz\"");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_family), "6");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_microcode), "\"0xb4\"");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_max_clock), "3600000000 Hz");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_base_clock), "2400000000 Hz");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_isa_level), "x86_64_v1");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_bits), "64");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_virtualization), "yes");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_core_types), "absent");
	cr_assert_str_eq(package_fact(&t, "1", FACT_cpu_package_cores), "2");
	cr_assert_str_eq(package_fact(&t, "1", FACT_cpu_package_threads), "4");
	cr_assert_str_eq(package_fact(&t, "1", FACT_cpu_package_l2_cache), "1048576 B");
	cr_assert_str_eq(package_fact(&t, "1", FACT_cpu_package_l3_cache), "8388608 B");
	cr_assert_str_eq(package_fact(&t, "1", FACT_cpu_package_max_clock),
	                 "3500000000 Hz");
	cr_assert_null(t.scan->kinds[KIND_cpu_package].partial);
	tree_done(&t);
}

Test(cpu, a_driver_without_turbo_states_the_least)
{
	struct tree t = tree_new();
	put_server(&t);
	tree_put(&t, CPUS "cpu0/cpufreq/scaling_driver", "acpi-cpufreq\n");
	tree_run(&t, probe_cpu_run);
	const struct fact *f = scan_fact(t.scan, FACT_cpu_max_clock);
	cr_assert_eq(f->value.number.min, fixed_from_int(3600000000));
	cr_assert_eq(f->value.number.max, FIXED_MAX);
	tree_done(&t);
}

/* Compares cpu.cores with an interval. */
static void expect_cores(const struct tree *t, int64_t min, int64_t max)
{
	const struct fact *f = scan_fact(t->scan, FACT_cpu_cores);
	cr_assert_eq(f->value.number.min, fixed_from_int(min));
	cr_assert_eq(f->value.number.max, fixed_from_int(max));
}

Test(cpu, processors_that_are_off_may_be_cores)
{
	struct tree t = tree_new();
	put_server(&t);
	tree_put(&t, CPUS "online", "0-5\n");
	tree_run(&t, probe_cpu_run);
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_threads), "8");
	expect_cores(&t, 4, 6);
	cr_assert(strstr(t.scan->kinds[KIND_cpu_package].partial,
	                 "2 processors are switched off"));
	tree_done(&t);
}

Test(cpu, without_smt_the_second_threads_are_off_and_no_cores)
{
	struct tree t = tree_new();
	put_server(&t);
	tree_put(&t, CPUS "online", "0-3\n");
	tree_put(&t, CPUS "smt/control", "off\n");
	for (unsigned cpu = 0; cpu < 4; cpu++) {
		char self[8];
		snprintf(self, sizeof(self), "%u\n", cpu);
		put_cpu(&t, cpu, "topology/thread_siblings_list", self);
	}
	tree_run(&t, probe_cpu_run);
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_threads), "8");
	expect_cores(&t, 4, 4);
	cr_assert_str_eq(package_fact(&t, "0", FACT_cpu_package_threads), "4");
	cr_assert_null(t.scan->kinds[KIND_cpu_package].partial);
	tree_done(&t);
}

Test(cpu, clusters_of_an_arm_chip_are_no_packages)
{
	static const char cpuinfo[] = "processor : 0\nCPU implementer : 0x41\n"
	                              "CPU architecture: 8\nCPU part : 0xd03\n\n"
	                              "processor : 1\nCPU implementer : 0x41\n"
	                              "CPU architecture: 8\nCPU part : 0xd08\n\n";
	struct tree t = tree_new(), u = tree_new();
	for (int i = 0; i < 2; i++) {
		const struct tree *tree = i ? &u : &t;
		tree_put(tree, "proc/cpuinfo", cpuinfo);
		tree_put(tree, CPUS "present", "0-1\n");
		tree_put(tree, CPUS "online", "0-1\n");
		put_place(tree, 0, "0\n", "0\n");
		put_place(tree, 1, "1\n", "1\n");
	}
	tree_put(&u, "sys/firmware/acpi/tables/PPTT", "");
	tree_run(&t, probe_cpu_run);
	tree_run(&u, probe_cpu_run);
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_packages), "1");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_model), "\"Cortex-A72 + Cortex-A53\"");
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_isa_level), "absent");
	cr_assert_eq(scan_fact(t.scan, FACT_cpu_core_types)->value.list.n, 2);
	cr_assert_str_eq(tree_fact(&u, FACT_cpu_packages), "2");
	tree_done(&t);
	tree_done(&u);
}

Test(cpu, kinds_of_cores_of_a_hybrid_processor)
{
	struct tree t = tree_new();
	put_server(&t);
	tree_put(&t, "sys/devices/cpu_core/cpus", "0-1,4-5\n");
	tree_put(&t, "sys/devices/cpu_atom/cpus", "2-3\n");
	tree_run(&t, probe_cpu_run);
	const struct fact *f = scan_fact(t.scan, FACT_cpu_core_types);
	cr_assert_eq(f->value.list.n, 2);
	cr_assert_str_eq(f->value.list.items[0].text, "2 performance");
	cr_assert_str_eq(f->value.list.items[1].text, "2 efficiency");
	tree_done(&t);
}

/* cpu.virtualization of a processor with these flags more than those of level 1. */
static void expect_virtualization(const char *flags, const char *expected)
{
	char text[512];
	struct tree t = tree_new();
	snprintf(text, sizeof(text), "processor\t: 0\n" X86 "flags\t\t: " V1 " %s\n",
	         flags);
	tree_put(&t, "proc/cpuinfo", text);
	tree_run(&t, probe_cpu_run);
	const char *have = tree_fact(&t, FACT_cpu_virtualization);
	cr_assert(!strncmp(have, expected, strlen(expected)), "%s: %s", flags, have);
	tree_done(&t);
}

Test(cpu, virtualization_that_is_not_shown_may_be_switched_off)
{
	expect_virtualization("vmx", "yes");
	expect_virtualization("svm", "yes");
	expect_virtualization("hypervisor", "no");
	expect_virtualization("", "unreadable: the processor does not show it");
}

Test(cpu, smbios_knows_of_virtualization_that_is_switched_off)
{
	struct made m = {.table = BUF_EMPTY};
	struct tree t = tree_new();
	tree_put(&t, "proc/cpuinfo", "processor\t: 0\n" X86 "flags\t\t: " V1 "\n");
	size_t at = made_add(&m, 4, 0x30, 0x4, "CPU0");
	made_set(&m, at, 4, 1, 1);
	made_set(&m, at, 5, 1, 3);
	made_set(&m, at, 0x18, 1, 0x41);
	made_set(&m, at, 0x26, 2, 0x40);
	made_add(&m, 127, 4, 0xfeff, "");
	tree_put_bytes(&t, "sys/firmware/dmi/tables/DMI", m.table.text, m.table.n);
	buf_done(&m.table);
	tree_run(&t, probe_cpu_run);
	tree_run(&t, probe_smbios_run);
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_virtualization), "yes");
	tree_done(&t);
}

/* cpu.bits of a machine whose firmware says this of its only processor. */
static void expect_bits(const char *cpuinfo, unsigned characteristics,
                        const char *expected)
{
	struct made m = {.table = BUF_EMPTY};
	struct tree t = tree_new();
	tree_put(&t, "proc/cpuinfo", cpuinfo);
	size_t at = made_add(&m, 4, 0x30, 0x4, "CPU0");
	made_set(&m, at, 4, 1, 1);
	made_set(&m, at, 5, 1, 3);
	made_set(&m, at, 0x18, 1, 0x41);
	made_set(&m, at, 0x26, 2, characteristics);
	made_add(&m, 127, 4, 0xfeff, "");
	tree_put_bytes(&t, "sys/firmware/dmi/tables/DMI", m.table.text, m.table.n);
	buf_done(&m.table);
	tree_run(&t, probe_cpu_run);
	tree_run(&t, probe_smbios_run);
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_bits), expected);
	tree_done(&t);
}

Test(cpu, smbios_knows_of_the_bits_that_the_kernel_does_not_tell)
{
	static const char silent[] = "processor\t: 0\nmodel name\t: made up\n";
	expect_bits(silent, 0x04, "64");
	expect_bits(silent, 0x40, "unreadable: the kernel does not tell");
	expect_bits("processor\t: 0\n" X86 "flags\t\t: fpu tsc\n", 0x04, "32");
}

Test(cpu, iommu_driven_shown_or_not_there)
{
	struct tree t = tree_new(), u = tree_new(), v = tree_new(), w = tree_new();
	tree_directory(&t, "sys/class/iommu/dmar0");
	tree_directory(&u, "sys/class/iommu");
	tree_put(&u, "sys/firmware/acpi/tables/DMAR", "");
	put_server(&v);
	tree_directory(&v, "sys/class/net");
	tree_run(&t, probe_cpu_run);
	tree_run(&u, probe_cpu_run);
	tree_run(&v, probe_cpu_run);
	tree_run(&w, probe_cpu_run);
	cr_assert_str_eq(tree_fact(&t, FACT_cpu_iommu), "yes");
	cr_assert(strstr(tree_fact(&u, FACT_cpu_iommu), "the kernel does not use"));
	cr_assert_str_eq(tree_fact(&v, FACT_cpu_iommu), "no");
	cr_assert(strstr(tree_fact(&w, FACT_cpu_iommu), "unreadable"));
	tree_done(&t);
	tree_done(&u);
	tree_done(&v);
	tree_done(&w);
}

Test(cpu, vulnerabilities_without_an_answer)
{
	struct tree t = tree_new();
	tree_put(&t, CPUS "vulnerabilities/meltdown", "Mitigation: PTI\n");
	tree_put(&t, CPUS "vulnerabilities/mds",
	         "Mitigation: Clear CPU buffers; SMT vulnerable\n");
	tree_put(&t, CPUS "vulnerabilities/srbds", "Vulnerable: No microcode\n");
	tree_put(&t, CPUS "vulnerabilities/itlb_multihit", "KVM: Vulnerable\n");
	tree_put(&t, CPUS "vulnerabilities/l1tf", "Not affected\n");
	tree_run(&t, probe_cpu_run);
	const struct fact *f = scan_fact(t.scan, FACT_cpu_vulnerabilities);
	cr_assert_eq(f->value.list.n, 2);
	cr_assert_str_eq(f->value.list.items[0].text, "itlb_multihit");
	cr_assert_str_eq(f->value.list.items[1].text, "srbds");
	tree_done(&t);
}

Test(cpu, flags_that_not_all_have_do_not_count)
{
	struct tree t = tree_new();
	tree_put(&t, "proc/cpuinfo",
	         "processor\t: 0\n" X86 "model name\t: Core A\nflags\t\t: " V1
	         " vmx vmx\n\n" CORE_B);
	tree_run(&t, probe_cpu_run);
	cr_assert_eq(scan_fact(t.scan, FACT_cpu_flags)->value.list.n, 9);
	cr_assert_eq(t.scan->note_count, 2);
	tree_done(&t);
}

Test(cpu, without_anything_it_is_unreadable)
{
	struct tree t = tree_new();
	tree_run(&t, probe_cpu_run);
	cr_assert_eq(t.outcome.status, PROBE_skipped);
	cr_assert(strstr(tree_fact(&t, FACT_cpu_threads), "unreadable"));
	cr_assert(strstr(tree_fact(&t, FACT_cpu_cores), "unreadable"));
	cr_assert(strstr(tree_fact(&t, FACT_cpu_model), "unreadable"));
	cr_assert(t.scan->kinds[KIND_cpu_package].partial);
	tree_done(&t);
}

Test(cpu, what_it_is_without_proc_cpuinfo_is_not_known_and_nothing_is_said_to_be_absent)
{
	struct tree t = tree_new();
	static const enum fact_id facts[] = {
	        FACT_cpu_family,    FACT_cpu_model_number,  FACT_cpu_stepping,
	        FACT_cpu_microcode, FACT_cpu_core_types,    FACT_cpu_isa_level,
	        FACT_cpu_iommu,     FACT_cpu_virtualization};
	put_place(&t, 0, "0", "0");
	tree_put(&t, CPUS "present", "0\n");
	tree_put(&t, "sys/class/misc/kvm/uevent", "MAJOR=10\n");
	tree_run(&t, probe_cpu_run);
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		cr_assert_str_eq(tree_fact(&t, facts[i]),
		                 "unreadable: the kernel does not tell", "%s",
		                 fact_row(facts[i])->name);
	tree_done(&t);
}
