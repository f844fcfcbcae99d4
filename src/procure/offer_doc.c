/* SPDX-License-Identifier: GPL-3.0-or-later
 * Offers side by side as a document. */
#include "procure/form.h"
#include "procure/offer.h"
#include "procure/offer_score.h"
#include "procure/spec_doc.h"
#include "procure/wording.h"

struct page {
	const struct spec *spec;
	struct offer *const *offers;
	size_t n;
	struct doc *doc;
	const struct catalogue *c;
};

enum { OFFERS_A_TABLE = 8 }; /* more than that stand in a second table */

static void heading(struct page *p, int level, const char *sentence)
{
	doc_heading(p->doc, level, tr(p->c, sentence));
}

static const char *number(struct page *p, fixed_t n)
{
	const struct wording words = {.arena = &p->doc->arena,
	                              .language = &p->spec->language};
	char text[FIXED_TEXT_MAX];
	return number_in(&words, fixed_text_rounded(n, POINT_DIGITS, text));
}

static void summary(struct page *p, size_t lot)
{
	doc_table(p->doc);
	doc_head(p->doc, tr(p->c, "Offer"), 30);
	doc_head(p->doc, tr(p->c, "Mandatory requirements"), 40);
	doc_head(p->doc, tr(p->c, "Points"), 15);
	for (size_t i = 0; i < p->n; i++) {
		const struct offer_lot *l = &p->offers[i]->lots[lot];
		doc_row(p->doc);
		doc_cell(p->doc, 0, p->offers[i]->name);
		doc_cell(p->doc, 1, offer_verdict_in(&p->spec->language, l->overall));
		doc_cell(p->doc, 2, l->offered ? number(p, l->points) : "");
	}
}

static void matrix(struct page *p, size_t lot, size_t first)
{
	const struct spec_lot *l = &p->spec->lots[lot];
	size_t last = first + OFFERS_A_TABLE < p->n ? first + OFFERS_A_TABLE : p->n;
	doc_table(p->doc);
	doc_head(p->doc, tr(p->c, "Id"), 10);
	doc_head(p->doc, tr(p->c, "Requirement"), 34);
	for (size_t i = first; i < last; i++)
		doc_head(p->doc, p->offers[i]->name, 20);
	for (size_t r = 0; r < l->n; r++) {
		struct table_row *line = doc_row(p->doc);
		line->strong = l->rows[r].join != ROW_leaf;
		line->indent = l->rows[r].depth;
		doc_cell(p->doc, 0, l->rows[r].id);
		doc_cell(p->doc, 1, l->rows[r].text);
		for (size_t i = first; i < last; i++) {
			const struct offer_lot *o = &p->offers[i]->lots[lot];
			const char *offered = o->answers[r].offered;
			if (!o->offered)
				continue;
			const char *says = offer_verdict_in(&p->spec->language,
			                                    o->verdicts[r].verdict);
			if (o->verdicts[r].formula)
				says = o->verdicts[r].formula;
			doc_cell(p->doc, 2 + i - first,
			         offered ? arena_format(&p->doc->arena, "%s (%s)", says,
			                                offered)
			                 : says);
		}
	}
}

/* Rows of one verdict, of each offer, with the reason. */
static void list_verdict(struct page *p, size_t lot, enum offer_verdict verdict)
{
	const struct spec_lot *l = &p->spec->lots[lot];
	bool any = false;
	for (size_t i = 0; i < p->n; i++) {
		const struct offer_lot *o = &p->offers[i]->lots[lot];
		for (size_t r = 0; r < l->n && o->offered; r++) {
			const struct row_verdict *v = &o->verdicts[r];
			if (v->verdict != verdict || !v->reason)
				continue;
			any = true;
			doc_bullet(p->doc, "%s, %s: %s – %s%s%s", p->offers[i]->name,
			           l->rows[r].id, l->rows[r].text, tr(p->c, v->reason),
			           o->answers[r].offered ? ": " : "",
			           o->answers[r].offered ? o->answers[r].offered : "");
		}
	}
	if (!any)
		doc_paragraph(p->doc, "%s", tr(p->c, "None."));
}

/* Which mandatory requirement leaves whom out. */
static void exclusions(struct page *p, size_t lot)
{
	const struct spec_lot *l = &p->spec->lots[lot];
	bool any = false;
	for (size_t r = 0; r < l->n; r++) {
		if (l->rows[r].depth || l->rows[r].level != LEVEL_must)
			continue;
		for (size_t i = 0; i < p->n; i++) {
			const struct offer_lot *o = &p->offers[i]->lots[lot];
			if (!o->offered || o->verdicts[r].verdict != OFFER_non_conforming)
				continue;
			any = true;
			doc_bullet(p->doc, "%s: %s", l->rows[r].id, p->offers[i]->name);
		}
	}
	if (!any)
		doc_paragraph(p->doc, "%s", tr(p->c, "None."));
}

static void write_lot(struct page *p, size_t lot)
{
	const struct spec_lot *l = &p->spec->lots[lot];
	doc_heading(p->doc, 1,
	            arena_format(&p->doc->arena, "%s %s%s%s", tr(p->c, "Lot"), l->id,
	                         l->title ? ": " : "", l->title ? l->title : ""));
	summary(p, lot);
	heading(p, 2, "Requirements that an offer does not meet, and whose");
	exclusions(p, lot);
	heading(p, 2, "What does not conform");
	list_verdict(p, lot, OFFER_non_conforming);
	heading(p, 2, "Claims of equivalence, for a person to decide");
	list_verdict(p, lot, OFFER_equivalent);
	heading(p, 2, "Questions to the bidders");
	list_verdict(p, lot, OFFER_unverified);
	heading(p, 2, "Row by row; points with their formula");
	for (size_t first = 0; first < p->n; first += OFFERS_A_TABLE)
		matrix(p, lot, first);
}

void offers_document(const struct spec *spec, struct offer *const *offers, size_t n,
                     struct doc *doc)
{
	struct page p = {spec, offers, n, doc, spec->language.catalogue};
	doc->language = spec->language.code;
	doc->landscape = true;
	doc_title(doc,
	          arena_format(&doc->arena, "%s%s%s", tr(p.c, "Conformity of offers"),
	                       spec->title ? ": " : "", spec->title ? spec->title : ""));
	doc_notice(doc, draft_notice(&spec->language));
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < offers[i]->message_count; k++)
			doc_bullet(doc, "%s: %s", offers[i]->name,
			           offers[i]->messages[k]);
	for (size_t i = 0; i < spec->n; i++)
		write_lot(&p, i);
}
