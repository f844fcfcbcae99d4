/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads /proc/self/mountinfo. */
#include "probes/mountinfo.h"

#include <string.h>

/* One blank-separated word of a line; the bytes left shrink. */
static bool word(const char **at, size_t *left, const char **start, size_t *n)
{
	while (*left && **at == ' ') {
		(*at)++;
		(*left)--;
	}
	const char *blank = memchr(*at, ' ', *left);
	*start = *at;
	*n = blank ? (size_t)(blank - *at) : *left;
	*at += *n;
	*left -= *n;
	return *n;
}

/* Blanks, tabs, newlines and backslashes are written as three octal digits. */
static const char *decode(struct arena *arena, const char *text, size_t n)
{
	char *out = arena_copy(arena, text, n);
	size_t length = 0;
	for (size_t i = 0; i < n; i++) {
		const char *d = text + i + 1;
		if (text[i] == '\\' && i + 3 < n && d[0] >= '0' && d[0] <= '3' &&
		    d[1] >= '0' && d[1] <= '7' && d[2] >= '0' && d[2] <= '7') {
			out[length++] = (char)((d[0] - '0') << 6 | (d[1] - '0') << 3 |
			                       (d[2] - '0'));
			i += 3;
		} else {
			out[length++] = text[i];
		}
	}
	out[length] = '\0';
	return out;
}

static bool read_line(const char *at, size_t left, struct arena *arena,
                      struct mountinfo *mount)
{
	const char **fields[] = {NULL, NULL, &mount->number, &mount->root, &mount->point};
	const char *start;
	size_t n;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		if (!word(&at, &left, &start, &n))
			return false;
		if (fields[i])
			*fields[i] = decode(arena, start, n);
	}
	/* Options, as many as there are, end with a dash. */
	do {
		if (!word(&at, &left, &start, &n))
			return false;
	} while (n != 1 || *start != '-');
	if (!word(&at, &left, &start, &n))
		return false;
	mount->type = decode(arena, start, n);
	if (!word(&at, &left, &start, &n))
		return false;
	mount->source = decode(arena, start, n);
	return true;
}

bool mountinfo_next(const char *bytes, size_t n, size_t *at, struct arena *arena,
                    struct mountinfo *mount)
{
	while (*at < n) {
		const char *line = bytes + *at;
		const char *newline = memchr(line, '\n', n - *at);
		size_t length = newline ? (size_t)(newline - line) : n - *at;
		*at += length + (newline ? 1 : 0);
		if (read_line(line, length, arena, mount))
			return true;
	}
	return false;
}
