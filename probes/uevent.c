/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads uevent files. */
#include "probes/uevent.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool uevent_read(const struct root_dir *dir, const char *path, struct uevent *uevent)
{
	ssize_t n = root_dir_read(dir, path, uevent->text, sizeof(uevent->text));
	uevent->n = n > 0 ? (size_t)n : 0;
	return uevent->n;
}

bool uevent_find(const char *text, size_t n, const char *name, char *value, size_t room)
{
	size_t length = strlen(name);
	const char *end = text + n;
	value[0] = '\0';
	for (const char *line = text; line < end;) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		stop = stop ? stop : end;
		size_t size = (size_t)(stop - line);
		if (size > length && !memcmp(line, name, length) && line[length] == '=') {
			text_put(value, room, line + length + 1, size - length - 1);
			return value[0];
		}
		line = stop + 1;
	}
	return false;
}

bool uevent_get(const struct uevent *uevent, const char *name, char *value, size_t room)
{
	return uevent_find(uevent->text, uevent->n, name, value, room);
}

bool uevent_hex(const struct uevent *uevent, const char *name, uint32_t most,
                uint32_t *number)
{
	char text[16], *end;
	if (!uevent_get(uevent, name, text, sizeof(text)) ||
	    !isxdigit((unsigned char)*text))
		return false;
	unsigned long value = strtoul(text, &end, 16);
	if (*end || value > most)
		return false;
	*number = (uint32_t)value;
	return true;
}
