/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the act and the notice share. Internal to src/procure. */
#ifndef HWFIT_ACCEPT_DOC_H
#define HWFIT_ACCEPT_DOC_H

#include "procure/accept.h"

/* A document being filled. */
struct accept_page {
	const struct acceptance *a;
	struct doc *doc;
	const struct catalogue *c;
};

struct accept_page page_of(const struct acceptance *a, struct doc *doc);
void page_heading(struct accept_page *p, int level, const char *sentence);
/* "Contract: 12/2027", or a line to fill in. */
void page_field(struct accept_page *p, const char *name, const char *text);
const char *page_date(struct accept_page *p, struct date date);
/* Contract, delivery note, days. */
void page_references(struct accept_page *p);
/* One line a deviation; with what to do and until when where demand says so. */
void page_deviations(struct accept_page *p, bool demand);
/* What each deviation rests on: machine, component, file and hash. */
void page_evidence(struct accept_page *p);
/* The specification, the offer and how many scans, with hashes. */
void page_inputs(struct accept_page *p);

#endif
