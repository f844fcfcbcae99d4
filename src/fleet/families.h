/* SPDX-License-Identifier: GPL-3.0-or-later
 * Configurations put beside those they can be compared with: of the same model, or, when
 * only processor and memory are looked at, with the same processor. */
#ifndef HWFIT_FAMILIES_H
#define HWFIT_FAMILIES_H

#include "fleet/ladder.h"

struct family {
	const char *name; /* "Dell Inc. OptiPlex 7010" */
	/* false: machines that do not tell their model (or processor): they have no more
	 * in common than that, so none is compared with another. */
	bool told;
	size_t count;    /* machines */
	size_t *classes; /* of the ladder, most machines first */
	size_t n;
	/* The class that more machines have than any other, and more than one machine;
	 * SIZE_MAX: there is no such. */
	size_t usual;
};

struct families {
	struct ladder ladder;
	struct family *items; /* most machines first, those of no name last */
	size_t n;
	size_t *of;      /* the family of each class */
	size_t machines; /* all of them */
	size_t shared;   /* machines whose configuration another one has too */
	size_t unusual;  /* machines that differ from their family's usual one */
};

/* -1 with err. families_done() accepts a zeroed one. */
int families_make(struct families *families, struct fleet *fleet, enum ladder_level level,
                  const bool *include, struct error *err);
void families_done(struct families *families);

#endif
