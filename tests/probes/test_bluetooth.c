/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bluetooth: packets of the kernel's management interface, recordings, and facts. */
#include "probes/bluetooth.h"

#include "probe_made.h"
#include "probes/table.h"

#define WORD(n) (uint8_t)((n)&0xff), (uint8_t)((n) >> 8 & 0xff)

enum { COMPLETE = 1, STATUS = 2, ANSWER_SIZE = 289 };

/* The answer about hci1: HCI version 11, company 2, settings 0x0001beff. */
static size_t make_answer(uint8_t bytes[ANSWER_SIZE], uint8_t version)
{
	const uint8_t start[] = {
	        WORD(COMPLETE), WORD(1), WORD(283), WORD(4), 0, 1, 2,    3,    4, 5, 6,
	        version,        WORD(2), 0xff,      0xbe,    1, 0, 0xd1, 0xba, 0, 0};
	memset(bytes, 0, ANSWER_SIZE);
	memcpy(bytes, start, sizeof(start));
	return ANSWER_SIZE;
}

Test(bluetooth, an_answer_tells_version_company_and_settings)
{
	uint8_t bytes[ANSWER_SIZE];
	struct bluetooth_info info = {.state = BLUETOOTH_SILENT};
	size_t n = make_answer(bytes, 11);
	cr_assert(bluetooth_read(&info, 1, bytes, n));
	cr_assert_eq(info.state, BLUETOOTH_READ);
	cr_assert_eq(info.version, 11);
	cr_assert_eq(info.manufacturer, 2);
	cr_assert_eq(info.settings, 0x0001beff);
}

Test(bluetooth, packets_about_something_else_are_passed_over)
{
	uint8_t bytes[ANSWER_SIZE];
	struct bluetooth_info info = {.state = BLUETOOTH_SILENT};
	size_t n = make_answer(bytes, 11);
	cr_assert_not(bluetooth_read(&info, 0, bytes, n)); /* another controller */
	bytes[6] = 3;                                      /* another command */
	cr_assert_not(bluetooth_read(&info, 1, bytes, n));
	bytes[6] = 4, bytes[0] = 6; /* an event */
	cr_assert_not(bluetooth_read(&info, 1, bytes, n));
}

Test(bluetooth, a_refusal_is_an_answer_that_tells_nothing)
{
	const uint8_t refusal[] = {WORD(STATUS), WORD(1), WORD(3), WORD(4), 0x11};
	struct bluetooth_info info = {.state = BLUETOOTH_READ, .version = 9};
	cr_assert(bluetooth_read(&info, 1, refusal, sizeof(refusal)));
	cr_assert_eq(info.state, BLUETOOTH_SILENT);
}

Test(bluetooth, an_answer_that_is_cut_short_tells_nothing)
{
	uint8_t bytes[ANSWER_SIZE];
	make_answer(bytes, 11);
	for (size_t n = 0; n < 40; n++) {
		struct bluetooth_info info = {.state = BLUETOOTH_SILENT};
		uint8_t *copy = memory_get(n + 1);
		memcpy(copy, bytes, n);
		cr_assert_eq(bluetooth_read(&info, 1, copy, n), n >= 9, "%zu", n);
		cr_assert_eq(info.state, n >= 22 ? BLUETOOTH_READ : BLUETOOTH_SILENT,
		             "%zu", n);
		free(copy);
	}
}

Test(bluetooth, numbers_are_versions_as_assigned)
{
	static const struct {
		uint8_t number;
		const char *version;
	} rows[] = {{0, "1.0"}, {4, "2.1"}, {6, "4.0"}, {9, "5.0"}, {13, "5.4"}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_assert_str_eq(bluetooth_version(rows[i].number), rows[i].version);
	cr_assert_null(bluetooth_version(200));
}

Test(bluetooth, what_a_recording_keeps_reads_as_the_same)
{
	static const struct bluetooth_info infos[] = {
	        {BLUETOOTH_READ, 12, 0xffff, 0xdeadbeef},
	        {BLUETOOTH_IDLE, 0, 0, 0},
	        {BLUETOOTH_DENIED, 0, 0, 0},
	        {BLUETOOTH_SILENT, 0, 0, 0},
	};
	for (size_t i = 0; i < sizeof(infos) / sizeof(*infos); i++) {
		struct bluetooth_info again;
		struct buf text = BUF_EMPTY;
		bluetooth_write(&infos[i], &text);
		bluetooth_read_text(&again, text.text, text.n);
		cr_assert_eq(again.state, infos[i].state);
		cr_assert_eq(again.version, infos[i].version);
		cr_assert_eq(again.manufacturer, infos[i].manufacturer);
		cr_assert_eq(again.settings, infos[i].settings);
		buf_done(&text);
	}
}

/* ---- recordings ---- */

#define USB "sys/devices/pci0000:00/0000:00:14.0/usb1/1-7/1-7:1.0/"

static void with_usb(struct probe_context *ctx, struct probe_outcome *outcome)
{
	scan_add(ctx->scan, KIND_usb, "1-7");
	scan_add(ctx->scan, KIND_bluetooth, "1-7");
	probe_bluetooth_run(ctx, outcome);
}

static void scan_usb(struct made *m, const char *answer)
{
	tree_make();
	tree_text(USB "bluetooth/hci0/uevent", "DEVTYPE=host\n");
	tree_link(USB "bluetooth/hci0/device", "../../../1-7:1.0");
	tree_link(USB "driver", "../../../../../../bus/usb/drivers/btusb");
	tree_link("sys/class/bluetooth/hci0",
	          "../../devices/pci0000:00/0000:00:14.0/usb1/1-7/1-7:1.0/bluetooth/"
	          "hci0");
	tree_link("sys/class/bluetooth/hci0:21",
	          "../../devices/pci0000:00/0000:00:14.0/usb1/1-7/1-7:1.0/bluetooth/hci0/"
	          "hci0:21");
	if (answer)
		tree_text("answers/bluetooth/hci0", answer);
	tree_scan(m, with_usb);
	tree_remove();
}

Test(bluetooth, a_controller_on_usb_with_its_answer)
{
	struct made m;
	scan_usb(&m, "state=read\nversion=10\nmanufacturer=29\nsettings=0x0000beff\n");
	cr_assert_eq(m.scan->kinds[KIND_bluetooth].n, 1);
	cr_assert_str_eq(made_fact(&m, "1-7", FACT_bluetooth_version), "5.1");
	cr_assert_str_eq(made_fact(&m, "1-7", FACT_bluetooth_low_energy), "yes");
	cr_assert_str_eq(made_fact(&m, "1-7", FACT_bluetooth_interface), "\"hci0\"");
	cr_assert_str_eq(made_fact(&m, "1-7", FACT_bluetooth_driver), "\"btusb\"");
	made_done(&m);
}

Test(bluetooth, without_an_answer_the_version_is_unreadable_and_says_why)
{
	static const struct {
		const char *answer, *why;
	} rows[] = {{NULL, "unreadable: the kernel does not tell"},
	            {"state=idle\n", "unreadable: no Bluetooth service runs"},
	            {"state=denied\n", "unreadable: needs root"},
	            {"state=read\nversion=77\n", "unreadable: it has the number 77"}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct made m;
		scan_usb(&m, rows[i].answer);
		const char *fact = made_fact(&m, "1-7", FACT_bluetooth_version);
		cr_assert(!strncmp(fact, rows[i].why, strlen(rows[i].why)), "%s", fact);
		made_done(&m);
	}
}

Test(bluetooth, a_device_that_no_driver_has_taken_up_says_so)
{
	struct made m;
	tree_make();
	tree_scan(&m, with_usb);
	tree_remove();
	cr_assert_str_eq(made_fact(&m, "1-7", FACT_bluetooth_interface), "absent");
	cr_assert_str_eq(made_fact(&m, "1-7", FACT_bluetooth_version),
	                 "unreadable: no driver has taken it up");
	made_done(&m);
}

Test(bluetooth, a_controller_on_no_bus_of_its_own_is_found_by_the_kernel)
{
	struct made m;
	tree_make();
	tree_text("sys/devices/virtual/bluetooth/hci0/uevent", "DEVTYPE=host\n");
	tree_link("sys/class/bluetooth/hci0", "../../devices/virtual/bluetooth/hci0");
	tree_scan(&m, probe_bluetooth_run);
	tree_remove();
	cr_assert_str_eq(made_fact(&m, "hci0", FACT_bluetooth_address), "absent");
	cr_assert_str_eq(made_fact(&m, "hci0", FACT_bluetooth_interface), "\"hci0\"");
	made_done(&m);
}
