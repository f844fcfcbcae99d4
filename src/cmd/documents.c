/* SPDX-License-Identifier: GPL-3.0-or-later
 * Walks folders and unpacks archives. */
#include "cmd/documents.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/folder.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 64 /* of folders and archives in one another */ };

static bool ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), length = strlen(end);
	return n >= length && !strcmp(name + n - length, end);
}

static int is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Signatures stand beside what they sign. */
static bool is_signature(const struct dirent *entry)
{
	return ends_in(entry->d_name, ".sig");
}

/* What is known of a path before it is looked at. */
struct known {
	unsigned char type; /* DT_…, as its folder lists it */
	bool alone;         /* nothing in its folder is a signature */
};

static void collect(struct documents *in, const char *path, struct known known,
                    int depth);

static bool is_archive(const char *path)
{
	static const char *const ends[] = {".tar",    ".tar.gz",  ".tgz",
	                                   ".tar.xz", ".tar.zst", ".tar.bz2"};
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (strlen(path) > strlen(ends[i]) && ends_in(path, ends[i]))
			return true;
	return false;
}

/* Unpacks an archive beside the others; its folder goes when the import is over. */
static void collect_archive(struct documents *in, const char *path, int depth)
{
	static const struct archive_limits limits = {.bytes = (uint64_t)1 << 36,
	                                             .entries = 4000000};
	struct error err = {0};
	char *folder = folder_make("hwfit-add", &err);
	if (folder) {
		in->folders = memory_room(in->folders, in->folder_n, &in->folder_room,
		                          sizeof(*in->folders));
		in->folders[in->folder_n++] = folder;
		if (!archive_unpack(path, folder, &limits, &err))
			collect(in, folder, (struct known){DT_DIR, false}, depth + 1);
	}
	if (err.code)
		in->refuse(in->context, path, err.text);
}

/* What the folder that lists it says of its type is asked first. */
static bool is_folder(const char *path, unsigned char type)
{
	struct stat st;
	if (type == DT_DIR || type == DT_REG)
		return type == DT_DIR;
	return strcmp(path, "-") != 0 && !stat(path, &st) && S_ISDIR(st.st_mode);
}

static void collect_folder(struct documents *in, const char *path, int depth)
{
	struct dirent **names = NULL;
	int n = depth < DEPTH_MAX ? scandir(path, &names, is_shown, alphasort) : 0;
	bool alone = true;
	for (int i = 0; i < n; i++)
		alone &= !is_signature(names[i]);
	for (int i = 0; i < n; i++) {
		struct buf below = BUF_EMPTY;
		buf_format(&below, "%s/%s", path, names[i]->d_name);
		if (!is_signature(names[i]))
			collect(in, below.text, (struct known){names[i]->d_type, alone},
			        depth + 1);
		buf_done(&below);
		free(names[i]);
	}
	free(names);
}

static void collect(struct documents *in, const char *path, struct known known, int depth)
{
	if (is_folder(path, known.type)) {
		collect_folder(in, path, depth);
	} else if (is_archive(path) && depth < DEPTH_MAX) {
		collect_archive(in, path, depth);
	} else {
		in->items = memory_room(in->items, in->n, &in->room, sizeof(*in->items));
		in->items[in->n++] = (struct document){strdup(path), known.alone};
	}
}

void documents_add(struct documents *documents, const char *path)
{
	collect(documents, path, (struct known){DT_UNKNOWN, false}, 0);
}

void documents_done(struct documents *documents)
{
	for (size_t i = 0; i < documents->n; i++)
		free(documents->items[i].path);
	free(documents->items);
	for (size_t i = 0; i < documents->folder_n; i++) {
		folder_remove(documents->folders[i]);
		free(documents->folders[i]);
	}
	free(documents->folders);
}
