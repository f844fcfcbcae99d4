/* SPDX-License-Identifier: GPL-3.0-or-later
 * Probe modem.
 * Reads: sysfs class/wwan; what probe usb found
 * Makes: modem
 * Needs: nothing. No port is opened
 * Spec:  kernel Documentation/networking/device_drivers/wwan; USB-IF, CDC Mobile
 * Broadband Interface Model 1.0, 6.3 (class 02, subclass 0e) */
#include "probes/modem.h"

#include "probes/parts.h"
#include "probes/table.h"

#include <stdio.h>
#include <string.h>

#define RADIOS "sys/class/wwan"

/* Drivers of modems and of nothing else. Source: Linux, drivers/net/usb,
 * drivers/usb/serial, drivers/usb/class */
static const char *const drivers[] = {
        "cdc_mbim", "qmi_wwan", "huawei_cdc_ncm", "sierra_net", "hso",
        "sierra",   "qcserial", "option",         "cdc_wdm",
};

static struct component *add_modem(struct scan *scan, const char *key,
                                   const char *connection, const char *driver)
{
	struct component *c = scan_find(scan, KIND_modem, key);
	if (c)
		return c;
	c = scan_add(scan, KIND_modem, key);
	fact_set_string(scan, c, FACT_modem_address, connection ? key : NULL);
	fact_set_string(scan, c, FACT_modem_connection,
	                connection ? connection : "internal");
	fact_set_string(scan, c, FACT_modem_driver, driver);
	return c;
}

/* The first of its drivers that says so; NULL: none. */
static const char *driver_of(const struct component *usb)
{
	const struct value *list = fact_value(usb, FACT_usb_drivers);
	for (size_t i = 0; list && i < sizeof(drivers) / sizeof(*drivers); i++)
		for (size_t j = 0; j < list->list.n; j++)
			if (!strcmp(drivers[i], list->list.items[j].text))
				return drivers[i];
	return NULL;
}

void modem_map(struct scan *scan, const struct modem_list *list)
{
	static const char mbim[] = "020e";
	const struct component_list *usb = &scan->kinds[KIND_usb];
	scan_mention(scan, KIND_modem);
	if (!usb->mentioned || usb->partial)
		scan_partial(scan, KIND_modem,
		             usb->partial ? usb->partial : "USB was not looked at");
	scan_partial(scan, KIND_modem,
	             "a modem that is on no USB shows only when its driver works");
	for (size_t i = 0; i < usb->n; i++) {
		const struct component *device = usb->items[i];
		const char *driver = driver_of(device);
		const struct value *serial = fact_value(device, FACT_usb_serial);
		/* Phones that share their connection have such interfaces, too. */
		if ((!driver && !parts_has_interface(device, mbim)) ||
		    scan_find(scan, KIND_phone, device->key))
			continue;
		struct component *c = add_modem(scan, device->key, "usb", driver);
		fact_set_string(scan, c, FACT_modem_serial, serial ? serial->text : NULL);
	}
	for (size_t i = 0; i < list->n; i++) {
		const struct modem_raw *raw = &list->items[i];
		const struct component *pci =
		        scan_find(scan, KIND_pci, raw->place.device);
		const struct value *driver =
		        pci ? fact_value(pci, FACT_pci_driver) : NULL;
		bool on_usb = scan_find(scan, KIND_usb, raw->place.device);
		const char *key = *raw->place.device ? raw->place.device : raw->name;
		add_modem(scan, key,
		          on_usb ? "usb"
		          : pci  ? "pci"
		                 : NULL,
		          driver ? driver->text : NULL);
	}
}

void probe_modem_run(struct probe_context *ctx, struct probe_outcome *outcome)
{
	struct modem_list list = {0};
	struct root_dir class, dir;
	size_t n = 0;
	(void)outcome;
	char **names = root_dir_open(ctx->root, NULL, RADIOS, &class)
	                       ? root_dir_names(&class, &ctx->scan->arena, &n)
	                       : NULL;
	list.items = arena_alloc(&ctx->scan->arena, (n + 1) * sizeof(*list.items));
	for (size_t i = 0; i < n; i++) {
		unsigned number;
		char end;
		/* "wwan0at0" is a port of wwan0. */
		if (sscanf(names[i], "wwan%3u%c", &number, &end) != 1)
			continue;
		struct modem_raw *raw = &list.items[list.n++];
		*raw = (struct modem_raw){.name = names[i]};
		if (root_dir_open(ctx->root, &class, names[i], &dir))
			place_read(&raw->place, ctx->scan, &dir, "/wwan/");
		root_dir_close(&dir);
	}
	root_dir_close(&class);
	modem_map(ctx->scan, &list);
}
