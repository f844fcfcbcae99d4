/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/spec_doc.h"

#include "procure/wording.h"

#include <string.h>

/* The document being filled. */
struct part {
	const struct spec *spec;
	struct doc *doc;
	const struct catalogue *c;
};

const char *draft_notice(const struct language *language)
{
	return tr(language->catalogue, "DRAFT. Made by a program from a written need. "
	                               "Not legal advice: a person "
	                               "reads it, corrects it, decides and signs.");
}

const char *date_in(const struct language *language, struct arena *arena, struct date d)
{
	char text[DATE_TEXT_MAX];
	if (language->estonian)
		return arena_format(arena, "%02d.%02d.%04d", d.day, d.month, d.year);
	return arena_string(arena, date_text(d, text));
}

static void heading(struct part *p, int level, const char *sentence)
{
	doc_heading(p->doc, level, tr(p->c, sentence));
}

static void cell(struct part *p, size_t column, const char *text)
{
	doc_cell(p->doc, column, text);
}

/* ---- beginning -------------------------------------------------------------------- */

static void write_cover(struct part *p)
{
	const struct spec *s = p->spec;
	struct arena *arena = &p->doc->arena;
	doc_title(p->doc,
	          s->title ? arena_format(arena, "%s: %s",
	                                  tr(p->c, "Technical specification"), s->title)
	                   : tr(p->c, "Technical specification"));
	doc_notice(p->doc, draft_notice(&s->language));
	doc_paragraph(p->doc,
	              tr(p->c, "Date of the draft: %s. Buyer: ____________. "
	                       "Reference number: ____________."),
	              date_in(&s->language, arena, s->date));
}

static void write_reading(struct part *p)
{
	static const char *const sentences[] = {
	        N_("Mandatory (must): an offer that does not meet it does not conform. "
	           "Recommended: not required, and no points are given for it. Award: "
	           "earns "
	           "points as the row says. Information: the bidder states the value."),
	        N_("A requirement with sub-rows \"of the same component\" is met when "
	           "one and "
	           "the same component meets all of them."),
	        N_("GB of storage is 10^9 bytes; memory is counted in GiB, 2^30 bytes. A "
	           "value "
	           "at the limit meets the requirement."),
	        N_("Wherever the specification refers to a standard, a technical "
	           "approval, a "
	           "label, a trade mark, a type, an origin or a process, it is read with "
	           "the "
	           "words \"or equivalent\", also where they are not written. The bidder "
	           "shows "
	           "the equivalence; a person judges it."),
	        N_("The order of precedence: this specification, then the offer where it "
	           "promises more. Delivery is judged by the stricter of the two."),
	};
	heading(p, 1, "2. How to read this specification");
	for (size_t i = 0; i < sizeof(sentences) / sizeof(*sentences); i++)
		doc_bullet(p->doc, "%s", tr(p->c, sentences[i]));
}

static void write_lots(struct part *p)
{
	const char *heads[] = {N_("Lot"),    N_("Subject"),  N_("Device"), N_("Quantity"),
	                       N_("Option"), N_("Delivery"), N_("CPV")};
	static const int widths[] = {5, 34, 14, 9, 9, 13, 14};
	struct arena *arena = &p->doc->arena;
	heading(p, 1, "3. Lots and quantities");
	doc_table(p->doc);
	for (size_t i = 0; i < 7; i++)
		doc_head(p->doc, tr(p->c, heads[i]), widths[i]);
	for (size_t i = 0; i < p->spec->n; i++) {
		const struct spec_lot *lot = &p->spec->lots[i];
		doc_row(p->doc);
		cell(p, 0, lot->id);
		cell(p, 1, lot->title);
		cell(p, 2, lot->subject);
		if (lot->has_quantity) {
			cell(p, 3, arena_format(arena, "%u", lot->quantity));
			cell(p, 4, arena_format(arena, "%u", lot->option));
		}
		if (lot->has_delivery)
			cell(p, 5, date_in(&p->spec->language, arena, lot->delivery));
		cell(p, 6, lot->cpv);
	}
}

static void write_general(struct part *p)
{
	static const char *const sentences[] = {
	        N_("Everything offered is new and unused and works as its maker intends, "
	           "unless "
	           "a row says otherwise."),
	        N_("Units of one lot and their components are the same throughout and "
	           "have the "
	           "same part numbers, unless a part is no longer made; the supplier "
	           "then says "
	           "so in writing before delivery."),
	        N_("No function that is required depends on a subscription which is not "
	           "in the "
	           "price."),
	        N_("With the delivery comes a list (CSV) of serial numbers, part numbers "
	           "and, "
	           "where there are any, MAC addresses."),
	        N_("Documents for users are in Estonian or in English."),
	};
	heading(p, 1, "4. General requirements");
	for (size_t i = 0; i < sizeof(sentences) / sizeof(*sentences); i++)
		doc_bullet(p->doc, "%s", tr(p->c, sentences[i]));
}

/* ---- tables of requirements ------------------------------------------------------- */

static bool is_service(const struct spec_row *row)
{
	enum kind_id kind = row->fact != FACT_COUNT ? fact_row(row->fact)->kind
	                    : row->need && row->need->type == NEED_have ? row->need->kind
	                                                                : KIND_COUNT;
	return kind == KIND_service || kind == KIND_service_level ||
	       (row->fact != FACT_COUNT &&
	        !strcmp(fact_row(row->fact)->name, "warranty"));
}

enum chapter { CHAPTER_technical, CHAPTER_service, CHAPTER_award };

static enum chapter chapter_of(const struct spec_lot *lot, const struct spec_row *row)
{
	while (row->parent != ROW_NONE)
		row = &lot->rows[row->parent];
	if (row->level == LEVEL_award)
		return CHAPTER_award;
	return is_service(row) ? CHAPTER_service : CHAPTER_technical;
}

static const char *text_of_row(struct part *p, const struct spec_row *row)
{
	struct arena *arena = &p->doc->arena;
	const char *text = row->text ? row->text : "";
	if (row->same_component)
		text = arena_format(arena, "%s %s", text,
		                    tr(p->c, "(all sub-rows of the same component)"));
	if (row->condition)
		text = arena_format(arena, "%s [%s]", text, row->condition);
	if (row->at == AT_delivery)
		text = arena_format(arena, "%s [%s]", text, tr(p->c, "at delivery"));
	if (row->at == AT_offer)
		text = arena_format(arena, "%s [%s]", text, tr(p->c, "at offer"));
	return text;
}

static void requirement_row(struct part *p, const struct spec_row *row)
{
	struct table_row *line = doc_row(p->doc);
	line->strong = row->join != ROW_leaf;
	line->indent = row->depth;
	cell(p, 0, row->id);
	cell(p, 1, text_of_row(p, row));
	cell(p, 2, row->depth ? "" : level_word(&p->spec->language, row->level));
	cell(p, 3, row->op);
	cell(p, 4, row->value);
	cell(p, 5, row->unit);
	cell(p, 6, row->tolerance);
	if (row->join == ROW_leaf || row->how == TEST_ROW_count) {
		cell(p, 7, row->evidence);
		cell(p, 8, tr(p->c, row->method));
		cell(p, 9, row->check);
		cell(p, 10, severity_word(&p->spec->language, row->severity));
	}
}

static bool has_chapter(const struct spec_lot *lot, enum chapter chapter)
{
	for (size_t i = 0; i < lot->n; i++)
		if (chapter_of(lot, &lot->rows[i]) == chapter)
			return true;
	return false;
}

static void requirement_table(struct part *p, const struct spec_lot *lot,
                              enum chapter chapter)
{
	static const char *const heads[] = {N_("Id"),       N_("Requirement"),
	                                    N_("Kind"),     N_("Op."),
	                                    N_("Value"),    N_("Unit"),
	                                    N_("Tol."),     N_("Evidence at offer"),
	                                    N_("Method"),   N_("Check at delivery"),
	                                    N_("If missed")};
	static const int widths[] = {12, 29, 13, 7, 15, 8, 8, 21, 13, 20, 13};
	if (!has_chapter(lot, chapter))
		return;
	if (p->spec->n > 1)
		doc_heading(p->doc, 2,
		            arena_format(&p->doc->arena, "%s %s%s%s", tr(p->c, "Lot"),
		                         lot->id, lot->title ? ": " : "",
		                         lot->title ? lot->title : ""));
	doc_table(p->doc);
	for (size_t i = 0; i < 11; i++)
		doc_head(p->doc, tr(p->c, heads[i]), widths[i]);
	for (size_t i = 0; i < lot->n; i++)
		if (chapter_of(lot, &lot->rows[i]) == chapter)
			requirement_row(p, &lot->rows[i]);
}

static void write_chapter(struct part *p, const char *title, enum chapter chapter)
{
	bool any = false;
	heading(p, 1, title);
	for (size_t i = 0; i < p->spec->n; i++) {
		any = any || has_chapter(&p->spec->lots[i], chapter);
		requirement_table(p, &p->spec->lots[i], chapter);
	}
	if (!any)
		doc_paragraph(p->doc, "%s", tr(p->c, "The need says nothing about it."));
}

/* ---- the rest --------------------------------------------------------------------- */

static void write_environment(struct part *p)
{
	static const char *const sentences[] = {
	        N_("Energy: the ecodesign and labelling rules of the kind of device hold "
	           "(see "
	           "the table of legislation)."),
	        N_("Accessibility: where people use the device directly, the "
	           "requirements of EN "
	           "301 549 or equivalent apply as far as they concern the device."),
	        N_("Security: the firmware can be updated during the whole warranty; "
	           "known "
	           "vulnerabilities are mended without charge."),
	        N_("Data protection: a faulty data carrier is erased with a record for "
	           "each "
	           "device, or stays with the buyer where a row says so."),
	};
	heading(p, 1, "6. Energy, accessibility, security, data protection");
	for (size_t i = 0; i < sizeof(sentences) / sizeof(*sentences); i++)
		doc_bullet(p->doc, "%s", tr(p->c, sentences[i]));
}

static void write_acceptance(struct part *p)
{
	static const char *const sentences[] = {
	        N_("Quantity and completeness are counted first and recorded apart from "
	           "quality."),
	        N_("Rows with the method \"scan\" are checked on every unit delivered, "
	           "with a "
	           "program that changes nothing on the machine."),
	        N_("Rows with the methods look, measure and test are checked on a sample "
	           "drawn "
	           "by lot; its size, its seed and what it can detect are recorded. One "
	           "unit of "
	           "the sample that fails a mandatory row means that every unit is "
	           "checked."),
	        N_("The act names what was accepted, with which reservations, and what "
	           "was not. "
	           "Deviations are listed with what was required, offered and found."),
	        N_("A tolerance covers the uncertainty of the measurement only."),
	};
	heading(p, 1, "8. Delivery and acceptance");
	for (size_t i = 0; i < sizeof(sentences) / sizeof(*sentences); i++)
		doc_bullet(p->doc, "%s", tr(p->c, sentences[i]));
}

static void write_award_sum(struct part *p)
{
	for (size_t i = 0; i < p->spec->n; i++) {
		const struct spec_lot *lot = &p->spec->lots[i];
		fixed_t sum = 0;
		char text[FIXED_TEXT_MAX];
		for (size_t k = 0; k < lot->n; k++)
			if (lot->rows[k].level == LEVEL_award && !lot->rows[k].depth)
				sum += lot->rows[k].requirement->award.weight;
		if (sum)
			doc_paragraph(p->doc, tr(p->c, "Lot %s: %s points in all."),
			              lot->id, fixed_text(sum, text));
	}
}

static void write_form(struct part *p)
{
	heading(p, 1, "10. Response form");
	doc_paragraph(p->doc, "%s",
	              tr(p->c,
	                 "The bidder fills in the response form (XLSX or CSV) that comes "
	                 "with this specification: for every row whether it is met "
	                 "(yes, no, equivalent), the value offered, the exact product "
	                 "and part number, and the file and page of the evidence. Rows "
	                 "are matched by their identifiers. A row without an answer is "
	                 "asked about, not counted as met."));
}

static void write_legislation(struct part *p)
{
	const struct legislation *laws = p->spec->legislation;
	const char *heads[] = {N_("Act"),  N_("Article"),  N_("What it asks"),
	                       N_("From"), N_("Evidence"), N_("State")};
	static const int widths[] = {22, 12, 34, 10, 24, 16};
	struct arena *arena = &p->doc->arena;
	heading(p, 1, "11. Legislation");
	doc_paragraph(p->doc, "%s",
	              tr(p->c,
	                 "Names of acts and what they are about, in our words, not the "
	                 "text of the law. Rows marked \"to verify\" must be verified by "
	                 "a person against the official text before publication."));
	doc_table(p->doc);
	for (size_t i = 0; i < 6; i++)
		doc_head(p->doc, tr(p->c, heads[i]), widths[i]);
	for (size_t i = 0; laws && i < laws->n; i++) {
		const struct law *law = &laws->items[i];
		bool touches = false, et = p->spec->language.estonian;
		for (size_t k = 0; k < p->spec->n; k++) {
			const struct subject *s = p->spec->lots[k].subject_row;
			touches = touches || law_touches(law, s ? s->name : NULL);
		}
		if (!touches)
			continue;
		doc_row(p->doc);
		cell(p, 0, et ? law->act_et : law->act_en);
		cell(p, 1, et ? law->article_et : law->article_en);
		cell(p, 2, et ? law->asks_et : law->asks_en);
		cell(p, 3,
		     law->has_from ? date_in(&p->spec->language, arena, law->from) : "");
		cell(p, 4, et ? law->evidence_et : law->evidence_en);
		cell(p, 5, law->verified ? tr(p->c, "read") : tr(p->c, "to verify"));
	}
}

static void write_log(struct part *p)
{
	heading(p, 1, "12. Exceptions to the neutrality rules, and their reasons");
	for (size_t i = 0; i < p->spec->exception_count; i++)
		doc_bullet(p->doc, "%s: %s", p->spec->exceptions[i].need,
		           p->spec->exceptions[i].reason);
	if (!p->spec->exception_count)
		doc_paragraph(p->doc, "%s", tr(p->c, "None."));
}

void spec_document(const struct spec *spec, struct doc *doc)
{
	struct part p = {spec, doc, spec->language.catalogue};
	doc->language = spec->language.code;
	doc->landscape = true;
	write_cover(&p);
	spec_write_need(spec, doc);
	write_reading(&p);
	write_lots(&p);
	write_general(&p);
	write_chapter(&p, "5. Technical requirements", CHAPTER_technical);
	write_environment(&p);
	write_chapter(&p, "7. Warranty and service levels", CHAPTER_service);
	write_acceptance(&p);
	write_chapter(&p, "9. Award criteria", CHAPTER_award);
	write_award_sum(&p);
	write_form(&p);
	write_legislation(&p);
	write_log(&p);
}
