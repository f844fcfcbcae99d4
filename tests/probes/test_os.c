/* SPDX-License-Identifier: GPL-3.0-or-later
 * The probe os: os-release as a shell reads it, platforms, kernels, the host. */
#include "probes/os.h"
#include "probes/os_release.h"
#include "probes/table.h"
#include "tree.h"

static struct arena arena;

static const char *get(const char *text, const char *name)
{
	const char *value = os_release_get(text, strlen(text), name, &arena);
	return value ? value : "(none)";
}

static const char *platform(const char *text)
{
	const char *slug = os_release_platform(text, strlen(text), &arena);
	return slug ? slug : "(none)";
}

static void release_arena(void)
{
	arena_done(&arena);
}

TestSuite(os, .fini = release_arena);

Test(os, values_are_unquoted_as_a_shell_does)
{
	static const char text[] = "# comment\n"
	                           "ID=debian\n"
	                           "NAME=\"Debian \\\"GNU\\\"\"\n"
	                           "SINGLE='a \\ \"b\"'\n"
	                           "ESCAPED=a\\ b\n"
	                           "MIXED=a\"b c\"'d'\n"
	                           "BACK=\"a\\nb\\$\\`\"\n"
	                           "TWICE=first\nTWICE=second\n"
	                           "EMPTY=\nALSO=\"\"\n"
	                           "  INDENTED=yes   # rest\n"
	                           "LAST=\"open";
	cr_assert_str_eq(get(text, "ID"), "debian");
	cr_assert_str_eq(get(text, "NAME"), "Debian \"GNU\"");
	cr_assert_str_eq(get(text, "SINGLE"), "a \\ \"b\"");
	cr_assert_str_eq(get(text, "ESCAPED"), "a b");
	cr_assert_str_eq(get(text, "MIXED"), "ab cd");
	cr_assert_str_eq(get(text, "BACK"), "a\\nb$`");
	cr_assert_str_eq(get(text, "TWICE"), "second");
	cr_assert_str_eq(get(text, "EMPTY"), "(none)");
	cr_assert_str_eq(get(text, "ALSO"), "(none)");
	cr_assert_str_eq(get(text, "INDENTED"), "yes");
	cr_assert_str_eq(get(text, "LAST"), "open");
	cr_assert_str_eq(get(text, "I"), "(none)");
	cr_assert_str_eq(get("", "ID"), "(none)");
	cr_assert_str_eq(get("ID", "ID"), "(none)");
	cr_assert_str_eq(get("ID=", "ID"), "(none)");
}

Test(os, platforms_have_one_slug_a_release)
{
	static const struct {
		const char *text, *slug;
	} cases[] = {
	        {"ID=debian\nVERSION_ID=\"12\"\n", "debian-12"},
	        {"ID=debian\nVERSION_CODENAME=trixie\n", "(none)"},
	        {"ID=ubuntu\nVERSION_ID=\"24.04\"\n", "ubuntu-24.04"},
	        {"ID=\"rhel\"\nVERSION_ID=\"9.4\"\n", "rhel-9"},
	        {"ID=rocky\nVERSION_ID=10.0\n", "rocky-10"},
	        {"NAME=\"CentOS Stream\"\nID=centos\nVERSION_ID=9\n", "centos-stream-9"},
	        {"NAME=\"CentOS Linux\"\nID=centos\nVERSION_ID=7\n", "centos-7"},
	        {"ID=fedora\nVERSION_ID=42\n", "fedora-42"},
	        {"ID=alpine\nVERSION_ID=3.20.1\n", "alpine-3.20"},
	        {"ID=sles\nVERSION_ID=15.6\n", "sles-15.6"},
	        {"ID=linuxmint\nVERSION_ID=21.3\n", "linuxmint-21.3"},
	        {"ID=arch\nBUILD_ID=rolling\n", "arch-rolling"},
	        {"ID=opensuse-tumbleweed\nVERSION_ID=20260101\n", "opensuse-tumbleweed"},
	        {"ID=\"My System\"\nVERSION_ID=1\n", "(none)"},
	        {"VERSION_ID=1\n", "(none)"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		cr_assert_str_eq(platform(cases[i].text), cases[i].slug);
}

Test(os, a_debian_machine)
{
	struct tree t = tree_new();
	tree_put(&t, "usr/lib/os-release",
	         "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n"
	         "VERSION_ID=\"12\"\n");
	tree_link(&t, "etc/os-release", "../usr/lib/os-release");
	tree_put(&t, "etc/debian_version", "12.11\n");
	tree_put(&t, "etc/machine-id", "0123456789abcdef0123456789abcdef\n");
	tree_put(&t, "etc/hostname", "lab-03\n");
	tree_put(&t, "proc/sys/kernel/osrelease", "6.1.0-37-amd64\n");
	tree_put(&t, "proc/sys/kernel/version",
	         "#1 SMP PREEMPT_DYNAMIC Debian 6.1.140-1 (2025-05-22)\n");
	tree_put(&t, "proc/sys/kernel/arch", "x86_64\n");
	tree_run(&t, probe_os_run);
	cr_assert_str_eq(tree_fact(&t, FACT_os_name),
	                 "\"Debian GNU/Linux 12 (bookworm)\"");
	cr_assert_str_eq(tree_fact(&t, FACT_os_version), "12.11");
	cr_assert_str_eq(tree_fact(&t, FACT_os_platform), "debian-12");
	cr_assert_str_eq(tree_fact(&t, FACT_os_kernel), "6.1.140");
	cr_assert_str_eq(tree_fact(&t, FACT_os_kernel_release), "\"6.1.0-37-amd64\"");
	cr_assert_str_eq(tree_fact(&t, FACT_os_architecture), "x86_64");
	cr_assert_str_eq(t.scan->hostname, "lab-03");
	cr_assert_eq(strlen(t.scan->host_id), 32);
	cr_assert_null(strstr(t.scan->host_id, "0123456789abcdef"));
	tree_done(&t);
}

Test(os, ubuntu_says_elsewhere_which_kernel_it_is)
{
	struct tree t = tree_new();
	tree_put(&t, "proc/sys/kernel/osrelease", "6.8.0-45-generic\n");
	tree_put(&t, "proc/version_signature", "Ubuntu 6.8.0-45.45-generic 6.8.12\n");
	tree_run(&t, probe_os_run);
	cr_assert_str_eq(tree_fact(&t, FACT_os_kernel), "6.8.12");
	tree_done(&t);
}

Test(os, a_recording_may_hold_proc_version_alone)
{
	struct tree t = tree_new();
	tree_put(
	        &t, "proc/version",
	        "Linux version 5.10.0-28-amd64 (debian-kernel@lists.debian.org) (gcc-10) "
	        "#1 SMP Debian 5.10.209-2 (2024-01-31)\n");
	tree_run(&t, probe_os_run);
	cr_assert_str_eq(tree_fact(&t, FACT_os_kernel_release), "\"5.10.0-28-amd64\"");
	cr_assert_str_eq(tree_fact(&t, FACT_os_kernel), "5.10.209");
	tree_done(&t);
}

Test(os, what_a_recording_lacks_is_unreadable)
{
	struct tree t = tree_new();
	tree_run(&t, probe_os_run);
	static const enum fact_id facts[] = {
	        FACT_os_name,           FACT_os_version,      FACT_os_platform,
	        FACT_os_kernel_release, FACT_os_architecture, FACT_os_kernel,
	};
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		cr_assert(strstr(tree_fact(&t, facts[i]), "unreadable: "), "%s",
		          fact_full_name(facts[i]));
	cr_assert_null(t.scan->hostname);
	cr_assert_null(t.scan->host_id);
	tree_done(&t);
}

Test(os, testing_has_no_version_and_no_slug)
{
	struct tree t = tree_new();
	tree_put(&t, "etc/os-release",
	         "PRETTY_NAME=\"Debian GNU/Linux forky/sid\"\nID=debian\n");
	tree_run(&t, probe_os_run);
	cr_assert_str_eq(tree_fact(&t, FACT_os_version), "absent");
	cr_assert_str_eq(tree_fact(&t, FACT_os_platform), "absent");
	tree_done(&t);
}

Test(os, the_host_id_hides_the_machine_id_and_stays_the_same)
{
	char a[33], b[33], c[33];
	cr_assert(os_host_id("0123456789abcdef0123456789abcdef", a));
	cr_assert(os_host_id("0123456789abcdef0123456789abcdef", b));
	cr_assert(os_host_id("1123456789abcdef0123456789abcdef", c));
	cr_assert_str_eq(a, b);
	cr_assert_str_neq(a, c);
	cr_assert_not(os_host_id("00000000000000000000000000000000", a));
	cr_assert_not(os_host_id("uninitialized", a));
	cr_assert_not(os_host_id("", a));
}
