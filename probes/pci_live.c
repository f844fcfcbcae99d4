/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers PCI functions through libpci.
 *
 * libpci's error callback must not return and gets nothing to tell one caller from
 * another. So libpci runs on a thread of its own, which the callback ends with the
 * message as its result; the scan waits for it and goes on. */
#include "probes/pci.h"

#include <inttypes.h>
#include <pci/pci.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct job {
	struct pci_list *list;
	const struct root *root; /* for what sysfs tells beside libpci; NULL: a dump */
	struct pci_access *access;
};

static void give_up(char *format, ...) __attribute__((format(printf, 1, 2), noreturn));
static void give_up(char *format, ...)
{
	char *message = NULL;
	va_list args;
	va_start(args, format);
	if (vasprintf(&message, format, args) < 0)
		message = NULL;
	va_end(args);
	pthread_exit(message);
}

static void ignore(char *format, ...) __attribute__((format(printf, 1, 2)));
static void ignore(char *format, ...)
{
	(void)format;
}

static void copy(char *to, size_t room, const char *from, enum pci_state *state)
{
	*state = from && *from ? PCI_READ : PCI_NONE;
	snprintf(to, room, "%.*s", from ? (int)strcspn(from, "\n") : 0, from ? from : "");
}

/* What only the running system knows. */
static void fill_from_system(struct pci_raw *raw, struct pci_dev *d, int known)
{
	copy(raw->slot, sizeof(raw->slot), d->phy_slot, &raw->slot_state);
	if (d->module_alias)
		copy(raw->modalias, sizeof(raw->modalias), d->module_alias,
		     &raw->modalias_state);
	if (known & PCI_FILL_NUMA_NODE) {
		raw->numa_node = d->numa_node;
		raw->numa_state = d->numa_node < 0 ? PCI_NONE : PCI_READ;
	}
}

/* A dump holds configuration space and nothing else. */
static void fill_from_config(struct pci_raw *raw, struct pci_dev *d)
{
	uint8_t bytes[256];
	size_t n = pci_read_block(d, 0, bytes, 256)  ? 256
	           : pci_read_block(d, 0, bytes, 64) ? 64
	                                             : 0;
	pci_read_config(raw, bytes, n);
}

static void fill(struct job *job, struct pci_dev *d)
{
	const int wanted =
	        PCI_FILL_IDENT | PCI_FILL_CLASS | PCI_FILL_CLASS_EXT | PCI_FILL_SUBSYS;
	const int system =
	        PCI_FILL_PHYS_SLOT | PCI_FILL_MODULE_ALIAS | PCI_FILL_NUMA_NODE;
	struct pci_raw *raw = pci_add(job->list);
	snprintf(raw->address, sizeof(raw->address), "%04x:%02x:%02x.%x",
	         (unsigned)d->domain, d->bus, d->dev, d->func & 7u);
	int known = pci_fill_info(d, job->root ? wanted | system : wanted);
	if (known & PCI_FILL_IDENT) {
		raw->vendor = d->vendor_id;
		raw->device = d->device_id;
	}
	if (known & PCI_FILL_CLASS && known & PCI_FILL_CLASS_EXT) {
		raw->class_code = d->device_class << 8 | d->prog_if;
		raw->revision = d->rev_id;
	}
	if (known & PCI_FILL_SUBSYS) {
		raw->subsystem_vendor = d->subsys_vendor_id;
		raw->subsystem_device = d->subsys_id;
	}
	if (!job->root) {
		fill_from_config(raw, d);
		return;
	}
	fill_from_system(raw, d, known);
	char path[64];
	struct root_dir dir;
	snprintf(path, sizeof(path), "sys/bus/pci/devices/%s", raw->address);
	if (root_dir_open(job->root, NULL, path, &dir))
		pci_read_extras(raw, &dir);
	root_dir_close(&dir);
}

static void *scan_bus(void *argument)
{
	struct job *job = argument;
	pci_init(job->access);
	pci_scan_bus(job->access);
	for (struct pci_dev *d = job->access->devices; d; d = d->next)
		fill(job, d);
	return NULL;
}

static void gather(struct job *job, unsigned method, const char *parameter,
                   const char *value)
{
	void *message = NULL;
	pthread_t thread;
	job->access = pci_alloc();
	job->access->method = method;
	job->access->error = give_up;
	job->access->warning = ignore;
	job->access->debug = ignore;
	pci_set_param(job->access, (char *)parameter, (char *)value);
	if (pthread_create(&thread, NULL, scan_bus, job)) {
		job->list->failed = "there is no memory for a thread";
	} else {
		pthread_join(thread, &message);
		if (message)
			job->list->failed =
			        arena_format(&job->list->scan->arena,
			                     "libpci stopped: %s", (char *)message);
	}
	free(message);
	pci_cleanup(job->access);
}

void pci_gather_live(struct pci_list *list, const struct root *root)
{
	struct job job = {.list = list, .root = root};
	list->silent = "the kernel does not tell";
	gather(&job, PCI_ACCESS_SYS_BUS_PCI, "sysfs.path", "/sys/bus/pci");
}

void pci_gather_dump(struct pci_list *list, const char *path)
{
	struct job job = {.list = list};
	list->silent = "the output of lspci does not tell";
	list->source = "pci.dump";
	gather(&job, PCI_ACCESS_DUMP, "dump.name", path);
}
