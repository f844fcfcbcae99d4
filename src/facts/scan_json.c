/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes the scan document hwfit-scan/1. Reading is in scan_read.c. */
#include "facts/scan_json.h"

#include "base/version.h"

#include <string.h>

/* What of a scan is written, and where. */
struct writing {
	struct json_out out;
	bool whole; /* else only kept facts, without when and how they were read */
	bool (*keep)(enum fact_id fact);
	bool frame; /* whose scan it is, what probes said, notes, what is not known */
};

void value_json(struct json_out *out, const char *name, enum fact_id id,
                const struct value *v)
{
	bool number = v->type == TYPE_NUMBER || v->type == TYPE_INTEGER;
	bool words = number && fact_row(id)->dimension == DIM_service_time;
	bool made = words || v->type == TYPE_DATE || v->type == TYPE_RESOLUTION;
	struct buf text = BUF_EMPTY;
	if (v->type == TYPE_BOOL) {
		json_out_bool(out, name, v->yes);
	} else if (v->type == TYPE_LIST) {
		json_out_open(out, name, '[');
		for (size_t i = 0; i < v->list.n; i++)
			value_json(out, NULL, id, &v->list.items[i]);
		json_out_shut(out, ']');
	} else if (made) {
		if (words)
			value_write(&text, id, v);
		else
			value_plain(&text, v);
		json_out_text(out, name, text.text);
	} else if (!number) {
		json_out_text(out, name, v->text);
	} else if (v->number.min == v->number.max) {
		json_out_fixed(out, name, v->number.min);
	} else {
		json_out_open(out, name, '{');
		json_out_fixed(out, "min", v->number.min);
		json_out_fixed(out, "max", v->number.max);
		json_out_shut(out, '}');
	}
	buf_done(&text);
}

static bool is_kept(const struct writing *w, const struct fact *f)
{
	return f->state != STATE_unknown && (w->whole || w->keep(f->id));
}

static bool any_kept(const struct writing *w, const struct component *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (is_kept(w, &c->facts[i]))
			return true;
	return false;
}

static void write_fact(struct writing *w, const struct fact *f)
{
	const char *name = fact_row(f->id)->name;
	if (f->state == STATE_known)
		value_json(&w->out, name, f->id, &f->value);
	else if (f->state == STATE_absent)
		json_out_null(&w->out, name);
	if (!f->raw || !w->whole)
		return;
	struct buf raw = BUF_EMPTY;
	buf_format(&raw, "%s_raw", name);
	json_out_text(&w->out, raw.text, f->raw);
	buf_done(&raw);
}

/* Facts that could not be read, and where facts are from: members by their names. */
static void write_unreadable(struct writing *w, const struct component *c)
{
	bool open = false;
	for (size_t i = 0; i < c->n; i++) {
		const struct fact *f = &c->facts[i];
		if (f->state != STATE_unreadable || !is_kept(w, f))
			continue;
		if (!open)
			json_out_open(&w->out, "unreadable", '{');
		open = true;
		json_out_open(&w->out, fact_row(f->id)->name, '{');
		json_out_put_text(&w->out, "why", f->why);
		json_out_put_text(&w->out, "remedy", f->remedy);
		json_out_shut(&w->out, '}');
	}
	if (open)
		json_out_shut(&w->out, '}');
}

static void write_sources(struct writing *w, const struct component *c)
{
	bool open = false;
	for (size_t i = 0; i < c->n && w->whole; i++) {
		if (!c->facts[i].source)
			continue;
		if (!open)
			json_out_open(&w->out, "sources", '{');
		open = true;
		json_out_text(&w->out, fact_row(c->facts[i].id)->name,
		              c->facts[i].source);
	}
	if (open)
		json_out_shut(&w->out, '}');
}

/* Members that were read and that no fact has. */
static void write_members(struct json_out *out, json_t *extra, const char *but)
{
	const char *name;
	json_t *value;
	json_object_foreach(extra, name, value) if (strcmp(name, but) != 0)
	        json_out_tree(out, name, value);
}

static void write_component(struct writing *w, const struct component *c)
{
	json_out_open(&w->out, NULL, '{');
	json_out_put_text(&w->out, "key", c->key);
	for (size_t i = 0; i < c->n; i++)
		if (is_kept(w, &c->facts[i]))
			write_fact(w, &c->facts[i]);
	write_unreadable(w, c);
	write_sources(w, c);
	if (w->whole)
		write_members(&w->out, c->extra, "");
	json_out_shut(&w->out, '}');
}

static void write_kind(struct writing *w, const struct scan *scan, enum kind_id kind)
{
	const struct component_list *list = &scan->kinds[kind];
	bool open = w->whole && list->mentioned;
	if (open)
		json_out_open(&w->out, kind_row(kind)->name, '[');
	for (size_t i = 0; i < list->n; i++) {
		if (!w->whole && !any_kept(w, list->items[i]))
			continue;
		if (!open)
			json_out_open(&w->out, kind_row(kind)->name, '[');
		open = true;
		write_component(w, list->items[i]);
	}
	if (open)
		json_out_shut(&w->out, ']');
}

static void write_components(struct writing *w, const struct scan *scan)
{
	json_out_open(&w->out, "components", '{');
	for (size_t k = 0; k < KIND_COUNT; k++)
		write_kind(w, scan, (enum kind_id)k);
	if (w->frame)
		write_members(&w->out, json_object_get(scan->extra, "components"), "");
	json_out_shut(&w->out, '}');
}

static void write_probes(struct writing *w, const struct scan *scan)
{
	static const char *const status[] = {[PROBE_ok] = "ok",
	                                     [PROBE_skipped] = "skipped",
	                                     [PROBE_failed] = "failed"};
	json_out_open(&w->out, "probes", '[');
	for (size_t i = 0; i < scan->probe_count && w->frame; i++) {
		const struct probe_report *p = &scan->probes[i];
		double ms = w->whole ? (double)(long)(p->ms * 10 + 0.5) / 10 : 0;
		json_out_open(&w->out, NULL, '{');
		json_out_put_text(&w->out, "name", p->name);
		json_out_text(&w->out, "status", status[p->status]);
		json_out_real(&w->out, "ms", ms);
		json_out_put_text(&w->out, "why", p->why);
		json_out_put_text(&w->out, "remedy", p->remedy);
		json_out_shut(&w->out, '}');
	}
	json_out_shut(&w->out, ']');
}

static void write_notes(struct writing *w, const struct scan *scan)
{
	json_out_open(&w->out, "notes", '[');
	for (size_t i = 0; i < scan->note_count && w->frame; i++) {
		json_out_open(&w->out, NULL, '{');
		json_out_put_text(&w->out, "component", scan->notes[i].component);
		json_out_put_text(&w->out, "text", scan->notes[i].text);
		json_out_shut(&w->out, '}');
	}
	json_out_shut(&w->out, ']');
}

static void write_head(struct writing *w, const struct scan *scan)
{
	const char *version = w->frame ? scan->tool_version : NULL;
	json_out_text(&w->out, "format", "hwfit-scan/1");
	json_out_open(&w->out, "tool", '{');
	json_out_text(&w->out, "name", "hwfit");
	json_out_text(&w->out, "version", version ? version : HWFIT_VERSION);
	json_out_shut(&w->out, '}');
	if (w->whole)
		json_out_put_text(&w->out, "taken", scan->taken);
	json_out_open(&w->out, "host", '{');
	if (w->frame) {
		json_out_put_text(&w->out, "id", scan->host_id);
		json_out_put_text(&w->out, "hostname", scan->hostname);
	}
	json_out_shut(&w->out, '}');
	json_out_open(&w->out, "labels", '{');
	for (size_t i = 0; i < scan->label_count && w->whole; i++)
		json_out_text(&w->out, scan->labels[i].name, scan->labels[i].text);
	json_out_shut(&w->out, '}');
}

static void write_scan(struct writing *w, const struct scan *scan)
{
	json_out_open(&w->out, NULL, '{');
	write_head(w, scan);
	write_probes(w, scan);
	write_components(w, scan);
	json_out_open(&w->out, "partial", '{');
	for (size_t k = 0; k < KIND_COUNT && w->whole; k++)
		json_out_put_text(&w->out, kind_row((enum kind_id)k)->name,
		                  scan->kinds[k].partial);
	json_out_shut(&w->out, '}');
	write_notes(w, scan);
	if (w->frame)
		write_members(&w->out, scan->extra, "components");
	json_out_shut(&w->out, '}');
}

void scan_json_write(const struct scan *scan, struct buf *out)
{
	struct writing w = {.out = {.to = out}, .whole = true, .frame = true};
	write_scan(&w, scan);
	buf_add_char(out, '\n');
}

void scan_json_write_part(const struct scan *scan, bool (*keep)(enum fact_id fact),
                          bool frame, struct buf *out)
{
	struct writing w = {
	        .out = {.to = out, .close = true}, .keep = keep, .frame = frame};
	write_scan(&w, scan);
}
