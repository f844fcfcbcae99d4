/* SPDX-License-Identifier: GPL-3.0-or-later
 * The canonical text of a component: what is hashed and kept. One line a fact, in order
 * of names: "size=8589934592", "vendor~" (there is none), "wear!needs root\trun with
 * sudo" (unreadable). Internal to src/store. */
#ifndef HWFIT_BODY_H
#define HWFIT_BODY_H

#include "facts/scan.h"

/* Where a fact is kept. */
enum part {
	PART_core,     /* what the component is: shared by all that are alike */
	PART_place,    /* where it sits: place.def, and its key */
	PART_detail,   /* what tells this unit or names a person */
	PART_volatile, /* what changes while the machine stays the same */
};

enum part part_of(enum fact_id fact);

/* Appends the facts of a part (core or place); place begins with the key. Sources and
 * texts before normalising are not part of it: they differ by tool. */
void body_write(struct buf *out, const struct component *c, enum part part);

/* Adds the facts that n bytes hold to facts[*count …], which has room for as many as
 * there are lines; texts are in the arena. *key gets the key of a place. Lines that are
 * not understood are passed over. */
void body_read(struct arena *arena, enum kind_id kind, const char *bytes, size_t n,
               struct fact *facts, size_t *count, const char **key);

/* Lines in a body: room for its facts. */
size_t body_lines(const char *bytes, size_t n);

#endif
