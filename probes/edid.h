/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads EDID, what a display says of itself. Pure; takes bytes from strangers.
 * Spec: VESA E-EDID A2 (1.4), CTA-861-H, VESA DisplayID 1.3 and 2.0 */
#ifndef HWFIT_EDID_H
#define HWFIT_EDID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	EDID_BLOCK = 128,
	EDID_MAX = 256 * EDID_BLOCK, /* the base block and 255 extensions */
	EDID_TEXTS = 6,
	EDID_MODES = 256, /* more than real displays list */
};

/* Bytes as the display has them, blanks and line feed at the end removed. n 0: none. */
struct edid_text {
	char text[256];
	size_t n;
};

struct edid_mode {
	unsigned width, height; /* of the whole picture, also when it is interlaced */
	bool interlaced;
	int64_t refresh; /* of pictures, of fields when interlaced; millionths of a hertz
	                  */
	unsigned width_mm, height_mm; /* 0: not stated */
};

struct edid {
	const char *fault; /* what is wrong with it; NULL: nothing */
	bool usable;       /* it has a base block; else nothing below is set */
	unsigned version, revision;
	char vendor_id[4]; /* three letters; "" when they are none */
	unsigned product;
	uint32_t number;                    /* serial number of the base block; 0: none */
	unsigned week, year;                /* 0: not stated */
	bool model_year;                    /* year is that of the model */
	struct edid_text name, serial;      /* the first of each */
	struct edid_text texts[EDID_TEXTS]; /* other words of the maker */
	size_t text_count;
	unsigned width_cm, height_cm; /* base block; 0: not stated */
	unsigned width_tenths,
	        height_tenths;              /* DisplayID, tenths of a mm; 0: not stated */
	struct edid_mode preferred;         /* width 0: none */
	struct edid_mode native;            /* width 0: it does not say which one is */
	unsigned tiles_wide, tiles_high;    /* 1: no tiles, the usual */
	struct edid_mode modes[EDID_MODES]; /* all that have a size and a rate */
	size_t mode_count;
};

void edid_read(struct edid *edid, const uint8_t *bytes, size_t n);

/* The highest refresh rate that it lists at this size, progressive; 0: none. */
int64_t edid_max_refresh(const struct edid *edid, unsigned width, unsigned height);

/* ---- parts, for the files of the reader ---- */

/* Adds a timing to the modes; what has no size or rate is passed over. */
void edid_add_mode(struct edid *edid, const struct edid_mode *mode);
/* 18 bytes: a detailed timing, or words. True and *mode when it is a timing. */
bool edid_read_descriptor(struct edid *edid, const uint8_t *d, struct edid_mode *mode);
/* Copies words up to a line feed. */
void edid_set_text(struct edid_text *text, const uint8_t *bytes, size_t n);
/* A CTA-861 or DisplayID extension, 128 bytes. */
void edid_read_cta(struct edid *edid, const uint8_t *block);
void edid_read_displayid(struct edid *edid, const uint8_t *block);

#endif
