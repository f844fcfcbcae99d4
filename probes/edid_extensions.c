/* SPDX-License-Identifier: GPL-3.0-or-later
 * The extensions of EDID that name timings: CTA-861 and DisplayID.
 * Spec: CTA-861-H, 7.3 to 7.5; VESA DisplayID 1.3, 4; 2.0, 4 */
#include "probes/edid.h"

#include <string.h>

enum {
	CTA_VIDEO = 2, /* data block of short video descriptors */
	DESCRIPTOR = 18,
	NATIVE = 0x80,
	ID_PRODUCT = 0x00,
	ID_PARAMETERS = 0x01,
	ID_TIMING_1 = 0x03,
	ID_SERIAL = 0x0a,
	ID_TILES = 0x12,
	ID2_PRODUCT = 0x20,
	ID2_PARAMETERS = 0x21,
	ID2_TIMING_7 = 0x22,
	ID2_TILES = 0x28,
	TIMING = 20, /* bytes of a timing of type 1 and 7 */
};

static const struct vic {
	uint8_t code;
	struct edid_mode mode;
} vics[] = {
#define VIC(code, width, height, interlaced, refresh)                                    \
	{code, {width, height, interlaced, refresh, 0, 0}},
#include "probes/edid_vic.def"
#undef VIC
};

/* A video format by its code; of the first 64 the top bit tells that it is native. */
static void read_video(struct edid *edid, uint8_t svd, struct edid_mode *native)
{
	bool flagged = svd > 128 && svd <= 192;
	uint8_t code = flagged ? svd & 0x7f : svd;
	for (size_t i = 0; i < sizeof(vics) / sizeof(*vics); i++) {
		if (vics[i].code != code)
			continue;
		edid_add_mode(edid, &vics[i].mode);
		if (flagged && !native->width)
			*native = vics[i].mode;
	}
}

void edid_read_cta(struct edid *edid, const uint8_t *block)
{
	struct edid_mode native = {0}, mode;
	size_t timings = block[2], end = EDID_BLOCK - 1;
	/* Timings at 0: there are no data blocks and no timings. */
	if (timings < 4 || timings > end)
		return;
	for (size_t at = 4; block[1] >= 3 && at < timings;) {
		size_t size = block[at] & 0x1f;
		if (at + 1 + size > timings)
			break;
		for (size_t i = 0; i < size && block[at] >> 5 == CTA_VIDEO; i++)
			read_video(edid, block[at + 1 + i], &native);
		at += 1 + size;
	}
	/* Native timings are counted from the first of the base block on. */
	bool counted = block[1] >= 2 && block[3] & 0xf;
	if (counted && !edid->native.width)
		edid->native = edid->preferred;
	for (size_t at = timings; at + DESCRIPTOR <= end; at += DESCRIPTOR) {
		if (!edid_read_descriptor(edid, block + at, &mode))
			continue;
		edid_add_mode(edid, &mode);
		if (counted && !edid->native.width)
			edid->native = mode;
	}
	if (!edid->native.width)
		edid->native = native;
}

static unsigned word_at(const uint8_t *bytes)
{
	return bytes[0] | (unsigned)bytes[1] << 8;
}

/* A timing of type 1 or 7, whose clock is in steps of unit hertz. */
static void read_timing(struct edid *edid, const uint8_t *t, int64_t unit)
{
	struct edid_mode mode = {.width = word_at(t + 4) + 1,
	                         .height = word_at(t + 12) + 1,
	                         .interlaced = t[3] & 0x10};
	int64_t clock = ((int64_t)(word_at(t) | (unsigned)t[2] << 16) + 1) * unit;
	int64_t dots = (int64_t)(mode.width + word_at(t + 6) + 1) *
	               (mode.height + word_at(t + 14) + 1);
	mode.refresh = clock * 1000000 / dots;
	edid_add_mode(edid, &mode);
	if (t[3] & 0x80 && !edid->preferred.width)
		edid->preferred = mode;
}

static void read_timings(struct edid *edid, const uint8_t *d, size_t n, int64_t unit)
{
	/* Type 7 may have longer rows, by what the revision says. */
	size_t row = TIMING + (d[0] == ID2_TIMING_7 ? d[1] >> 4 & 7U : 0);
	for (size_t at = 0; at + row <= n; at += row)
		read_timing(edid, d + 3 + at, unit);
}

static void read_parameters(struct edid *edid, const uint8_t *d)
{
	const uint8_t *p = d + 3;
	unsigned scale = d[0] == ID2_PARAMETERS && d[1] & 0x80 ? 10 : 1;
	unsigned width = word_at(p + 4), height = word_at(p + 6);
	if (word_at(p) && word_at(p + 2)) {
		edid->width_tenths = word_at(p) * scale;
		edid->height_tenths = word_at(p + 2) * scale;
	}
	if (!width || !height)
		return;
	/* Keep the rate when the timing that was thought native is of this size. */
	if (edid->native.width != width || edid->native.height != height)
		edid->native = (struct edid_mode){.width = width, .height = height};
}

static void read_product(struct edid *edid, const uint8_t *p, size_t n)
{
	size_t length = p[11];
	if (!edid->name.n && length && length <= n - 12)
		edid_set_text(&edid->name, p + 12, length);
	if (!edid->year && p[10]) {
		edid->year = 2000U + p[10];
		edid->model_year = p[9] == 0xff;
		edid->week = p[9] <= 54 ? p[9] : 0;
	}
}

static void read_tiles(struct edid *edid, const uint8_t *p)
{
	edid->tiles_wide = (p[1] >> 4 | (p[3] >> 2 & 0x30U)) + 1;
	edid->tiles_high = ((p[1] & 0xfU) | (p[3] & 0x30U)) + 1;
	unsigned width = word_at(p + 4) + 1, height = word_at(p + 6) + 1;
	/* What was thought the whole picture is one tile of it. */
	if (edid->native.width == width && edid->native.height == height) {
		edid->native.width *= edid->tiles_wide;
		edid->native.height *= edid->tiles_high;
	}
}

/* One data block: tag, revision, size, and so many bytes. */
static void read_block(struct edid *edid, const uint8_t *d, size_t n)
{
	bool second = d[0] >= ID2_PRODUCT;
	switch (d[0]) {
	case ID_PRODUCT:
	case ID2_PRODUCT:
		if (n >= 12)
			read_product(edid, d + 3, n);
		break;
	case ID_PARAMETERS:
	case ID2_PARAMETERS:
		if (n >= 8)
			read_parameters(edid, d);
		break;
	case ID_TIMING_1:
	case ID2_TIMING_7:
		read_timings(edid, d, n, second ? 1000 : 10000);
		break;
	case ID_SERIAL:
		if (!edid->serial.n)
			edid_set_text(&edid->serial, d + 3, n);
		break;
	case ID_TILES:
	case ID2_TILES:
		if (n >= 8)
			read_tiles(edid, d + 3);
		break;
	default:
		break;
	}
}

void edid_read_displayid(struct edid *edid, const uint8_t *block)
{
	enum { FIRST = 5 };
	size_t end = FIRST + (size_t)block[2];
	if (end > EDID_BLOCK - 1)
		end = EDID_BLOCK - 1;
	for (size_t at = FIRST; at + 3 <= end;) {
		size_t n = block[at + 2];
		/* A row of zeros is padding, not an empty product block. */
		if (at + 3 + n > end || (!block[at] && !n))
			break;
		read_block(edid, block + at, n);
		at += 3 + n;
	}
}
