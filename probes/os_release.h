/* SPDX-License-Identifier: GPL-3.0-or-later
 * The file os-release(5), and what hwfit calls the platform that it names. */
#ifndef HWFIT_OS_RELEASE_H
#define HWFIT_OS_RELEASE_H

#include "base/arena.h"

enum { OS_RELEASE_MAX = 64 * 1024 };

/* The value assigned to a name, unquoted by the rules of the shell that os-release(5)
 * allows, in the arena; NULL when it is not assigned or empty. The last assignment
 * counts, as in a shell. Expansions, which the standard forbids, are kept as they are. */
char *os_release_get(const char *text, size_t n, const char *name, struct arena *arena);

/* The slug of a release as the compatibility database writes it: "debian-12",
 * "ubuntu-24.04", "rhel-9", "centos-stream-9", "arch-rolling". NULL when the file names
 * no release (Debian testing has no VERSION_ID). */
char *os_release_platform(const char *text, size_t n, struct arena *arena);

#endif
