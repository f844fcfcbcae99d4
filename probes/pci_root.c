/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers PCI functions from the sysfs of a recorded tree. Not through libpci, which
 * follows links wherever they lead; the tree is a stranger's. */
#include "probes/pci.h"

#include <stdio.h>
#include <string.h>

static int32_t attribute(const struct root_dir *dir, const char *name, int64_t most)
{
	int64_t number;
	bool read = root_dir_number(dir, name, 16, &number);
	return read && number >= 0 && number <= most ? (int32_t)number : PCI_UNKNOWN;
}

static void read_function(struct pci_raw *raw, const struct root_dir *dir)
{
	int64_t node;
	uint8_t config[256];
	raw->vendor = attribute(dir, "vendor", 0xffff);
	raw->device = attribute(dir, "device", 0xffff);
	raw->subsystem_vendor = attribute(dir, "subsystem_vendor", 0xffff);
	raw->subsystem_device = attribute(dir, "subsystem_device", 0xffff);
	raw->class_code = attribute(dir, "class", 0xffffff);
	raw->revision = attribute(dir, "revision", 0xff);
	if (root_dir_string(dir, "modalias", raw->modalias, sizeof(raw->modalias)))
		raw->modalias_state = PCI_READ;
	if (root_dir_number(dir, "numa_node", 10, &node) && node >= -1 && node < 65536) {
		raw->numa_node = (int32_t)node;
		raw->numa_state = node < 0 ? PCI_NONE : PCI_READ;
	}
	pci_read_extras(raw, dir);
	pci_read_modalias(raw);
	ssize_t n = root_dir_read(dir, "config", config, sizeof(config));
	if (n > 0)
		pci_read_config(raw, config, (size_t)n);
}

/* Is the function of this address in the slot? A slot has "0000:03:00" for all
 * functions, or one of them. */
static bool in_slot(const char *address, const char *slot)
{
	size_t n = strlen(slot);
	return n && !strncmp(address, slot, n) && (address[n] == '.' || !address[n]);
}

static void read_slots(struct pci_list *list, const struct root *root)
{
	struct root_dir slots;
	size_t n = 0;
	bool there = root_dir_open(root, NULL, "sys/bus/pci/slots", &slots);
	char **names = there ? root_dir_names(&slots, &list->scan->arena, &n) : NULL;
	for (size_t i = 0; there && i < list->n; i++)
		list->items[i].slot_state = PCI_NONE;
	for (size_t i = 0; i < n; i++) {
		char path[300], address[32];
		snprintf(path, sizeof(path), "%s/address", names[i]);
		if (!root_dir_string(&slots, path, address, sizeof(address)))
			continue;
		for (size_t j = 0; j < list->n; j++) {
			struct pci_raw *raw = &list->items[j];
			if (raw->slot_state == PCI_READ ||
			    !in_slot(raw->address, address))
				continue;
			raw->slot_state = PCI_READ;
			snprintf(raw->slot, sizeof(raw->slot), "%s", names[i]);
		}
	}
	root_dir_close(&slots);
}

static bool is_address(const char *name)
{
	unsigned domain, bus, device, function;
	int end = 0;
	int read = sscanf(name, "%8x:%2x:%2x.%1x%n", &domain, &bus, &device, &function,
	                  &end);
	return read == 4 && !name[end] &&
	       strlen(name) < sizeof(((struct pci_raw *)0)->address);
}

/* A machine in which no function has a driver is one whose links were not recorded. */
static void check_drivers(struct pci_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].driver_state == PCI_READ)
			return;
	for (size_t i = 0; i < list->n; i++)
		list->items[i].driver_state = PCI_SILENT;
}

void pci_gather_root(struct pci_list *list, const struct root_dir *devices)
{
	size_t n;
	char **names = root_dir_names(devices, &list->scan->arena, &n);
	list->silent = "the recording does not tell";
	for (size_t i = 0; i < n; i++) {
		struct root_dir dir;
		if (!is_address(names[i])) {
			scan_note(list->scan, NULL, "%s is no address of a PCI function",
			          names[i]);
			continue;
		}
		struct pci_raw *raw = pci_add(list);
		snprintf(raw->address, sizeof(raw->address), "%s", names[i]);
		if (root_dir_open(devices->root, devices, names[i], &dir))
			read_function(raw, &dir);
		root_dir_close(&dir);
	}
	check_drivers(list);
	read_slots(list, devices->root);
}
