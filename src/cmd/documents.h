/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which documents an import reads: files, what folders hold, what archives hold. */
#ifndef HWFIT_CMD_DOCUMENTS_H
#define HWFIT_CMD_DOCUMENTS_H

#include <stdbool.h>
#include <stddef.h>

struct document {
	char *path;
	bool alone; /* no signature is beside it; false: there may be one */
};

/* Zeroed is valid and empty. */
struct documents {
	struct document *items; /* in order of names */
	size_t n, room;
	char **folders; /* into which archives were unpacked; gone with documents_done()
	                 */
	size_t folder_n, folder_room;
	/* Takes the archives that cannot be unpacked, with the reason. */
	void (*refuse)(void *context, const char *path, const char *why);
	void *context;
};

/* Adds a file ("-": standard input), or all below a folder but hidden files and
 * signatures, or all in a tar archive. */
void documents_add(struct documents *documents, const char *path);
void documents_done(struct documents *documents);

#endif
