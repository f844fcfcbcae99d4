/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a kernel module says of itself: the strings "name=value" of its .modinfo section,
 * of modules as they are, or compressed by gzip, xz or zstd.
 * Specification: ELF (gABI 4), Linux include/linux/moduleparam.h, include/linux/module.h.
 */
#ifndef HWFIT_COMPAT_MODINFO_H
#define HWFIT_COMPAT_MODINFO_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Called for each string; both parts end with NUL and live during the call. */
typedef void modinfo_each(void *context, const char *name, const char *value);

/* A module that is larger than this, packed or unpacked, is refused. */
enum { MODULE_MAX_BYTES = 256 << 20 };

/* Reads the n bytes of a module file; name is what errors call it. 0; or -1 with err
 * (EXIT_usage): it is no module, damaged, or compressed in another way. A module without
 * .modinfo is damaged. */
int modinfo_read(const char *bytes, size_t n, const char *name, modinfo_each *each,
                 void *context, struct error *err);

/* Reads the strings "module.name=value" of modules.builtin.modinfo: the module's name is
 * given to begin() before the first of its strings that follow each other. Strings of
 * another form are left out. */
struct modinfo_builtin {
	void (*begin)(void *context, const char *module);
	modinfo_each *each;
	void *context;
};
void modinfo_read_builtin(const char *bytes, size_t n,
                          const struct modinfo_builtin *reader);

/* Appends the unpacked bytes. 0, or -1 with err as above; bytes that are not compressed
 * are copied. */
int module_unpack(const char *bytes, size_t n, const char *name, struct buf *out,
                  struct error *err);

#endif
