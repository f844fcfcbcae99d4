/* SPDX-License-Identifier: GPL-3.0-or-later
 * Readers of memory cards as facts. Pure. */
#include "base/text.h"
#include "probes/card_reader.h"

#include <string.h>

struct rule {
	const char *text, *vendor, *types;
};

static const struct rule drivers[] = {
#define READER_DRIVER(driver, types) {driver, "", types},
#define READER_MODEL(part, vendor, types)
#include "probes/card_readers.def"
#undef READER_DRIVER
#undef READER_MODEL
};

static const struct rule models[] = {
#define READER_DRIVER(driver, types)
#define READER_MODEL(part, vendor, types) {part, vendor, types},
#include "probes/card_readers.def"
#undef READER_DRIVER
#undef READER_MODEL
};

static const struct rule *rule_of_driver(const char *driver)
{
	for (size_t i = 0; i < sizeof(drivers) / sizeof(*drivers); i++)
		if (!strcmp(drivers[i].text, driver))
			return &drivers[i];
	return NULL;
}

static const struct rule *rule_of_model(const struct scan *scan,
                                        const struct card_slot *slot)
{
	const struct component *usb = scan_find(scan, KIND_usb, slot->place.device);
	const struct value *vendor = usb ? fact_value(usb, FACT_usb_vendor_id) : NULL;
	for (size_t i = 0; i < sizeof(models) / sizeof(*models); i++)
		if (strcasestr(slot->model, models[i].text) &&
		    (!*models[i].vendor ||
		     (vendor && !strcmp(vendor->text, models[i].vendor))))
			return &models[i];
	return NULL;
}

static bool has_type(const struct component *c, const char *type)
{
	const struct value *list = fact_value(c, FACT_card_reader_type);
	for (size_t i = 0; list && i < list->list.n; i++)
		if (!strcmp(list->list.items[i].text, type))
			return true;
	return false;
}

/* Slots of one device are one reader; what each takes is added. */
static void add_types(struct scan *scan, struct component *c, const char *types)
{
	char word[32];
	for (size_t n; *types; types += n + strspn(types + n, " ")) {
		n = strcspn(types, " ");
		snprintf(word, sizeof(word), "%.*s", (int)n, types);
		if (!has_type(c, word))
			fact_add_word(scan, c, FACT_card_reader_type, word);
	}
	if (!fact_value(c, FACT_card_reader_type))
		fact_set_unreadable(scan, c, FACT_card_reader_type,
		                    "it does not tell which cards it takes",
		                    "look at it");
}

/* Of a device the driver that it is bound to itself; of what is neither on PCI nor on USB
 * that of the host. */
static void set_driver(struct scan *scan, struct component *c,
                       const struct component *device, const char *driver)
{
	bool usb = device && device->kind == KIND_usb;
	const struct fact *fact =
	        device ? fact_get(device, usb ? FACT_usb_drivers : FACT_pci_driver)
	               : NULL;
	if (fact && fact->state == STATE_known && usb && fact->value.list.n)
		driver = fact->value.list.items[0].text;
	else if (fact && fact->state == STATE_known && !usb)
		driver = fact->value.text;
	if (driver && *driver)
		fact_set_string(scan, c, FACT_card_reader_driver, driver);
	else if (fact && fact->state != STATE_unreadable)
		fact_set_absent(scan, c, FACT_card_reader_driver);
	else
		fact_set_unreadable(scan, c, FACT_card_reader_driver,
		                    "the kernel does not tell", NULL);
}

static void add_reader(struct scan *scan, const char *device, const char *driver,
                       const char *types)
{
	struct component *c = scan_find(scan, KIND_card_reader, device);
	const struct component *usb = scan_find(scan, KIND_usb, device);
	const struct component *pci = scan_find(scan, KIND_pci, device);
	if (!c) {
		const struct value *serial =
		        usb ? fact_value(usb, FACT_usb_serial) : NULL;
		c = scan_add(scan, KIND_card_reader, device);
		fact_set_string(scan, c, FACT_card_reader_address,
		                usb || pci ? device : NULL);
		fact_set_string(scan, c, FACT_card_reader_connection,
		                usb   ? "usb"
		                : pci ? "pci"
		                      : "internal");
		fact_set_string(scan, c, FACT_card_reader_serial,
		                serial ? serial->text : NULL);
		set_driver(scan, c, usb ? usb : pci, driver);
	}
	add_types(scan, c, types);
}

/* Hosts of chipsets and of systems on a chip are wired to what the maker of the board
 * likes: a card reader, storage that is soldered, a radio. */
static bool is_of_chipset(const struct scan *scan, const char *device)
{
	static const char *const makers[] = {"8086", "1022"};
	const struct component *pci = scan_find(scan, KIND_pci, device);
	const struct value *vendor = pci ? fact_value(pci, FACT_pci_vendor_id) : NULL;
	for (size_t i = 0; vendor && i < sizeof(makers) / sizeof(*makers); i++)
		if (!strcmp(vendor->text, makers[i]))
			return true;
	return !vendor;
}

static void map_host(struct scan *scan, const struct card_slot *slot)
{
	const struct rule *rule = rule_of_driver(slot->place.driver);
	const char *driver = *slot->place.driver ? slot->place.driver : NULL;
	if (!*slot->place.device || !strcmp(slot->card, "MMC") ||
	    !strcmp(slot->card, "SDIO"))
		return;
	if (rule)
		add_reader(scan, slot->place.device, driver, rule->types);
	else if (text_starts(slot->card, "SD") ||
	         !is_of_chipset(scan, slot->place.device))
		add_reader(scan, slot->place.device, driver, "sd");
	else
		scan_partial(
		        scan, KIND_card_reader,
		        "a host of memory cards holds none, and it is not told whether "
		        "a card can be put in; look at it");
}

static const char *driver_of(const struct component *device, enum fact_id fact)
{
	const struct value *driver = fact_value(device, fact);
	return driver ? driver->text : NULL;
}

/* Hosts of cards that no driver has taken up, class 0805, and readers of USB by theirs.
 */
static void map_devices(struct scan *scan)
{
	const struct component_list *pci = &scan->kinds[KIND_pci];
	const struct component_list *usb = &scan->kinds[KIND_usb];
	for (size_t i = 0; i < pci->n; i++) {
		const struct component *c = pci->items[i];
		const struct value *code = fact_value(c, FACT_pci_class_code);
		const char *driver = driver_of(c, FACT_pci_driver);
		const struct rule *rule = driver ? rule_of_driver(driver) : NULL;
		if (rule)
			add_reader(scan, c->key, driver, rule->types);
		else if (code && text_starts(code->text, "0805") && !driver &&
		         !is_of_chipset(scan, c->key))
			add_reader(scan, c->key, NULL, "sd");
	}
	for (size_t i = 0; i < usb->n; i++) {
		const struct value *list = fact_value(usb->items[i], FACT_usb_drivers);
		for (size_t j = 0; list && j < list->list.n; j++) {
			const char *driver = list->list.items[j].text;
			const struct rule *rule = rule_of_driver(driver);
			if (rule)
				add_reader(scan, usb->items[i]->key, driver, rule->types);
		}
	}
}

void card_reader_map(struct scan *scan, const struct card_slots *slots)
{
	scan_mention(scan, KIND_card_reader);
	if (slots->failed)
		scan_partial(scan, KIND_card_reader, slots->failed);
	if (scan->kinds[KIND_usb].partial || !scan->kinds[KIND_usb].mentioned)
		scan_partial(scan, KIND_card_reader,
		             scan->kinds[KIND_usb].partial ? scan->kinds[KIND_usb].partial
		                                           : "USB was not looked at");
	for (size_t i = 0; i < slots->n; i++) {
		const struct card_slot *slot = &slots->items[i];
		const struct rule *rule = slot->model && *slot->place.device
		                                  ? rule_of_model(scan, slot)
		                                  : NULL;
		if (!slot->model)
			map_host(scan, slot);
		else if (rule)
			add_reader(scan, slot->place.device, NULL, rule->types);
	}
	map_devices(scan);
}
