/* SPDX-License-Identifier: GPL-3.0-or-later
 * The summary of a scan on a terminal, and what could not be read. */
#include "report/scan_report.h"

#include "base/text.h"
#include "facts/words.h"
#include "report/scan_summary.h"

#include <stdlib.h>
#include <string.h>

/* Between the longest title and what stands beside it. */
enum { TITLE_GAP = 2 };

struct writer {
	const struct scan *scan;
	const struct catalogue *c; /* NULL: English */
	const struct scan_report_options *options;
	struct buf *out;
	size_t title_width;
};

/* Writes one line within the width; what does not fit ends in an ellipsis. */
static void add_line(void *context, const char *title, const char *text)
{
	struct writer *w = context;
	struct buf *out = w->out;
	bool bold = w->options->colour && *title;
	size_t wide = text_columns(title);
	buf_format(out, "%s%s%*s%s", bold ? "\033[1m" : "", title,
	           wide < w->title_width ? (int)(w->title_width - wide) : 0, "",
	           bold ? "\033[0m" : "");
	size_t room = w->options->width;
	if (!room || text_columns(text) + w->title_width <= room) {
		buf_add_string(out, text);
	} else {
		size_t columns = w->title_width + 1;
		for (size_t i = 0, n = strlen(text); i < n;) {
			size_t len = text_utf8_length(text + i, n - i);
			char one[5] = "";
			memcpy(one, text + i, len ? len : 1);
			columns += text_columns(one);
			if (columns > room)
				break;
			buf_add_string(out, one);
			i += len ? len : 1;
		}
		buf_add_string(out, "…");
	}
	buf_add_char(out, '\n');
}

static void measure_title(void *context, const char *title, const char *text)
{
	struct writer *w = context;
	size_t n = text_columns(title) + TITLE_GAP;
	(void)text;
	w->title_width = n > w->title_width ? n : w->title_width;
}

/* ---- what could not be read ----------------------------------------------------------
 */

/* Facts, lists and probes that share a reason, on one line. */
struct reason {
	const char *why, *remedy;
	struct buf facts, kinds; /* "disk.wear, disk.serial"; "disk" */
	struct buf lists;        /* "probe smart skipped, the list of phones" */
	size_t fact_count;
};

/* More facts than these are counted by kind, unless all are asked for. */
enum { FACTS_NAMED = 3 };

struct reasons {
	struct reason *items;
	size_t n, room;
};

static struct reason *reason_for(struct reasons *reasons, const char *why,
                                 const char *remedy)
{
	const char *what = remedy ? remedy : "";
	for (size_t i = 0; i < reasons->n; i++) {
		struct reason *r = &reasons->items[i];
		if (!strcmp(r->why, why) && !strcmp(r->remedy ? r->remedy : "", what))
			return r;
	}
	reasons->items = memory_room(reasons->items, reasons->n, &reasons->room,
	                             sizeof(*reasons->items));
	struct reason *r = &reasons->items[reasons->n++];
	*r = (struct reason){why, remedy, BUF_EMPTY, BUF_EMPTY, BUF_EMPTY, 0};
	return r;
}

/* Adds a name to a list unless it is there; true when it was added. */
static bool add_name(struct buf *names, const char *name)
{
	size_t n = strlen(name);
	for (const char *at = strstr(names->text, name); at; at = strstr(at + 1, name)) {
		bool begins = at == names->text || at[-1] == ' ';
		if (begins && (!at[n] || at[n] == ','))
			return false;
	}
	buf_format(names, "%s%s", names->n ? ", " : "", name);
	return true;
}

/* The same fact of many components is named once. */
static void add_fact_reason(struct reasons *reasons, const struct fact *fact)
{
	struct reason *r = reason_for(reasons, fact->why, fact->remedy);
	if (!add_name(&r->facts, fact_full_name(fact->id)))
		return;
	r->fact_count++;
	add_name(&r->kinds, kind_row(fact_row(fact->id)->kind)->name);
}

static const char *kind_words_of(const struct writer *w, enum kind_id kind)
{
	return w->c ? name_in_words(w->c, "kind", kind_row(kind)->name)
	            : kind_row(kind)->plural;
}

static void collect_reasons(const struct writer *w, struct reasons *reasons)
{
	const struct scan *scan = w->scan;
	struct buf name = BUF_EMPTY;
	for (size_t i = 0; i < scan->probe_count; i++) {
		const struct probe_report *p = &scan->probes[i];
		if (p->status == PROBE_ok)
			continue;
		buf_clear(&name);
		buf_format(&name,
		           p->status == PROBE_skipped ? tr(w->c, "probe %s skipped")
		                                      : tr(w->c, "probe %s failed"),
		           p->name);
		add_name(&reason_for(reasons, p->why ? p->why : N_("no reason given"),
		                     p->remedy)
		                  ->lists,
		         name.text);
	}
	for (size_t k = 0; k < KIND_COUNT; k++) {
		const struct component_list *list = &scan->kinds[k];
		if (list->partial) {
			buf_clear(&name);
			buf_format(&name, tr(w->c, "the list of %s"),
			           kind_words_of(w, (enum kind_id)k));
			add_name(&reason_for(reasons, list->partial, NULL)->lists,
			         name.text);
		}
		for (size_t i = 0; i < list->n; i++)
			for (size_t f = 0; f < list->items[i]->n; f++) {
				const struct fact *fact = &list->items[i]->facts[f];
				if (fact->state == STATE_unreadable)
					add_fact_reason(reasons, fact);
			}
	}
	buf_done(&name);
}

static void add_reason_line(struct writer *w, struct reason *r)
{
	buf_add_string(w->out, "  ");
	catalogue_say(w->out, w->c, r->why);
	if (r->remedy) {
		buf_add_string(w->out, " - ");
		catalogue_say(w->out, w->c, r->remedy);
	}
	buf_format(w->out, ": %s", r->lists.text);
	if (r->lists.n && r->fact_count)
		buf_add_string(w->out, ", ");
	if (r->fact_count > FACTS_NAMED && !w->options->verbose)
		buf_format(w->out, tr(w->c, "%zu facts of %s"), r->fact_count,
		           r->kinds.text);
	else
		buf_add_string(w->out, r->facts.text);
	buf_add_char(w->out, '\n');
	buf_done(&r->facts);
	buf_done(&r->kinds);
	buf_done(&r->lists);
}

static void add_reasons(struct writer *w)
{
	struct reasons reasons = {0};
	collect_reasons(w, &reasons);
	if (reasons.n)
		buf_format(w->out, "\n%s%s\n", tr(w->c, "Could not be read"),
		           w->options->verbose
		                   ? ""
		                   : tr(w->c, " (--verbose names every fact)"));
	for (size_t i = 0; i < reasons.n; i++)
		add_reason_line(w, &reasons.items[i]);
	free(reasons.items);
}

static void add_notes(struct writer *w)
{
	const struct scan *scan = w->scan;
	if (!scan->note_count)
		return;
	size_t most = w->options->verbose ? scan->note_count : 5;
	buf_format(w->out, "\n%s\n", tr(w->c, "Notes"));
	for (size_t i = 0; i < scan->note_count && i < most; i++) {
		const struct note *n = &scan->notes[i];
		buf_add_string(w->out, "  ");
		if (n->component) {
			component_words(w->out, n->component, FACT_COUNT, w->c);
			buf_add_string(w->out, ": ");
		}
		catalogue_say(w->out, w->c, n->text);
		buf_add_char(w->out, '\n');
	}
	if (scan->note_count > most) {
		buf_format(w->out, tr(w->c, "  and %zu more (--verbose shows them)"),
		           scan->note_count - most);
		buf_add_char(w->out, '\n');
	}
}

void scan_write_text(const struct scan *scan, const struct scan_report_options *options,
                     struct buf *out)
{
	const struct language *l = options->language;
	struct writer w = {scan, l && l->estonian ? l->catalogue : NULL, options, out, 0};
	scan_summary(scan, options->verbose, w.c, measure_title, &w);
	scan_summary(scan, options->verbose, w.c, add_line, &w);
	add_notes(&w);
	add_reasons(&w);
}
