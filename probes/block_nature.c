/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tells drives apart: inside, removable, optical; how they are attached; what they store
 * on. Pure. */
#include "probes/block.h"

#include "base/text.h"

#include <ctype.h>
#include <fnmatch.h>
#include <string.h>

static bool is(const char *text, const char *word)
{
	return text && !strcmp(text, word);
}

static bool says(const struct block_raw *raw, enum block_property property,
                 const char *word)
{
	return is(raw->property[property], word);
}

static bool in_path(const struct block_raw *raw, const char *part)
{
	return raw->path && strstr(raw->path, part);
}

/* Not drives of the machine, though the kernel lists them as such. */
static const struct {
	const char *name, *path;
	enum block_sort sort;
} others[] = {
        {"dm-*", NULL, SORT_NONE},
        {"md[0-9_]*", NULL, SORT_NONE},
        {"bcache*", NULL, SORT_NONE},
        {"zd[0-9]*", NULL, SORT_NONE},
        {"mtdblock*", NULL, SORT_NONE},
        {"ubiblock*", NULL, SORT_NONE},
        {"rbd[0-9]*", NULL, SORT_NONE},
        {"drbd[0-9]*", NULL, SORT_NONE},
        {"pktcdvd*", NULL, SORT_NONE},
        {"nullb*", NULL, SORT_NONE},
        /* Areas of the chip of mmcblk0. */
        {"mmcblk*boot[0-9]", NULL, SORT_NONE},
        {"mmcblk*rpmb", NULL, SORT_NONE},
        {"mmcblk*gp[0-9]", NULL, SORT_NONE},
        /* One of several ways to nvme0n1. */
        {"nvme[0-9]*c[0-9]*n[0-9]*", NULL, SORT_NONE},
        {"fd[0-9]*", NULL, SORT_FLOPPY},
        {NULL, "*/rport-*", SORT_NETWORK},
        {NULL, "*/session[0-9]*", SORT_NETWORK},
        {NULL, "*/nvme-fabrics/*", SORT_NETWORK},
};

static bool sort_of_others(const struct block_raw *raw, enum block_sort *sort)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		const char *text = others[i].name ? raw->name : raw->path;
		const char *pattern = others[i].name ? others[i].name : others[i].path;
		if (text && !fnmatch(pattern, text, 0)) {
			*sort = others[i].sort;
			return true;
		}
	}
	const char *fabric = raw->attribute[BLOCK_device_transport];
	if (text_starts(raw->name, "nvme") && fabric &&
	    (is(fabric, "tcp") || is(fabric, "rdma") || is(fabric, "fc") ||
	     is(fabric, "loop"))) {
		*sort = SORT_NETWORK;
		return true;
	}
	*sort = SORT_NONE;
	return is(raw->attribute[BLOCK_hidden], "1") || in_path(raw, "/virtual/block/");
}

/* A SATA drive also answers behind a SAS controller, which then calls its maker ATA. */
static bool is_ata(const struct block_raw *raw)
{
	const char *vendor = raw->attribute[BLOCK_device_vendor];
	return says(raw, BLOCK_ID_ATA, "1") || (vendor && text_starts(vendor, "ATA "));
}

bool block_asked_as_scsi(const struct block_raw *raw)
{
	return says(raw, BLOCK_ID_ATA, "1") && says(raw, BLOCK_ID_VENDOR, "ATA");
}

/* SATA or the older parallel ATA; NULL when neither udev nor the driver tells. */
static const char *ata_transport(const struct block_raw *raw)
{
	const char *driver = raw->controller_driver ? raw->controller_driver : "";
	if (says(raw, BLOCK_ID_ATA_SATA, "1") || text_starts(driver, "ahci") ||
	    strstr(driver, "sata"))
		return "sata";
	bool told = says(raw, BLOCK_ID_ATA, "1") && !block_asked_as_scsi(raw);
	if (told || text_starts(driver, "pata"))
		return "pata";
	return NULL;
}

static bool has_number(const struct block_raw *raw, const char *mark)
{
	const char *at = raw->path ? strstr(raw->path, mark) : NULL;
	return at && isdigit((unsigned char)at[strlen(mark)]);
}

/* Kernels before 2.6.38 do not show the port. */
static bool is_ata_driver(const char *driver)
{
	return driver && (text_starts(driver, "ahci") || text_starts(driver, "ata_") ||
	                  text_starts(driver, "sata_") || text_starts(driver, "pata_"));
}

/* A memory card on its own bus, or a chip of the same kind that is soldered (eMMC)? The
 * kernel tells; udev's word comes from udisks, which calls both a card. */
static bool is_card(const struct block_raw *raw)
{
	const char *type = raw->attribute[BLOCK_device_type];
	return type ? is(type, "SD") : says(raw, BLOCK_ID_DRIVE_FLASH_SD, "1");
}

static const char *transport_of(const struct block_raw *raw)
{
	if (has_number(raw, "/usb"))
		return "usb";
	if (text_starts(raw->name, "nvme"))
		return is(raw->plug, "removable") ? "thunderbolt" : "nvme";
	if (text_starts(raw->name, "mmcblk"))
		return is_card(raw) ? "sd" : "mmc";
	if (text_starts(raw->name, "pmem"))
		return "pmem";
	if (text_starts(raw->name, "dasd"))
		return "dasd";
	if (text_starts(raw->name, "xvd") || in_path(raw, "/vbd-"))
		return "xen";
	if (has_number(raw, "/fw"))
		return "firewire";
	if (in_path(raw, "/end_device-"))
		return is_ata(raw) ? "sata" : "sas";
	if (has_number(raw, "/ata") || is_ata_driver(raw->controller_driver) ||
	    says(raw, BLOCK_ID_BUS, "ata"))
		return ata_transport(raw);
	if (in_path(raw, ".ufs"))
		return "ufs";
	if (has_number(raw, "/ide"))
		return "pata";
	if (has_number(raw, "/host") || has_number(raw, "/target"))
		return "scsi";
	return has_number(raw, "/virtio") ? "virtio" : NULL;
}

static bool is_optical(const struct block_raw *raw)
{
	return is(raw->attribute[BLOCK_device_type], "5") ||
	       is(raw->attribute[BLOCK_device_media], "cdrom") ||
	       says(raw, BLOCK_ID_CDROM, "1") || says(raw, BLOCK_ID_TYPE, "cd") ||
	       !fnmatch("sr[0-9]*", raw->name, 0);
}

static enum block_sort sort_of(const struct block_raw *raw, const char *transport)
{
	bool removable = is(raw->attribute[BLOCK_removable], "1");
	int64_t size = block_bytes(raw->attribute[BLOCK_size]);
	if (is_optical(raw))
		return SORT_OPTICAL;
	if (size == 0 && (removable || is(transport, "usb")))
		return SORT_EMPTY;
	bool card = says(raw, BLOCK_ID_DRIVE_FLASH_SD, "1") && !is(transport, "mmc");
	if (removable || card || is(transport, "sd") || is(transport, "firewire") ||
	    is(transport, "thunderbolt"))
		return SORT_REMOVABLE;
	return is(transport, "usb") && !is(raw->plug, "fixed") ? SORT_REMOVABLE
	                                                       : SORT_DISK;
}

/* Makers and models of drives that a hypervisor or a RAID controller makes up. */
static bool is_virtual(const struct block_raw *raw)
{
	static const char *const models[] = {"QEMU", "VBOX",         "VMware", "Virtual",
	                                     "Msft", "Virtual Disk", "PERC",   "LOGICAL",
	                                     "MR9",  "ServeRAID",    "AVAGO"};
	const char *text[] = {raw->attribute[BLOCK_device_vendor],
	                      raw->attribute[BLOCK_device_model],
	                      raw->property[BLOCK_ID_MODEL]};
	for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++)
		for (size_t j = 0; text[i] && j < sizeof(models) / sizeof(*models); j++)
			if (text_starts(text[i], models[j]))
				return true;
	return false;
}

static const char *medium_of(const struct block_raw *raw, struct block_nature *nature)
{
	const char *transport = nature->transport ? nature->transport : "";
	const char *rotational = raw->attribute[BLOCK_rotational];
	const char *rate = raw->property[BLOCK_ID_ATA_ROTATION_RATE_RPM];
	bool usb = is(transport, "usb") || is(transport, "firewire");
	if (nature->sort == SORT_OPTICAL)
		return "optical";
	if (is(transport, "nvme") || is(transport, "thunderbolt"))
		return "ssd";
	if (is(transport, "mmc") || is(transport, "sd") || is(transport, "ufs"))
		return "flash";
	/* Memory that keeps its content is none of the words. */
	if (is(transport, "pmem"))
		return NULL;
	if (is(transport, "virtio") || is(transport, "xen") || is_virtual(raw)) {
		nature->silent = "a virtual drive does not tell";
		return NULL;
	}
	if (rate)
		return is(rate, "0") ? "ssd" : "hdd";
	if (usb && is(raw->attribute[BLOCK_removable], "1"))
		return "flash";
	if (is(rotational, "0"))
		return "ssd";
	/* The kernel says 1 too when it was told nothing: over USB bridges and for the
	 * volumes of RAID controllers that is the rule. */
	if (is(rotational, "1") && !usb && !is(transport, "scsi"))
		return "hdd";
	nature->silent =
	        usb ? "its USB bridge does not tell" : "its controller does not tell";
	return NULL;
}

struct block_nature block_nature(const struct block_raw *raw)
{
	struct block_nature nature = {0};
	if (sort_of_others(raw, &nature.sort))
		return nature;
	nature.transport = transport_of(raw);
	nature.sort = sort_of(raw, nature.transport);
	nature.medium = medium_of(raw, &nature);
	return nature;
}
