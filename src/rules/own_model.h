/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the model of the machine's own processor tells. Internal to src/rules. */
#ifndef HWFIT_OWN_MODEL_H
#define HWFIT_OWN_MODEL_H

#include "rules/judge.h"

/* A value as a table of models writes it, "3.3 GHz", read as the fact's. It lives as long
 * as the terms that are returned, to be freed with tor_free(); NULL: it cannot be read.
 */
struct tor *model_value(struct judge *j, enum fact_id fact, const char *written,
                        struct operand **value);

struct own_fact {
	struct tor *tor; /* holds the value; to be freed with tor_free() */
	struct operand *value;
	const char *written; /* "Intel Core i5-8250U: max_clock 3.4 GHz" */
	const char *source;  /* of the row, in words */
};

/* What is known of a fact by the model of the processor. False: nothing. */
bool own_model_fact(struct judge *j, struct own_fact *own, enum fact_id fact);

#endif
