/* SPDX-License-Identifier: GPL-3.0-or-later
 * Plans: for each distinct set of configs, requirement by requirement, the first remedy
 * of a table that makes the machine pass. */
#include "fleet/plan.h"

#include "base/catalogue.h"

#include <stdlib.h>
#include <string.h>

/* In the order in which they are tried: the cheapest first. */
static const struct {
	enum remedy remedy;
	bool (*attempt)(const struct trial *trial, struct plan_step *step);
	enum kind_id kind; /* tried when the requirement looks at this kind */
	enum kind_id also;
} remedies[] = {
        {REMEDY_firmware, remedy_firmware, KIND_tpm, KIND_firmware},
        {REMEDY_add_modules, remedy_add_modules, KIND_memory, KIND_memory_module},
        {REMEDY_replace_modules, remedy_replace_modules, KIND_memory, KIND_memory_module},
        {REMEDY_disk, remedy_disk, KIND_disk, KIND_disk},
};

static const char *const words[REMEDIES] = {
        [REMEDY_none] = N_("fits already"),
        [REMEDY_firmware] = N_("enable in firmware"),
        [REMEDY_add_modules] = N_("add memory modules"),
        [REMEDY_replace_modules] = N_("replace memory modules"),
        [REMEDY_disk] = N_("replace disk"),
        [REMEDY_machine] = N_("replace machine"),
        [REMEDY_unknown] = N_("cannot be told"),
};

const char *remedy_words(enum remedy remedy)
{
	return words[remedy];
}

struct planning {
	struct fleet *fleet;
	const struct tor *tor;
	struct fleet_plan *plan;
	struct touch touch; /* of all requirements, and what remedies look at */
};

static void add_missing(struct planning *p, struct plan_machine *m, const char *text)
{
	for (size_t i = 0; i < m->missing_count; i++)
		if (!strcmp(m->missing[i], text))
			return;
	const char **more =
	        arena_alloc(&p->fleet->arena, (m->missing_count + 1) * sizeof(*more));
	if (m->missing_count)
		memcpy(more, m->missing, m->missing_count * sizeof(*more));
	more[m->missing_count++] = text;
	m->missing = more;
}

/* The same step for two requirements is one. */
static void add_step(struct planning *p, struct plan_machine *m,
                     const struct plan_step *step)
{
	for (size_t i = 0; i < m->step_count; i++)
		if (!strcmp(m->steps[i].text, step->text))
			return;
	struct plan_step *more =
	        arena_alloc(&p->fleet->arena, (m->step_count + 1) * sizeof(*more));
	if (m->step_count)
		memcpy(more, m->steps, m->step_count * sizeof(*more));
	more[m->step_count++] = *step;
	m->steps = more;
}

static void note_missing(struct planning *p, struct plan_machine *m,
                         const struct explanation *e)
{
	for (size_t i = 0; i < e->missing_count; i++) {
		const struct missing *miss = &e->missing[i];
		add_missing(p, m,
		            arena_format(&p->fleet->arena, "%s: %s%s%s", miss->what,
		                         miss->why, miss->remedy ? "; " : "",
		                         miss->remedy ? miss->remedy : ""));
	}
	if (!e->missing_count)
		add_missing(p, m, arena_string(&p->fleet->arena, e->text));
}

static void raise(struct plan_machine *m, enum remedy remedy)
{
	if (remedy > m->remedy)
		m->remedy = remedy;
}

static bool looks_at(const struct touch *touch, size_t row)
{
	return touch->kinds[remedies[row].kind] || touch->kinds[remedies[row].also];
}

/* The first remedy that makes it pass, else another machine, else doubt. */
static void remedy_fail(struct planning *p, struct plan_machine *m,
                        const struct trial *trial, const struct touch *touch)
{
	for (size_t i = 0; i < sizeof(remedies) / sizeof(*remedies); i++) {
		struct plan_step step = {0};
		if (!looks_at(touch, i) || !remedies[i].attempt(trial, &step))
			continue;
		add_step(p, m, &step);
		raise(m, remedies[i].remedy);
		return;
	}
	bool memory = touch->kinds[KIND_memory] || touch->kinds[KIND_memory_module];
	const char *doubt = memory ? remedy_memory_doubt(trial) : NULL;
	if (doubt) {
		add_missing(p, m, doubt);
		raise(m, REMEDY_unknown);
	} else {
		raise(m, REMEDY_machine);
	}
}

static void plan_line(struct planning *p, struct plan_machine *m,
                      const struct requirement *r, const struct scan *scan)
{
	struct tor one = *p->tor;
	struct touch touch = {.all = false};
	struct check_options options = {.today = p->fleet->today,
	                                .words = p->fleet->words};
	if (r->level != LEVEL_must)
		return;
	one.common.requirements = (struct requirement *)r;
	one.common.n = 1;
	one.common.subject = NULL;
	touch_requirement(&touch, r);
	struct check_result *result = check_run(&one, scan, p->fleet->compat, &options);
	const struct explanation *e = result->judgements[0].results[0].explanation;
	p->plan->judged++;
	if (e->verdict == VERDICT_unknown) {
		note_missing(p, m, e);
		raise(m, REMEDY_unknown);
	} else if (e->verdict == VERDICT_fail) {
		struct trial trial = {
		        &p->fleet->arena, &one, scan, p->fleet->compat, p->fleet->today,
		        &p->plan->judged};
		remedy_fail(p, m, &trial, &touch);
	}
	check_free(result);
}

/* A machine that must be replaced anyway needs no parts, and nothing need be found out
 * about it; REMEDY_unknown is more than REMEDY_machine only until that is known. */
static void settle(struct plan_machine *m, bool replace)
{
	if (!replace)
		return;
	m->remedy = REMEDY_machine;
	m->step_count = m->missing_count = 0;
}

static struct plan_machine *plan_group(struct planning *p, const struct scan *scan)
{
	struct plan_machine *m = arena_alloc(&p->fleet->arena, sizeof(*m));
	bool replace = false;
	for (size_t i = 0; i < p->tor->common.n; i++) {
		struct plan_machine line = {.remedy = REMEDY_none};
		plan_line(p, &line, &p->tor->common.requirements[i], scan);
		replace |= line.remedy == REMEDY_machine;
		raise(m, line.remedy);
		for (size_t k = 0; k < line.step_count; k++)
			add_step(p, m, &line.steps[k]);
		for (size_t k = 0; k < line.missing_count; k++)
			add_missing(p, m, line.missing[k]);
	}
	settle(m, replace);
	return m;
}

/* ---- totals ----------------------------------------------------------------------- */

static void count(struct arena *arena, struct plan_part **list, size_t *n,
                  const char *text, size_t times, const struct plan_purchase *part)
{
	for (size_t i = 0; i < *n; i++)
		if (!strcmp((*list)[i].text, text)) {
			(*list)[i].n += times;
			return;
		}
	if ((*n & (*n - 1)) == 0) {
		size_t room = *n ? *n * 2 : 1;
		struct plan_part *more = arena_alloc(arena, room * sizeof(*more));
		if (*n)
			memcpy(more, *list, *n * sizeof(*more));
		*list = more;
	}
	(*list)[(*n)++] = (struct plan_part){text, times, part};
}

static int part_order(const void *a, const void *b)
{
	const struct plan_part *x = a, *y = b;
	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->text, y->text);
}

static void sum_up(struct planning *p, const struct fleet_groups *groups)
{
	struct fleet_plan *plan = p->plan;
	for (size_t g = 0; g < groups->n; g++) {
		const struct plan_machine *m = plan->machines[groups->first[g]];
		plan->counts[m->remedy] += groups->count[g];
		/* While something is open, buying would be too early. */
		for (size_t i = 0; i < m->step_count && m->remedy < REMEDY_machine; i++)
			if (m->steps[i].part)
				count(&p->fleet->arena, &plan->parts, &plan->part_count,
				      m->steps[i].part->text,
				      m->steps[i].n * groups->count[g], m->steps[i].part);
		for (size_t i = 0; i < m->missing_count; i++)
			count(&p->fleet->arena, &plan->missing, &plan->missing_count,
			      m->missing[i], groups->count[g], NULL);
	}
	if (plan->part_count)
		qsort(plan->parts, plan->part_count, sizeof(*plan->parts), part_order);
	if (plan->missing_count)
		qsort(plan->missing, plan->missing_count, sizeof(*plan->missing),
		      part_order);
}

int fleet_plan_make(struct fleet *fleet, const struct tor *tor, const bool *include,
                    struct fleet_plan *plan, struct error *err)
{
	struct planning p = {.fleet = fleet, .tor = tor, .plan = plan};
	struct fleet_groups groups;
	*plan = (struct fleet_plan){0};
	if (fleet_check(fleet, tor, include, &plan->check, err))
		return -1;
	for (size_t i = 0; i < tor->common.n; i++)
		if (tor->common.requirements[i].level == LEVEL_must)
			touch_requirement(&p.touch, &tor->common.requirements[i]);
	p.touch.kinds[KIND_memory] = p.touch.kinds[KIND_memory_module] = true;
	p.touch.kinds[KIND_memory_slot] = p.touch.kinds[KIND_disk] = true;
	p.touch.kinds[KIND_tpm] = p.touch.kinds[KIND_firmware] = true;
	if (fleet_group(fleet, &p.touch, plan->check.applies, &groups, err))
		return -1;
	plan->machines =
	        arena_alloc(&fleet->arena, (fleet->all.n + 1) * sizeof(*plan->machines));
	for (size_t g = 0; g < groups.n; g++) {
		struct scan *scan = fleet_scan(fleet, &p.touch, groups.first[g], err);
		if (!scan)
			return -1;
		plan->machines[groups.first[g]] = plan_group(&p, scan);
		fleet_release(fleet, &p.touch, groups.first[g], scan);
	}
	for (size_t i = 0; i < fleet->all.n; i++)
		if (groups.of[i] != SIZE_MAX)
			plan->machines[i] = plan->machines[groups.first[groups.of[i]]];
	sum_up(&p, &groups);
	return 0;
}
