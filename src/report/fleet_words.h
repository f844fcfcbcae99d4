/* SPDX-License-Identifier: GPL-3.0-or-later
 * Parts and changes of configurations in words of the overview' language. Texts belong to
 * the overview' arena. */
#ifndef HWFIT_FLEET_WORDS_H
#define HWFIT_FLEET_WORDS_H

#include "fleet/families.h"
#include "report/overview.h"

/* The sentence in the language of the overview. */
const char *say(const struct overview *f, const char *sentence)
        __attribute__((format_arg(2)));

/* A finished sentence, as catalogue_say() has it. */
const char *words_said(struct overview *f, const char *sentence);

/* "memory module" */
const char *words_kind(struct overview *f, enum kind_id kind);
/* The fact inside its kind: "installed". */
const char *words_fact(struct overview *f, enum fact_id fact);

/* "2 x memory module 4 GB ddr3"; of a kind that is not told: "memory module: not told".
 */
const char *words_part(struct overview *f, const struct ladder *ladder,
                       struct ladder_part part);
/* All parts of a configuration with "; " between, but for those of the kind skip
 * (KIND_COUNT: none) and of kinds that are not told. */
const char *words_class(struct overview *f, const struct ladder *ladder,
                        const struct ladder_class *class, enum kind_id skip);
/* "A instead of B", "also A", "without B", a line for each kind that differs. */
size_t words_changes(struct overview *f, const struct ladder *ladder,
                     const struct ladder_class *from, const struct ladder_class *to,
                     const char ***lines);

/* Machines by class: those of class c are order[start[c] … start[c + 1]]. In the arena
 * of the overview. */
struct members {
	size_t *order, *start;
};
struct members words_members(struct overview *f, const struct ladder *ladder);
/* "pc-1, pc-2 and 12 more" */
const char *words_names(struct overview *f, const struct fleet *fleet,
                        const size_t *machines, size_t n);

#endif
