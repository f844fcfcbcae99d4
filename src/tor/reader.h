/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is being read of a whole file of terms. Internal to src/tor. */
#ifndef HWFIT_TOR_READER_H
#define HWFIT_TOR_READER_H

#include "tor/parser.h"

enum { HEADER_ROOM = 8 };

/* What is being read: one scope of a file. */
struct reader {
	struct parser p;
	struct tor *tor;
	struct tor_scope *scope;
	size_t room, lot_room; /* of the scope's requirements, of the lots */
	struct place
	        headers[8]; /* where each header of the scope stands; line 0: nowhere */
	const char *section;
};

/* header.c: reads the header whose word stands next, if one does. */
bool read_header(struct reader *r);
bool is_header(const char *word);

#endif
