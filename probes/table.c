/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of probes, in the order in which they run. */
#include "probes/table.h"

#include "probes/probe.h"

static const struct probe table[] = {
        {"os", "operating system, kernel, host name", probe_os_run},
        {"cpu", "processors, their cores, caches, clock and abilities", probe_cpu_run},
        {"virtual", "hypervisor and container", probe_virtual_run},
        /* After the processors, whose packages it completes; before memory, which it
         * knows best. */
        {"smbios", "system, board, case, firmware, memory slots and modules",
         probe_smbios_run},
        {"firmware", "UEFI or BIOS, Secure Boot", probe_firmware_run},
        {"tpm", "the Trusted Platform Module", probe_tpm_run},
        {"memory", "memory that the kernel uses", probe_memory_run},
        {"pci", "PCI functions and graphics processors", probe_pci_run},
        {"usb", "USB devices", probe_usb_run},
        /* After PCI, whose graphics processors have the connectors. */
        {"display", "displays, from their EDID", probe_display_run},
        {"battery", "batteries of the machine", probe_battery_run},
        /* After PCI and USB, to which interfaces belong. */
        {"network", "network interfaces", probe_network_run},
        {"input", "keyboards, mice, touchpads, touchscreens", probe_input_run},
        {"parts", "printers, cameras, sound, phones: what devices are to a person",
         probe_parts_run},
        {"drivers", "modules that claim devices, missing firmware", probe_drivers_run},
        {"block", "drives, partitions, file systems", probe_block_run},
};

const struct probe *probe_table(size_t *n)
{
	*n = sizeof(table) / sizeof(*table);
	return table;
}
