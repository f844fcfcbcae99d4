/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procure/sla.h"

#include "base/text.h"

#include <string.h>

/* ---- terms ---------------------------------------------------------------------------
 */

typedef bool (*visitor)(struct sla *sla, const struct need *need, struct error *err);

static const struct condition *condition_of(const struct need *need, enum fact_id fact)
{
	for (size_t i = 0; i < need->conditions.n; i++)
		if (need->conditions.items[i].fact == fact &&
		    need->conditions.items[i].test.n)
			return &need->conditions.items[i];
	return NULL;
}

static void take_limit(struct sla_class *c, enum sla_step step,
                       const struct condition *condition)
{
	if (!condition || condition->test.type != TEST_compare)
		return;
	const struct operand *o = &condition->test.operands[0];
	int64_t whole;
	c->in_days[step] = o->value.dimension == DIM_working_days;
	c->limited[step] = fixed_to_int(o->value.number.min, &whole);
	c->limit[step] = c->in_days[step] ? whole : whole / 60;
	c->written[step] = o;
}

static struct sla_class *class_named(struct sla *sla, const char *name)
{
	for (size_t i = 0; i < sla->class_count; i++)
		if (text_same_word(sla->classes[i].name, name))
			return &sla->classes[i];
	return NULL;
}

static bool take_class(struct sla *sla, const struct need *need, struct error *err)
{
	const struct condition *name = condition_of(need, FACT_service_level_class);
	const char *text = name ? name->test.operands[0].value.text : "standard";
	if (class_named(sla, text)) {
		error_set(
		        err, EXIT_usage, text,
		        "expected one line of times for each class of faults, found two");
		return false;
	}
	struct sla_class *c = &sla->classes[sla->class_count++];
	*c = (struct sla_class){.name = text};
	take_limit(c, SLA_response, condition_of(need, FACT_service_level_response));
	take_limit(c, SLA_restore, condition_of(need, FACT_service_level_restore));
	return true;
}

static bool take_need(struct sla *sla, const struct need *need, struct error *err)
{
	const struct condition *c;
	if (!need)
		return true;
	for (size_t i = 0; i < need->n; i++)
		if (!take_need(sla, need->parts[i], err))
			return false;
	if (need->type == NEED_have && need->kind == KIND_service_level)
		return take_class(sla, need, err);
	if (need->type != NEED_conditions)
		return true;
	c = condition_of(need, FACT_service_met_share);
	if (c) {
		sla->has_share = true;
		sla->share = c->test.operands[0].value.number.min;
	}
	c = condition_of(need, FACT_service_warranty);
	if (c)
		sla->has_warranty = fixed_to_int(c->test.operands[0].value.number.min,
		                                 &sla->warranty_months);
	return true;
}

int sla_terms(struct sla *sla, const struct tor *tor, struct error *err)
{
	enum { CLASSES_MAX = 64 };
	size_t n = tor->common.n;
	for (size_t i = 0; i < tor->lot_count; i++)
		n += tor->lots[i].n;
	sla->classes =
	        arena_alloc(&sla->arena, (n * 4 + CLASSES_MAX) * sizeof(*sla->classes));
	for (size_t i = 0; i < tor->common.n; i++)
		if (tor->common.requirements[i].level == LEVEL_must &&
		    !take_need(sla, tor->common.requirements[i].need, err))
			return -1;
	for (size_t k = 0; k < tor->lot_count; k++)
		for (size_t i = 0; i < tor->lots[k].n; i++)
			if (tor->lots[k].requirements[i].level == LEVEL_must &&
			    !take_need(sla, tor->lots[k].requirements[i].need, err))
				return -1;
	sla->has_delivery = tor->common.has_delivery;
	sla->delivery = tor->common.delivery;
	sla->name = tor->name;
	return 0;
}

const char *sla_stated_hours(const struct tor *tor)
{
	for (size_t i = 0; i < tor->common.n; i++) {
		const struct need *need = tor->common.requirements[i].need;
		const struct condition *c =
		        !need ? NULL
		        : need->type == NEED_have
		                ? condition_of(need, FACT_service_level_hours)
		                : condition_of(need, FACT_service_hours);
		if (c && c->test.type == TEST_compare)
			return c->test.operands[0].value.text;
	}
	return NULL;
}

/* ---- tickets -------------------------------------------------------------------------
 */

enum ticket_column {
	TICKET_id,
	TICKET_class,
	TICKET_reported,
	TICKET_responded,
	TICKET_restored,
	TICKET_COLUMNS
};
static const char *const column_names[] = {"id", "class", "reported", "responded",
                                           "restored"};

static int find_columns(const struct sheet *sheet, const char *name, int *at,
                        struct error *err)
{
	for (int c = 0; c < TICKET_COLUMNS; c++) {
		at[c] = -1;
		for (int k = 0; k < SHEET_COLUMNS_MAX && sheet->n; k++)
			if (sheet->rows[0].cells[k] &&
			    text_same_word(sheet->rows[0].cells[k], column_names[c]))
				at[c] = k;
		if (at[c] < 0)
			return error_set(
			        err, EXIT_usage, name,
			        "expected the columns id, class, reported, responded "
			        "and restored, found no %s",
			        column_names[c]);
	}
	return 0;
}

/* A time of a row; -1 where it is empty. */
static int take_moment(const char *text, const char *name, int row, int64_t *moment,
                       struct error *err)
{
	*moment = -1;
	if (!text || moment_read(text, moment))
		return 0;
	error_set(err, EXIT_usage, name, "row %d: expected a time, found %s", row, text);
	return error_remedy(err,
	                    "write 2027-08-11 09:30 in local time, or with Z or +03:00");
}

static int take_ticket(struct sla *sla, const struct sheet_row *row, const int *at,
                       const char *name, struct error *err)
{
	struct sla_ticket *t = &sla->tickets[sla->n];
	const char *class = row->cells[at[TICKET_class]];
	*t = (struct sla_ticket){.row = row->number};
	if (!row->cells[at[TICKET_id]])
		return 0;
	t->id = arena_string(&sla->arena, row->cells[at[TICKET_id]]);
	t->of = class ? class_named(sla, class) : NULL;
	if (!t->of)
		return error_set(err, EXIT_usage, name,
		                 "row %d: expected a class of the terms, found %s",
		                 row->number, class ? class : "nothing");
	for (size_t i = 0; i < sla->n; i++)
		if (!strcmp(sla->tickets[i].id, t->id))
			return error_set(err, EXIT_usage, name,
			                 "ticket %s stands in rows %d and %d", t->id,
			                 sla->tickets[i].row, t->row);
	if (take_moment(row->cells[at[TICKET_reported]], name, t->row, &t->reported,
	                err) ||
	    take_moment(row->cells[at[TICKET_responded]], name, t->row,
	                &t->done[SLA_response], err) ||
	    take_moment(row->cells[at[TICKET_restored]], name, t->row,
	                &t->done[SLA_restore], err))
		return -1;
	if (t->reported < 0)
		return error_set(err, EXIT_usage, name,
		                 "row %d: the time of the report is "
		                 "missing",
		                 t->row);
	for (int s = 0; s < SLA_STEPS; s++)
		if (t->done[s] >= 0 && t->done[s] < t->reported)
			return error_set(err, EXIT_usage, name,
			                 "row %d: %s before it was reported", t->row,
			                 column_names[TICKET_responded + s]);
	sla->n++;
	return 0;
}

static int no_times(const struct sla *sla, struct error *err)
{
	error_set(err, EXIT_usage, sla->name,
	          "expected times of service (have service_level: response <= …), found "
	          "none");
	return error_remedy(err, "add a line such as: must have service_level: class = "
	                         "standard, response <= 4 h, restore <= 2 working_days");
}

int sla_tickets(struct sla *sla, const struct sheet *sheet, const char *name,
                struct error *err)
{
	int at[TICKET_COLUMNS];
	if (!sla->class_count)
		return no_times(sla, err);
	if (find_columns(sheet, name, at, err))
		return -1;
	sla->tickets = arena_alloc(&sla->arena, (sheet->n + 1) * sizeof(*sla->tickets));
	for (size_t i = 1; i < sheet->n; i++)
		if (take_ticket(sla, &sheet->rows[i], at, name, err))
			return -1;
	return 0;
}

/* ---- judging -------------------------------------------------------------------------
 */

static enum sla_verdict judge(const struct sla *sla, const struct sla_ticket *t,
                              enum sla_step step)
{
	const struct sla_class *c = t->of;
	int64_t done = t->done[step], until = done < 0 ? sla->now : done;
	if (!c->limited[step])
		return SLA_none;
	bool late = c->in_days[step] ? until > due_in_days(&sla->calendar, t->reported,
	                                                   (int)c->limit[step])
	                             : t->took[step] > c->limit[step];
	return late ? SLA_missed : done < 0 ? SLA_open : SLA_met;
}

void sla_judge(struct sla *sla)
{
	for (size_t i = 0; i < sla->n; i++) {
		struct sla_ticket *t = &sla->tickets[i];
		t->of->n++;
		for (int s = 0; s < SLA_STEPS; s++) {
			int64_t until = t->done[s] < 0 ? sla->now : t->done[s];
			t->took[s] = service_minutes(&sla->calendar, t->reported, until);
			t->verdicts[s] = judge(sla, t, (enum sla_step)s);
			t->of->counts[s][t->verdicts[s]]++;
			if (t->took[s] > t->of->worst[s])
				t->of->worst[s] = t->took[s];
		}
	}
}

void sla_done(struct sla *sla)
{
	arena_done(&sla->arena);
}

bool sla_kept(const struct sla *sla)
{
	for (size_t i = 0; i < sla->class_count; i++)
		for (int s = 0; s < SLA_STEPS; s++)
			if (sla->classes[i].counts[s][SLA_missed])
				return false;
	return true;
}

const char *sla_verdict_name(enum sla_verdict verdict)
{
	static const char *const names[] = {"no_limit", "met", "missed", "open"};
	return names[verdict];
}
