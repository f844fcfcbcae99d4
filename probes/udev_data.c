/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads udev's database. */
#include "probes/udev_data.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool udev_data_next(const char *bytes, size_t n, size_t *at,
                    struct udev_property *property)
{
	while (*at < n) {
		const char *line = bytes + *at;
		const char *newline = memchr(line, '\n', n - *at);
		size_t length = newline ? (size_t)(newline - line) : n - *at;
		*at += length + (newline ? 1 : 0);
		const char *equals = length > 2 ? memchr(line, '=', length) : NULL;
		if (!equals || line[0] != 'E' || line[1] != ':' || equals == line + 2)
			continue;
		property->name = line + 2;
		property->name_size = (size_t)(equals - line) - 2;
		property->value = equals + 1;
		property->value_size = length - (size_t)(equals - line) - 1;
		return true;
	}
	return false;
}

char *udev_decode(struct arena *arena, const char *text, size_t *size)
{
	char *out = arena_copy(arena, text, strlen(text));
	size_t n = 0;
	while (*text) {
		if (text[0] == '\\' && text[1] == 'x' &&
		    isxdigit((unsigned char)text[2]) &&
		    isxdigit((unsigned char)text[3])) {
			char hex[3] = {text[2], text[3], '\0'};
			out[n++] = (char)strtoul(hex, NULL, 16);
			text += 4;
		} else {
			out[n++] = *text++;
		}
	}
	out[n] = '\0';
	*size = n;
	return out;
}
