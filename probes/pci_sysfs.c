/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers PCI functions from sysfs, of the running machine or of a recorded tree. Not
 * through libpci, which opens a file for each number, and follows links of a stranger's
 * tree wherever they lead. */
#include "probes/pci.h"

#include "base/text.h"
#include "probes/uevent.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int32_t attribute(const struct root_dir *dir, const char *name, int64_t most)
{
	int64_t number;
	bool read = root_dir_number(dir, name, 16, &number);
	return read && number >= 0 && number <= most ? (int32_t)number : PCI_UNKNOWN;
}

/* At most so many hexadecimal digits at *at, which moves behind them. */
static bool take_hex(const char **at, size_t most, int32_t *number)
{
	size_t n = 0;
	uint32_t value = 0;
	for (; n < most && isxdigit((unsigned char)(*at)[n]); n++) {
		unsigned c = (unsigned)tolower((unsigned char)(*at)[n]);
		value = value << 4 | (c > '9' ? c - 'a' + 10 : c - '0');
	}
	*at += n;
	*number = (int32_t)value;
	return n;
}

static bool take(const char **at, char mark)
{
	bool there = **at == mark;
	*at += there;
	return there;
}

/* "8086:1521" */
static void read_pair(const struct uevent *uevent, const char *name, int32_t *first,
                      int32_t *second)
{
	char text[16];
	const char *at = text;
	int32_t a, b;
	if (uevent_get(uevent, name, text, sizeof(text)) && take_hex(&at, 4, &a) &&
	    take(&at, ':') && take_hex(&at, 4, &b) && !*at) {
		*first = a;
		*second = b;
	}
}

/* Most of it stands in one file. */
static void read_uevent(struct pci_raw *raw, const struct root_dir *dir)
{
	struct uevent uevent;
	uint32_t code;
	if (!uevent_read(dir, "uevent", &uevent))
		return;
	read_pair(&uevent, "PCI_ID", &raw->vendor, &raw->device);
	read_pair(&uevent, "PCI_SUBSYS_ID", &raw->subsystem_vendor,
	          &raw->subsystem_device);
	if (uevent_hex(&uevent, "PCI_CLASS", 0xffffff, &code))
		raw->class_code = (int32_t)code;
	if (uevent_get(&uevent, "MODALIAS", raw->modalias, sizeof(raw->modalias)))
		raw->modalias_state = PCI_READ;
	if (uevent_get(&uevent, "DRIVER", raw->driver, sizeof(raw->driver)))
		raw->driver_state = PCI_READ;
}

/* What is in attributes alone, or was not in a recorded uevent file. */
static void read_attributes(struct pci_raw *raw, const struct root_dir *dir)
{
	int64_t node;
	const struct {
		int32_t *number;
		const char *name;
		int64_t most;
	} attributes[] = {
	        {&raw->vendor, "vendor", 0xffff},
	        {&raw->device, "device", 0xffff},
	        {&raw->subsystem_vendor, "subsystem_vendor", 0xffff},
	        {&raw->subsystem_device, "subsystem_device", 0xffff},
	        {&raw->class_code, "class", 0xffffff},
	        {&raw->revision, "revision", 0xff},
	};
	for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++)
		if (*attributes[i].number == PCI_UNKNOWN)
			*attributes[i].number =
			        attribute(dir, attributes[i].name, attributes[i].most);
	if (raw->modalias_state != PCI_READ &&
	    root_dir_string(dir, "modalias", raw->modalias, sizeof(raw->modalias)))
		raw->modalias_state = PCI_READ;
	if (root_dir_number(dir, "numa_node", 10, &node) && node >= -1 && node < 65536) {
		raw->numa_node = (int32_t)node;
		raw->numa_state = node < 0 ? PCI_NONE : PCI_READ;
	} else if (dir->root->live) {
		/* A kernel that knows no nodes shows none. */
		raw->numa_state = PCI_NONE;
	}
	if (raw->driver_state != PCI_READ)
		raw->driver_state =
		        root_dir_link(dir, "driver", raw->driver, sizeof(raw->driver))
		                ? PCI_READ
		                : PCI_NONE;
}

static bool is_whole(const struct pci_raw *raw)
{
	return raw->vendor != PCI_UNKNOWN && raw->device != PCI_UNKNOWN &&
	       raw->subsystem_vendor != PCI_UNKNOWN &&
	       raw->subsystem_device != PCI_UNKNOWN && raw->class_code != PCI_UNKNOWN &&
	       raw->revision != PCI_UNKNOWN && raw->link.state != PCI_SILENT;
}

/* What is still missing, from configuration space. That of a running machine is left
 * alone, since reading it wakes what sleeps and hangs some devices (lspci(8), -xxx); but
 * for its header, which every user may read, where kernels before 4.10 have no file for
 * the revision. */
static void read_config(struct pci_raw *raw, const struct root_dir *dir)
{
	uint8_t config[256];
	size_t room = dir->root->live ? 64 : sizeof(config);
	if (dir->root->live ? raw->revision != PCI_UNKNOWN || pci_is_asleep(dir)
	                    : is_whole(raw))
		return;
	ssize_t n = root_dir_read(dir, "config", config, room);
	if (n > 0)
		pci_read_config(raw, config, (size_t)n);
}

static void read_function(struct pci_list *list, struct pci_raw *raw,
                          const struct root_dir *dir)
{
	read_uevent(raw, dir);
	read_attributes(raw, dir);
	pci_read_link(list, raw, dir);
	pci_read_modalias(raw);
	read_config(raw, dir);
}

/* A slot has "0000:03:00" for all functions of a device, or one function. */
struct slot {
	char address[32];
	const char *name;
};

static int address_order(const void *a, const void *b)
{
	return strcmp(((const struct slot *)a)->address,
	              ((const struct slot *)b)->address);
}

static int slot_order(const void *a, const void *b)
{
	int order = address_order(a, b);
	return order ? order
	             : text_natural_order(((const struct slot *)a)->name,
	                                  ((const struct slot *)b)->name);
}

/* The first of the slots in order that has the n bytes of an address. */
static const struct slot *find_slot(const struct slot *slots, size_t count,
                                    const char *address, size_t n)
{
	struct slot key = {.name = NULL};
	text_put(key.address, sizeof(key.address), address, n);
	const struct slot *found =
	        bsearch(&key, slots, count, sizeof(key), address_order);
	while (found && found > slots && !address_order(found - 1, &key))
		found--;
	return found;
}

static void read_slot(struct pci_raw *raw, const struct slot *slots, size_t n)
{
	size_t whole = strlen(raw->address), device = strcspn(raw->address, ".");
	const struct slot *found = find_slot(slots, n, raw->address, whole);
	if (!found)
		found = find_slot(slots, n, raw->address, device);
	raw->slot_state = found ? PCI_READ : PCI_NONE;
	if (found)
		text_put(raw->slot, sizeof(raw->slot), found->name, strlen(found->name));
}

static void read_slots(struct pci_list *list, const struct root *root)
{
	struct root_dir folder;
	struct arena *arena = &list->scan->arena;
	size_t n = 0, told = 0;
	bool there = root_dir_open(root, NULL, "sys/bus/pci/slots", &folder);
	char **names = there ? root_dir_names(&folder, arena, &n) : NULL;
	struct slot *slots = arena_alloc(arena, (n ? n : 1) * sizeof(*slots));
	for (size_t i = 0; i < n; i++) {
		char path[300];
		snprintf(path, sizeof(path), "%s/address", names[i]);
		slots[told].name = names[i];
		told += root_dir_string(&folder, path, slots[told].address,
		                        sizeof(slots->address));
	}
	root_dir_close(&folder);
	if (told)
		qsort(slots, told, sizeof(*slots), slot_order);
	for (size_t i = 0; (there || root->live) && i < list->n; i++)
		read_slot(&list->items[i], slots, told);
}

/* "0000:00:1f.2"; a domain may have more digits. */
static bool is_address(const char *name)
{
	const char *at = name;
	int32_t number;
	return strlen(name) < sizeof(((struct pci_raw *)0)->address) &&
	       take_hex(&at, 8, &number) && take(&at, ':') && take_hex(&at, 2, &number) &&
	       take(&at, ':') && take_hex(&at, 2, &number) && take(&at, '.') &&
	       take_hex(&at, 1, &number) && !*at;
}

/* A recording in which no function has a driver is one whose links were left out. */
static void check_drivers(struct pci_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].driver_state == PCI_READ)
			return;
	for (size_t i = 0; i < list->n; i++)
		list->items[i].driver_state = PCI_SILENT;
}

void pci_gather_sysfs(struct pci_list *list, const struct root_dir *devices)
{
	bool live = devices->root->live;
	size_t n;
	char **names = root_dir_names(devices, &list->scan->arena, &n);
	list->silent = live ? "the kernel does not tell" : "the recording does not tell";
	if (!names) {
		list->failed = "the folder of the PCI functions cannot be listed";
		return;
	}
	list->items = arena_alloc(&list->scan->arena, n * sizeof(*list->items));
	list->room = n;
	for (size_t i = 0; i < n; i++) {
		struct root_dir dir;
		if (!is_address(names[i])) {
			scan_note(list->scan, NULL, "%s is no address of a PCI function",
			          names[i]);
			continue;
		}
		struct pci_raw *raw = pci_add(list);
		text_put(raw->address, sizeof(raw->address), names[i], strlen(names[i]));
		if (root_dir_open(devices->root, devices, names[i], &dir))
			read_function(list, raw, &dir);
		root_dir_close(&dir);
	}
	if (!live)
		check_drivers(list);
	read_slots(list, devices->root);
}
