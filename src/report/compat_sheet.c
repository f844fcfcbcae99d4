/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers what is shown of a platform. */
#include "report/compat_report.h"

#include <stdlib.h>
#include <string.h>

/* Things that are gathered once each. */
struct gatherer {
	const struct compat *compat;
	struct arena *arena;
	struct error *err;
	const struct compat_processor_set **sets;
	size_t set_count, set_room;
	struct compat_source *sources;
	size_t source_count, source_room;
};

static void add_source(struct gatherer *g, const struct compat_source *source)
{
	for (size_t i = 0; i < g->source_count; i++)
		if (!strcmp(g->sources[i].id, source->id))
			return;
	g->sources = memory_room(g->sources, g->source_count, &g->source_room,
	                         sizeof(*g->sources));
	g->sources[g->source_count++] = *source;
}

static void add_set(struct gatherer *g, const char *name)
{
	for (size_t i = 0; i < g->set_count; i++)
		if (!strcmp(g->sets[i]->name, name))
			return;
	const struct compat_processor_set *set =
	        compat_processor_set(g->compat, name, g->err);
	if (!set) {
		error_set(g->err, EXIT_run, compat_path(g->compat),
		          "the compatibility database is damaged: it has no processors "
		          "of %s",
		          name);
		return;
	}
	g->sets = memory_room(g->sets, g->set_count, &g->set_room,
	                      sizeof(const struct compat_processor_set *));
	g->sets[g->set_count++] = set;
	for (size_t i = 0; i < set->rule_count; i++)
		add_source(g, set->rules[i].source);
	for (size_t i = 0; i < set->list_count; i++)
		add_source(g, set->lists[i].source);
}

static void add_need(struct gatherer *g, const struct need *need)
{
	for (size_t i = 0; i < need->n; i++)
		add_need(g, need->parts[i]);
	if (need->type == NEED_processor_rule)
		add_set(g, need->platform);
}

static void add_requirement(struct gatherer *g, const struct compat_requirement *r)
{
	struct problems problems = {0};
	struct tor *tor =
	        tor_parse_needs(r->needs, strlen(r->needs), r->file, r->line, &problems);
	if (tor)
		add_need(g, tor->common.requirements->need);
	tor_free(tor);
	problems_done(&problems);
	add_source(g, r->from.source);
}

static void add_kernels(struct gatherer *g, struct compat_sheet *sheet)
{
	struct compat_kernels kernels = compat_kernels(g->compat, g->arena, g->err);
	struct compat_kernel_sheet *sheets =
	        arena_alloc(g->arena, (kernels.n + 1) * sizeof(*sheets));
	size_t n = 0;
	for (size_t i = 0; i < kernels.n; i++) {
		if (strcmp(kernels.items[i].platform, sheet->platform->slug) != 0 ||
		    !compat_kernel_sheet(g->compat, &kernels, i, &sheets[n], g->arena,
		                         g->err))
			continue;
		add_source(g, sheets[n++].kernel.source);
	}
	sheet->kernels = sheets;
	sheet->kernel_count = n;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct compat_source *)a)->id,
	              ((const struct compat_source *)b)->id);
}

bool compat_sheet_read(struct compat_sheet *sheet, const struct compat *compat,
                       const struct compat_platform *platform, struct arena *arena,
                       struct error *err)
{
	struct error damaged = {0};
	struct gatherer g = {.compat = compat, .arena = arena, .err = &damaged};
	*sheet = (struct compat_sheet){
	        .platform = platform,
	        .newer = compat_newer(compat, platform, arena, &damaged),
	};
	if (platform->complete.en)
		add_source(&g, platform->complete_from.source);
	for (size_t i = 0; i < platform->release_count; i++)
		add_source(&g, platform->releases[i].from.source);
	for (size_t i = 0; i < platform->support_count; i++)
		add_source(&g, platform->support[i].from.source);
	for (size_t i = 0; i < platform->requirement_count; i++)
		add_requirement(&g, &platform->requirements[i]);
	add_kernels(&g, sheet);
	if (g.source_count)
		qsort(g.sources, g.source_count, sizeof(*g.sources), by_id);
	struct compat_source *sources =
	        arena_alloc(arena, (g.source_count + 1) * sizeof(*sources));
	const struct compat_processor_set **sets = arena_alloc(
	        arena, (g.set_count + 1) * sizeof(const struct compat_processor_set *));
	for (size_t i = 0; i < g.source_count; i++)
		sources[i] = g.sources[i];
	for (size_t i = 0; i < g.set_count; i++)
		sets[i] = g.sets[i];
	sheet->sources = (struct compat_sources){sources, g.source_count};
	sheet->processors = sets;
	sheet->processor_count = g.set_count;
	free(g.sources);
	free(g.sets);
	if (damaged.code != EXIT_ok && err)
		*err = damaged;
	return damaged.code == EXIT_ok;
}
