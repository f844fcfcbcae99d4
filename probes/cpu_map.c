/* SPDX-License-Identifier: GPL-3.0-or-later
 * Raw values of the processors → facts of cpu: abilities and clock. */
#include "base/text.h"
#include "probes/cpu.h"

#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>

/* The longest line of flags of a real processor has some 2 kB. */
enum { FLAG_SETS_MAX = 8, FLAGS_MAX = 16 * 1024 };

/* Drivers that count turbo in the highest clock rate they state. */
static const char *const exact_drivers[] = {"intel_pstate", "intel_cpufreq", "amd-pstate",
                                            "amd-pstate-epp"};

bool cpu_untold(const struct raw_cpus *raw)
{
	return raw->cpuinfo_error != 0;
}

bool cpu_max_clock(const struct raw_cpus *raw, const struct cpu_set *of,
                   struct cpu_clock *clock)
{
	struct span flags = CPUINFO_TEXT(&raw->info, flags);
	bool turbo = span_has_word(flags, "ida") || span_has_word(flags, "cpb");
	*clock = (struct cpu_clock){0, true};
	for (size_t i = 0; i < raw->n; i++) {
		if (of && !cpu_set_has(of, raw->cpus[i].number))
			continue;
		/* A million kilohertz are a gigahertz: a thousand of them are no clock.
		 */
		if (raw->cpus[i].max_khz > 0 && raw->cpus[i].max_khz < 1000000000 &&
		    raw->cpus[i].max_khz * 1000 > clock->hertz)
			clock->hertz = raw->cpus[i].max_khz * 1000;
	}
	for (size_t i = 0; i < sizeof(exact_drivers) / sizeof(*exact_drivers); i++)
		turbo &= strcmp(raw->driver, exact_drivers[i]) != 0;
	clock->exact = !turbo && !raw->no_turbo;
	return clock->hertz > 0;
}

/* The flags that differ from one processor to another: all of them at most once. */
static size_t flag_sets(const struct cpuinfo *info, struct span sets[FLAG_SETS_MAX])
{
	size_t n = 0;
	sets[n++] = CPUINFO_TEXT(info, flags);
	for (size_t i = 0; i < info->n && n < FLAG_SETS_MAX; i++) {
		size_t k = 0;
		if (!info->cpus[i].flags.n)
			continue;
		while (k < n && !span_same(sets[k], info->cpus[i].flags))
			k++;
		if (k == n)
			sets[n++] = info->cpus[i].flags;
	}
	for (size_t i = 0; i < n; i++)
		if (sets[i].n > FLAGS_MAX)
			sets[i].n = FLAGS_MAX;
	return n;
}

/* Flags that every processor has, once: kernels before 4 wrote dts twice. */
static void map_flags(struct scan *scan, struct component *c, const struct span *sets,
                      size_t n)
{
	if (!sets[0].n) {
		fact_set_unreadable(scan, c, FACT_cpu_flags,
		                    "the kernel does not list them", NULL);
		return;
	}
	fact_set_list(scan, c, FACT_cpu_flags);
	for (size_t at = 0; at < sets[0].n;) {
		char word[64];
		size_t start = at;
		while (at < sets[0].n && sets[0].text[at] != ' ')
			at++;
		size_t length = at++ - start;
		if (!length || length >= sizeof(word))
			continue;
		memcpy(word, sets[0].text + start, length);
		word[length] = '\0';
		struct span before = {sets[0].text, start};
		bool all = !span_has_word(before, word);
		for (size_t i = 1; i < n; i++)
			all &= span_has_word(sets[i], word);
		if (all)
			fact_add_word(scan, c, FACT_cpu_flags, word);
	}
	if (n > 1)
		scan_note(scan, c,
		          "not all processors have the same flags; those that all have "
		          "count");
}

/* The level of the weakest processor. */
static void map_level(struct scan *scan, struct component *c, const struct raw_cpus *raw,
                      const struct span *sets, size_t n)
{
	const char *weakest = NULL;
	if (cpu_untold(raw)) {
		fact_set_unreadable(scan, c, FACT_cpu_isa_level,
		                    "the kernel does not tell", NULL);
		return;
	}
	if (cpu_kind(&raw->info) != CPU_x86) {
		fact_set_absent(scan, c, FACT_cpu_isa_level);
		return;
	}
	if (!sets[0].n) {
		fact_set_unreadable(scan, c, FACT_cpu_isa_level,
		                    "the kernel does not list the flags", NULL);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		const char *level = cpu_isa_level(sets[i]);
		if (!i || !level || (weakest && strcmp(level, weakest) < 0))
			weakest = level;
		if (!weakest)
			break;
	}
	fact_set_string(scan, c, FACT_cpu_isa_level, weakest);
}

static void map_architecture(struct scan *scan, struct component *c,
                             const struct raw_cpus *raw)
{
	const struct fact *f = scan_fact(scan, FACT_os_architecture);
	const char *machine = f && f->state == STATE_known ? f->value.text : NULL;
	const char *architecture = cpu_architecture(&raw->info, machine);
	int bits = cpu_bits(&raw->info);
	if (architecture)
		fact_set_string(scan, c, FACT_cpu_architecture, architecture);
	else
		fact_set_unreadable(scan, c, FACT_cpu_architecture,
		                    "the kernel does not tell", NULL);
	if (bits)
		fact_set_integer(scan, c, FACT_cpu_bits, bits);
	else
		fact_set_unreadable(scan, c, FACT_cpu_bits, "the kernel does not tell",
		                    NULL);
}

/* The letter among the extensions of one letter, before the first "_". */
static bool riscv_has(struct span isa, char letter)
{
	for (size_t i = 4; i < isa.n && isa.text[i] != '_'; i++)
		if (isa.text[i] == letter)
			return true;
	return false;
}

/* Since 5.6 the kernel hides vmx and since 6.6 svm when the firmware has it off: outside
 * of a guest a flag that is not there says nothing. On x86 KVM alone does not prove it,
 * as PVM offers virtual machines without. */
static enum truth virtualization(const struct raw_cpus *raw)
{
	struct span flags = CPUINFO_TEXT(&raw->info, flags);
	if (raw->kvm && cpu_kind(&raw->info) != CPU_x86 && !cpu_untold(raw))
		return TRUTH_yes;
	switch (cpu_kind(&raw->info)) {
	case CPU_x86:
		if (span_has_word(flags, "vmx") || span_has_word(flags, "svm"))
			return TRUTH_yes;
		return span_has_word(flags, "hypervisor") ? TRUTH_no : TRUTH_maybe;
	case CPU_ibmz:
		return span_has_word(flags, "sie") ? TRUTH_yes
		       : flags.n                   ? TRUTH_no
		                                   : TRUTH_maybe;
	case CPU_loongarch:
		return span_has_word(flags, "lvz") ? TRUTH_yes : TRUTH_maybe;
	case CPU_riscv:
		return riscv_has(CPUINFO_TEXT(&raw->info, isa), 'h') ? TRUTH_yes
		                                                     : TRUTH_maybe;
	case CPU_power:
		return span_contains(CPUINFO_TEXT(&raw->info, platform), "PowerNV")
		               ? TRUTH_yes
		               : TRUTH_maybe;
	default:
		return TRUTH_maybe;
	}
}

static void map_virtualization(struct scan *scan, struct component *c,
                               const struct raw_cpus *raw)
{
	enum truth found = virtualization(raw);
	if (found != TRUTH_maybe)
		fact_set_bool(scan, c, FACT_cpu_virtualization, found == TRUTH_yes);
	else if (cpu_untold(raw))
		fact_set_unreadable(scan, c, FACT_cpu_virtualization,
		                    "the kernel does not tell", NULL);
	else if (cpu_kind(&raw->info) == CPU_x86)
		fact_set_unreadable(
		        scan, c, FACT_cpu_virtualization,
		        "the processor does not show it: it has none, or it is "
		        "switched off in the firmware",
		        "switch on VT-x or SVM in the firmware setup and scan "
		        "again");
	else
		fact_set_unreadable(scan, c, FACT_cpu_virtualization,
		                    "the kernel offers no virtual machines, which it may "
		                    "lack the driver for",
		                    "load the driver (modprobe kvm) and scan again");
}

static void map_iommu(struct scan *scan, struct component *c, const struct raw_cpus *raw)
{
	if (!raw->classes)
		fact_set_unreadable(scan, c, FACT_cpu_iommu,
		                    "the kernel does not show its devices here", NULL);
	else if (raw->iommu)
		fact_set_bool(scan, c, FACT_cpu_iommu, true);
	else if (raw->iommu_table)
		fact_set_unreadable(
		        scan, c, FACT_cpu_iommu,
		        "the firmware shows an IOMMU that the kernel does not "
		        "use",
		        "start the kernel with intel_iommu=on or amd_iommu=on "
		        "and scan again");
	else if (cpu_untold(raw))
		fact_set_unreadable(scan, c, FACT_cpu_iommu, "the kernel does not tell",
		                    NULL);
	else
		fact_set_bool(scan, c, FACT_cpu_iommu, false);
	fact_set_source(scan, c, FACT_cpu_iommu, "sysfs class iommu, ACPI tables");
}

static void map_vulnerabilities(struct scan *scan, struct component *c,
                                const struct raw_cpus *raw)
{
	if (raw->vulnerability_error) {
		fact_set_unreadable(scan, c, FACT_cpu_vulnerabilities,
		                    root_why(raw->vulnerability_error),
		                    root_remedy(raw->vulnerability_error));
		return;
	}
	fact_set_list(scan, c, FACT_cpu_vulnerabilities);
	for (size_t i = 0; i < raw->vulnerability_count; i++)
		if (raw->vulnerabilities[i].vulnerable)
			fact_add_word(scan, c, FACT_cpu_vulnerabilities,
			              raw->vulnerabilities[i].name);
}

/* "Intel(R) Core(TM) i7-4800MQ CPU @ 2.70GHz": the maker's base clock. */
static fixed_t clock_in_name(struct span name)
{
	const char *at = name.n ? memmem(name.text, name.n, "@ ", 2) : NULL;
	fixed_t number = 0;
	if (!at)
		return 0;
	at += 2;
	size_t left = name.n - (size_t)(at - name.text);
	size_t used = fixed_parse(at, left, &number);
	if (!used || left - used < 3 || number <= 0 || number > 1000000 * FIXED_ONE)
		return 0;
	if (!memcmp(at + used, "GHz", 3))
		return number * 1000000000;
	return memcmp(at + used, "MHz", 3) ? 0 : number * 1000000;
}

static void map_clock(struct scan *scan, struct component *c, const struct raw_cpus *raw)
{
	static const int64_t khz_max = 1000000000;
	struct cpu_clock clock;
	fixed_t named = clock_in_name(CPUINFO_TEXT(&raw->info, name));
	if (cpu_max_clock(raw, NULL, &clock)) {
		fact_set_interval(scan, c, FACT_cpu_max_clock,
		                  fixed_from_int(clock.hertz),
		                  clock.exact ? fixed_from_int(clock.hertz) : FIXED_MAX);
		fact_set_source(scan, c, FACT_cpu_max_clock, "sysfs cpufreq");
	} else {
		fact_set_unreadable(scan, c, FACT_cpu_max_clock,
		                    "the kernel does not drive the clock here", NULL);
	}
	if (raw->base_khz > 0 && raw->base_khz < khz_max) {
		fact_set_integer(scan, c, FACT_cpu_base_clock, raw->base_khz * 1000);
	} else if (raw->nominal_mhz > 0 && raw->nominal_mhz < khz_max / 1000) {
		fact_set_integer(scan, c, FACT_cpu_base_clock,
		                 raw->nominal_mhz * 1000000);
		fact_set_source(scan, c, FACT_cpu_base_clock, "sysfs acpi_cppc");
	} else if (named) {
		fact_set_fixed(scan, c, FACT_cpu_base_clock, named);
		fact_set_source(scan, c, FACT_cpu_base_clock, "/proc/cpuinfo model name");
	} else {
		fact_set_unreadable(scan, c, FACT_cpu_base_clock,
		                    "the kernel does not tell", NULL);
	}
}

void cpu_map(struct scan *scan, const struct raw_cpus *raw)
{
	struct component *c = scan_add(scan, KIND_cpu, NULL);
	struct span sets[FLAG_SETS_MAX];
	size_t n = flag_sets(&raw->info, sets);
	cpu_map_counts(scan, raw);
	cpu_map_names(scan, raw);
	map_architecture(scan, c, raw);
	map_flags(scan, c, sets, n);
	map_level(scan, c, raw, sets, n);
	map_virtualization(scan, c, raw);
	map_iommu(scan, c, raw);
	map_vulnerabilities(scan, c, raw);
	map_clock(scan, c, raw);
}
