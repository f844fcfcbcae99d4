/* SPDX-License-Identifier: GPL-3.0-or-later
 * The JSON Schema of hwfit-spec/1: the frame is spec_schema.json, rows and words come
 * from the tables. */
#include "base/embed.h"
#include "base/json.h"
#include "report/spec_fields.h"
#include "report/spec_report.h"

EMBED("spec_schema_json", "src/report/spec_schema.json");
extern const char spec_schema_json[] __attribute__((visibility("hidden")));

static const char *fact_word(size_t i)
{
	return i < FACT_COUNT ? fact_full_name((enum fact_id)i) : NULL;
}

static const char *subject_word(size_t i)
{
	static const char *const names[] = {
#define SUBJECT(name, kind, forms) #name,
#include "tor/subjects.def"
#undef SUBJECT
	};
	return i < sizeof(names) / sizeof(*names) ? names[i] : NULL;
}

static const struct {
	const char *shape;
	const char *(*word)(size_t i);
} lists[] = {
        {"kind", spec_kind_word},     {"join", spec_join_word},
        {"method", spec_method_word}, {"severity", spec_severity_word},
        {"fact", fact_word},          {"subject", subject_word},
};

static void add_lists(json_t *shapes)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		json_t *words = json_array();
		const char *word;
		for (size_t k = 0; (word = lists[i].word(k)); k++)
			json_array_append_new(words, json_string(word));
		json_object_set_new(shapes, lists[i].shape,
		                    json_pack("{s:o}", "enum", words));
	}
}

static void add_row(json_t *row)
{
	json_t *members = json_object(), *always = json_array();
	for (size_t i = 0; i < spec_field_count; i++) {
		const struct spec_field *f = &spec_fields[i];
		json_object_set_new(members, f->name,
		                    json_pack("{s:o, s:s}", "$ref",
		                              json_sprintf("#/$defs/%s", f->shape),
		                              "description", f->doc));
		if (f->always)
			json_array_append_new(always, json_string(f->name));
	}
	json_object_set_new(row, "properties", members);
	json_object_set_new(row, "required", always);
}

void spec_write_schema(struct buf *out)
{
	json_t *schema = json_loads(spec_schema_json, 0, NULL);
	json_t *shapes = json_object_get(schema, "$defs");
	add_lists(shapes);
	add_row(json_object_get(shapes, "row"));
	json_write(schema, out);
	json_decref(schema);
}
