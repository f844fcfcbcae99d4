/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads PCI configuration space and the alias that the kernel makes of it.
 * Spec: PCI Local Bus 3.0, 6.1, 6.2.1, 6.7; PCI-to-PCI Bridge 1.2, 3.2.5.13; PCI Express
 *       Base 5.0, 7.5.3.6, 7.5.3.8; PC Card Standard 8, 4.5.1 (CardBus) */
#include "probes/pci.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	HEADER_DEVICE,
	HEADER_BRIDGE,
	HEADER_CARDBUS,
	STATUS_CAPABILITIES = 0x10,
	CAPABILITY_SUBSYSTEM = 0x0d,
	CAPABILITY_EXPRESS = 0x10,
	CONFIG_HEADER = 64,
	CONFIG_MAX = 256,
};

struct config {
	const uint8_t *bytes;
	size_t n;
};

static unsigned word_at(const struct config *c, size_t at)
{
	return at + 2 <= c->n ? c->bytes[at] | (unsigned)c->bytes[at + 1] << 8 : 0;
}

/* Where the capability is, or 0. The list may not lead in circles: it has no more items
 * than fit. */
static size_t capability(const struct config *c, unsigned header, uint8_t id)
{
	if (!(word_at(c, 6) & STATUS_CAPABILITIES))
		return 0;
	size_t at = c->bytes[header == HEADER_CARDBUS ? 0x14 : 0x34] & ~3u;
	for (int left = (CONFIG_MAX - CONFIG_HEADER) / 4; left > 0; left--) {
		if (at < CONFIG_HEADER || at + 2 > c->n)
			return 0;
		if (c->bytes[at] == id)
			return at;
		at = c->bytes[at + 1] & ~3u;
	}
	return 0;
}

static void read_subsystem(struct pci_raw *raw, const struct config *c, unsigned header)
{
	size_t at = header == HEADER_DEVICE ? 0x2c : header == HEADER_CARDBUS ? 0x40 : 0;
	if (header == HEADER_BRIDGE) {
		at = capability(c, header, CAPABILITY_SUBSYSTEM);
		/* A bridge without the capability has no subsystem; without the bytes
		 * in which it would be, nothing is known. */
		bool seen = c->n >= CONFIG_MAX || !(word_at(c, 6) & STATUS_CAPABILITIES);
		if (!at && seen)
			raw->subsystem_vendor = raw->subsystem_device = 0;
		at = at ? at + 4 : 0;
	}
	if (!at || at + 4 > c->n)
		return;
	raw->subsystem_vendor = (int32_t)word_at(c, at);
	raw->subsystem_device = (int32_t)word_at(c, at + 2);
}

/* Tenths of GT/s by the number in the link registers; 0 for one that is not assigned. */
static unsigned link_rate(unsigned number)
{
	static const unsigned rates[] = {0, 25, 50, 80, 160, 320, 640};
	return number < sizeof(rates) / sizeof(*rates) ? rates[number] : 0;
}

static void read_link(struct pci_link *link, const struct config *c, unsigned header)
{
	size_t at = capability(c, header, CAPABILITY_EXPRESS);
	if (!at && c->n < CONFIG_MAX)
		return;
	if (!at || at + 0x14 > c->n) {
		link->state = at ? PCI_SILENT : PCI_NONE;
		return;
	}
	unsigned able = word_at(c, at + 0x0c), now = word_at(c, at + 0x12);
	/* What is built into the root complex has no link. */
	link->state = able & 0x3f0 ? PCI_READ : PCI_NONE;
	link->max_speed = link_rate(able & 0xf);
	link->max_width = (int)(able >> 4 & 0x3f);
	link->speed = link_rate(now & 0xf);
	link->width = (int)(now >> 4 & 0x3f);
}

void pci_read_config(struct pci_raw *raw, const uint8_t *bytes, size_t n)
{
	struct config c = {bytes, n < CONFIG_MAX ? n : CONFIG_MAX};
	if (n < CONFIG_HEADER)
		return;
	unsigned header = bytes[0x0e] & 0x7f;
	if (raw->vendor == PCI_UNKNOWN || raw->device == PCI_UNKNOWN) {
		raw->vendor = (int32_t)word_at(&c, 0);
		raw->device = (int32_t)word_at(&c, 2);
	}
	if (raw->class_code == PCI_UNKNOWN)
		raw->class_code = bytes[0x0b] << 16 | bytes[0x0a] << 8 | bytes[0x09];
	if (raw->revision == PCI_UNKNOWN)
		raw->revision = bytes[0x08];
	if (raw->subsystem_vendor == PCI_UNKNOWN || raw->subsystem_device == PCI_UNKNOWN)
		read_subsystem(raw, &c, header);
	if (raw->link.state == PCI_SILENT)
		read_link(&raw->link, &c, header);
}

/* The hexadecimal digits behind a mark of the alias ("sv"); *at moves behind them, or
 * becomes NULL when they are not there. */
static int32_t alias_number(const char **at, const char *mark, size_t digits)
{
	size_t n = strlen(mark);
	char text[16];
	if (!*at || strncmp(*at, mark, n) != 0 ||
	    strspn(*at + n, "0123456789abcdefABCDEF") < digits) {
		*at = NULL;
		return PCI_UNKNOWN;
	}
	memcpy(text, *at + n, digits);
	text[digits] = '\0';
	*at += n + digits;
	return (int32_t)(strtoul(text, NULL, 16) & 0xffff);
}

void pci_read_modalias(struct pci_raw *raw)
{
	static const char *const marks[] = {"pci:v", "d", "sv", "sd", "bc", "sc", "i"};
	static const size_t digits[] = {8, 8, 8, 8, 2, 2, 2};
	int32_t number[7];
	if (raw->vendor != PCI_UNKNOWN && raw->device != PCI_UNKNOWN &&
	    raw->subsystem_vendor != PCI_UNKNOWN &&
	    raw->subsystem_device != PCI_UNKNOWN && raw->class_code != PCI_UNKNOWN)
		return;
	const char *at = raw->modalias;
	for (size_t i = 0; i < 7; i++)
		number[i] = alias_number(&at, marks[i], digits[i]);
	if (!at)
		return;
	if (raw->vendor == PCI_UNKNOWN || raw->device == PCI_UNKNOWN) {
		raw->vendor = number[0];
		raw->device = number[1];
	}
	if (raw->subsystem_vendor == PCI_UNKNOWN ||
	    raw->subsystem_device == PCI_UNKNOWN) {
		raw->subsystem_vendor = number[2];
		raw->subsystem_device = number[3];
	}
	if (raw->class_code == PCI_UNKNOWN)
		raw->class_code = number[4] << 16 | number[5] << 8 | number[6];
}
