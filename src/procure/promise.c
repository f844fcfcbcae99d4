/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/promise.h"

#include "procure/form.h"

#include <ctype.h>
#include <string.h>

/* One requirement being copied. */
struct maker {
	struct promise *promise;
	const struct spec *spec;
	const struct spec_lot *lot;
	const struct offer_lot *offer; /* NULL: none */
	const struct requirement *requirement;
};

/* ---- values ----------------------------------------------------------------------- */

/* The row that asks for this test; -1 when none does. */
static int row_of_test(const struct maker *m, const struct test *test)
{
	for (size_t i = 0; i < m->lot->n; i++)
		if (m->lot->rows[i].test == test)
			return (int)i;
	return ROW_NONE;
}

static bool is_number(const struct value *v)
{
	return v->type == TYPE_NUMBER || v->type == TYPE_INTEGER;
}

/* Half of what the last written digit counts: "57 Wh" promises what rounds to 57. */
static fixed_t half_step(const char *written, fixed_t base)
{
	int64_t digits = 0;
	size_t n = 0;
	for (; *written && n < 12; written++) {
		if (isdigit((unsigned char)*written)) {
			digits = digits * 10 + (*written - '0');
			n++;
		} else if (n && !strchr(" .,", *written))
			break;
	}
	return digits > 0 ? fixed_scale(base, 1, 2 * digits) : 0;
}

/* The stricter of two limits; a number that is offered counts as it was rounded. */
static void tighten(const struct spec_row *row, const char *written, struct test *test,
                    struct value offered)
{
	struct value *limit = &test->operands[0].value;
	bool least = test->op == OP_at_least || test->op == OP_more;
	if (is_number(&offered)) {
		fixed_t step = half_step(written, offered.number.min);
		offered.number.min += least ? -step : step;
		offered.number.max = offered.number.min;
	}
	if (value_compare(row->fact, &offered, least ? OP_more : OP_less, limit) !=
	    TRUTH_yes)
		return;
	*limit = offered;
	test->operands[0].date = (struct date_term){.base = DATE_fixed};
	if (offered.type == TYPE_DATE)
		test->operands[0].date.fixed = offered.date;
	test->op = least ? OP_at_least : OP_at_most;
	test->operands[0].written = written;
}

/* One of several words: the one that is offered. A number inside of a range stays free.
 */
static void choose(const struct spec_row *row, const char *written, struct test *test,
                   const struct value *offered)
{
	if (offered->type != TYPE_WORD && offered->type != TYPE_LEVEL)
		return;
	for (size_t i = 0; i < test->n; i++)
		if (value_compare(row->fact, offered, OP_equal,
		                  &test->operands[i].value) == TRUTH_yes) {
			test->operands[0] = test->operands[i];
			test->operands[0].written = written;
			test->n = 1;
			test->type = TEST_compare;
			test->op = OP_equal;
			return;
		}
}

static void allow(const struct requirement *r, struct test *test)
{
	struct value *limit = &test->operands[0].value;
	bool least = test->op == OP_at_least || test->op == OP_more;
	if (!r->has_tolerance || test->type != TEST_compare || !is_number(limit) ||
	    test->op == OP_equal || test->op == OP_not_equal)
		return;
	fixed_t by = r->tolerance.value.number.min;
	if (r->tolerance_percent)
		by = fixed_scale(limit->number.min, (int64_t)(by / (FIXED_ONE / 1000)),
		                 100L * 1000);
	limit->number.min += least ? -by : by;
	limit->number.max = limit->number.min;
}

/* ---- needs ------------------------------------------------------------------------ */

static struct test copy_test(struct maker *m, const struct test *from)
{
	struct test to = *from;
	int row = row_of_test(m, from);
	to.operands = arena_items(&m->promise->arena, from->operands, from->n,
	                          sizeof(*from->operands));
	if (row == ROW_NONE || !from->n)
		return to;
	const struct row_verdict *v = m->offer ? &m->offer->verdicts[row] : NULL;
	if (v && v->has_value && v->verdict != OFFER_equivalent) {
		const struct spec_row *asked = &m->lot->rows[row];
		const char *written = m->offer->answers[row].offered;
		bool bounds = to.type == TEST_compare && to.op != OP_equal &&
		              to.op != OP_not_equal && to.op != OP_contains;
		if (bounds)
			tighten(asked, written, &to, v->value);
		else if (to.type == TEST_in)
			choose(asked, written, &to, &v->value);
	}
	allow(m->requirement, &to);
	return to;
}

static struct conditions copy_conditions(struct maker *m, const struct conditions *from)
{
	struct conditions to = *from;
	to.items = arena_items(&m->promise->arena, from->items, from->n,
	                       sizeof(*from->items));
	for (size_t i = 0; i < to.n; i++)
		to.items[i].test = copy_test(m, &from->items[i].test);
	return to;
}

static struct need *copy_need(struct maker *m, const struct need *from)
{
	struct need *to = arena_items(&m->promise->arena, from, 1, sizeof(*from));
	to->conditions = copy_conditions(m, &from->conditions);
	if (from->test.n)
		to->test = copy_test(m, &from->test);
	to->parts = arena_items(&m->promise->arena, from->parts, from->n,
	                        sizeof(struct need *));
	for (size_t i = 0; i < from->n; i++)
		to->parts[i] = copy_need(m, from->parts[i]);
	return to;
}

/* ---- awards ----------------------------------------------------------------------- */

static enum operator better_by(const struct spec_row *row)
{
	const struct award *a = &row->requirement->award;
	const struct value *worst = NULL, *best = NULL;
	if (a->has_range) {
		worst = &a->from.value;
		best = &a->to.value;
	} else if (a->step_count > 1) {
		bool rises = a->steps[0].percent < a->steps[a->step_count - 1].percent;
		worst = &a->steps[rises ? 0 : a->step_count - 1].value.value;
		best = &a->steps[rises ? a->step_count - 1 : 0].value.value;
	}
	bool falls = worst && value_compare(row->fact, best, OP_less, worst) == TRUTH_yes;
	return falls ? OP_at_most : OP_at_least;
}

/* A scaled award: the value that earned the points is owed. */
static struct need *owed_value(struct maker *m, int row)
{
	const struct spec_row *asked = &m->lot->rows[row];
	const struct row_verdict *v = &m->offer->verdicts[row];
	const char *written = m->offer->answers[row].offered;
	struct need *need = copy_need(m, asked->requirement->need);
	struct operand *operand = arena_alloc(&m->promise->arena, sizeof(*operand));
	*operand = (struct operand){.value = v->value, .written = written};
	if (v->value.type == TYPE_DATE)
		operand->date = (struct date_term){DATE_fixed, v->value.date, 0, 0};
	struct test test = {TEST_compare, better_by(asked), operand, 1};
	if (is_number(&operand->value)) {
		fixed_t step = half_step(written, operand->value.number.min);
		operand->value.number.min += test.op == OP_at_least ? -step : step;
		operand->value.number.max = operand->value.number.min;
	}
	if (need->type == NEED_aggregate) {
		need->test = test;
		return need;
	}
	enum kind_id kind = fact_row(asked->fact)->kind;
	struct condition *c = arena_alloc(&m->promise->arena, sizeof(*c));
	*c = (struct condition){.fact = asked->fact, .test = test};
	need->type = kind_row(kind)->many ? NEED_every : NEED_conditions;
	need->kind = kind;
	need->conditions = (struct conditions){c, 1};
	return need;
}

/* The need that the offer promises by an award; NULL: nothing. */
static struct need *owed(struct maker *m, int row)
{
	if (!m->offer || m->requirement->award.price ||
	    m->offer->verdicts[row].verdict != OFFER_conforms)
		return NULL;
	if (m->lot->rows[row].how != TEST_ROW_award)
		return copy_need(m, m->requirement->need);
	return m->offer->verdicts[row].has_value ? owed_value(m, row) : NULL;
}

/* ---- requirements ----------------------------------------------------------------- */

static int top_row(const struct maker *m)
{
	for (size_t i = 0; i < m->lot->n; i++)
		if (m->lot->rows[i].requirement == m->requirement)
			return (int)i;
	return ROW_NONE;
}

static void add(struct maker *m, const struct requirement *r)
{
	struct promise *p = m->promise;
	m->requirement = r;
	int row = top_row(m);
	struct requirement *to = &p->tor.common.requirements[p->n];
	*to = *r;
	if (row == ROW_NONE || r->at == AT_offer)
		return;
	const struct need *need =
	        r->level == LEVEL_award ? owed(m, row) : copy_need(m, r->need);
	bool states = r->need && r->need->type == NEED_state;
	bool promised =
	        r->level == LEVEL_award
	                ? need != NULL
	                : r->level != LEVEL_must && !states && m->offer &&
	                          m->offer->verdicts[row].verdict == OFFER_conforms;
	if (need)
		to->need = (struct need *)need;
	if (promised) {
		to->level = LEVEL_must;
		to->award = (struct award){.price = false};
	}
	p->promoted[p->n] = promised;
	p->origin[p->n++] = r;
}

void promise_make(struct promise *promise, const struct spec *spec, size_t lot,
                  const struct offer *offer)
{
	const struct spec_lot *l = &spec->lots[lot];
	const struct tor_scope *common = &l->tor->common, *own = l->scope;
	size_t n = common->n + (own != common ? own->n : 0) + 1;
	*promise = (struct promise){.n = 0};
	struct maker m = {promise, spec, l, offer ? &offer->lots[lot] : NULL, NULL};
	struct tor_scope *to = &promise->tor.common;
	*to = *common;
	to->subject = own->subject ? own->subject : common->subject;
	to->where = own->subject ? own->where : common->where;
	to->has_delivery = l->has_delivery;
	to->delivery = l->delivery;
	to->requirements = arena_alloc(&promise->arena, n * sizeof(*to->requirements));
	promise->origin = arena_alloc(&promise->arena, n * sizeof(struct requirement *));
	promise->promoted = arena_alloc(&promise->arena, n);
	promise->tor.name = l->tor->name;
	for (size_t i = 0; i < common->n; i++)
		add(&m, &common->requirements[i]);
	for (size_t i = 0; own != common && i < own->n; i++)
		add(&m, &own->requirements[i]);
	to->n = promise->n;
}

void promise_done(struct promise *promise)
{
	arena_done(&promise->arena);
}
