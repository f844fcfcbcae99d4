/* SPDX-License-Identifier: GPL-3.0-or-later
 * Kinds, facts, values and relations in the language of a document. Internal to
 * src/procure. Every text belongs to the arena given. */
#ifndef HWFIT_WORDING_H
#define HWFIT_WORDING_H

#include "procure/spec.h"

/* Where words go and in which language. */
struct wording {
	struct arena *arena;
	const struct language *language;
	struct date today;
	const struct date *delivery; /* NULL: not known */
};

const char *kind_in(const struct wording *w, enum kind_id kind);
/* "memory (RAM): installed". */
const char *fact_in(const struct wording *w, enum fact_id fact);
/* The fact inside its kind: "installed". */
const char *fact_short_in(const struct wording *w, enum fact_id fact);
const char *word_in_language(const struct wording *w, const char *word);
const char *unit_in(const struct wording *w, const char *unit);

/* A test taken apart: "≥", "at least", "16", "GiB". unit is NULL when it has none. */
struct test_words {
	const char *symbol, *words, *value, *unit;
};
struct test_words test_in(const struct wording *w, enum fact_id fact,
                          const struct test *test);
/* "at least 16 GiB" */
const char *test_phrase(const struct wording *w, enum fact_id fact,
                        const struct test *test);
/* "type: USB-C, power in: at least 65 W" */
const char *conditions_in(const struct wording *w, const struct conditions *conditions,
                          bool in_kind);
const char *operand_in(const struct wording *w, enum fact_id fact,
                       const struct operand *operand);
/* A number as people of the language write it: decimal comma in Estonian. */
const char *number_in(const struct wording *w, const char *number);

#endif
