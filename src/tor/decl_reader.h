/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is being read of a declaration. Internal to src/tor. */
#ifndef HWFIT_TOR_DECL_READER_H
#define HWFIT_TOR_DECL_READER_H

#include "tor/declaration.h"
#include "tor/parser.h"

struct decl_reader {
	struct parser p;
	struct declaration *d;
	size_t room;
	unsigned made;         /* components so far */
	const char *source;    /* of each fact: who said so, and when */
	struct place by, for_; /* where these lines stand; line 0: nowhere */
};

/* declared_facts.c: a line [N] KIND: facts, or no KIND. False after a problem. */
bool declare_component(struct decl_reader *r);

#endif
