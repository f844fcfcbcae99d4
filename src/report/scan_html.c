/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scan as a page. */
#include "report/scan_report.h"

#include "facts/words.h"
#include "procure/accept.h"
#include "procure/wording.h"
#include "report/html.h"
#include "report/scan_summary.h"

/* A page being written. */
struct page {
	struct buf *out;
	struct arena arena;
	const struct catalogue *c;
	struct wording words;
	bool translated; /* names and values too, not only what stands around them */
};

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
        [STATE_unknown] = {N_("unknown"), "unknown"},
        [STATE_known] = {N_("known"), "pass"},
        [STATE_absent] = {N_("absent"), "not_applicable"},
        [STATE_unreadable] = {N_("unreadable"), "unknown"},
};

static void add_reason(struct buf *text, const struct catalogue *c, const char *why,
                       const char *remedy)
{
	catalogue_say(text, c, why);
	if (remedy) {
		buf_add_string(text, "; ");
		catalogue_say(text, c, remedy);
	}
}

static void add_value(struct page *p, const struct fact *fact)
{
	struct buf text = BUF_EMPTY;
	if (fact->state == STATE_known)
		value_words(&text, fact->id, &fact->value, p->c);
	else if (fact->state == STATE_unreadable)
		add_reason(&text, p->c, fact->why, fact->remedy);
	html_text(p->out, text.text);
	if (fact->raw) {
		buf_add_string(p->out, " <span class=\"dim\">(");
		html_text(p->out, fact->raw);
		buf_add_string(p->out, ")</span>");
	}
	buf_done(&text);
}

static void add_fact(struct page *p, const struct component *c, const struct fact *fact)
{
	const struct fact_row *row = fact_row(fact->id);
	const char *kind =
	        p->translated ? kind_in(&p->words, c->kind) : kind_row(c->kind)->name;
	const char *name = p->translated ? fact_short_in(&p->words, fact->id) : row->name;
	buf_format(p->out, "<tr data-verdict=\"%s\"><td>", states[fact->state].word);
	html_text(p->out, kind);
	buf_add_string(p->out, "</td><td>");
	html_text(p->out, c->key ? c->key : "");
	buf_add_string(p->out, "</td><td title=\"");
	html_text(p->out, p->translated ? fact_full_name(fact->id) : row->doc);
	buf_add_string(p->out, "\">");
	html_text(p->out, name);
	buf_add_string(p->out, "</td><td>");
	add_value(p, fact);
	buf_format(p->out, "</td><td class=\"verdict %s\">%s</td><td class=\"dim\">",
	           states[fact->state].class, tr(p->c, states[fact->state].word));
	struct buf source = BUF_EMPTY;
	catalogue_say(&source, p->c,
	              fact->source  ? fact->source
	              : row->source ? row->source
	                            : "");
	html_text(p->out, source.text);
	buf_done(&source);
	buf_add_string(p->out, "</td></tr>\n");
}

static void heading(struct page *p, const char *text)
{
	buf_add_string(p->out, "<h2>");
	html_text(p->out, tr(p->c, text));
	buf_add_string(p->out, "</h2>\n");
}

static void add_facts(struct page *p, const struct scan *scan)
{
	enum { COLUMNS = 6 };
	static const char *const names[COLUMNS] = {N_("Kind of component"),
	                                           N_("Component"),
	                                           N_("Fact"),
	                                           N_("Value"),
	                                           N_("State"),
	                                           N_("Source")};
	const char *columns[COLUMNS];
	for (size_t i = 0; i < COLUMNS; i++)
		columns[i] = tr(p->c, names[i]);
	heading(p, N_("Every fact"));
	html_table_begin(p->out, "facts", columns, COLUMNS);
	for (size_t k = 0; k < KIND_COUNT; k++)
		for (size_t i = 0; i < scan->kinds[k].n; i++) {
			const struct component *c = scan->kinds[k].items[i];
			for (size_t f = 0; f < c->n; f++)
				add_fact(p, c, &c->facts[f]);
		}
	html_table_end(p->out);
}

static void add_item(struct page *p, const char *what, const char *why,
                     const char *remedy)
{
	struct buf text = BUF_EMPTY;
	buf_format(&text, "%s: ", what);
	add_reason(&text, p->c, why, remedy);
	buf_add_string(p->out, "<li>");
	html_text(p->out, text.text);
	buf_add_string(p->out, "</li>\n");
	buf_done(&text);
}

static void add_note(struct page *p, const struct note *note)
{
	struct buf what = BUF_EMPTY;
	if (note->component)
		component_words(&what, note->component, FACT_COUNT, p->c);
	else
		buf_add_string(&what, tr(p->c, "machine"));
	add_item(p, what.text, note->text, NULL);
	buf_done(&what);
}

/* Probes that did not run, lists that may lack something, notes. */
static void add_gaps(struct page *p, const struct scan *scan)
{
	struct buf list = BUF_EMPTY, *out = p->out;
	p->out = &list;
	for (size_t i = 0; i < scan->probe_count; i++)
		if (scan->probes[i].status != PROBE_ok)
			add_item(p, scan->probes[i].name,
			         scan->probes[i].why ? scan->probes[i].why : "–",
			         scan->probes[i].remedy);
	for (size_t k = 0; k < KIND_COUNT; k++)
		if (scan->kinds[k].partial)
			add_item(p,
			         p->translated ? kind_in(&p->words, (enum kind_id)k)
			                       : kind_row((enum kind_id)k)->plural,
			         scan->kinds[k].partial, NULL);
	for (size_t i = 0; i < scan->note_count; i++)
		add_note(p, &scan->notes[i]);
	p->out = out;
	if (list.n) {
		heading(p, N_("Could not be read, and notes"));
		buf_add_string(out, "<ul>\n");
		buf_add(out, list.text, list.n);
		buf_add_string(out, "</ul>\n");
	}
	buf_done(&list);
}

void scan_write_html(const struct scan *scan, const struct scan_report_options *options,
                     struct buf *out)
{
	static const struct language english = {.code = "en"};
	const struct language *l = options->language ? options->language : &english;
	struct page p = {.out = out, .translated = l->estonian};
	p.c = l->estonian ? l->catalogue : NULL;
	p.words = (struct wording){.arena = &p.arena, .language = l};
	html_begin(out, scan->hostname ? scan->hostname : tr(p.c, "A machine"), l->code);
	buf_add_string(out, "<table class=\"summary\">\n");
	scan_summary(scan, true, p.c, add_line, out);
	buf_add_string(out, "</table>\n");
	add_gaps(&p, scan);
	add_facts(&p, scan);
	html_end(out);
	arena_done(&p.arena);
}
