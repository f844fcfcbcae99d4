/* SPDX-License-Identifier: GPL-3.0-or-later
 * Modules that claim devices by an index made here, faulty indexes, and missing firmware
 * by logs of the kernel. */
#include "probes/drivers.h"

#include "probe_made.h"
#include "probes/table.h"

/* depmod's index of "pci:v00001234d*": plain_one; a root with children of 'p' alone. */
static const uint8_t small[] = {
        0xb0,
        0x07,
        0xf4,
        0x57,
        0x00,
        0x02,
        0x00,
        0x01,
        0x20,
        0x00,
        0x00,
        0x30,
        /* at 12: prefix "ci:v00001234d", children '*' to '*' */
        'c',
        'i',
        ':',
        'v',
        '0',
        '0',
        '0',
        '0',
        '1',
        '2',
        '3',
        '4',
        'd',
        0,
        '*',
        '*',
        0x40,
        0x00,
        0x00,
        0x20,
        /* at 32: one value of priority 0 */
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        'o',
        'n',
        'e',
        0,
        0,
        0,
        0,
        0,
        /* at 48: the root */
        'p',
        'p',
        0xa0,
        0x00,
        0x00,
        0x0c,
};

static void count(void *context, const char *module, size_t n)
{
	*(int *)context += n == 3 && !memcmp(module, "one", 3);
}

static int found(const void *bytes, size_t n, const char *alias, bool *whole)
{
	struct module_index index;
	int hits = 0;
	cr_assert(module_index_open(&index, bytes, n));
	*whole = module_index_search(&index, alias, count, &hits);
	return hits;
}

Test(drivers, a_wildcard_claims_what_fits_it)
{
	bool whole;
	cr_assert_eq(found(small, sizeof(small), "pci:v00001234d00005678sv0", &whole), 1);
	cr_assert(whole);
	cr_assert_eq(found(small, sizeof(small), "pci:v00001235d00005678sv0", &whole), 0);
	cr_assert(whole);
	cr_assert_eq(found(small, sizeof(small), "", &whole), 0);
}

Test(drivers, a_faulty_index_is_told)
{
	uint8_t bytes[sizeof(small)];
	bool whole;
	struct module_index index;
	/* A child that is its own parent. */
	memcpy(bytes, small, sizeof(bytes));
	memcpy(bytes + 28, "\xa0\x00\x00\x0c", 4);
	found(bytes, sizeof(bytes), "pci:v00001234d1", &whole);
	cr_assert_not(whole);
	/* A node behind the end; a text without one. */
	memcpy(bytes, small, sizeof(bytes));
	memcpy(bytes + 28, "\x4f\xff\xff\xff", 4);
	found(bytes, sizeof(bytes), "pci:v00001234d1", &whole);
	cr_assert_not(whole);
	memcpy(bytes, small, sizeof(bytes));
	cr_assert_not(module_index_open(&index, "\xb0\x07\xf4\x57", 4));
	bytes[5] = 3;
	cr_assert_not(module_index_open(&index, bytes, sizeof(bytes)), "version 3");
}

static const char *firmware(struct made *m, const char *log)
{
	m->scan = scan_new();
	drivers_map_log(m->scan, log, strlen(log));
	scan_finish(m->scan);
	return made_fact(m, NULL, FACT_os_missing_firmware);
}

Test(drivers, a_log_names_the_firmware_that_was_missing)
{
	struct made m;
	const char *list = firmware(
	        &m, "<5>[    0.000000] Linux version 6.1.0\n"
	            "<4>[    5.1] iwlwifi 0000:00:14.3: firmware: failed to load "
	            "iwlwifi-QuZ-72.ucode (-2)\n"
	            "<4>[    5.1] iwlwifi 0000:00:14.3: Direct firmware load for "
	            "iwlwifi-QuZ-72.ucode failed with error -2\n"
	            "<4>[    6.0] r8169 0000:02:00.0: Direct firmware load for "
	            "rtl_nic/rtl8168g-2.fw failed with error -2\n"
	            "<4>[    6.0] x: Direct firmware load for busy.bin failed with error "
	            "-11\n");
	cr_assert(strstr(list, "iwlwifi-QuZ-72.ucode"));
	cr_assert(strstr(list, "rtl_nic/rtl8168g-2.fw"));
	cr_assert_null(strstr(list, "busy.bin"));
	cr_assert_eq(
	        fact_value(scan_find(m.scan, KIND_os, NULL), FACT_os_missing_firmware)
	                ->list.n,
	        2);
	cr_assert_eq(m.scan->note_count, 0);
	made_done(&m);
}

Test(drivers, a_log_without_its_beginning_is_noted)
{
	struct made m;
	firmware(&m, "<6>[  912.000001] usb 1-1: new high-speed USB device\n");
	cr_assert(made_noted(&m, "lost its beginning"));
	made_done(&m);
}

Test(drivers, what_is_cut_of_a_log_says_the_same)
{
	struct made m;
	struct buf cut = BUF_EMPTY;
	static const char log[] = "<5>[    0.000000] Linux version 6.1.0 (someone@here)\n"
	                          "<4>[    5.1] firmware: failed to load a.bin (-2)\n"
	                          "<4>[    5.2] secret serial 4711\n";
	drivers_cut_log(log, strlen(log), &cut);
	cr_assert_null(strstr(cut.text, "4711"));
	cr_assert_null(strstr(cut.text, "someone"));
	cr_assert(strstr(firmware(&m, cut.text), "a.bin"));
	cr_assert_eq(m.scan->note_count, 0);
	made_done(&m);
	buf_done(&cut);
}

Test(drivers, without_an_index_the_modules_are_unreadable)
{
	struct made m = {scan_new()};
	scan_add(m.scan, KIND_pci, "0000:00:1f.6");
	drivers_map(m.scan, NULL, 0, "there is none", "install it");
	cr_assert_str_eq(made_fact(&m, "0000:00:1f.6", FACT_pci_modules),
	                 "unreadable: there is none");
	made_done(&m);
}

Test(drivers, a_tree_with_an_index_names_the_modules)
{
	struct made m;
	struct root root;
	struct probe_outcome outcome = {PROBE_ok, NULL, NULL};
	tree_make();
	tree_text("proc/sys/kernel/osrelease", "6.1.0\n");
	tree_bytes("lib/modules/6.1.0/modules.alias.bin", small, sizeof(small));
	m.scan = scan_new();
	struct component *c = scan_add(m.scan, KIND_pci, "0000:00:1f.6");
	fact_set_string(m.scan, c, FACT_pci_modalias, "pci:v00001234d00005678sv0");
	cr_assert_eq(root_open(&root, tree_path, NULL), 0);
	struct probe_context ctx = {.scan = m.scan, .root = &root};
	probe_drivers_run(&ctx, &outcome);
	root_close(&root);
	tree_remove();
	cr_assert_eq(outcome.status, PROBE_ok);
	cr_assert(strstr(made_fact(&m, "0000:00:1f.6", FACT_pci_modules), "one"));
	cr_assert(strstr(made_fact(&m, NULL, FACT_os_missing_firmware),
	                 "unreadable: the recording has no log"));
	made_done(&m);
}
