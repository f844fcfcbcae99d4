/* SPDX-License-Identifier: GPL-3.0-or-later
 * Service levels as a document: by class, then what was missed. */
#include "procure/sla.h"
#include "procure/spec_doc.h"

/* A document being filled. */
struct sla_page {
	const struct sla *sla;
	struct doc *doc;
	const struct catalogue *c;
	struct wording words;
};

static const char *when(struct sla_page *p, int64_t moment)
{
	struct date date;
	int minute;
	if (moment < 0)
		return "–";
	local_of(moment, &date, &minute);
	return arena_format(&p->doc->arena, "%s %02d:%02d",
	                    date_in(&p->sla->language, &p->doc->arena, date), minute / 60,
	                    minute % 60);
}

static const char *duration(struct sla_page *p, int64_t minutes)
{
	return arena_format(&p->doc->arena, "%lld:%02lld", (long long)minutes / 60,
	                    (long long)minutes % 60);
}

static void head(struct sla_page *p, const char *const *heads, size_t n)
{
	doc_table(p->doc);
	for (size_t i = 0; i < n; i++)
		doc_head(p->doc, tr(p->c, heads[i]), 10);
}

static const char *number(struct sla_page *p, size_t n)
{
	return arena_format(&p->doc->arena, "%zu", n);
}

static void write_classes(struct sla_page *p)
{
	static const char *const heads[] = {
	        N_("Class"),   N_("Time"),      N_("Limit"),
	        N_("Tickets"), N_("met"),       N_("missed"),
	        N_("open"),    N_("Share met"), N_("Worst (hours of service)")};
	static const char *const steps[] = {N_("response"), N_("restoration")};
	head(p, heads, 9);
	for (size_t i = 0; i < p->sla->class_count; i++)
		for (int s = 0; s < SLA_STEPS; s++) {
			const struct sla_class *c = &p->sla->classes[i];
			if (!c->limited[s])
				continue;
			size_t told = c->counts[s][SLA_met] + c->counts[s][SLA_missed];
			doc_row(p->doc);
			doc_cell(p->doc, 0, word_in_language(&p->words, c->name));
			doc_cell(p->doc, 1, tr(p->c, steps[s]));
			doc_cell(p->doc, 2,
			         operand_in(&p->words, FACT_service_level_response,
			                    c->written[s]));
			doc_cell(p->doc, 3, number(p, c->n));
			doc_cell(p->doc, 4, number(p, c->counts[s][SLA_met]));
			doc_cell(p->doc, 5, number(p, c->counts[s][SLA_missed]));
			doc_cell(p->doc, 6, number(p, c->counts[s][SLA_open]));
			if (told)
				doc_cell(p->doc, 7,
				         arena_format(&p->doc->arena, "%zu / %zu",
				                      c->counts[s][SLA_met], told));
			doc_cell(p->doc, 8, duration(p, c->worst[s]));
		}
}

static void write_missed(struct sla_page *p)
{
	static const char *const heads[] = {N_("Ticket"), N_("Class"),
	                                    N_("Time"),   N_("Reported"),
	                                    N_("Done"),   N_("Hours of service"),
	                                    N_("Limit")};
	static const char *const steps[] = {N_("response"), N_("restoration")};
	doc_heading(p->doc, 1, tr(p->c, "Missed"));
	if (sla_kept(p->sla)) {
		doc_paragraph(p->doc, "%s", tr(p->c, "None."));
		return;
	}
	head(p, heads, 7);
	for (size_t i = 0; i < p->sla->n; i++)
		for (int s = 0; s < SLA_STEPS; s++) {
			const struct sla_ticket *t = &p->sla->tickets[i];
			if (t->verdicts[s] != SLA_missed)
				continue;
			doc_row(p->doc);
			doc_cell(p->doc, 0, t->id);
			doc_cell(p->doc, 1, word_in_language(&p->words, t->of->name));
			doc_cell(p->doc, 2, tr(p->c, steps[s]));
			doc_cell(p->doc, 3, when(p, t->reported));
			doc_cell(p->doc, 4, when(p, t->done[s]));
			doc_cell(p->doc, 5, duration(p, t->took[s]));
			doc_cell(p->doc, 6,
			         operand_in(&p->words, FACT_service_level_response,
			                    t->of->written[s]));
		}
}

void sla_document(const struct sla *sla, struct doc *doc)
{
	struct sla_page page = {sla, doc, sla->language.catalogue, {0}}, *p = &page;
	p->words = (struct wording){&doc->arena, &sla->language, {2000, 1, 1}, NULL};
	doc->language = sla->language.code;
	doc->landscape = true;
	doc_title(doc, tr(p->c, "Service levels"));
	doc_notice(doc, draft_notice(&sla->language));
	if (sla->hours) {
		doc_paragraph(
		        doc,
		        tr(p->c,
		           "Service hours: %s, local time of Tallinn, without public "
		           "holidays; a report after them counts as of the next "
		           "working day. Judged as of %s. The clock is never "
		           "stopped."),
		        sla->hours, when(p, sla->now));
		write_classes(p);
		write_missed(p);
	}
	sla_write_warranty(sla, doc);
}
