/* SPDX-License-Identifier: GPL-3.0-or-later
 * What hwfit accept reads and writes. */
#ifndef HWFIT_ACCEPT_FILES_H
#define HWFIT_ACCEPT_FILES_H

#include "cmd/spec_files.h"
#include "procure/accept.h"

/* Acceptance in one language: the same files, read once for each. */
struct accept_run {
	struct spec_files files;
	struct offer *offer;
	struct acceptance *acceptance;
};

enum { ACCEPT_LANGUAGES = 2 };

struct accept_job {
	struct invocation *call;
	struct arena arena;
	struct acceptance_input input; /* what options say */
	struct accept_run runs[ACCEPT_LANGUAGES];
	size_t run_count;
	struct declaration **declarations;
	size_t declaration_count;
	const char **scans; /* paths */
	size_t scan_count, scan_room;
	enum exit_code code;
};

/* Scans and folders of scans as paths, folders in the order of their names. */
bool accept_collect(struct accept_job *job);
/* Reads every scan into every run. A file that cannot be read is printed; all are tried.
 */
void accept_read(struct accept_job *job);
/* A file with its SHA-256, both in the arena. False with err. */
bool accept_file(struct arena *arena, const char *path, struct evidence_file *file,
                 struct error *err);

/* Is the path a folder, or named as one? */
bool accept_is_folder(const char *path);
/* Writes what the options ask for. Sets job->code. */
void accept_write(struct accept_job *job);

#endif
