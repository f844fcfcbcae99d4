/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes GLPI's inventory format. */
#include "import/glpi.h"

#include "base/json.h"
#include "base/version.h"
#include "probes/smbios.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* The name of a word in the list that it came from: "so_dimm" is "SODIMM". */
static json_t *listed_json(enum take how, const char *word)
{
	enum smbios_list list = how == TAKE_memory_type   ? SMBIOS_memory_type
	                        : how == TAKE_memory_form ? SMBIOS_memory_form
	                                                  : SMBIOS_chassis;
	const char *found = NULL;
	for (unsigned i = 1; i < 256; i++) {
		const char *have = smbios_word(list, i);
		/* Several names are one word: rather the one that is called like it. */
		if (have && !strcmp(have, word) &&
		    (!found || !strcasecmp(smbios_name(list, i), word)))
			found = smbios_name(list, i);
	}
	return found ? json_string_nocheck(found) : NULL;
}

/* In the unit of the format, whole; memory speeds are texts there. */
static json_t *number_json(const struct json_take *row, const struct value *v)
{
	int64_t whole;
	fixed_t number = v->number.min;
	char text[FIXED_TEXT_MAX];
	if (v->number.min != v->number.max)
		return NULL;
	number = row->how == TAKE_about ? fixed_scale(number, 1, row->num)
	                                : fixed_scale(number, row->den ? row->den : 1,
	                                              row->num ? row->num : 1);
	if (number < 0 || !fixed_to_int(number / FIXED_ONE * FIXED_ONE, &whole))
		return NULL;
	if (row->fact == FACT_memory_module_speed)
		return json_string_nocheck(fixed_text(number, text));
	return json_integer(whole);
}

static json_t *row_json(const struct json_take *row, const struct value *v)
{
	char date[DATE_TEXT_MAX];
	switch (row->how) {
	case TAKE_number:
	case TAKE_about:
		return number_json(row, v);
	case TAKE_date:
		return json_string_nocheck(date_text(v->date, date));
	case TAKE_memory_type:
	case TAKE_memory_form:
	case TAKE_chassis:
		return listed_json(row->how, v->text);
	default:
		return json_string_nocheck(v->text);
	}
}

/* Sets content.section.name; objects on the way are made. */
static void put_at(json_t *object, const char *path, json_t *value)
{
	char name[64];
	const char *dot = strchr(path, '.');
	if (!dot) {
		json_put(object, path, value);
		return;
	}
	size_t n = (size_t)(dot - path);
	memcpy(name, path, n);
	name[n] = '\0';
	json_t *below = json_object_get(object, name);
	if (!below) {
		below = json_object();
		json_put(object, name, below);
	}
	put_at(below, dot + 1, value);
}

/* Where several members mean a fact the first one has it. */
static bool is_first(const struct glpi_section *s, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (s->rows[k].fact == s->rows[i].fact)
			return false;
	return true;
}

static void write_rows(const struct glpi_section *s, const struct scan *scan,
                       const struct component *c, json_t *to)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct json_take *row = &s->rows[i];
		const struct component *of =
		        c ? c : scan_find(scan, fact_row(row->fact)->kind, NULL);
		const struct value *v = of ? fact_value(of, row->fact) : NULL;
		json_t *value = v && is_first(s, i) ? row_json(row, v) : NULL;
		if (value)
			put_at(to, row->path, value);
	}
}

/* Numbers that the format joins or cuts. */
static void put_pci(json_t *item, const struct component *c)
{
	const struct value *class = fact_value(c, FACT_pci_class_code);
	const struct value *vendor = fact_value(c, FACT_pci_subsystem_vendor_id);
	const struct value *device = fact_value(c, FACT_pci_subsystem_device_id);
	const struct value *revision = fact_value(c, FACT_pci_revision);
	struct buf text = BUF_EMPTY;
	json_put_text(item, "pcislot", c->key);
	if (class) {
		buf_format(&text, "%.4s", class->text);
		json_put_text(item, "pciclass", text.text);
	}
	if (vendor && device) {
		buf_clear(&text);
		buf_format(&text, "%s:%s", vendor->text, device->text);
		json_put_text(item, "pcisubsystemid", text.text);
	}
	if (revision)
		json_put_text(item, "rev", revision->text);
	buf_done(&text);
}

static json_t *list_json(const struct glpi_section *s, const struct scan *scan)
{
	const struct component_list *list = &scan->kinds[s->kind];
	json_t *items = json_array();
	for (size_t i = 0; i < list->n; i++) {
		const struct component *c = list->items[i];
		json_t *item = json_object();
		write_rows(s, scan, c, item);
		if (s->kind == KIND_network)
			json_put_text(item, "description", c->key);
		else if (s->kind == KIND_disk)
			json_put_text(item, "name", c->key);
		else if (s->kind == KIND_pci)
			put_pci(item, c);
		else if (s->kind == KIND_memory_module)
			json_put(item, "numslots", json_integer((json_int_t)i + 1));
		json_array_append_new(items, item);
	}
	return items;
}

/* What tells the agents of a server apart: a name, and when it looked. */
static void put_device(json_t *top, const struct scan *scan)
{
	struct buf id = BUF_EMPTY;
	const char *name = scan->hostname ? scan->hostname : scan->name;
	buf_format(&id, "%s-", name && *name ? name : "machine");
	for (const char *at = scan->taken ? scan->taken : ""; *at && *at != 'Z'; at++)
		buf_add_char(&id, isdigit((unsigned char)*at) ? *at : '-');
	json_put_text(top, "deviceid", id.text);
	buf_done(&id);
}

void glpi_write(const struct scan *scan, struct buf *out)
{
	json_t *top = json_object(), *content = json_object();
	size_t n;
	const struct glpi_section *sections = glpi_sections(&n);
	put_device(top, scan);
	json_put_text(top, "itemtype", "Computer");
	json_put_text(top, "tag", scan_label_get(scan, "tag"));
	json_put_text(content, "versionclient", "hwfit_v" HWFIT_VERSION);
	for (size_t i = 0; i < n; i++) {
		if (!sections[i].name)
			write_rows(&sections[i], scan, NULL, content);
		else if (scan->kinds[sections[i].kind].n)
			json_put(content, sections[i].name,
			         list_json(&sections[i], scan));
	}
	if (scan->hostname)
		put_at(content, "hardware.name", json_string_nocheck(scan->hostname));
	json_put(top, "content", content);
	json_write(top, out);
	json_decref(top);
}
