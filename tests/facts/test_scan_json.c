/* SPDX-License-Identifier: GPL-3.0-or-later
 * The scan document: states, stability, what is not known is kept, what is broken
 * refused. */
#include "facts/scan_json.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct scan *sample(void)
{
	struct scan *s = scan_new();
	s->hostname = "pc";
	scan_label(s, "site", "Tartu");
	scan_probe(s, "block", PROBE_ok, 1.25, NULL, NULL);
	scan_probe(s, "smart", PROBE_skipped, 0, "not asked for", "use --deep");
	struct component *d = scan_add(s, KIND_disk, "nvme0n1");
	fact_set_integer(s, d, FACT_disk_size, 512110190592);
	fact_set_string(s, d, FACT_disk_vendor, "Samsung Electronics Co., Ltd.");
	fact_set_string(s, d, FACT_disk_serial, "To Be Filled By O.E.M.");
	fact_set_unreadable(s, d, FACT_disk_wear, "needs root", "run with sudo");
	struct component *m = scan_add(s, KIND_memory, NULL);
	fact_set_interval(s, m, FACT_memory_installed, fixed_from_int(15), FIXED_MAX);
	fact_set_source(s, m, FACT_memory_installed, "/proc/meminfo");
	struct component *l = scan_add(s, KIND_service_level, "critical");
	struct value day = value_number(FIXED_ONE, DIM_working_days);
	fact_set(s, l, FACT_service_level_response, &day);
	scan_mention(s, KIND_usb);
	scan_partial(s, KIND_gpu, "no probe");
	scan_finish(s);
	return s;
}

static char *written(const struct scan *s)
{
	struct buf out = BUF_EMPTY;
	scan_json_write(s, &out);
	return out.text;
}

Test(scan_json, a_document_read_and_written_is_the_same_bytes)
{
	struct scan *s = sample();
	char *first = written(s);
	struct error err = {0};
	struct scan *again = scan_json_read(first, strlen(first), "sample", &err);
	cr_assert_not_null(again, "%s", err.text);
	char *second = written(again);
	cr_assert_str_eq(first, second);
	free(first);
	free(second);
	scan_free(s);
	scan_free(again);
}

Test(scan_json, a_placeholder_is_absent_with_a_note)
{
	struct scan *s = sample();
	char *text = written(s);
	cr_assert(strstr(text, "\"serial\": null"));
	cr_assert(strstr(text, "a placeholder"));
	free(text);
	scan_free(s);
}

Test(scan_json, a_vendor_keeps_its_raw_text_beside)
{
	struct scan *s = sample();
	char *text = written(s);
	cr_assert(strstr(text, "\"vendor\": \"Samsung\""));
	cr_assert(strstr(text, "\"vendor_raw\": \"Samsung Electronics Co., Ltd.\""));
	free(text);
	scan_free(s);
}

Test(scan_json, working_days_come_back_as_working_days)
{
	struct scan *s = sample();
	char *text = written(s);
	struct scan *again = scan_json_read(text, strlen(text), "sample", NULL);
	const struct value *v =
	        fact_value(scan_find(again, KIND_service_level, "critical"),
	                   FACT_service_level_response);
	cr_assert_eq(v->dimension, DIM_working_days);
	cr_assert(v->number.min == FIXED_ONE);
	free(text);
	scan_free(s);
	scan_free(again);
}

Test(scan_json, members_kinds_and_facts_that_are_not_known_are_kept)
{
	static const char text[] =
	        "{\"format\":\"hwfit-scan/1\",\"future\":{\"a\":[1]},\"components\":{"
	        "\"hologram\":[{\"key\":\"h0\"}],\"disk\":[{\"key\":\"sda\",\"smell\":"
	        "\"new\"}]}}";
	struct error err = {0};
	struct scan *s = scan_json_read(text, strlen(text), "t", &err);
	cr_assert_not_null(s, "%s", err.text);
	char *out = written(s);
	cr_assert(strstr(out, "\"future\""));
	cr_assert(strstr(out, "\"hologram\""));
	cr_assert(strstr(out, "\"smell\": \"new\""));
	free(out);
	scan_free(s);
}

static void is_refused(const char *text, const char *expected)
{
	struct error err = {0};
	cr_assert_null(scan_json_read(text, strlen(text), "t.json", &err));
	cr_assert_eq(err.code, EXIT_usage);
	cr_assert(strstr(err.text, expected), "found: %s", err.text);
}

Test(scan_json, a_document_cut_in_half_is_refused)
{
	struct scan *s = sample();
	char *text = written(s);
	struct error err = {0};
	cr_assert_null(scan_json_read(text, strlen(text) / 2, "half.json", &err));
	cr_assert_eq(err.code, EXIT_usage);
	cr_assert(strstr(err.where, "half.json:"), "%s", err.where);
	free(text);
	scan_free(s);
}

Test(scan_json, a_fact_of_the_wrong_type_is_refused_by_name)
{
	is_refused(
	        "{\"format\":\"hwfit-scan/1\",\"components\":{\"disk\":[{\"key\":\"a\","
	        "\"size\":\"big\"}]}}",
	        "disk.size: expected a value of type number");
	is_refused("{\"format\":\"hwfit-scan/1\",\"components\":{\"memory\":[{},{}]}}",
	           "memory: expected an array of at most one");
	is_refused("{\"format\":\"hwfit-scan/9\",\"components\":{}}", "hwfit-scan/1");
	is_refused("[]", "hwfit-scan/1");
}

Test(scan_json, a_key_used_twice_is_told_apart_and_noted)
{
	struct scan *s = scan_new();
	scan_add(s, KIND_memory_module, "DIMM 0");
	struct component *second = scan_add(s, KIND_memory_module, "DIMM 0");
	cr_assert_str_eq(second->key, "DIMM 0#2");
	cr_assert_eq(s->note_count, 1u);
	scan_free(s);
}

Test(scan_json, hostile_text_stays_inside_its_string)
{
	struct scan *s = scan_new();
	struct component *d = scan_add(s, KIND_disk, "sda");
	static const char evil[] = "\033]0;x\007\"},<script>\xff\xfe=cmd()\0tail";
	fact_set_text(s, d, FACT_disk_model, evil, sizeof(evil) - 1);
	char *text = written(s);
	for (const char *p = text; *p; p++)
		cr_assert((unsigned char)*p >= 0x20 || *p == '\n');
	struct scan *again = scan_json_read(text, strlen(text), "t", NULL);
	cr_assert_not_null(again);
	cr_assert_str_eq(
	        fact_value(scan_find(again, KIND_disk, "sda"), FACT_disk_model)->text,
	        "\\x1b]0;x\\x07\"},<script>\\xff\\xfe=cmd()\\x00tail");
	free(text);
	scan_free(s);
	scan_free(again);
}
