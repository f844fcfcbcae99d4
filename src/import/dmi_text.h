/* SPDX-License-Identifier: GPL-3.0-or-later
 * The text that dmidecode prints, split into structures. Pure; takes bytes from
 * strangers. Internal to src/import.
 * Source: dmidecode(8), versions 2.x to 3.x */
#ifndef HWFIT_DMI_TEXT_H
#define HWFIT_DMI_TEXT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
	DMI_TEXT_MAX = 4 * 1024 * 1024, /* the largest known real text has some 200 kB */
	DMI_STRUCTURES_MAX = 8192,
	DMI_NO_TYPE = 256,
	DMI_BUCKETS = 64, /* of labels; a structure has some twenty */
};

/* "\tLabel: value", or an item of a list, "\t\titem", which has no label. */
struct dmi_line {
	const char *label; /* NULL: an item of the list above */
	size_t label_n;
	const char *value; /* "" when nothing stands there */
	uint32_t next;     /* line with a label of the same bucket, from 1; 0: none */
};

struct dmi_structure {
	unsigned type; /* DMI_NO_TYPE: neither a type nor a title that tells it */
	uint16_t handle;
	struct dmi_line *lines;
	size_t n, room;
	uint32_t buckets[DMI_BUCKETS]; /* first lines of them, as dmi_line.next */
};

/* A text on its way through dmi_text_next(). */
struct dmi_text {
	const char *at, *end;
	struct buf block;         /* of lines, taken apart in place */
	struct dmi_structure now; /* its lines are used for one after the other */
	size_t count;             /* of structures so far */
	bool cut;                 /* there are more structures than any machine has */
};

/* Does it look like the output of dmidecode? Only the first bytes matter. */
bool dmi_text_is(const char *text, size_t n);

/* Begins with n bytes, which must be there until dmi_text_close(). */
void dmi_text_open(struct dmi_text *t, const char *text, size_t n);
/* The next structure of which facts come, valid until the next call; NULL: there is none.
 * Lines that are no structure's are passed over. */
const struct dmi_structure *dmi_text_next(struct dmi_text *t);
void dmi_text_close(struct dmi_text *t);

/* The value of the label of n bytes, or NULL. A placeholder of dmidecode for "no string"
 * is "". */
const char *dmi_value_of(const struct dmi_structure *s, const char *label, size_t n);
static inline const char *dmi_value(const struct dmi_structure *s, const char *label)
{
	return dmi_value_of(s, label, strlen(label));
}
/* Is this an item of a list of the structure? */
bool dmi_has_item(const struct dmi_structure *s, const char *item);

#endif
