/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows of members and facts, and JSON that is nearly right. */
#include "import/json_map.h"

#include "base/text.h"
#include "facts/derive.h"
#include "probes/smbios.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct json_take json_bank_rows[JSON_BANK_ROWS] = {
        {"size", FACT_memory_module_size, TAKE_number, 1, 1},
        {"vendor", FACT_memory_module_vendor, TAKE_text, 0, 0},
        {"product", FACT_memory_module_part_number, TAKE_text, 0, 0},
        {"serial", FACT_memory_module_serial, TAKE_text, 0, 0},
        {"slot", FACT_memory_module_locator, TAKE_text, 0, 0},
        {"clock", FACT_memory_module_speed, TAKE_number, 1, 1},
        {"description", FACT_memory_module_type, TAKE_memory_type, 0, 0},
        {"description", FACT_memory_module_form, TAKE_memory_form, 0, 0},
};

const json_t *json_at(const json_t *from, const char *path)
{
	char name[64];
	while (from && *path) {
		size_t n = strcspn(path, ".");
		if (n >= sizeof(name))
			return NULL;
		memcpy(name, path, n);
		name[n] = '\0';
		from = json_object_get(from, name);
		path += n + (path[n] == '.');
	}
	return from;
}

const char *json_text_at(const json_t *from, const char *path)
{
	const char *text = json_string_value(json_at(from, path));
	return text && *text ? text : NULL;
}

void json_each(const json_t *list, void (*each)(struct scan *scan, const json_t *item),
               struct scan *scan)
{
	size_t i;
	json_t *item;
	if (json_is_object(list))
		each(scan, list);
	json_array_foreach(list, i, item)
	{
		if (json_is_object(item))
			each(scan, item);
	}
}

/* ---- values ----------------------------------------------------------------------- */

/* A number, or a text that begins with one. */
static bool number_of(const json_t *value, fixed_t *number)
{
	const char *text = json_string_value(value);
	if (json_is_integer(value))
		*number = fixed_from_int(json_integer_value(value));
	else if (json_is_real(value))
		*number = fixed_from_double(json_real_value(value));
	else
		return text && fixed_parse(text, strlen(text), number);
	return true;
}

static void take_date(struct scan *scan, struct component *c, enum fact_id fact,
                      const char *text)
{
	struct date date;
	if (date_parse(text, strlen(text), &date) ||
	    smbios_date(text, strlen(text), &date))
		fact_set_date(scan, c, fact, date);
}

static void take_hex(struct scan *scan, struct component *c, enum fact_id fact,
                     const char *text)
{
	char low[5] = "";
	if (strlen(text) != 4 || strspn(text, "0123456789abcdefABCDEF") != 4)
		return;
	for (int i = 0; i < 4; i++)
		low[i] = (char)tolower((unsigned char)text[i]);
	fact_set_string(scan, c, fact, low);
}

/* The longest name of the list that stands as a word of its own in the text. */
static unsigned named(enum smbios_list list, const char *text)
{
	unsigned found = 0;
	size_t longest = 0;
	for (unsigned i = 3; i < 256; i++) {
		const char *name = smbios_name(list, i);
		const char *at = name ? strcasestr(text, name) : NULL;
		size_t n = name ? strlen(name) : 0;
		if (!at || n <= longest || isalnum((unsigned char)at[n]) ||
		    (at > text && isalnum((unsigned char)at[-1])))
			continue;
		found = i;
		longest = n;
	}
	return found;
}

static void take_listed(struct scan *scan, struct component *c,
                        const struct json_take *row, const char *text)
{
	enum smbios_list list = row->how == TAKE_memory_type   ? SMBIOS_memory_type
	                        : row->how == TAKE_memory_form ? SMBIOS_memory_form
	                                                       : SMBIOS_chassis;
	unsigned value = named(list, text);
	const char *word = value ? smbios_word(list, value) : NULL;
	if (!word)
		return;
	fact_set_string(scan, c, row->fact, word);
	if (row->fact == FACT_memory_module_type && smbios_generation(value))
		fact_set_integer(scan, c, FACT_memory_module_generation,
		                 smbios_generation(value));
}

static void take_number(struct scan *scan, struct component *c,
                        const struct json_take *row, const json_t *value)
{
	fixed_t number;
	if (!number_of(value, &number) || number <= 0)
		return; /* 0 stands for "not known" in all of these tools */
	if (row->how == TAKE_about)
		fact_set_interval(scan, c, row->fact, fixed_scale(number, row->num, 1),
		                  fixed_scale(number + FIXED_ONE, row->den, 1));
	else
		fact_set_fixed(scan, c, row->fact,
		               fixed_scale(number, row->num ? row->num : 1,
		                           row->den ? row->den : 1));
}

static void take(struct scan *scan, struct component *c, const struct json_take *row,
                 const json_t *value)
{
	const char *text = json_string_value(value);
	if (row->how == TAKE_number || row->how == TAKE_about) {
		take_number(scan, c, row, value);
		return;
	}
	if (!text || !*text)
		return;
	switch (row->how) {
	case TAKE_date:
		take_date(scan, c, row->fact, text);
		break;
	case TAKE_hex:
		take_hex(scan, c, row->fact, text);
		break;
	case TAKE_maker:
		if (!strcmp(text, "ATA"))
			break;
		fact_set_string(scan, c, row->fact, text);
		break;
	case TAKE_text:
		fact_set_string(scan, c, row->fact, text);
		break;
	default:
		take_listed(scan, c, row, text);
	}
}

void json_map(struct scan *scan, struct component *c, const json_t *from,
              const struct json_take *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const json_t *value = json_at(from, rows[i].path);
		if (value && !fact_get(c, rows[i].fact))
			take(scan, c, &rows[i], value);
	}
}

void json_map_machine(struct scan *scan, const json_t *from, const struct json_take *rows,
                      size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const json_t *value = json_at(from, rows[i].path);
		if (!value || json_is_null(value) || scan_fact(scan, rows[i].fact))
			continue;
		struct component *c = scan_add(scan, fact_row(rows[i].fact)->kind, NULL);
		take(scan, c, &rows[i], value);
	}
}

/* ---- nearly JSON ------------------------------------------------------------------ */

/* A text from its quote on; returns what is behind it. */
static size_t mend_text(const char *in, size_t n, size_t at, struct buf *out)
{
	buf_add_char(out, in[at++]);
	for (; at < n && in[at] != '"'; at++) {
		unsigned char c = (unsigned char)in[at];
		if (c == '\\' && at + 1 < n && strchr("\"\\/bfnrtu", in[at + 1]) &&
		    in[at + 1]) {
			buf_add(out, in + at++, 2);
		} else if (c == '\\') {
			buf_add_string(out, "\\\\");
		} else if (c < 0x20) {
			buf_format(out, "\\u%04x", c);
		} else {
			size_t length = text_utf8_length(in + at, n - at);
			if (length)
				buf_add(out, in + at, length);
			else
				buf_format(out, "\\\\x%02x", c);
			at += length ? length - 1 : 0;
		}
	}
	buf_add_char(out, '"');
	return at + 1;
}

static void mend(const char *in, size_t n, struct buf *out)
{
	char before = '\0'; /* the last that was no blank */
	size_t comma = 0;   /* where it is in out, when it is a comma */
	buf_add_char(out, '[');
	for (size_t at = 0; at < n;) {
		char c = in[at];
		if (c == '{' && (before == '}' || before == ']'))
			buf_add_char(out, ',');
		if ((c == '}' || c == ']') && before == ',')
			out->text[comma] = ' ';
		if (c == '"') {
			at = mend_text(in, n, at, out);
			before = '"';
			continue;
		}
		if (c == ',')
			comma = out->n;
		if (!strchr(" \t\r\n", c) && c)
			before = c;
		buf_add_char(out, c);
		at++;
	}
	if (before == ',')
		out->text[comma] = ' ';
	buf_add_char(out, ']');
}

json_t *json_read(const struct import_document *doc, bool *mended, struct error *err)
{
	json_error_t first, ignored;
	struct buf text = BUF_EMPTY;
	json_t *json = json_loadb(doc->bytes, doc->n, 0, &first);
	*mended = !json;
	if (json)
		return json;
	mend(doc->bytes, doc->n, &text);
	json = json_loadb(text.text, text.n, 0, &ignored);
	buf_done(&text);
	if (json)
		return json;
	error_set(err, EXIT_usage, doc->name, "line %d, column %d: expected JSON, %s",
	          first.line, first.column, first.text);
	return NULL;
}

/* ---- the end ---------------------------------------------------------------------- */

int json_hand_on(struct scan *scan, const struct import_document *doc,
                 const struct json_end *end, import_each *each, void *context)
{
	if (end->hostname)
		scan->hostname = text_clean_copy(&scan->arena, end->hostname,
		                                 strlen(end->hostname), NULL);
	for (int k = 0; k < KIND_COUNT; k++) {
		struct component_list *list = &scan->kinds[k];
		if (!kind_row((enum kind_id)k)->many || !list->mentioned ||
		    list->partial || (enum kind_id)k == end->complete)
			continue;
		scan_partial(scan, (enum kind_id)k,
		             arena_format(&scan->arena,
		                          "%s may leave some out; scan the machine",
		                          end->tool));
	}
	import_finish(scan, doc);
	return each(context, scan);
}

bool json_mentions(const char *bytes, size_t n, const char *word)
{
	return memmem(bytes, n, word, strlen(word)) != NULL;
}
