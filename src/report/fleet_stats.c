/* SPDX-License-Identifier: GPL-3.0-or-later
 * How values are spread over a fleet: histograms, Pareto charts, and places by models. */
#include "report/fleet_overview.h"
#include "report/fleet_words.h"

#include "facts/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_SHOWN = 16, HEAT_COLUMNS = 10 };

/* ---- histograms ------------------------------------------------------------------- */

struct step {
	const char *first, *last;
	size_t n;
};

/* Neighbours that stand for the fewest machines are put together until there are few
 * enough steps to look at. */
static size_t steps_of(struct overview *f, const struct spread *s, size_t most,
                       struct step **result)
{
	struct step *steps = arena_alloc(&f->arena, (s->n + 1) * sizeof(*steps));
	size_t n = s->n;
	for (size_t i = 0; i < n; i++)
		steps[i] = (struct step){s->values[i].text, s->values[i].text,
		                         s->values[i].n[0]};
	while (n > most && n > 1) {
		size_t least = 0;
		for (size_t i = 1; i + 1 < n; i++)
			if (steps[i].n + steps[i + 1].n <
			    steps[least].n + steps[least + 1].n)
				least = i;
		steps[least].last = steps[least + 1].last;
		steps[least].n += steps[least + 1].n;
		memmove(&steps[least + 1], &steps[least + 2],
		        (n - least - 2) * sizeof(*steps));
		n--;
	}
	*result = steps;
	return n;
}

static struct overview_table *begin(struct overview *f, const struct spread *s)
{
	const char *full = fact_full_name(s->fact);
	struct overview_table *t = overview_table(
	        f, full,
	        arena_format(&f->arena, "%s: %s", words_kind(f, fact_row(s->fact)->kind),
	                     words_fact(f, s->fact)));
	overview_column(t, "value", say(f, "value"), CELL_text, 0);
	overview_column(t, "machines", say(f, "machines"), CELL_count, 0);
	overview_column(t, "share", say(f, "share"), CELL_share, 0);
	if (s->shape == SPREAD_ranks)
		overview_column(t, "together", say(f, "together"), CELL_share, 0);
	t->chart = s->shape == SPREAD_ranks ? CHART_pareto : CHART_bars;
	if (s->silent[0])
		t->note = arena_format(&f->arena, say(f, "%zu machines do not tell it."),
		                       s->silent[0]);
	return t;
}

/* A value as it was told, in the words of the reader: "vähemalt 23,5 GiB". */
static const char *value_of(struct overview *f, enum fact_id fact, const char *text)
{
	enum value_type type = fact_row(fact)->type;
	const struct catalogue *c = f->language->catalogue;
	if (!f->language->estonian)
		return text;
	if (type == TYPE_WORD || type == TYPE_LEVEL)
		return name_in_words(c, "word", text);
	if (type != TYPE_NUMBER && type != TYPE_INTEGER)
		return words_said(f, text);
	struct buf out = BUF_EMPTY;
	written_words(&out, fact, words_said(f, text), c);
	text = arena_copy(&f->arena, out.text, out.n);
	buf_done(&out);
	return text;
}

static void row(struct overview *f, struct overview_table *t, const char *text, size_t n,
                size_t before, const struct spread *s)
{
	double all = (double)s->told[0];
	cell_text(f, t, value_of(f, s->fact, text));
	cell_number(t, (double)n);
	cell_number(t, (double)n / all);
	if (s->shape == SPREAD_ranks)
		cell_number(t, (double)(before + n) / all);
}

static void histogram(struct overview *f, const struct spread *s,
                      const struct overview_wish *wish)
{
	struct overview_table *t = begin(f, s);
	struct step *steps;
	size_t n = steps_of(f, s, wish->data ? SIZE_MAX : STEPS_SHOWN, &steps);
	for (size_t i = 0; i < n; i++) {
		bool one = !strcmp(steps[i].first, steps[i].last);
		row(f, t,
		    one ? steps[i].first
		        : arena_format(&f->arena, "%s \u2026 %s", steps[i].first,
		                       steps[i].last),
		    steps[i].n, 0, s);
	}
}

static void pareto(struct overview *f, const struct spread *s,
                   const struct overview_wish *wish)
{
	struct overview_table *t = begin(f, s);
	size_t before = 0, shown = s->n <= wish->limit ? s->n : wish->limit;
	for (size_t i = 0; i < shown; i++) {
		row(f, t, s->values[i].text, s->values[i].n[0], before, s);
		before += s->values[i].n[0];
	}
	t->plain = shown < s->n;
	if (t->plain)
		row(f, t, arena_format(&f->arena, say(f, "%zu others"), s->n - shown),
		    s->told[0] - before, before, s);
}

void fleet_stats_overview(struct overview *f, const struct spread *spreads, size_t n,
                          size_t machines, const struct overview_wish *wish)
{
	overview_count(f, "machines", say(f, "machines"), (double)machines);
	for (size_t i = 0; i < n; i++) {
		if (!spreads[i].told[0])
			continue;
		if (spreads[i].shape == SPREAD_steps)
			histogram(f, &spreads[i], wish);
		else
			pareto(f, &spreads[i], wish);
	}
}

/* ---- places by models ------------------------------------------------------------- */

static void heat_columns(struct overview *f, struct overview_table *t,
                         const struct site_models *sites, size_t shown)
{
	overview_column(t, "site", arena_string(&f->arena, sites->label), CELL_text, 0);
	for (size_t c = 0; c < shown; c++) {
		const char *name = sites->models[c].name;
		overview_column(t, name ? arena_string(&f->arena, name) : "not_told",
		                name ? arena_string(&f->arena, name) : say(f, "not told"),
		                CELL_count, 0);
	}
	if (shown < sites->model_count)
		overview_column(t, "others", say(f, "others"), CELL_count, 0);
}

void fleet_sites_overview(struct overview *f, const struct site_models *sites,
                          const struct overview_wish *wish)
{
	size_t shown = sites->model_count <= HEAT_COLUMNS + 1 ? sites->model_count
	                                                      : HEAT_COLUMNS;
	struct overview_table *t = overview_table(
	        f, "sites",
	        arena_format(&f->arena, say(f, "Models by %s"), sites->label));
	t->chart = CHART_heat;
	heat_columns(f, t, sites, shown);
	for (size_t r = 0; r < sites->site_count; r++) {
		const size_t *counts = &sites->counts[r * sites->model_count];
		size_t rest = 0;
		if (r >= wish->limit) {
			t->rest++;
			continue;
		}
		cell_text(f, t,
		          sites->sites[r].name ? sites->sites[r].name
		                               : say(f, "not told"));
		for (size_t c = 0; c < sites->model_count; c++) {
			if (c < shown)
				cell_number(t, (double)counts[c]);
			else
				rest += counts[c];
		}
		if (shown < sites->model_count)
			cell_number(t, (double)rest);
	}
}
