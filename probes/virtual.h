/* SPDX-License-Identifier: GPL-3.0-or-later
 * Under which hypervisor and in which container the scan runs: raw values and what they
 * say. */
#ifndef HWFIT_VIRTUAL_H
#define HWFIT_VIRTUAL_H

#include "facts/scan.h"

enum { DMI_vendor, DMI_product, DMI_board_vendor, DMI_bios_vendor, DMI_COUNT };

/* Whether the process is in the first namespaces of its kernel. */
enum namespaces { NAMESPACES_unknown, NAMESPACES_first, NAMESPACES_other };

struct raw_virtual {
	char dmi[DMI_COUNT][128]; /* names in SMBIOS; "" when there is none */
	bool xen;                 /* /sys/hypervisor/type says so */
	bool xen_first;           /* the domain that drives the hardware */
	bool x86_flags;           /* /proc/cpuinfo lists the flags of an x86 processor */
	bool hypervisor_flag;     /* hypervisor is among them */
	bool uml;                 /* User Mode Linux */
	char clocks[256];         /* available clock sources */
	char kernel_release[128];
	bool device_tree;    /* the machine describes itself in a device tree */
	char board[128];     /* its compatible names, blank-separated */
	char hypervisor[64]; /* compatible name of its hypervisor node */
	bool partition;      /* of a POWER machine, named by its hypervisor */
	char control[64];    /* control program of a guest of IBM Z; "" for none */
	bool sysinfo;        /* IBM Z */
	bool live;           /* not a recording */
	enum namespaces namespaces;
	bool run;        /* the recording has /run, where containers are named */
	char marker[32]; /* what a container wrote into itself; "" for nothing */
};

/* system.virtual and system.container; a note when they contradict each other. */
void virtual_map(struct scan *scan, const struct raw_virtual *raw);

/* The hypervisor by the names of SMBIOS: what it gives a guest in place of a maker and a
 * product. NULL when they name none. */
const char *virtual_by_dmi(const struct raw_virtual *raw);

#endif
