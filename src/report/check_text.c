/* SPDX-License-Identifier: GPL-3.0-or-later
 * The report of a check for a person: a line for each requirement, under it what it rests
 * on, the gap and the remedy; then what to look at, and the outcome. */
#include "base/catalogue.h"
#include "base/text.h"
#include "facts/words.h"
#include "report/check_report.h"
#include "report/missing_words.h"

#include <stdio.h>
#include <string.h>

/* How many pieces of evidence a line shows without --explain. */
enum { SHORT_EVIDENCE = 3, MOST_INDENT = 40 };

struct writer {
	const struct check_report_options *options;
	const struct catalogue *c; /* NULL: English */
	struct buf *out;
	size_t mark_width, level_width;
	size_t indent; /* of what stands under a requirement */
};

static const struct {
	const char *word, *colour;
} marks[] = {
        [VERDICT_pass] = {N_("pass"), "32"},
        [VERDICT_fail] = {N_("FAIL"), "31"},
        [VERDICT_unknown] = {N_("unknown"), "33"},
        [VERDICT_not_applicable] = {"-", "2"},
};

static const char *const levels[] = {N_("must"), N_("should"), N_("info"), N_("award")};

/* ---- lines ------------------------------------------------------------------------ */

/* Writes text from the current column on, broken at blanks; further lines indented. */
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
	buf_format(&line, "%s%s%s", *what ? tr(w->c, what) : "", *what ? ": " : "", text);
	buf_format(w->out, "%*s", (int)indent, "");
	wrap(w, indent, line.text);
	buf_done(&line);
}

/* A word and the blanks that fill its column. */
static void column(struct writer *w, const char *word, size_t width)
{
	size_t n = text_columns(word);
	buf_format(w->out, "%s%*s", word, n < width ? (int)(width - n) : 0, "");
}

static void mark(struct writer *w, enum verdict verdict)
{
	if (w->options->colour)
		buf_format(w->out, "\033[%sm", marks[verdict].colour);
	column(w, tr(w->c, marks[verdict].word), w->mark_width);
	if (w->options->colour)
		buf_add_string(w->out, "\033[0m");
}

static void measure_columns(struct writer *w)
{
	for (size_t i = 0; i < 4; i++) {
		size_t n = text_columns(tr(w->c, marks[i].word));
		w->mark_width = n > w->mark_width ? n : w->mark_width;
	}
	for (size_t i = LEVEL_must; i <= LEVEL_info; i++) {
		size_t n = text_columns(tr(w->c, levels[i]));
		w->level_width = n > w->level_width ? n : w->level_width;
	}
}

/* ---- evidence --------------------------------------------------------------------- */

static void add_evidence(struct writer *w, struct buf *line, const struct evidence *e)
{
	if (e->component) {
		component_words(line, e->component, e->fact, w->c);
		buf_add_string(line, ": ");
	}
	buf_format(line, "%s (%s)", e->value, e->source);
}

/* The evidence of the parts that have the same verdict as the whole. */
static size_t short_evidence(struct writer *w, const struct explanation *e,
                             enum verdict verdict, size_t shown)
{
	for (size_t i = 0; i < e->evidence_count; i++) {
		if (shown++ >= SHORT_EVIDENCE)
			continue;
		struct buf line = BUF_EMPTY;
		add_evidence(w, &line, &e->evidence[i]);
		under(w, 0, "", line.text);
		buf_done(&line);
	}
	for (size_t i = 0; i < e->part_count; i++)
		if (e->parts[i]->verdict == verdict)
			shown = short_evidence(w, e->parts[i], verdict, shown);
	return shown;
}

static void add_place(struct writer *w, struct buf *line, const char *component)
{
	struct buf name = BUF_EMPTY;
	component_words(&name, component, FACT_COUNT, w->c);
	buf_format(line, tr(w->c, " of %s"), name.text);
	buf_done(&name);
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
		add_place(w, &line, m->component);
	if (alike > 1)
		buf_format(&line, tr(w->c, " and %zu more"), alike - 1);
	buf_format(&line, ": %s", m->why);
	if (m->remedy)
		buf_format(&line, "; %s", m->remedy);
	under(w, 0, N_("missing"), line.text);
	buf_done(&line);
}

static void write_tree(struct writer *w, const struct explanation *e, size_t depth)
{
	struct buf line = BUF_EMPTY;
	size_t more = depth * 2 > MOST_INDENT ? MOST_INDENT : depth * 2;
	buf_format(&line, "%s: %s", tr(w->c, marks[e->verdict].word),
	           e->text ? e->text : "");
	if (e->reason)
		buf_format(&line, ": %s", e->reason);
	under(w, more, "", line.text);
	for (size_t i = 0; i < e->evidence_count; i++) {
		buf_clear(&line);
		add_evidence(w, &line, &e->evidence[i]);
		under(w, more + 2, "", line.text);
	}
	buf_done(&line);
	for (size_t i = 0; i < e->part_count; i++)
		write_tree(w, e->parts[i], depth + 1);
}

/* ---- requirements ----------------------------------------------------------------- */

static const char *of_two(const struct writer *w, const struct bilingual *text)
{
	return w->c && text->et ? text->et : text->en;
}

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
		buf_format(&line, tr(w->c, "and %zu more (--explain)"),
		           n - SHORT_EVIDENCE);
		if (n > SHORT_EVIDENCE)
			under(w, 0, "", line.text);
		buf_done(&line);
	}
	if (e->gap && r->verdict == VERDICT_fail)
		under(w, 0, N_("gap"), e->gap);
	if (e->remedy && r->verdict == VERDICT_fail)
		under(w, 0, N_("remedy"), e->remedy);
	bool reserved = r->verdict == VERDICT_pass && e->reservation;
	for (size_t i = 0; i < e->missing_count; i++)
		if (r->verdict == VERDICT_unknown || reserved)
			add_missing(w, e, i);
	const char *because = of_two(w, &r->requirement->because);
	if (because && r->verdict != VERDICT_pass && r->verdict != VERDICT_not_applicable)
		under(w, 0, N_("because"), because);
}

static void write_requirement(struct writer *w, const struct requirement_result *r,
                              size_t id_width)
{
	const struct requirement *q = r->requirement;
	struct buf text = BUF_EMPTY;
	if (q->level == LEVEL_award)
		return;
	buf_add_string(w->out, "  ");
	if (q->level == LEVEL_info && r->verdict == VERDICT_pass &&
	    q->need->type == NEED_state)
		column(w, "", w->mark_width);
	else
		mark(w, r->verdict);
	buf_add_string(w->out, "  ");
	column(w, tr(w->c, levels[q->level]), w->level_width);
	buf_add_string(w->out, "  ");
	column(w, q->id ? q->id : "", id_width);
	buf_add_string(w->out, "  ");
	need_words(&text, q->need, w->c);
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
	w->indent = 2 + w->mark_width + 2 + w->level_width + 2 + id_width + 2;
	for (size_t i = 0; i < lot->n; i++) {
		const struct requirement *q = lot->results[i].requirement;
		if (q->level == LEVEL_award)
			continue;
		if (q->section && q->section != section)
			buf_format(w->out, "%s\n",
			           name_in_words(w->c, "section", q->section));
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
			buf_format(w->out, "\n%s\n", tr(w->c, "To look at"));
		any = true;
		struct buf line = BUF_EMPTY;
		if (r->requirement->id)
			buf_format(&line, "%s: ", r->requirement->id);
		need_words(&line, r->requirement->need, w->c);
		const char *how = of_two(w, &r->requirement->check_text);
		if (how)
			buf_format(&line, " (%s)", how);
		under(w, 0, "", line.text);
		buf_done(&line);
	}
}

static void write_awards(struct writer *w, const struct judgement *lot)
{
	size_t n = 0;
	for (size_t i = 0; i < lot->n; i++)
		n += lot->results[i].requirement->level == LEVEL_award;
	if (n == 1)
		buf_format(w->out, "\n%s\n",
		           tr(w->c, "1 award line: points are for offers, not for a "
		                    "machine"));
	else if (n) {
		buf_add_char(w->out, '\n');
		buf_format(w->out,
		           tr(w->c, "%zu award lines: points are for offers, not for a "
		                    "machine"),
		           n);
		buf_add_char(w->out, '\n');
	}
}

static void count(const struct writer *w, struct buf *line, size_t n, const char *what)
{
	if (!n)
		return;
	buf_add_string(line, line->n ? ", " : "");
	if (w->c)
		buf_format(line, "%s: %zu", tr(w->c, what), n);
	else
		buf_format(line, "%zu %s", n, what);
}

static void write_outcome(struct writer *w, const struct judgement *lot)
{
	static const char *const colours[] = {"32", "33", "33", "31"};
	struct buf line = BUF_EMPTY;
	count(w, &line, lot->counts[VERDICT_pass], N_("met"));
	count(w, &line, lot->counts[VERDICT_fail], N_("not met"));
	count(w, &line, lot->counts[VERDICT_unknown], N_("unknown"));
	count(w, &line, lot->counts[VERDICT_not_applicable], N_("not applicable"));
	const char *overall = tr(w->c, overall_words(lot->overall));
	buf_format(w->out, "\n%s: ", tr(w->c, "Outcome"));
	if (w->options->colour)
		buf_format(w->out, "\033[1;%sm%s\033[0m", colours[lot->overall], overall);
	else
		buf_add_string(w->out, overall);
	buf_format(w->out, "%s%s%s\n", line.n ? " (" : "", line.text, line.n ? ")" : "");
	if (lot->nothing_required)
		buf_format(w->out, "%s\n",
		           tr(w->c, "Nothing is required: the terms have no must."));
	if (w->options->strict && lot->overall == OVERALL_with_reservations)
		buf_format(w->out, "%s\n",
		           tr(w->c, "With --strict reservations count as not suitable."));
	buf_done(&line);
}

static void write_machine(struct writer *w, const struct scan *scan, struct date today)
{
	struct buf line = BUF_EMPTY, day = BUF_EMPTY;
	const struct fact *vendor = scan_fact(scan, FACT_system_vendor),
	                  *model = scan_fact(scan, FACT_system_model);
	buf_add_string(&line, scan->name ? scan->name : tr(w->c, "a scan"));
	if (scan->hostname)
		buf_format(&line, ", %s", scan->hostname);
	if (vendor && vendor->state == STATE_known)
		buf_format(&line, ", %s", vendor->value.text);
	if (model && model->state == STATE_known)
		buf_format(&line, "%s%s",
		           vendor && vendor->state == STATE_known ? " " : ", ",
		           model->value.text);
	if (!scan->taken)
		buf_add_string(&line, tr(w->c, "; of an unknown day"));
	else
		buf_format(&line,
		           strlen(scan->taken) > 10 ? tr(w->c, "; scanned %s")
		                                    : tr(w->c, "; of %s"),
		           taken_words(&day, scan->taken, w->c));
	buf_clear(&day);
	date_words(&day, today, w->c);
	buf_format(&line, tr(w->c, ", checked %s"), day.text);
	buf_done(&day);
	wrap(w, 0, line.text);
	buf_done(&line);
}

static void write_result(struct writer *w, const struct check_result *result,
                         struct date today)
{
	const char *title = of_two(w, &result->tor->common.title);
	wrap(w, 0, title ? title : result->tor->name);
	write_machine(w, result->scan, today);
	for (size_t i = 0; i < result->n; i++) {
		const struct judgement *lot = &result->judgements[i];
		buf_add_char(w->out, '\n');
		if (lot->lot)
			buf_format(w->out, "%s %s\n", tr(w->c, "Lot"), lot->lot);
		if (lot->applies_note) {
			const char *note = tr(w->c, "Note");
			buf_format(w->out, "%s: ", note);
			wrap(w, text_columns(note) + 2, lot->applies_note);
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
	const struct language *l = report->options.language;
	struct writer w = {.options = &report->options,
	                   .c = l && l->estonian ? l->catalogue : NULL,
	                   .out = out};
	measure_columns(&w);
	for (size_t i = 0; i < report->n; i++) {
		if (i)
			buf_add_string(out, "\n\n");
		write_result(&w, report->results[i], report->today);
	}
}
