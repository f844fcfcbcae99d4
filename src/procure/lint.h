/* SPDX-License-Identifier: GPL-3.0-or-later
 * Neutrality of a specification: what would favour a maker, cannot be verified, or would
 * not be understood, each with what to write instead. */
#ifndef HWFIT_LINT_H
#define HWFIT_LINT_H

#include "procure/spec.h"

/* One row of a word list (compat-db/lint/): a pattern as FORMAT.md describes it. */
struct lint_word {
	const char *rule, *pattern;
	bool error;
	const char *en, *et; /* what to write instead */
};

struct lint_words {
	struct arena arena;
	struct lint_word *items;
	size_t n, room;
};

/* Adds the rows of one list of n bytes. 0, or -1 with err (EXIT_usage) at the first
 * faulty row. Release with lint_words_done(). */
int lint_words_add(struct lint_words *words, const char *text, size_t n, const char *name,
                   struct error *err);
/* Adds the names in trade, with the neutral words as what to write. */
void lint_words_add_names(struct lint_words *words, const struct trade_names *names);
void lint_words_done(struct lint_words *words);

/* Where in the text the pattern begins, case endings of Estonian allowed behind it; NULL:
 * nowhere. *used gets the bytes that it covers. */
const char *lint_match(const char *text, const char *pattern, size_t *used);
/* Does the text carry "or equivalent", in either language? */
bool lint_says_equivalent(const char *text);

struct finding {
	bool error;
	const char *reason; /* of the exception that sets the error aside; NULL: none */
	const char *rule;   /* "make", "clock", "weights" … */
	const char *need;   /* id of the need, "title" or "applies_to" */
	int line;           /* in its file; 0: of the whole */
	const char *text, *suggestion; /* suggestion may be NULL */
};

struct findings {
	struct arena arena;
	struct finding *items;
	size_t n, room, errors; /* errors that no exception sets aside */
};

/* Looks at everything that the specification would say. Release with findings_done(). */
void lint_spec(const struct spec *spec, const struct lint_words *words,
               struct findings *findings);
void findings_done(struct findings *findings);

#endif
