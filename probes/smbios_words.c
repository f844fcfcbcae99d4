/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words, dates and identifiers as SMBIOS writes them.
 * Spec: DMTF DSP0134 3.7, sections 7.1 (date), 7.2.1 (UUID), 7.4.1, 7.17.3, 7.18.1 … */
#include "base/text.h"
#include "probes/smbios.h"

#include <ctype.h>
#include <string.h>

static const struct {
	enum smbios_list list;
	unsigned value;
	const char *name, *word;
} values[] = {
#define SMBIOS_VALUE(list, value, name, word) {SMBIOS_##list, value, name, word},
#include "probes/smbios.def"
#undef SMBIOS_VALUE
};

/* 7.18.3, as far as facts come of it. */
static const struct {
	const char *name;
	unsigned bit;
} details[] = {
        {"Registered (Buffered)", 13},
        {"Unbuffered (Unregistered)", 14},
        {"LRDIMM", 15},
};

enum { VALUES = sizeof(values) / sizeof(*values) };

/* The first row of a list; rows stand in the order of the lists. */
static size_t first_of(enum smbios_list list)
{
	size_t low = 0, high = VALUES;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (values[middle].list < list)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int find(enum smbios_list list, unsigned value)
{
	for (size_t i = first_of(list); i < VALUES && values[i].list == list; i++)
		if (values[i].value == value)
			return (int)i;
	return -1;
}

const char *smbios_word(enum smbios_list list, unsigned value)
{
	int i = find(list, value);
	return i < 0 ? NULL : values[i].word;
}

const char *smbios_name(enum smbios_list list, unsigned value)
{
	int i = find(list, value);
	return i < 0 ? NULL : values[i].name;
}

unsigned smbios_value(enum smbios_list list, const char *name, unsigned otherwise)
{
	for (size_t i = first_of(list); i < VALUES && values[i].list == list; i++)
		if (values[i].name && *values[i].name == *name &&
		    !strcmp(values[i].name, name))
			return values[i].value;
	return otherwise;
}

unsigned smbios_detail(const char *text)
{
	unsigned bits = 0;
	for (size_t i = 0; i < sizeof(details) / sizeof(*details) && text; i++)
		if (strstr(text, details[i].name))
			bits |= 1u << details[i].bit;
	return bits;
}

int smbios_generation(unsigned memory_type)
{
	const char *word = smbios_word(SMBIOS_memory_type, memory_type);
	if (word && text_starts(word, "lp"))
		word += 2;
	if (!word || !text_starts(word, "ddr"))
		return 0;
	return isdigit((unsigned char)word[3]) ? word[3] - '0' : 1;
}

/* Two digits, or one; the bytes used, 0 when there is none. */
static size_t small_number(const char *text, size_t n, int *number)
{
	size_t i = 0;
	*number = 0;
	while (i < n && i < 4 && isdigit((unsigned char)text[i]))
		*number = *number * 10 + (text[i++] - '0');
	return i;
}

bool smbios_date(const char *text, size_t n, struct date *date)
{
	int part[3];
	size_t at = 0, digits = 0;
	while (n && text[n - 1] == ' ')
		n--;
	for (int i = 0; i < 3; i++) {
		digits = small_number(text + at, n - at, &part[i]);
		at += digits;
		if (!digits || (i < 2 && (at >= n || text[at++] != '/')))
			return false;
	}
	if (at != n || (digits != 2 && digits != 4))
		return false;
	/* The standard means 19yy; no machine has SMBIOS from before 1995, and many were
	 * made later whose firmware still writes two digits. */
	int year = digits == 4 ? part[2] : part[2] + (part[2] < 90 ? 2000 : 1900);
	struct date found = {year, part[0], part[1]};
	if (!date_exists(found))
		return false;
	*date = found;
	return true;
}

void smbios_uuid(const uint8_t b[16], unsigned version, char text[40])
{
	static const uint8_t little[] = {3, 2, 1, 0, 5, 4, 7, 6};
	static const char digits[] = "0123456789abcdef";
	char *out = text;
	for (unsigned i = 0; i < 16; i++) {
		unsigned from = version >= 0x0206 && i < 8 ? little[i] : i;
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*out++ = '-';
		*out++ = digits[b[from] >> 4];
		*out++ = digits[b[from] & 0xf];
	}
	*out = '\0';
}
