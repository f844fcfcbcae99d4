/* SPDX-License-Identifier: GPL-3.0-or-later
 * Drives as facts. Pure. */
#include "base/text.h"
#include "probes/block.h"
#include "probes/udev_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The facts that all kinds of drives have. */
struct drive_facts {
	enum kind_id kind;
	enum fact_id vendor, model, serial, wwn, firmware, medium, transport, size;
	enum fact_id logical, physical, read_only, driver, address;
};
#define DRIVE_FACTS(kind)                                                                \
	{                                                                                \
		KIND_##kind, FACT_##kind##_vendor, FACT_##kind##_model,                  \
		        FACT_##kind##_serial, FACT_##kind##_wwn, FACT_##kind##_firmware, \
		        FACT_##kind##_medium, FACT_##kind##_transport,                   \
		        FACT_##kind##_size, FACT_##kind##_logical_sector,                \
		        FACT_##kind##_physical_sector, FACT_##kind##_read_only,          \
		        FACT_##kind##_driver, FACT_##kind##_address                      \
	}
static const struct drive_facts kinds[] = {
        [SORT_DISK] = DRIVE_FACTS(disk),
        [SORT_REMOVABLE] = DRIVE_FACTS(removable_disk),
        [SORT_OPTICAL] = DRIVE_FACTS(optical_drive),
};

/* What is being mapped. */
struct mapping {
	struct scan *scan;
	struct component *c;
	const struct block_list *list;
	const struct block_raw *raw;
	const struct drive_facts *facts;
	const char *transport; /* "" when not known */
};

static bool is_transport(const struct mapping *m, const char *words)
{
	const char *at = *m->transport ? strstr(words, m->transport) : NULL;
	size_t n = strlen(m->transport);
	return at && (at == words || at[-1] == ' ') && (!at[n] || at[n] == ' ');
}

static void silent(const struct mapping *m, enum fact_id fact, bool udev_tells)
{
	if (udev_tells && !m->raw->in_udev)
		fact_set_unreadable(m->scan, m->c, fact, m->list->no_udev,
		                    m->list->remedy);
	else
		fact_set_unreadable(m->scan, m->c, fact, "the kernel does not tell",
		                    NULL);
}

static void set(const struct mapping *m, enum fact_id fact, const char *text,
                const char *source)
{
	fact_set_string(m->scan, m->c, fact, text);
	if (fact_get(m->c, fact)->state == STATE_known)
		fact_set_source(m->scan, m->c, fact, source);
}

static void set_encoded(const struct mapping *m, enum fact_id fact, const char *text)
{
	size_t n;
	const char *plain = udev_decode(&m->scan->arena, text, &n);
	fact_set_text(m->scan, m->c, fact, plain, n);
	if (fact_get(m->c, fact)->state == STATE_known)
		fact_set_source(m->scan, m->c, fact, "udev");
}

/* A number that is a file of the kernel: bytes, yes or no. */
static void map_size(const struct mapping *m, enum fact_id fact, int64_t size)
{
	if (size >= 0)
		fact_set_integer(m->scan, m->c, fact, size);
	else
		silent(m, fact, false);
}

static void map_sector(const struct mapping *m, enum fact_id fact, const char *text)
{
	int64_t size = text ? atoll(text) : 0;
	map_size(m, fact, size > 0 ? size : -1);
}

/* Names that a drive gives itself. The kernel cuts those of ATA drives after 16
 * characters; udev asks the drive for the whole. */
static void map_model(const struct mapping *m)
{
	const struct block_raw *raw = m->raw;
	const char *text = raw->attribute[BLOCK_device_model];
	if (is_transport(m, "mmc sd"))
		text = raw->attribute[BLOCK_device_name];
	if (raw->property[BLOCK_ID_MODEL_ENC])
		set_encoded(m, m->facts->model, raw->property[BLOCK_ID_MODEL_ENC]);
	else if (text)
		set(m, m->facts->model, text, "sysfs device/model");
	else if (raw->property[BLOCK_ID_MODEL])
		set(m, m->facts->model, raw->property[BLOCK_ID_MODEL], "udev");
	else if (is_transport(m, "virtio xen pmem dasd"))
		fact_set_absent(m->scan, m->c, m->facts->model);
	else
		silent(m, m->facts->model, true);
	bool half = !raw->property[BLOCK_ID_MODEL_ENC] || block_asked_as_scsi(raw);
	if (is_transport(m, "sata pata") && half && text && strlen(text) >= 16)
		scan_note(m->scan, m->c,
		          "without udev's own rules the kernel shows the first 16 "
		          "characters of the "
		          "model alone");
}

/* Beginnings of model names by which makers of drives are known; longer ones first. */
static const struct {
	const char *prefix, *vendor;
} makers[] = {
        {"Samsung", "Samsung"},
        {"SAMSUNG", "Samsung"},
        {"MZ", "Samsung"},
        {"WDC", "WDC"},
        {"WD_", "WDC"},
        {"WD ", "WDC"},
        {"WUS", "WDC"},
        {"HGST", "HGST"},
        {"Hitachi", "Hitachi"},
        {"HITACHI", "Hitachi"},
        {"TOSHIBA", "Toshiba"},
        {"KIOXIA", "KIOXIA"},
        {"KXG", "Toshiba"},
        {"KBG", "Toshiba"},
        {"INTEL", "Intel"},
        {"SSDPE", "Intel"},
        {"SSDSC", "Intel"},
        {"Micron", "Micron"},
        {"MTFD", "Micron"},
        {"Crucial", "Crucial"},
        {"CT", "Crucial"},
        {"KINGSTON", "Kingston"},
        {"SK hynix", "SK hynix"},
        {"SKHynix", "SK hynix"},
        {"HFS", "SK hynix"},
        {"SanDisk", "SanDisk"},
        {"SDSS", "SanDisk"},
        {"Seagate", "Seagate"},
        {"SEAGATE", "Seagate"},
        {"LITEON", "Lite-On"},
        {"LITEONIT", "Lite-On"},
        {"ADATA", "ADATA"},
        {"Corsair", "Corsair"},
        {"PLEXTOR", "Plextor"},
        {"OCZ", "OCZ"},
        {"Maxtor", "Maxtor"},
        {"FUJITSU", "Fujitsu"},
        {"PNY", "PNY"},
        {"Lexar", "Lexar"},
        {"Phison", "Phison"},
        {"Transcend", "Transcend"},
};

static const char *maker_of(const char *model)
{
	for (size_t i = 0; model && i < sizeof(makers) / sizeof(*makers); i++)
		if (text_starts(model, makers[i].prefix))
			return makers[i].vendor;
	/* Seagate's numbers: ST1000DM003. */
	return model && text_starts(model, "ST") && model[2] >= '0' && model[2] <= '9'
	               ? "Seagate"
	               : NULL;
}

static void map_vendor(const struct mapping *m)
{
	const char *text = m->raw->attribute[BLOCK_device_vendor];
	const struct value *model = fact_value(m->c, m->facts->model);
	const char *maker = maker_of(model ? model->text : NULL);
	enum fact_id fact = m->facts->vendor;
	/* SCSI inquiry data of an ATA drive names ATA; virtio has a PCI number there. */
	bool named = text && is_transport(m, "scsi sas usb firewire") &&
	             strncmp(text, "ATA", 3) != 0;
	if (m->raw->property[BLOCK_ID_VENDOR_ENC] && !maker &&
	    !block_asked_as_scsi(m->raw))
		set_encoded(m, fact, m->raw->property[BLOCK_ID_VENDOR_ENC]);
	else if (named)
		set(m, fact, text, "sysfs device/vendor");
	else if (maker)
		set(m, fact, maker, "known from its model");
	else if (is_transport(m, "virtio xen pmem dasd"))
		fact_set_absent(m->scan, m->c, fact);
	else
		silent(m, fact, is_transport(m, "usb"));
}

static const char *serial_of(const struct mapping *m)
{
	static const enum block_property by_udev[] = {
	        BLOCK_SCSI_IDENT_SERIAL, BLOCK_ID_SCSI_SERIAL, BLOCK_ID_SERIAL_SHORT};
	const char *const *property = m->raw->property;
	const char *wwn = property[BLOCK_ID_WWN];
	if (m->raw->attribute[BLOCK_device_serial])
		return m->raw->attribute[BLOCK_device_serial];
	if (m->raw->attribute[BLOCK_serial])
		return m->raw->attribute[BLOCK_serial];
	for (size_t i = 0; i < sizeof(by_udev) / sizeof(*by_udev); i++) {
		const char *text = property[by_udev[i]];
		/* Of SCSI drives the short serial is the world-wide name again. */
		bool again = text && wwn && text_starts(wwn, "0x") && strlen(text) > 8 &&
		             (text_starts(text, wwn + 2) || !strcmp(text, wwn + 2));
		if (text && !again)
			return text;
	}
	return is_transport(m, "virtio") ? property[BLOCK_ID_SERIAL] : NULL;
}

static void map_serial(const struct mapping *m)
{
	const char *text = serial_of(m);
	enum fact_id fact = m->facts->serial;
	if (text)
		fact_set_string(m->scan, m->c, fact, text);
	else if (m->raw->in_udev || is_transport(m, "virtio xen pmem"))
		fact_set_absent(m->scan, m->c, fact);
	else
		silent(m, fact, true);
}

/* The kernel writes naa.5000c5…, udev 0x5000c5…: the same name. */
static void map_wwn(const struct mapping *m)
{
	const struct block_raw *raw = m->raw;
	const char *text = raw->property[BLOCK_ID_WWN_WITH_EXTENSION];
	text = text ? text : raw->property[BLOCK_ID_WWN];
	text = text ? text : raw->attribute[BLOCK_wwid];
	text = text ? text : raw->attribute[BLOCK_device_wwid];
	if (text && text_starts(text, "naa."))
		text = arena_format(&m->scan->arena, "0x%s", text + 4);
	/* "t10.ATA …" is made of maker, model and serial number. */
	if (text && text_starts(text, "t10."))
		text = NULL;
	if (text || raw->in_udev || is_transport(m, "virtio xen pmem mmc sd"))
		fact_set_string(m->scan, m->c, m->facts->wwn, text);
	else
		silent(m, m->facts->wwn, true);
}

static void map_firmware(const struct mapping *m)
{
	const struct block_raw *raw = m->raw;
	enum fact_id fact = m->facts->firmware;
	const char *text = raw->attribute[BLOCK_device_firmware];
	text = text ? text : raw->attribute[BLOCK_device_fwrev];
	if (text)
		set(m, fact, text, "sysfs device/firmware_rev");
	else if (raw->property[BLOCK_ID_REVISION] && !block_asked_as_scsi(m->raw))
		set(m, fact, raw->property[BLOCK_ID_REVISION], "udev");
	else if (raw->attribute[BLOCK_device_rev] && !is_transport(m, "sata pata"))
		set(m, fact, raw->attribute[BLOCK_device_rev], "sysfs device/rev");
	else if (is_transport(m, "virtio xen pmem dasd"))
		fact_set_absent(m->scan, m->c, fact);
	else if (raw->attribute[BLOCK_device_rev])
		fact_set_unreadable(m->scan, m->c, fact,
		                    "the kernel shows half of it, and udev has no more",
		                    m->list->remedy);
	else
		silent(m, fact, true);
}

/* Without a disc the kernel still shows a size. */
static void map_capacity(const struct mapping *m, enum block_sort sort)
{
	bool disc = m->raw->property[BLOCK_ID_CDROM_MEDIA] != NULL;
	if (sort != SORT_OPTICAL || disc)
		map_size(m, m->facts->size, block_bytes(m->raw->attribute[BLOCK_size]));
	else if (m->raw->in_udev)
		fact_set_absent(m->scan, m->c, m->facts->size);
	else
		silent(m, m->facts->size, true);
}

static void map_word(const struct mapping *m, enum fact_id fact, const char *word,
                     const char *why)
{
	if (word)
		fact_set_string(m->scan, m->c, fact, word);
	else if (why)
		fact_set_unreadable(m->scan, m->c, fact, why, NULL);
	else
		silent(m, fact, false);
}

static void map_rotation(const struct mapping *m, const struct block_nature *nature)
{
	const char *rate = m->raw->property[BLOCK_ID_ATA_ROTATION_RATE_RPM];
	bool turns = nature->medium && !strcmp(nature->medium, "hdd");
	if (rate && atoi(rate) > 1)
		fact_set_integer(m->scan, m->c, FACT_disk_rotation_rate, atoi(rate));
	else if ((nature->medium && !turns) || is_transport(m, "pmem"))
		fact_set_absent(m->scan, m->c, FACT_disk_rotation_rate);
	else if (nature->silent)
		map_word(m, FACT_disk_rotation_rate, NULL, nature->silent);
	else
		silent(m, FACT_disk_rotation_rate, true);
}

void block_map_drive(const struct block_list *list, const struct block_raw *raw,
                     const struct block_nature *nature)
{
	const struct drive_facts *facts = &kinds[nature->sort];
	struct mapping m = {list->scan, scan_add(list->scan, facts->kind, raw->name),
	                    list,       raw,
	                    facts,      nature->transport ? nature->transport : ""};
	if (is_transport(&m, "pmem"))
		fact_set_absent(m.scan, m.c, facts->medium);
	else
		map_word(&m, facts->medium, nature->medium, nature->silent);
	map_word(&m, facts->transport, nature->transport, NULL);
	map_capacity(&m, nature->sort);
	map_model(&m);
	map_vendor(&m);
	map_serial(&m);
	map_wwn(&m);
	map_firmware(&m);
	map_sector(&m, facts->logical, raw->attribute[BLOCK_logical]);
	map_sector(&m, facts->physical, raw->attribute[BLOCK_physical]);
	if (raw->attribute[BLOCK_ro])
		fact_set_bool(m.scan, m.c, facts->read_only,
		              raw->attribute[BLOCK_ro][0] == '1');
	else
		silent(&m, facts->read_only, false);
	map_word(&m, facts->driver, raw->driver, NULL);
	const char *address = raw->attribute[BLOCK_device_address];
	bool direct = address && strchr(address, ':');
	map_word(&m, facts->address, direct ? address : raw->controller, NULL);
	if (facts->kind == KIND_disk)
		map_rotation(&m, nature);
}
