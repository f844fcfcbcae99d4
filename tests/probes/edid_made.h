/* SPDX-License-Identifier: GPL-3.0-or-later
 * EDID made by tests: a base block of 1920x1080 at 60 Hz, and extensions. */
#ifndef HWFIT_TEST_EDID_MADE_H
#define HWFIT_TEST_EDID_MADE_H

#include <stdint.h>
#include <string.h>

enum { MADE_BLOCK = 128 };

/* 1920x1080 at 60 Hz, 527 x 296 mm. (CTA-861, format 16) */
static const uint8_t made_timing[18] = {0x02, 0x3a, 0x80, 0x18, 0x71, 0x38,
                                        0x2d, 0x40, 0x58, 0x2c, 0x45, 0x00,
                                        0x0f, 0x28, 0x21, 0x00, 0x00, 0x1e};

static inline void made_sum(uint8_t *block)
{
	uint8_t sum = 0;
	for (int i = 0; i < MADE_BLOCK - 1; i++)
		sum = (uint8_t)(sum + block[i]);
	block[MADE_BLOCK - 1] = (uint8_t)-sum;
}

/* Words of at most 13 bytes in descriptor 1 to 3. */
static inline void made_words(uint8_t *block, int at, uint8_t tag, const char *words)
{
	uint8_t *d = block + 54 + 18 * at;
	memset(d, 0, 18);
	d[3] = tag;
	memset(d + 5, ' ', 13);
	size_t n = strnlen(words, 13);
	memcpy(d + 5, words, n);
	if (n < 13)
		d[5 + n] = '\n';
	made_sum(block);
}

/* DEL a0b1, serial number 123456, week 10 of 2022, 53 x 30 cm. */
static inline void made_base(uint8_t *b)
{
	static const uint8_t head[] = {0,    255,  255,  255,  255,  255,  255, 0,  0x10,
	                               0xac, 0xb1, 0xa0, 0x40, 0xe2, 0x01, 0,   10, 32,
	                               1,    4,    0xa5, 53,   30,   120,  0x06};
	memset(b, 0, MADE_BLOCK);
	memcpy(b, head, sizeof(head));
	memcpy(b + 54, made_timing, sizeof(made_timing));
	for (int i = 1; i < 4; i++)
		b[54 + 18 * i + 3] = 0x10;
	made_sum(b);
}

#endif
