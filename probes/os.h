/* SPDX-License-Identifier: GPL-3.0-or-later
 * The operating system: raw texts and the facts that follow from them. */
#ifndef HWFIT_OS_H
#define HWFIT_OS_H

#include "facts/scan.h"

/* All texts end in NUL, without newlines at the end; "" when not readable. */
struct raw_os {
	const char *release; /* the file os-release(5); NULL when there is none */
	size_t release_size;
	int release_error;        /* errno when there is none */
	char kernel_release[256]; /* uname -r */
	char kernel_version[256]; /* uname -v: Debian writes its real version there */
	char ubuntu_version[256]; /* /proc/version_signature of Ubuntu */
	char debian_version[64];  /* with the point release: "12.11" */
	char machine[64];         /* uname -m */
	char hostname[256];
	char machine_id[64];
};

/* Facts of os, the host name and the host id. */
void os_map(struct scan *scan, const struct raw_os *raw);

/* Writes 32 hexadecimal digits made from a machine id, which must not leave the machine
 * itself: keyed BLAKE2b with the id as the key and the name of this use as the message
 * (machine-id(5)). False unless the id is 32 hexadecimal digits that are not all zero. */
bool os_host_id(const char *machine_id, char id[33]);

#endif
