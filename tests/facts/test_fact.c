/* SPDX-License-Identifier: GPL-3.0-or-later
 * Properties of the whole table of facts, not of samples. */
#include "facts/fact.h"

#include "facts/value.h"

#include <criterion/criterion.h>
#include <string.h>

Test(fact, every_row_is_found_by_its_name_and_only_once)
{
	for (size_t i = 0; i < FACT_COUNT; i++) {
		const struct fact_row *f = fact_row((enum fact_id)i);
		cr_assert_eq(fact_find(f->kind, f->name, strlen(f->name)), i, "%s",
		             fact_full_name((enum fact_id)i));
	}
	for (size_t i = 0; i < KIND_COUNT; i++) {
		const struct kind *k = kind_row((enum kind_id)i);
		cr_assert_eq(kind_find(k->name, strlen(k->name), false), i, "%s",
		             k->name);
		cr_assert_eq(kind_find(k->plural, strlen(k->plural), true), i, "%s",
		             k->plural);
	}
}

Test(fact, facts_of_a_kind_stand_together)
{
	size_t at = 0;
	for (size_t k = 0; k < KIND_COUNT; k++) {
		cr_assert_eq(kind_row((enum kind_id)k)->first, at);
		for (size_t i = 0; i < kind_facts((enum kind_id)k); i++, at++)
			cr_assert_eq(fact_row((enum fact_id)at)->kind, k);
	}
	cr_assert_eq(at, FACT_COUNT);
}

Test(fact, every_doc_is_one_sentence_and_every_fact_has_a_source)
{
	for (size_t i = 0; i < FACT_COUNT; i++) {
		const struct fact_row *f = fact_row((enum fact_id)i);
		size_t n = strlen(f->doc);
		cr_assert(n > 3 && f->doc[n - 1] == '.', "%s: %s",
		          fact_full_name((enum fact_id)i), f->doc);
		cr_assert(f->source[0], "%s", fact_full_name((enum fact_id)i));
	}
}

Test(fact, names_are_snake_case)
{
	for (size_t i = 0; i < FACT_COUNT; i++) {
		const char *name = fact_row((enum fact_id)i)->name;
		cr_assert_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_"),
		             strlen(name), "%s", name);
	}
}

Test(fact, only_numbers_and_lists_have_a_unit_and_only_words_have_a_list)
{
	for (size_t i = 0; i < FACT_COUNT; i++) {
		const struct fact_row *f = fact_row((enum fact_id)i);
		bool number = f->type == TYPE_NUMBER || f->type == TYPE_LIST;
		cr_assert(number || f->dimension == DIM_none, "%s",
		          fact_full_name((enum fact_id)i));
		bool word = f->type == TYPE_WORD || f->type == TYPE_LEVEL ||
		            f->type == TYPE_LIST;
		cr_assert(word || !f->words, "%s", fact_full_name((enum fact_id)i));
		cr_assert(f->type != TYPE_LEVEL || f->words, "%s has no order",
		          fact_full_name((enum fact_id)i));
	}
}

Test(fact, a_typing_error_finds_the_name_that_was_meant)
{
	cr_assert_str_eq(fact_nearest_full("memory.instaled"), "memory.installed");
	cr_assert_str_eq(fact_nearest_full("ram"), "memory.installed");
	cr_assert_str_eq(fact_nearest_full("memroy.maximum"), "memory.maximum");
	cr_assert_str_eq(kind_nearest("memory_modul"), "memory_module");
	cr_assert_null(fact_nearest_full("zzzzzzzz"));
}

static const char *printed(fixed_t base, enum dimension d, bool memory)
{
	static struct buf out;
	out = (struct buf)BUF_EMPTY;
	unit_print(&out, base, d, memory);
	return out.text;
}

Test(unit, gigabytes_of_memory_and_of_storage_differ)
{
	size_t used;
	const struct unit *gb = unit_at("GB", 2, &used);
	cr_assert_not_null(gb);
	cr_assert(unit_to_base(gb, FIXED_ONE, true) == fixed_from_int(1073741824));
	cr_assert(unit_to_base(gb, FIXED_ONE, false) == fixed_from_int(1000000000));
}

Test(unit, a_report_prints_the_number_compared_unrounded)
{
	cr_assert_str_eq(printed(fixed_from_int(17179869184), DIM_bytes, true), "16 GB");
	cr_assert_str_eq(printed(fixed_from_int(512110190592), DIM_bytes, false),
	                 "512110190592 B (512 GB)");
	cr_assert_str_eq(printed(fixed_from_int(480000000000), DIM_bytes, false),
	                 "480 GB");
	cr_assert_str_eq(printed(fixed_from_int(3200000000), DIM_transfers, false),
	                 "3200 MT/s");
}

Test(unit, the_longest_name_wins_and_a_word_is_not_cut)
{
	size_t used;
	cr_assert_str_eq(unit_at("MB/s", 4, &used)->name, "MB/s");
	cr_assert_eq(used, 4u);
	cr_assert_str_eq(unit_at("months", 6, &used)->name, "month");
	cr_assert_null(unit_at("mouse", 5, &used), "m is a unit, mouse is not");
	cr_assert_str_eq(unit_at("working_days", 12, &used)->name, "working_day");
}

static enum truth versions(const char *have, enum operator op, const char *want)
{
	struct value a = value_text(TYPE_VERSION, have),
	             b = value_text(TYPE_VERSION, want);
	return value_compare(FACT_tpm_version, &a, op, &b);
}

Test(compare, versions_order_by_parts_and_equal_as_far_as_written)
{
	cr_assert_eq(versions("5.10", OP_more, "5.2"), TRUTH_yes);
	cr_assert_eq(versions("11.0.2", OP_equal, "11"), TRUTH_yes);
	cr_assert_eq(versions("11", OP_equal, "11.0"), TRUTH_yes);
	cr_assert_eq(versions("2.0", OP_at_least, "2"), TRUTH_yes);
	cr_assert_eq(versions("1.2", OP_at_least, "2.0"), TRUTH_no);
	cr_assert_eq(versions("11.1", OP_not_equal, "11"), TRUTH_no);
}

Test(compare, an_interval_that_overlaps_is_never_a_false_fail)
{
	struct value have = value_number(0, DIM_bytes);
	have.number.min = fixed_from_int(15);
	have.number.max = fixed_from_int(20);
	struct value w16 = value_number(fixed_from_int(16), DIM_bytes);
	struct value w15 = value_number(fixed_from_int(15), DIM_bytes);
	struct value w21 = value_number(fixed_from_int(21), DIM_bytes);
	cr_assert_eq(value_compare(FACT_disk_size, &have, OP_at_least, &w16),
	             TRUTH_maybe);
	cr_assert_eq(value_compare(FACT_disk_size, &have, OP_at_least, &w15), TRUTH_yes);
	cr_assert_eq(value_compare(FACT_disk_size, &have, OP_at_least, &w21), TRUTH_no);
	cr_assert_eq(value_compare(FACT_disk_size, &have, OP_equal, &w16), TRUTH_maybe);
	cr_assert_eq(value_compare(FACT_disk_size, &have, OP_not_equal, &w21), TRUTH_yes);
}

Test(compare, a_resolution_is_at_least_another_only_with_both_sides)
{
	struct value wide = {.type = TYPE_RESOLUTION, .resolution = {3440, 1440}};
	struct value tall = {.type = TYPE_RESOLUTION, .resolution = {2560, 1600}};
	struct value turned = {.type = TYPE_RESOLUTION, .resolution = {1600, 2560}};
	enum fact_id id = FACT_display_resolution;
	cr_assert_eq(value_compare(id, &wide, OP_at_least, &tall), TRUTH_no);
	cr_assert_eq(value_compare(id, &tall, OP_equal, &turned), TRUTH_yes);
	cr_assert_eq(value_compare(id, &tall, OP_more, &turned), TRUTH_no);
}
