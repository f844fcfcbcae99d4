/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents on their way into an inventory: read, recognised and made ready by several
 * threads, handed over one by one in the order of their names. */
#ifndef HWFIT_CMD_INTAKE_H
#define HWFIT_CMD_INTAKE_H

#include "cmd/documents.h"
#include "import/import.h"
#include "store/store.h"

enum intake_what {
	INTAKE_scan,
	INTAKE_skipped, /* nothing that is known, or not wanted here */
	INTAKE_refused, /* faulty */
	INTAKE_done,    /* the document is at its end */
};

struct intake_item {
	enum intake_what what;
	const char *path;
	const char *format;              /* of INTAKE_scan; NULL else */
	struct store_prepared *prepared; /* the taker's, of INTAKE_scan with a store */
	struct scan *scan;               /* the taker's, of INTAKE_scan without one */
	size_t bytes;                    /* of memory that prepared takes, about */
	char *why;                       /* the taker's, of skipped and refused */
};

struct intake_options {
	const struct importer *format; /* NULL: each document tells */
	bool own_only;                 /* scans of hwfit alone */
	bool keep_raw;
	const struct buf *mapping; /* of tables; NULL: their titles say what they hold */
	/* Who may sign, as a file of allowed signers; NULL: who signed is not asked. A
	 * signature beside a document (FILE.sig) must always be one of its bytes. */
	const struct buf *signers;
	bool unsigned_too;         /* with signers: documents without a signature */
	const struct store *store; /* NULL: scans are handed over as they are */
	unsigned jobs;             /* threads that read; 1: the caller's own */
	const struct document *documents; /* path "-": standard input */
	size_t n;
};

/* Hands everything to take(). Not 0 ends the intake; what take() returned is returned. */
int intake_run(const struct intake_options *options,
               int (*take)(void *context, struct intake_item *item), void *context);

#endif
