/* SPDX-License-Identifier: GPL-3.0-or-later
 * Modules that claim devices, and missing firmware, as facts. Pure. */
#include "base/text.h"
#include "probes/drivers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- modules -------------------------------------------------------------------------
 */

struct claim {
	struct scan *scan;
	struct component *c;
	enum fact_id fact;
};

static void add_module(void *context, const char *module, size_t n)
{
	const struct claim *claim = context;
	const char *name = text_clean_copy(&claim->scan->arena, module, n, NULL);
	if (*name && !fact_lists(claim->c, claim->fact, name))
		fact_add_word(claim->scan, claim->c, claim->fact, name);
}

static bool search(const struct claim *claim, const struct module_index *indexes,
                   size_t n, const char *alias)
{
	bool whole = true;
	for (size_t i = 0; i < n; i++)
		whole = module_index_search(&indexes[i], alias, add_module,
		                            (void *)claim) &&
		        whole;
	return whole;
}

static void map_device(const struct claim *claim, enum fact_id alias_fact,
                       const struct module_index *indexes, size_t n)
{
	const struct value *alias = fact_value(claim->c, alias_fact);
	bool whole = true;
	if (!alias) {
		fact_set_unreadable(claim->scan, claim->c, claim->fact,
		                    "the kernel does not tell its alias", NULL);
		return;
	}
	fact_set_list(claim->scan, claim->c, claim->fact);
	if (fact_row(alias_fact)->type == TYPE_LIST)
		for (size_t i = 0; i < alias->list.n; i++)
			whole = search(claim, indexes, n, alias->list.items[i].text) &&
			        whole;
	else
		whole = search(claim, indexes, n, alias->text);
	if (!whole)
		scan_note(claim->scan, claim->c,
		          "the index of modules is faulty; run depmod");
}

void drivers_map(struct scan *scan, const struct module_index *indexes, size_t n,
                 const char *why, const char *remedy)
{
	static const struct {
		enum kind_id kind;
		enum fact_id fact, alias;
	} kinds[] = {
	        {KIND_pci, FACT_pci_modules, FACT_pci_modalias},
	        {KIND_usb, FACT_usb_modules, FACT_usb_modaliases},
	        {KIND_sdio, FACT_sdio_modules, FACT_sdio_modalias},
	};
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		const struct component_list *list = &scan->kinds[kinds[k].kind];
		for (size_t i = 0; i < list->n; i++) {
			struct claim claim = {scan, list->items[i], kinds[k].fact};
			if (n)
				map_device(&claim, kinds[k].alias, indexes, n);
			else
				fact_set_unreadable(scan, claim.c, claim.fact, why,
				                    remedy);
		}
	}
}

/* ---- firmware -------------------------------------------------------------------------
 */

/* "iwlwifi 0000:00:14.3: Direct firmware load for iwlwifi-QuZ-a0.ucode failed with error
 * -2" of the kernel; of Debian's also "firmware: failed to load x.bin (-2)". */
static const struct {
	const char *before, *after;
} messages[] = {
        {"Direct firmware load for ", " failed with error -2"},
        {"firmware: failed to load ", " (-2)"},
};

struct log_line {
	const char *text;
	size_t n;
};

static bool next_line(const char *log, size_t n, size_t *at, struct log_line *line)
{
	if (*at >= n)
		return false;
	const char *end = memchr(log + *at, '\n', n - *at);
	line->text = log + *at;
	line->n = end ? (size_t)(end - line->text) : n - *at;
	*at += line->n + 1;
	return true;
}

/* The file that a line says was not found; NULL: it says no such thing. */
static const char *missing_file(const struct log_line *line, size_t *n)
{
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++) {
		const char *before = messages[i].before, *after = messages[i].after;
		const char *found = memmem(line->text, line->n, before, strlen(before));
		if (!found)
			continue;
		found += strlen(before);
		size_t left = line->n - (size_t)(found - line->text);
		const char *end = memmem(found, left, after, strlen(after));
		*n = end ? (size_t)(end - found) : 0;
		if (*n && *n < 256)
			return found;
	}
	return NULL;
}

/* "[    0.000000] Linux version", with or without "<5>" before. */
static bool is_beginning(const struct log_line *line)
{
	size_t skip = line->n && line->text[0] == '<' ? 3 : 0;
	static const char start[] = "[    0.000000]";
	return line->n > skip + strlen(start) &&
	       !memcmp(line->text + skip, start, strlen(start));
}

void drivers_map_log(struct scan *scan, const char *log, size_t n)
{
	struct component *os = scan_add(scan, KIND_os, NULL);
	struct log_line line = {0};
	size_t at = 0, size;
	fact_set_list(scan, os, FACT_os_missing_firmware);
	if (!next_line(log, n, &at, &line) || !is_beginning(&line))
		scan_note(scan, os,
		          "the kernel's log has lost its beginning; firmware may have "
		          "been missed earlier");
	for (at = 0; next_line(log, n, &at, &line);) {
		const char *file = missing_file(&line, &size);
		if (!file)
			continue;
		file = text_clean_copy(&scan->arena, file, size, NULL);
		if (!fact_lists(os, FACT_os_missing_firmware, file))
			fact_add_word(scan, os, FACT_os_missing_firmware, file);
	}
}

void drivers_cut_log(const char *log, size_t n, struct buf *out)
{
	struct log_line line;
	size_t at = 0, size;
	bool first = true;
	while (next_line(log, n, &at, &line)) {
		const char *file = missing_file(&line, &size);
		if (first && is_beginning(&line))
			buf_add_string(out, "[    0.000000] the log begins here\n");
		first = false;
		if (file)
			buf_format(out, "%s%.*s%s\n", messages[0].before, (int)size, file,
			           messages[0].after);
	}
}
