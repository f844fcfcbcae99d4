/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON written as it goes has the bytes of JSON written from a tree. */
#include "base/json.h"
#include "base/json_out.h"

#include <criterion/criterion.h>

/* Everything that documents hold: empty and full, nested, escaped, whole and not. */
static const char sample[] =
        "{\"a\": [], \"b\": {}, \"c\": [1, -2, 0.5, 1e+300, 1e-7, true, false, null],"
        " \"d\": {\"e\": {\"f\": [[\"x\"], {}]}}, \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\":"
        " \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u001f\\u007f \xc3\xb5 \xf0\x9f\x96\xa5\"}";

Test(json_out, a_tree_is_written_like_jansson_writes_it)
{
	json_t *tree = json_loads(sample, 0, NULL);
	struct buf expected = BUF_EMPTY, found = BUF_EMPTY;
	struct json_out out = {.to = &found};
	cr_assert_not_null(tree);
	json_write(tree, &expected);
	json_out_tree(&out, NULL, tree);
	buf_add_char(&found, '\n');
	cr_expect_str_eq(found.text, expected.text);
	char *close = json_dumps(tree, JSON_COMPACT | JSON_REAL_PRECISION(15));
	buf_clear(&found);
	out = (struct json_out){.to = &found, .close = true};
	json_out_tree(&out, NULL, tree);
	cr_expect_str_eq(found.text, close);
	free(close);
	json_decref(tree);
	buf_done(&expected);
	buf_done(&found);
}

Test(json_out, depth_has_no_end)
{
	struct buf expected = BUF_EMPTY, found = BUF_EMPTY;
	struct json_out out = {.to = &found};
	json_t *tree = json_integer(1);
	for (int i = 0; i < 40; i++) {
		json_t *outer = json_array();
		json_array_append_new(outer, tree);
		tree = outer;
	}
	json_write(tree, &expected);
	json_out_tree(&out, NULL, tree);
	buf_add_char(&found, '\n');
	cr_expect_str_eq(found.text, expected.text);
	json_decref(tree);
	buf_done(&expected);
	buf_done(&found);
}

Test(json_out, numbers_are_whole_where_they_can_be)
{
	struct buf found = BUF_EMPTY;
	struct json_out out = {.to = &found, .close = true};
	json_out_open(&out, NULL, '[');
	json_out_fixed(&out, NULL, fixed_from_int(INT64_MAX));
	json_out_fixed(&out, NULL, fixed_from_int(INT64_MIN));
	json_out_fixed(&out, NULL, 0);
	json_out_fixed(&out, NULL, FIXED_ONE / 4);
	json_out_fixed(&out, NULL, -FIXED_ONE - 1);
	json_out_fixed(&out, NULL, FIXED_MAX);
	json_out_shut(&out, ']');
	cr_expect_str_eq(found.text, "[9223372036854775807,-9223372036854775808,0,0.25,"
	                             "-1.000000001,null]");
	buf_done(&found);
}
