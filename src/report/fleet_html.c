/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was found of a fleet as one HTML page: the outcome, each requirement with its
 * reasons, the models, and, while a page can carry them, the machines. */
#include "fleet/table.h"
#include "report/check_report.h"
#include "report/fleet_report.h"
#include "report/html.h"

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
};

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

static void outcome_bar(struct buf *out, const size_t counts[4])
{
	struct html_share shares[4];
	for (size_t o = 0; o < 4; o++)
		shares[o] = (struct html_share){
		        overall_class[o], overall_words((enum overall)o), counts[o]};
	html_bar(out, shares, 4);
}

/* ---- requirements ------------------------------------------------------------------ */

static void reasons(struct buf *out, const struct fleet_line *line, enum verdict verdict)
{
	size_t rest = 0;
	for (size_t i = 0; i < line->reason_count[verdict]; i++) {
		const struct fleet_reason *r = &line->reasons[verdict][i];
		if (i >= REASONS_SHOWN) {
			rest += r->n;
			continue;
		}
		buf_format(out, "<li class=\"%s\">%zu: ", verdict_name(verdict), r->n);
		html_text(out, r->text);
		buf_add_string(out, "</li>\n");
	}
	if (rest)
		buf_format(out, "<li class=\"%s\">%zu: other reasons</li>\n",
		           verdict_name(verdict), rest);
}

static void requirement(struct buf *out, const struct fleet_line *line)
{
	const struct requirement *q = line->requirement;
	struct buf text = BUF_EMPTY;
	struct html_share shares[4];
	static const char *const words[] = {"met", "not met", "unknown",
	                                    "not applicable"};
	for (size_t v = 0; v < 4; v++)
		shares[v] = (struct html_share){verdict_name((enum verdict)v), words[v],
		                                line->counts[v]};
	need_print(&text, q->need);
	buf_add_string(out, "<tr>");
	cell(out, q->level == LEVEL_must ? "must" : "should");
	cell(out, q->id);
	cell(out, text.text);
	for (size_t v = 0; v < 3; v++)
		number(out, line->counts[v]);
	buf_add_string(out, "<td>");
	html_bar(out, shares, 4);
	if (line->reason_count[VERDICT_fail] || line->reason_count[VERDICT_unknown]) {
		buf_add_string(out, "<details><summary>reasons</summary><ul>\n");
		reasons(out, line, VERDICT_fail);
		reasons(out, line, VERDICT_unknown);
		buf_add_string(out, "</ul></details>");
	}
	buf_add_string(out, "</td></tr>\n");
	buf_done(&text);
}

static void requirements(struct page *p)
{
	static const char *const columns[] = {
	        "Level", "Id", "Requirement", "#met", "#not met", "#unknown", "Reasons"};
	buf_add_string(p->out, "<h2>Requirements</h2>\n");
	html_table_begin(p->out, "requirements", columns, 7);
	for (size_t i = 0; i < p->check->n; i++)
		requirement(p->out, &p->check->lines[i]);
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
	static const char *const columns[] = {"Maker", "Model", "#machines",
	                                      "#not suitable", "Outcome of it"};
	struct model *all = calloc(p->table.n + 1, sizeof(*all));
	if (!all)
		abort();
	size_t n = gather_models(p, all), rest = 0;
	buf_format(p->out, "<h2>%zu models</h2>\n", n);
	html_table_begin(p->out, "models", columns, COLUMNS);
	for (size_t i = 0; i < n; i++) {
		if (i >= MODELS_SHOWN) {
			rest += all[i].n;
			continue;
		}
		buf_add_string(p->out, "<tr>");
		cell(p->out, *all[i].vendor ? all[i].vendor : "not told");
		cell(p->out, *all[i].model ? all[i].model : "not told");
		number(p->out, all[i].n);
		number(p->out, all[i].counts[OVERALL_not_suitable]);
		buf_add_string(p->out, "<td>");
		outcome_bar(p->out, all[i].counts);
		buf_add_string(p->out, "</td></tr>\n");
	}
	html_table_end(p->out);
	if (rest)
		buf_format(p->out, "<p>%zu machines are of %zu further models.</p>\n",
		           rest, n - MODELS_SHOWN);
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
		snprintf(place, sizeof(place), "line %d", line->requirement->place.line);
		buf_add_string(p->out, first ? "" : ", ");
		html_text(p->out, id ? id : place);
		first = false;
	}
	buf_add_string(p->out, "</td>");
}

static void machines(struct page *p)
{
	static const char *const columns[] = {"Outcome", "Machine",   "Maker",
	                                      "Model",   "Processor", "Memory",
	                                      "Not met", "Unknown"};
	size_t row = 0;
	buf_add_string(p->out, "<h2>Machines</h2>\n");
	if (p->table.n > MACHINES_SHOWN) {
		buf_format(p->out,
		           "<p>%zu machines are too many for a page: narrow it by "
		           "<code>--fleet WHERE</code>, or use <code>--format "
		           "json</code>.</p>\n",
		           p->table.n);
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
		           overall_words(overall));
		for (size_t c = 0; c < COLUMNS; c++)
			cell(p->out, text_of(p, row, c));
		ids(p, i, VERDICT_fail);
		ids(p, i, VERDICT_unknown);
		buf_add_string(p->out, "</tr>\n");
		row++;
	}
	html_table_end(p->out);
}

static void left_out(struct page *p)
{
	if (p->check->other_form)
		buf_format(p->out,
		           "<p class=\"note\">%zu machines are of another form and left "
		           "out.</p>\n",
		           p->check->other_form);
	if (p->check->unclear_form)
		buf_format(p->out,
		           "<p class=\"note\">Of %zu machines the form cannot be told: "
		           "left out.</p>\n",
		           p->check->unclear_form);
}

int fleet_check_html(struct fleet *fleet, const struct tor *tor,
                     const struct fleet_check *check, struct buf *out, struct error *err)
{
	char day[DATE_TEXT_MAX];
	struct page p = {.fleet = fleet,
	                 .check = check,
	                 .table = {.columns = columns_wanted, .limit = SIZE_MAX},
	                 .out = out};
	if (fleet_table_fill(fleet, check->applies, &p.table, err))
		return -1;
	html_begin(out, tor->common.title.en ? tor->common.title.en : tor->name, "en");
	buf_add_string(out, "<p class=\"dim\">Terms of reference ");
	html_text(out, tor->name);
	buf_format(out, ", checked %s</p>\n<p>%zu machines</p>\n",
	           date_text(fleet->today, day), check->selected);
	left_out(&p);
	outcome_bar(out, check->counts);
	requirements(&p);
	models(&p);
	machines(&p);
	html_end(out);
	return 0;
}
