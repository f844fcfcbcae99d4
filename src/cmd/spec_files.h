/* SPDX-License-Identifier: GPL-3.0-or-later
 * Specifications as commands get them: from terms of reference, or from hwfit-spec/1. */
#ifndef HWFIT_SPEC_FILES_H
#define HWFIT_SPEC_FILES_H

#include "cmd/database.h"
#include "cmd/own.h"
#include "procure/gap.h"
#include "procure/offer.h"

/* A specification and all that it stands on. Zeroed is empty. */
struct spec_files {
	const char *
	        wanted; /* set before opening: a language whatever --lang says; or NULL */
	struct arena arena;
	const struct gap *gap; /* set before opening: the gap that it answers; or NULL */
	struct compat *compat;
	struct tor **tors;
	struct spec_source *sources;
	size_t n, room;
	struct legislation *laws;
	struct language language;
	struct spec_input input;
	struct spec *spec;
};

/* Reads the files (.tor, or hwfit-spec/1 as .json) and the options --lang, --date and
 * --compat of the call, and builds the specification. A document's own language, date and
 * exceptions hold where no option says otherwise. EXIT_ok, or what to end with; problems
 * are printed. Release with spec_files_done() in either case. */
enum exit_code spec_files_open(struct spec_files *files, const struct invocation *call,
                               char *const *paths, size_t n);
/* The same from the text of terms of reference that name is the name of. */
enum exit_code spec_files_open_text(struct spec_files *files,
                                    const struct invocation *call, const char *name,
                                    const struct buf *text);
void spec_files_done(struct spec_files *files);

/* Reads an offer (XLSX, CSV or a declaration); NULL with err. Free with offer_free(). */
struct offer *offer_load(const struct spec *spec, const char *path, struct error *err);

/* Writes a document in the format of --format or of the suffix of -o, one of
 * doc_formats.def; text is md. */
enum exit_code spec_files_write(const struct invocation *call, const struct doc *doc,
                                enum exit_code code);

#endif
