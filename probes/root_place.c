/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where folders of a machine truly are, and where links lead. */
#include "probes/root.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool root_link(const struct root *root, const char *folder, const char *name, char *text,
               size_t room)
{
	char path[1024];
	struct root_dir dir = {root, root->fd, ""};
	if (root->live) {
		int n = snprintf(path, sizeof(path), "%s/%s", folder, name);
		return n > 0 && (size_t)n < sizeof(path) &&
		       root_dir_link(&dir, path, text, room);
	}
	/* A link on the way could lead out of a recorded tree. */
	bool found = root_dir_open(root, NULL, folder, &dir) &&
	             root_dir_link(&dir, name, text, room);
	root_dir_close(&dir);
	return found;
}

/* What the kernel calls the open file. */
static bool fd_path(int fd, char *path, size_t room)
{
	char link[64];
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, room - 1);
	path[n > 0 ? n : 0] = '\0';
	return n > 0 && (size_t)n < room - 1;
}

bool root_dir_place(const struct root_dir *dir, char *place, size_t room)
{
	char base[1024] = "/", path[1024];
	place[0] = '\0';
	if ((!dir->root->live && !fd_path(dir->root->fd, base, sizeof(base))) ||
	    !fd_path(dir->fd, path, sizeof(path)))
		return false;
	size_t n = strcmp(base, "/") ? strlen(base) : 0;
	if (strncmp(path, base, n) != 0 || path[n] != '/' || strlen(path + n + 1) >= room)
		return false;
	snprintf(place, room, "%s", path + n + 1);
	return true;
}

/* From a place one part of a path further, or up; false when that leads out. */
static bool step(char *place, size_t room, const char *part, size_t size)
{
	if (size == 2 && !memcmp(part, "..", 2)) {
		bool below = *place;
		char *slash = strrchr(place, '/');
		*(slash ? slash : place) = '\0';
		return below;
	}
	size_t n = strlen(place);
	if (n && n + 1 < room)
		place[n++] = '/';
	return text_put(place + n, room - n, part, size);
}

bool root_dir_target(const struct root_dir *dir, const char *name, char *place,
                     size_t room)
{
	char target[1024];
	ssize_t n = readlinkat(dir->fd, name, target, sizeof(target) - 1);
	bool found = n > 0 && target[0] != '/' && strlen(dir->path) < room;
	target[n > 0 ? n : 0] = '\0';
	text_put(place, room, dir->path, found ? strlen(dir->path) : 0);
	for (const char *part = target; found && *part; part += *part == '/') {
		size_t size = strcspn(part, "/");
		found = step(place, room, part, size);
		part += size;
	}
	if (!found)
		place[0] = '\0';
	return found;
}
