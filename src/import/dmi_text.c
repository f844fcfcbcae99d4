/* SPDX-License-Identifier: GPL-3.0-or-later
 * Splits the text of dmidecode into structures and their lines. */
#include "import/dmi_text.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Titles tell the type where the line with the handle was taken out, as people do who
 * publish such texts. */
static const struct {
	unsigned type;
	const char *title;
} titles[] = {
        {0, "BIOS Information"},       {1, "System Information"},
        {2, "Base Board Information"}, {3, "Chassis Information"},
        {4, "Processor Information"},  {16, "Physical Memory Array"},
        {17, "Memory Device"},         {43, "TPM Device"},
};

enum { TITLES = sizeof(titles) / sizeof(*titles) };

static bool is_wanted(unsigned type)
{
	for (size_t i = 0; i < TITLES; i++)
		if (titles[i].type == type)
			return true;
	return false;
}

bool dmi_text_is(const char *text, size_t n)
{
	static const char *const marks[] = {"# dmidecode ", "# SMBIOS entry point",
	                                    "SMBIOS ", "Handle 0x"};
	if (n > 4096)
		n = 4096;
	for (size_t at = 0; at < n;) {
		const char *end = memchr(text + at, '\n', n - at);
		size_t length = end ? (size_t)(end - text) - at : n - at;
		for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
			if (length >= strlen(marks[i]) &&
			    !memcmp(text + at, marks[i], strlen(marks[i])) &&
			    (i != 2 || memmem(text + at, length, " present", 8)))
				return true;
		at += length + 1;
	}
	return false;
}

/* The next line, with a NUL in the place of its end. */
static char *next_line(char **at, char *end)
{
	char *line = *at;
	if (line >= end)
		return NULL;
	char *stop = memchr(line, '\n', (size_t)(end - line));
	*at = stop ? stop + 1 : end;
	if (!stop)
		stop = end;
	if (stop > line && stop[-1] == '\r')
		stop--;
	*stop = '\0';
	return line;
}

static struct dmi_structure *begin(struct arena *arena, struct dmi_text *t)
{
	if (t->n >= DMI_STRUCTURES_MAX) {
		t->cut = true;
		return NULL;
	}
	if (t->n == t->room) {
		size_t room = t->room ? t->room * 2 : 128;
		struct dmi_structure *items = arena_alloc(arena, room * sizeof(*items));
		if (t->n)
			memcpy(items, t->items, t->n * sizeof(*items));
		t->items = items;
		t->room = room;
	}
	struct dmi_structure *s = &t->items[t->n++];
	*s = (struct dmi_structure){.type = DMI_NO_TYPE,
	                            .handle = (uint16_t)(0xfe00 - t->n)};
	return s;
}

/* "Handle 0x0100, DMI type 1, 27 bytes"; older versions end in a full stop. */
static bool read_handle(const char *line, struct dmi_structure *s)
{
	char *rest;
	if (strncmp(line, "Handle 0x", 9) != 0)
		return false;
	unsigned long handle = strtoul(line + 9, &rest, 16);
	const char *type = strstr(rest, "DMI type ");
	if (!type || handle > 0xffff)
		return false;
	s->handle = (uint16_t)handle;
	unsigned long number = strtoul(type + 9, NULL, 10);
	s->type = number < DMI_NO_TYPE ? (unsigned)number : DMI_NO_TYPE;
	return true;
}

static void add_line(struct arena *arena, struct dmi_structure *s, char *line)
{
	if (s->n == s->room) {
		size_t room = s->room ? s->room * 2 : 32;
		struct dmi_line *lines = arena_alloc(arena, room * sizeof(*lines));
		if (s->n)
			memcpy(lines, s->lines, s->n * sizeof(*lines));
		s->lines = lines;
		s->room = room;
	}
	struct dmi_line *out = &s->lines[s->n++];
	char *colon = strchr(line, ':');
	if (line[1] == '\t' || !colon) {
		*out = (struct dmi_line){NULL, line + strspn(line, "\t ")};
		return;
	}
	*colon = '\0';
	*out = (struct dmi_line){line + 1, colon + 1 + strspn(colon + 1, " ")};
	if (!strcmp(out->value, "Not Specified"))
		out->value = "";
}

void dmi_text_split(struct arena *arena, const char *text, size_t n,
                    struct dmi_text *result)
{
	*result = (struct dmi_text){0};
	char *at = arena_copy(arena, text, n), *end = at + n, *line;
	struct dmi_structure *s = NULL;
	bool titled = false;
	while ((line = next_line(&at, end))) {
		if (*line == '\t') {
			if (s && titled && is_wanted(s->type))
				add_line(arena, s, line);
		} else if (!*line) {
			s = NULL;
		} else if (!s) {
			/* The first line of a block is its handle, or what is left
			 * of it. A block that has none starts with its title. */
			s = begin(arena, result);
			titled = false;
			if (!s)
				return;
			read_handle(line, s);
			for (size_t i = 0; i < TITLES && s->type == DMI_NO_TYPE; i++)
				if (!strcmp(line, titles[i].title)) {
					s->type = titles[i].type;
					titled = true;
				}
		} else {
			titled = true;
			for (size_t i = 0; i < TITLES && s->type == DMI_NO_TYPE; i++)
				if (!strcmp(line, titles[i].title))
					s->type = titles[i].type;
		}
	}
}

const char *dmi_value(const struct dmi_structure *s, const char *label)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->lines[i].label && !strcmp(s->lines[i].label, label))
			return s->lines[i].value;
	return NULL;
}

bool dmi_has_item(const struct dmi_structure *s, const char *item)
{
	for (size_t i = 0; i < s->n; i++)
		if (!s->lines[i].label && !strcmp(s->lines[i].value, item))
			return true;
	return false;
}
