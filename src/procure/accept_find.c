/* SPDX-License-Identifier: GPL-3.0-or-later
 * From the tree of a verdict to the rows that are not met, with what was measured. */
#include "facts/words.h"
#include "procure/accept_row.h"
#include "procure/spec_doc.h"

#include <stdlib.h>
#include <string.h>

/* ---- values in words -------------------------------------------------------------- */

static const char *number_like(const struct wording *w, enum fact_id fact,
                               const struct value *value, const struct operand *like)
{
	bool memory = fact_is_memory(fact);
	size_t n = like && like->written ? strspn(like->written, "-0123456789., ") : 0;
	size_t used;
	char text[FIXED_TEXT_MAX];
	const struct unit *unit =
	        n ? unit_at(like->written + n, strlen(like->written + n), &used) : NULL;
	if (!unit || unit->dimension != fact_row(fact)->dimension ||
	    value->number.min != value->number.max)
		return NULL;
	int64_t worth = memory ? unit->memory_num : unit->num;
	fixed_t number = fixed_scale(value->number.min, unit->den, worth);
	fixed_text(number, text);
	return arena_format(
	        w->arena, "%s %s", number_in(w, text),
	        unit_of_number(unit_of_fact(unit, fact), text, w->language->catalogue));
}

/* "8 GB", "16468529152 B (15.3 GB)": the number with the decimal mark of the language. */
static const char *localised(const struct wording *w, const char *text)
{
	char *copy = arena_string(w->arena, text);
	for (char *at = copy; w->language->estonian && *at; at++)
		if (*at == '.' && at > copy && at[-1] >= '0' && at[-1] <= '9' &&
		    at[1] >= '0' && at[1] <= '9')
			*at = ',';
	return copy;
}

const char *value_in(const struct wording *w, enum fact_id fact,
                     const struct value *value, const struct operand *like)
{
	struct operand as_operand = {.value = *value};
	const char *text = NULL;
	struct buf out = BUF_EMPTY;
	switch (value->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		text = number_like(w, fact, value, like);
		if (text)
			return text;
		value_print(&out, fact, value);
		text = localised(w, out.text);
		break;
	case TYPE_DATE:
		return date_in(w->language, w->arena, value->date);
	case TYPE_LIST:
		value_print(&out, fact, value);
		text = arena_copy(w->arena, out.text, out.n);
		break;
	default:
		return operand_in(w, fact, &as_operand);
	}
	buf_done(&out);
	return text;
}

/* ---- recording -------------------------------------------------------------------- */

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

struct deviation *deviation_add(struct acceptance *a, const struct deviation *like,
                                struct deviation_unit where)
{
	struct deviation *d = NULL;
	where.component = arena_string(&a->arena, where.component);
	where.source = arena_string(&a->arena, where.source);
	for (size_t i = 0; i < a->deviation_count && !d; i++) {
		struct deviation *each = &a->deviations[i];
		if (each->type == like->type && each->row == like->row &&
		    each->of_offer == like->of_offer && same(each->id, like->id) &&
		    same(each->measured, like->measured))
			d = each;
	}
	if (!d) {
		a->deviations = memory_room(a->deviations, a->deviation_count,
		                            &a->deviation_room, sizeof(*a->deviations));
		d = &a->deviations[a->deviation_count++];
		*d = *like;
		d->units = NULL;
		d->n = d->room = 0;
	}
	for (size_t i = 0; i < d->n; i++)
		if (d->units[i].unit == where.unit &&
		    same(d->units[i].component, where.component))
			return d;
	d->units = memory_room(d->units, d->n, &d->room, sizeof(*d->units));
	d->units[d->n++] = where;
	return d;
}

void open_add(struct acceptance *a, const struct open_row *like, struct delivered *unit)
{
	struct open_row *o = NULL;
	for (size_t i = 0; i < a->open_count && !o; i++)
		if (a->open[i].row == like->row && a->open[i].reason == like->reason)
			o = &a->open[i];
	if (!o) {
		a->open = memory_room(a->open, a->open_count, &a->open_room,
		                      sizeof(*a->open));
		o = &a->open[a->open_count++];
		*o = *like;
		o->why = arena_string(&a->arena, like->why);
		o->units = NULL;
		o->n = o->room = 0;
	}
	o->units = memory_room(o->units, o->n, &o->room, sizeof(struct delivered *));
	o->units[o->n++] = unit;
}

/* ---- one row ---------------------------------------------------------------------- */

static const char *required_of(const struct acceptance *a, const struct spec_row *row)
{
	const struct wording *w = &a->words;
	const struct award *award = &row->requirement->award;
	if (row->how == TEST_ROW_value && row->test)
		return test_phrase(w, row->fact, row->test);
	if (row->how == TEST_ROW_award && award->has_range)
		return operand_in(w, row->fact, &award->from);
	if (row->how == TEST_ROW_count && row->value)
		return arena_format(w->arena, "%s %s %s", row->op, row->value,
		                    row->unit ? row->unit : "");
	return row->value;
}

static const char *offered_of(const struct acceptance *a, const struct spec_row *row)
{
	const struct offer *offer = a->in.offer;
	if (!offer)
		return NULL;
	const struct offer_answer *answer =
	        &offer->lots[a->in.lot].answers[row - a->lot->rows];
	if (answer->offered)
		return answer->offered;
	return answer->complies;
}

static const struct operand *like_of(const struct spec_row *row)
{
	const struct award *award = &row->requirement->award;
	if (row->how == TEST_ROW_value && row->test && row->test->n)
		return &row->test->operands[0];
	if (row->how != TEST_ROW_award)
		return NULL;
	return award->has_range    ? &award->from
	       : award->step_count ? &award->steps[0].value
	                           : NULL;
}

static void record_row(struct finding_of *f, const struct spec_row *row,
                       const char *measured, const struct evidence *e)
{
	struct acceptance *a = f->a;
	enum severity severity = row->severity;
	if (a->promise.promoted[f->requirement] && severity < SEVERITY_major)
		severity = SEVERITY_major;
	struct deviation like = {.type = DEVIATION_requirement,
	                         .row = row,
	                         .id = row->id,
	                         .text = row->text,
	                         .of_offer = f->of_offer,
	                         .required = required_of(a, row),
	                         .offered = offered_of(a, row),
	                         .measured = measured,
	                         .severity = severity};
	struct deviation_unit where = {f->unit, e ? e->component : NULL,
	                               e ? e->source : NULL};
	deviation_add(a, &like, where);
}

/* The row below the requirement that is about this fact, of this need where it can be
 * told; the top row when none is. */
static const struct spec_row *row_of(const struct finding_of *f, enum fact_id fact,
                                     const struct need *need)
{
	const struct spec_lot *lot = f->a->lot;
	const struct spec_row *found = NULL;
	const struct requirement *r = lot->rows[f->top].requirement;
	for (size_t i = (size_t)f->top; i < lot->n; i++) {
		const struct spec_row *row = &lot->rows[i];
		if (row->requirement != r || row->fact != fact)
			continue;
		bool own = need && row->need &&
		           row->need->place.line == need->place.line &&
		           row->need->place.column == need->place.column;
		if (!found || own)
			found = row;
		if (own)
			break;
	}
	return found ? found : &lot->rows[f->top];
}

static const struct value *value_of(const struct scan *scan, const struct evidence *e)
{
	char kind[64];
	const char *slash = e->component ? strchr(e->component, '/') : NULL;
	enum kind_id id = fact_row(e->fact)->kind;
	snprintf(kind, sizeof(kind), "%s", kind_row(id)->name);
	const struct component *c =
	        scan_find(scan, id, slash && kind_row(id)->many ? slash + 1 : NULL);
	return fact_value(c, e->fact);
}

/* "disk: size – 256 GB", for rows that name no fact. */
static const char *fact_measured(struct finding_of *f, const struct evidence *e,
                                 const struct spec_row *row)
{
	const struct wording *w = &f->a->words;
	const struct value *value = value_of(f->scan, e);
	const char *text = value ? value_in(w, e->fact, value, like_of(row))
	                         : tr(w->language->catalogue, "none");
	if (row->fact == e->fact)
		return text;
	return arena_format(w->arena, "%s – %s", fact_in(w, e->fact), text);
}

static const struct evidence *fact_evidence_of(const struct explanation *e)
{
	for (size_t i = 0; i < e->evidence_count; i++)
		if (e->evidence[i].fact != FACT_COUNT)
			return &e->evidence[i];
	return NULL;
}

/* ---- the tree --------------------------------------------------------------------- */

static size_t failing(const struct explanation *e)
{
	size_t n = 0;
	for (size_t i = 0; i < e->part_count; i++)
		n += e->parts[i]->verdict == VERDICT_fail;
	return n;
}

/* The component that comes nearest. */
static const struct explanation *nearest(const struct explanation *e)
{
	const struct explanation *best = NULL;
	for (size_t i = 0; i < e->part_count; i++)
		if (e->parts[i]->verdict == VERDICT_fail &&
		    (!best || failing(e->parts[i]) < failing(best)))
			best = e->parts[i];
	return best;
}

/* A leaf without a value: what there is, counted. */
static const char *counted(struct finding_of *f, const struct explanation *e,
                           const struct need *need)
{
	const struct wording *w = &f->a->words;
	size_t n = 0;
	for (size_t i = 0; i < e->part_count; i++)
		n += e->parts[i]->verdict == VERDICT_pass;
	if (need && need->type == NEED_have)
		return arena_format(w->arena, "%zu %s", n, unit_in(w, "pieces"));
	return e->gap      ? arena_string(w->arena, e->gap)
	       : e->reason ? arena_string(w->arena, e->reason)
	                   : tr(w->language->catalogue, "not met");
}

/* Every failing value below, in one row's words. */
static void gather(struct finding_of *f, const struct explanation *e, struct buf *out)
{
	const struct spec_row *top = &f->a->lot->rows[f->top];
	if (e->verdict != VERDICT_fail)
		return;
	for (size_t i = 0; i < e->part_count; i++)
		gather(f, e->parts[i], out);
	const struct evidence *found = fact_evidence_of(e);
	if (failing(e) || !found)
		return;
	const char *text = fact_measured(f, found, top);
	if (!strstr(out->text, text) && out->n < 600)
		buf_format(out, "%s%s", out->n ? "; " : "", text);
}

static void record_top(struct finding_of *f, const struct explanation *e,
                       const struct need *need)
{
	const struct spec_row *top = &f->a->lot->rows[f->top];
	struct buf out = BUF_EMPTY;
	if (!need || need->type != NEED_have)
		gather(f, e, &out);
	const char *measured =
	        out.n ? arena_copy(&f->a->arena, out.text, out.n) : counted(f, e, need);
	record_row(f, top, measured, fact_evidence_of(e));
	buf_done(&out);
}

static void record_leaf(struct finding_of *f, const struct explanation *e,
                        const struct need *need)
{
	const struct evidence *found = fact_evidence_of(e);
	if (!found) {
		record_top(f, e, need);
		return;
	}
	const struct spec_row *row = row_of(f, found->fact, need);
	record_row(f, row, fact_measured(f, found, row), found);
}

/* All leaves below that fail. */
static void record_leaves(struct finding_of *f, const struct explanation *e,
                          const struct need *need)
{
	if (e->verdict != VERDICT_fail)
		return;
	if (!failing(e)) {
		record_leaf(f, e, need);
		return;
	}
	for (size_t i = 0; i < e->part_count; i++)
		record_leaves(f, e->parts[i], need);
}

static void record_need(struct finding_of *f, const struct explanation *e,
                        const struct need *need)
{
	const struct explanation *best = nearest(e);
	if (e->verdict != VERDICT_fail)
		return;
	switch (need->type) {
	case NEED_and:
		for (size_t i = 0; i < need->n && need->n == e->part_count; i++)
			record_need(f, e->parts[i], need->parts[i]);
		if (need->n == e->part_count)
			return;
		break;
	case NEED_have:
		if (need->quantity == QUANTITY_none ||
		    need->quantity == QUANTITY_at_most || need->count > 1 || !best ||
		    !need->conditions.n)
			break;
		record_leaves(f, best, need);
		return;
	case NEED_every:
	case NEED_conditions:
	case NEED_aggregate:
	case NEED_count:
		record_leaves(f, e, need);
		return;
	default:
		break;
	}
	record_top(f, e, need);
}

void deviation_of(struct finding_of *f, const struct explanation *explanation)
{
	const struct requirement *r =
	        &f->a->promise.tor.common.requirements[f->requirement];
	record_need(f, explanation, r->need);
}
