/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makes descriptors of USB for tests, byte by byte. */
#ifndef HWFIT_TEST_DESCRIPTORS_MADE_H
#define HWFIT_TEST_DESCRIPTORS_MADE_H

#include <stdint.h>
#include <string.h>

struct made_bytes {
	uint8_t bytes[1024];
	size_t n;
};

/* One descriptor; its length is put before. */
#define ADD(m, ...)                                                                      \
	add(m, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

static inline void add(struct made_bytes *m, const uint8_t *bytes, size_t n)
{
	m->bytes[m->n++] = (uint8_t)(n + 1);
	memcpy(m->bytes + m->n, bytes, n);
	m->n += n;
}

#define WORD(n) (uint8_t)((n)&0xff), (uint8_t)((n) >> 8 & 0xff)

#endif
