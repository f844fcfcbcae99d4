/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers PCI functions from the output of `lspci -x`, through libpci, which is loaded
 * for it alone.
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

#define LIBRARY_CALLS "probes/pci_calls.def"
#include "base/library_calls.h"

static const struct library library = {
        .file = "libpci.so.3",
        .purpose = "the output of lspci needs libpci",
        .package = "libpci3",
        .names = names,
        .n = sizeof(names) / sizeof(*names),
};

struct job {
	struct calls calls;
	struct pci_list *list;
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

/* A dump holds configuration space and nothing else. */
static void fill_from_config(const struct job *job, struct pci_raw *raw,
                             struct pci_dev *d)
{
	uint8_t bytes[256];
	size_t n = job->calls.pci_read_block(d, 0, bytes, 256)  ? 256
	           : job->calls.pci_read_block(d, 0, bytes, 64) ? 64
	                                                        : 0;
	pci_read_config(raw, bytes, n);
}

static void fill(struct job *job, struct pci_dev *d)
{
	const int wanted =
	        PCI_FILL_IDENT | PCI_FILL_CLASS | PCI_FILL_CLASS_EXT | PCI_FILL_SUBSYS;
	struct pci_raw *raw = pci_add(job->list);
	snprintf(raw->address, sizeof(raw->address), "%04x:%02x:%02x.%x",
	         (unsigned)d->domain, d->bus, d->dev, d->func & 7u);
	int known = job->calls.pci_fill_info(d, wanted);
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
	fill_from_config(job, raw, d);
}

static void *scan_bus(void *argument)
{
	struct job *job = argument;
	job->calls.pci_init(job->access);
	job->calls.pci_scan_bus(job->access);
	for (struct pci_dev *d = job->access->devices; d; d = d->next)
		fill(job, d);
	return NULL;
}

void pci_gather_dump(struct pci_list *list, const char *path)
{
	struct job job = {.list = list};
	struct error err = {0};
	void *message = NULL;
	pthread_t thread;
	list->silent = "the output of lspci does not tell";
	list->source = "pci.dump";
	if (library_open(&library, &job.calls, "pci.dump", &err)) {
		list->failed =
		        arena_format(&list->scan->arena, "%s: %s", err.text, err.remedy);
		return;
	}
	job.access = job.calls.pci_alloc();
	job.access->method = PCI_ACCESS_DUMP;
	job.access->error = give_up;
	job.access->warning = ignore;
	job.access->debug = ignore;
	job.calls.pci_set_param(job.access, (char *)"dump.name", (char *)path);
	if (pthread_create(&thread, NULL, scan_bus, &job)) {
		list->failed = "there is no memory for a thread";
	} else {
		pthread_join(thread, &message);
		if (message)
			list->failed =
			        arena_format(&list->scan->arena, "libpci stopped: %s",
			                     (char *)message);
	}
	free(message);
	job.calls.pci_cleanup(job.access);
	library_close(&job.calls);
}
