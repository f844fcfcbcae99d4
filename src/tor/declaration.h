/* SPDX-License-Identifier: GPL-3.0-or-later
 * Declarations (.decl): facts and answers that no scan has, with who said so and when. */
#ifndef HWFIT_DECLARATION_H
#define HWFIT_DECLARATION_H

#include "facts/scan.h"
#include "tor/tor.h"

enum answer { ANSWER_yes, ANSWER_no, ANSWER_equivalent };

/* What somebody answers to the requirement with this id. */
struct declared_answer {
	const char *id;
	enum answer answer;
	const char *text; /* the reason; NULL: none given */
};

struct declaration {
	struct arena arena;
	const char *name; /* the file */
	const char *by;   /* NULL: not said */
	bool has_date;
	struct date date;
	const char *subject, *lot; /* of the "for" line; NULL: not said */
	struct scan *facts; /* the declared components, each fact's source saying who and
	                       when */
	struct declared_answer *answers;
	size_t answer_count;
};

/* Parses a .decl file of n bytes; problems as tor_parse(). NULL on error. */
struct declaration *declaration_parse(const char *text, size_t n, const char *name,
                                      struct problems *problems);
void declaration_free(struct declaration *declaration);

/* Puts the declared facts into a scan: the scan stands, the declaration fills what the
 * scan does not know (unknown or unreadable facts). A declared component with a key or
 * serial that the scan has fills that one; one whose known facts agree with exactly one
 * scanned component fills that; else it is added, as is every component of a kind that
 * the scan does not mention. `N kind:` adds N components. */
void declaration_apply(const struct declaration *declaration, struct scan *scan);

#endif
