/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes the scan document hwfit-scan/1. Reading is in scan_read.c. */
#include "facts/scan_json.h"

#include "base/json.h"
#include "base/version.h"

#include <stdlib.h>
#include <string.h>

static json_t *interval_json(const struct value *v)
{
	if (v->number.min == v->number.max)
		return json_fixed(v->number.min);
	return json_pack("{s:o, s:o}", "min", json_fixed(v->number.min), "max",
	                 json_fixed(v->number.max));
}

json_t *value_json(enum fact_id id, const struct value *v)
{
	char date[DATE_TEXT_MAX];
	json_t *list;
	switch (v->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		if (fact_row(id)->dimension == DIM_service_time) {
			struct buf text = BUF_EMPTY;
			value_write(&text, id, v);
			json_t *j = json_stringn_nocheck(text.text, text.n);
			buf_done(&text);
			return j;
		}
		return interval_json(v);
	case TYPE_BOOL:
		return json_boolean(v->yes);
	case TYPE_DATE:
		return json_string_nocheck(date_text(v->date, date));
	case TYPE_RESOLUTION:
		return json_sprintf("%ux%u", v->resolution.width, v->resolution.height);
	case TYPE_LIST:
		list = json_array();
		for (size_t i = 0; i < v->list.n; i++)
			json_array_append_new(list, value_json(id, &v->list.items[i]));
		return list;
	default:
		return json_string_nocheck(v->text);
	}
}

static json_t *reason_json(const char *why, const char *remedy)
{
	json_t *j = json_object();
	json_object_set_new_nocheck(j, "why", json_string_nocheck(why));
	if (remedy)
		json_object_set_new_nocheck(j, "remedy", json_string_nocheck(remedy));
	return j;
}

static void set_in(json_t **object, const char *name, json_t *value)
{
	if (!*object)
		*object = json_object();
	json_object_set_new_nocheck(*object, name, value);
}

static json_t *component_json(const struct component *c)
{
	json_t *j = json_object(), *unreadable = NULL, *sources = NULL;
	if (c->key)
		json_object_set_new_nocheck(j, "key", json_string_nocheck(c->key));
	for (size_t i = 0; i < c->n; i++) {
		const struct fact *f = &c->facts[i];
		const char *name = fact_row(f->id)->name;
		if (f->state == STATE_known)
			json_object_set_new_nocheck(j, name,
			                            value_json(f->id, &f->value));
		else if (f->state == STATE_absent)
			json_object_set_new_nocheck(j, name, json_null());
		else if (f->state == STATE_unreadable)
			set_in(&unreadable, name, reason_json(f->why, f->remedy));
		if (f->raw) {
			struct buf raw = BUF_EMPTY;
			buf_format(&raw, "%s_raw", name);
			json_object_set_new_nocheck(j, raw.text,
			                            json_string_nocheck(f->raw));
			buf_done(&raw);
		}
		if (f->source)
			set_in(&sources, name, json_string_nocheck(f->source));
	}
	if (unreadable)
		json_object_set_new_nocheck(j, "unreadable", unreadable);
	if (sources)
		json_object_set_new_nocheck(j, "sources", sources);
	if (c->extra)
		json_object_update_missing(j, c->extra);
	return j;
}

static json_t *components_json(const struct scan *scan)
{
	json_t *all = json_object();
	for (size_t k = 0; k < KIND_COUNT; k++) {
		const struct component_list *list = &scan->kinds[k];
		if (!list->mentioned)
			continue;
		json_t *items = json_array();
		for (size_t i = 0; i < list->n; i++)
			json_array_append_new(items, component_json(list->items[i]));
		json_object_set_new_nocheck(all, kind_row((enum kind_id)k)->name, items);
	}
	json_t *unknown_kinds =
	        scan->extra ? json_object_get(scan->extra, "components") : NULL;
	if (unknown_kinds)
		json_object_update_missing(all, unknown_kinds);
	return all;
}

static json_t *probes_json(const struct scan *scan)
{
	static const char *const status[] = {[PROBE_ok] = "ok",
	                                     [PROBE_skipped] = "skipped",
	                                     [PROBE_failed] = "failed"};
	json_t *all = json_array();
	for (size_t i = 0; i < scan->probe_count; i++) {
		const struct probe_report *p = &scan->probes[i];
		json_t *j = json_object();
		json_object_set_new_nocheck(j, "name", json_string_nocheck(p->name));
		json_object_set_new_nocheck(j, "status",
		                            json_string_nocheck(status[p->status]));
		json_object_set_new_nocheck(
		        j, "ms", json_real((double)(long)(p->ms * 10 + 0.5) / 10));
		if (p->why)
			json_object_set_new_nocheck(j, "why",
			                            json_string_nocheck(p->why));
		if (p->remedy)
			json_object_set_new_nocheck(j, "remedy",
			                            json_string_nocheck(p->remedy));
		json_array_append_new(all, j);
	}
	return all;
}

static json_t *notes_json(const struct scan *scan)
{
	json_t *all = json_array();
	for (size_t i = 0; i < scan->note_count; i++) {
		json_t *j = json_object();
		if (scan->notes[i].component)
			json_object_set_new_nocheck(
			        j, "component",
			        json_string_nocheck(scan->notes[i].component));
		json_object_set_new_nocheck(j, "text",
		                            json_string_nocheck(scan->notes[i].text));
		json_array_append_new(all, j);
	}
	return all;
}

static void set_text(json_t *object, const char *name, const char *text)
{
	if (text)
		json_object_set_new_nocheck(object, name, json_string_nocheck(text));
}

static json_t *scan_json(const struct scan *scan)
{
	json_t *j = json_object(), *part = json_object();
	set_text(j, "format", "hwfit-scan/1");
	set_text(part, "name", "hwfit");
	set_text(part, "version",
	         scan->tool_version ? scan->tool_version : HWFIT_VERSION);
	json_object_set_new_nocheck(j, "tool", part);
	set_text(j, "taken", scan->taken);
	part = json_object();
	set_text(part, "id", scan->host_id);
	set_text(part, "hostname", scan->hostname);
	json_object_set_new_nocheck(j, "host", part);
	part = json_object();
	for (size_t i = 0; i < scan->label_count; i++)
		set_text(part, scan->labels[i].name, scan->labels[i].text);
	json_object_set_new_nocheck(j, "labels", part);
	json_object_set_new_nocheck(j, "probes", probes_json(scan));
	json_object_set_new_nocheck(j, "components", components_json(scan));
	part = json_object();
	for (size_t k = 0; k < KIND_COUNT; k++)
		set_text(part, kind_row((enum kind_id)k)->name, scan->kinds[k].partial);
	json_object_set_new_nocheck(j, "partial", part);
	json_object_set_new_nocheck(j, "notes", notes_json(scan));
	if (scan->extra)
		json_object_update_missing(j, scan->extra);
	return j;
}

void scan_json_write(const struct scan *scan, struct buf *out)
{
	json_t *j = scan_json(scan);
	json_write(j, out);
	json_decref(j);
}

void scan_json_write_close(const struct scan *scan, struct buf *out)
{
	json_t *j = scan_json(scan);
	json_write_close(j, out);
	json_decref(j);
}
