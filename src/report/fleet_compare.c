/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two scans, or two fleets, beside each other. */
#include "report/fleet_overview.h"
#include "report/fleet_words.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- scans ------------------------------------------------------------------------ */

static const char *of_what(struct overview *f, const struct difference *d)
{
	if (d->label)
		return arena_format(&f->arena, "%s %s", say(f, "label"), d->label);
	const char *kind = words_kind(f, d->kind);
	return d->key ? arena_format(&f->arena, "%s %s", kind, d->key) : kind;
}

void fleet_scans_overview(struct overview *f, const struct differences *d,
                          const struct overview_wish *wish)
{
	struct overview_table *t =
	        overview_table(f, "differences", say(f, "Differences"));
	overview_count(f, "different", say(f, "differences"), (double)d->counting);
	overview_count(f, "told_by_one", say(f, "told by one only"),
	               (double)(d->n - d->counting));
	overview_column(t, "component", say(f, "component"), CELL_text, 0);
	overview_column(t, "change", say(f, "what"), CELL_text, 0);
	overview_column(t, "fact", say(f, "fact"), CELL_text, 0);
	overview_column(t, "before", "", CELL_text, COLUMN_data);
	overview_column(t, "after", "", CELL_text, COLUMN_data);
	overview_column(t, "text", say(f, "before -> after"), CELL_lines, COLUMN_shown);
	for (size_t i = 0; i < d->n; i++) {
		const struct difference *each = &d->items[i];
		const char *fact = each->fact == FACT_COUNT ? NULL
		                   : wish->data             ? fact_row(each->fact)->name
		                                            : words_fact(f, each->fact);
		if (i >= wish->limit) {
			t->rest++;
			continue;
		}
		cell_text(f, t,
		          wish->data && !each->label
		                  ? arena_format(&f->arena, "%s%s%s",
		                                 kind_row(each->kind)->name,
		                                 each->key ? "/" : "",
		                                 each->key ? each->key : "")
		                  : of_what(f, each));
		cell_text(f, t, say(f, difference_words(each->type)));
		cell_text(f, t, fact || wish->data ? fact : "");
		cell_text(f, t, each->before);
		cell_text(f, t, each->after);
		const char **lines = arena_alloc(&f->arena, sizeof(*lines));
		lines[0] = difference_text(&f->arena, each, d->words);
		cell_lines(t, lines, *lines[0] != 0);
	}
}

/* ---- fleets ----------------------------------------------------------------------- */

static void levels(struct overview *f, const struct compare *c, bool data)
{
	struct overview_table *t =
	        overview_table(f, "levels", say(f, "Configurations by level"));
	overview_column(t, "level", say(f, "level"), CELL_text, 0);
	overview_column(t, "both", say(f, "in both"), CELL_count, 0);
	overview_column(t, "only_a", say(f, "only in A"), CELL_count, 0);
	overview_column(t, "only_b", say(f, "only in B"), CELL_count, 0);
	overview_column(t, "machines_a", say(f, "machines of A that B has too"),
	                CELL_count, 0);
	overview_column(t, "machines_b", say(f, "machines of B that A has too"),
	                CELL_count, 0);
	for (int i = 0; i < LADDER_LEVELS; i++) {
		const struct compare_level *l = &c->levels[i];
		const char *words = say(f, ladder_words((enum ladder_level)i));
		cell_text(f, t,
		          data ? ladder_name((enum ladder_level)i)
		               : arena_format(&f->arena, "%s%s", i ? "+ " : "", words));
		cell_number(t, (double)l->both);
		cell_number(t, (double)l->only[0]);
		cell_number(t, (double)l->only[1]);
		cell_number(t, (double)l->machines[0]);
		cell_number(t, (double)l->machines[1]);
	}
}

/* Parts that only one of them has. */
static void parts(struct overview *f, const struct compare *c, int side,
                  const struct overview_wish *wish)
{
	struct overview_table *t = overview_table(
	        f, side ? "parts_only_b" : "parts_only_a",
	        side ? say(f, "Parts only in B") : say(f, "Parts only in A"));
	overview_column(t, "units", say(f, "units"), CELL_count, 0);
	overview_column(t, "machines", say(f, "machines"), CELL_count, 0);
	overview_column(t, "kind", say(f, "kind"), CELL_text, COLUMN_data);
	overview_column(t, "part", say(f, "part"), CELL_text, 0);
	for (size_t i = 0; i < c->part_count; i++) {
		const struct compare_part *p = &c->parts[i];
		const struct ladder_item *item = &c->parts_ladder.items[p->item];
		struct ladder_part part = {p->item, 1};
		if (!p->units[side] || p->units[!side] || item->state != LADDER_told ||
		    !*item->text)
			continue;
		if (overview_rows(t) >= wish->limit) {
			t->rest++;
			continue;
		}
		cell_number(t, (double)p->units[side]);
		cell_number(t, (double)p->machines[side]);
		cell_text(f, t, kind_row(item->kind)->name);
		cell_text(f, t, words_part(f, &c->parts_ladder, part));
	}
}

static int by_shift(const void *a, const void *b)
{
	const struct spread *x = *(const struct spread *const *)a,
	                    *y = *(const struct spread *const *)b;
	if (x->shift != y->shift)
		return x->shift < y->shift ? 1 : -1;
	return (int)x->fact - (int)y->fact;
}

static double share(size_t n, size_t all)
{
	return all ? (double)n / (double)all : 0;
}

static void spread_rows(struct overview *f, struct overview_table *t,
                        const struct spread *s, size_t limit)
{
	const char *fact = fact_full_name(s->fact);
	char chance[32];
	snprintf(chance, sizeof(chance), s->chance < 0.001 ? "< 0.001" : "= %.3f",
	         s->chance);
	const char *title =
	        arena_format(&f->arena, say(f, "%s %s: shifted by %.0f %% (chance %s)"),
	                     words_kind(f, fact_row(s->fact)->kind),
	                     words_fact(f, s->fact), s->shift * 100, chance);
	for (size_t i = 0; i < s->n; i++) {
		const struct spread_value *v = &s->values[i];
		if (i >= limit) {
			t->rest++;
			continue;
		}
		cell_text(f, t, title);
		cell_text(f, t, fact);
		cell_number(t, s->shift);
		cell_number(t, s->chance);
		cell_text(f, t, v->text);
		cell_number(t, (double)v->n[0]);
		cell_number(t, share(v->n[0], s->told[0]));
		cell_number(t, (double)v->n[1]);
		cell_number(t, share(v->n[1], s->told[1]));
	}
}

static void spreads(struct overview *f, const struct compare *c,
                    const struct overview_wish *wish)
{
	struct overview_table *t =
	        overview_table(f, "shifts", say(f, "Shifted distributions"));
	const struct spread **shifted =
	        arena_alloc(&f->arena, (c->spread_count + 1) * sizeof(*shifted));
	size_t n = 0;
	overview_column(t, "title", say(f, "distribution"), CELL_text,
	                COLUMN_heading | COLUMN_shown);
	overview_column(t, "fact", "", CELL_text, COLUMN_data);
	overview_column(t, "shift", "", CELL_share, COLUMN_data);
	overview_column(t, "chance", "", CELL_share, COLUMN_data);
	overview_column(t, "value", say(f, "value"), CELL_text, 0);
	overview_column(t, "machines_a", say(f, "A"), CELL_count, 0);
	overview_column(t, "share_a", say(f, "of A"), CELL_share, 0);
	overview_column(t, "machines_b", say(f, "B"), CELL_count, 0);
	overview_column(t, "share_b", say(f, "of B"), CELL_share, 0);
	for (size_t i = 0; i < c->spread_count; i++)
		if (compare_is_shifted(&c->spreads[i]))
			shifted[n++] = &c->spreads[i];
	if (n)
		qsort(shifted, n, sizeof(*shifted), by_shift);
	for (size_t i = 0; i < n; i++)
		spread_rows(f, t, shifted[i], wish->limit);
	if (!n)
		t->note = say(f, "None by more than chance would make it.");
}

void fleet_compare_overview(struct overview *f, const struct compare *c,
                            const struct overview_wish *wish)
{
	overview_count(f, "machines_a", say(f, "machines of A"), (double)c->machines[0]);
	overview_count(f, "machines_b", say(f, "machines of B"), (double)c->machines[1]);
	overview_count(f, "machines_common", say(f, "machines in both"),
	               (double)c->common);
	levels(f, c, wish->data);
	spreads(f, c, wish);
	parts(f, c, 0, wish);
	parts(f, c, 1, wish);
}
