/* SPDX-License-Identifier: GPL-3.0-or-later
 * The base block of EDID, and the way through its extensions.
 * Spec: VESA E-EDID A2, 3.3 to 3.10 */
#include "probes/edid.h"

#include <string.h>

enum {
	DESCRIPTORS = 54,
	DESCRIPTOR = 18,
	TAG_SERIAL = 0xff,
	TAG_STRING = 0xfe,
	TAG_NAME = 0xfc,
	EXTENSION_CTA = 0x02,
	EXTENSION_DISPLAYID = 0x70,
};

void edid_set_text(struct edid_text *text, const uint8_t *bytes, size_t n)
{
	size_t used = 0;
	while (used < n && used < sizeof(text->text) && bytes[used] != '\n' &&
	       bytes[used])
		used++;
	while (used && bytes[used - 1] == ' ')
		used--;
	memcpy(text->text, bytes, used);
	text->n = used;
}

void edid_add_mode(struct edid *edid, const struct edid_mode *mode)
{
	if (mode->width && mode->height && mode->refresh && edid->mode_count < EDID_MODES)
		edid->modes[edid->mode_count++] = *mode;
}

/* Words of one descriptor: the first name and the first serial number count. */
static void read_words(struct edid *edid, const uint8_t *d)
{
	struct edid_text *to = d[3] == TAG_NAME     ? &edid->name
	                       : d[3] == TAG_SERIAL ? &edid->serial
	                                            : NULL;
	if (d[3] == TAG_STRING && edid->text_count < EDID_TEXTS) {
		edid_set_text(&edid->texts[edid->text_count], d + 5, 13);
		edid->text_count += edid->texts[edid->text_count].n > 0;
	} else if (to && !to->n) {
		edid_set_text(to, d + 5, 13);
	}
}

bool edid_read_descriptor(struct edid *edid, const uint8_t *d, struct edid_mode *mode)
{
	int64_t clock = (int64_t)(d[0] | d[1] << 8) * 10000;
	if (!clock) {
		read_words(edid, d);
		return false;
	}
	unsigned blank_wide = d[3] | (d[4] & 0xfU) << 8;
	unsigned blank_high = d[6] | (d[7] & 0xfU) << 8;
	unsigned lines = d[5] | (d[7] & 0xf0U) << 4;
	*mode = (struct edid_mode){.width = d[2] | (d[4] & 0xf0U) << 4,
	                           .height = lines,
	                           .interlaced = d[17] & 0x80,
	                           .width_mm = d[12] | (d[14] & 0xf0U) << 4,
	                           .height_mm = d[13] | (d[14] & 0xfU) << 8};
	int64_t dots = (int64_t)(mode->width + blank_wide) * (lines + blank_high);
	if (mode->interlaced) {
		/* Lines are those of a field; two fields have one line between them. */
		mode->height = 2 * lines;
		dots = (int64_t)(mode->width + blank_wide) *
		       (2 * (lines + blank_high) + 1);
		clock *= 2;
	}
	mode->refresh = dots ? clock * 1000000 / dots : 0;
	return mode->width && mode->height;
}

static void read_identity(struct edid *edid, const uint8_t *b)
{
	unsigned id = (unsigned)b[8] << 8 | b[9];
	for (int i = 0; i < 3; i++) {
		unsigned letter = id >> (10 - 5 * i) & 0x1f;
		edid->vendor_id[i] = (char)('A' + letter - 1);
		if (letter < 1 || letter > 26 || id >> 15) {
			edid->vendor_id[0] = '\0';
			break;
		}
	}
	edid->product = b[10] | (unsigned)b[11] << 8;
	edid->number = b[12] | (uint32_t)b[13] << 8 | (uint32_t)b[14] << 16 |
	               (uint32_t)b[15] << 24;
	edid->version = b[18];
	edid->revision = b[19];
	edid->model_year = b[16] == 0xff;
	edid->week = b[16] <= 54 ? b[16] : 0;
	edid->year = b[17] ? 1990U + b[17] : 0;
	/* One of the two alone is a ratio of sides, of projectors. */
	if (b[21] && b[22]) {
		edid->width_cm = b[21];
		edid->height_cm = b[22];
	}
}

/* Since 1.3 the first timing is the preferred one, which 1.4 tells apart from native; of
 * earlier ones the bit says so. */
static void read_timings(struct edid *edid, const uint8_t *b)
{
	for (size_t i = 0; i < 4; i++) {
		struct edid_mode mode;
		if (!edid_read_descriptor(edid, b + DESCRIPTORS + i * DESCRIPTOR, &mode))
			continue;
		edid_add_mode(edid, &mode);
		bool stated = b[24] & 2;
		if (i == 0 && (stated || edid->revision >= 3))
			edid->preferred = mode;
		if (i == 0 && stated)
			edid->native = mode;
	}
}

static bool sums_up(const uint8_t *block)
{
	uint8_t sum = 0;
	for (int i = 0; i < EDID_BLOCK; i++)
		sum = (uint8_t)(sum + block[i]);
	return !sum;
}

void edid_read(struct edid *edid, const uint8_t *bytes, size_t n)
{
	static const uint8_t head[8] = {0, 255, 255, 255, 255, 255, 255, 0};
	memset(edid, 0, sizeof(*edid));
	edid->tiles_wide = edid->tiles_high = 1;
	if (n < EDID_BLOCK) {
		edid->fault = "it ends inside its first block";
		return;
	}
	if (memcmp(bytes, head, sizeof(head)) != 0 || bytes[18] != 1) {
		edid->fault = "it does not begin as EDID 1 does";
		return;
	}
	edid->usable = true;
	read_identity(edid, bytes);
	read_timings(edid, bytes);
	if (!sums_up(bytes))
		edid->fault = "the checksum of its first block is wrong";
	size_t blocks = n / EDID_BLOCK;
	if (blocks < 1U + bytes[126])
		edid->fault = "it has fewer blocks than it says";
	for (size_t i = 1; i < blocks && i <= bytes[126]; i++) {
		const uint8_t *block = bytes + i * EDID_BLOCK;
		if (!sums_up(block))
			edid->fault = "the checksum of an extension is wrong";
		if (block[0] == EXTENSION_CTA)
			edid_read_cta(edid, block);
		else if (block[0] == EXTENSION_DISPLAYID)
			edid_read_displayid(edid, block);
	}
}

int64_t edid_max_refresh(const struct edid *edid, unsigned width, unsigned height)
{
	int64_t most = 0;
	for (size_t i = 0; i < edid->mode_count; i++) {
		const struct edid_mode *m = &edid->modes[i];
		if (m->width == width && m->height == height && !m->interlaced &&
		    m->refresh > most)
			most = m->refresh;
	}
	return most;
}
