/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of facts, printed: for people, as JSON Schema of hwfit-scan/1, as
 * hwfit-facts(7). */
#ifndef HWFIT_FACTS_REPORT_H
#define HWFIT_FACTS_REPORT_H

#include "base/buf.h"
#include "facts/fact.h"

/* One kind, or all with KIND_COUNT. */
void facts_write_text(enum kind_id kind, struct buf *out);
/* The JSON Schema (draft 2020-12) of the scan document. */
void facts_write_schema(struct buf *out);
/* The manual page in mdoc. */
void facts_write_man(struct buf *out);

#endif
