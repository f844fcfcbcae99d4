/* SPDX-License-Identifier: GPL-3.0-or-later
 * Folders for a while. */
#ifndef HWFIT_FOLDER_H
#define HWFIT_FOLDER_H

#include "base/error.h"

/* A new folder NAME.XXXXXX below $TMPDIR (else /tmp), links in that resolved; for its
 * maker alone. The path is the caller's to free(); NULL with err when it cannot be made.
 */
char *folder_make(const char *name, struct error *err);

/* Removes a folder and all in it; never follows links. */
void folder_remove(const char *folder);

#endif
