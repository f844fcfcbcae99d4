/* SPDX-License-Identifier: GPL-3.0-or-later
 * The probe memory: what the kernel uses, and what that says of what is installed. */
#include "probes/memory.h"
#include "probes/table.h"
#include "tree.h"

static const char meminfo[] = "MemTotal:        8000000 kB\nMemFree:          100 kB\n";
static const char total[] = "8192000000 B";

static int64_t parse(const char *text)
{
	return memory_parse_total(text, strlen(text));
}

Test(memory, total_is_read_in_bytes)
{
	cr_assert_eq(parse(meminfo), 8192000000);
	cr_assert_eq(parse("Active: 7 kB\nMemTotal: 12 kB"), 12288);
	cr_assert_eq(parse(""), 0);
	cr_assert_eq(parse("MemTotal:"), 0);
	cr_assert_eq(parse("MemTotal: many kB\n"), 0);
	cr_assert_eq(parse("MemTotal: 99999999999999999999999 kB\n"), 0);
}

Test(memory, a_command_line_may_keep_memory_from_the_kernel)
{
	static const struct {
		const char *text;
		bool limited;
	} cases[] = {
	        {"root=/dev/sda1 quiet", false},
	        {"mem=4G", true},
	        {"quiet mem=4G", true},
	        {"iomem=relaxed", false},
	        {"quiet memmap=64M$0x10000000", true},
	        {"mem", false},
	        {"", false},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		cr_assert_eq(memory_is_limited(cases[i].text, strlen(cases[i].text)),
		             cases[i].limited, "%s", cases[i].text);
}

Test(memory, without_smbios_the_kernel_bounds_what_is_installed_from_below)
{
	struct tree t = tree_new();
	tree_put(&t, "proc/meminfo", meminfo);
	tree_run(&t, probe_memory_run);
	cr_assert_str_eq(tree_fact(&t, FACT_memory_usable), total);
	const struct fact *f = scan_fact(t.scan, FACT_memory_installed);
	cr_assert_eq(f->value.number.min, fixed_from_int(8192000000));
	cr_assert_eq(f->value.number.max, FIXED_MAX);
	tree_done(&t);
}

/* A guest with 64 blocks of 128 MiB. */
static const struct fact *guest(struct tree *t, const char *cmdline, const char *system)
{
	char path[64];
	tree_put(t, "proc/meminfo", meminfo);
	tree_put(t, "proc/cmdline", cmdline);
	tree_put(t, "sys/devices/system/memory/block_size_bytes", "8000000\n");
	for (int i = 0; i < 64; i++) {
		snprintf(path, sizeof(path), "sys/devices/system/memory/memory%d/state",
		         i);
		tree_put(t, path, "online\n");
	}
	fact_set_string(t->scan, scan_add(t->scan, KIND_system, NULL),
	                FACT_system_virtual, system);
	tree_run(t, probe_memory_run);
	return scan_fact(t->scan, FACT_memory_installed);
}

Test(memory, the_blocks_of_a_guest_bound_it_from_above)
{
	struct tree t = tree_new();
	const struct fact *f = guest(&t, "quiet\n", "kvm");
	cr_assert_eq(f->value.number.min, fixed_from_int(8192000000));
	cr_assert_eq(f->value.number.max, fixed_from_int((int64_t)64 << 27));
	tree_done(&t);
}

Test(memory, blocks_bound_neither_real_hardware_nor_a_kernel_told_to_leave_memory)
{
	struct tree t = tree_new(), u = tree_new();
	cr_assert_eq(guest(&t, "quiet\n", "none")->value.number.max, FIXED_MAX);
	cr_assert_eq(guest(&u, "mem=8G\n", "kvm")->value.number.max, FIXED_MAX);
	tree_done(&t);
	tree_done(&u);
}

Test(memory, what_smbios_told_stands)
{
	struct tree t = tree_new();
	struct component *c = scan_add(t.scan, KIND_memory, NULL);
	fact_set_integer(t.scan, c, FACT_memory_installed, (int64_t)8 << 30);
	tree_put(&t, "proc/meminfo", meminfo);
	tree_run(&t, probe_memory_run);
	cr_assert_str_eq(tree_fact(&t, FACT_memory_installed), "8589934592 B");
	cr_assert_eq(t.scan->note_count, 0);
	tree_done(&t);
}

Test(memory, smbios_that_lists_less_than_the_kernel_uses_is_not_believed)
{
	struct tree t = tree_new();
	struct component *c = scan_add(t.scan, KIND_memory, NULL);
	fact_set_integer(t.scan, c, FACT_memory_installed, (int64_t)4 << 30);
	tree_put(&t, "proc/meminfo", meminfo);
	tree_run(&t, probe_memory_run);
	const struct fact *f = scan_fact(t.scan, FACT_memory_installed);
	cr_assert_eq(f->value.number.min, fixed_from_int(8192000000));
	cr_assert_eq(t.scan->note_count, 1);
	tree_done(&t);
}

Test(memory, without_meminfo_it_is_unreadable)
{
	struct tree t = tree_new();
	tree_run(&t, probe_memory_run);
	cr_assert_eq(t.outcome.status, PROBE_skipped);
	cr_assert_str_eq(tree_fact(&t, FACT_memory_usable),
	                 "unreadable: the kernel does not show it here");
	cr_assert_str_eq(tree_fact(&t, FACT_memory_installed), "unknown");
	tree_done(&t);
}
