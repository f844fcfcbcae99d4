/* SPDX-License-Identifier: GPL-3.0-or-later
 * Legislation that touches devices: names of acts and articles, never their text. Rows of
 * compat-db/legislation.tsv: act, article, what it asks in the words of this project
 * (each en, et), subjects, from, evidence (en, et), state. */
#ifndef HWFIT_LEGISLATION_H
#define HWFIT_LEGISLATION_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"

#include <stdbool.h>

struct law {
	const char *act_en, *act_et, *article_en, *article_et;
	const char *asks_en, *asks_et;
	const char *subjects; /* blank-separated names of subjects; "all" */
	bool has_from;
	struct date from; /* from when it holds */
	const char *evidence_en, *evidence_et;
	bool verified; /* false: a person must verify it against the official text */
};

struct legislation {
	struct arena arena;
	struct law *items;
	size_t n;
};

/* Reads n bytes of the table; name is what errors call it. NULL with err (EXIT_usage) at
 * the first faulty row. Free with legislation_free(), which accepts NULL. */
struct legislation *legislation_read(const char *text, size_t n, const char *name,
                                     struct error *err);
void legislation_free(struct legislation *legislation);

/* Does the act touch devices of this subject (NULL: not said)? */
bool law_touches(const struct law *law, const char *subject);

#endif
