/* SPDX-License-Identifier: GPL-3.0-or-later
 * Memory as udev recorded it, for a scan without root. */
#include "probes/table.h"
#include "tree.h"

#define UDEV "run/udev/data/+dmi:id"

static const char *fact(const struct tree *t, enum fact_id id, const char *key)
{
	const struct component *c = scan_find(t->scan, fact_row(id)->kind, key);
	const struct fact *f = c ? fact_get(c, id) : NULL;
	if (!f || f->state != STATE_known)
		return !f                         ? "unknown"
		       : f->state == STATE_absent ? "absent"
		                                  : "unreadable";
	struct buf text = BUF_EMPTY;
	value_write(&text, id, &f->value);
	const char *copy = arena_copy(&t->scan->arena, text.text, text.n);
	buf_done(&text);
	return copy;
}

Test(smbios_udev, slots_and_modules_without_root)
{
	struct tree t = tree_new();
	tree_put(&t, "sys/class/dmi/id/sys_vendor", "Dell Inc.\n");
	tree_put(&t, UDEV,
	         "I:100\nE:ID_VENDOR=Dell\n"
	         "E:MEMORY_DEVICE_0_SIZE=68719476736\n"
	         "E:MEMORY_DEVICE_0_LOCATOR=A1\n"
	         "E:MEMORY_DEVICE_0_TYPE=DDR5\n"
	         "E:MEMORY_DEVICE_0_TYPE_DETAIL=Synchronous Registered (Buffered)\n"
	         "E:MEMORY_DEVICE_0_FORM_FACTOR=DIMM\n"
	         "E:MEMORY_DEVICE_0_SPEED_MTS=4800\n"
	         "E:MEMORY_DEVICE_1_PRESENT=0\n"
	         "E:MEMORY_DEVICE_1_LOCATOR=A2\n"
	         "E:MEMORY_DEVICE_2_TYPE=Flash\n"
	         "E:MEMORY_DEVICE_2_SIZE=16777216\n"
	         "E:MEMORY_DEVICE_2_LOCATOR=System ROM\n");
	tree_run(&t, probe_smbios_run);
	cr_assert_str_eq(fact(&t, FACT_memory_installed, NULL), "68719476736 B");
	cr_assert_eq(t.scan->kinds[KIND_memory_slot].n, 2);
	cr_assert_eq(t.scan->kinds[KIND_memory_module].n, 1);
	cr_assert_null(t.scan->kinds[KIND_memory_module].partial);
	cr_assert_str_eq(fact(&t, FACT_memory_module_size, "A1"), "68719476736 B");
	cr_assert_str_eq(fact(&t, FACT_memory_module_generation, "A1"), "5");
	cr_assert_str_eq(fact(&t, FACT_memory_module_registered, "A1"), "yes");
	cr_assert_str_eq(fact(&t, FACT_memory_slot_populated, "A2"), "no");
	cr_assert_str_eq(fact(&t, FACT_memory_maximum, NULL), "unreadable");
	tree_done(&t);
}

Test(smbios_udev, a_module_of_unknown_size_bounds_the_sum)
{
	struct tree t = tree_new();
	tree_put(&t, UDEV,
	         "E:MEMORY_DEVICE_0_SIZE=8589934592\nE:MEMORY_DEVICE_0_LOCATOR=A1\n"
	         "E:MEMORY_DEVICE_1_LOCATOR=A2\nE:MEMORY_DEVICE_1_TYPE=DDR4\n");
	tree_run(&t, probe_smbios_run);
	const struct fact *f = scan_fact(t.scan, FACT_memory_installed);
	cr_assert_eq(f->value.number.min, fixed_from_int((int64_t)8 << 30));
	cr_assert_eq(f->value.number.max, FIXED_MAX);
	tree_done(&t);
}

Test(smbios_udev, a_record_without_memory_says_nothing)
{
	struct tree t = tree_new();
	tree_put(&t, UDEV, "E:ID_VENDOR=Dell\nE:MEMORY_DEVICE_x_SIZE=1\n");
	tree_run(&t, probe_smbios_run);
	cr_assert_str_eq(fact(&t, FACT_memory_installed, NULL), "unreadable");
	cr_assert(t.scan->kinds[KIND_memory_module].partial);
	tree_done(&t);
}
