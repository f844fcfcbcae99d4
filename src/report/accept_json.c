/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "base/version.h"
#include "report/accept_report.h"
#include "report/sheet.h"

static json_t *file_json(const struct evidence_file *file)
{
	json_t *o = json_object();
	json_put_text(o, "name", file->name);
	json_put_text(o, "sha256", file->sha256);
	return o;
}

static void put_date(json_t *o, const char *name, struct date date)
{
	char text[DATE_TEXT_MAX];
	json_put_text(o, name, date_text(date, text));
}

static json_t *unit_json(const struct delivered *u)
{
	json_t *o = json_object();
	if (u->number)
		json_put(o, "number", json_integer((json_int_t)u->number));
	json_put_text(o, "serial", u->serial);
	json_put_text(o, "vendor", u->vendor);
	json_put_text(o, "model", u->model);
	json_put_text(o, "part_number", u->part_number);
	json_put_text(o, "macs", u->macs);
	json_put(o, "file", file_json(&u->file));
	json_put_text(o, "taken", u->taken);
	json_put_text(o, "result", unit_result_name(u->result));
	return o;
}

static json_t *deviation_json(const struct acceptance *a, const struct deviation *d)
{
	static const char *const types[] = {"requirement", "device", "quantity", "parts",
	                                    "list"};
	static const char *const severities[] = {"none", "minor", "major", "critical"};
	json_t *o = json_object(), *units = json_array();
	json_put_text(o, "type", types[d->type]);
	json_put_text(o, "id", d->id);
	json_put_text(o, "text", d->text);
	json_put_text(o, "promised_in", d->of_offer ? "offer" : "specification");
	json_put_text(o, "required", d->required);
	json_put_text(o, "offered", d->offered);
	json_put_text(o, "measured", d->measured);
	json_put_text(o, "severity", severities[d->severity]);
	json_put_text(o, "remedy", deviation_remedy(a, d));
	put_date(o, "deadline", acceptance_deadline(a));
	json_put_text(o, "status", "open");
	for (size_t i = 0; i < d->n; i++) {
		const struct deviation_unit *at = &d->units[i];
		if (!at->unit)
			continue;
		json_t *unit = json_object();
		json_put(unit, "number", json_integer((json_int_t)at->unit->number));
		json_put_text(unit, "serial", at->unit->serial);
		json_put_text(unit, "component", at->component);
		json_put_text(unit, "source", at->source);
		json_put(unit, "file", file_json(&at->unit->file));
		json_array_append_new(units, unit);
	}
	json_put(o, "units", units);
	return o;
}

static json_t *open_json(const struct open_row *row)
{
	static const char *const reasons[] = {"scan", "by_hand", "equivalence_claimed"};
	json_t *o = json_object(), *units = json_array();
	json_put_text(o, "id", row->row->id);
	json_put_text(o, "text", row->row->text);
	json_put_text(o, "reason", reasons[row->reason]);
	json_put_text(o, "method", row->row->method);
	json_put_text(o, "why", row->why);
	for (size_t i = 0; i < row->n; i++)
		json_array_append_new(units,
		                      json_integer((json_int_t)row->units[i]->number));
	json_put(o, "units", units);
	return o;
}

static json_t *sample_json(const struct sample_plan *s)
{
	json_t *o = json_object(), *units = json_array();
	char seed[32];
	snprintf(seed, sizeof(seed), "%llu", (unsigned long long)s->seed);
	json_put(o, "lot", json_integer((json_int_t)s->lot));
	json_put(o, "bad", json_integer((json_int_t)s->bad));
	json_put(o, "confidence_percent", json_integer(s->confidence));
	json_put(o, "size", json_integer((json_int_t)s->n));
	json_put_text(o, "seed", seed); /* of 64 bits: more than a JSON number keeps */
	for (size_t i = 0; i < s->n; i++)
		json_array_append_new(units, json_integer((json_int_t)s->units[i]));
	json_put(o, "units", units);
	return o;
}

static void put_head(json_t *o, const struct acceptance *a)
{
	json_put_text(o, "format", "hwfit-accept/1");
	json_put_text(o, "status", "draft; not legal advice; a person decides");
	json_put_text(o, "tool_version", HWFIT_VERSION);
	put_date(o, "date", a->in.today);
	json_put_text(o, "lot", a->lot->id);
	json_put(o, "specification", file_json(&a->in.spec_file));
	if (a->in.offer)
		json_put(o, "offer", file_json(&a->in.offer_file));
	if (a->lot->has_quantity)
		json_put(o, "ordered", json_integer(a->lot->quantity));
	json_put(o, "delivered", json_integer((json_int_t)a->counted));
	json_put(o, "conforming", json_integer((json_int_t)a->results[UNIT_conforms]));
	json_put(o, "deviating", json_integer((json_int_t)a->results[UNIT_deviates]));
	json_put(o, "open_machines", json_integer((json_int_t)a->results[UNIT_open]));
	if (!a->deviation_count)
		return;
	put_date(o, "discovered", a->discovered);
	json_put(o, "days_since_discovery", json_integer(a->days));
}

void acceptance_write_json(const struct acceptance *a, struct buf *out)
{
	json_t *o = json_object(), *deviations = json_array(), *open = json_array(),
	       *units = json_array();
	put_head(o, a);
	for (size_t i = 0; i < a->deviation_count; i++)
		json_array_append_new(deviations, deviation_json(a, &a->deviations[i]));
	for (size_t i = 0; i < a->open_count; i++)
		json_array_append_new(open, open_json(&a->open[i]));
	for (size_t i = 0; i < a->n; i++)
		json_array_append_new(units, unit_json(a->units[i]));
	json_put(o, "deviations", deviations);
	json_put(o, "open", open);
	json_put(o, "sample", sample_json(&a->sample));
	json_put(o, "machines", units);
	json_write(o, out);
	json_decref(o);
}

void acceptance_write_register(const struct acceptance *a, struct buf *out)
{
	buf_add_string(out,
	               "\xEF\xBB\xBFnumber;serial;vendor;model;part_number;macs;file;"
	               "taken;sha256;result\n");
	for (size_t i = 0; i < a->counted; i++) {
		const struct delivered *u = a->units[i];
		const char *cells[] = {
		        u->serial,      u->vendor,      u->model,
		        u->part_number, u->macs,        u->file.name,
		        u->taken,       u->file.sha256, unit_result_name(u->result)};
		buf_format(out, "%zu", u->number);
		for (size_t k = 0; k < sizeof(cells) / sizeof(*cells); k++) {
			buf_add_char(out, ';');
			csv_cell(out, cells[k] ? cells[k] : "");
		}
		buf_add_char(out, '\n');
	}
}
