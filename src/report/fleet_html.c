/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was found of a fleet as one HTML page: the outcome, each requirement with its
 * reasons, the models, and, while a page can carry them, the machines. */
#include "base/catalogue.h"
#include "facts/words.h"
#include "fleet/table.h"
#include "report/check_report.h"
#include "report/fleet_report.h"
#include "report/html.h"
#include "report/requirement_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MACHINES_SHOWN = 5000, /* more are shown by model only, so that the page opens */
	MODELS_SHOWN = 1000,
	REASONS_SHOWN = 20,
	COLUMNS = 5,
};

/* What is shown of each machine beside its name. */
static const char columns_wanted[] =
        "name,system.vendor,system.model,cpu.model,memory.installed";

static const char *const overall_class[] = {"pass", "unknown", "unknown", "fail"};

struct page {
	struct fleet *fleet;
	const struct fleet_check *check;
	struct fleet_table table;
	struct buf *out;
	const struct catalogue *c; /* NULL: English */
	struct spec *words;        /* of the requirements; NULL: English */
};

static void translate(const struct page *p, const char *const *names,
                      const char **columns, size_t n)
{
	for (size_t i = 0; i < n; i++)
		columns[i] = tr(p->c, names[i]);
}

static void cell(struct buf *out, const char *text)
{
	buf_add_string(out, "<td>");
	html_text(out, text ? text : "");
	buf_add_string(out, "</td>");
}

static void number(struct buf *out, size_t n)
{
	buf_format(out, "<td class=\"number\">%zu</td>", n);
}

static void outcome_bar(struct page *p, const size_t counts[4])
{
	struct html_share shares[4];
	for (size_t o = 0; o < 4; o++)
		shares[o] = (struct html_share){overall_class[o],
		                                tr(p->c, overall_words((enum overall)o)),
		                                counts[o]};
	html_bar(p->out, shares, 4);
}

/* ---- requirements ------------------------------------------------------------------ */

static void reasons(struct page *p, const struct fleet_line *line, enum verdict verdict)
{
	struct buf *out = p->out;
	size_t rest = 0;
	for (size_t i = 0; i < line->reason_count[verdict]; i++) {
		const struct fleet_reason *r = &line->reasons[verdict][i];
		if (i >= REASONS_SHOWN) {
			rest += r->n;
			continue;
		}
		buf_format(out, "<li class=\"%s\">%zu: ", verdict_name(verdict), r->n);
		html_text(out, tr(p->c, r->text)); /* "other reasons" */
		buf_add_string(out, "</li>\n");
	}
	if (rest)
		buf_format(out, "<li class=\"%s\">%zu: %s</li>\n", verdict_name(verdict),
		           rest, tr(p->c, "other reasons"));
}

static void requirement(struct page *p, const struct fleet_line *line)
{
	struct buf *out = p->out;
	const struct requirement *q = line->requirement;
	struct buf text = BUF_EMPTY;
	struct html_share shares[4];
	static const char *const words[] = {N_("met"), N_("not met"), N_("unknown"),
	                                    N_("not applicable")};
	for (size_t v = 0; v < 4; v++)
		shares[v] = (struct html_share){verdict_name((enum verdict)v),
		                                tr(p->c, words[v]), line->counts[v]};
	requirement_words(p->words, q, &text);
	buf_add_string(out, "<tr>");
	buf_format(out, "<td class=\"word\">%s</td>",
	           q->level == LEVEL_must ? tr(p->c, "must") : tr(p->c, "should"));
	cell(out, q->id);
	cell(out, text.text);
	for (size_t v = 0; v < 3; v++)
		number(out, line->counts[v]);
	buf_add_string(out, "<td>");
	html_bar(out, shares, 4);
	if (line->reason_count[VERDICT_fail] || line->reason_count[VERDICT_unknown]) {
		buf_format(out, "<details><summary>%s</summary><ul>\n",
		           tr(p->c, "reasons"));
		reasons(p, line, VERDICT_fail);
		reasons(p, line, VERDICT_unknown);
		buf_add_string(out, "</ul></details>");
	}
	buf_add_string(out, "</td></tr>\n");
	buf_done(&text);
}

static void requirements(struct page *p)
{
	static const char *const names[] = {
	        N_("Level"),    N_("Id"),       N_("Requirement"), N_("#met"),
	        N_("#not met"), N_("#unknown"), N_("Reasons")};
	const char *columns[7];
	translate(p, names, columns, 7);
	buf_format(p->out, "<h2>%s</h2>\n", tr(p->c, "Requirements"));
	html_table_begin(p->out, "requirements", columns, 7);
	for (size_t i = 0; i < p->check->n; i++)
		requirement(p, &p->check->lines[i]);
	html_table_end(p->out);
}

/* ---- models ------------------------------------------------------------------------ */

struct model {
	const char *vendor, *model;
	size_t n, counts[4];
};

static int by_name(const void *a, const void *b)
{
	const struct model *x = a, *y = b;
	int order = strcmp(x->vendor, y->vendor);
	return order ? order : strcmp(x->model, y->model);
}

static int by_count(const void *a, const void *b)
{
	const struct model *x = a, *y = b;
	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return by_name(a, b);
}

static const char *text_of(const struct page *p, size_t row, size_t column)
{
	const char *text = p->table.cells[row * p->table.column_count + column].text;
	return text ? text : "";
}

/* Machines of the same model put together, most machines first; returns how many. */
static size_t gather_models(const struct page *p, struct model *models)
{
	size_t row = 0, n = 0;
	for (size_t i = 0; i < p->fleet->all.n; i++) {
		if (!p->check->applies[i])
			continue;
		models[row] = (struct model){.vendor = text_of(p, row, 1),
		                             .model = text_of(p, row, 2),
		                             .n = 1};
		models[row].counts[p->check->overall[i]] = 1;
		row++;
	}
	qsort(models, row, sizeof(*models), by_name);
	for (size_t i = 0; i < row; i++) {
		if (n && !by_name(&models[n - 1], &models[i])) {
			models[n - 1].n++;
			for (size_t o = 0; o < 4; o++)
				models[n - 1].counts[o] += models[i].counts[o];
		} else {
			models[n++] = models[i];
		}
	}
	qsort(models, n, sizeof(*models), by_count);
	return n;
}

static void models(struct page *p)
{
	static const char *const names[] = {N_("Maker"), N_("Model"), N_("#machines"),
	                                    N_("#not suitable"), N_("Outcome of it")};
	const char *columns[COLUMNS];
	struct model *all = calloc(p->table.n + 1, sizeof(*all));
	if (!all)
		abort();
	size_t n = gather_models(p, all), rest = 0;
	translate(p, names, columns, COLUMNS);
	buf_add_string(p->out, "<h2>");
	buf_format(p->out, tr(p->c, "%zu models"), n);
	buf_add_string(p->out, "</h2>\n");
	html_table_begin(p->out, "models", columns, COLUMNS);
	for (size_t i = 0; i < n; i++) {
		if (i >= MODELS_SHOWN) {
			rest += all[i].n;
			continue;
		}
		buf_add_string(p->out, "<tr>");
		cell(p->out, *all[i].vendor ? all[i].vendor : tr(p->c, "not told"));
		cell(p->out, *all[i].model ? all[i].model : tr(p->c, "not told"));
		number(p->out, all[i].n);
		number(p->out, all[i].counts[OVERALL_not_suitable]);
		buf_add_string(p->out, "<td>");
		outcome_bar(p, all[i].counts);
		buf_add_string(p->out, "</td></tr>\n");
	}
	html_table_end(p->out);
	if (rest) {
		buf_add_string(p->out, "<p>");
		buf_format(p->out, tr(p->c, "%zu machines are of %zu further models."),
		           rest, n - MODELS_SHOWN);
		buf_add_string(p->out, "</p>\n");
	}
	free(all);
}

/* ---- machines ---------------------------------------------------------------------- */

/* The ids of the requirements that came out so. */
static void ids(struct page *p, size_t machine, enum verdict verdict)
{
	bool first = true;
	buf_add_string(p->out, "<td>");
	for (size_t k = 0; k < p->check->n; k++) {
		const struct fleet_line *line = &p->check->lines[k];
		const char *id = line->requirement->id;
		char place[32];
		if ((line->verdicts[machine] & ~FLEET_RESERVED) != verdict)
			continue;
		snprintf(place, sizeof(place), tr(p->c, "line %d"),
		         line->requirement->place.line);
		buf_add_string(p->out, first ? "" : ", ");
		html_text(p->out, id ? id : place);
		first = false;
	}
	buf_add_string(p->out, "</td>");
}

static void machines(struct page *p)
{
	static const char *const names[] = {N_("Outcome"), N_("Machine"),   N_("Maker"),
	                                    N_("Model"),   N_("Processor"), N_("Memory"),
	                                    N_("Not met"), N_("Unknown")};
	const char *columns[8];
	size_t row = 0;
	translate(p, names, columns, 8);
	buf_format(p->out, "<h2>%s</h2>\n", tr(p->c, "Machines"));
	if (p->table.n > MACHINES_SHOWN) {
		buf_add_string(p->out, "<p>");
		buf_format(p->out,
		           tr(p->c, "%zu machines are too many for a page: narrow it by "
		                    "<code>--fleet WHERE</code>, or use <code>--format "
		                    "json</code>."),
		           p->table.n);
		buf_add_string(p->out, "</p>\n");
		return;
	}
	html_table_begin(p->out, "machines", columns, 8);
	for (size_t i = 0; i < p->fleet->all.n; i++) {
		if (!p->check->applies[i])
			continue;
		enum overall overall = p->check->overall[i];
		buf_format(p->out,
		           "<tr data-verdict=\"%s\"><td class=\"verdict %s\">%s</td>",
		           overall_name(overall), overall_class[overall],
		           tr(p->c, overall_words(overall)));
		for (size_t c = 0; c < COLUMNS; c++)
			cell(p->out, text_of(p, row, c));
		ids(p, i, VERDICT_fail);
		ids(p, i, VERDICT_unknown);
		buf_add_string(p->out, "</tr>\n");
		row++;
	}
	html_table_end(p->out);
}

static void note(struct page *p, const char *sentence, size_t n)
{
	if (!n)
		return;
	buf_add_string(p->out, "<p class=\"note\">");
	buf_format(p->out, tr(p->c, sentence), n);
	buf_add_string(p->out, "</p>\n");
}

static void left_out(struct page *p)
{
	note(p, N_("%zu machines are of another form and left out."),
	     p->check->other_form);
	note(p, N_("Of %zu machines the form cannot be told: left out."),
	     p->check->unclear_form);
}

/* What stands before the tables. */
static void head(struct page *p, const struct tor *tor)
{
	struct buf day = BUF_EMPTY;
	date_words(&day, p->fleet->today, p->c);
	buf_format(p->out, "<p class=\"dim\">%s ", tr(p->c, "Terms of reference"));
	html_text(p->out, tor->name);
	buf_format(p->out, tr(p->c, ", checked %s"), day.text);
	buf_done(&day);
	buf_add_string(p->out, "</p>\n<p>");
	buf_format(p->out, tr(p->c, "%zu machines"), p->check->selected);
	buf_add_string(p->out, "</p>\n");
	left_out(p);
}

int fleet_check_html(struct fleet *fleet, const struct tor *tor,
                     const struct fleet_check *check, const struct language *language,
                     struct buf *out, struct error *err)
{
	const char *title = bilingual_in(language, &tor->common.title);
	struct page p = {.fleet = fleet,
	                 .check = check,
	                 .table = {.columns = columns_wanted, .limit = SIZE_MAX},
	                 .out = out,
	                 .c = language->estonian ? language->catalogue : NULL};
	if (fleet_table_fill(fleet, check->applies, &p.table, err))
		return -1;
	p.words = requirement_words_of(tor, language, fleet->today);
	html_begin(out, title ? title : tor->name, language->code);
	head(&p, tor);
	outcome_bar(&p, check->counts);
	requirements(&p);
	models(&p);
	machines(&p);
	html_end(out);
	spec_free(p.words);
	return 0;
}
