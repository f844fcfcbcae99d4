/* SPDX-License-Identifier: GPL-3.0-or-later
 * Archives, through libarchive: tar written to memory, or unpacked to a folder; one
 * compressed text unpacked to memory. All with limits. */
#ifndef HWFIT_ARCHIVE_H
#define HWFIT_ARCHIVE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

enum archive_type { ARCHIVE_FILE, ARCHIVE_LINK, ARCHIVE_FOLDER };

struct archive_item {
	const char *path; /* relative */
	enum archive_type type;
	const char *bytes; /* of a file, or where a link points (NUL at its end) */
	size_t n;
	unsigned mode; /* of a file: permissions */
};

struct archive_writer;

/* A writer that appends to out. The suffix of filter_by chooses the compression (.gz,
 * .xz, .zst, …; any other: none). The same items give the same bytes: times are zero, the
 * owner is root. NULL with err (EXIT_run). */
struct archive_writer *archive_writer_new(const char *filter_by, struct buf *out,
                                          struct error *err);
/* 0, or -1 with err. */
int archive_writer_add(struct archive_writer *writer, const struct archive_item *item,
                       struct error *err);
/* Ends the archive and frees the writer. 0, or -1 with err. Accepts NULL. */
int archive_writer_free(struct archive_writer *writer, struct error *err);

struct archive_limits {
	uint64_t bytes;   /* of all files together */
	uint64_t entries; /* files, folders and links */
};

/* Unpacks files, folders and links of an archive into a folder that is there and empty;
 * what else is in it is passed over. No entry and no link in it leads out of the folder:
 * absolute names, ".." and writing through a link are refused. 0, or -1 with err
 * (EXIT_usage: it is no archive, or larger than the limits; EXIT_run: cannot write). */
int archive_unpack(const char *path, const char *folder,
                   const struct archive_limits *limits, struct error *err);

/* Appends what n bytes compressed by gzip, xz or zstd hold to out; name is what errors
 * call them. 0, or -1 with err (EXIT_usage: damaged, or more than limit bytes; EXIT_run:
 * the library is not there). */
int archive_inflate(const char *bytes, size_t n, const char *name, size_t limit,
                    struct buf *out, struct error *err);

#endif
