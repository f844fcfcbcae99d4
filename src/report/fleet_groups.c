/* SPDX-License-Identifier: GPL-3.0-or-later
 * Configurations of a fleet by family, and how the others differ from the usual one. */
#include "report/fleet_overview.h"
#include "report/fleet_words.h"

#include <stdio.h>
#include <string.h>

enum { CLASSES_SHOWN = 8 }; /* of a family, when not all are wanted */

struct grouping {
	struct overview *f;
	const struct families *families;
	const struct overview_wish *wish;
	struct overview_table *t;
	struct members members;
};

static void columns(struct grouping *g)
{
	struct overview *f = g->f;
	g->t = overview_table(f, "configurations", say(f, "Configurations"));
	overview_column(g->t, "family", say(f, "Model"), CELL_text, COLUMN_heading);
	overview_column(g->t, "machines", say(f, "machines"), CELL_count, 0);
	overview_column(g->t, "usual", say(f, "Usual"), CELL_text, COLUMN_data);
	overview_column(g->t, "configuration", say(f, "configuration"), CELL_lines, 0);
	overview_column(g->t, "differences", say(f, "Differences"), CELL_lines, 0);
	overview_column(g->t, "in", say(f, "In"), CELL_lines, COLUMN_shown);
	overview_column(g->t, "id", "", CELL_text, COLUMN_data);
	overview_column(g->t, "names", "", CELL_lines, COLUMN_data);
}

static const char **one_line(struct overview *f, const char *text)
{
	const char **lines = arena_alloc(&f->arena, sizeof(char *));
	lines[0] = text;
	return lines;
}

/* All names, where a program reads them. */
static void names_cell(struct grouping *g, size_t class)
{
	size_t first = g->members.start[class], n = g->members.start[class + 1] - first;
	const char **names = NULL;
	if (g->wish->data) {
		names = arena_alloc(&g->f->arena, (n + 1) * sizeof(char *));
		for (size_t i = 0; i < n; i++)
			names[i] = g->families->ladder.fleet->all
			                   .items[g->members.order[first + i]]
			                   .name;
	}
	cell_lines(g->t, names, names ? n : 0);
}

static void class_row(struct grouping *g, const struct family *family, const char *title,
                      size_t class)
{
	struct overview *f = g->f;
	const struct ladder *l = &g->families->ladder;
	const struct ladder_class *c = &l->classes[class];
	bool usual = class == family->usual,
	     compared = family->usual != SIZE_MAX && !usual;
	enum kind_id skip = !family->told                   ? KIND_COUNT
	                    : l->level == LADDER_cpu_memory ? KIND_cpu
	                                                    : KIND_system;
	char id[24];
	size_t first = g->members.start[class];
	cell_text(f, g->t, title);
	cell_number(g->t, (double)c->count);
	cell_text(f, g->t, usual ? "yes" : compared ? "no" : NULL);
	if (!compared || g->wish->data) {
		const char *text = words_class(f, l, c, skip);
		if (usual && !g->wish->data)
			text = arena_format(&f->arena, say(f, "usual: %s"), text);
		cell_lines(g->t, one_line(f, text), 1);
	} else {
		cell_lines(g->t, NULL, 0);
	}
	const char **lines = NULL;
	size_t n =
	        compared ? words_changes(f, l, &l->classes[family->usual], c, &lines) : 0;
	cell_lines(g->t, lines, n);
	const char *in = words_names(f, l->fleet, &g->members.order[first], c->count);
	cell_lines(g->t, one_line(f, arena_format(&f->arena, say(f, "in %s"), in)),
	           usual ? 0 : 1);
	snprintf(id, sizeof(id), "%016llx", (unsigned long long)c->hash);
	cell_text(f, g->t, id);
	names_cell(g, class);
}

/* What is left of a family in one row. */
static void rest_row(struct grouping *g, const struct family *family, const char *title,
                     size_t from)
{
	struct overview *f = g->f;
	size_t machines = 0;
	for (size_t i = from; i < family->n; i++)
		machines += g->families->ladder.classes[family->classes[i]].count;
	cell_text(f, g->t, title);
	cell_number(g->t, (double)machines);
	cell_text(f, g->t, NULL);
	cell_lines(
	        g->t,
	        one_line(f, arena_format(&f->arena, say(f, "%zu further configurations"),
	                                 family->n - from)),
	        1);
	cell_lines(g->t, NULL, 0);
	cell_lines(g->t, NULL, 0);
	cell_text(f, g->t, NULL);
	cell_lines(g->t, NULL, 0);
}

static void family_rows(struct grouping *g, const struct family *family)
{
	struct overview *f = g->f;
	bool cpu = g->families->ladder.level == LADDER_cpu_memory;
	const char *name = family->told ? family->name
	                   : cpu        ? say(f, "processor not told")
	                                : say(f, "model not told");
	const char *title =
	        arena_format(&f->arena, say(f, "%s (machines: %zu, configurations: %zu)"),
	                     name, family->count, family->n);
	/* Those that stand for one machine only are many and say little beside each
	 * other. */
	size_t n = 0, least = family->usual != SIZE_MAX ? CLASSES_SHOWN : 1;
	while (n < family->n &&
	       (g->wish->data || n < least ||
	        (n < CLASSES_SHOWN &&
	         g->families->ladder.classes[family->classes[n]].count > 1)))
		n++;
	n += n + 1 == family->n;
	for (size_t i = 0; i < n; i++)
		class_row(g, family, g->wish->data ? name : title, family->classes[i]);
	if (n < family->n)
		rest_row(g, family, title, n);
}

void fleet_groups_overview(struct overview *f, const struct families *families,
                           const struct overview_wish *wish)
{
	struct grouping g = {f, families, wish, NULL, {0}};
	enum ladder_level level = families->ladder.level;
	struct buf words = BUF_EMPTY;
	for (int i = 0; i <= (int)level; i++)
		buf_format(&words, "%s%s", i ? ", " : "",
		           say(f, ladder_words((enum ladder_level)i)));
	overview_text(f, "level", say(f, "level"),
	              wish->data ? ladder_name(level) : words.text);
	buf_done(&words);
	overview_count(f, "machines", say(f, "machines"), (double)families->machines);
	overview_count(f, "configurations_found", say(f, "configurations"),
	               (double)families->ladder.class_count);
	overview_count(f, "families",
	               level == LADDER_cpu_memory ? say(f, "processors")
	                                          : say(f, "models"),
	               (double)families->n);
	overview_count(f, "shared", say(f, "machines that another one equals"),
	               (double)families->shared);
	overview_count(f, "unusual",
	               say(f, "machines that differ from what is usual for them"),
	               (double)families->unusual);
	g.members = words_members(f, &families->ladder);
	columns(&g);
	for (size_t i = 0; i < families->n; i++) {
		if (i < wish->limit)
			family_rows(&g, &families->items[i]);
		else
			g.t->rest++;
	}
}
