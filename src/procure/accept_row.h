/* SPDX-License-Identifier: GPL-3.0-or-later
 * How judgements become deviations. Internal to src/procure. */
#ifndef HWFIT_ACCEPT_ROW_H
#define HWFIT_ACCEPT_ROW_H

#include "procure/accept.h"

/* What is recorded of one machine. */
struct finding_of {
	struct acceptance *a;
	struct delivered *unit;
	const struct scan *scan;
	size_t requirement; /* of the promise */
	int top;            /* its row */
	bool of_offer;
};

/* Records what fails in the explanation: the narrowest rows that it names. */
void deviation_of(struct finding_of *f, const struct explanation *explanation);
/* Records one thing; the same thing of another machine joins it. */
struct deviation *deviation_add(struct acceptance *a, const struct deviation *like,
                                struct deviation_unit where);
/* Records that nothing can be said of a row. */
void open_add(struct acceptance *a, const struct open_row *like, struct delivered *unit);

/* Keeps what the register says of a machine. */
struct delivered *unit_new(struct acceptance *a, const struct scan *scan,
                           struct evidence_file file);
/* Was one like it judged? Then it shares what was found: once all machines are in,
 * units_like() adds it to the deviations and open rows of the first. */
bool unit_is_like(struct acceptance *a, const struct scan *scan, struct delivered *unit);
void units_like(struct acceptance *a);

/* The register: order, repeated scans, same parts, quantity, the supplier's list. */
void register_make(struct acceptance *a);

#endif
