/* SPDX-License-Identifier: GPL-3.0-or-later
 * The report of a check for a person: a line for each requirement, under it what it rests
 * on, the gap and the remedy; then what to look at, and the outcome. */
#include "base/catalogue.h"
#include "base/text.h"
#include "report/check_report.h"
#include "report/missing_words.h"

#include <stdio.h>
#include <string.h>

/* How many pieces of evidence a line shows without --explain. */
enum { SHORT_EVIDENCE = 3, MOST_INDENT = 40 };

struct writer {
	const struct check_report_options *options;
	struct buf *out;
	size_t indent; /* of what stands under a requirement */
};

static const struct {
	const char *word, *colour;
} marks[] = {
        [VERDICT_pass] = {"pass", "32"},
        [VERDICT_fail] = {"FAIL", "31"},
        [VERDICT_unknown] = {"unknown", "33"},
        [VERDICT_not_applicable] = {"-", "2"},
};

const char *overall_words(enum overall overall)
{
	static const char *const words[] = {N_("suitable"),
	                                    N_("suitable with reservations"),
	                                    N_("undecided"), N_("not suitable")};
	return words[overall];
}

/* ---- lines ------------------------------------------------------------------------ */

/* Writes text from the current column on, broken at blanks, each further line indented.
 */
static void wrap(struct writer *w, size_t indent, const char *text)
{
	size_t width = w->options->width, column = indent;
	while (*text) {
		size_t n = strcspn(text, " ");
		char word[512];
		snprintf(word, sizeof(word), "%.*s", (int)(n < 511 ? n : 511), text);
		size_t columns = text_columns(word);
		if (width && column > indent && column + 1 + columns > width) {
			buf_format(w->out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (column > indent) {
			buf_add_char(w->out, ' ');
			column++;
		}
		buf_add(w->out, text, n);
		column += columns;
		text += n;
		text += strspn(text, " ");
	}
	buf_add_char(w->out, '\n');
}

static void under(struct writer *w, size_t more, const char *what, const char *text)
{
	struct buf line = BUF_EMPTY;
	size_t indent = w->indent + more;
	buf_format(&line, "%s%s%s", what, *what ? ": " : "", text);
	buf_format(w->out, "%*s", (int)indent, "");
	wrap(w, indent, line.text);
	buf_done(&line);
}

static void mark(struct writer *w, enum verdict verdict)
{
	const char *word = marks[verdict].word;
	if (w->options->colour)
		buf_format(w->out, "\033[%sm%-7s\033[0m", marks[verdict].colour, word);
	else
		buf_format(w->out, "%-7s", word);
}

/* ---- evidence --------------------------------------------------------------------- */

static void add_evidence(struct buf *line, const struct evidence *e)
{
	if (e->component && e->fact != FACT_COUNT)
		buf_format(line, "%s %s: %s", e->component, fact_row(e->fact)->name,
		           e->value);
	else if (e->component)
		buf_format(line, "%s: %s", e->component, e->value);
	else
		buf_add_string(line, e->value);
	buf_format(line, " (%s)", e->source);
}

/* The evidence of the parts that have the same verdict as the whole. */
static size_t short_evidence(struct writer *w, const struct explanation *e,
                             enum verdict verdict, size_t shown)
{
	for (size_t i = 0; i < e->evidence_count; i++) {
		if (shown++ >= SHORT_EVIDENCE)
			continue;
		struct buf line = BUF_EMPTY;
		add_evidence(&line, &e->evidence[i]);
		under(w, 0, "", line.text);
		buf_done(&line);
	}
	for (size_t i = 0; i < e->part_count; i++)
		if (e->parts[i]->verdict == verdict)
			shown = short_evidence(w, e->parts[i], verdict, shown);
	return shown;
}

static void add_missing(struct writer *w, const struct explanation *e, size_t i)
{
	const struct missing *m = &e->missing[i];
	size_t alike = missing_alike(e, i);
	struct buf line = BUF_EMPTY;
	if (!alike)
		return;
	buf_add_string(&line, m->what);
	if (m->component && strchr(m->component, '/'))
		buf_format(&line, " of %s", m->component);
	if (alike > 1)
		buf_format(&line, " and %zu more", alike - 1);
	buf_format(&line, ": %s", m->why);
	if (m->remedy)
		buf_format(&line, "; %s", m->remedy);
	under(w, 0, "missing", line.text);
	buf_done(&line);
}

static void write_tree(struct writer *w, const struct explanation *e, size_t depth)
{
	struct buf line = BUF_EMPTY;
	size_t more = depth * 2;
	more = more > MOST_INDENT ? MOST_INDENT : more;
	buf_format(&line, "%s: %s", marks[e->verdict].word, e->text ? e->text : "");
	if (e->reason)
		buf_format(&line, ": %s", e->reason);
	under(w, more, "", line.text);
	for (size_t i = 0; i < e->evidence_count; i++) {
		buf_clear(&line);
		add_evidence(&line, &e->evidence[i]);
		under(w, more + 2, "", line.text);
	}
	buf_done(&line);
	for (size_t i = 0; i < e->part_count; i++)
		write_tree(w, e->parts[i], depth + 1);
}

/* ---- requirements ----------------------------------------------------------------- */

static void write_details(struct writer *w, const struct requirement_result *r)
{
	const struct explanation *e = r->explanation;
	if (e->reason && (r->verdict != VERDICT_pass || e->part_count))
		under(w, 0, "", e->reason);
	if (w->options->explain) {
		write_tree(w, e, 0);
	} else if (r->verdict == VERDICT_pass || r->verdict == VERDICT_fail) {
		size_t n = short_evidence(w, e, r->verdict, 0);
		struct buf line = BUF_EMPTY;
		buf_format(&line, "and %zu more (--explain)", n - SHORT_EVIDENCE);
		if (n > SHORT_EVIDENCE)
			under(w, 0, "", line.text);
		buf_done(&line);
	}
	if (e->gap && r->verdict == VERDICT_fail)
		under(w, 0, "gap", e->gap);
	if (e->remedy && r->verdict == VERDICT_fail)
		under(w, 0, "remedy", e->remedy);
	bool reserved = r->verdict == VERDICT_pass && e->reservation;
	for (size_t i = 0; i < e->missing_count; i++)
		if (r->verdict == VERDICT_unknown || reserved)
			add_missing(w, e, i);
	if (r->requirement->because.en && r->verdict != VERDICT_pass &&
	    r->verdict != VERDICT_not_applicable)
		under(w, 0, "because", r->requirement->because.en);
}

static void write_requirement(struct writer *w, const struct requirement_result *r,
                              size_t id_width)
{
	static const char *const levels[] = {"must", "should", "info", "award"};
	const struct requirement *q = r->requirement;
	struct buf text = BUF_EMPTY;
	if (q->level == LEVEL_award)
		return;
	buf_add_string(w->out, "  ");
	if (q->level == LEVEL_info && r->verdict == VERDICT_pass &&
	    q->need->type == NEED_state)
		buf_format(w->out, "%-7s", "");
	else
		mark(w, r->verdict);
	size_t n = q->id ? text_columns(q->id) : 0;
	buf_format(w->out, "  %-6s  %s%*s  ", levels[q->level], q->id ? q->id : "",
	           n < id_width ? (int)(id_width - n) : 0, "");
	need_print(&text, q->need);
	wrap(w, w->indent, text.text);
	buf_done(&text);
	write_details(w, r);
}

static void write_requirements(struct writer *w, const struct judgement *lot)
{
	size_t id_width = 0;
	const char *section = NULL;
	for (size_t i = 0; i < lot->n; i++) {
		const char *id = lot->results[i].requirement->id;
		size_t n = id ? text_columns(id) : 0;
		id_width = n > id_width ? n : id_width;
	}
	w->indent = 2 + 7 + 2 + 6 + 2 + id_width + 2;
	for (size_t i = 0; i < lot->n; i++) {
		const struct requirement *q = lot->results[i].requirement;
		if (q->level == LEVEL_award)
			continue;
		if (q->section && q->section != section)
			buf_format(w->out, "%s\n", q->section);
		section = q->section;
		write_requirement(w, &lot->results[i], id_width);
	}
}

/* ---- what to look at, and the outcome --------------------------------------------- */

static void write_looks(struct writer *w, const struct judgement *lot)
{
	bool any = false;
	w->indent = 2;
	for (size_t i = 0; i < lot->n; i++) {
		const struct requirement_result *r = &lot->results[i];
		if (!r->look || r->requirement->level == LEVEL_info)
			continue;
		if (!any)
			buf_add_string(w->out, "\nTo look at\n");
		any = true;
		struct buf line = BUF_EMPTY;
		if (r->requirement->id)
			buf_format(&line, "%s: ", r->requirement->id);
		need_print(&line, r->requirement->need);
		if (r->requirement->check_text.en)
			buf_format(&line, " (%s)", r->requirement->check_text.en);
		under(w, 0, "", line.text);
		buf_done(&line);
	}
}

static void write_awards(struct writer *w, const struct judgement *lot)
{
	size_t n = 0;
	for (size_t i = 0; i < lot->n; i++)
		n += lot->results[i].requirement->level == LEVEL_award;
	if (n)
		buf_format(
		        w->out,
		        "\n%zu award line%s: points are for offers, not for a machine\n",
		        n, n == 1 ? "" : "s");
}

static void count(struct buf *line, size_t n, const char *what)
{
	if (n)
		buf_format(line, "%s%zu %s", line->n ? ", " : "", n, what);
}

static void write_outcome(struct writer *w, const struct judgement *lot)
{
	static const char *const colours[] = {"32", "33", "33", "31"};
	struct buf line = BUF_EMPTY;
	count(&line, lot->counts[VERDICT_pass], "met");
	count(&line, lot->counts[VERDICT_fail], "not met");
	count(&line, lot->counts[VERDICT_unknown], "unknown");
	count(&line, lot->counts[VERDICT_not_applicable], "not applicable");
	buf_add_string(w->out, "\nOutcome: ");
	if (w->options->colour)
		buf_format(w->out, "\033[1;%sm%s\033[0m", colours[lot->overall],
		           overall_words(lot->overall));
	else
		buf_add_string(w->out, overall_words(lot->overall));
	buf_format(w->out, "%s%s%s\n", line.n ? " (" : "", line.text, line.n ? ")" : "");
	if (lot->nothing_required)
		buf_add_string(w->out, "Nothing is required: the terms have no must.\n");
	if (w->options->strict && lot->overall == OVERALL_with_reservations)
		buf_add_string(w->out,
		               "With --strict reservations count as not suitable.\n");
	buf_done(&line);
}

static void write_machine(struct writer *w, const struct scan *scan, struct date today)
{
	char day[DATE_TEXT_MAX];
	struct buf line = BUF_EMPTY;
	const struct fact *vendor = scan_fact(scan, FACT_system_vendor),
	                  *model = scan_fact(scan, FACT_system_model);
	buf_add_string(&line, scan->name ? scan->name : "a scan");
	if (scan->hostname)
		buf_format(&line, ", %s", scan->hostname);
	if (vendor && vendor->state == STATE_known)
		buf_format(&line, ", %s", vendor->value.text);
	if (model && model->state == STATE_known)
		buf_format(&line, "%s%s",
		           vendor && vendor->state == STATE_known ? " " : ", ",
		           model->value.text);
	buf_format(&line, "; %s %.10s, checked %s",
	           scan->taken && strlen(scan->taken) > 10 ? "scanned" : "of",
	           scan->taken ? scan->taken : "an unknown day", date_text(today, day));
	wrap(w, 0, line.text);
	buf_done(&line);
}

static void write_result(struct writer *w, const struct check_result *result,
                         struct date today)
{
	const char *title = result->tor->common.title.en;
	wrap(w, 0, title ? title : result->tor->name);
	write_machine(w, result->scan, today);
	for (size_t i = 0; i < result->n; i++) {
		const struct judgement *lot = &result->judgements[i];
		buf_add_char(w->out, '\n');
		if (lot->lot)
			buf_format(w->out, "Lot %s\n", lot->lot);
		if (lot->applies_note) {
			buf_add_string(w->out, "Note: ");
			wrap(w, 6, lot->applies_note);
			buf_add_char(w->out, '\n');
		}
		write_requirements(w, lot);
		write_looks(w, lot);
		write_awards(w, lot);
		write_outcome(w, lot);
	}
}

void check_write_text(const struct check_report *report, struct buf *out)
{
	struct writer w = {.options = &report->options, .out = out};
	for (size_t i = 0; i < report->n; i++) {
		if (i)
			buf_add_string(out, "\n\n");
		write_result(&w, report->results[i], report->today);
	}
}
