/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads pci.ids, usb.ids and pnp.ids. */
#include "compat/ids.h"

#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct name_list_row lists[NAME_LIST_COUNT] = {
#define NAME_LIST(list, id, path, package, title, url, licence)                          \
	{id, path, package, title, url, licence},
#include "compat/name_lists.def"
#undef NAME_LIST
};

static const struct {
	const char *name, *what;
	enum name_list list;
} tables[NAME_TABLE_COUNT] = {
#define NAME_TABLE(table, list, what) {#table, what, LIST_##list},
#include "compat/name_tables.def"
#undef NAME_TABLE
};

const struct name_list_row *name_list_row(enum name_list list)
{
	return &lists[list];
}

const char *name_table_name(enum name_table table)
{
	return tables[table].name;
}

const char *name_table_what(enum name_table table)
{
	return tables[table].what;
}

enum name_list name_table_list(enum name_table table)
{
	return tables[table].list;
}

int64_t ids_key(unsigned a, unsigned b, unsigned c, unsigned d, int n)
{
	const unsigned ids[4] = {a, b, c, d};
	uint64_t key = 0;
	for (int i = 0; i < n; i++)
		key = key << 16 | (ids[i] & 0xffff);
	return (int64_t)key;
}

int64_t ids_class_key(int digits, unsigned code)
{
	return (int64_t)digits << 24 | (code & 0xffffff);
}

int64_t ids_pnp_key(const char *id)
{
	int64_t key = 0;
	for (int i = 0; i < 3; i++) {
		if (!isalpha((unsigned char)id[i]) && id[i] != '@')
			return -1;
		key = key << 8 | toupper((unsigned char)id[i]);
	}
	return id[3] ? -1 : key;
}

/* Where in the file the lines below a heading belong. */
struct section {
	enum { SECTION_other, SECTION_devices, SECTION_classes } type;
	unsigned ids[2]; /* the vendor and device, or class and subclass, so far */
	int depth;       /* how many of ids are known */
};

/* A hexadecimal number of exactly so many digits; moves behind it. */
static bool read_hex(const char **at, const char *end, int digits, unsigned *number)
{
	*number = 0;
	for (int i = 0; i < digits; i++, ++*at) {
		if (*at == end || !isxdigit((unsigned char)**at))
			return false;
		char c = (char)tolower((unsigned char)**at);
		*number = *number << 4 | (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return true;
}

static int give(struct ids_reader *reader, enum name_table table, int64_t key,
                const char *at, const char *end)
{
	struct arena arena = {0};
	const char *name = text_clean_copy(&arena, at, (size_t)(end - at), NULL);
	int result = *name ? reader->name(reader->context, table, key, name) : 0;
	arena_done(&arena);
	return result;
}

/* A name stands behind blanks; false for anything else. */
static bool at_name(const char *at, const char *end)
{
	return at < end && (*at == ' ' || *at == '\t');
}

static int skip(struct ids_reader *reader)
{
	reader->skipped++;
	return 0;
}

/* "8086  Intel Corporation", "\t1234  Device", "\t\t1028 0abc  Subsystem". Interfaces of
 * usb.ids stand where subsystems do, and are left out. */
static int device_line(struct ids_reader *reader, struct section *section, bool pci,
                       int depth, const char *at, const char *end)
{
	unsigned id, sub;
	if (depth > 1 && !pci)
		return 0;
	if (depth > section->depth || !read_hex(&at, end, 4, &id))
		return skip(reader);
	if (depth > 1) {
		if (at == end || *at++ != ' ' || !read_hex(&at, end, 4, &sub) ||
		    !at_name(at, end))
			return skip(reader);
		return give(reader, NAMES_pci_subsystem,
		            ids_key(section->ids[0], section->ids[1], id, sub, 4), at,
		            end);
	}
	if (!at_name(at, end))
		return skip(reader);
	section->ids[depth] = id;
	section->depth = depth + 1;
	if (!depth)
		return give(reader, pci ? NAMES_pci_vendor : NAMES_usb_vendor,
		            ids_key(id, 0, 0, 0, 1), at, end);
	return give(reader, pci ? NAMES_pci_device : NAMES_usb_product,
	            ids_key(section->ids[0], id, 0, 0, 2), at, end);
}

/* "C 03  Display controller", "\t00  VGA", "\t\t01  8514 controller". */
static int class_line(struct ids_reader *reader, struct section *section, bool pci,
                      int depth, const char *at, const char *end)
{
	unsigned code;
	if (depth > section->depth || !read_hex(&at, end, 2, &code) || !at_name(at, end))
		return skip(reader);
	for (int i = depth; i-- > 0;)
		code |= section->ids[i] << (8 * (depth - i));
	if (depth < 2) {
		section->ids[depth] = code & 0xff;
		section->depth = depth + 1;
	}
	return give(reader, pci ? NAMES_pci_class : NAMES_usb_class,
	            ids_class_key(2 * (depth + 1), code), at, end);
}

static int ids_line(struct ids_reader *reader, struct section *section, bool pci,
                    const char *at, const char *end)
{
	int depth = 0;
	while (at < end && *at == '\t')
		at++, depth++;
	if (depth > 2)
		return section->type == SECTION_other ? 0 : skip(reader);
	if (!depth && end - at > 2 && at[0] == 'C' && at[1] == ' ') {
		*section = (struct section){.type = SECTION_classes};
		at += 2;
	} else if (!depth) {
		/* Headings of what is not read begin with capitals: "HID 21", "L 0409".
		 */
		const char *behind = at;
		unsigned id;
		bool vendor = read_hex(&behind, end, 4, &id) && at_name(behind, end);
		*section = (struct section){.type = !vendor && isupper((unsigned char)*at)
		                                            ? SECTION_other
		                                            : SECTION_devices};
	}
	if (section->type == SECTION_other)
		return 0;
	return section->type == SECTION_classes
	               ? class_line(reader, section, pci, depth, at, end)
	               : device_line(reader, section, pci, depth, at, end);
}

static int pnp_line(struct ids_reader *reader, const char *at, const char *end)
{
	const char *tab = memchr(at, '\t', (size_t)(end - at));
	char id[4] = "";
	if (tab && tab - at == 3)
		memcpy(id, at, 3);
	int64_t key = ids_pnp_key(id);
	return key < 0 ? skip(reader) : give(reader, NAMES_pnp_vendor, key, tab, end);
}

/* "#	Version: 2023.04.10", "# Date:    2023-04-10 20:08:02". */
static void comment_line(struct ids_reader *reader, const char *at, const char *end)
{
	static const char version[] = "Version:", date[] = "Date:";
	while (at < end && strchr("# \t", *at))
		at++;
	size_t n = (size_t)(end - at);
	if (!reader->version[0] && n > strlen(version) &&
	    !memcmp(at, version, strlen(version))) {
		struct arena arena = {0};
		at += strlen(version);
		snprintf(reader->version, sizeof(reader->version), "%s",
		         text_clean_copy(&arena, at, (size_t)(end - at), NULL));
		arena_done(&arena);
	} else if (!reader->has_date && n > strlen(date) &&
	           !memcmp(at, date, strlen(date))) {
		at += strlen(date);
		while (at < end && *at == ' ')
			at++;
		reader->has_date = end - at >= 10 && date_parse(at, 10, &reader->date);
	}
}

int ids_read(struct ids_reader *reader, enum name_list list, const char *text, size_t n)
{
	struct section section = {.type = SECTION_other};
	reader->version[0] = '\0';
	reader->has_date = false;
	reader->skipped = 0;
	int result = 0;
	for (size_t i = 0; i < n && !result;) {
		const char *line = text + i;
		const char *newline = memchr(line, '\n', n - i);
		const char *end = newline ? newline : text + n;
		i = (size_t)(end - text) + 1;
		if (end > line && end[-1] == '\r')
			end--;
		if (line < end && *line == '#')
			comment_line(reader, line, end);
		else if (line < end)
			result = list == LIST_pnp_ids
			                 ? pnp_line(reader, line, end)
			                 : ids_line(reader, &section,
			                            list == LIST_pci_ids, line, end);
	}
	return result;
}
