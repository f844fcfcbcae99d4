/* SPDX-License-Identifier: GPL-3.0-or-later
 * Knows what firmware makers leave in place of a value, and the one spelling of makers.
 */
#include "facts/normalise.h"

#include "base/text.h"
#include "facts/jedec.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum where { WHERE_any, WHERE_unit };

/* Letters and digits alone decide; no row is longer. */
enum { FOLDED_MAX = 64 };

struct placeholder {
	const char *text;
	enum where where;
};
struct vendor {
	const char *alias, *name;
};

static const struct placeholder placeholders[] = {
#define PLACEHOLDER(text, where) {text, WHERE_##where},
#include "facts/placeholders.def"
#undef PLACEHOLDER
};

static const struct vendor vendors[] = {
#define VENDOR(alias, name) {alias, name},
#include "facts/vendors.def"
#undef VENDOR
};

/* Endings that say how a company is organised, not who it is; without dots. */
static const char *const legal_suffixes[] = {
        "inc",     "incorporated", "corp", "corporation", "co",  "company", "ltd",
        "limited", "llc",          "gmbh", "ag",          "kg",  "sa",      "spa",
        "bv",      "nv",           "oy",   "ab",          "as",  "oü",      "plc",
        "kk",      "pte",          "pty",  "srl",         "a/s", "s/a",     "&",
};

/* The next folded character at *text, '\0' at its end. before: the one before it. */
static inline char next_folded(const char **text, bool digits, char before)
{
	for (; **text; (*text)++) {
		unsigned char c = (unsigned char)**text;
		unsigned char low = c | 0x20;
		bool digit = c >= '0' && c <= '9';
		bool letter = low >= 'a' && low <= 'z';
		if (c < 0x80 && !digit && !letter && c != '#')
			continue;
		char folded = (digits && digit) ? '#' : (char)(letter ? low : c);
		if (folded == '#' && before == '#')
			continue;
		(*text)++;
		return folded;
	}
	return '\0';
}

size_t normalise_fold(const char *text, bool digits, char *folded, size_t room)
{
	size_t n = 0;
	char c = '\0';
	while ((c = next_folded(&text, digits, c))) {
		if (n + 1 >= room)
			return 0;
		folded[n++] = c;
	}
	folded[n] = '\0';
	return n;
}

/* Rows hold text as people write it; both tables are in order of their folded text. A row
 * is folded no further than the first difference. */
static int order(const char *folded, const char *row)
{
	char c = '\0';
	do {
		c = next_folded(&row, false, c);
		if ((unsigned char)*folded != (unsigned char)c)
			return (unsigned char)*folded < (unsigned char)c ? -1 : 1;
	} while (*folded++);
	return 0;
}

static int placeholder_order(const void *key, const void *row)
{
	return order(key, ((const struct placeholder *)row)->text);
}

static int vendor_order(const void *key, const void *row)
{
	return order(key, ((const struct vendor *)row)->alias);
}

static bool is_listed(const char *text, bool digits, bool unit)
{
	char folded[FOLDED_MAX];
	if (digits && !text[strcspn(text, "0123456789")])
		return false; /* as it was without */
	if (!normalise_fold(text, digits, folded, sizeof(folded)))
		return false;
	const struct placeholder *p = bsearch(
	        folded, placeholders, sizeof(placeholders) / sizeof(*placeholders),
	        sizeof(*placeholders), placeholder_order);
	return p && (unit || p->where == WHERE_any);
}

/* Nothing but punctuation: "--", "*", " . .. .". */
static bool is_empty(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80 || isalnum((unsigned char)*text))
			return false;
	return true;
}

/* A number of a unit or part that is one digit over and over: "00000000", "0xFFFF",
 * "0000_0000_0000_0000" as Windows writes it of some drives. */
static bool is_blank_number(const char *text)
{
	char first = '\0';
	if (!strncasecmp(text, "0x", 2))
		text += 2;
	for (; *text; text++) {
		char c = (char)tolower((unsigned char)*text);
		if (strchr("- :._", c))
			continue;
		if (!strchr("0fx", c) || (first && c != first))
			return false;
		first = c;
	}
	return true;
}

bool normalise_is_placeholder(enum fact_id id, const char *text)
{
	const struct fact_row *row = fact_row(id);
	if (row->type != TYPE_TEXT)
		return false;
	bool unit = row->flags & FLAG_UNIT;
	bool number =
	        unit || !strcmp(row->name, "part_number") || !strcmp(row->name, "vendor");
	return is_empty(text) || (number && is_blank_number(text)) ||
	       is_listed(text, false, unit) || is_listed(text, true, unit);
}

/* Is the word of n bytes a legal suffix, dots aside? */
static bool is_suffix(const char *word, size_t n)
{
	char plain[16];
	size_t length = 0;
	for (size_t i = 0; i < n; i++) {
		if (word[i] == '.')
			continue;
		if (length + 1 >= sizeof(plain))
			return false;
		plain[length++] = (char)tolower((unsigned char)word[i]);
	}
	plain[length] = '\0';
	for (size_t i = 0; i < sizeof(legal_suffixes) / sizeof(*legal_suffixes); i++)
		if (!strcmp(plain, legal_suffixes[i]))
			return true;
	return !length;
}

/* Bytes of a maker's name before its legal suffixes ("Co., Ltd."). */
static size_t name_length(const char *text)
{
	size_t n = strlen(text);
	for (;;) {
		size_t end = n;
		while (end && strchr(", ", text[end - 1]))
			end--;
		size_t start = end;
		while (start && !strchr(", ", text[start - 1]))
			start--;
		if (!start || !is_suffix(text + start, end - start))
			return end ? end : n;
		n = start;
	}
}

static const char *known_vendor(const char *name)
{
	char folded[FOLDED_MAX];
	if (!normalise_fold(name, false, folded, sizeof(folded)))
		return NULL;
	const struct vendor *v =
	        bsearch(folded, vendors, sizeof(vendors) / sizeof(*vendors),
	                sizeof(*vendors), vendor_order);
	return v ? v->name : NULL;
}

static const char *vendor_name(struct arena *arena, const char *text)
{
	size_t n = name_length(text);
	const char *name = text[n] ? arena_copy(arena, text, n) : text;
	const char *known = known_vendor(name);
	return known ? known : name;
}

/* Makers of memory are also given by number, alone or behind a name ("Samsung-00CE"). */
static const char *memory_vendor(struct arena *arena, const char *text)
{
	const char *name = jedec_vendor(text);
	const char *dash = strrchr(text, '-');
	if (!name && dash && dash > text && strlen(dash) == 5)
		name = jedec_vendor(dash + 1);
	return name ? name : vendor_name(arena, text);
}

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* A part number that firmware writes as the bytes of its text: "0x4D3437…20". */
static const char *part_number(struct arena *arena, const char *text)
{
	enum { LEAST = 8 };
	size_t n = strlen(text);
	if (n < 2 + 2 * LEAST || n % 2 || strncasecmp(text, "0x", 2) != 0)
		return text;
	char *plain = arena_alloc(arena, n / 2);
	size_t length = 0;
	for (const char *at = text + 2; *at; at += 2) {
		int high = hex_digit(at[0]), low = hex_digit(at[1]);
		int c = high * 16 + low;
		if (high < 0 || low < 0 || c < 0x20 || c > 0x7e)
			return text;
		plain[length++] = (char)c;
	}
	return text_clean_copy(arena, plain, length, NULL);
}

static const char *fold_blanks(struct arena *arena, const char *text)
{
	if (!strstr(text, "  "))
		return text;
	char *copy = arena_string(arena, text), *out = copy;
	for (const char *in = copy; *in; in++)
		if (*in != ' ' || in[1] != ' ')
			*out++ = *in;
	*out = '\0';
	return copy;
}

const char *normalise_text(struct arena *arena, enum fact_id id, const char *text)
{
	const char *name = fact_row(id)->name;
	text = fold_blanks(arena, text);
	if (id == FACT_memory_module_vendor)
		return memory_vendor(arena, text);
	if (!strcmp(name, "vendor"))
		return vendor_name(arena, text);
	if (!strcmp(name, "part_number"))
		return part_number(arena, text);
	return text;
}
