/* SPDX-License-Identifier: GPL-3.0-or-later
 * Components of a scan by their keys, in whatever order these come. */
#include "facts/scan.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const char *found(const struct scan *scan, const char *key)
{
	const struct component *c = scan_find(scan, KIND_pci, key);
	return c ? c->key : "none";
}

static void all_are_found(const struct scan *scan)
{
	const struct component_list *list = &scan->kinds[KIND_pci];
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i]->key)
			cr_assert_eq(scan_find(scan, KIND_pci, list->items[i]->key),
			             list->items[i]);
}

Test(scan, keys_that_come_in_order_are_found)
{
	struct scan *scan = scan_new();
	char key[16];
	for (int i = 0; i < 40; i++) {
		snprintf(key, sizeof(key), "sd%d", i);
		cr_assert_str_eq(scan_add(scan, KIND_pci, key)->key, key);
		all_are_found(scan);
	}
	cr_assert_str_eq(found(scan, "sd40"), "none");
	cr_assert_str_eq(found(scan, "sd07"), "none", "the same number, another key");
	cr_assert_str_eq(found(scan, ""), "none");
	cr_assert_null(scan_find(scan, KIND_pci, NULL));
	scan_free(scan);
}

Test(scan, keys_that_do_not_are_found_too)
{
	static const char *const keys[] = {"b", "c", "a", "c10", "c9", ""};
	struct scan *scan = scan_new();
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		cr_assert_str_eq(scan_add(scan, KIND_pci, keys[i])->key, keys[i]);
		all_are_found(scan);
	}
	scan_finish(scan);
	all_are_found(scan);
	scan_free(scan);
}

Test(scan, a_key_that_is_taken_gets_a_number_wherever_it_stands)
{
	struct scan *scan = scan_new();
	scan_add(scan, KIND_pci, "a");
	scan_add(scan, KIND_pci, "b");
	cr_assert_str_eq(scan_add(scan, KIND_pci, "b")->key, "b#2", "the last");
	cr_assert_str_eq(scan_add(scan, KIND_pci, "a")->key, "a#2", "an earlier one");
	cr_assert_str_eq(scan_add(scan, KIND_pci, "c")->key, "c");
	cr_assert_str_eq(scan_add(scan, KIND_pci, "c")->key, "c#2", "after disorder");
	all_are_found(scan);
	scan_free(scan);
}

Test(scan, a_component_without_a_key_hides_no_other)
{
	struct scan *scan = scan_new();
	scan_add(scan, KIND_pci, "a");
	scan_add(scan, KIND_pci, NULL);
	scan_add(scan, KIND_pci, "b");
	all_are_found(scan);
	cr_assert_str_eq(found(scan, "c"), "none");
	scan_free(scan);
}
