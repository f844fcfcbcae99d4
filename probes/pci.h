/* SPDX-License-Identifier: GPL-3.0-or-later
 * PCI functions: what gathering fills in, live or from a recording, and how it becomes
 * facts. Mapping and reading of configuration space are pure and take bytes from
 * strangers. */
#ifndef HWFIT_PCI_H
#define HWFIT_PCI_H

#include "facts/scan.h"
#include "probes/root.h"

/* A number that was not told. */
enum { PCI_UNKNOWN = -1 };

/* Whether a thing was read. */
enum pci_state {
	PCI_SILENT,  /* the source does not tell: why of the list */
	PCI_NONE,    /* truly not there */
	PCI_READ,    /* the field holds */
	PCI_ASLEEP,  /* reading it would wake the device */
	PCI_REFUSED, /* the kernel did not let us */
};

/* PCI Express link: tenths of GT/s (a rate of 2.5 GT/s is 25; 0: not told) and lanes
 * (PCI_UNKNOWN: not told; 0: nothing is connected). */
struct pci_link {
	enum pci_state state;
	unsigned speed, max_speed;
	int width, max_width;
};

struct pci_raw {
	char address[24]; /* "0000:00:1f.2"; of some hosts "10000:e1:00.0" */
	/* Identifiers, PCI_UNKNOWN when not told. */
	int32_t vendor, device, subsystem_vendor, subsystem_device;
	int32_t class_code; /* base class, subclass and interface, 24 bits */
	int32_t revision;
	enum pci_state driver_state, modalias_state, numa_state, slot_state;
	char driver[64], modalias[128], slot[64];
	int32_t numa_node;
	struct pci_link link;
	enum pci_state vram_state; /* of a display controller */
	int64_t vram;              /* bytes */
};

struct pci_list {
	struct scan *scan; /* whose arena holds the items, and who takes notes */
	struct pci_raw *items;
	size_t n, room;
	const char *source; /* NULL: the sources of the facts' rows */
	const char *silent; /* why a fact is missing that the source does not tell */
	const char *failed; /* why the list may lack functions; NULL: it is whole */
	bool shows_links;   /* the kernel shows the link of what has one */
};

/* A new item of the list, all of it unknown; valid until the next one. */
struct pci_raw *pci_add(struct pci_list *list);

/* All functions of sys/bus/pci/devices, which is open. */
void pci_gather_sysfs(struct pci_list *list, const struct root_dir *devices);
/* All that libpci finds in the output of `lspci -x` at the path. What it complains of is
 * in list->failed. */
void pci_gather_dump(struct pci_list *list, const char *path);

/* Does the function whose directory this is sleep, so that the kernel would wake it to
 * read of it? */
bool pci_is_asleep(const struct root_dir *dir);
/* Link and graphics memory of a function of known class whose directory this is. */
void pci_read_link(struct pci_list *list, struct pci_raw *raw,
                   const struct root_dir *dir);
/* "8.0 GT/s PCIe" in tenths of GT/s; 0 when it is not one. */
unsigned pci_parse_speed(const char *text);

/* Identifiers and class that are still unknown, from the alias that the kernel made of
 * them ("pci:v00008086d00000D57sv00000000sd00000000bc06sc00i00"). */
void pci_read_modalias(struct pci_raw *raw);
/* Identifiers, class and link that are still unknown, from configuration space: the first
 * 64 bytes, or more. (PCI Local Bus 3.0, 6.1; PCI Express Base 5.0, 7.5.3) */
void pci_read_config(struct pci_raw *raw, const uint8_t *bytes, size_t n);

/* Facts of all functions, and of graphics processors. */
void pci_map(struct scan *scan, const struct pci_list *list);
/* The word for a class code ("host_bridge"): that of its subclass, else of its base
 * class; false when the list has neither. Words are the names of pci.ids. */
bool pci_class_word(unsigned class_code, char *word, size_t room);

#endif
