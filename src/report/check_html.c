/* SPDX-License-Identifier: GPL-3.0-or-later
 * The results of a check as one HTML page: all machines, then each with its requirements
 * and, folded, what every verdict rests on. */
#include "report/check_report.h"
#include "report/html.h"

#include <string.h>

static const char *const levels[] = {"must", "should", "info", "award"};

static const char *const verdict_words[] = {
        [VERDICT_pass] = "met",
        [VERDICT_fail] = "not met",
        [VERDICT_unknown] = "unknown",
        [VERDICT_not_applicable] = "not applicable",
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

static void bar(struct buf *out, const size_t counts[4])
{
	struct html_share shares[4];
	for (size_t i = 0; i < 4; i++)
		shares[i] = (struct html_share){verdict_name((enum verdict)i),
		                                verdict_words[i], counts[i]};
	html_bar(out, shares, 4);
}

/* ---- what a verdict rests on ------------------------------------------------------- */

static void write_evidence(struct buf *out, const struct evidence *e)
{
	buf_add_string(out, "<li>");
	if (e->component) {
		html_text(out, e->component);
		if (e->fact != FACT_COUNT) {
			buf_add_char(out, ' ');
			html_text(out, fact_row(e->fact)->name);
		}
		buf_add_string(out, ": ");
	}
	html_text(out, e->value);
	buf_add_string(out, " <span class=\"dim\">(");
	html_text(out, e->source);
	buf_add_string(out, ")</span></li>\n");
}

static void write_tree(struct buf *out, const struct explanation *e)
{
	buf_add_string(out, "<li>");
	element(out, "span", verdict_name(e->verdict), verdict_words[e->verdict]);
	buf_add_string(out, ": ");
	html_text(out, e->text ? e->text : "");
	if (e->reason) {
		buf_add_string(out, ": ");
		html_text(out, e->reason);
	}
	if (e->evidence_count || e->part_count) {
		buf_add_string(out, "<ul>\n");
		for (size_t i = 0; i < e->evidence_count; i++)
			write_evidence(out, &e->evidence[i]);
		for (size_t i = 0; i < e->part_count; i++)
			write_tree(out, e->parts[i]);
		buf_add_string(out, "</ul>");
	}
	buf_add_string(out, "</li>\n");
}

static void write_missing(struct buf *out, const struct explanation *e)
{
	if (!e->missing_count)
		return;
	buf_add_string(out, "<ul class=\"missing\">\n");
	for (size_t i = 0; i < e->missing_count; i++) {
		const struct missing *m = &e->missing[i];
		buf_add_string(out, "<li>missing: ");
		html_text(out, m->what);
		if (m->component && strchr(m->component, '/')) {
			buf_add_string(out, " of ");
			html_text(out, m->component);
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

static void write_found(struct buf *out, const struct requirement_result *r)
{
	const struct explanation *e = r->explanation;
	if (e->reason)
		element(out, "p", NULL, e->reason);
	if (r->verdict == VERDICT_fail && e->gap) {
		buf_add_string(out, "<p class=\"gap\">gap: ");
		html_text(out, e->gap);
		buf_add_string(out, "</p>");
	}
	if (r->verdict == VERDICT_fail && e->remedy) {
		buf_add_string(out, "<p class=\"remedy\">remedy: ");
		html_text(out, e->remedy);
		buf_add_string(out, "</p>");
	}
	if (r->verdict == VERDICT_unknown ||
	    (r->verdict == VERDICT_pass && e->reservation))
		write_missing(out, e);
	if (r->requirement->because.en)
		element(out, "p", "dim", r->requirement->because.en);
	buf_add_string(out, "<details><summary>evidence</summary><ul>\n");
	write_tree(out, e);
	buf_add_string(out, "</ul></details>");
}

/* ---- requirements ------------------------------------------------------------------ */

static void write_requirement(struct buf *out, const struct requirement_result *r)
{
	const struct requirement *q = r->requirement;
	struct buf text = BUF_EMPTY;
	const char *name = verdict_name(r->verdict);
	if (!r->explanation)
		return;
	buf_format(out, "<tr data-verdict=\"%s\"><td class=\"verdict %s\">%s%s</td>",
	           name, name, verdict_words[r->verdict], r->look ? ", to look at" : "");
	element(out, "td", "word", levels[q->level]);
	element(out, "td", "word", q->id ? q->id : "");
	need_print(&text, q->need);
	element(out, "td", NULL, text.text);
	buf_add_string(out, "<td>");
	write_found(out, r);
	buf_add_string(out, "</td></tr>\n");
	buf_done(&text);
}

static void write_judgement(struct buf *out, const struct judgement *lot, size_t machine)
{
	static const char *const columns[] = {"Verdict", "Level", "Id", "Requirement",
	                                      "What was found"};
	struct buf name = BUF_EMPTY;
	if (lot->lot) {
		buf_add_string(out, "<h3>Lot ");
		html_text(out, lot->lot);
		buf_add_string(out, "</h3>\n");
	}
	buf_format(out, "<p>Outcome: <strong class=\"%s\">%s</strong></p>\n",
	           overall_class[lot->overall], overall_words(lot->overall));
	if (lot->nothing_required)
		element(out, "p", "note", "Nothing is required: the terms have no must.");
	if (lot->applies_note)
		element(out, "p", "note", lot->applies_note);
	bar(out, lot->counts);
	buf_format(&name, "check-%zu", machine + 1);
	html_table_begin(out, name.text, columns, 5);
	for (size_t i = 0; i < lot->n; i++)
		write_requirement(out, &lot->results[i]);
	html_table_end(out);
	buf_done(&name);
}

/* ---- machines ---------------------------------------------------------------------- */

static void machine_name(struct buf *name, const struct scan *scan)
{
	const struct fact *model = scan_fact(scan, FACT_system_model);
	buf_add_string(name, scan->hostname ? scan->hostname
	                     : scan->name   ? scan->name
	                                    : "a scan");
	if (model && model->state == STATE_known)
		buf_format(name, ", %s", model->value.text);
}

static void write_machine(struct buf *out, const struct check_result *result, size_t i)
{
	struct buf name = BUF_EMPTY;
	machine_name(&name, result->scan);
	buf_format(out, "<section id=\"m%zu\">\n<h2>", i + 1);
	html_text(out, name.text);
	buf_add_string(out, "</h2>\n<p class=\"dim\">");
	html_text(out, result->scan->name ? result->scan->name : "");
	buf_format(out, ", scanned %.10s</p>\n",
	           result->scan->taken ? result->scan->taken : "on an unknown day");
	for (size_t k = 0; k < result->n; k++)
		write_judgement(out, &result->judgements[k], i);
	buf_add_string(out, "</section>\n");
	buf_done(&name);
}

static void write_machine_row(struct buf *out, const struct check_result *result,
                              size_t i)
{
	enum overall overall = check_overall(result);
	struct buf name = BUF_EMPTY;
	size_t counts[4] = {0};
	for (size_t k = 0; k < result->n; k++)
		for (size_t v = 0; v < 4; v++)
			counts[v] += result->judgements[k].counts[v];
	machine_name(&name, result->scan);
	buf_format(out,
	           "<tr data-verdict=\"%s\"><td class=\"verdict %s\">%s</td>"
	           "<td><a href=\"#m%zu\">",
	           overall_name(overall), overall_class[overall], overall_words(overall),
	           i + 1);
	html_text(out, name.text);
	buf_add_string(out, "</a></td>");
	for (size_t v = 0; v < 3; v++)
		buf_format(out, "<td class=\"number\">%zu</td>", counts[v]);
	buf_add_string(out, "</tr>\n");
	buf_done(&name);
}

static void write_machines(struct buf *out, const struct check_result *const *results,
                           size_t n)
{
	static const char *const columns[] = {"Outcome", "Machine", "#met", "#not met",
	                                      "#unknown"};
	struct html_share shares[4];
	for (size_t o = 0; o < 4; o++)
		shares[o] = (struct html_share){overall_class[o],
		                                overall_words((enum overall)o), 0};
	for (size_t i = 0; i < n; i++)
		shares[check_overall(results[i])].n++;
	buf_format(out, "<h2>%zu machines</h2>\n", n);
	html_bar(out, shares, 4);
	html_table_begin(out, "machines", columns, 5);
	for (size_t i = 0; i < n; i++)
		write_machine_row(out, results[i], i);
	html_table_end(out);
}

void check_write_html(const struct check_report *report, struct buf *out)
{
	char day[DATE_TEXT_MAX];
	const struct check_result *const *results = report->results;
	size_t n = report->n;
	const struct tor *tor = results[0]->tor;
	html_begin(out, tor->common.title.en ? tor->common.title.en : tor->name, "en");
	buf_add_string(out, "<p class=\"dim\">Terms of reference ");
	html_text(out, tor->name);
	buf_format(out, ", checked %s</p>\n", date_text(report->today, day));
	if (n > 1)
		write_machines(out, results, n);
	for (size_t i = 0; i < n; i++)
		write_machine(out, results[i], i);
	html_end(out);
}
