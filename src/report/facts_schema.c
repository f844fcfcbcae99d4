/* SPDX-License-Identifier: GPL-3.0-or-later
 * The JSON Schema of hwfit-scan/1, made from the table of facts. */
#include "report/facts_report.h"

#include "base/json.h"

#include <jansson.h>
#include <string.h>

/* The shapes that facts share; each fact refers to one. */
static const char shapes[] =
        "{\"text\":{\"type\":[\"string\",\"null\"]},"
        "\"version\":{\"type\":[\"string\",\"null\"]},"
        "\"date\":{\"type\":[\"string\",\"null\"],\"pattern\":\"^[0-9]{4}-[0-9]{2}-[0-9]{"
        "2}$\"},"
        "\"resolution\":{\"type\":[\"string\",\"null\"],\"pattern\":\"^[0-9]+x[0-9]+$\"},"
        "\"yes_no\":{\"type\":[\"boolean\",\"null\"]},"
        "\"number\":{\"anyOf\":[{\"type\":[\"number\",\"null\"]},{\"type\":\"object\","
        "\"properties\":{\"min\":{\"type\":[\"number\",\"null\"]},"
        "\"max\":{\"type\":[\"number\",\"null\"]}},\"required\":[\"min\",\"max\"]}]},"
        "\"integer\":{\"anyOf\":[{\"type\":[\"integer\",\"null\"]},{\"type\":\"object\","
        "\"properties\":{\"min\":{\"type\":[\"integer\",\"null\"]},"
        "\"max\":{\"type\":[\"integer\",\"null\"]}},\"required\":[\"min\",\"max\"]}]},"
        "\"service_time\":{\"type\":[\"string\",\"null\"]},"
        "\"words\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\"}},"
        "\"numbers\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"number\"}},"
        "\"reason\":{\"type\":\"object\",\"required\":[\"why\"],\"properties\":"
        "{\"why\":{\"type\":\"string\"},\"remedy\":{\"type\":\"string\"}}}}";

/* What every document has around its components. */
static const char frame[] =
        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\","
        "\"title\":\"hwfit scan document, hwfit-scan/1\",\"type\":\"object\","
        "\"required\":[\"format\",\"tool\",\"components\",\"probes\"],\"properties\":{"
        "\"format\":{\"const\":\"hwfit-scan/1\"},"
        "\"tool\":{\"type\":\"object\",\"required\":[\"name\",\"version\"],"
        "\"additionalProperties\":{\"type\":\"string\"}},"
        "\"taken\":{\"type\":\"string\","
        "\"pattern\":\"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$\"},"
        "\"host\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}},"
        "\"labels\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}},"
        "\"probes\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
        "\"required\":[\"name\",\"status\"],\"properties\":{\"name\":{\"type\":"
        "\"string\"},"
        "\"status\":{\"enum\":[\"ok\",\"skipped\",\"failed\"]},\"ms\":{\"type\":"
        "\"number\"},"
        "\"why\":{\"type\":\"string\"},\"remedy\":{\"type\":\"string\"}}}},"
        "\"partial\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}"
        ","
        "\"notes\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":["
        "\"text\"],"
        "\"properties\":{\"component\":{\"type\":\"string\"},\"text\":{\"type\":"
        "\"string\"}}}}}}";

static const char *shape_of(const struct fact_row *f)
{
	static const char *const shape[] = {
	        [TYPE_TEXT] = "text",     [TYPE_WORD] = "text",
	        [TYPE_LEVEL] = "text",    [TYPE_VERSION] = "version",
	        [TYPE_NUMBER] = "number", [TYPE_INTEGER] = "integer",
	        [TYPE_BOOL] = "yes_no",   [TYPE_DATE] = "date",
	        [TYPE_LIST] = "words",    [TYPE_RESOLUTION] = "resolution",
	};
	if (f->type == TYPE_NUMBER && f->dimension == DIM_service_time)
		return "service_time";
	if (f->type == TYPE_LIST && f->dimension != DIM_none)
		return "numbers";
	return shape[f->type];
}

static json_t *fact_schema(enum fact_id id)
{
	const struct fact_row *f = fact_row(id);
	json_t *j =
	        json_pack("{s:o, s:s}", "$ref", json_sprintf("#/$defs/%s", shape_of(f)),
	                  "description", f->doc);
	const char *base = dimension_base(f->dimension);
	if (*base)
		json_object_set_new(j, "x-unit", json_string(base));
	/* What a machine says is kept even when the table has no such word, so the list
	 * informs and does not refuse. */
	char word[64];
	json_t *words = json_array();
	for (int i = 0; fact_word_at(id, i, word, sizeof(word)); i++)
		json_array_append_new(words, json_string(word));
	if (json_array_size(words))
		json_object_set(j, "x-words", words);
	json_decref(words);
	return j;
}

static json_t *kind_schema(enum kind_id kind)
{
	const struct kind *k = kind_row(kind);
	json_t *facts =
	        json_pack("{s:{s:s}, s:{s:s, s:{s:s}}, s:{s:s, s:{s:s}}}", "key", "type",
	                  "string", "unreadable", "type", "object",
	                  "additionalProperties", "$ref", "#/$defs/reason", "sources",
	                  "type", "object", "additionalProperties", "type", "string");
	for (size_t i = 0; i < kind_facts(kind); i++) {
		enum fact_id id = (enum fact_id)(k->first + i);
		json_object_set_new(facts, fact_row(id)->name, fact_schema(id));
	}
	json_t *item =
	        json_pack("{s:s, s:o, s:{s:{s:s}}}", "type", "object", "properties",
	                  facts, "patternProperties", "_raw$", "type", "string");
	if (k->many)
		json_object_set_new(item, "required", json_pack("[s]", "key"));
	json_t *list = json_pack("{s:s, s:s, s:o}", "type", "array", "description",
	                         k->doc, "items", item);
	if (!k->many)
		json_object_set_new(list, "maxItems", json_integer(1));
	return list;
}

void facts_write_schema(struct buf *out)
{
	json_t *schema = json_loads(frame, 0, NULL), *kinds = json_object();
	for (size_t k = 0; k < KIND_COUNT; k++)
		json_object_set_new(kinds, kind_row((enum kind_id)k)->name,
		                    kind_schema((enum kind_id)k));
	json_object_set_new(
	        json_object_get(schema, "properties"), "components",
	        json_pack("{s:s, s:o}", "type", "object", "properties", kinds));
	json_object_set_new(schema, "$defs", json_loads(shapes, 0, NULL));
	json_write(schema, out);
	json_decref(schema);
}
