/* SPDX-License-Identifier: GPL-3.0-or-later
 * Platforms and applications of a site, beside those of the database. */
#ifndef HWFIT_COMPAT_SITE_H
#define HWFIT_COMPAT_SITE_H

#include "compat/compat.h"
#include "compat/problem.h"

/* Adds the platforms of a folder that has the shape of compat-db/, with its own sources,
 * to the open database, until it is closed; nothing is written. Its text may name
 * sources, platforms and sets of processors of the database; a slug that is there already
 * is a problem. Call it before anything is asked. 0; or -1 with problems (err is not
 * set), or with err: a file cannot be read, or holds what is no platform (EXIT_usage). */
int compat_add_site(struct compat *compat, const char *folder,
                    struct compat_problems *problems, struct error *err);

#endif
