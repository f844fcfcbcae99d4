/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/accept_row.h"

#include "base/hash.h"
#include "base/text.h"
#include "procure/sample.h"
#include "procure/sheet.h"

#include <stdlib.h>
#include <string.h>

/* ---- beginning -------------------------------------------------------------------- */

static void find_same_rows(struct acceptance *a)
{
	int *rows = arena_alloc(&a->arena, (a->lot->n + 1) * sizeof(*rows));
	for (size_t i = 0; i < a->lot->n; i++) {
		const struct spec_row *row = &a->lot->rows[i];
		if (row->need && row->need->type == NEED_same &&
		    row->fact != FACT_COUNT && !row->need->where.n)
			rows[a->same_count++] = (int)i;
	}
	a->same_rows = rows;
}

/* Does a row ask for what tells one unit from another? */
static bool asks_of_units(const struct spec_lot *lot)
{
	for (size_t i = 0; i < lot->n; i++)
		if (lot->rows[i].fact != FACT_COUNT &&
		    lot->rows[i].how == TEST_ROW_value &&
		    (fact_row(lot->rows[i].fact)->flags & FLAG_UNIT))
			return true;
	return false;
}

struct acceptance *acceptance_new(const struct acceptance_input *input)
{
	struct acceptance *a = memory_get(sizeof(*a));
	*a = (struct acceptance){.in = *input, .lot = &input->spec->lots[input->lot]};
	promise_make(&a->promise, input->spec, input->lot, input->offer);
	promise_make(&a->bare, input->spec, input->lot, NULL);
	a->words = (struct wording){&a->arena, &input->spec->language, input->today,
	                            a->lot->has_delivery ? &a->lot->delivery : NULL};
	find_same_rows(a);
	a->by_unit = asks_of_units(a->lot);
	return a;
}

void acceptance_free(struct acceptance *a)
{
	if (!a)
		return;
	for (size_t i = 0; i < a->deviation_count || i < a->deviations_stored; i++)
		free(a->deviations[i].units);
	for (size_t i = 0; i < a->open_count || i < a->open_stored; i++)
		free(a->open[i].units);
	free(a->deviations);
	free(a->open);
	free(a->units);
	free(a->judged);
	free(a->missing);
	promise_done(&a->promise);
	promise_done(&a->bare);
	arena_done(&a->arena);
	free(a);
}

/* ---- judging one ------------------------------------------------------------------ */

/* Is equivalence claimed for the row, or for one of its sub-rows? */
static bool claims_equivalence(const struct acceptance *a, int top)
{
	const struct offer_lot *o = a->in.offer ? &a->in.offer->lots[a->in.lot] : NULL;
	const struct requirement *r = a->lot->rows[top].requirement;
	for (size_t i = (size_t)top; o && i < a->lot->n; i++)
		if (a->lot->rows[i].requirement == r &&
		    o->verdicts[i].verdict == OFFER_equivalent)
			return true;
	return false;
}

static int top_of(const struct acceptance *a, const struct requirement *r)
{
	for (size_t i = 0; i < a->lot->n; i++)
		if (a->lot->rows[i].requirement == r)
			return (int)i;
	return ROW_NONE; /* every requirement of a promise has a row */
}

static bool is_same_need(const struct acceptance *a, int top)
{
	for (size_t i = 0; i < a->same_count; i++)
		if (a->lot->rows[a->same_rows[i]].requirement ==
		    a->lot->rows[top].requirement)
			return true;
	return false;
}

static void record_open(struct finding_of *f, const struct requirement_result *r,
                        enum open_reason reason)
{
	const struct explanation *e = r->explanation;
	const struct spec_row *row = &f->a->lot->rows[f->top];
	const char *why = e->missing_count ? e->missing[0].why : NULL;
	struct open_row like = {.row = row, .reason = reason, .why = why};
	open_add(f->a, &like, f->unit);
	if (reason == OPEN_scan && f->unit->result < UNIT_open)
		f->unit->result = UNIT_open;
}

static bool by_scan(const struct acceptance *a, int top)
{
	const struct requirement *r = a->lot->rows[top].requirement;
	bool hand = false;
	for (size_t i = (size_t)top; i < a->lot->n; i++)
		if (a->lot->rows[i].requirement == r && a->lot->rows[i].method)
			hand = hand || strcmp(a->lot->rows[i].method, "scan") != 0;
	return !hand;
}

static void record(struct finding_of *f, const struct requirement_result *r,
                   const struct judgement *bare)
{
	struct acceptance *a = f->a;
	if (r->requirement->level != LEVEL_must || is_same_need(a, f->top))
		return;
	if (r->verdict == VERDICT_unknown)
		record_open(f, r,
		            claims_equivalence(a, f->top)    ? OPEN_equivalent
		            : !r->look && by_scan(a, f->top) ? OPEN_scan
		                                             : OPEN_by_hand);
	if (r->verdict != VERDICT_fail)
		return;
	if (claims_equivalence(a, f->top)) {
		record_open(f, r, OPEN_equivalent);
		return;
	}
	const struct requirement_result *spec = &bare->results[f->requirement];
	f->of_offer =
	        spec->verdict != VERDICT_fail || spec->requirement->level != LEVEL_must;
	f->unit->result = UNIT_deviates;
	deviation_of(f, r->explanation);
}

static void record_form(struct finding_of *f, const struct judgement *j)
{
	struct acceptance *a = f->a;
	const struct value *form;
	if (j->applies || j->applies_unknown)
		return;
	const struct fact *fact = scan_fact(f->scan, FACT_chassis_form);
	form = fact && fact->state == STATE_known ? &fact->value : NULL;
	struct deviation like = {
	        .type = DEVIATION_form,
	        .id = arena_format(&a->arena, "%s.device", a->lot->id),
	        .text = tr(a->words.language->catalogue, "The device that is ordered"),
	        .required = a->lot->subject,
	        .measured = form ? word_in_language(&a->words, form->text) : NULL,
	        .severity = SEVERITY_major};
	f->unit->result = UNIT_deviates;
	deviation_add(a, &like, (struct deviation_unit){f->unit, "chassis", NULL});
}

/* The specification alone is asked only where something fails: how far it failed. */
void acceptance_add(struct acceptance *a, const struct scan *scan,
                    struct evidence_file file)
{
	const struct language *l = a->words.language;
	struct check_options options = {.today = a->in.today,
	                                .words = l->estonian ? l->catalogue : NULL,
	                                .declarations = a->in.declarations,
	                                .declaration_count = a->in.declaration_count};
	struct finding_of f = {.a = a, .unit = unit_new(a, scan, file), .scan = scan};
	struct check_result *promise, *bare = NULL;
	if (unit_is_like(a, scan, f.unit))
		return;
	promise = check_run(&a->promise.tor, scan, a->in.compat, &options);
	struct judgement *j = &promise->judgements[0];
	record_form(&f, j);
	for (size_t i = 0; i < j->n; i++) {
		if (j->results[i].verdict == VERDICT_fail && !bare && a->in.offer)
			bare = check_run(&a->bare.tor, scan, a->in.compat, &options);
		f.requirement = i;
		f.top = top_of(a, a->promise.origin[i]);
		record(&f, &j->results[i], bare ? &bare->judgements[0] : j);
	}
	check_free(bare);
	check_free(promise);
}

/* ---- the end ---------------------------------------------------------------------- */

/* Another scan of a machine is no machine: what it showed does not count twice. */
static void drop_repeated(struct acceptance *a)
{
	size_t kept = 0, at = 0;
	for (size_t i = 0; i < a->deviation_count; i++) {
		struct deviation *d = &a->deviations[i];
		for (size_t k = at = 0; k < d->n; k++)
			if (!d->units[k].unit ||
			    d->units[k].unit->result != UNIT_repeated)
				d->units[at++] = d->units[k];
		d->n = at;
		if (at) {
			struct deviation other = a->deviations[kept];
			a->deviations[kept++] = *d;
			*d = other;
		}
	}
	a->deviations_stored = a->deviation_count;
	a->deviation_count = kept;
	kept = 0;
	for (size_t i = 0; i < a->open_count; i++) {
		struct open_row *o = &a->open[i];
		for (size_t k = at = 0; k < o->n; k++)
			if (o->units[k]->result != UNIT_repeated)
				o->units[at++] = o->units[k];
		o->n = at;
		if (at) {
			struct open_row other = a->open[kept];
			a->open[kept++] = *o;
			*o = other;
		}
	}
	a->open_stored = a->open_count;
	a->open_count = kept;
}

static void plan_sample(struct acceptance *a)
{
	struct sample_plan *s = &a->sample;
	struct buf hashes = BUF_EMPTY;
	s->lot = a->counted < SAMPLE_LOT_MAX ? a->counted : SAMPLE_LOT_MAX;
	s->bad = a->in.bad_given ? a->in.bad : s->lot / 10;
	s->confidence = a->in.confidence;
	s->n = sample_size(s->lot, s->bad, s->confidence);
	for (size_t i = 0; i < a->counted; i++)
		buf_add_string(&hashes, a->units[i]->file.sha256);
	s->seed = a->in.seed_given
	                  ? a->in.seed
	                  : (uint64_t)hash_number(NULL, 's', hashes.text, hashes.n);
	s->units = arena_alloc(&a->arena, (s->n + 1) * sizeof(*s->units));
	sample_draw(s->lot, s->n, s->seed, s->units);
	for (size_t i = 0; i < s->n; i++)
		s->units[i]++;
	buf_done(&hashes);
}

/* The day on which the buyer could know: the first scan that shows a deviation. */
static void find_discovery(struct acceptance *a)
{
	const char *first = NULL;
	for (size_t i = 0; i < a->counted; i++)
		if (a->units[i]->result == UNIT_deviates && a->units[i]->taken &&
		    (!first || strcmp(a->units[i]->taken, first) < 0))
			first = a->units[i]->taken;
	a->discovered = a->in.today;
	if (a->in.has_discovered)
		a->discovered = a->in.discovered;
	else if (first && strlen(first) >= 10)
		date_parse(first, 10, &a->discovered);
	a->days = date_number(a->in.today) - date_number(a->discovered);
}

static int by_number(const void *x, const void *y)
{
	const struct deviation_unit *a = x, *b = y;
	size_t first = a->unit ? a->unit->number : 0,
	       second = b->unit ? b->unit->number : 0;
	return (first > second) - (first < second);
}

static int worst_first(const void *a, const void *b)
{
	const struct deviation *x = a, *y = b;
	if (x->severity != y->severity)
		return x->severity < y->severity ? 1 : -1;
	if (x->row && y->row && x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->type != y->type)
		return x->type < y->type ? -1 : 1;
	int by_id = strcmp(x->id, y->id);
	return by_id ? by_id
	             : strcmp(x->measured ? x->measured : "",
	                      y->measured ? y->measured : "");
}

void acceptance_finish(struct acceptance *a)
{
	units_like(a);
	register_make(a);
	drop_repeated(a);
	for (size_t i = 0; i < a->deviation_count; i++)
		qsort(a->deviations[i].units, a->deviations[i].n,
		      sizeof(struct deviation_unit), by_number);
	for (size_t i = 0; i < a->n; i++)
		a->results[a->units[i]->result]++;
	plan_sample(a);
	find_discovery(a);
	if (a->deviation_count)
		qsort(a->deviations, a->deviation_count, sizeof(*a->deviations),
		      worst_first);
}

enum exit_code acceptance_exit(const struct acceptance *a)
{
	return a->deviation_count ? EXIT_fail : a->open_count ? EXIT_undecided : EXIT_ok;
}
