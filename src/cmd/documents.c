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

/* Signatures stand beside what they sign. */
static int is_document(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);
	return entry->d_name[0] != '.' &&
	       (n < 4 || strcmp(entry->d_name + n - 4, ".sig") != 0);
}

static void collect(struct documents *in, const char *path, unsigned char type,
                    int depth);

static bool is_archive(const char *path)
{
	static const char *const ends[] = {".tar",    ".tar.gz",  ".tgz",
	                                   ".tar.xz", ".tar.zst", ".tar.bz2"};
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t n = strlen(path), end = strlen(ends[i]);
		if (n > end && !strcmp(path + n - end, ends[i]))
			return true;
	}
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
			collect(in, folder, DT_DIR, depth + 1);
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

static void collect(struct documents *in, const char *path, unsigned char type, int depth)
{
	struct dirent **names = NULL;
	bool folder = is_folder(path, type);
	int n = folder && depth < DEPTH_MAX
	                ? scandir(path, &names, is_document, alphasort)
	                : 0;
	for (int i = 0; i < n; i++) {
		struct buf below = BUF_EMPTY;
		buf_format(&below, "%s/%s", path, names[i]->d_name);
		collect(in, below.text, names[i]->d_type, depth + 1);
		buf_done(&below);
		free(names[i]);
	}
	free(names);
	if (folder)
		return;
	if (is_archive(path) && depth < DEPTH_MAX) {
		collect_archive(in, path, depth);
		return;
	}
	in->paths = memory_room(in->paths, in->n, &in->room, sizeof(*in->paths));
	in->paths[in->n++] = strdup(path);
}

void documents_add(struct documents *documents, const char *path)
{
	collect(documents, path, DT_UNKNOWN, 0);
}

void documents_done(struct documents *documents)
{
	for (size_t i = 0; i < documents->n; i++)
		free(documents->paths[i]);
	free(documents->paths);
	for (size_t i = 0; i < documents->folder_n; i++) {
		folder_remove(documents->folders[i]);
		free(documents->folders[i]);
	}
	free(documents->folders);
}
