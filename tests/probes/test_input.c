/* SPDX-License-Identifier: GPL-3.0-or-later
 * Input devices of made trees as facts: kinds by abilities, one component a plug. */
#include "probes/input.h"

#include "probe_made.h"
#include "probes/table.h"

#define USB "sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/"

static void make_device(const char *place, const char *number, const char *uevent)
{
	char path[256], target[256];
	snprintf(path, sizeof(path), "%s/uevent", place);
	tree_text(path, uevent);
	snprintf(path, sizeof(path), "sys/class/input/input%s", number);
	snprintf(target, sizeof(target), "../../%s", place + 4);
	tree_link(path, target);
}

Test(input, kinds_and_plugs)
{
	struct made m;
	tree_make();
	tree_text("proc/sys/kernel/arch", "x86_64\n");
	make_device("sys/devices/platform/i8042/serio0/input/input3", "3",
	            "PRODUCT=11/1/1/ab41\nNAME=\"AT Translated Set 2 keyboard\"\n"
	            "PHYS=\"isa0060/serio0/input0\"\nEV=120013\n"
	            "KEY=402000000 3803078f800d001 feffffdfffefffff fffffffffffffffe\n");
	make_device("sys/devices/platform/i8042/serio1/input/input5", "5",
	            "PRODUCT=11/2/7/1b1\nNAME=\"SynPS/2 Synaptics TouchPad\"\n"
	            "PHYS=\"isa0060/serio1/input0\"\nPROP=1\nEV=b\n"
	            "KEY=e520 10000 0 0 0 0\nABS=660800011000003\n");
	make_device(USB "1-2:1.0/0003:046D:C31C.0001/input/input7", "7",
	            "PRODUCT=3/46d/c31c/110\nNAME=\"Logitech USB Keyboard\"\n"
	            "PHYS=\"usb-0000:00:14.0-2/input0\"\n"
	            "KEY=1000000000007 ff9f207ac14057ff febeffdfffefffff "
	            "fffffffffffffffe\n");
	make_device(USB "1-2:1.1/0003:046D:C31C.0002/input/input8", "8",
	            "PRODUCT=3/46d/c31c/110\nNAME=\"Logitech USB Keyboard Consumer\"\n"
	            "KEY=fff fffffffffffffffe\n");
	make_device("sys/devices/platform/i2c/0018:04F3/input/input9", "9",
	            "PRODUCT=18/4f3/1/100\nNAME=\"ELAN Touchscreen\"\nPHYS=\"i2c-ELAN\"\n"
	            "PROP=2\nKEY=400 0 0 0 0 0\nABS=260800000000003\n");
	make_device("sys/devices/LNXSYSTM:00/LNXPWRBN:00/input/input0", "0",
	            "PRODUCT=19/0/1/0\nNAME=\"Power Button\"\nKEY=10000000000000 0\n");
	make_device("sys/devices/virtual/input/input20", "20",
	            "PRODUCT=6/0/0/0\nNAME=\"made up\"\nKEY=70000 0 0 0 0\nREL=3\n");
	tree_scan(&m, probe_input_run);
	tree_remove();
	cr_assert_eq(m.scan->kinds[KIND_keyboard].n, 2);
	cr_assert_eq(m.scan->kinds[KIND_mouse].n, 0);
	cr_assert_str_eq(made_fact(&m, "isa0060/serio0", FACT_keyboard_connection),
	                 "ps2");
	cr_assert_str_eq(made_fact(&m, "1-2", FACT_keyboard_model),
	                 "\"Logitech USB Keyboard\"");
	cr_assert_str_eq(made_fact(&m, "1-2", FACT_keyboard_address), "\"1-2\"");
	cr_assert_str_eq(made_fact(&m, "isa0060/serio1", FACT_touchpad_model),
	                 "\"SynPS/2 Synaptics TouchPad\"");
	cr_assert_str_eq(made_fact(&m, "i2c-ELAN", FACT_touchscreen_connection), "i2c");
	made_done(&m);
}

Test(input, words_of_both_sizes_are_the_same_bits)
{
	struct input_bits a, b;
	input_read_bits(&a, "1 0 8000000080000000", 64);
	input_read_bits(&b, "1 0 0 80000000 80000000", 32);
	cr_assert(input_has(&a, 31) && input_has(&a, 63) && input_has(&a, 128));
	cr_assert_arr_eq(&a, &b, sizeof(a));
	cr_assert_not(input_has(&a, 4000));
}

Test(input, without_the_class_the_lists_are_partial)
{
	struct made m;
	tree_make();
	tree_scan(&m, probe_input_run);
	tree_remove();
	cr_assert_str_eq(m.scan->kinds[KIND_keyboard].partial,
	                 "the kernel shows no input devices");
	made_done(&m);
}

Test(input, a_device_whose_abilities_are_not_told_leaves_the_lists_partial)
{
	struct made m;
	tree_make();
	make_device("sys/devices/platform/i8042/serio0/input/input3", "3",
	            "PRODUCT=11/1/1/ab41\nNAME=\"AT Translated Set 2 keyboard\"\n");
	tree_scan(&m, probe_input_run);
	tree_remove();
	cr_assert_eq(m.scan->kinds[KIND_keyboard].n, 0);
	cr_assert_str_eq(m.scan->kinds[KIND_keyboard].partial,
	                 "what some input devices can do is not known");
	made_done(&m);
}
