/* SPDX-License-Identifier: GPL-3.0-or-later
 * Knows units: reading them, what they are worth, and which one to show. */
#include "facts/unit.h"

#include <ctype.h>
#include <string.h>

static const struct unit units[] = {
#define UNIT(name, plural, dimension, num, den, memory_num, shown)                       \
	{name, plural, DIM_##dimension, num, den, memory_num, shown},
#include "facts/units.def"
#undef UNIT
};

static const struct {
	const char *name, *base, *doc;
} dimensions[] = {
#define DIMENSION(name, base, doc) {#name, base, doc},
#include "facts/units.def"
#undef DIMENSION
};

enum { UNITS = sizeof(units) / sizeof(*units) };

const struct unit *unit_table(size_t *n)
{
	*n = UNITS;
	return units;
}

const char *dimension_name(enum dimension dimension)
{
	return dimensions[dimension].name;
}

const char *dimension_base(enum dimension dimension)
{
	return dimensions[dimension].base;
}

const char *dimension_doc(enum dimension dimension)
{
	return dimensions[dimension].doc;
}

static size_t name_at(const char *name, const char *text, size_t n)
{
	size_t len = name ? strlen(name) : 0;
	if (!len || len > n || memcmp(name, text, len) != 0)
		return 0;
	bool word = isalnum((unsigned char)name[len - 1]);
	bool goes_on = len < n && (isalnum((unsigned char)text[len]) ||
	                           text[len] == '_' || text[len] == '/');
	return word && goes_on ? 0 : len;
}

const struct unit *unit_at(const char *text, size_t n, size_t *used)
{
	const struct unit *best = NULL;
	*used = 0;
	for (size_t i = 0; i < UNITS; i++) {
		size_t a = name_at(units[i].name, text, n);
		size_t b = name_at(units[i].plural, text, n);
		size_t len = a > b ? a : b;
		if (len > *used) {
			*used = len;
			best = &units[i];
		}
	}
	return best;
}

bool unit_fits(const struct unit *unit, enum dimension dimension)
{
	if (dimension == DIM_service_time)
		return unit->dimension == DIM_seconds ||
		       unit->dimension == DIM_working_days;
	return unit->dimension == dimension;
}

fixed_t unit_to_base(const struct unit *unit, fixed_t number, bool memory)
{
	return fixed_scale(number, memory ? unit->memory_num : unit->num, unit->den);
}

static int64_t worth(const struct unit *unit, bool memory)
{
	return memory ? unit->memory_num : unit->num;
}

/* The largest shown unit that is not more than the number. */
static const struct unit *unit_for(fixed_t base, enum dimension dimension, bool memory)
{
	const struct unit *best = NULL;
	fixed_t size = base < 0 ? -base : base;
	for (size_t i = 0; i < UNITS; i++) {
		const struct unit *u = &units[i];
		if (!u->shown || u->dimension != dimension)
			continue;
		if (!best || (fixed_scale(FIXED_ONE, worth(u, memory), u->den) <= size &&
		              worth(u, memory) >= worth(best, memory)))
			best = u;
	}
	return best;
}

static void print(struct buf *out, fixed_t number, int digits, const char *unit)
{
	char text[FIXED_TEXT_MAX];
	buf_add_string(out, fixed_text_rounded(number, digits, text));
	if (*unit)
		buf_format(out, " %s", unit);
}

/* Digits behind the point that leave three figures. */
static int figures(fixed_t number)
{
	fixed_t size = number < 0 ? -number : number;
	return size >= 100 * FIXED_ONE ? 0 : size >= 10 * FIXED_ONE ? 1 : 2;
}

static const char *name_for(const struct unit *u, fixed_t number)
{
	return u->plural && number != FIXED_ONE ? u->plural : u->name;
}

void unit_print_short(struct buf *out, fixed_t base, enum dimension dimension,
                      bool memory)
{
	if (dimension == DIM_service_time)
		dimension = DIM_seconds;
	const struct unit *u = unit_for(base, dimension, memory);
	if (!u) {
		print(out, base, 2, dimensions[dimension].base);
		return;
	}
	fixed_t number = fixed_scale(base, u->den, worth(u, memory));
	print(out, number, figures(number), name_for(u, number));
}

void unit_print(struct buf *out, fixed_t base, enum dimension dimension, bool memory)
{
	if (dimension == DIM_service_time)
		dimension = DIM_seconds;
	const struct unit *u = unit_for(base, dimension, memory);
	if (!u) {
		print(out, base, 9, dimensions[dimension].base);
		return;
	}
	fixed_t number = fixed_scale(base, u->den, worth(u, memory));
	char three[FIXED_TEXT_MAX];
	fixed_t rounded = 0;
	fixed_text_rounded(number, 3, three);
	fixed_parse(three, strlen(three), &rounded);
	if (unit_to_base(u, rounded, memory) == base) {
		print(out, number, 3, name_for(u, number));
		return;
	}
	print(out, base, 9, dimensions[dimension].base);
	if (strcmp(u->name, dimensions[dimension].base) != 0) {
		buf_add_string(out, " (");
		print(out, number, figures(number), name_for(u, number));
		buf_add_char(out, ')');
	}
}
