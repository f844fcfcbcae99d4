/* SPDX-License-Identifier: GPL-3.0-or-later
 * Splits the text of dmidecode into structures and their lines. */
#include "import/dmi_text.h"

#include "base/arena.h"
#include "base/text.h"

#include <ctype.h>
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

/* The next line, with a NUL in the place of its end, *last. */
static char *next_line(char **at, char *end, char **last)
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
	*last = stop;
	return line;
}

static unsigned hex_digit(char c)
{
	return isdigit((unsigned char)c) ? (unsigned)(c - '0')
	                                 : (unsigned)((c | 0x20) - 'a' + 10);
}

/* "Handle 0x0100, DMI type 1, 27 bytes"; older versions end in a full stop. */
static bool read_handle(const char *line, struct dmi_structure *s)
{
	static const char start[] = "Handle 0x", middle[] = "DMI type ";
	unsigned handle = 0, type = 0;
	if (!text_starts(line, start))
		return false;
	for (line += sizeof(start) - 1; isxdigit((unsigned char)*line); line++)
		if (handle <= 0xffff)
			handle = handle * 16 + hex_digit(*line);
	line = strstr(line, middle);
	if (!line || handle > 0xffff)
		return false;
	line += sizeof(middle) - 1;
	for (; isdigit((unsigned char)*line) && type < DMI_NO_TYPE; line++)
		type = type * 10 + (unsigned)(*line - '0');
	s->handle = (uint16_t)handle;
	s->type = type < DMI_NO_TYPE ? type : DMI_NO_TYPE;
	return true;
}

static void add_line(struct dmi_structure *s, char *line, char *end)
{
	s->lines = memory_room(s->lines, s->n, &s->room, sizeof(*s->lines));
	struct dmi_line *out = &s->lines[s->n++];
	char *colon = line[1] == '\t' ? NULL : memchr(line, ':', (size_t)(end - line));
	if (!colon) {
		*out = (struct dmi_line){NULL, 0, line + strspn(line, "\t ")};
		return;
	}
	char *value = colon + 1;
	while (*value == ' ')
		value++;
	*out = (struct dmi_line){line + 1, (size_t)(colon - line) - 1, value};
	if (!strcmp(value, "Not Specified"))
		out->value = "";
}

void dmi_text_open(struct dmi_text *t, const char *text, size_t n)
{
	*t = (struct dmi_text){.copy = memory_resize(NULL, n + 1)};
	if (n)
		memcpy(t->copy, text, n);
	t->copy[n] = '\0';
	t->at = t->copy;
	t->end = t->copy + n;
}

void dmi_text_close(struct dmi_text *t)
{
	free(t->copy);
	free(t->now.lines);
	*t = (struct dmi_text){0};
}

/* What a line that names a structure says of its type. */
static void read_title(const char *line, struct dmi_structure *s)
{
	for (size_t i = 0; i < TITLES && s->type == DMI_NO_TYPE; i++)
		if (!strcmp(line, titles[i].title))
			s->type = titles[i].type;
}

/* The first line of a block is its handle, or what is left of it. A block that has none
 * starts with its title: *titled. False: there are too many. */
static bool begin(struct dmi_text *t, const char *line, bool *titled)
{
	struct dmi_structure *s = &t->now;
	t->cut = t->count == DMI_STRUCTURES_MAX;
	if (t->cut)
		return false;
	s->type = DMI_NO_TYPE;
	s->handle = (uint16_t)(0xfe00 - ++t->count);
	s->n = 0;
	read_handle(line, s);
	*titled = s->type == DMI_NO_TYPE;
	read_title(line, s);
	*titled &= s->type != DMI_NO_TYPE;
	return true;
}

const struct dmi_structure *dmi_text_next(struct dmi_text *t)
{
	struct dmi_structure *s = &t->now;
	char *line, *end;
	bool inside = false, titled = false, wanted = false;
	s->n = 0;
	while ((line = next_line(&t->at, t->end, &end))) {
		if (*line == '\t') {
			if (wanted)
				add_line(s, line, end);
		} else if (!*line) {
			if (inside && s->n)
				return s;
			inside = wanted = false;
		} else {
			if (inside)
				read_title(line, s);
			else if (!begin(t, line, &titled))
				return NULL;
			titled |= inside;
			inside = true;
			wanted = titled && is_wanted(s->type);
		}
	}
	return s->n ? s : NULL;
}

const char *dmi_value_of(const struct dmi_structure *s, const char *label, size_t n)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->lines[i].label_n == n && s->lines[i].label &&
		    !memcmp(s->lines[i].label, label, n))
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
