/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one machine tells of the next: what texts became when they were normalised, as
 * makers, models and placeholders repeat, and how many facts a component has. For one
 * thread, which makes many scans. */
#ifndef HWFIT_MEMO_H
#define HWFIT_MEMO_H

#include "facts/fact.h"

struct memo;

/* For so many texts at once, some hundred bytes each. Never NULL; memo_free() accepts
 * NULL.
 */
struct memo *memo_new(size_t places);
void memo_free(struct memo *memo);

struct memo_answer {
	bool placeholder;
	const char *text; /* as normalise_text() makes it: what was asked of when it is
	                     the same; valid until memo_keep() */
};

/* How many facts a component of the kind probably has: as many as the last one had. */
size_t memo_facts(const struct memo *memo, enum kind_id kind);
void memo_count(struct memo *memo, enum kind_id kind, size_t facts);

/* What the clean text of n bytes became as a value of the fact; false: it is not known.
 */
bool memo_find(const struct memo *memo, enum fact_id fact, const char *text, size_t n,
               struct memo_answer *answer);
/* Keeps an answer in place of an older one. Long texts and numbers of units, which come
 * once, are not kept. */
void memo_keep(struct memo *memo, enum fact_id fact, const char *text, size_t n,
               const struct memo_answer *answer);

#endif
