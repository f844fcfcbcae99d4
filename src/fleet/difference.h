/* SPDX-License-Identifier: GPL-3.0-or-later
 * What differs between two scans. */
#ifndef HWFIT_DIFFERENCE_H
#define HWFIT_DIFFERENCE_H

#include "base/buf.h"
#include "base/catalogue.h"
#include "facts/scan.h"

enum difference_type {
	DIFFERENCE_added,
	DIFFERENCE_removed,
	DIFFERENCE_unseen,   /* not there, but the list may be incomplete: before says why
	                      */
	DIFFERENCE_replaced, /* another part under the same key */
	DIFFERENCE_changed,  /* a fact says something else */
	DIFFERENCE_told,     /* only the second scan says it */
	DIFFERENCE_untold,   /* only the first scan says it */
	DIFFERENCE_TYPES
};

/* "added", to be translated. */
const char *difference_words(enum difference_type type);
/* Is the machine another one by it, or is only more or less known? */
bool difference_counts(enum difference_type type);

struct difference {
	enum difference_type type;
	enum kind_id kind;
	const char *key;   /* of the component; NULL: a one-kind, or the whole kind */
	enum fact_id fact; /* FACT_COUNT: the component (or, without key, the kind) */
	const char *label; /* a label and no component; NULL otherwise */
	/* Of a fact its values, of a list what the other one has not, of a component what
	 * it is; NULL: there is none. */
	const char *before, *after;
};

struct differences {
	struct arena arena;
	const struct catalogue *words; /* of before and after; NULL: English */
	struct difference *items;      /* by kind, as the scans have them */
	size_t n, room;
	size_t counting; /* for which difference_counts() */
};

/* "8 GiB -> 16 GiB", "without avx2; also pku": before and after in one; "" when there is
 * nothing to say. In the arena, or as long as the differences. */
const char *difference_text(struct arena *arena, const struct difference *difference,
                            const struct catalogue *words);

/* Compares. Readings that change by themselves are left out. Components pair by what
 * tells a unit (serial number, WWN, hardware address), else by their address on the bus,
 * else by key, each with one; two units with different serial numbers are not one.
 * words may be NULL and must live as long. Release with differences_done(). */
void differences_make(struct differences *result, const struct scan *before,
                      const struct scan *after, const struct catalogue *words);
void differences_done(struct differences *differences);

/* The same as lines of text, indented. Returns the number of lines. */
size_t difference_write(const struct scan *before, const struct scan *after,
                        const char *indent, struct buf *out);

#endif
