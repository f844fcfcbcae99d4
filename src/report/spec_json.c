/* SPDX-License-Identifier: GPL-3.0-or-later
 * hwfit-spec/1: the specification for programs. It carries the terms of reference it was
 * made from, so that offers and deliveries are judged by them and not by a copy. */
#include "base/json.h"
#include "base/version.h"
#include "procure/gap.h"
#include "report/spec_fields.h"
#include "report/spec_report.h"

static void put_day(json_t *object, const char *name, struct date day)
{
	char text[DATE_TEXT_MAX];
	json_put_text(object, name, date_text(day, text));
}

static json_t *lot_json(const struct spec_lot *lot)
{
	json_t *o = json_object(), *rows = json_array();
	json_put_text(o, "id", lot->id);
	json_put_text(o, "title", lot->title);
	if (lot->subject_row)
		json_put_text(o, "subject", lot->subject_row->name);
	if (lot->has_quantity) {
		json_put(o, "quantity", json_integer(lot->quantity));
		json_put(o, "option", json_integer(lot->option));
	}
	if (lot->has_delivery)
		put_day(o, "delivery", lot->delivery);
	json_put_text(o, "cpv", lot->cpv);
	for (size_t i = 0; i < lot->n; i++)
		json_array_append_new(rows, spec_row_json(lot, &lot->rows[i]));
	json_put(o, "rows", rows);
	return o;
}

static json_t *gap_json(const struct gap *gap)
{
	json_t *o = json_object(), *lines = json_array();
	put_day(o, "date", gap->date);
	json_put(o, "machines", json_integer((json_int_t)gap->asked));
	json_put(o, "fit", json_integer((json_int_t)gap->fit));
	json_put(o, "settings", json_integer((json_int_t)gap->settings));
	json_put(o, "parts", json_integer((json_int_t)gap->parts));
	json_put(o, "replace", json_integer((json_int_t)gap->replace));
	json_put(o, "unknown", json_integer((json_int_t)gap->unknown));
	for (size_t i = 0; i < gap->n; i++) {
		json_t *line = json_object();
		json_put_text(line, "id", gap->lines[i].id);
		json_put(line, "fail", json_integer((json_int_t)gap->lines[i].fail));
		json_put(line, "unknown",
		         json_integer((json_int_t)gap->lines[i].unknown));
		json_array_append_new(lines, line);
	}
	json_put(o, "requirements", lines);
	return o;
}

int spec_write_json(const struct spec *spec, struct buf *out, struct error *err)
{
	(void)err;
	json_t *o = json_object(), *tool = json_object(), *terms = json_array(),
	       *exceptions = json_array(), *lots = json_array();
	json_put_text(o, "format", "hwfit-spec/1");
	json_put_text(tool, "name", "hwfit");
	json_put_text(tool, "version", HWFIT_VERSION);
	json_put(o, "tool", tool);
	json_put_text(o, "status", "draft; not legal advice; a person decides");
	json_put_text(o, "language", spec->language.code);
	put_day(o, "date", spec->date);
	json_put_text(o, "title", spec->title);
	for (size_t i = 0; i < spec->tor_count; i++) {
		json_t *source = json_object();
		json_put_text(source, "name", spec->sources[i].name);
		json_put(source, "text",
		         json_stringn(spec->sources[i].text, spec->sources[i].n));
		json_array_append_new(terms, source);
	}
	json_put(o, "terms", terms);
	for (size_t i = 0; i < spec->exception_count; i++) {
		json_t *e = json_object();
		json_put_text(e, "need", spec->exceptions[i].need);
		json_put_text(e, "reason", spec->exceptions[i].reason);
		json_array_append_new(exceptions, e);
	}
	json_put(o, "exceptions", exceptions);
	if (spec->gap)
		json_put(o, "gap", gap_json(spec->gap));
	for (size_t i = 0; i < spec->n; i++)
		json_array_append_new(lots, lot_json(&spec->lots[i]));
	json_put(o, "lots", lots);
	json_write(o, out);
	json_decref(o);
	return 0;
}
