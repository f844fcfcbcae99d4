/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scan as a page. */
#include "report/scan_report.h"

#include "report/html.h"
#include "report/scan_summary.h"

static void add_line(void *context, const char *title, const char *text)
{
	struct buf *out = context;
	buf_add_string(out, "<tr><th scope=\"row\">");
	html_text(out, title);
	buf_add_string(out, "</th><td>");
	html_text(out, text);
	buf_add_string(out, "</td></tr>\n");
}

/* The word that a state is filtered by, and its colour. */
static const struct {
	const char *word, *class;
} states[] = {
        [STATE_unknown] = {"unknown", "unknown"},
        [STATE_known] = {"known", "pass"},
        [STATE_absent] = {"absent", "not_applicable"},
        [STATE_unreadable] = {"unreadable", "unknown"},
};

static void add_value(struct buf *out, const struct fact *fact)
{
	struct buf text = BUF_EMPTY;
	if (fact->state == STATE_known)
		value_print(&text, fact->id, &fact->value);
	else if (fact->state == STATE_unreadable)
		buf_format(&text, "%s%s%s", fact->why, fact->remedy ? "; " : "",
		           fact->remedy ? fact->remedy : "");
	html_text(out, text.text);
	if (fact->raw) {
		buf_add_string(out, " <span class=\"dim\">(");
		html_text(out, fact->raw);
		buf_add_string(out, ")</span>");
	}
	buf_done(&text);
}

static void add_fact(struct buf *out, const struct component *c, const struct fact *fact)
{
	const struct fact_row *row = fact_row(fact->id);
	buf_format(out, "<tr data-verdict=\"%s\"><td>%s</td><td>",
	           states[fact->state].word, kind_row(c->kind)->name);
	html_text(out, c->key ? c->key : "");
	buf_format(out, "</td><td title=\"");
	html_text(out, row->doc);
	buf_format(out, "\">%s</td><td>", row->name);
	add_value(out, fact);
	buf_format(out, "</td><td class=\"verdict %s\">%s</td><td class=\"dim\">",
	           states[fact->state].class, states[fact->state].word);
	html_text(out, fact->source ? fact->source : row->source ? row->source : "");
	buf_add_string(out, "</td></tr>\n");
}

static void add_facts(struct buf *out, const struct scan *scan)
{
	static const char *const columns[] = {"Kind",  "Component", "Fact",
	                                      "Value", "State",     "Source"};
	buf_add_string(out, "<h2>Every fact</h2>\n");
	html_table_begin(out, "facts", columns, 6);
	for (size_t k = 0; k < KIND_COUNT; k++)
		for (size_t i = 0; i < scan->kinds[k].n; i++) {
			const struct component *c = scan->kinds[k].items[i];
			for (size_t f = 0; f < c->n; f++)
				add_fact(out, c, &c->facts[f]);
		}
	html_table_end(out);
}

static void add_item(struct buf *out, const char *what, const char *why,
                     const char *remedy)
{
	buf_add_string(out, "<li>");
	html_text(out, what);
	buf_add_string(out, ": ");
	html_text(out, why);
	if (remedy) {
		buf_add_string(out, "; ");
		html_text(out, remedy);
	}
	buf_add_string(out, "</li>\n");
}

/* Probes that did not run, lists that may lack something, notes. */
static void add_gaps(struct buf *out, const struct scan *scan)
{
	struct buf list = BUF_EMPTY;
	for (size_t i = 0; i < scan->probe_count; i++)
		if (scan->probes[i].status != PROBE_ok)
			add_item(&list, scan->probes[i].name,
			         scan->probes[i].why ? scan->probes[i].why : "",
			         scan->probes[i].remedy);
	for (size_t k = 0; k < KIND_COUNT; k++)
		if (scan->kinds[k].partial)
			add_item(&list, kind_row((enum kind_id)k)->plural,
			         scan->kinds[k].partial, NULL);
	for (size_t i = 0; i < scan->note_count; i++)
		add_item(&list,
		         scan->notes[i].component ? scan->notes[i].component : "machine",
		         scan->notes[i].text, NULL);
	if (list.n) {
		buf_add_string(out, "<h2>Could not be read, and notes</h2>\n<ul>\n");
		buf_add(out, list.text, list.n);
		buf_add_string(out, "</ul>\n");
	}
	buf_done(&list);
}

void scan_write_html(const struct scan *scan, const struct scan_report_options *options,
                     struct buf *out)
{
	(void)options;
	html_begin(out, scan->hostname ? scan->hostname : "A machine", "en");
	buf_add_string(out, "<table class=\"summary\">\n");
	scan_summary(scan, true, add_line, out);
	buf_add_string(out, "</table>\n");
	add_gaps(out, scan);
	add_facts(out, scan);
	html_end(out);
}
