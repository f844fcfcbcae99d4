/* SPDX-License-Identifier: GPL-3.0-or-later
 * The compatibility database for programs. Everything in it is clean UTF-8. */
#include "report/compat_report.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Members that have no value are left out. */
static void put_text(json_t *object, const char *name, const char *text)
{
	if (text)
		json_object_set_new(object, name, json_string(text));
}

static void put_day(json_t *object, const char *name, struct date day)
{
	char text[DATE_TEXT_MAX];
	put_text(object, name, date_text(day, text));
}

static void put_bilingual(json_t *object, const char *name, const struct bilingual *text)
{
	if (!text->en)
		return;
	json_t *both = json_object();
	put_text(both, "en", text->en);
	put_text(both, "et", text->et);
	json_object_set_new(object, name, both);
}

static void put_from(json_t *object, const struct compat_from *from)
{
	put_text(object, "source", from->source->id);
	put_text(object, "where", from->ref);
	put_bilingual(object, "note", &from->note);
}

static void put_place(json_t *object, const char *file, int line)
{
	put_text(object, "file", file);
	json_object_set_new(object, "line", json_integer(line));
}

static json_t *sources_json(const struct compat_sources *sources)
{
	json_t *array = json_array();
	for (size_t i = 0; i < sources->n; i++) {
		const struct compat_source *s = &sources->items[i];
		json_t *object = json_object();
		put_text(object, "id", s->id);
		put_text(object, "title", s->title);
		put_text(object, "url", s->url);
		put_text(object, "version", s->version);
		if (s->has_date)
			put_day(object, "date", s->date);
		put_text(object, "licence", s->licence);
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *dates_json(const struct compat_platform *p, bool support)
{
	json_t *array = json_array();
	for (size_t i = 0; i < (support ? p->support_count : p->release_count); i++) {
		json_t *object = json_object();
		if (support) {
			const struct compat_phase_row *phase =
			        compat_phase_row(p->support[i].phase);
			put_text(object, "phase", phase->name);
			json_object_set_new(object, "paid", json_boolean(phase->paid));
			put_day(object, "until", p->support[i].until);
		} else {
			put_day(object, "day", p->releases[i].day);
		}
		put_from(object, support ? &p->support[i].from : &p->releases[i].from);
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *requirements_json(const struct compat_platform *p)
{
	json_t *array = json_array();
	for (size_t i = 0; i < p->requirement_count; i++) {
		const struct compat_requirement *r = &p->requirements[i];
		json_t *object = json_object();
		put_text(object, "level", compat_level_name(r->level));
		put_text(object, "label", r->label);
		put_text(object, "needs", r->needs);
		put_text(object, "if", r->condition);
		put_from(object, &r->from);
		put_text(object, "set", r->set);
		put_place(object, r->file, r->line);
		json_array_append_new(array, object);
	}
	return array;
}

/* [least, most]; left out when nothing bounds it. */
static void put_range(json_t *object, const char *name, long least, long most)
{
	if (least >= 0)
		json_object_set_new(
		        object, name,
		        json_pack("[I, I]", (json_int_t)least, (json_int_t)most));
}

static json_t *processors_json(const struct compat_processor_set *set)
{
	static const char *const rulings[] = {"no", "unknown", "yes"};
	json_t *object = json_object(), *rules = json_array(), *lists = json_array();
	put_text(object, "set", set->name);
	for (size_t i = 0; i < set->rule_count; i++) {
		const struct compat_processor_rule *r = &set->rules[i];
		json_t *rule = json_object();
		if (strcmp(r->vendor, "*") != 0)
			put_text(rule, "vendor", r->vendor);
		put_range(rule, "family", r->family_min, r->family_max);
		put_range(rule, "model", r->model_min, r->model_max);
		put_range(rule, "stepping", r->stepping_min, r->stepping_max);
		put_text(rule, "ruling", rulings[r->ruling]);
		put_text(rule, "note", r->note);
		put_text(rule, "source", r->source->id);
		put_place(rule, r->file, r->line);
		json_array_append_new(rules, rule);
	}
	for (size_t i = 0; i < set->list_count; i++) {
		json_t *list = json_object();
		put_text(list, "vendor", set->lists[i].vendor);
		json_object_set_new(list, "names", json_integer(set->lists[i].names));
		put_text(list, "source", set->lists[i].source->id);
		json_array_append_new(lists, list);
	}
	json_object_set_new(object, "rules", rules);
	json_object_set_new(object, "lists", lists);
	return object;
}

/* Appends the document and frees it. */
static void write_json(json_t *document, struct buf *out)
{
	char *text = json_dumps(document, JSON_INDENT(2));
	buf_add_string(out, text ? text : "null");
	buf_add_char(out, '\n');
	free(text);
	json_decref(document);
}

static json_t *identity_json(const struct compat_platform *p)
{
	json_t *object = json_object(), *aliases = json_array(), *missing = json_array();
	put_text(object, "format", "hwfit-platform/1");
	put_text(object, "slug", p->slug);
	put_text(object, "name", p->name);
	put_text(object, "kind", p->kind);
	put_text(object, "family", p->family);
	put_text(object, "version", p->version);
	put_text(object, "architecture", p->architecture);
	for (size_t i = 0; p->aliases[i]; i++)
		json_array_append_new(aliases, json_string(p->aliases[i]));
	json_object_set_new(object, "aliases", aliases);
	if (p->complete.en) {
		json_t *complete = json_object();
		put_bilingual(complete, "text", &p->complete);
		put_from(complete, &p->complete_from);
		json_object_set_new(object, "complete", complete);
	}
	for (size_t i = 0; i < p->missing_count; i++) {
		json_t *text = json_object();
		put_text(text, "en", p->missing[i].en);
		put_text(text, "et", p->missing[i].et);
		json_array_append_new(missing, text);
	}
	json_object_set_new(object, "missing", missing);
	return object;
}

void compat_sheet_json(const struct compat_sheet *sheet, struct buf *out)
{
	json_t *object = identity_json(sheet->platform);
	json_t *newer = json_array(), *processors = json_array();
	for (size_t i = 0; i < sheet->newer.n; i++)
		json_array_append_new(newer, json_string(sheet->newer.items[i].slug));
	for (size_t i = 0; i < sheet->processor_count; i++)
		json_array_append_new(processors, processors_json(sheet->processors[i]));
	json_object_set_new(object, "released", dates_json(sheet->platform, false));
	json_object_set_new(object, "support", dates_json(sheet->platform, true));
	json_object_set_new(object, "newer", newer);
	json_object_set_new(object, "requirements", requirements_json(sheet->platform));
	json_object_set_new(object, "processors", processors);
	json_t *kernels = json_array();
	for (size_t i = 0; i < sheet->kernel_count; i++)
		json_array_append_new(kernels, compat_kernel_object(&sheet->kernels[i]));
	json_object_set_new(object, "kernels", kernels);
	json_object_set_new(object, "sources", sources_json(&sheet->sources));
	write_json(object, out);
}

void compat_list_json(const struct compat_platforms *list, struct buf *out)
{
	json_t *array = json_array();
	for (size_t i = 0; i < list->n; i++) {
		const struct compat_platform_line *p = &list->items[i];
		json_t *object = json_object();
		put_text(object, "slug", p->slug);
		put_text(object, "name", p->name);
		put_text(object, "kind", p->kind);
		put_text(object, "family", p->family);
		put_text(object, "version", p->version);
		json_object_set_new(object, "complete", json_boolean(p->complete));
		if (p->has_until)
			put_day(object, "supported_until", p->until);
		json_array_append_new(array, object);
	}
	write_json(array, out);
}

void compat_info_json(const struct compat_info *info, struct buf *out)
{
	json_t *object = json_object(), *counts = json_object();
	put_text(object, "format", "hwfit-compat/1");
	put_text(object, "path", info->path);
	for (size_t i = 0; i < info->counts.n; i++)
		json_object_set_new(counts, info->counts.items[i].what,
		                    json_integer(info->counts.items[i].n));
	json_object_set_new(object, "counts", counts);
	json_object_set_new(object, "sources", sources_json(&info->sources));
	write_json(object, out);
}
