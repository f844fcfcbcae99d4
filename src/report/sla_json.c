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
	json_write(o, out);
	json_decref(o);
}
