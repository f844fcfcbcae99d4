/* SPDX-License-Identifier: GPL-3.0-or-later
 * uevent files, whole and odd, and where links of a tree lead. */
#include "probes/uevent.h"

#include "probe_made.h"

#include <errno.h>

static const char lines[] = "DRIVER=e1000e\nPCI_CLASS=20000\nPCI_ID=8086:1521\nEMPTY=\n"
                            "ID=x\nID=second";

static const char *found(const char *name)
{
	static char value[32];
	bool there = uevent_find(lines, sizeof(lines) - 1, name, value, sizeof(value));
	return there ? value : "none";
}

Test(uevent, a_value_is_found_by_its_whole_name)
{
	cr_assert_str_eq(found("DRIVER"), "e1000e");
	cr_assert_str_eq(found("PCI_ID"), "8086:1521");
	cr_assert_str_eq(found("PCI"), "none");
	cr_assert_str_eq(found("_ID"), "none");
	cr_assert_str_eq(found("EMPTY"), "none");
	cr_assert_str_eq(found("ID"), "x", "the first counts");
}

Test(uevent, what_has_no_end_or_no_room_is_cut)
{
	char value[4];
	cr_assert(uevent_find("A=12345", 7, "A", value, sizeof(value)));
	cr_assert_str_eq(value, "123");
	cr_assert(uevent_find("A=12345", 4, "A", value, sizeof(value)));
	cr_assert_str_eq(value, "12");
	cr_assert_not(uevent_find("A=1", 2, "A", value, sizeof(value)));
	cr_assert_not(uevent_find("", 0, "A", value, sizeof(value)));
	cr_assert_str_eq(value, "");
}

Test(uevent, numbers_are_hexadecimal_and_whole)
{
	struct uevent u = {0};
	uint32_t n = 7;
	u.n = (size_t)snprintf(u.text, sizeof(u.text),
	                       "A=20000\nB=1000000\nC=12x\nD=-1\nE= 1\n");
	cr_assert(uevent_hex(&u, "A", 0xffffff, &n));
	cr_assert_eq(n, 0x20000);
	for (const char *name = "BCDEF"; *name; name++)
		cr_assert_not(uevent_hex(&u, (char[]){*name, 0}, 0xffffff, &n), "%c",
		              *name);
	cr_assert_eq(n, 0x20000);
}

/* What root_dir_target() says of the link `name` in sys/class/input. */
static const char *target(const char *name, size_t room)
{
	static char place[256];
	struct root root;
	struct root_dir dir;
	cr_assert_eq(root_open(&root, tree_path, NULL), 0);
	cr_assert(root_dir_open(&root, NULL, "sys/class/input", &dir));
	bool there = root_dir_target(&dir, name, place, room);
	root_dir_close(&dir);
	root_close(&root);
	cr_assert_eq(there, place[0] != '\0');
	return there ? place : "none";
}

Test(uevent, a_link_leads_to_a_place_below_the_root)
{
	tree_make();
	tree_link("sys/class/input/input3", "../../devices/pci0000:00/input/input3");
	tree_link("sys/class/input/near", "input3");
	tree_link("sys/class/input/out", "../../../../etc");
	tree_link("sys/class/input/absolute", "/sys/devices/x");
	tree_text("sys/class/input/file", "x");
	cr_assert_str_eq(target("input3", 256), "sys/devices/pci0000:00/input/input3");
	cr_assert_str_eq(target("near", 256), "sys/class/input/input3");
	cr_assert_str_eq(target("out", 256), "none");
	cr_assert_str_eq(target("absolute", 256), "none");
	cr_assert_str_eq(target("file", 256), "none");
	cr_assert_str_eq(target("input3", 20), "none", "there is no room for it");
	tree_remove();
}

Test(uevent, an_attribute_of_several_pages_is_read_to_its_end)
{
	static char text[10000];
	struct root root;
	struct root_dir dir;
	struct arena arena = {0};
	ssize_t n;
	memset(text, 'x', sizeof(text) - 1);
	tree_make();
	tree_text("sys/long", text);
	cr_assert_eq(root_open(&root, tree_path, NULL), 0);
	cr_assert(root_dir_open(&root, NULL, "sys", &dir));
	char *bytes = root_dir_attribute(&dir, "long", 65536, &arena, &n);
	cr_assert_eq(n, (ssize_t)sizeof(text) - 1);
	cr_assert_str_eq(bytes, text);
	cr_assert(root_dir_attribute(&dir, "long", 5000, &arena, &n));
	cr_assert_eq(n, 5000);
	cr_assert_null(root_dir_attribute(&dir, "none", 65536, &arena, &n));
	cr_assert_eq(n, -ENOENT);
	root_dir_close(&dir);
	root_close(&root);
	arena_done(&arena);
	tree_remove();
}
