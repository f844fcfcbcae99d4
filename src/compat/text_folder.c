/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a folder that has the shape of compat-db/. */
#include "base/file.h"
#include "base/text.h"
#include "compat/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX_BYTES = 8 << 20 };

enum file_type {
	FILE_blocks,
	FILE_rules,
	FILE_names,
	FILE_terms,
	FILE_drivers,
	FILE_models,
	FILE_hardware,
	FILE_left_out
};

/* What belongs where: "" is the folder itself. */
static const struct place_row {
	const char *folder, *suffix;
	enum file_type type;
} place_rows[] = {
        {"", ".compat", FILE_blocks},          {"", ".md", FILE_left_out},
        {"platforms", ".compat", FILE_blocks}, {"cpu-rules", ".tsv", FILE_rules},
        {"cpu-names", ".tsv", FILE_names},     {"tor", ".tor", FILE_terms},
        {"", ".tsv", FILE_left_out},           {"", ".sh", FILE_left_out},
        {"drivers", ".tsv", FILE_drivers},     {"lint", ".tsv", FILE_left_out},
        {"models", ".tsv", FILE_models},       {"parts", ".tsv", FILE_hardware},
};

enum { PLACE_ROWS = sizeof(place_rows) / sizeof(*place_rows) };

static bool ends_with(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);
	return n > m && !strcmp(name + n - m, suffix);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int read_one(struct compat_text *text, const char *path, const char *file,
                    enum file_type type, struct error *err)
{
	struct buf bytes = BUF_EMPTY;
	struct arena arena = {0};
	if (type == FILE_left_out)
		return 0;
	int result = file_read(path, FILE_MAX_BYTES, &bytes, err);
	const char *slash = strrchr(file, '/'), *base = slash ? slash + 1 : file;
	char *set = arena_copy(&arena, base, (size_t)(strrchr(base, '.') - base));
	if (!result && type == FILE_blocks)
		compat_text_read(text, bytes.text, bytes.n, file);
	else if (!result && type == FILE_rules)
		compat_text_read_rules(text, bytes.text, bytes.n, set, file);
	else if (!result && type == FILE_terms)
		compat_text_read_terms(text, bytes.text, bytes.n, file);
	else if (!result && type == FILE_drivers)
		compat_text_read_drivers(text, bytes.text, bytes.n, set, file);
	else if (!result && type == FILE_models)
		compat_text_read_models(text, bytes.text, bytes.n, set, file);
	else if (!result && type == FILE_hardware)
		compat_text_read_hardware(text, bytes.text, bytes.n, set, file);
	else if (!result)
		compat_text_read_names(text, bytes.text, bytes.n, set, file);
	buf_done(&bytes);
	arena_done(&arena);
	return result;
}

static void unexpected(struct compat_text *text, const char *file, const char *what)
{
	compat_problem_add(text->problems, arena_string(&text->problems->arena, file),
	                   (struct place){1, 1}, "expected %s, found another file", what);
}

/* Reads one folder: folder is its row, "" the top one, in which folders are expected too.
 */
static int read_folder(struct compat_text *text, const char *top, const char *folder,
                       struct error *err)
{
	struct dirent **entries = NULL;
	struct arena arena = {0};
	const char *path =
	        arena_format(&arena, "%s%s%s", top, *folder ? "/" : "", folder);
	int n = scandir(path, &entries, is_visible, by_name), result = 0;
	if (n < 0)
		result = error_set(err, EXIT_usage, path, "cannot open: %s",
		                   strerror(errno));
	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name, *wanted = NULL;
		const struct place_row *row = NULL;
		bool is_folder = false;
		for (int k = 0; k < PLACE_ROWS && !row; k++) {
			const struct place_row *r = &place_rows[k];
			is_folder = is_folder || (!*folder && !strcmp(r->folder, name));
			if (strcmp(r->folder, folder) != 0)
				continue;
			wanted = wanted ? wanted : r->suffix;
			if (ends_with(name, r->suffix))
				row = r;
		}
		const char *file =
		        arena_format(&arena, "%s%s%s", folder, *folder ? "/" : "", name);
		if (result)
			;
		else if (is_folder)
			result = read_folder(text, top, name, err);
		else if (row)
			result = read_one(text, arena_format(&arena, "%s/%s", path, name),
			                  file, row->type, err);
		else
			unexpected(text, file,
			           *folder ? arena_format(&arena, "NAME%s", wanted)
			                   : "NAME.compat, platforms, cpu-rules, "
			                     "cpu-names, drivers, lint, models, parts or "
			                     "tor");
		free(entries[i]);
	}
	free(entries);
	arena_done(&arena);
	return result;
}

int compat_text_read_folder(struct compat_text *text, const char *folder,
                            struct error *err)
{
	return read_folder(text, folder, "", err);
}
