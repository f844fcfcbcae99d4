/* SPDX-License-Identifier: GPL-3.0-or-later
 * Warranties as a chapter of the report of service. */
#include "procure/sla.h"
#include "procure/spec_doc.h"

struct page {
	const struct sla *sla;
	struct doc *doc;
	const struct catalogue *c;
};

static const char *day(struct page *p, bool known, struct date date)
{
	return known ? date_in(&p->sla->language, &p->doc->arena, date) : "–";
}

/* What a person should look at. */
static const char *remark(struct page *p, const struct warranty *w)
{
	if (w->odd)
		return arena_format(&p->doc->arena, tr(p->c, "not a day: %s"), w->odd);
	if (!w->has_end)
		return tr(p->c, "the day of delivery is not known");
	if (w->has_until && w->has_recorded && date_order(w->until, w->recorded) != 0)
		return date_order(w->until, w->recorded) > 0
		               ? tr(p->c, "the contract reaches further than the record")
		               : tr(p->c, "the record reaches further than the contract");
	return "";
}

static void write_machine(struct page *p, const struct warranty *w)
{
	doc_row(p->doc);
	doc_cell(p->doc, 0, w->name ? w->name : w->number);
	doc_cell(p->doc, 1, w->serial);
	doc_cell(p->doc, 2, day(p, w->has_from, w->from));
	doc_cell(p->doc, 3, day(p, w->has_until, w->until));
	doc_cell(p->doc, 4, day(p, w->has_recorded, w->recorded));
	doc_cell(p->doc, 5,
	         !w->has_end         ? "–"
	         : w->days_left >= 0 ? arena_format(&p->doc->arena, "%ld", w->days_left)
	                             : tr(p->c, "ended"));
	doc_cell(p->doc, 6, remark(p, w));
}

static void write_machines(struct page *p)
{
	static const char *const heads[] = {
	        N_("Machine"),          N_("Serial number"),
	        N_("Delivered"),        N_("Until, by contract"),
	        N_("Until, by record"), N_("Days left"),
	        N_("To look at"),
	};
	static const int widths[] = {16, 16, 11, 12, 12, 9, 24};
	size_t ended = 0, open = 0;
	for (size_t i = 0; i < p->sla->warranties.n; i++) {
		const struct warranty *w = &p->sla->warranties.items[i];
		ended += w->has_end && w->days_left < 0;
		open += !w->has_end;
	}
	doc_paragraph(p->doc,
	              tr(p->c, "Machines: %zu; ended: %zu; not known: %zu. An own day of "
	                       "delivery counts before that of the terms."),
	              p->sla->warranties.n, ended, open);
	doc_table(p->doc);
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		doc_head(p->doc, tr(p->c, heads[i]), widths[i]);
	for (size_t i = 0; i < p->sla->warranties.n; i++)
		write_machine(p, &p->sla->warranties.items[i]);
}

void sla_write_warranty(const struct sla *sla, struct doc *doc)
{
	struct page page = {sla, doc, sla->language.catalogue};
	if (!sla->has_warranty || (!sla->has_delivery && !sla->warranties.n))
		return;
	doc_heading(doc, 1, tr(page.c, "Warranty"));
	if (sla->has_delivery)
		doc_paragraph(
		        doc,
		        tr(page.c, "%lld months from the day of delivery %s: until %s."),
		        (long long)sla->warranty_months, day(&page, true, sla->delivery),
		        day(&page, true,
		            date_add_months(sla->delivery, (long)sla->warranty_months)));
	if (sla->warranties.n)
		write_machines(&page);
}
