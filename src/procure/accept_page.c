/* SPDX-License-Identifier: GPL-3.0-or-later
 * Parts that stand in the acceptance act and in the notice. */
#include "procure/accept_doc.h"

#include "base/version.h"
#include "facts/words.h"
#include "procure/spec_doc.h"

#include <string.h>

#define BLANK_LINE "____________"

struct accept_page page_of(const struct acceptance *a, struct doc *doc)
{
	doc->language = a->words.language->code;
	doc->landscape = true;
	return (struct accept_page){a, doc, a->words.language->catalogue};
}

void page_heading(struct accept_page *p, int level, const char *sentence)
{
	doc_heading(p->doc, level, tr(p->c, sentence));
}

const char *page_date(struct accept_page *p, struct date date)
{
	return date_in(p->a->words.language, &p->doc->arena, date);
}

void page_field(struct accept_page *p, const char *name, const char *text)
{
	doc_bullet(p->doc, "%s: %s", tr(p->c, name), text ? text : BLANK_LINE);
}

void page_references(struct accept_page *p)
{
	const struct acceptance_input *in = &p->a->in;
	page_field(p, "Contract", in->contract);
	page_field(p, "Delivery note", in->delivery_note);
	page_field(p, "Supplier", NULL);
	page_field(p, "Buyer", NULL);
	page_field(p, "Delivered on",
	           in->has_delivered ? page_date(p, in->delivered) : NULL);
	page_field(p, "Date of this draft", page_date(p, in->today));
	if (p->a->deviation_count)
		page_field(p, "First deviation discovered on",
		           page_date(p, p->a->discovered));
}

/* ---- deviations ------------------------------------------------------------------- */

const char *deviation_remedy(const struct acceptance *a, const struct deviation *d)
{
	const struct catalogue *c = a->words.language->catalogue;
	switch (d->type) {
	case DEVIATION_form:
		return tr(c, "delivery of the device that was ordered");
	case DEVIATION_quantity:
		return tr(c, "delivery of the units that are missing");
	case DEVIATION_parts:
		return tr(c, "written explanation that the part is no longer made, or "
		             "replacement");
	case DEVIATION_list:
		return tr(c, "a corrected list, or the units that are missing");
	default:
		return tr(c, "repair or replacement, so that the requirement is met");
	}
}

const char *deviation_scope(const struct acceptance *a, const struct deviation *d,
                            struct arena *arena)
{
	size_t n = 0;
	if (d->type == DEVIATION_quantity)
		return arena_format(arena, "%u", a->lot->quantity - (unsigned)a->counted);
	for (size_t i = 0; i < d->n; i++)
		n += !i || d->units[i].unit != d->units[i - 1].unit;
	return d->units[0].unit
	               ? arena_format(arena,
	                              tr(a->words.language->catalogue, "%zu of %zu"), n,
	                              a->counted)
	               : "–";
}

struct date acceptance_deadline(const struct acceptance *a)
{
	return date_add_days(a->in.today, (long)a->in.cure_days);
}

/* "3, 17", the numbers in the register. */
static const char *units_of(struct accept_page *p, const struct deviation *d)
{
	enum { MOST = 30 };
	struct buf out = BUF_EMPTY;
	size_t n = 0;
	for (size_t i = 0; i < d->n; i++) {
		const struct delivered *u = d->units[i].unit;
		if (!u || (i && d->units[i - 1].unit == u))
			continue;
		if (n++ < MOST)
			buf_format(&out, "%s%zu", out.n ? ", " : "", u->number);
	}
	if (n > MOST)
		buf_add_string(&out, " …");
	const char *text = arena_copy(&p->doc->arena, out.text, out.n);
	buf_done(&out);
	return text;
}

static const char *text_of_deviation(struct accept_page *p, const struct deviation *d)
{
	const struct spec_row *row = d->row;
	if (!row || row->parent == ROW_NONE)
		return d->text;
	const char *above = p->a->lot->rows[row->parent].text;
	size_t n = strlen(above);
	if (!strncmp(d->text, above, n))
		return d->text;
	return arena_format(&p->doc->arena, "%s%s %s", above,
	                    n && above[n - 1] == ':' ? "" : ":", d->text);
}

static void deviation_row(struct accept_page *p, size_t i, bool demand)
{
	const struct deviation *d = &p->a->deviations[i];
	const char *from = d->type != DEVIATION_requirement
	                           ? N_("specification, general requirements")
	                   : d->of_offer
	                           ? N_("offer (promises more than the specification)")
	                           : N_("specification");
	doc_row(p->doc);
	doc_cell(p->doc, 0, arena_format(&p->doc->arena, "%zu", i + 1));
	doc_cell(p->doc, 1, d->id);
	doc_cell(p->doc, 2, text_of_deviation(p, d));
	doc_cell(p->doc, 3, tr(p->c, from));
	doc_cell(p->doc, 4, d->required);
	doc_cell(p->doc, 5, d->offered);
	doc_cell(p->doc, 6, d->measured);
	doc_cell(p->doc, 7, severity_word(p->a->words.language, d->severity));
	doc_cell(p->doc, 8, deviation_scope(p->a, d, &p->doc->arena));
	doc_cell(p->doc, 9, units_of(p, d));
	if (!demand)
		return;
	doc_cell(p->doc, 10, deviation_remedy(p->a, d));
	doc_cell(p->doc, 11, page_date(p, acceptance_deadline(p->a)));
}

void page_deviations(struct accept_page *p, bool demand)
{
	static const char *const heads[] = {N_("No."),
	                                    N_("Id"),
	                                    N_("Requirement"),
	                                    N_("Promised in"),
	                                    N_("Required"),
	                                    N_("Offered"),
	                                    N_("Measured"),
	                                    N_("Severity"),
	                                    N_("Units"),
	                                    N_("Register no."),
	                                    N_("Remedy asked for"),
	                                    N_("Proposed deadline")};
	static const int widths[] = {4, 10, 23, 12, 12, 11, 13, 12, 10, 10, 16, 12};
	size_t columns = demand ? 12 : 10;
	doc_table(p->doc);
	for (size_t i = 0; i < columns; i++)
		doc_head(p->doc, tr(p->c, heads[i]), widths[i]);
	for (size_t i = 0; i < p->a->deviation_count; i++)
		deviation_row(p, i, demand);
}

/* ---- evidence --------------------------------------------------------------------- */

/* "memory", "disk/nvme0n1" in the words of the document. */
static const char *component_of(struct accept_page *p, const struct deviation_unit *at)
{
	const struct language *l = p->a->words.language;
	struct buf text = BUF_EMPTY;
	if (!at->component)
		return NULL;
	component_words(&text, at->component, FACT_COUNT,
	                l->estonian ? l->catalogue : NULL);
	const char *kept = arena_copy(&p->doc->arena, text.text, text.n);
	buf_done(&text);
	return kept;
}

void page_evidence(struct accept_page *p)
{
	static const char *const heads[] = {
	        N_("Deviation no."),    N_("Register no."),        N_("Serial number"),
	        N_("Component"),        N_("Source of the value"), N_("Scan file"),
	        N_("Scanned at (UTC)"), N_("SHA-256 of the file")};
	static const int widths[] = {7, 7, 14, 13, 15, 14, 13, 30};
	doc_table(p->doc);
	for (size_t i = 0; i < 8; i++)
		doc_head(p->doc, tr(p->c, heads[i]), widths[i]);
	for (size_t i = 0; i < p->a->deviation_count; i++)
		for (size_t k = 0; k < p->a->deviations[i].n; k++) {
			const struct deviation_unit *at = &p->a->deviations[i].units[k];
			if (!at->unit)
				continue;
			doc_row(p->doc);
			doc_cell(p->doc, 0, arena_format(&p->doc->arena, "%zu", i + 1));
			doc_cell(p->doc, 1,
			         arena_format(&p->doc->arena, "%zu", at->unit->number));
			doc_cell(p->doc, 2, at->unit->serial);
			doc_cell(p->doc, 3, component_of(p, at));
			doc_cell(p->doc, 4, at->source);
			doc_cell(p->doc, 5, at->unit->file.name);
			doc_cell(p->doc, 6, at->unit->taken);
			doc_cell(p->doc, 7, at->unit->file.sha256);
		}
}

static void input_row(struct accept_page *p, const char *what,
                      const struct evidence_file *file)
{
	if (!file->name)
		return;
	doc_row(p->doc);
	doc_cell(p->doc, 0, tr(p->c, what));
	doc_cell(p->doc, 1, file->name);
	doc_cell(p->doc, 2, file->sha256);
}

void page_inputs(struct accept_page *p)
{
	const struct acceptance *a = p->a;
	doc_table(p->doc);
	doc_head(p->doc, tr(p->c, "Document"), 24);
	doc_head(p->doc, tr(p->c, "File"), 30);
	doc_head(p->doc, "SHA-256", 46);
	input_row(p, N_("Specification"), &a->in.spec_file);
	input_row(p, N_("Offer"), &a->in.offer_file);
	doc_paragraph(p->doc,
	              tr(p->c, "Scan files read: %zu; machines: %zu; repeated scans left "
	                       "out: %zu. Compared by hwfit %s."),
	              a->n, a->counted, a->n - a->counted, HWFIT_VERSION);
	if (a->in.offer)
		doc_paragraph(p->doc, "%s",
		              tr(p->c,
		                 "Each value is held against the stricter of "
		                 "specification and offer. An offered number is met "
		                 "when the measured one rounds to it as it was "
		                 "written; the limit of the specification itself is "
		                 "not rounded."));
}
