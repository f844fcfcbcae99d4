/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is collected from, and replaced in, the files of a capture, by their kind. */
#include "probes/capture.h"

#include "base/text.h"

#include <ctype.h>
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

enum { MAC_MAKER = 6 };

enum how { HOW_none, HOW_keep, HOW_unit, HOW_serial, HOW_person, HOW_name };

static const struct {
	const char *pattern;
	enum how how;
} names[] = {
#define IDENTITY_NAME(pattern, how) {pattern, HOW_##how},
#include "probes/capture_names.def"
#undef IDENTITY_NAME
};

static enum how how_of(const char *name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!fnmatch(names[i].pattern, name, 0))
			return names[i].how;
	return HOW_none;
}

/* What stands before the identity proper and is no part of it. */
static const char *const prefixes[] = {
        "LVM-", "CRYPT-LUKS1-", "CRYPT-LUKS2-", "CRYPT-PLAIN-", "CRYPT-", "mpath-",
        "naa.", "eui.",         "uuid.",        "0x",           "t10.",   "nvme.",
};

static size_t prefix_of(const char *text, size_t n)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		size_t length = strlen(prefixes[i]);
		if (length < n && !memcmp(text, prefixes[i], length))
			return length;
	}
	return 0;
}

/* Maker and model stand before the serial number in these: the number is known from
 * elsewhere. A CRYPT name ends with what a person called it. */
static bool is_joined(const char *text, size_t n)
{
	static const char *const joined[] = {"t10.", "nvme.", "CRYPT-"};
	for (size_t i = 0; i < sizeof(joined) / sizeof(*joined); i++)
		if (n > strlen(joined[i]) && !memcmp(text, joined[i], strlen(joined[i])))
			return true;
	return false;
}

/* A root hub has the address of its controller for a serial number: that of a place. */
static bool is_place(const char *path, const char *text, size_t n)
{
	char value[128];
	while (n && isspace((unsigned char)text[n - 1]))
		n--;
	if (n < 4 || n >= sizeof(value))
		return false;
	memcpy(value, text, n);
	value[n] = '\0';
	return strstr(path, value) || !fnmatch("????:??:??.?", value, 0);
}

static void collect_value(const char *path, const char *text, size_t n, size_t kept,
                          struct identities *ids)
{
	size_t skip = prefix_of(text, n);
	if (!is_joined(text, n) && !is_place(path, text, n))
		identities_add(ids, text + skip, n - skip, kept);
}

static void redact_value(const char *path, char *text, size_t n, size_t kept,
                         const struct identities *ids)
{
	size_t skip = prefix_of(text, n);
	if (is_place(path, text, n))
		return;
	if (!is_joined(text, n) || !identities_replace(ids, text + skip, n - skip))
		identities_replace_whole(ids, text + skip, n - skip, kept);
}

/* ---- lists of NAME=value ---- */

struct line {
	char name[96];
	size_t value, end; /* where the value begins, and where the line ends */
};

/* The line at `at`: "E:NAME=value", "U: Uniq=value", "Serial : value", or without name.
 */
static struct line line_at(const char *bytes, size_t n, size_t at)
{
	const char *end = memchr(bytes + at, '\n', n - at);
	struct line line = {.end = end ? (size_t)(end - bytes) : n};
	const char *is = memchr(bytes + at, '=', line.end - at);
	size_t from = at;
	if (is && line.end - at > 2 && bytes[at + 1] == ':')
		from = at + 2;
	if (!is)
		is = memchr(bytes + at, ':', line.end - at);
	if (!is)
		return line;
	size_t to = (size_t)(is - bytes);
	line.value = to + 1;
	while (from < to && isspace((unsigned char)bytes[from]))
		from++;
	while (to > from && isspace((unsigned char)bytes[to - 1]))
		to--;
	while (line.value < line.end && isspace((unsigned char)bytes[line.value]))
		line.value++;
	/* The input layer puts values in quotation marks. */
	if (line.value < line.end && bytes[line.value] == '"')
		line.value++;
	snprintf(line.name, sizeof(line.name), "%.*s", (int)(to - from), bytes + from);
	return line;
}

static void collect_lines(const struct capture_entry *e, struct identities *ids)
{
	struct line line;
	for (size_t at = 0; at < e->n; at = line.end + 1) {
		line = line_at(e->bytes, e->n, at);
		enum how how = how_of(line.name);
		size_t n = line.end - line.value;
		if (line.value && how == HOW_unit)
			collect_value(e->path, e->bytes + line.value, n, 0, ids);
		if (line.value && how == HOW_name)
			identities_add_word(ids, e->bytes + line.value, n);
	}
}

/* The value of a property, or NULL. */
static const char *value_of(const struct capture_entry *e, const char *name, size_t *n)
{
	struct line line;
	for (size_t at = 0; at < e->n; at = line.end + 1) {
		line = line_at(e->bytes, e->n, at);
		if (line.value && !strcmp(line.name, name)) {
			*n = line.end - line.value;
			return e->bytes + line.value;
		}
	}
	return NULL;
}

/* ID_SERIAL without a serial number in it is the maker and the model. */
static bool is_model(const struct capture_entry *e, const char *text, size_t n)
{
	size_t model_size;
	const char *model = value_of(e, "ID_MODEL", &model_size);
	return model && model_size && model_size <= n &&
	       !memcmp(text + n - model_size, model, model_size);
}

static void redact_lines(struct capture_entry *e, const struct identities *ids)
{
	struct line line;
	for (size_t at = 0; at < e->n; at = line.end + 1) {
		line = line_at(e->bytes, e->n, at);
		char *text = e->bytes + line.value;
		size_t n = line.end - line.value;
		enum how how = line.value ? how_of(line.name) : HOW_none;
		if (n && text[n - 1] == '"')
			n--;
		bool model = how == HOW_serial && is_model(e, text, n);
		if (how == HOW_unit) {
			redact_value(e->path, text, n, 0, ids);
		} else if (how == HOW_person) {
			capture_redact_person(ids, text, n);
		} else {
			size_t found =
			        identities_replace(ids, e->bytes + at, line.end - at);
			if (how == HOW_serial && !found && !model)
				redact_value(e->path, text, n, 0, ids);
		}
	}
}

/* ---- files of which hwfit uses a part ---- */

/* udev's links by what a person called something. */
static void drop_label_links(struct capture_entry *e)
{
	size_t kept = 0, end;
	for (size_t at = 0; at < e->n; at = end) {
		const char *stop = memchr(e->bytes + at, '\n', e->n - at);
		end = stop ? (size_t)(stop - e->bytes) + 1 : e->n;
		char line[32] = "";
		memcpy(line, e->bytes + at, end - at < 31 ? end - at : 31);
		if (text_starts(line, "S:disk/by-label/") ||
		    text_starts(line, "S:disk/by-partlabel/"))
			continue;
		memmove(e->bytes + kept, e->bytes + at, end - at);
		kept += end - at;
	}
	e->n = kept;
}

/* ---- one entry ---- */

/* The name of a distribution or of no machine in particular is no name of a machine. */
static bool is_common_host(const char *text, size_t n)
{
	static const char *const common[] = {"localhost", "debian", "ubuntu", "fedora",
	                                     "linux",     "kernel", "server", "machine",
	                                     "laptop",    "desktop"};
	while (n && isspace((unsigned char)text[n - 1]))
		n--;
	for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
		if (strlen(common[i]) == n && !memcmp(common[i], text, n))
			return true;
	return false;
}

void capture_collect(const struct capture_entry *e, struct identities *ids)
{
	if (e->type != CAPTURE_FILE)
		return;
	const uint8_t *bytes = (const uint8_t *)e->bytes;
	if (e->kind == CAPTURE_mac)
		identities_add(ids, e->bytes, e->n, MAC_MAKER);
	else if (e->kind == CAPTURE_identity)
		collect_value(e->path, e->bytes, e->n, 0, ids);
	else if (e->kind == CAPTURE_host && !is_common_host(e->bytes, e->n))
		identities_add_word(ids, e->bytes, e->n);
	else if (e->kind == CAPTURE_udev || e->kind == CAPTURE_uevent)
		collect_lines(e, ids);
	else if (e->kind == CAPTURE_smbios)
		capture_smbios_collect(bytes, e->n, ids);
	else if (e->kind == CAPTURE_edid)
		capture_edid_collect(bytes, e->n, ids);
}

void capture_redact(struct capture_entry *e, const struct identities *ids,
                    struct arena *arena)
{
	uint8_t *bytes = (uint8_t *)e->bytes;
	switch (e->kind) {
	case CAPTURE_text:
		identities_replace(ids, e->bytes, e->n);
		break;
	case CAPTURE_mac:
	case CAPTURE_identity:
		redact_value(e->path, e->bytes, e->n,
		             e->kind == CAPTURE_mac ? MAC_MAKER : 0, ids);
		break;
	case CAPTURE_host:
		if (!is_common_host(e->bytes, e->n))
			identities_replace_whole(ids, e->bytes, e->n, 0);
		break;
	case CAPTURE_udev:
		drop_label_links(e);
		redact_lines(e, ids);
		break;
	case CAPTURE_uevent:
		redact_lines(e, ids);
		break;
	case CAPTURE_mounts:
		capture_redact_mounts(e, ids, arena);
		break;
	case CAPTURE_cmdline:
		capture_redact_cmdline(e, arena);
		break;
	case CAPTURE_environ:
		capture_redact_environ(e, arena);
		break;
	case CAPTURE_smbios:
		capture_smbios_redact(bytes, e->n, ids);
		break;
	case CAPTURE_edid:
		capture_edid_redact(bytes, e->n, ids);
		break;
	default:
		break;
	}
}

static char *renamed(const struct identities *ids, const char *text, struct arena *arena)
{
	char *copy = arena_string(arena, text);
	return identities_replace(ids, copy, strlen(copy)) ? copy : NULL;
}

void capture_pseudonymise(struct capture *capture, const uint8_t key[IDENTITY_KEY])
{
	struct identities *ids = arena_alloc(&capture->arena, sizeof(*ids));
	identities_start(ids, &capture->arena, key);
	/* Addresses first: their maker's part stays, however else they are met. */
	for (size_t i = 0; i < capture->n; i++)
		if (capture->entries[i].kind == CAPTURE_mac)
			capture_collect(&capture->entries[i], ids);
	for (size_t i = 0; i < capture->n; i++)
		if (capture->entries[i].kind != CAPTURE_mac)
			capture_collect(&capture->entries[i], ids);
	for (size_t i = 0; i < capture->n; i++) {
		struct capture_entry *e = &capture->entries[i];
		char *path = renamed(ids, e->path, &capture->arena);
		if (e->type == CAPTURE_FILE)
			capture_redact(e, ids, &capture->arena);
		else if (e->type == CAPTURE_LINK)
			identities_replace(ids, e->bytes, e->n);
		e->path = path ? path : e->path;
	}
}
