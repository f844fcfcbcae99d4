/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of importers, and our own document as one of them. */
#include "import/import.h"

#include "facts/derive.h"
#include "facts/scan_json.h"

#include <string.h>

static const struct importer importers[] = {
#define IMPORTER(name, doc) {#name, doc, import_##name##_is, import_##name##_read},
#include "import/importers.def"
#undef IMPORTER
};

enum { IMPORTERS = sizeof(importers) / sizeof(*importers) };

const struct importer *importer_table(size_t *n)
{
	*n = IMPORTERS;
	return importers;
}

const struct importer *importer_find(const char *name)
{
	for (size_t i = 0; i < IMPORTERS; i++)
		if (!strcmp(importers[i].name, name))
			return &importers[i];
	return NULL;
}

const struct importer *importer_detect(const char *bytes, size_t n)
{
	for (size_t i = 0; i < IMPORTERS; i++)
		if (importers[i].is(bytes, n))
			return &importers[i];
	return NULL;
}

struct scan *import_start(const struct import_document *doc)
{
	struct scan *scan = scan_new();
	scan->memo = doc->memo;
	return scan;
}

void import_finish(struct scan *scan, const struct import_document *doc)
{
	scan->name = arena_string(&scan->arena, doc->name);
	if (!scan->taken)
		scan->taken = arena_string(&scan->arena, doc->taken);
	derive_facts(scan);
	scan_finish(scan);
	scan->memo = NULL;
}

/* The name of the format stands near the start, whatever the layout. */
bool import_hwfit_scan_is(const char *bytes, size_t n)
{
	static const char mark[] = "\"hwfit-scan/";
	const char *end = bytes + (n < 4096 ? n : 4096), *at = bytes;
	while ((at = memchr(at, '"', (size_t)(end - at)))) {
		if ((size_t)(end - at) >= sizeof(mark) - 1 &&
		    !memcmp(at, mark, sizeof(mark) - 1))
			return true;
		at++;
	}
	return false;
}

/* The end of the object that starts at bytes[at], or n when it does not end. */
static size_t object_end(const char *bytes, size_t at, size_t n)
{
	size_t depth = 0;
	bool text = false;
	for (; at < n; at++) {
		char c = bytes[at];
		if (text) {
			at += c == '\\';
			text = c != '"';
		} else if (c == '"') {
			text = true;
		} else if (c == '{' || c == '[') {
			depth++;
		} else if ((c == '}' || c == ']') && --depth == 0) {
			return at + 1;
		}
	}
	return n;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* One scan, or several one after the other, as hwfit inventory export writes them. */
int import_hwfit_scan_read(const struct import_document *doc, import_each *each,
                           void *context, struct error *err)
{
	size_t at = 0;
	do {
		while (at < doc->n && is_blank(doc->bytes[at]))
			at++;
		size_t end = at < doc->n && doc->bytes[at] == '{'
		                     ? object_end(doc->bytes, at, doc->n)
		                     : doc->n;
		struct scan *scan =
		        scan_json_read(doc->bytes + at, end - at, doc->name, err);
		if (!scan)
			return -1;
		if (!scan->taken)
			scan->taken = arena_string(&scan->arena, doc->taken);
		if (each(context, scan))
			return -1;
		at = end;
		while (at < doc->n && is_blank(doc->bytes[at]))
			at++;
	} while (at < doc->n);
	return 0;
}
