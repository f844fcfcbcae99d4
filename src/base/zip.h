/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZIP archives as office documents use them: written the same each time, read with
 * limits. Format: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4; no ZIP64, no encryption.
 */
#ifndef HWFIT_ZIP_H
#define HWFIT_ZIP_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* An archive being written. Zeroed with out and directory BUF_EMPTY is empty. */
struct zip_writer {
	struct buf out, directory;
	unsigned members;
};

/* Adds a member, deflated, with the fixed date 1980-01-01. */
void zip_add(struct zip_writer *zip, const char *name, const char *bytes, size_t n);
/* Appends the whole archive to out and releases the writer. */
void zip_finish(struct zip_writer *zip, struct buf *out);

/* Appends the content of the member with this name to out. 0; 1 when there is none such;
 * -1 with err (EXIT_usage) when the archive is damaged, the member is larger than limit,
 * or it is packed in a way that office documents do not use. name_of is what errors call
 * the archive. */
struct zip_source {
	const char *bytes;
	size_t n;
	const char *name;
};
int zip_read(const struct zip_source *zip, const char *member, size_t limit,
             struct buf *out, struct error *err);

#endif
