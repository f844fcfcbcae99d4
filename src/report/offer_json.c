/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "report/offer_report.h"

static json_t *row_json(const struct spec_row *row, const struct offer_answer *a,
                        const struct row_verdict *v)
{
	json_t *o = json_object();
	json_put_text(o, "id", row->id);
	json_put_text(o, "verdict", offer_verdict_name(v->verdict));
	json_put_text(o, "reason", v->reason);
	json_put_text(o, "complies", a->complies);
	json_put_text(o, "offered", a->offered);
	json_put_text(o, "product", a->product);
	json_put_text(o, "proof", a->proof);
	json_put_text(o, "remark", a->remark);
	if (v->formula) {
		json_put(o, "points", json_fixed(v->points));
		json_put_text(o, "formula", v->formula);
	}
	return o;
}

static json_t *offer_json(const struct spec *spec, const struct offer *offer)
{
	json_t *o = json_object(), *lots = json_array(), *messages = json_array();
	json_put_text(o, "name", offer->name);
	for (size_t i = 0; i < offer->message_count; i++)
		json_array_append_new(messages, json_string(offer->messages[i]));
	json_put(o, "messages", messages);
	for (size_t i = 0; i < spec->n; i++) {
		const struct offer_lot *l = &offer->lots[i];
		json_t *lot = json_object(), *rows = json_array();
		json_put_text(lot, "id", spec->lots[i].id);
		json_put_text(lot, "mandatory", offer_verdict_name(l->overall));
		json_put(lot, "points", json_fixed(l->points));
		for (size_t r = 0; r < spec->lots[i].n && l->offered; r++)
			json_array_append_new(rows,
			                      row_json(&spec->lots[i].rows[r],
			                               &l->answers[r], &l->verdicts[r]));
		json_put(lot, "rows", rows);
		json_array_append_new(lots, lot);
	}
	json_put(o, "lots", lots);
	return o;
}

void offers_write_json(const struct spec *spec, struct offer *const *offers, size_t n,
                       struct buf *out)
{
	json_t *o = json_object(), *list = json_array();
	json_put_text(o, "format", "hwfit-offer/1");
	json_put_text(o, "status", "draft; not legal advice; a person decides");
	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, offer_json(spec, offers[i]));
	json_put(o, "offers", list);
	json_write(o, out);
	json_decref(o);
}
