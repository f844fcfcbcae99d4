/* SPDX-License-Identifier: GPL-3.0-or-later
 * The handover and acceptance act with its annexes. */
#include "procure/accept_doc.h"

#include "procure/spec_doc.h"

#include <string.h>

const char *unit_result_name(enum unit_result result)
{
	static const char *const names[] = {"conforms", "open", "deviates", "repeated"};
	return names[result];
}

const char *unit_result_in(const struct language *language, enum unit_result result)
{
	static const char *const names[] = {N_("no deviation in what the scan tells"),
	                                    N_("open: the scan does not tell all"),
	                                    N_("deviates"),
	                                    N_("another scan of the same machine")};
	return tr(language->catalogue, names[result]);
}

/* ---- result ----------------------------------------------------------------------- */

static void write_result(struct accept_page *p)
{
	const struct acceptance *a = p->a;
	page_heading(p, 1, "2. Result");
	if (a->lot->has_quantity)
		doc_bullet(
		        p->doc,
		        tr(p->c, "Ordered: %u (option: %u). Delivered and scanned: %zu."),
		        a->lot->quantity, a->lot->option, a->counted);
	else
		doc_bullet(p->doc, tr(p->c, "Delivered and scanned: %zu."), a->counted);
	doc_bullet(p->doc,
	           tr(p->c, "Machines without a deviation in what their scans tell: %zu; "
	                    "with deviations: %zu; open: %zu."),
	           a->results[UNIT_conforms], a->results[UNIT_deviates],
	           a->results[UNIT_open]);
	doc_bullet(p->doc,
	           tr(p->c, "Deviations: %zu. Requirements to be checked by hand or "
	                    "read again: %zu."),
	           a->deviation_count, a->open_count);
	doc_paragraph(
	        p->doc, "%s",
	        tr(p->c, a->deviation_count
	                         ? N_("Proposal for the person who decides: no "
	                              "acceptance without reservations; the deviating "
	                              "machines are listed below and a notice is "
	                              "drafted.")
	                 : a->open_count
	                         ? N_("Proposal for the person who decides: acceptance "
	                              "after the checks by hand below, or with "
	                              "reservations for them.")
	                         : N_("Proposal for the person who decides: "
	                              "acceptance.")));
	doc_paragraph(p->doc, "%s",
	              tr(p->c,
	                 "Whoever accepts what is offered as performance may be "
	                 "presumed to have accepted it as complete and conforming (Law "
	                 "of Obligations Act, section 76, to be verified by a person): "
	                 "name reservations in the act."));
}

static void write_deviations(struct accept_page *p)
{
	page_heading(p, 1, "3. Deviations");
	if (p->a->deviation_count)
		page_deviations(p, true);
	else
		doc_paragraph(p->doc, "%s", tr(p->c, "None."));
}

/* ---- by hand ---------------------------------------------------------------------- */

static const char *sampled_units(struct accept_page *p)
{
	const struct sample_plan *s = &p->a->sample;
	struct buf out = BUF_EMPTY;
	for (size_t i = 0; i < s->n; i++)
		buf_format(&out, "%s%zu", i ? ", " : "", s->units[i]);
	const char *text = arena_copy(&p->doc->arena, out.text, out.n);
	buf_done(&out);
	return text;
}

static void write_plan(struct accept_page *p)
{
	const struct sample_plan *s = &p->a->sample;
	doc_paragraph(
	        p->doc,
	        tr(p->c,
	           "Sample: n = %zu of N = %zu machines. When none of them fails, at "
	           "most D = %zu machines of the lot are faulty with a confidence of "
	           "%u %% (hypergeometric distribution, exact, acceptance number 0). "
	           "Drawn with the seed %llu (splitmix64, Fisher-Yates); numbers in the "
	           "register: %s."),
	        s->n, s->lot, s->bad, s->confidence, (unsigned long long)s->seed,
	        sampled_units(p));
	doc_paragraph(p->doc, "%s",
	              tr(p->c,
	                 "If one machine of the sample fails a mandatory requirement, "
	                 "all machines are checked for it. Critical requirements are "
	                 "checked on all machines."));
}

static const char *how_many(struct accept_page *p, const struct open_row *o)
{
	struct arena *arena = &p->doc->arena;
	const struct sample_plan *s = &p->a->sample;
	bool paper = o->row->method && !strcmp(o->row->method, "paper");
	if (o->reason == OPEN_equivalent)
		return tr(p->c, "a person decides on the claim");
	if (o->reason == OPEN_scan)
		return arena_format(arena, tr(p->c, "%zu of %zu: scan again, or by hand"),
		                    o->n, p->a->counted);
	if (paper)
		return tr(p->c, "documents of the delivery");
	if (o->row->severity == SEVERITY_critical)
		return arena_format(arena, tr(p->c, "all %zu"), p->a->counted);
	return arena_format(arena, tr(p->c, "sample of %zu"), s->n);
}

/* The first row of the requirement that says how, and not only that a scan tells it
 * where a scan did not. */
static const struct spec_row *saying(const struct spec_lot *lot, const struct open_row *o)
{
	const struct spec_row *found = o->row;
	for (const struct spec_row *r = o->row; r < lot->rows + lot->n; r++) {
		bool own = r->requirement == o->row->requirement && r->check && r->method;
		if (own && (o->reason != OPEN_by_hand || strcmp(r->method, "scan") != 0))
			return r;
		if (own && !found->check)
			found = r;
	}
	return found;
}

static void write_by_hand(struct accept_page *p)
{
	static const char *const heads[] = {
	        N_("Id"),       N_("Requirement"),        N_("Method"), N_("Check"),
	        N_("Machines"), N_("What the scan says"), N_("Result")};
	static const int widths[] = {11, 30, 9, 24, 13, 18, 12};
	const struct acceptance *a = p->a;
	page_heading(p, 1, "4. Checks by hand");
	if (!a->open_count) {
		doc_paragraph(p->doc, "%s", tr(p->c, "None."));
		return;
	}
	write_plan(p);
	doc_table(p->doc);
	for (size_t i = 0; i < 7; i++)
		doc_head(p->doc, tr(p->c, heads[i]), widths[i]);
	for (size_t i = 0; i < a->open_count; i++) {
		const struct open_row *o = &a->open[i];
		const struct spec_row *how = saying(a->lot, o);
		doc_row(p->doc);
		doc_cell(p->doc, 0, o->row->id);
		doc_cell(p->doc, 1, o->row->text);
		doc_cell(p->doc, 2, how->method ? tr(p->c, how->method) : NULL);
		doc_cell(p->doc, 3, how->check);
		doc_cell(p->doc, 4, how_many(p, o));
		doc_cell(p->doc, 5, o->reason == OPEN_scan ? o->why : NULL);
	}
}

/* ---- register --------------------------------------------------------------------- */

static void register_row(struct accept_page *p, const struct delivered *u)
{
	struct arena *arena = &p->doc->arena;
	doc_row(p->doc);
	if (u->number)
		doc_cell(p->doc, 0, arena_format(arena, "%zu", u->number));
	doc_cell(p->doc, 1, u->serial ? u->serial : tr(p->c, "not readable"));
	doc_cell(p->doc, 2, u->part_number);
	doc_cell(p->doc, 3,
	         arena_format(arena, "%s %s", u->vendor ? u->vendor : "",
	                      u->model ? u->model : ""));
	doc_cell(p->doc, 4, u->macs);
	doc_cell(p->doc, 5, u->file.name);
	doc_cell(p->doc, 6, u->taken);
	doc_cell(p->doc, 7, u->file.sha256);
	doc_cell(p->doc, 8, unit_result_in(p->a->words.language, u->result));
}

static void write_register(struct accept_page *p)
{
	static const char *const heads[] = {N_("No."),
	                                    N_("Serial number"),
	                                    N_("Part number"),
	                                    N_("Maker and model"),
	                                    N_("MAC addresses"),
	                                    N_("Scan file"),
	                                    N_("Scanned at (UTC)"),
	                                    N_("SHA-256 of the file"),
	                                    N_("Result")};
	static const int widths[] = {4, 14, 12, 16, 15, 13, 12, 26, 14};
	page_heading(p, 1, "Annex 1. Register of the machines");
	doc_table(p->doc);
	for (size_t i = 0; i < 9; i++)
		doc_head(p->doc, tr(p->c, heads[i]), widths[i]);
	for (size_t i = 0; i < p->a->n; i++)
		register_row(p, p->a->units[i]);
}

static void write_signatures(struct accept_page *p)
{
	page_heading(p, 1, "5. Decision and signatures");
	doc_paragraph(
	        p->doc, "%s",
	        tr(p->c,
	           "Decision (a person): accepted [ ]  accepted with reservations [ ]  "
	           "acceptance refused [ ]. Reservations: ____________"));
	doc_paragraph(p->doc, "%s",
	              tr(p->c,
	                 "For the buyer: ____________ (name, date). For the supplier: "
	                 "____________ (name, date)."));
}

void acceptance_act(const struct acceptance *a, struct doc *doc)
{
	struct accept_page page = page_of(a, doc), *p = &page;
	const char *title = a->lot->title ? a->lot->title : a->in.spec->title;
	doc_title(doc, arena_format(&doc->arena, "%s%s%s",
	                            tr(p->c, "Handover and acceptance act"),
	                            title ? ": " : "", title ? title : ""));
	doc_notice(doc, draft_notice(a->words.language));
	page_heading(p, 1, "1. Contract and documents");
	page_references(p);
	page_inputs(p);
	write_result(p);
	write_deviations(p);
	write_by_hand(p);
	write_signatures(p);
	write_register(p);
	if (!a->deviation_count)
		return;
	page_heading(p, 1, "Annex 2. Evidence of the deviations");
	page_evidence(p);
}
