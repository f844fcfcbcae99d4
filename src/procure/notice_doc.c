/* SPDX-License-Identifier: GPL-3.0-or-later
 * The draft notice of non-conformity. The finding and what is asked for stand apart; it
 * names articles, never their text, and never decides. */
#include "procure/accept_doc.h"

#include "procure/spec_doc.h"

/* The days after which the draft says more loudly that time runs. */
enum { DAYS_LATE = 7 };

static void write_days(struct accept_page *p)
{
	const struct acceptance *a = p->a;
	doc_paragraph(
	        p->doc,
	        tr(p->c, "Days since discovery: %ld (discovered on %s, draft of %s)."),
	        a->days, page_date(p, a->discovered), page_date(p, a->in.today));
	doc_paragraph(p->doc, "%s",
	              tr(p->c,
	                 "A buyer in business examines without delay and gives notice "
	                 "within a reasonable time, describing the non-conformity "
	                 "precisely enough (Law of Obligations Act, sections 219 and "
	                 "220; the contract may set a shorter time; to be verified by a "
	                 "person)."));
	if (a->days > DAYS_LATE)
		doc_notice(p->doc,
		           tr(p->c, "More than a week has passed since discovery: send "
		                    "the notice now, or write down why not."));
}

static void write_findings(struct accept_page *p)
{
	const struct acceptance *a = p->a;
	page_heading(p, 1, "2. Findings");
	if (a->lot->has_quantity)
		doc_paragraph(
		        p->doc,
		        tr(p->c, "Ordered: %u (option: %u). Delivered and scanned: %zu."),
		        a->lot->quantity, a->lot->option, a->counted);
	doc_paragraph(p->doc,
	              tr(p->c,
	                 "Machines that deviate: %zu of %zu. Each finding names what was "
	                 "required, what was offered and what was measured; the annex "
	                 "names the machines and the files."),
	              a->results[UNIT_deviates], a->counted);
	page_deviations(p, false);
}

static void write_demand(struct accept_page *p)
{
	const struct acceptance *a = p->a;
	const char *last = NULL;
	page_heading(p, 1, "3. What is asked for");
	for (int type = DEVIATION_requirement; type <= DEVIATION_list; type++)
		for (size_t i = 0; i < a->deviation_count; i++) {
			const struct deviation *d = &a->deviations[i];
			const char *remedy = deviation_remedy(a, d);
			if ((int)d->type != type || remedy == last)
				continue;
			last = remedy;
			doc_bullet(p->doc, "%s", remedy);
		}
	doc_paragraph(p->doc,
	              tr(p->c,
	                 "Proposed deadline: %s (%u days). Please confirm in writing how "
	                 "and when the non-conformity will be cured."),
	              page_date(p, acceptance_deadline(a)), a->in.cure_days);
	doc_paragraph(
	        p->doc, "%s",
	        tr(p->c,
	           "Acceptance (a person chooses): refused for the machines named [ ]  "
	           "with reservations [ ]. Payment for them: withheld [ ]  not "
	           "withheld [ ]."));
	doc_paragraph(
	        p->doc, "%s",
	        tr(p->c,
	           "Legal basis, to be verified by a person against the contract and "
	           "the official texts: Law of Obligations Act, sections 217 "
	           "(conformity of the thing), 218 (liability), 222 (repair or "
	           "replacement) and 101 (other remedies). The right to reduce the "
	           "price, to claim damages and a "
	           "contractual penalty is reserved."));
}

void acceptance_notice(const struct acceptance *a, struct doc *doc)
{
	struct accept_page page = page_of(a, doc), *p = &page;
	const char *title = a->lot->title ? a->lot->title : a->in.spec->title;
	doc_title(doc,
	          arena_format(&doc->arena, "%s%s%s",
	                       tr(p->c, "Notice of non-conformity with the contract"),
	                       title ? ": " : "", title ? title : ""));
	doc_notice(doc, draft_notice(a->words.language));
	page_heading(p, 1, "1. Contract and delivery");
	page_references(p);
	write_days(p);
	write_findings(p);
	write_demand(p);
	page_heading(p, 1, "4. Contact and signature");
	doc_paragraph(doc, "%s",
	              tr(p->c,
	                 "Reply to: ____________. For the buyer: ____________ (name, "
	                 "office, date)."));
	page_heading(p, 1, "Annex. Evidence");
	page_inputs(p);
	page_evidence(p);
}
