/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents deflated one by one. They are short and much alike: all start from one
 * dictionary (RFC 1950, FDICT), which more than halves what is kept and the work. */
#ifndef HWFIT_STORE_PACK_H
#define HWFIT_STORE_PACK_H

#include "base/buf.h"

#include <stdbool.h>

struct packer;

/* Never NULL; for one thread. */
struct packer *packer_new(void);
void packer_free(struct packer *packer); /* accepts NULL */

/* Appends the length, in 4 bytes, and what deflate made of the body. */
void pack(struct packer *packer, const char *body, size_t n, struct buf *out);
/* Appends the body, with or without the dictionary; false when the bytes are damaged. */
bool unpack(const void *bytes, size_t n, struct buf *out);

#endif
