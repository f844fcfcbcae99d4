/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "report/sla_report.h"

static const char *const step_names[] = {"response", "restore"};

static json_t *step_json(const struct sla_class *c, enum sla_step step)
{
	json_t *o = json_object();
	json_put_text(o, "limit", c->written[step]->written);
	json_put(o, "met", json_integer((json_int_t)c->counts[step][SLA_met]));
	json_put(o, "missed", json_integer((json_int_t)c->counts[step][SLA_missed]));
	json_put(o, "open", json_integer((json_int_t)c->counts[step][SLA_open]));
	json_put(o, "worst_minutes", json_integer(c->worst[step]));
	return o;
}

static json_t *ticket_json(const struct sla_ticket *t)
{
	json_t *o = json_object();
	json_put_text(o, "id", t->id);
	json_put_text(o, "class", t->of->name);
	for (int s = 0; s < SLA_STEPS; s++) {
		json_t *step = json_object();
		json_put_text(step, "verdict", sla_verdict_name(t->verdicts[s]));
		json_put(step, "service_minutes", json_integer(t->took[s]));
		json_put(o, step_names[s], step);
	}
	return o;
}

static void put_day(json_t *object, const char *name, bool known, struct date day)
{
	char text[DATE_TEXT_MAX];
	if (known)
		json_put_text(object, name, date_text(day, text));
}

static json_t *warranty_json(const struct warranty *w)
{
	json_t *o = json_object();
	json_put_text(o, "name", w->name);
	json_put_text(o, "number", w->number);
	json_put_text(o, "serial", w->serial);
	put_day(o, "delivered", w->has_from, w->from);
	if (w->has_from)
		json_put_text(o, "delivered_by", w->own_from ? "inventory" : "terms");
	put_day(o, "until", w->has_until, w->until);
	put_day(o, "recorded_until", w->has_recorded, w->recorded);
	if (w->has_end)
		json_put(o, "days_left", json_integer(w->days_left));
	json_put_text(o, "not_a_day", w->odd);
	return o;
}

static json_t *warranties_json(const struct sla *sla)
{
	json_t *o = json_object(), *machines = json_array();
	json_put(o, "months", json_integer(sla->warranty_months));
	put_day(o, "delivery", sla->has_delivery, sla->delivery);
	for (size_t i = 0; i < sla->warranties.n; i++)
		json_array_append_new(machines, warranty_json(&sla->warranties.items[i]));
	json_put(o, "machines", machines);
	return o;
}

void sla_write_json(const struct sla *sla, struct buf *out)
{
	json_t *o = json_object(), *classes = json_array(), *tickets = json_array();
	json_put_text(o, "format", "hwfit-sla/1");
	json_put_text(o, "status", "draft; not legal advice; a person decides");
	json_put_text(o, "hours", sla->hours);
	for (size_t i = 0; i < sla->class_count; i++) {
		const struct sla_class *c = &sla->classes[i];
		json_t *class = json_object();
		json_put_text(class, "class", c->name);
		json_put(class, "tickets", json_integer((json_int_t)c->n));
		for (int s = 0; s < SLA_STEPS; s++)
			if (c->limited[s])
				json_put(class, step_names[s],
				         step_json(c, (enum sla_step)s));
		json_array_append_new(classes, class);
	}
	for (size_t i = 0; i < sla->n; i++)
		json_array_append_new(tickets, ticket_json(&sla->tickets[i]));
	json_put(o, "classes", classes);
	json_put(o, "tickets", tickets);
	if (sla->has_warranty)
		json_put(o, "warranty", warranties_json(sla));
	json_write(o, out);
	json_decref(o);
}
