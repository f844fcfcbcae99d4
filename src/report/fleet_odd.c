/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines that are odd among their like, and machines that have moved away from a
 * baseline. */
#include "report/fleet_overview.h"
#include "report/fleet_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char **names_of(struct overview *f, const struct ladder *l,
                             const struct members *m, size_t class)
{
	size_t first = m->start[class], n = l->classes[class].count;
	const char **names = arena_alloc(&f->arena, (n + 1) * sizeof(char *));
	for (size_t i = 0; i < n; i++)
		names[i] = l->fleet->all.items[m->order[first + i]].name;
	return names;
}

/* For a person a few names, for a program all. */
static void names_columns(struct overview *f, struct overview_table *t)
{
	overview_column(t, "in", say(f, "in"), CELL_lines, COLUMN_shown);
	overview_column(t, "names", "", CELL_lines, COLUMN_data);
}

static void names_cells(struct overview *f, struct overview_table *t,
                        const struct ladder *l, const struct members *m, size_t class,
                        bool data)
{
	const char **in = arena_alloc(&f->arena, sizeof(char *));
	in[0] = arena_format(&f->arena, say(f, "in %s"),
	                     words_names(f, l->fleet, &m->order[m->start[class]],
	                                 l->classes[class].count));
	cell_lines(t, in, 1);
	cell_lines(t, data ? names_of(f, l, m, class) : NULL,
	           data ? l->classes[class].count : 0);
}

/* ---- outliers --------------------------------------------------------------------- */

static void outlier_row(struct overview *f, struct overview_table *t,
                        const struct families *families, const struct outlier *o,
                        const struct members *m, bool data)
{
	const struct ladder *l = &families->ladder;
	const struct family *family = &families->items[o->family];
	const char **cause = arena_alloc(&f->arena, sizeof(char *));
	const char *part = words_part(f, l, o->cause);
	cell_number(t, o->bits);
	cell_number(t, (double)l->classes[o->class].count);
	cell_text(f, t, family->name);
	cell_text(f, t, part);
	cell_text(f, t, o->lacking ? "yes" : "no");
	cell_number(t, o->cause_bits);
	cell_number(t, (double)o->like);
	cell_number(t, (double)family->count);
	if (o->lacking)
		part = arena_format(&f->arena,
		                    o->cause.n > 1 ? say(f, "fewer than %s")
		                                   : say(f, "without %s"),
		                    part);
	cause[0] = arena_format(&f->arena,
	                        say(f, "%s: so in %zu of %zu machines of the model"),
	                        part, o->like, family->count);
	cell_lines(t, cause, 1);
	names_cells(f, t, l, m, o->class, data);
}

void fleet_outliers_overview(struct overview *f, const struct families *families,
                             const struct outliers *outliers,
                             const struct overview_wish *wish)
{
	struct overview_table *t = overview_table(f, "outliers", say(f, "Odd machines"));
	struct members m = words_members(f, &families->ladder);
	overview_text(f, "level", say(f, "level"), ladder_name(families->ladder.level));
	overview_count(f, "judged", say(f, "machines judged"), (double)outliers->judged);
	overview_count(f, "rare", say(f, "machines of models too rare to judge"),
	               (double)outliers->rare);
	overview_count(f, "untold", say(f, "machines that do not tell their model"),
	               (double)outliers->untold);
	overview_column(t, "bits", say(f, "bits"), CELL_bits, 0);
	overview_column(t, "machines", say(f, "machines"), CELL_count, 0);
	overview_column(t, "family", say(f, "model"), CELL_text, 0);
	overview_column(t, "part", "", CELL_text, COLUMN_data);
	overview_column(t, "lacking", "", CELL_text, COLUMN_data);
	overview_column(t, "part_bits", "", CELL_bits, COLUMN_data);
	overview_column(t, "like", "", CELL_count, COLUMN_data);
	overview_column(t, "of", "", CELL_count, COLUMN_data);
	overview_column(t, "cause", say(f, "because of"), CELL_lines, COLUMN_shown);
	names_columns(f, t);
	for (size_t i = 0; i < outliers->n; i++) {
		if (i < wish->limit)
			outlier_row(f, t, families, &outliers->items[i], &m, wish->data);
		else
			t->rest++;
	}
}

/* ---- drift ------------------------------------------------------------------------ */

static void drift_kinds(struct overview *f, const struct ladder *l, size_t baseline)
{
	struct overview_table *t =
	        overview_table(f, "kinds", say(f, "Machines that differ, by kind"));
	overview_column(t, "kind", say(f, "kind"), CELL_text, 0);
	overview_column(t, "machines", say(f, "machines"), CELL_count, 0);
	t->chart = CHART_bars;
	for (size_t k = 0; k < l->kind_count; k++) {
		size_t n = 0;
		for (size_t c = 0; c < l->class_count; c++)
			if (l->classes[c].views[k]->hash !=
			    l->classes[baseline].views[k]->hash)
				n += l->classes[c].count;
		if (!n)
			continue;
		cell_text(f, t, words_kind(f, l->kinds[k]));
		cell_number(t, (double)n);
	}
}

size_t fleet_drift_overview(struct overview *f, const struct ladder *l, size_t baseline,
                            const struct overview_wish *wish)
{
	size_t class = l->of[baseline], machines = 0, n = 0;
	size_t *order = arena_alloc(&f->arena, (l->class_count + 1) * sizeof(*order));
	struct members m = words_members(f, l);
	for (size_t c = 0; c < l->class_count; c++) {
		machines += l->classes[c].count;
		if (c != class)
			order[n++] = c;
	}
	qsort_r(order, n, sizeof(*order), ladder_class_order, l->classes);
	overview_text(f, "baseline", say(f, "baseline"),
	              l->fleet->all.items[baseline].name);
	overview_text(f, "level", say(f, "level"), ladder_name(l->level));
	overview_text(f, "configuration", say(f, "its configuration"),
	              words_class(f, l, &l->classes[class], KIND_COUNT));
	overview_count(f, "same", say(f, "machines that are like it"),
	               (double)(l->classes[class].count - 1));
	overview_count(f, "differing", say(f, "machines that differ"),
	               (double)(machines - l->classes[class].count));
	drift_kinds(f, l, class);
	struct overview_table *t = overview_table(f, "drift", say(f, "Differences"));
	overview_column(t, "machines", say(f, "machines"), CELL_count, 0);
	overview_column(t, "differences", say(f, "what differs"), CELL_lines, 0);
	names_columns(f, t);
	for (size_t i = 0; i < n; i++) {
		const char **lines;
		if (i >= wish->limit) {
			t->rest++;
			continue;
		}
		size_t count = words_changes(f, l, &l->classes[class],
		                             &l->classes[order[i]], &lines);
		cell_number(t, (double)l->classes[order[i]].count);
		cell_lines(t, lines, count);
		names_cells(f, t, l, &m, order[i], wish->data);
	}
	return machines - l->classes[class].count;
}
