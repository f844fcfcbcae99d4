/* SPDX-License-Identifier: GPL-3.0-or-later
 * A specification as a document, in the parts that buyers expect. */
#ifndef HWFIT_SPEC_DOC_H
#define HWFIT_SPEC_DOC_H

#include "procure/doc.h"
#include "procure/spec.h"

/* Fills an empty document. */
void spec_document(const struct spec *spec, struct doc *doc);
/* Its chapter "Need", with the gap of a fleet in numbers where there is one. */
void spec_write_need(const struct spec *spec, struct doc *doc);
/* The sentence that every document carries: draft, not legal advice, a person decides. */
const char *draft_notice(const struct language *language);
/* A date as people of the language write it. */
const char *date_in(const struct language *language, struct arena *arena, struct date d);

#endif
