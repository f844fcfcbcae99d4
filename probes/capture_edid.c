/* SPDX-License-Identifier: GPL-3.0-or-later
 * Serial numbers in an EDID, replaced in place; checksums follow.
 * Spec: VESA E-EDID A.2, 3.4.4 and 3.10.3.1; DisplayID 1.3, 4.1; DisplayID 2.0, 4.1, 4.7
 */
#include "probes/capture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	BLOCK = 128,
	SERIAL_AT = 12,
	DESCRIPTORS_AT = 54,
	DESCRIPTOR = 18,
	TAG_SERIAL = 0xff,
	TAG_DISPLAYID = 0x70,
	DID_HEAD = 5, /* tag of the extension, version, length, product, extensions */
	DID_PRODUCT_1 = 0x00,
	DID_PRODUCT_2 = 0x20,
	DID_CONTAINER = 0x29,
};

static const uint8_t head[8] = {0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0};

static bool is_edid(const uint8_t *bytes, size_t n)
{
	return n >= BLOCK && !memcmp(bytes, head, sizeof(head));
}

/* The text of a descriptor with a serial number, without what pads it; NULL: another. */
static uint8_t *serial_text(uint8_t *d, size_t *n)
{
	static const uint8_t start[3] = {0, 0, 0};
	if (memcmp(d, start, 3) != 0 || d[3] != TAG_SERIAL)
		return NULL;
	const uint8_t *end = memchr(d + 5, '\n', DESCRIPTOR - 5);
	*n = end ? (size_t)(end - d - 5) : DESCRIPTOR - 5;
	return d + 5;
}

void capture_edid_collect(const uint8_t *bytes, size_t n, struct identities *ids)
{
	if (!is_edid(bytes, n))
		return;
	for (size_t i = 0; i < 4; i++) {
		size_t length;
		const uint8_t *text = serial_text(
		        (uint8_t *)bytes + DESCRIPTORS_AT + i * DESCRIPTOR, &length);
		if (text)
			identities_add(ids, (const char *)text, length, 0);
	}
}

/* A number of four bytes becomes another; one that says nothing (0, 0x01010101) stays. */
static void redact_number(uint8_t *at, const struct identities *ids)
{
	char text[16];
	uint32_t number = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	                  (uint32_t)at[3] << 24;
	if (!number || number == 0x01010101 || number == UINT32_MAX)
		return;
	int n = snprintf(text, sizeof(text), "%08x", number);
	identities_replace_whole(ids, text, (size_t)n, 0);
	unsigned long other = strtoul(text, NULL, 16);
	for (size_t i = 0; i < 4; i++)
		at[i] = (uint8_t)(other >> (8 * i));
}

static void mend(uint8_t *bytes, size_t n)
{
	uint8_t sum = 0;
	for (size_t i = 0; i + 1 < n; i++)
		sum = (uint8_t)(sum + bytes[i]);
	bytes[n - 1] = (uint8_t)-sum;
}

static void redact_displayid(uint8_t *block, const struct identities *ids)
{
	size_t length = block[2], at = DID_HEAD;
	if (length + DID_HEAD > BLOCK - 2)
		length = BLOCK - 2 - DID_HEAD;
	while (at + 3 <= DID_HEAD + length) {
		uint8_t *b = block + at;
		size_t size = b[2];
		if (at + 3 + size > DID_HEAD + length)
			break;
		if ((b[0] == DID_PRODUCT_1 || b[0] == DID_PRODUCT_2) && size >= 12)
			redact_number(b + 3 + 5, ids);
		else if (b[0] == DID_CONTAINER)
			memset(b + 3, 0, size);
		/* Filling, not a block. */
		else if (!b[0] && !size)
			break;
		at += 3 + size;
	}
	/* The section has a checksum of its own behind its last byte. */
	mend(block + 1, DID_HEAD - 1 + length + 1);
}

void capture_edid_redact(uint8_t *bytes, size_t n, const struct identities *ids)
{
	if (!is_edid(bytes, n))
		return;
	redact_number(bytes + SERIAL_AT, ids);
	for (size_t i = 0; i < 4; i++) {
		size_t length;
		uint8_t *text =
		        serial_text(bytes + DESCRIPTORS_AT + i * DESCRIPTOR, &length);
		if (text)
			identities_replace_whole(ids, (char *)text, length, 0);
	}
	mend(bytes, BLOCK);
	for (size_t at = BLOCK; at + BLOCK <= n; at += BLOCK)
		if (bytes[at] == TAG_DISPLAYID) {
			redact_displayid(bytes + at, ids);
			mend(bytes + at, BLOCK);
		}
}
