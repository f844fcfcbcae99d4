/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/spread.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct spread_row rows[] = {
#define SPREAD(kind, fact, shape) {FACT_##kind##_##fact, SPREAD_##shape},
#include "fleet/spread.def"
#undef SPREAD
};

const struct spread_row *spread_table(size_t *n)
{
	*n = sizeof(rows) / sizeof(*rows);
	return rows;
}

/* ---- values ----------------------------------------------------------------------- */

struct spreading {
	struct fleet *fleet;
	struct spread *out;
	struct map of_text, of_config;
	size_t room;
};

static int text_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *value_words(struct arena *arena, enum fact_id fact,
                               const struct value *v)
{
	struct buf out = BUF_EMPTY;
	if (v->type == TYPE_DATE)
		buf_format(&out, "%d", v->date.year);
	else
		value_print_short(&out, fact, v);
	const char *text = arena_copy(arena, out.text, out.n);
	buf_done(&out);
	return text;
}

/* The distinct values of a list in one text; NULL when none is told. */
static const char *together(struct arena *arena, const struct component_list *list,
                            enum fact_id fact)
{
	const char **texts = memory_get((list->n + 1) * sizeof(*texts));
	struct buf out = BUF_EMPTY;
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *v = fact_value(list->items[i], fact);
		if (v)
			texts[n++] = value_words(arena, fact, v);
	}
	if (n)
		qsort(texts, n, sizeof(*texts), text_order);
	for (size_t i = 0; i < n; i++)
		if (!i || strcmp(texts[i], texts[i - 1]) != 0)
			buf_format(&out, "%s%s", out.n ? " + " : "", texts[i]);
	const char *text = n ? arena_copy(arena, out.text, out.n) : NULL;
	buf_done(&out);
	free(texts);
	return text;
}

/* By what a value stands among the others: the greatest of a machine. */
static fixed_t order_of(const struct component_list *list, enum fact_id fact)
{
	fixed_t most = FIXED_MIN;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *v = fact_value(list->items[i], fact);
		fixed_t own = FIXED_MIN;
		if (v && (v->type == TYPE_NUMBER || v->type == TYPE_INTEGER))
			own = v->number.min;
		else if (v && v->type == TYPE_DATE)
			own = fixed_from_int(v->date.year);
		else if (v && v->type == TYPE_LEVEL)
			own = fixed_from_int(fact_word_index(fact, v->text));
		most = own > most ? own : most;
	}
	return most;
}

static size_t value_at(struct spreading *s, const struct component_list *list)
{
	enum fact_id fact = s->out->fact;
	const char *text = together(&s->fleet->arena, list, fact);
	if (!text)
		return SIZE_MAX;
	size_t *at = map_at(&s->of_text, hash_number(NULL, 't', text, strlen(text)));
	if (*at != SIZE_MAX)
		return *at;
	*at = s->out->n;
	s->out->values =
	        memory_room(s->out->values, s->out->n, &s->room, sizeof(*s->out->values));
	s->out->values[s->out->n++] =
	        (struct spread_value){text, order_of(list, fact), {0, 0}};
	return *at;
}

/* The value of a config: SIZE_MAX when it tells none. -1 with err. */
static int value_of(struct spreading *s, int64_t config, size_t *value, struct error *err)
{
	enum kind_id kind;
	size_t *known = map_at(&s->of_config, config);
	if (*known == SIZE_MAX) {
		const struct component_list *list =
		        store_reader_config(s->fleet->reader, config, &kind, err);
		if (!list)
			return -1;
		/* One more, so that "none" is told from "not looked at". */
		*known = value_at(s, list) + 1;
	}
	*value = *known - 1;
	return 0;
}

static int count_all(struct spreading *s, const size_t *counts[2], struct error *err)
{
	enum kind_id kind = fact_row(s->out->fact)->kind;
	for (size_t p = 0; p < s->fleet->profile_count; p++) {
		size_t n[2] = {counts[0][p], counts[1] ? counts[1][p] : 0};
		size_t value = SIZE_MAX;
		if (!n[0] && !n[1])
			continue;
		int64_t config = fleet_config(s->fleet, p, kind);
		if (config && value_of(s, config, &value, err))
			return -1;
		for (int side = 0; side < 2; side++) {
			if (value == SIZE_MAX) {
				s->out->silent[side] += n[side];
			} else {
				s->out->values[value].n[side] += n[side];
				s->out->told[side] += n[side];
			}
		}
	}
	return 0;
}

/* ---- order ------------------------------------------------------------------------ */

static int by_step(const void *a, const void *b)
{
	const struct spread_value *x = a, *y = b;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return text_natural_order(x->text, y->text);
}

static int by_rank(const void *a, const void *b)
{
	const struct spread_value *x = a, *y = b;
	size_t n = x->n[0] + x->n[1], m = y->n[0] + y->n[1];
	if (n != m)
		return n < m ? 1 : -1;
	return text_natural_order(x->text, y->text);
}

/* ---- two fleets ------------------------------------------------------------------- */

/* Q(a, x), the upper incomplete gamma function over Γ(a): below a + 1 by the series of
 * the lower one, else by the continued fraction (Abramowitz and Stegun, 6.5.29, 6.5.31).
 */
static double gamma_above(double a, double x)
{
	enum { STEPS = 2000 };
	const double tiny = 1e-300, near = 1e-14;
	double scale = exp(-x + a * log(x) - lgamma(a));
	if (x < a + 1) {
		double term = 1 / a, sum = term;
		for (int i = 1; i < STEPS && term > sum * near; i++) {
			term *= x / (a + i);
			sum += term;
		}
		return 1 - sum * scale;
	}
	double b = x + 1 - a, c = 1 / tiny, d = 1 / b, h = d;
	for (int i = 1; i < STEPS; i++) {
		double an = -i * (i - a);
		b += 2;
		d = an * d + b;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = b + an / c;
		c = fabs(c) < tiny ? tiny : c;
		h *= d * c;
		if (fabs(d * c - 1) < near)
			break;
	}
	return scale * h;
}

double chi_square_above(double x, size_t freedom)
{
	double above = x > 0 && freedom ? gamma_above((double)freedom / 2, x / 2) : 1;
	return above < 0 ? 0 : above > 1 ? 1 : above;
}

struct chi {
	double sum, shift, told[2], pooled[2];
	size_t cells;
};

static void add_cell(struct chi *chi, double a, double b)
{
	double all = chi->told[0] + chi->told[1];
	chi->shift += fabs(a / chi->told[0] - b / chi->told[1]) / 2;
	double expect[2] = {(a + b) * chi->told[0] / all, (a + b) * chi->told[1] / all};
	chi->sum += (a - expect[0]) * (a - expect[0]) / expect[0] +
	            (b - expect[1]) * (b - expect[1]) / expect[1];
	chi->cells++;
}

static void compare(struct spread *s)
{
	enum { EXPECTED_LEAST = 5 };
	struct chi chi = {.told = {(double)s->told[0], (double)s->told[1]}};
	s->chance = 1;
	if (!s->told[0] || !s->told[1])
		return;
	double all = chi.told[0] + chi.told[1];
	double fewer = fmin(chi.told[0], chi.told[1]) / all;
	for (size_t i = 0; i < s->n; i++) {
		double a = (double)s->values[i].n[0], b = (double)s->values[i].n[1];
		if ((a + b) * fewer >= EXPECTED_LEAST) {
			add_cell(&chi, a, b);
		} else {
			chi.pooled[0] += a;
			chi.pooled[1] += b;
		}
	}
	if ((chi.pooled[0] + chi.pooled[1]) * fewer >= EXPECTED_LEAST)
		add_cell(&chi, chi.pooled[0], chi.pooled[1]);
	s->shift = chi.shift;
	if (chi.cells > 1)
		s->chance = chi_square_above(chi.sum, chi.cells - 1);
}

int spread_ahead(struct fleet *fleet, const struct spread_row *which, size_t n,
                 const bool *include, struct error *err)
{
	bool kinds[KIND_COUNT] = {false};
	for (size_t i = 0; i < n; i++)
		kinds[fact_row(which[i].fact)->kind] = true;
	return fleet_ahead(fleet, kinds, include, err);
}

int spread_make(struct fleet *fleet, const struct spread_row *row,
                const size_t *counts[2], struct spread *spread, struct error *err)
{
	struct spreading s = {.fleet = fleet, .out = spread};
	*spread = (struct spread){.fact = row->fact, .shape = row->shape};
	int failed = count_all(&s, counts, err);
	if (spread->n)
		qsort(spread->values, spread->n, sizeof(*spread->values),
		      row->shape == SPREAD_steps ? by_step : by_rank);
	if (!failed && counts[1])
		compare(spread);
	struct spread_value *values =
	        arena_items(&fleet->arena, spread->values, spread->n, sizeof(*values));
	free(spread->values);
	spread->values = values;
	map_done(&s.of_text);
	map_done(&s.of_config);
	return failed;
}
