/* SPDX-License-Identifier: GPL-3.0-or-later
 * The chapter of a specification that says what the purchase is for. */
#include "procure/gap.h"
#include "procure/spec_doc.h"

static void write_gap(const struct spec *spec, struct doc *doc)
{
	const struct catalogue *c = spec->language.catalogue;
	const struct gap *gap = spec->gap;
	struct buf ids = BUF_EMPTY;
	doc_paragraph(doc,
	              tr(c,
	                 "Measured on %s over %zu machines: %zu meet the need; %zu meet "
	                 "it after a setting is changed; %zu need parts; %zu must be "
	                 "replaced; of %zu it cannot be told, and they are in no lot. "
	                 "Nothing of a single machine is published."),
	              date_in(&spec->language, &doc->arena, gap->date), gap->asked,
	              gap->fit, gap->settings, gap->parts, gap->replace, gap->unknown);
	for (size_t i = 0; i < gap->n; i++)
		if (gap->lines[i].id)
			doc_bullet(doc,
			           tr(c, "%s: not met by %zu machines, not known of %zu"),
			           gap->lines[i].id, gap->lines[i].fail,
			           gap->lines[i].unknown);
	for (size_t i = 0; i < gap->unmeasured_count; i++)
		buf_format(&ids, "%s%s", i ? ", " : "", gap->unmeasured[i]);
	if (ids.n)
		doc_paragraph(doc,
		              tr(c, "Asked of the purchase, not measured on machines in "
		                    "use: %s."),
		              ids.text);
	buf_done(&ids);
}

void spec_write_need(const struct spec *spec, struct doc *doc)
{
	const struct catalogue *c = spec->language.catalogue;
	doc_heading(doc, 1, tr(c, "1. Need"));
	doc_paragraph(doc, "%s",
	              tr(c, "The purchase answers the need that the title names. Each "
	                    "requirement below has the identifier of the need it comes "
	                    "from; reasons that the need states stand with the "
	                    "requirement."));
	if (spec->gap)
		write_gap(spec, doc);
	for (size_t i = 0; i < spec->n; i++)
		for (size_t k = 0; k < spec->lots[i].n; k++)
			if (spec->lots[i].rows[k].why)
				doc_bullet(doc, "%s: %s", spec->lots[i].rows[k].id,
				           spec->lots[i].rows[k].why);
}
