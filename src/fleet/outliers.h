/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines that are odd among those of their model, and the part that makes them so.
 *
 * The surprise of a part is −log2 of the share of the model's machines that have it at
 * least so often; of a part that most have and this one lacks, of the share that lack it.
 * Parts of one kind come together (a kit of two modules), so a kind counts once, by its
 * greatest; a machine's surprise is the sum over the kinds. Machines that do not tell
 * their model, or go by a name that stands for machines of many boards ("All Series"),
 * have nothing in common, and of a rare model no share can be told: neither is judged. */
#ifndef HWFIT_OUTLIERS_H
#define HWFIT_OUTLIERS_H

#include "fleet/families.h"

struct outlier {
	size_t class; /* of the ladder */
	size_t family;
	double bits;
	/* The part that surprises most, and by how much. */
	struct ladder_part cause;
	bool lacking; /* it is not there */
	size_t like;  /* machines of the model that are like this one in it */
	double cause_bits;
};

enum { OUTLIERS_LEAST = 20 }; /* machines of a model, usually */

struct outliers {
	struct outlier *items; /* those with a cause of more than 1 bit, the most
	                          surprising first */
	size_t n;
	size_t judged, untold, rare; /* machines */
};

/* least: machines that a model must have to be judged. In the families' arena. -1
 * with err. */
int outliers_find(struct families *families, size_t least, struct outliers *outliers,
                  struct error *err);

#endif
