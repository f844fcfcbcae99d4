/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names, flags and clocks → system.virtual; namespaces and markers → system.container. */
#include "probes/virtual.h"

#include "base/text.h"

#include <string.h>

/* The first row that fits decides. A cloud also lets whole machines: those have no flag
 * of a hypervisor. */
static const struct {
	const char *vendor, *product; /* how they begin; NULL: any */
	bool cloud;
	const char *word;
} names[] = {
        {NULL, "VirtualBox", false, "virtualbox"},
        {"innotek GmbH", NULL, false, "virtualbox"},
        {NULL, "VMware", false, "vmware"},
        {"VMware", NULL, false, "vmware"},
        {"VMW", NULL, false, "vmware"},
        {"Microsoft Corporation", "Virtual Machine", false, "hyper_v"},
        {"Parallels", NULL, false, "parallels"},
        {NULL, "BHYVE", false, "bhyve"},
        {"BHYVE", NULL, false, "bhyve"},
        {"Bochs", NULL, false, "bochs"},
        {"Xen", NULL, false, "xen"},
        {NULL, "HVM domU", false, "xen"},
        {NULL, "Apple Virtualization", false, "apple"},
        {NULL, "KVM", false, "kvm"},
        {NULL, "KubeVirt", false, "kvm"},
        {NULL, "OpenStack", false, "kvm"},
        {NULL, "RHEV Hypervisor", false, "kvm"},
        {NULL, "oVirt Node", false, "kvm"},
        {"Red Hat", "RHEL", false, "kvm"},
        {"Nutanix", "AHV", false, "kvm"},
        {"Alibaba Cloud", "Alibaba Cloud ECS", true, "kvm"},
        {"Amazon EC2", NULL, true, "amazon"},
        {"Google", "Google Compute Engine", true, "google"},
        {"QEMU", NULL, false, "qemu"},
};

static const struct {
	const char *clock, *word;
} clocks[] = {
        {"kvm-clock", "kvm"},
        {"hyperv_clocksource", "hyper_v"},
        {"xen", "xen"},
};

static bool vendor_is(const struct raw_virtual *raw, const char *vendor)
{
	return text_starts(raw->dmi[DMI_vendor], vendor) ||
	       text_starts(raw->dmi[DMI_board_vendor], vendor) ||
	       text_starts(raw->dmi[DMI_bios_vendor], vendor);
}

static const char *by_clock(const struct raw_virtual *raw)
{
	for (size_t i = 0; i < sizeof(clocks) / sizeof(*clocks); i++)
		if (strstr(raw->clocks, clocks[i].clock))
			return clocks[i].word;
	return NULL;
}

const char *virtual_by_dmi(const struct raw_virtual *raw)
{
	bool real = raw->x86_flags && !raw->hypervisor_flag;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (names[i].vendor && !vendor_is(raw, names[i].vendor))
			continue;
		if (names[i].product &&
		    !text_starts(raw->dmi[DMI_product], names[i].product))
			continue;
		if (names[i].cloud && (real || strstr(raw->dmi[DMI_product], ".metal")))
			continue;
		return names[i].word;
	}
	return NULL;
}

static const char *by_device_tree(const struct raw_virtual *raw)
{
	if (*raw->hypervisor)
		return strstr(raw->hypervisor, "kvm")      ? "kvm"
		       : strstr(raw->hypervisor, "xen")    ? "xen"
		       : strstr(raw->hypervisor, "vmware") ? "vmware"
		                                           : "other";
	return strstr(raw->board, "linux,dummy-virt") ? "qemu" : NULL;
}

static const char *by_control(const struct raw_virtual *raw)
{
	return strstr(raw->control, "z/VM")  ? "zvm"
	       : strstr(raw->control, "KVM") ? "kvm"
	       : *raw->control               ? "other"
	                                     : NULL;
}

/* Where it was seen goes to source. NULL: nothing tells. */
static const char *hypervisor(const struct raw_virtual *raw, const char **source)
{
	const char *word;
	*source = "sysfs hypervisor";
	if (raw->xen)
		return raw->xen_first ? "none" : "xen";
	*source = "/proc/cpuinfo";
	if (raw->uml)
		return "uml";
	*source = "SMBIOS";
	if ((word = virtual_by_dmi(raw)))
		return !strcmp(word, "qemu") && by_clock(raw) ? by_clock(raw) : word;
	*source = "/proc/cpuinfo flags, sysfs clocksource";
	if (raw->hypervisor_flag)
		return strstr(raw->kernel_release, "WSL") ? "wsl"
		       : by_clock(raw)                    ? by_clock(raw)
		                                          : "other";
	*source = "device tree";
	if ((word = by_device_tree(raw)))
		return word;
	if (raw->partition)
		return "powervm";
	*source = "/proc/sysinfo";
	if ((word = by_control(raw)))
		return word;
	/* Hypervisors of 2010 set no flag, so that SMBIOS must be there to deny one. */
	*source = *raw->dmi[DMI_vendor] ? "SMBIOS"
	          : raw->device_tree    ? "device tree"
	                                : "/proc/sysinfo";
	return *raw->dmi[DMI_vendor] || raw->device_tree || raw->sysinfo ? "none" : NULL;
}

/* NULL: nothing tells. */
static const char *container(struct scan *scan, struct component *c,
                             const struct raw_virtual *raw)
{
	if (raw->namespaces == NAMESPACES_first) {
		if (*raw->marker)
			scan_note(scan, c,
			          "the system has the mark of a container (%s) but runs "
			          "in the first namespaces of its kernel: it is no "
			          "container",
			          raw->marker);
		return "none";
	}
	if (*raw->marker)
		return raw->marker;
	if (raw->namespaces == NAMESPACES_other)
		return "other";
	return raw->live || raw->run ? "none" : NULL;
}

void virtual_map(struct scan *scan, const struct raw_virtual *raw)
{
	struct component *c = scan_add(scan, KIND_system, NULL);
	const char *source, *word = hypervisor(raw, &source);
	if (word) {
		fact_set_string(scan, c, FACT_system_virtual, word);
		fact_set_source(scan, c, FACT_system_virtual, source);
	} else {
		fact_set_unreadable(scan, c, FACT_system_virtual,
		                    "neither SMBIOS nor a device tree is there to tell",
		                    NULL);
	}
	word = container(scan, c, raw);
	if (word)
		fact_set_string(scan, c, FACT_system_container, word);
	else
		fact_set_unreadable(scan, c, FACT_system_container,
		                    "the recording does not hold /run", NULL);
}
