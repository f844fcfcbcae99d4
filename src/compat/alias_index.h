/* SPDX-License-Identifier: GPL-3.0-or-later
 * The alias patterns of all kernels, packed: numbers under masks in hash buckets for
 * buses of a fixed form, and for others patterns found by the hash of what they begin
 * with. The bytes are made when the database is built and asked where they lie. */
#ifndef HWFIT_COMPAT_ALIAS_INDEX_H
#define HWFIT_COMPAT_ALIAS_INDEX_H

#include "base/buf.h"
#include "compat/alias.h"

/* How much a pattern says of the device. */
enum alias_claim {
	CLAIM_all,    /* nothing: every device of the bus fits */
	CLAIM_class,  /* its class */
	CLAIM_vendor, /* its maker, perhaps with the class */
	CLAIM_device, /* maker and model, or its whole name */
};

struct alias_hit {
	const char *driver; /* in the bytes of the index */
	uint64_t kernels;   /* a bit a kernel that has the driver with such a pattern */
	uint64_t built_in;  /* kernels that have the driver built in */
	uint64_t named;     /* kernels of which such a pattern has maker and model */
	enum alias_claim claim; /* the closest of its patterns, of all kernels */
};

/* ---- asking ----------------------------------------------------------------------- */

struct alias_index {
	const void *bytes;
	size_t n;
	const struct alias_header *header;
};

/* Takes the bytes, aligned for 64 bits, which live longer; false when they are none of an
 * index or damaged: every offset in them is checked here, so that asking is safe. */
bool alias_index_open(struct alias_index *index, const void *bytes, size_t n);

enum { ALIAS_MOST_HITS = 64 };

/* The drivers whose patterns fit the alias, each once, in the order of the index: their
 * number. A driver beyond ALIAS_MOST_HITS is not told. */
size_t alias_index_match(const struct alias_index *index, const char *alias, size_t n,
                         struct alias_hit hits[ALIAS_MOST_HITS]);

/* Patterns in the index, those of a fixed form among them, and drivers. */
struct alias_counts {
	size_t patterns, fixed, drivers;
};
struct alias_counts alias_index_counts(const struct alias_index *index);

/* ---- building --------------------------------------------------------------------- */

/* One pattern of one driver. */
struct alias_row {
	const char *pattern, *driver;
	uint64_t kernels;
};

/* A driver, in order of names. */
struct alias_driver {
	const char *name;
	uint64_t built_in;
};

/* Appends the bytes of an index: the same for the same rows. Rows are in order; each has
 * a driver of the list. False when there are more drivers or kinds of masks than fit. */
bool alias_index_build(struct buf *out, const struct alias_row *rows, size_t n,
                       const struct alias_driver *drivers, size_t driver_count);

#endif
