/* SPDX-License-Identifier: GPL-3.0-or-later
 * The results of a check as one HTML page: all machines, then each with its requirements
 * and, folded, what every verdict rests on. */
#include "base/catalogue.h"
#include "facts/words.h"
#include "report/check_report.h"
#include "report/html.h"
#include "report/missing_words.h"
#include "report/requirement_words.h"

#include <string.h>

/* A page being written. */
struct page {
	struct buf *out;
	const struct catalogue *c; /* NULL: English */
	const struct language *language;
	struct spec *spec; /* words of the requirements; NULL: as the terms write them */
};

static const char *const levels[] = {N_("must"), N_("should"), N_("info"), N_("award")};

static const char *const verdict_words[] = {
        [VERDICT_pass] = N_("met"),
        [VERDICT_fail] = N_("not met"),
        [VERDICT_unknown] = N_("unknown"),
        [VERDICT_not_applicable] = N_("not applicable"),
};

static const char *const overall_class[] = {
        [OVERALL_suitable] = "pass",
        [OVERALL_with_reservations] = "unknown",
        [OVERALL_undecided] = "unknown",
        [OVERALL_not_suitable] = "fail",
};

static void element(struct buf *out, const char *name, const char *class,
                    const char *text)
{
	buf_format(out, "<%s%s%s%s>", name, class ? " class=\"" : "", class ? class : "",
	           class ? "\"" : "");
	html_text(out, text);
	buf_format(out, "</%s>", name);
}

static void translate(const struct page *p, const char *const *names,
                      const char **columns, size_t n)
{
	for (size_t i = 0; i < n; i++)
		columns[i] = tr(p->c, names[i]);
}

static void bar(struct page *p, const size_t counts[4])
{
	struct html_share shares[4];
	for (size_t i = 0; i < 4; i++)
		shares[i] = (struct html_share){verdict_name((enum verdict)i),
		                                tr(p->c, verdict_words[i]), counts[i]};
	html_bar(p->out, shares, 4);
}

/* ---- what a verdict rests on ------------------------------------------------------- */

static void write_evidence(struct page *p, const struct evidence *e)
{
	struct buf *out = p->out, name = BUF_EMPTY;
	buf_add_string(out, "<li>");
	if (e->component) {
		component_words(&name, e->component, e->fact, p->c);
		html_text(out, name.text);
		buf_add_string(out, ": ");
	}
	buf_done(&name);
	html_text(out, e->value);
	buf_add_string(out, " <span class=\"dim\">(");
	html_text(out, e->source);
	buf_add_string(out, ")</span></li>\n");
}

static void write_tree(struct page *p, const struct explanation *e)
{
	struct buf *out = p->out;
	buf_add_string(out, "<li>");
	element(out, "span", verdict_name(e->verdict),
	        tr(p->c, verdict_words[e->verdict]));
	buf_add_string(out, ": ");
	html_text(out, e->text ? e->text : "");
	if (e->reason) {
		buf_add_string(out, ": ");
		html_text(out, e->reason);
	}
	if (e->evidence_count || e->part_count) {
		buf_add_string(out, "<ul>\n");
		for (size_t i = 0; i < e->evidence_count; i++)
			write_evidence(p, &e->evidence[i]);
		for (size_t i = 0; i < e->part_count; i++)
			write_tree(p, e->parts[i]);
		buf_add_string(out, "</ul>");
	}
	buf_add_string(out, "</li>\n");
}

static void write_missing(struct page *p, const struct explanation *e)
{
	struct buf *out = p->out;
	if (!e->missing_count)
		return;
	buf_add_string(out, "<ul class=\"missing\">\n");
	for (size_t i = 0; i < e->missing_count; i++) {
		const struct missing *m = &e->missing[i];
		size_t alike = missing_alike(e, i);
		if (!alike)
			continue;
		buf_format(out, "<li>%s: ", tr(p->c, "missing"));
		html_text(out, m->what);
		if (m->component && strchr(m->component, '/')) {
			struct buf name = BUF_EMPTY;
			component_words(&name, m->component, FACT_COUNT, p->c);
			buf_add_string(out, " (");
			html_text(out, name.text);
			if (alike > 1)
				buf_format(out, " + %zu", alike - 1);
			buf_add_char(out, ')');
			buf_done(&name);
		}
		buf_add_string(out, ": ");
		html_text(out, m->why);
		if (m->remedy) {
			buf_add_string(out, "; ");
			html_text(out, m->remedy);
		}
		buf_add_string(out, "</li>\n");
	}
	buf_add_string(out, "</ul>\n");
}

static void write_found(struct page *p, const struct requirement_result *r)
{
	struct buf *out = p->out;
	const struct explanation *e = r->explanation;
	if (e->reason)
		element(out, "p", NULL, e->reason);
	if (r->verdict == VERDICT_fail && e->gap) {
		buf_format(out, "<p class=\"gap\">%s: ", tr(p->c, "gap"));
		html_text(out, e->gap);
		buf_add_string(out, "</p>");
	}
	if (r->verdict == VERDICT_fail && e->remedy) {
		buf_format(out, "<p class=\"remedy\">%s: ", tr(p->c, "remedy"));
		html_text(out, e->remedy);
		buf_add_string(out, "</p>");
	}
	if (r->verdict == VERDICT_unknown ||
	    (r->verdict == VERDICT_pass && e->reservation))
		write_missing(p, e);
	const char *because = bilingual_in(p->language, &r->requirement->because);
	if (because)
		element(out, "p", "dim", because);
	buf_format(out, "<details><summary>%s</summary><ul>\n", tr(p->c, "evidence"));
	write_tree(p, e);
	buf_add_string(out, "</ul></details>");
}

/* ---- requirements ------------------------------------------------------------------ */

static void write_requirement(struct page *p, const struct requirement_result *r)
{
	struct buf *out = p->out;
	const struct requirement *q = r->requirement;
	struct buf text = BUF_EMPTY;
	const char *name = verdict_name(r->verdict);
	if (!r->explanation)
		return;
	buf_format(out, "<tr data-verdict=\"%s\"><td class=\"verdict %s\">%s%s</td>",
	           name, name, tr(p->c, verdict_words[r->verdict]),
	           r->look ? tr(p->c, ", to look at") : "");
	element(out, "td", "word", tr(p->c, levels[q->level]));
	element(out, "td", "word", q->id ? q->id : "");
	requirement_words(p->spec, q, &text);
	element(out, "td", NULL, text.text);
	buf_add_string(out, "<td>");
	write_found(p, r);
	buf_add_string(out, "</td></tr>\n");
	buf_done(&text);
}

static void write_judgement(struct page *p, const struct judgement *lot, size_t machine)
{
	struct buf *out = p->out;
	static const char *const names[] = {N_("Verdict"), N_("Level"), N_("Id"),
	                                    N_("Requirement"), N_("What was found")};
	const char *columns[5];
	struct buf name = BUF_EMPTY;
	translate(p, names, columns, 5);
	if (lot->lot) {
		buf_format(out, "<h3>%s ", tr(p->c, "Lot"));
		html_text(out, lot->lot);
		buf_add_string(out, "</h3>\n");
	}
	buf_format(out, "<p>%s: <strong class=\"%s\">%s</strong></p>\n",
	           tr(p->c, "Outcome"), overall_class[lot->overall],
	           tr(p->c, overall_words(lot->overall)));
	if (lot->nothing_required)
		element(out, "p", "note",
		        tr(p->c, "Nothing is required: the terms have no must."));
	if (lot->applies_note)
		element(out, "p", "note", lot->applies_note);
	bar(p, lot->counts);
	buf_format(&name, "check-%zu", machine + 1);
	html_table_begin(out, name.text, columns, 5);
	for (size_t i = 0; i < lot->n; i++)
		write_requirement(p, &lot->results[i]);
	html_table_end(out);
	buf_done(&name);
}

/* ---- machines ---------------------------------------------------------------------- */

static void machine_name(const struct page *p, struct buf *name, const struct scan *scan)
{
	const struct fact *model = scan_fact(scan, FACT_system_model);
	buf_add_string(name, scan->hostname ? scan->hostname
	                     : scan->name   ? scan->name
	                                    : tr(p->c, "a scan"));
	if (model && model->state == STATE_known)
		buf_format(name, ", %s", model->value.text);
}

static void write_machine(struct page *p, const struct check_result *result, size_t i)
{
	struct buf *out = p->out;
	struct buf name = BUF_EMPTY, day = BUF_EMPTY, line = BUF_EMPTY;
	machine_name(p, &name, result->scan);
	buf_format(out, "<section id=\"m%zu\">\n<h2>", i + 1);
	html_text(out, name.text);
	buf_add_string(out, "</h2>\n<p class=\"dim\">");
	html_text(out, result->scan->name ? result->scan->name : "");
	if (result->scan->taken)
		buf_format(&line, tr(p->c, ", scanned %s"),
		           taken_words(&day, result->scan->taken, p->c));
	else
		buf_add_string(&line, tr(p->c, ", scanned on an unknown day"));
	html_text(out, line.text);
	buf_add_string(out, "</p>\n");
	for (size_t k = 0; k < result->n; k++)
		write_judgement(p, &result->judgements[k], i);
	buf_add_string(out, "</section>\n");
	buf_done(&name);
	buf_done(&day);
	buf_done(&line);
}

static void write_machine_row(struct page *p, const struct check_result *result, size_t i)
{
	struct buf *out = p->out;
	enum overall overall = check_overall(result);
	struct buf name = BUF_EMPTY;
	size_t counts[4] = {0};
	for (size_t k = 0; k < result->n; k++)
		for (size_t v = 0; v < 4; v++)
			counts[v] += result->judgements[k].counts[v];
	machine_name(p, &name, result->scan);
	buf_format(out,
	           "<tr data-verdict=\"%s\"><td class=\"verdict %s\">%s</td>"
	           "<td><a href=\"#m%zu\">",
	           overall_name(overall), overall_class[overall],
	           tr(p->c, overall_words(overall)), i + 1);
	html_text(out, name.text);
	buf_add_string(out, "</a></td>");
	for (size_t v = 0; v < 3; v++)
		buf_format(out, "<td class=\"number\">%zu</td>", counts[v]);
	buf_add_string(out, "</tr>\n");
	buf_done(&name);
}

static void write_machines(struct page *p, const struct check_result *const *results,
                           size_t n)
{
	struct buf *out = p->out;
	static const char *const names[] = {N_("Outcome"), N_("Machine"), N_("#met"),
	                                    N_("#not met"), N_("#unknown")};
	const char *columns[5];
	struct html_share shares[4];
	translate(p, names, columns, 5);
	for (size_t o = 0; o < 4; o++)
		shares[o] = (struct html_share){
		        overall_class[o], tr(p->c, overall_words((enum overall)o)), 0};
	for (size_t i = 0; i < n; i++)
		shares[check_overall(results[i])].n++;
	buf_add_string(out, "<h2>");
	buf_format(out, tr(p->c, "%zu machines"), n);
	buf_add_string(out, "</h2>\n");
	html_bar(out, shares, 4);
	html_table_begin(out, "machines", columns, 5);
	for (size_t i = 0; i < n; i++)
		write_machine_row(p, results[i], i);
	html_table_end(out);
}

void check_write_html(const struct check_report *report, struct buf *out)
{
	static const struct language english = {.code = "en"};
	const struct check_result *const *results = report->results;
	const struct tor *tor = results[0]->tor;
	const struct language *l =
	        report->options.language ? report->options.language : &english;
	const char *title = bilingual_in(l, &tor->common.title);
	struct buf day = BUF_EMPTY;
	size_t n = report->n;
	struct page page = {.out = out,
	                    .language = l,
	                    .spec = requirement_words_of(tor, l, report->today)};
	struct page *p = &page;
	p->c = l->estonian ? l->catalogue : NULL;
	html_begin(out, title ? title : tor->name, l->code);
	buf_format(out, "<p class=\"dim\">%s ", tr(p->c, "Terms of reference"));
	html_text(out, tor->name);
	date_words(&day, report->today, p->c);
	buf_format(out, tr(p->c, ", checked %s"), day.text);
	buf_add_string(out, "</p>\n");
	if (n > 1)
		write_machines(p, results, n);
	for (size_t i = 0; i < n; i++)
		write_machine(p, results[i], i);
	html_end(out);
	spec_free(p->spec);
	buf_done(&day);
}
