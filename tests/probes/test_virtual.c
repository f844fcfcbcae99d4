/* SPDX-License-Identifier: GPL-3.0-or-later
 * The probe virtual: under which hypervisor, in which container. */
#include "probes/table.h"
#include "probes/virtual.h"
#include "tree.h"

#define GUEST "processor\t: 0\nflags\t\t: fpu vme hypervisor lahf_lm\n"
#define REAL  "processor\t: 0\nflags\t\t: fpu vme lahf_lm\n"
#define CLOCK "sys/devices/system/clocksource/clocksource0/available_clocksource"

struct machine {
	const char *vendor, *product, *cpuinfo, *clocks, *expected;
};

static void put_machine(struct tree *t, const struct machine *m)
{
	if (m->vendor)
		tree_put(t, "sys/class/dmi/id/sys_vendor", m->vendor);
	if (m->product)
		tree_put(t, "sys/class/dmi/id/product_name", m->product);
	if (m->cpuinfo)
		tree_put(t, "proc/cpuinfo", m->cpuinfo);
	if (m->clocks)
		tree_put(t, CLOCK, m->clocks);
}

Test(virtual, machines_are_told_by_their_names_flags_and_clocks)
{
	static const struct machine machines[] = {
	        {"Dell Inc.", "OptiPlex 7050", REAL, "tsc hpet\n", "none"},
	        {"QEMU", "Standard PC (Q35 + ICH9, 2009)", GUEST, "tsc kvm-clock\n",
	         "kvm"},
	        {"QEMU", "Standard PC (Q35 + ICH9, 2009)", GUEST, "tsc hpet\n", "qemu"},
	        {"innotek GmbH", "VirtualBox", GUEST, "tsc\n", "virtualbox"},
	        {"VMware, Inc.", "VMware7,1", GUEST, "tsc\n", "vmware"},
	        {"Microsoft Corporation", "Virtual Machine", GUEST, "tsc\n", "hyper_v"},
	        {"Microsoft Corporation", "Surface Pro 7", REAL, "tsc\n", "none"},
	        {"Amazon EC2", "m5.large", GUEST, "tsc kvm-clock\n", "amazon"},
	        {"Amazon EC2", "m5.metal", REAL, "tsc\n", "none"},
	        {"Google", "Google Compute Engine", GUEST, "tsc kvm-clock\n", "google"},
	        {"Google", "Google Compute Engine", REAL, "tsc\n", "none"},
	        {"Google", "Eve", REAL, "tsc\n", "none"},
	        {"Red Hat", "KVM", GUEST, "tsc kvm-clock\n", "kvm"},
	        {"Somebody", "Cloud", GUEST, "hyperv_clocksource_tsc_page\n", "hyper_v"},
	        {NULL, NULL, GUEST, "tsc kvm-clock\n", "kvm"},
	        {NULL, NULL, GUEST, NULL, "other"},
	        {NULL, NULL, REAL, "tsc\n",
	         "unreadable: neither SMBIOS nor a device tree is there to tell"},
	        {"Ampere", "Altra", NULL, NULL, "none"},
	};
	for (size_t i = 0; i < sizeof(machines) / sizeof(*machines); i++) {
		struct tree t = tree_new();
		put_machine(&t, &machines[i]);
		tree_run(&t, probe_virtual_run);
		cr_assert_str_eq(tree_fact(&t, FACT_system_virtual), machines[i].expected,
		                 "%s %s", machines[i].vendor, machines[i].product);
		tree_done(&t);
	}
}

/* Runs over a tree of one file and gives the hypervisor. */
static void expect(const char *path, const char *text, const char *expected)
{
	struct tree t = tree_new();
	tree_put(&t, path, text);
	tree_run(&t, probe_virtual_run);
	cr_assert_str_eq(tree_fact(&t, FACT_system_virtual), expected, "%s", path);
	tree_done(&t);
}

Test(virtual, other_architectures)
{
	expect("sys/firmware/devicetree/base/hypervisor/compatible", "linux,kvm", "kvm");
	expect("sys/firmware/devicetree/base/compatible", "linux,dummy-virt", "qemu");
	expect("sys/firmware/devicetree/base/compatible", "raspberrypi,4-model-b",
	       "none");
	expect("sys/firmware/devicetree/base/ibm,partition-name", "lpar1", "powervm");
	expect("proc/sysinfo", "VM00 Control Program: z/VM    7.1.0\n", "zvm");
	expect("proc/sysinfo", "VM00 Control Program: KVM/Linux \n", "kvm");
	expect("proc/sysinfo", "Manufacturer: IBM\n", "none");
	expect("proc/cpuinfo", "processor\t: 0\nvendor_id\t: User Mode Linux\n", "uml");
}

Test(virtual, xen_guests_and_the_domain_that_drives_the_hardware)
{
	struct tree t = tree_new(), u = tree_new();
	tree_put(&t, "sys/hypervisor/type", "xen\n");
	tree_put(&t, "sys/hypervisor/properties/features", "00002705\n");
	tree_run(&t, probe_virtual_run);
	cr_assert_str_eq(tree_fact(&t, FACT_system_virtual), "xen");
	tree_put(&u, "sys/hypervisor/type", "xen\n");
	tree_put(&u, "sys/hypervisor/properties/features", "00002f05\n");
	tree_run(&u, probe_virtual_run);
	cr_assert_str_eq(tree_fact(&u, FACT_system_virtual), "none");
	tree_done(&t);
	tree_done(&u);
}

/* The container that a tree with one file more than /run is. */
static void expect_container(const char *path, const char *bytes, size_t n,
                             const char *expected)
{
	struct tree t = tree_new();
	tree_directory(&t, "run");
	if (path)
		tree_put_bytes(&t, path, bytes, n);
	tree_run(&t, probe_virtual_run);
	cr_assert_str_eq(tree_fact(&t, FACT_system_container), expected);
	tree_done(&t);
}

Test(virtual, containers_name_themselves)
{
	static const char environment[] = "PATH=/bin\0container=lxc\0TERM=linux";
	expect_container(NULL, "", 0, "none");
	expect_container("run/systemd/container", "systemd-nspawn\n", 15,
	                 "systemd-nspawn");
	expect_container("run/.containerenv", "", 0, "podman");
	expect_container(".dockerenv", "", 0, "docker");
	expect_container("proc/1/environ", environment, sizeof(environment), "lxc");
	expect_container("proc/1/environ", "TERM=linux", 10, "none");
	expect_container("run/secrets/kubernetes.io/token", "", 0, "kubernetes");
}

Test(virtual, a_recording_without_run_does_not_tell)
{
	struct tree t = tree_new();
	tree_run(&t, probe_virtual_run);
	cr_assert_str_eq(tree_fact(&t, FACT_system_container),
	                 "unreadable: the recording does not hold /run");
	tree_done(&t);
}

Test(virtual, namespaces_of_a_live_system_decide)
{
	struct tree t = tree_new(), u = tree_new();
	struct raw_virtual raw = {
	        .live = true, .namespaces = NAMESPACES_first, .marker = "docker"};
	virtual_map(t.scan, &raw);
	cr_assert_str_eq(tree_fact(&t, FACT_system_container), "none");
	cr_assert_eq(t.scan->note_count, 1);
	raw = (struct raw_virtual){.live = true, .namespaces = NAMESPACES_other};
	virtual_map(u.scan, &raw);
	cr_assert_str_eq(tree_fact(&u, FACT_system_container), "other");
	tree_done(&t);
	tree_done(&u);
}
