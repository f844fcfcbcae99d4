/* SPDX-License-Identifier: GPL-3.0-or-later
 * The index that depmod makes of the aliases of all modules (modules.alias.bin): a trie
 * whose keys are patterns. Pure; takes bytes from strangers, bounded in time and depth.
 * Specification: kmod, shared/hash and libkmod/libkmod-index.c. */
#ifndef HWFIT_MODULE_INDEX_H
#define HWFIT_MODULE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MODULE_INDEX_MAX = 32 * 1024 * 1024 };

struct module_index {
	const uint8_t *bytes;
	size_t n;
	uint32_t root;
};

/* False when the bytes are no such index, or one of another version. */
bool module_index_open(struct module_index *index, const void *bytes, size_t n);

/* Calls found for each module that claims the alias of a device, as the file has them;
 * one may come twice. False when the index is faulty or too deep to be walked. */
bool module_index_search(const struct module_index *index, const char *alias,
                         void (*found)(void *context, const char *module, size_t n),
                         void *context);

#endif
