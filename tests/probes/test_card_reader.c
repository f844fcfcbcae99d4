/* SPDX-License-Identifier: GPL-3.0-or-later
 * Readers of memory cards: hosts, drives, and what is none. */
#include "probes/card_reader.h"

#include "probe_made.h"
#include "probes/table.h"

#define KEY "0000:03:00.0"

static void add_pci(struct scan *scan, const char *vendor, const char *class,
                    const char *driver)
{
	struct component *c = scan_add(scan, KIND_pci, KEY);
	fact_set_string(scan, c, FACT_pci_vendor_id, vendor);
	fact_set_string(scan, c, FACT_pci_class_code, class);
	fact_set_string(scan, c, FACT_pci_driver, driver);
	scan_mention(scan, KIND_usb);
}

static const char *partial(const struct made *m)
{
	const char *why = m->scan->kinds[KIND_card_reader].partial;
	return why ? why : "complete";
}

Test(card_reader, a_chip_that_does_nothing_else_is_a_reader)
{
	struct made m = {scan_new()};
	struct card_slot items[] = {
	        {.place = {KEY, "rtsx_pci_sdmmc"}},
	        {.place = {KEY, "rtsx_pci_ms"}},
	};
	add_pci(m.scan, "10ec", "ff0000", "rtsx_pci");
	card_reader_map(m.scan, &(struct card_slots){.items = items, .n = 2});
	cr_assert_eq(m.scan->kinds[KIND_card_reader].n, 1);
	cr_assert_str_eq(made_fact(&m, KEY, FACT_card_reader_type), "(sd, memory_stick)");
	cr_assert_str_eq(made_fact(&m, KEY, FACT_card_reader_driver), "\"rtsx_pci\"");
	cr_assert_str_eq(made_fact(&m, KEY, FACT_card_reader_connection), "pci");
	cr_assert_str_eq(partial(&m), "complete");
	made_done(&m);
}

Test(card_reader, a_host_of_a_chipset_is_a_reader_when_it_holds_a_card)
{
	static const struct {
		const char *vendor, *card;
		size_t readers;
		bool open; /* the list may lack one */
	} hosts[] = {
	        {"8086", "SD", 1, false},   {"8086", "MMC", 0, false},
	        {"8086", "SDIO", 0, false}, {"8086", "", 0, true},
	        {"1217", "", 1, false},
	};
	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++) {
		struct made m = {scan_new()};
		struct card_slot slot = {.place = {KEY, "sdhci-pci"}};
		snprintf(slot.card, sizeof(slot.card), "%s", hosts[i].card);
		add_pci(m.scan, hosts[i].vendor, "080501", "sdhci-pci");
		card_reader_map(m.scan, &(struct card_slots){.items = &slot, .n = 1});
		cr_assert_eq(m.scan->kinds[KIND_card_reader].n, hosts[i].readers, "%zu",
		             i);
		cr_assert_eq(!!strstr(partial(&m), "look"), hosts[i].open, "%zu", i);
		made_done(&m);
	}
}

Test(card_reader, a_host_without_a_driver_is_a_reader_that_does_not_work)
{
	struct made m = {scan_new()};
	add_pci(m.scan, "1180", "080500", NULL);
	card_reader_map(m.scan, &(struct card_slots){0});
	cr_assert_str_eq(made_fact(&m, KEY, FACT_card_reader_driver), "absent");
	made_done(&m);
}

Test(card_reader, drives_of_one_device_are_one_reader)
{
	static const char *const names[] = {"SD/MMC", "Compact Flash", "SM/xD Picture",
	                                    "MS/MS-Pro", "Flash Disk"};
	struct made m = {scan_new()};
	struct card_slot items[5];
	struct component *usb = scan_add(m.scan, KIND_usb, "1-5");
	fact_set_string(m.scan, usb, FACT_usb_serial, "4711");
	fact_add_word(m.scan, usb, FACT_usb_drivers, "usb-storage");
	scan_add(m.scan, KIND_usb, "1-6");
	for (size_t i = 0; i < 5; i++)
		items[i] = (struct card_slot){.place.device = "1-5", .model = names[i]};
	items[4].place.device[2] = '6';
	card_reader_map(m.scan, &(struct card_slots){.items = items, .n = 5});
	cr_assert_eq(m.scan->kinds[KIND_card_reader].n, 1);
	cr_assert_str_eq(made_fact(&m, "1-5", FACT_card_reader_type),
	                 "(sd, compact_flash, smart_media, xd, memory_stick)");
	cr_assert_str_eq(made_fact(&m, "1-5", FACT_card_reader_serial), "\"4711\"");
	cr_assert_str_eq(made_fact(&m, "1-5", FACT_card_reader_driver),
	                 "\"usb-storage\"");
	made_done(&m);
}

Test(card_reader, words_that_say_little_need_their_maker)
{
	static const char *const vendors[] = {"05e3", "0781"};
	for (size_t i = 0; i < 2; i++) {
		struct made m = {scan_new()};
		struct card_slot slot = {.place = {"1-5", ""}, .model = "STORAGE DEVICE"};
		struct component *usb = scan_add(m.scan, KIND_usb, "1-5");
		fact_set_string(m.scan, usb, FACT_usb_vendor_id, vendors[i]);
		card_reader_map(m.scan, &(struct card_slots){.items = &slot, .n = 1});
		cr_assert_eq(m.scan->kinds[KIND_card_reader].n, i == 0);
		if (i == 0)
			cr_assert(strstr(made_fact(&m, "1-5", FACT_card_reader_type),
			                 "unreadable"));
		made_done(&m);
	}
}

#define HOST "sys/devices/platform/fe340000.emmc2/mmc_host/mmc0/"

Test(card_reader, a_host_of_a_system_on_a_chip_with_a_card)
{
	struct made m;
	tree_make();
	tree_text(HOST "mmc0:59b4/type", "SD\n");
	tree_link("sys/devices/platform/fe340000.emmc2/driver",
	          "../../../bus/platform/drivers/sdhci-iproc");
	tree_link("sys/class/mmc_host/mmc0",
	          "../../devices/platform/fe340000.emmc2/mmc_host/mmc0");
	tree_scan(&m, probe_card_reader_run);
	tree_remove();
	cr_assert_str_eq(made_fact(&m, "fe340000.emmc2", FACT_card_reader_type), "(sd)");
	cr_assert_str_eq(made_fact(&m, "fe340000.emmc2", FACT_card_reader_driver),
	                 "\"sdhci-iproc\"");
	cr_assert_str_eq(made_fact(&m, "fe340000.emmc2", FACT_card_reader_connection),
	                 "internal");
	made_done(&m);
}
