/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sources of database rows, in words. Internal to src/rules. */
#ifndef HWFIT_RULES_SOURCE_H
#define HWFIT_RULES_SOURCE_H

#include "rules/judge.h"

/* "Windows 11 requirements, Hardware requirements, 2026-11-01"; in the arena of the
 * result. */
const char *source_words(struct judge *j, const struct compat_from *from);
/* Of a whole source. */
const char *source_title(struct judge *j, const struct compat_source *source);

#endif
