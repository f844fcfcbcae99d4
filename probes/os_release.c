/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads os-release.
 * Spec: os-release(5); POSIX shell, 2.2 Quoting */
#include "probes/os_release.h"

#include "base/buf.h"
#include "base/text.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* How many parts of VERSION_ID name a release; everything else of these is an update of
 * the same release. Those not listed count all parts. */
static const struct {
	const char *id;
	int parts;
} releases[] = {
        {"almalinux", 1}, {"alpine", 2},     {"centos", 1},   {"debian", 1},
        {"eurolinux", 1}, {"ol", 1},         {"raspbian", 1}, {"rhel", 1},
        {"rocky", 1},     {"scientific", 1},
};

/* Systems without releases whose VERSION_ID is the day of a snapshot. */
static const char *const rolling[] = {"opensuse-tumbleweed", "opensuse-slowroll"};

/* One value up to the end of its line. Returns where that is. */
static const char *unquote(const char *c, const char *end, struct buf *out)
{
	char quote = 0;
	for (; c < end && *c != '\n'; c++) {
		bool escapes = quote != '\'';
		if (*c == quote) {
			quote = 0;
		} else if (!quote && (*c == '"' || *c == '\'')) {
			quote = *c;
		} else if (!quote && (*c == ' ' || *c == '\t' || *c == '\r')) {
			break;
		} else if (*c == '\\' && escapes && c + 1 < end && c[1] != '\n' &&
		           (!quote || strchr("$`\"\\", c[1]))) {
			buf_add_char(out, *++c);
		} else {
			buf_add_char(out, *c);
		}
	}
	const char *stop = c < end ? memchr(c, '\n', (size_t)(end - c)) : NULL;
	return stop ? stop + 1 : end;
}

char *os_release_get(const char *text, size_t n, const char *name, struct arena *arena)
{
	struct buf value = BUF_EMPTY;
	const char *end = text + n;
	size_t length = strlen(name);
	for (const char *line = text; line < end;) {
		while (line < end && (*line == ' ' || *line == '\t'))
			line++;
		if ((size_t)(end - line) > length && line[length] == '=' &&
		    !memcmp(line, name, length)) {
			buf_clear(&value);
			line = unquote(line + length + 1, end, &value);
			continue;
		}
		const char *stop =
		        line < end ? memchr(line, '\n', (size_t)(end - line)) : NULL;
		line = stop ? stop + 1 : end;
	}
	char *copy = value.n ? arena_copy(arena, value.text, value.n) : NULL;
	buf_done(&value);
	return copy;
}

/* Lower-case letters, digits, "." , "_" and "-", as the standard has it for both. */
static bool is_word(const char *text)
{
	for (; *text; text++)
		if (!islower((unsigned char)*text) && !isdigit((unsigned char)*text) &&
		    !strchr("._-", *text))
			return false;
	return true;
}

/* The first parts of a version. */
static size_t parts_length(const char *id, const char *version)
{
	int parts = 0;
	for (size_t i = 0; i < sizeof(releases) / sizeof(*releases); i++)
		if (!strcmp(releases[i].id, id))
			parts = releases[i].parts;
	size_t n = 0;
	while (parts && version[n] && (version[n] != '.' || --parts > 0))
		n++;
	return n ? n : strlen(version);
}

char *os_release_platform(const char *text, size_t n, struct arena *arena)
{
	const char *id = os_release_get(text, n, "ID", arena);
	const char *version = os_release_get(text, n, "VERSION_ID", arena);
	const char *name = os_release_get(text, n, "NAME", arena);
	const char *build = os_release_get(text, n, "BUILD_ID", arena);
	if (!id || !is_word(id))
		return NULL;
	for (size_t i = 0; i < sizeof(rolling) / sizeof(*rolling); i++)
		if (!strcmp(rolling[i], id))
			return arena_string(arena, id);
	if (!version && build && !strcmp(build, "rolling"))
		return arena_format(arena, "%s-rolling", id);
	if (!version || !is_word(version))
		return NULL;
	/* CentOS Stream calls itself as CentOS did. */
	bool stream = !strcmp(id, "centos") && name && strstr(name, "Stream");
	return arena_format(arena, "%s%s-%.*s", id, stream ? "-stream" : "",
	                    (int)parts_length(id, version), version);
}
