/* SPDX-License-Identifier: GPL-3.0-or-later
 * Main memory as the kernel sees it: raw values and what follows from them. */
#ifndef HWFIT_MEMORY_H
#define HWFIT_MEMORY_H

#include "facts/scan.h"

struct raw_memory {
	int64_t total;      /* bytes of MemTotal; -errno when it cannot be read */
	int64_t block_size; /* bytes of one hot-plug block; 0: not shown */
	size_t blocks;      /* blocks with memory in them, online or not */
	bool limited;       /* the command line of the kernel keeps memory from it */
};

/* Bytes that the MemTotal line of /proc/meminfo states; 0 when there is no such line or
 * no number in it. (proc_meminfo(5)) */
int64_t memory_parse_total(const char *text, size_t n);
/* Does a kernel command line leave memory out (mem=, memmap=, elfcorehdr=)? (kernel
 * Documentation/admin-guide/kernel-parameters) */
bool memory_is_limited(const char *cmdline, size_t n);

/* Facts of memory. What SMBIOS told stands; without it memory.installed is bounded:
 *
 * At least what the kernel uses: memory that works is there.
 *
 * At most: nothing that the kernel shows bounds it on real hardware. Firmware may hand
 * any share to a graphics processor (96 of 128 GB on AMD Ryzen AI Max), mirror modules,
 * set aside SGX and secure-world memory, switch off modules that fail; a 32-bit kernel
 * and Xen's first domain see a part only. A bound guessed here would one day turn a
 * machine that fits into one that does not.
 *
 * A guest (system.virtual) has no such firmware: what it was given lies in its hot-plug
 * blocks, each counted in full. A balloon takes pages, never blocks. */
void memory_map(struct scan *scan, const struct raw_memory *raw);

#endif
