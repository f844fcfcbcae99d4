/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads the scan document hwfit-scan/1, keeping what it does not know. */
#include "base/text.h"
#include "facts/scan_json.h"

#include <stdio.h>
#include <string.h>

enum { MS_MAX = 1000000000 };

struct reader {
	struct scan *scan;
	const char *name;
	struct error *err;
};

static int refuse(struct reader *r, const char *place, const char *expected)
{
	error_set(r->err, EXIT_usage, r->name, "%s: expected %s", place, expected);
	return error_remedy(r->err, "scan the machine again, or repair the file");
}

static const char *text_of(struct reader *r, const json_t *j)
{
	const char *s = json_string_value(j);
	return s ? text_clean_copy(&r->scan->arena, s, json_string_length(j), NULL)
	         : NULL;
}

static bool number_of(const json_t *j, fixed_t *number, fixed_t open_end)
{
	if (json_is_integer(j))
		*number = fixed_from_int(json_integer_value(j));
	else if (json_is_real(j))
		*number = fixed_from_double(json_real_value(j));
	else if (!j || json_is_null(j))
		*number = open_end;
	else
		return false;
	return true;
}

static bool read_number(const json_t *j, struct value *v)
{
	if (json_is_object(j))
		return number_of(json_object_get(j, "min"), &v->number.min, FIXED_MIN) &&
		       number_of(json_object_get(j, "max"), &v->number.max, FIXED_MAX) &&
		       v->number.min <= v->number.max;
	if (!json_is_number(j) || !number_of(j, &v->number.min, 0))
		return false;
	v->number.max = v->number.min;
	return true;
}

/* "14400 s" or "1 working_day" */
static bool read_service_time(const char *text, struct value *v)
{
	size_t n = text ? strlen(text) : 0, used;
	fixed_t number;
	size_t at = n ? fixed_parse(text, n, &number) : 0;
	while (at && text[at] == ' ')
		at++;
	const struct unit *unit = at ? unit_at(text + at, n - at, &used) : NULL;
	if (!unit || !unit_fits(unit, DIM_service_time))
		return false;
	*v = value_number(unit_to_base(unit, number, false), unit->dimension);
	return true;
}

static bool read_resolution(const char *text, struct value *v)
{
	int used = 0;
	return text && strspn(text, "0123456789x") == strlen(text) &&
	       sscanf(text, "%5ux%5u%n", &v->resolution.width, &v->resolution.height,
	              &used) == 2 &&
	       !text[used];
}

static bool read_list(struct reader *r, enum fact_id id, const json_t *j, struct value *v)
{
	size_t n = json_array_size(j);
	struct value *items = arena_alloc(&r->scan->arena, n * sizeof(*items));
	enum dimension dimension = fact_row(id)->dimension;
	for (size_t i = 0; i < n; i++) {
		const json_t *item = json_array_get(j, i);
		items[i] = dimension == DIM_none ? value_text(TYPE_WORD, text_of(r, item))
		                                 : value_number(0, dimension);
		if (dimension == DIM_none ? !items[i].text
		                          : !read_number(item, &items[i]))
			return false;
	}
	v->list.items = items;
	v->list.n = n;
	return json_is_array(j);
}

static bool read_value(struct reader *r, enum fact_id id, const json_t *j,
                       struct value *v)
{
	const struct fact_row *row = fact_row(id);
	const char *text = text_of(r, j);
	v->type = row->type;
	v->dimension = row->dimension;
	switch (row->type) {
	case TYPE_NUMBER:
	case TYPE_INTEGER:
		if (row->dimension == DIM_service_time)
			return read_service_time(text, v);
		return read_number(j, v);
	case TYPE_BOOL:
		v->yes = json_is_true(j);
		return json_is_boolean(j);
	case TYPE_DATE:
		return text && date_parse(text, strlen(text), &v->date);
	case TYPE_RESOLUTION:
		return read_resolution(text, v);
	case TYPE_LIST:
		return read_list(r, id, j, v);
	default:
		v->text = text;
		return text != NULL;
	}
}

static int read_fact(struct reader *r, struct component *c, enum fact_id id,
                     const json_t *j)
{
	if (json_is_null(j)) {
		fact_set_absent(r->scan, c, id);
		return 0;
	}
	struct value v = {0};
	if (!read_value(r, id, j, &v)) {
		char expected[96];
		snprintf(expected, sizeof(expected), "a value of type %s, or null",
		         value_type_name(fact_row(id)->type));
		return refuse(r, fact_full_name(id), expected);
	}
	fact_set(r->scan, c, id, &v);
	return 0;
}

static bool ends_in_raw(const char *name, size_t n)
{
	return n > 4 && !memcmp(name + n - 4, "_raw", 4);
}

static void read_raw(struct reader *r, struct component *c, const json_t *j)
{
	for (size_t i = 0; i < c->n; i++) {
		char raw[80];
		snprintf(raw, sizeof(raw), "%s_raw", fact_row(c->facts[i].id)->name);
		c->facts[i].raw = text_of(r, json_object_get(j, raw));
	}
}

/* The members "unreadable" and "sources", which speak about facts. */
static void read_about_facts(struct reader *r, struct component *c, const json_t *j)
{
	const char *name;
	json_t *value;
	json_object_foreach(json_object_get(j, "unreadable"), name, value)
	{
		enum fact_id id = fact_find(c->kind, name, strlen(name));
		const char *why = text_of(r, json_object_get(value, "why"));
		if (id != FACT_COUNT)
			fact_set_unreadable(r->scan, c, id, why ? why : "no reason given",
			                    text_of(r, json_object_get(value, "remedy")));
	}
	json_object_foreach(json_object_get(j, "sources"), name, value)
	{
		enum fact_id id = fact_find(c->kind, name, strlen(name));
		const char *source = id != FACT_COUNT ? text_of(r, value) : NULL;
		if (source)
			fact_set_source(r->scan, c, id, source);
	}
}

static bool is_about_facts(enum kind_id kind, const char *name)
{
	size_t n = strlen(name);
	return !strcmp(name, "key") || !strcmp(name, "unreadable") ||
	       !strcmp(name, "sources") ||
	       (ends_in_raw(name, n) && fact_find(kind, name, n - 4) != FACT_COUNT);
}

static int read_component(struct reader *r, enum kind_id kind, const json_t *j)
{
	if (!json_is_object(j))
		return refuse(r, kind_row(kind)->name, "an array of objects");
	struct component *c =
	        scan_add(r->scan, kind, text_of(r, json_object_get(j, "key")));
	const char *name;
	json_t *value;
	bool raw = false; /* few documents have any */
	json_object_foreach((json_t *)j, name, value)
	{
		size_t n = strlen(name);
		enum fact_id id = fact_find(kind, name, n);
		raw = raw || ends_in_raw(name, n);
		if (id != FACT_COUNT) {
			if (read_fact(r, c, id, value))
				return -1;
		} else if (!is_about_facts(kind, name)) {
			if (!c->extra)
				c->extra = json_object();
			json_object_set(c->extra, name, value);
		}
	}
	read_about_facts(r, c, j);
	if (raw)
		read_raw(r, c, j);
	return 0;
}

static int read_components(struct reader *r, const json_t *all)
{
	const char *name;
	json_t *items;
	if (!json_is_object(all))
		return refuse(r, "components", "an object with an array for each kind");
	json_object_foreach((json_t *)all, name, items)
	{
		enum kind_id kind = kind_find(name, strlen(name), false);
		if (kind == KIND_COUNT) {
			json_t *unknown = json_object_get(r->scan->extra, "components");
			if (!unknown) {
				unknown = json_object();
				json_object_set_new(r->scan->extra, "components",
				                    unknown);
			}
			json_object_set(unknown, name, items);
			continue;
		}
		if (!json_is_array(items) ||
		    (!kind_row(kind)->many && json_array_size(items) > 1))
			return refuse(r, name,
			              kind_row(kind)->many ? "an array"
			                                   : "an array of at most one");
		scan_mention(r->scan, kind);
		for (size_t i = 0; i < json_array_size(items); i++)
			if (read_component(r, kind, json_array_get(items, i)))
				return -1;
	}
	return 0;
}

static void read_probes(struct reader *r, const json_t *all)
{
	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *j = json_array_get(all, i);
		const char *name = text_of(r, json_object_get(j, "name"));
		const char *status = json_string_value(json_object_get(j, "status"));
		fixed_t ms = 0;
		number_of(json_object_get(j, "ms"), &ms, 0);
		if (ms < 0 || ms > fixed_from_int(MS_MAX))
			ms = 0; /* nobody waited so long */
		if (!name || !status)
			continue;
		scan_probe(r->scan, name,
		           !strcmp(status, "ok")        ? PROBE_ok
		           : !strcmp(status, "skipped") ? PROBE_skipped
		                                        : PROBE_failed,
		           fixed_to_double(ms), text_of(r, json_object_get(j, "why")),
		           text_of(r, json_object_get(j, "remedy")));
	}
}

static void read_rest(struct reader *r, const json_t *j)
{
	struct scan *scan = r->scan;
	const json_t *host = json_object_get(j, "host");
	scan->tool_version =
	        text_of(r, json_object_get(json_object_get(j, "tool"), "version"));
	scan->taken = text_of(r, json_object_get(j, "taken"));
	scan->host_id = text_of(r, json_object_get(host, "id"));
	scan->hostname = text_of(r, json_object_get(host, "hostname"));
	const char *name;
	json_t *value;
	json_object_foreach(json_object_get(j, "labels"), name,
	                    value) if (text_of(r, value))
	        scan_label(scan, name, text_of(r, value));
	json_object_foreach(json_object_get(j, "partial"), name, value)
	{
		enum kind_id kind = kind_find(name, strlen(name), false);
		if (kind != KIND_COUNT && text_of(r, value))
			scan_partial(scan, kind, text_of(r, value));
	}
	read_probes(r, json_object_get(j, "probes"));
	const json_t *notes = json_object_get(j, "notes");
	for (size_t i = 0; i < json_array_size(notes); i++) {
		const json_t *n = json_array_get(notes, i);
		if (!text_of(r, json_object_get(n, "text")))
			continue;
		scan->notes = memory_room(scan->notes, scan->note_count, &scan->note_room,
		                          sizeof(*scan->notes));
		scan->notes[scan->note_count++] =
		        (struct note){text_of(r, json_object_get(n, "component")),
		                      text_of(r, json_object_get(n, "text"))};
	}
}

static void keep_unknown_members(struct scan *scan, const json_t *j)
{
	static const char *const known[] = {"format",     "tool",    "taken",
	                                    "host",       "labels",  "probes",
	                                    "components", "partial", "notes"};
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)j, name, value)
	{
		bool is_known = false;
		for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
			is_known = is_known || !strcmp(name, known[i]);
		if (!is_known)
			json_object_set(scan->extra, name, value);
	}
}

static int read_document(struct reader *r, const json_t *j)
{
	const char *format = json_string_value(json_object_get(j, "format"));
	if (!format || strcmp(format, "hwfit-scan/1") != 0)
		return refuse(r, "format", "\"hwfit-scan/1\"");
	r->scan->extra = json_object();
	keep_unknown_members(r->scan, j);
	if (read_components(r, json_object_get(j, "components")))
		return -1;
	read_rest(r, j);
	scan_finish(r->scan);
	return 0;
}

struct scan *scan_json_read(const char *text, size_t n, const char *name,
                            struct error *err)
{
	json_error_t problem;
	json_t *j = json_loadb(text, n, JSON_REJECT_DUPLICATES, &problem);
	if (!j) {
		char where[256];
		snprintf(where, sizeof(where), "%s:%d:%d", name, problem.line,
		         problem.column);
		error_set(err, EXIT_usage, where, "expected a JSON document: %s",
		          problem.text);
		error_remedy(err, "the file may be cut short or not a scan: scan again");
		return NULL;
	}
	struct scan *scan = scan_new();
	scan->name = arena_string(&scan->arena, name);
	struct reader reader = {scan, name, err};
	int failed = read_document(&reader, j);
	json_decref(j);
	if (failed) {
		scan_free(scan);
		return NULL;
	}
	return scan;
}
