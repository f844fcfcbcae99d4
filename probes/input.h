/* SPDX-License-Identifier: GPL-3.0-or-later
 * Input devices: what the kernel's input layer says that they can do, and which kind of
 * device they are by that. Pure but for gathering. */
#ifndef HWFIT_INPUT_H
#define HWFIT_INPUT_H

#include "facts/scan.h"
#include "probes/root.h"

enum { INPUT_WORDS = 16 }; /* of 64 bits: more keys than the kernel has */

/* A set of bits, as the files of sysfs write it: words of the kernel's size, highest
 * first, in hexadecimal. */
struct input_bits {
	uint64_t word[INPUT_WORDS];
};

struct input_raw {
	const char *name; /* "input3" */
	char place[512];  /* "sys/devices/…/input/input3" */
	char product[64]; /* "11/1/1/ab41": bus, vendor, product, version */
	char label[256], phys[256], serial[128];
	char driver[64]; /* of the device that has the input device; "" not told */
	struct input_bits keys, relative, absolute, properties;
	bool told; /* what it can do was read: the kernel always writes EV */
};

struct input_list {
	struct input_raw *items;
	size_t n;
	const char *failed; /* why devices may lack; NULL: they are all there */
};

/* Reads "ffffffff fffffffe". long_bits: of a word of that kernel, 32 or 64. */
void input_read_bits(struct input_bits *bits, const char *text, unsigned long_bits);
bool input_has(const struct input_bits *bits, unsigned bit);

/* The kind that the abilities make of it; KIND_COUNT: none of ours (a button, a switch, a
 * joystick). */
enum kind_id input_kind(const struct input_raw *raw);

void input_map(struct scan *scan, const struct input_list *list);

#endif
