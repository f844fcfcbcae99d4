/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines to configurations: each config of the inventory is read once, each distinct
 * profile put together once. */
#include "fleet/ladder.h"

#include "base/catalogue.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *words;
} levels[] = {
#define LEVEL(name, text, words) {text, words},
#define RUNG(level, kind, fact)
#include "fleet/ladder.def"
#undef LEVEL
#undef RUNG
};

static const struct rung {
	enum ladder_level level;
	enum fact_id fact;
} rungs[] = {
#define LEVEL(name, text, words)
#define RUNG(level, kind, fact) {LADDER_##level, FACT_##kind##_##fact},
#include "fleet/ladder.def"
#undef LEVEL
#undef RUNG
};

enum { RUNGS = sizeof(rungs) / sizeof(*rungs) };

const char *ladder_name(enum ladder_level level)
{
	return levels[level].name;
}

const char *ladder_words(enum ladder_level level)
{
	return levels[level].words;
}

enum ladder_level ladder_find(const char *name)
{
	int i = 0;
	while (i < LADDER_LEVELS && strcmp(levels[i].name, name) != 0)
		i++;
	return (enum ladder_level)i;
}

/* ---- parts ------------------------------------------------------------------------ */

/* Firmware writes 2666 or 2667, 1333 or 1334 for the same speed grade, a multiple of
 * 100/3 MT/s; JEDEC's names of them cut the rest off, but for DDR2-667. */
static fixed_t grade_of(fixed_t speed)
{
	const fixed_t million = FIXED_ONE * 1000000;
	fixed_t third = fixed_scale(speed, 3, 100) / million;
	for (fixed_t k = third; k <= third + 1; k++) {
		fixed_t grade = fixed_scale(k * million, 100, 3);
		fixed_t off = grade > speed ? grade - speed : speed - grade;
		if (off <= million)
			return k == 20 ? 667 * million : grade / million * million;
	}
	return speed;
}

static void write_known(struct buf *out, const struct fact *f)
{
	struct value v = f->value;
	if (v.dimension == DIM_transfers && v.type == TYPE_NUMBER &&
	    v.number.min == v.number.max)
		v.number.min = v.number.max = grade_of(v.number.min);
	value_print_short(out, f->id, &v);
}

static void write_fact(struct buf *out, const struct fact *f)
{
	bool count = fact_row(f->id)->type == TYPE_INTEGER;
	if (f->state == STATE_absent || f->state == STATE_unknown ||
	    (count && f->state == STATE_known && f->value.number.max == FIXED_ONE))
		return;
	if (out->n)
		buf_add_char(out, ' ');
	if (f->state == STATE_unreadable)
		buf_format(out, "(%s unreadable)", fact_row(f->id)->name);
	if (count && f->state == STATE_known)
		buf_format(out, "(%s: ", fact_row(f->id)->name);
	if (f->state == STATE_known)
		write_known(out, f);
	if (count && f->state == STATE_known)
		buf_add_char(out, ')');
}

static void write_part(struct buf *out, const struct component *c,
                       enum ladder_level level)
{
	for (size_t i = 0; i < RUNGS; i++) {
		const struct fact *f = NULL;
		if (rungs[i].level <= level && fact_row(rungs[i].fact)->kind == c->kind)
			f = fact_get(c, rungs[i].fact);
		if (f)
			write_fact(out, f);
	}
}

static size_t item_at(struct ladder *l, enum kind_id kind, enum ladder_state state,
                      const char *text)
{
	struct buf key = BUF_EMPTY;
	buf_format(&key, "%s %d %s", kind_row(kind)->name, (int)state, text);
	int64_t hash = hash_number(NULL, 'l', key.text, key.n);
	size_t *at = map_at(&l->item_of, hash);
	buf_done(&key);
	if (*at != SIZE_MAX)
		return *at;
	*at = l->item_count;
	l->items = memory_room(l->items, l->item_count, &l->item_room, sizeof(*l->items));
	l->items[l->item_count] =
	        (struct ladder_item){kind, state, arena_string(&l->arena, text), hash};
	return l->item_count++;
}

/* By hash, so that a configuration has the same name in every run and inventory. */
static int item_order(const void *a, const void *b, void *context)
{
	const struct ladder *l = context;
	int64_t x = l->items[*(const size_t *)a].hash,
	        y = l->items[*(const size_t *)b].hash;
	return (x > y) - (x < y);
}

/* Equal ones put together. */
static struct ladder_view *view_of_items(struct ladder *l, size_t *items, size_t n)
{
	struct ladder_view *view = arena_alloc(&l->arena, sizeof(*view));
	view->level = l->level;
	qsort_r(items, n, sizeof(*items), item_order, l);
	view->parts = arena_alloc(&l->arena, (n + 1) * sizeof(*view->parts));
	for (size_t i = 0; i < n; i++) {
		view->hash = hash_join(view->hash, l->items[items[i]].hash);
		if (view->n && view->parts[view->n - 1].item == items[i])
			view->parts[view->n - 1].n++;
		else
			view->parts[view->n++] = (struct ladder_part){items[i], 1};
	}
	return view;
}

static struct ladder_view *read_view(struct ladder *l, enum kind_id kind, int64_t config,
                                     struct error *err)
{
	enum kind_id found;
	struct buf text = BUF_EMPTY;
	if (!config) {
		size_t item = item_at(l, kind, LADDER_not_told, "");
		return view_of_items(l, &item, 1);
	}
	const struct component_list *list =
	        store_reader_config(l->fleet->reader, config, &found, err);
	if (!list)
		return NULL;
	size_t *items = memory_get((list->n + 2) * sizeof(*items)), n = 0;
	for (size_t i = 0; i < list->n; i++) {
		/* The reader gives the same component to all configs that have it. */
		size_t *known =
		        map_at(&l->item_of_component, (int64_t)(uintptr_t)list->items[i]);
		if (*known == SIZE_MAX) {
			buf_clear(&text);
			write_part(&text, list->items[i], l->level);
			*known = item_at(l, kind, LADDER_told, text.text);
		}
		items[n++] = *known;
	}
	if (list->partial)
		items[n++] = item_at(l, kind, LADDER_partial, "");
	struct ladder_view *view = view_of_items(l, items, n);
	buf_done(&text);
	free(items);
	return view;
}

/* The level at or below this one that tells more of a kind than the one before it. */
static enum ladder_level level_of(const struct ladder *l, enum kind_id kind)
{
	enum ladder_level level = (enum ladder_level)0;
	for (size_t i = 0; i < RUNGS; i++)
		if (fact_row(rungs[i].fact)->kind == kind && rungs[i].level <= l->level &&
		    rungs[i].level > level)
			level = rungs[i].level;
	return level;
}

static const struct ladder_view *view_of(struct ladder *l, enum kind_id kind,
                                         int64_t config, struct error *err)
{
	/* Without a config, each kind has a view of its own. */
	size_t *at = map_at(&l->view_of, config ? config : (int64_t)kind + 1);
	if (*at == SIZE_MAX) {
		*at = l->view_count++;
		l->views = memory_room(l->views, *at, &l->view_room, sizeof(*l->views));
	} else if (l->views[*at]->level >= l->kind_levels[kind]) {
		return l->views[*at];
	}
	return l->views[*at] = read_view(l, kind, config, err);
}

/* ---- classes ---------------------------------------------------------------------- */

static void choose_kinds(struct ladder *l)
{
	l->kind_count = 0;
	for (int k = 0; k < KIND_COUNT; k++)
		for (size_t i = 0; i < RUNGS; i++)
			if (rungs[i].level <= l->level &&
			    fact_row(rungs[i].fact)->kind == (enum kind_id)k) {
				l->kinds[l->kind_count++] = (enum kind_id)k;
				l->kind_levels[k] = level_of(l, (enum kind_id)k);
				break;
			}
}

/* The class of a machine, made when it is the first of it; SIZE_MAX with err. */
static size_t classify(struct ladder *l, size_t machine, struct error *err)
{
	const struct store_machine *m = &l->fleet->all.items[machine];
	const struct ladder_view *views[KIND_COUNT];
	int64_t hash = 0;
	for (size_t k = 0; k < l->kind_count; k++) {
		views[k] = view_of(l, l->kinds[k], store_config_of(m, l->kinds[k]), err);
		if (!views[k])
			return SIZE_MAX;
		hash = hash_join(hash, views[k]->hash);
	}
	size_t *at = map_at(&l->class_of, hash);
	if (*at == SIZE_MAX) {
		*at = l->class_count;
		l->classes = memory_room(l->classes, l->class_count, &l->class_room,
		                         sizeof(*l->classes));
		l->classes[l->class_count++] = (struct ladder_class){
		        machine, 0,
		        arena_items(&l->arena, views, l->kind_count, sizeof(*views)),
		        hash};
	}
	return *at;
}

static int classify_all(struct ladder *l, struct error *err)
{
	bool kinds[KIND_COUNT] = {false};
	for (size_t k = 0; k < l->kind_count; k++)
		kinds[l->kinds[k]] = true;
	if (fleet_ahead(l->fleet, kinds, l->include, err))
		return -1;
	memset(l->of_profile, 0xff, l->fleet->profile_count * sizeof(size_t));
	for (size_t i = 0; i < l->fleet->all.n; i++) {
		l->of[i] = SIZE_MAX;
		if (l->include && !l->include[i])
			continue;
		size_t *known = &l->of_profile[l->fleet->profile_of[i]];
		if (*known == SIZE_MAX)
			*known = classify(l, i, err);
		if (*known == SIZE_MAX)
			return -1;
		l->of[i] = *known;
		l->classes[*known].count++;
	}
	return 0;
}

int ladder_make(struct ladder *ladder, struct fleet *fleet, enum ladder_level level,
                const bool *include, struct error *err)
{
	*ladder = (struct ladder){.fleet = fleet, .include = include, .level = level};
	choose_kinds(ladder);
	ladder->of_profile =
	        arena_alloc(&ladder->arena, (fleet->profile_count + 1) * sizeof(size_t));
	ladder->of = arena_alloc(&ladder->arena, (fleet->all.n + 1) * sizeof(size_t));
	return classify_all(ladder, err);
}

int ladder_climb(struct ladder *ladder, struct error *err)
{
	ladder->level++;
	choose_kinds(ladder);
	map_done(&ladder->item_of_component);
	map_done(&ladder->class_of);
	ladder->class_count = 0;
	return classify_all(ladder, err);
}

void ladder_done(struct ladder *ladder)
{
	free(ladder->items);
	free(ladder->classes);
	free(ladder->views);
	map_done(&ladder->item_of);
	map_done(&ladder->item_of_component);
	map_done(&ladder->view_of);
	map_done(&ladder->class_of);
	arena_done(&ladder->arena);
	*ladder = (struct ladder){0};
}

/* ---- changes ---------------------------------------------------------------------- */

static void change_view(const struct ladder *l, const struct ladder_view *from,
                        const struct ladder_view *to, struct ladder_change *change)
{
	size_t a = 0, b = 0;
	while (a < from->n || b < to->n) {
		const struct ladder_part none = {SIZE_MAX, 0};
		struct ladder_part x = a < from->n ? from->parts[a] : none;
		struct ladder_part y = b < to->n ? to->parts[b] : none;
		bool first = y.item == SIZE_MAX ||
		             (x.item != SIZE_MAX &&
		              l->items[x.item].hash <= l->items[y.item].hash);
		size_t item = first ? x.item : y.item;
		size_t had = x.item == item ? x.n : 0, has = y.item == item ? y.n : 0;
		a += had != 0;
		b += has != 0;
		if (has > had)
			change->more[change->more_count++] =
			        (struct ladder_part){item, has - had};
		if (had > has)
			change->less[change->less_count++] =
			        (struct ladder_part){item, had - has};
	}
}

size_t ladder_changes(const struct ladder *ladder, const struct ladder_class *from,
                      const struct ladder_class *to, struct arena *arena,
                      struct ladder_change **changes)
{
	size_t n = 0;
	*changes = arena_alloc(arena, (ladder->kind_count + 1) * sizeof(**changes));
	for (size_t k = 0; k < ladder->kind_count; k++) {
		const struct ladder_view *a = from->views[k], *b = to->views[k];
		struct ladder_change *c = &(*changes)[n];
		if (a->hash == b->hash)
			continue;
		c->kind = ladder->kinds[k];
		c->more = arena_alloc(arena, (b->n + 1) * sizeof(*c->more));
		c->less = arena_alloc(arena, (a->n + 1) * sizeof(*c->less));
		change_view(ladder, a, b, c);
		n++;
	}
	return n;
}

int ladder_class_order(const void *a, const void *b, void *context)
{
	const struct ladder_class *classes = context;
	const struct ladder_class *x = &classes[*(const size_t *)a],
	                          *y = &classes[*(const size_t *)b];
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return (x->hash > y->hash) - (x->hash < y->hash);
}
