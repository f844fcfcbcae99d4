/* SPDX-License-Identifier: GPL-3.0-or-later
 * Modems of mobile broadband: by driver, by interface, by the kernel's class. */
#include "probes/modem.h"

#include "probe_made.h"
#include "probes/table.h"

static void add_usb(struct scan *scan, const char *key, const char *driver,
                    const char *interface)
{
	struct component *c = scan_add(scan, KIND_usb, key);
	fact_set_list(scan, c, FACT_usb_drivers);
	if (driver)
		fact_add_word(scan, c, FACT_usb_drivers, driver);
	fact_add_word(scan, c, FACT_usb_interfaces, interface);
	fact_set_string(scan, c, FACT_usb_serial, "4711");
}

Test(modem, a_driver_of_modems_or_an_interface_of_them_makes_one)
{
	struct made m = {scan_new()};
	add_usb(m.scan, "1-1", "qmi_wwan", "ffffff");
	add_usb(m.scan, "1-2", NULL, "020e00");
	add_usb(m.scan, "1-3", "cdc_ether", "020600"); /* a network adapter */
	add_usb(m.scan, "1-4", "cdc_acm", "020201");
	modem_map(m.scan, &(struct modem_list){0});
	cr_assert_eq(m.scan->kinds[KIND_modem].n, 2);
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_modem_driver), "\"qmi_wwan\"");
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_modem_connection), "usb");
	cr_assert_str_eq(made_fact(&m, "1-1", FACT_modem_serial), "\"4711\"");
	cr_assert_str_eq(made_fact(&m, "1-2", FACT_modem_driver), "absent");
	made_done(&m);
}

Test(modem, a_phone_that_shares_its_connection_is_none)
{
	struct made m = {scan_new()};
	add_usb(m.scan, "1-1", "option", "ffffff");
	scan_add(m.scan, KIND_phone, "1-1");
	modem_map(m.scan, &(struct modem_list){0});
	cr_assert_eq(m.scan->kinds[KIND_modem].n, 0);
	made_done(&m);
}

#define PLACE "sys/devices/pci0000:00/0000:00:1c.0/0000:02:00.0/wwan/wwan0"

static void with_pci(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct component *c = scan_add(ctx->scan, KIND_pci, "0000:02:00.0");
	fact_set_string(ctx->scan, c, FACT_pci_driver, "iosm");
	probe_modem_run(ctx, outcome);
}

Test(modem, one_on_pci_is_found_by_the_kernels_class)
{
	struct made m;
	tree_make();
	tree_text(PLACE "/uevent", "DEVTYPE=wwan_dev\n");
	tree_link("sys/class/wwan/wwan0",
	          "../../devices/pci0000:00/0000:00:1c.0/0000:02:00.0/wwan/wwan0");
	tree_link("sys/class/wwan/wwan0at0",
	          "../../devices/pci0000:00/0000:00:1c.0/0000:02:00.0/wwan/wwan0");
	tree_scan(&m, with_pci);
	tree_remove();
	cr_assert_eq(m.scan->kinds[KIND_modem].n, 1);
	cr_assert_str_eq(made_fact(&m, "0000:02:00.0", FACT_modem_connection), "pci");
	cr_assert_str_eq(made_fact(&m, "0000:02:00.0", FACT_modem_driver), "\"iosm\"");
	made_done(&m);
}
