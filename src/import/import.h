/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents of other tools (and our own) → scans: one row of importers.def and one file a
 * format. Importers are pure; they take bytes from strangers. */
#ifndef HWFIT_IMPORT_H
#define HWFIT_IMPORT_H

#include "base/error.h"
#include "facts/scan.h"

struct import_document {
	const char *name; /* path, for errors and the scan's name */
	const char *bytes;
	size_t n;
	const char *taken; /* when the document does not say: YYYY-MM-DDThh:mm:ssZ */
	const char
	        *mapping; /* of a table: what its columns are; NULL: their titles say */
	size_t mapping_n;
	struct memo *memo; /* of the thread that reads; NULL: none */
};

/* Takes each scan that a document holds; owns it from then on. Not 0 ends the reading. */
typedef int import_each(void *context, struct scan *scan);

struct importer {
	const char *name, *doc;
	/* Does the document look like this format? Cheap, by its first bytes. */
	bool (*is)(const char *bytes, size_t n);
	/* 0, or -1 with err when the document is faulty or `each` ended it. */
	int (*read)(const struct import_document *doc, import_each *each, void *context,
	            struct error *err);
};

/* The rows, in the order in which they are asked, and their number. */
const struct importer *importer_table(size_t *n);
/* By name, or NULL. */
const struct importer *importer_find(const char *name);
/* The first that recognises the document, or NULL. */
const struct importer *importer_detect(const char *bytes, size_t n);

/* An empty scan for what the document says. */
struct scan *import_start(const struct import_document *doc);
/* What every importer does with a scan once its facts are set: derives and sorts. */
void import_finish(struct scan *scan, const struct import_document *doc);

#define IMPORTER(name, about)                                                            \
	bool import_##name##_is(const char *bytes, size_t n);                            \
	int import_##name##_read(const struct import_document *doc, import_each *each,   \
	                         void *context, struct error *err);
#include "import/importers.def"
#undef IMPORTER

#endif
