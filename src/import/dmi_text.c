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
static const char *const titles[] = {
        [0] = "BIOS Information",       [1] = "System Information",
        [2] = "Base Board Information", [3] = "Chassis Information",
        [4] = "Processor Information",  [16] = "Physical Memory Array",
        [17] = "Memory Device",         [43] = "TPM Device",
};

enum { TITLES = sizeof(titles) / sizeof(*titles) };

/* Facts come of the types that have a title. */
static bool is_wanted(unsigned type)
{
	return type < TITLES && titles[type];
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

/* Is the line at `at` blank? It is when nothing stands before its end or a NUL. */
static bool is_blank(const char *at, const char *end)
{
	return *at == '\n' || *at == '\0' ||
	       (*at == '\r' && (at + 1 == end || at[1] == '\n'));
}

static const char *line_after(const char *at, const char *end)
{
	const char *stop = memchr(at, '\n', (size_t)(end - at));
	return stop ? stop + 1 : end;
}

/* As many bytes as are compared at once; the compiler knows how. */
typedef uint8_t wide __attribute__((vector_size(16)));
typedef uint64_t wide_words __attribute__((vector_size(16)));
enum { WIDE = sizeof(wide), HALF = 2 * WIDE, STRIDE = 2 * HALF };

/* Ends of lines behind which no indented one starts. */
static wide line_ends(const char *at)
{
	wide bytes, next;
	memcpy(&bytes, at, WIDE);
	memcpy(&next, at + 1, WIDE);
	return (wide)((bytes == '\n') & (next != '\t'));
}

static wide two_line_ends(const char *at)
{
	return line_ends(at) | line_ends(at + WIDE);
}

static bool any_line_end(const char *at)
{
	wide_words found = (wide_words)(two_line_ends(at) | two_line_ends(at + HALF));
	return (found[0] | found[1]) != 0;
}

/* Where the first blank line starts, or the end. Nearly all of a text is passed over
 * here: lines of a structure are indented. */
static const char *blank_after(const char *at, const char *end)
{
	while (at < end && !is_blank(at, end)) {
		while (end - at > STRIDE && !any_line_end(at))
			at += STRIDE;
		at = line_after(at, end);
	}
	return at;
}

/* Moves *at behind the next block: lines up to a blank one, from the first that is
 * neither blank nor inside of another. Returns where it starts, *n gets its bytes; NULL:
 * there is none. */
static const char *next_block(const char **at, const char *end, size_t *n)
{
	const char *start = *at;
	while (start < end && (*start == '\t' || is_blank(start, end)))
		start = line_after(start, end);
	*at = blank_after(start, end);
	*n = (size_t)(*at - start);
	return start < end ? start : NULL;
}

/* The next line of what was copied, with a NUL in the place of its end, *last. */
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

/* The value of a hexadecimal digit; -1: it is none. */
static int hex_digit(char c)
{
	char low = (char)(c | 0x20);
	return c >= '0' && c <= '9'       ? c - '0'
	       : low >= 'a' && low <= 'f' ? low - 'a' + 10
	                                  : -1;
}

/* "Handle 0x0100, DMI type 1, 27 bytes"; older versions end in a full stop. */
static bool read_handle(const char *line, size_t n, struct dmi_structure *s)
{
	static const char start[] = "Handle 0x", middle[] = ", DMI type ";
	enum { START = sizeof(start) - 1, MIDDLE = sizeof(middle) - 1, COMMA = 2 };
	const char *end = line + n;
	unsigned handle = 0, type = 0;
	if (n < START || memcmp(line, start, START) != 0)
		return false;
	for (line += START; line < end && hex_digit(*line) >= 0; line++)
		if (handle <= 0xffff)
			handle = handle * 16 + (unsigned)hex_digit(*line);
	if (end - line < MIDDLE || memcmp(line, middle, MIDDLE) != 0) {
		line = memmem(line, strnlen(line, (size_t)(end - line)), middle + COMMA,
		              MIDDLE - COMMA);
		line = line ? line - COMMA : NULL;
	}
	if (!line || handle > 0xffff)
		return false;
	for (line += MIDDLE; line < end && isdigit((unsigned char)*line); line++)
		if (type < DMI_NO_TYPE)
			type = type * 10 + (unsigned)(*line - '0');
	s->handle = (uint16_t)handle;
	s->type = type < DMI_NO_TYPE ? type : DMI_NO_TYPE;
	return true;
}

/* Labels by length and first letter. */
static size_t bucket_of(const char *label, size_t n)
{
	return (n * 5 + (unsigned char)*label) % DMI_BUCKETS;
}

/* Of a label that stands there twice the first counts. */
static void add_label(struct dmi_structure *s, struct dmi_line *line)
{
	uint32_t *at = &s->buckets[bucket_of(line->label, line->label_n)];
	for (; *at; at = &s->lines[*at - 1].next) {
		const struct dmi_line *other = &s->lines[*at - 1];
		if (other->label_n == line->label_n &&
		    !memcmp(other->label, line->label, line->label_n))
			return;
	}
	*at = (uint32_t)(line - s->lines) + 1;
}

static void add_line(struct dmi_structure *s, char *line, char *end)
{
	if (s->n == s->room)
		s->lines = memory_room(s->lines, s->n, &s->room, sizeof(*s->lines));
	struct dmi_line *out = &s->lines[s->n++];
	char *colon = line[1] == '\t' ? NULL : memchr(line, ':', (size_t)(end - line));
	if (!colon) {
		while (*line == '\t' || *line == ' ')
			line++;
		*out = (struct dmi_line){NULL, 0, line, 0};
		return;
	}
	char *value = colon + 1;
	while (*value == ' ')
		value++;
	if (*value == 'N' && !strcmp(value, "Not Specified"))
		value = end;
	*out = (struct dmi_line){line + 1, (size_t)(colon - line) - 1, value, 0};
	add_label(s, out);
}

void dmi_text_open(struct dmi_text *t, const char *text, size_t n)
{
	*t = (struct dmi_text){.at = text, .end = text + n, .block = BUF_EMPTY};
}

void dmi_text_close(struct dmi_text *t)
{
	buf_done(&t->block);
	free(t->now.lines);
	*t = (struct dmi_text){.block = BUF_EMPTY};
}

/* What a line that names a structure says of its type. */
static void read_title(const char *line, struct dmi_structure *s)
{
	for (unsigned type = 0; type < TITLES && s->type == DMI_NO_TYPE; type++)
		if (titles[type] && !strcmp(line, titles[type]))
			s->type = type;
}

/* Takes the lines of a block apart. The first is its handle, or what is left of it; a
 * block that has none starts with its title. */
static void read_lines(struct dmi_text *t, const char *block, size_t n)
{
	struct dmi_structure *s = &t->now;
	char *line, *end;
	bool handle = s->type != DMI_NO_TYPE, wanted = false;
	memset(s->buckets, 0, sizeof(s->buckets));
	buf_clear(&t->block);
	buf_add(&t->block, block, n);
	char *at = t->block.text, *last = at + n;
	for (bool first = true; (line = next_line(&at, last, &end)); first = false) {
		if (*line == '\t') {
			if (wanted)
				add_line(s, line, end);
			continue;
		}
		read_title(line, s);
		wanted = is_wanted(s->type) && !(first && handle);
	}
}

const struct dmi_structure *dmi_text_next(struct dmi_text *t)
{
	struct dmi_structure *s = &t->now;
	const char *block;
	size_t n;
	s->n = 0;
	while (!s->n && (block = next_block(&t->at, t->end, &n))) {
		const char *second = line_after(block, block + n);
		t->cut = t->count == DMI_STRUCTURES_MAX;
		if (t->cut)
			return NULL;
		s->type = DMI_NO_TYPE;
		s->handle = (uint16_t)(0xfe00 - ++t->count);
		read_handle(block, (size_t)(second - block), s);
		if (s->type == DMI_NO_TYPE || is_wanted(s->type))
			read_lines(t, block, n);
	}
	return s->n ? s : NULL;
}

const char *dmi_value_of(const struct dmi_structure *s, const char *label, size_t n)
{
	uint32_t at = s->buckets[bucket_of(label, n)];
	for (; at; at = s->lines[at - 1].next)
		if (s->lines[at - 1].label_n == n &&
		    !memcmp(s->lines[at - 1].label, label, n))
			return s->lines[at - 1].value;
	return NULL;
}

bool dmi_has_item(const struct dmi_structure *s, const char *item)
{
	for (size_t i = 0; i < s->n; i++)
		if (!s->lines[i].label && !strcmp(s->lines[i].value, item))
			return true;
	return false;
}
