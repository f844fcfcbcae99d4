/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads module aliases of a fixed form into numbers. */
#include "compat/alias.h"

#include <string.h>

struct field {
	const char *tag;
	size_t length; /* of the tag: one to three letters */
	int digits, word, shift, bits;
};

struct key {
	uint32_t mask[ALIAS_WORDS];
};

enum { MOST_FIELDS = 16 };

#define BUS(...)
#define FIELD(...)
#define KEY(...)

/* One list over all buses; a bus finds its own by their number. */
static const struct bus_field {
	enum alias_bus bus;
	struct field field;
} bus_fields[] = {
#undef FIELD
#define FIELD(bus, tag, digits, word, shift, bits)                                       \
	{BUS_##bus, {tag, sizeof(tag) - 1, digits, word, shift, bits}},
#include "compat/alias_buses.def"
#undef FIELD
#define FIELD(...)
};

static const struct bus_key {
	enum alias_bus bus;
	struct key key;
} bus_keys[] = {
#undef KEY
#define KEY(bus, a, b, c) {BUS_##bus, {{a, b, c}}},
#include "compat/alias_buses.def"
#undef KEY
#define KEY(...)
};

static const struct bus {
	const char *prefix;
} buses[ALIAS_BUS_COUNT] = {
#undef BUS
#define BUS(name, prefix) [BUS_##name] = {prefix},
#include "compat/alias_buses.def"
#undef BUS
#undef FIELD
#undef KEY
};

enum {
	FIELDS = sizeof(bus_fields) / sizeof(*bus_fields),
	KEYS = sizeof(bus_keys) / sizeof(*bus_keys)
};

/* The value of a digit as file2alias writes them: capital letters. -1: none. */
static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Where reading stands. */
struct reader {
	const char *at, *end;
};

static bool read_number(struct reader *r, int digits, uint32_t *number)
{
	*number = 0;
	for (int i = 0; i < digits; i++, r->at++) {
		int d = r->at < r->end ? digit(*r->at) : -1;
		if (d < 0)
			return false;
		*number = *number << 4 | (uint32_t)d;
	}
	return true;
}

/* "[2-9]", "[89A-F]": one digit out of digits that follow each other. */
static bool read_set(struct reader *r, int *low, int *high)
{
	unsigned set = 0;
	for (r->at++; r->at < r->end && *r->at != ']'; r->at++) {
		int from = digit(*r->at), to = from;
		if (r->end - r->at > 2 && r->at[1] == '-' && r->at[2] != ']') {
			to = digit(r->at[2]);
			r->at += 2;
		}
		if (from < 0 || to < from)
			return false;
		for (; from <= to; from++)
			set |= 1U << from;
	}
	if (r->at >= r->end || !set)
		return false;
	r->at++;
	*low = __builtin_ctz(set);
	*high = 31 - __builtin_clz(set);
	/* What is not one range of digits is not one of numbers. */
	return set >> *low == (1U << (*high - *low + 1)) - 1;
}

/* "0123", "01*", "0[2-9]*", "*": digits, perhaps one set of them, and the rest open. */
static bool read_range(struct reader *r, int digits, struct alias_fields *fields)
{
	unsigned low = 0, high = 0;
	int n = 0;
	for (; n < digits && r->at < r->end && *r->at != '*'; n++) {
		int from = digit(*r->at), to = from;
		/* Behind a set only an open rest keeps it one range of numbers. */
		if (low != high)
			return false;
		if (*r->at == '[' && !read_set(r, &from, &to))
			return false;
		if (from < 0)
			return false;
		r->at += *(r->at - 1) == ']' ? 0 : 1;
		low = low << 4 | (unsigned)from;
		high = high << 4 | (unsigned)to;
	}
	bool open = r->at < r->end && *r->at == '*';
	r->at += open;
	for (; n < digits && open; n++) {
		low <<= 4;
		high = high << 4 | 15;
	}
	fields->low = (uint16_t)low;
	fields->high = (uint16_t)high;
	return n == digits;
}

static bool read_field(struct reader *r, const struct field *field, bool pattern,
                       struct alias_fields *fields)
{
	uint32_t number;
	if ((size_t)(r->end - r->at) < field->length)
		return false;
	for (size_t i = 0; i < field->length; i++)
		if (*r->at++ != field->tag[i])
			return false;
	if (!field->bits && pattern)
		return read_range(r, field->digits, fields);
	if (pattern && r->at < r->end && *r->at == '*') {
		r->at++;
		return true;
	}
	if (!read_number(r, field->digits, &number))
		return false;
	if (!field->bits) {
		fields->low = fields->high = (uint16_t)number;
		return true;
	}
	uint32_t all = (uint32_t)((1ULL << field->bits) - 1);
	if (number > all)
		return false;
	fields->value[field->word] |= number << field->shift;
	fields->mask[field->word] |= all << field->shift;
	return true;
}

static int first_field(enum alias_bus bus)
{
	int i = 0;
	while (i < FIELDS && bus_fields[i].bus != bus)
		i++;
	return i;
}

static bool read_alias(const char *text, size_t n, bool pattern,
                       struct alias_fields *fields)
{
	enum alias_bus bus = alias_bus_of(text, n);
	if (bus == ALIAS_BUS_COUNT)
		return false;
	struct reader r = {text + strlen(buses[bus].prefix), text + n};
	*fields = (struct alias_fields){.bus = bus, .high = ALIAS_ANY_HIGH};
	for (int i = first_field(bus); i < FIELDS && bus_fields[i].bus == bus; i++)
		if (!read_field(&r, &bus_fields[i].field, pattern, fields))
			return false;
	if (pattern && r.at < r.end && *r.at == '*') {
		fields->open_end = true;
		r.at++;
	}
	return r.at == r.end;
}

bool alias_read_device(const char *text, size_t n, struct alias_fields *fields)
{
	return read_alias(text, n, false, fields);
}

bool alias_read_pattern(const char *text, size_t n, struct alias_fields *fields)
{
	return read_alias(text, n, true, fields);
}

static void write_range(struct buf *out, const struct alias_fields *fields)
{
	static const char digits[] = "0123456789ABCDEF";
	int at = 12;
	for (; at >= 0 && fields->low >> at == fields->high >> at; at -= 4)
		buf_add_char(out, digits[fields->low >> at & 15]);
	if (at < 0)
		return;
	int from = fields->low >> at & 15, to = fields->high >> at & 15;
	if (from == to || (!from && to == 15))
		;
	else if (from <= 9 && to > 9)
		buf_format(out, to == 10 ? "[%c-9%c]" : "[%c-9A-%c]", digits[from],
		           digits[to]);
	else
		buf_format(out, "[%c-%c]", digits[from], digits[to]);
	if (at > 0 || (!from && to == 15))
		buf_add_char(out, '*');
}

void alias_write(struct buf *out, const struct alias_fields *fields)
{
	buf_add_string(out, buses[fields->bus].prefix);
	for (int i = 0; i < FIELDS; i++) {
		const struct field *f = &bus_fields[i].field;
		if (bus_fields[i].bus != fields->bus)
			continue;
		buf_add_string(out, f->tag);
		uint32_t all = (uint32_t)((1ULL << f->bits) - 1);
		if (!f->bits)
			write_range(out, fields);
		else if (!(fields->mask[f->word] >> f->shift & all))
			buf_add_char(out, '*');
		else
			buf_format(out, "%0*X", f->digits,
			           fields->value[f->word] >> f->shift & all);
	}
	if (fields->open_end)
		buf_add_char(out, '*');
}

enum alias_bus alias_bus_of(const char *text, size_t n)
{
	int bus = 0;
	for (; bus < ALIAS_BUS_COUNT; bus++) {
		size_t prefix = strlen(buses[bus].prefix);
		if (n >= prefix && !memcmp(text, buses[bus].prefix, prefix))
			break;
	}
	return bus;
}

bool alias_key(enum alias_bus bus, int i, uint32_t mask[ALIAS_WORDS])
{
	int k = 0;
	while (k < KEYS && bus_keys[k].bus != bus)
		k++;
	bool there = k + i < KEYS && bus_keys[k + i].bus == bus;
	for (int w = 0; w < ALIAS_WORDS; w++)
		mask[w] = there ? bus_keys[k + i].key.mask[w] : 0;
	return there;
}

uint32_t alias_first_mask(enum alias_bus bus)
{
	const struct field *f = &bus_fields[first_field(bus)].field;
	return (uint32_t)((1ULL << f->bits) - 1) << f->shift;
}

void alias_normalise(char *text, size_t n)
{
	bool inside = false;
	if (!memchr(text, '-', n))
		return;
	for (size_t i = 0; i < n; i++) {
		if (text[i] == '[')
			inside = true;
		else if (text[i] == ']')
			inside = false;
		else if (text[i] == '-' && !inside)
			text[i] = '_';
	}
}

bool alias_claims_all(const struct alias_fields *fields)
{
	uint32_t any = 0;
	for (int w = 0; w < ALIAS_WORDS; w++)
		any |= fields->mask[w];
	return !any && fields->low == ALIAS_ANY_LOW && fields->high == ALIAS_ANY_HIGH;
}
