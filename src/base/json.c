/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

static int append(const char *text, size_t n, void *out)
{
	buf_add(out, text, n);
	return 0;
}

void json_write(const json_t *json, struct buf *out)
{
	json_dump_callback(json, append, out, JSON_INDENT(1) | JSON_REAL_PRECISION(15));
	buf_add_char(out, '\n');
}

json_t *json_fixed(fixed_t number)
{
	int64_t whole;
	if (number == FIXED_MAX || number == FIXED_MIN)
		return json_null();
	if (fixed_to_int(number, &whole))
		return json_integer(whole);
	return json_real(fixed_to_double(number));
}

void json_put(json_t *object, const char *name, json_t *value)
{
	if (value)
		json_object_set_new_nocheck(object, name, value);
}

void json_put_text(json_t *object, const char *name, const char *text)
{
	if (text)
		json_put(object, name, json_string_nocheck(text));
}
