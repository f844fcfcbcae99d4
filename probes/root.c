/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads files of a machine or of a recorded tree. */
#include "probes/root.h"

#include "base/archive.h"
#include "base/folder.h"
#include "base/text.h"
#include "probes/uevent.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What the kernel says of the size of each file in sysfs. */
enum { PAGE = 4096 };

/* Of an open that renames elsewhere disturb; each takes some microseconds. */
enum { TRIES_MAX = 100000 };

/* The largest recordings have some thousand files and some megabytes; these keep what
 * only looks like one from filling the disk. */
static const struct archive_limits limits = {512u << 20, 500000};

/* Unpacks an archive to a folder of its own, which root->unpacked names. */
static int unpack(struct root *root, struct error *err)
{
	root->unpacked = folder_make("hwfit-root", err);
	if (!root->unpacked)
		return -1;
	return archive_unpack(root->path, root->unpacked, &limits, err);
}

int root_open(struct root *root, const char *path, struct error *err)
{
	struct stat st;
	*root = (struct root){.fd = -1, .live = !path, .path = path ? path : "/"};
	if (path && !stat(path, &st) && S_ISREG(st.st_mode) && unpack(root, err)) {
		root_close(root);
		return -1;
	}
	root->fd = open(root->unpacked ? root->unpacked : root->path,
	                O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (root->fd >= 0) {
		root->path = root->unpacked ? root->unpacked : root->path;
		return 0;
	}
	error_set(err, EXIT_usage, root->path, "cannot open this recorded machine: %s",
	          strerror(errno));
	root_close(root);
	return error_remedy(err, "give --root a directory that holds sys/, proc/ and "
	                         "etc/, or a tar archive of one");
}

void root_close(struct root *root)
{
	if (root->fd >= 0)
		close(root->fd);
	root->fd = -1;
	if (root->unpacked) {
		folder_remove(root->unpacked);
		free(root->unpacked);
		root->unpacked = NULL;
	}
}

/* Root may open a file that nobody may read; in a recording it stands for a refusal. */
static int refuse_unreadable(int fd)
{
	struct stat st;
	if (fd < 0 || fstat(fd, &st) || st.st_mode & (S_IRUSR | S_IRGRP | S_IROTH))
		return fd;
	close(fd);
	errno = EACCES;
	return -1;
}

/* In a recorded tree every path starts at its root, so that neither ".." nor an absolute
 * link can lead to the real machine. */
static int open_at(const struct root *root, const struct root_dir *dir, const char *name,
                   int flags)
{
	flags |= O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
	if (root->live)
		return openat(dir ? dir->fd : root->fd, name, flags);
	char path[1024];
	int n = snprintf(path, sizeof(path), "%s%s%s", dir ? dir->path : "",
	                 dir ? "/" : "", name);
	if (n < 0 || (size_t)n >= sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	struct open_how how = {.flags = (unsigned)flags,
	                       .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS};
	/* A rename anywhere on the system makes a path with ".." fail with EAGAIN: the
	 * kernel cannot tell then whether it stayed inside (openat2(2)). */
	int fd = -1;
	for (int tries = 0; tries < TRIES_MAX; tries++) {
		fd = (int)syscall(SYS_openat2, root->fd, path, &how, sizeof(how));
		if (fd >= 0 || errno != EAGAIN)
			break;
	}
	return refuse_unreadable(fd);
}

bool root_dir_open(const struct root *root, const struct root_dir *parent,
                   const char *name, struct root_dir *dir)
{
	dir->root = root;
	dir->fd = -1;
	int n = snprintf(dir->path, sizeof(dir->path), "%s%s%s",
	                 parent ? parent->path : "", parent ? "/" : "", name);
	if (n < 0 || (size_t)n >= sizeof(dir->path))
		return false;
	dir->fd = open_at(root, parent, name, O_RDONLY | O_DIRECTORY);
	return dir->fd >= 0;
}

void root_dir_close(struct root_dir *dir)
{
	if (dir->fd >= 0)
		close(dir->fd);
	dir->fd = -1;
}

static int name_order(const void *a, const void *b)
{
	const char *x = *(char *const *)a, *y = *(char *const *)b;
	int order = text_natural_order(x, y);
	return order ? order : strcmp(x, y);
}

static DIR *list_start(const struct root_dir *dir)
{
	int fd = open_at(dir->root, dir->root->live ? dir : NULL,
	                 dir->root->live ? "." : dir->path, O_RDONLY | O_DIRECTORY);
	DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
	if (!stream && fd >= 0)
		close(fd);
	return stream;
}

/* The next name but "." and ".."; NULL at the end. */
static const char *list_next(DIR *stream)
{
	for (struct dirent *e; (e = readdir(stream));)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			return e->d_name;
	return NULL;
}

char **root_dir_names(const struct root_dir *dir, struct arena *arena, size_t *n)
{
	DIR *stream = list_start(dir);
	*n = 0;
	if (!stream)
		return NULL;
	char **names = NULL;
	size_t room = 0;
	for (const char *name; (name = list_next(stream));) {
		names = memory_room(names, *n, &room, sizeof(*names));
		names[(*n)++] = arena_string(arena, name);
	}
	closedir(stream);
	if (*n > 1)
		qsort(names, *n, sizeof(*names), name_order);
	char **kept = arena_items(arena, names, *n, sizeof(*names));
	free(names);
	return kept;
}

size_t root_dir_count(const struct root_dir *dir, bool (*counts)(const char *name))
{
	DIR *stream = list_start(dir);
	size_t n = 0;
	for (const char *name; stream && (name = list_next(stream));)
		n += counts(name);
	if (stream)
		closedir(stream);
	return n;
}

static ssize_t read_open_file(int fd, void *bytes, size_t room)
{
	if (fd < 0)
		return -errno;
	size_t done = 0;
	ssize_t result = 0;
	while (done < room) {
		ssize_t n = read(fd, (char *)bytes + done, room - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			result = -errno;
		if (n <= 0)
			break;
		done += (size_t)n;
		/* A sysfs attribute comes in one piece of at most a page: no second read.
		 */
		if (n < PAGE)
			break;
	}
	close(fd);
	return done ? (ssize_t)done : result;
}

ssize_t root_dir_read(const struct root_dir *dir, const char *name, void *bytes,
                      size_t room)
{
	return read_open_file(open_at(dir->root, dir, name, O_RDONLY), bytes, room);
}

ssize_t root_read(const struct root *root, const char *path, void *bytes, size_t room)
{
	return read_open_file(open_at(root, NULL, path, O_RDONLY), bytes, room);
}

int root_file_open(const struct root *root, const char *path)
{
	return open_at(root, NULL, path, O_RDONLY);
}

/* Reads to the end, or until the room is full; -errno. */
static ssize_t read_to_end(int fd, char *bytes, size_t room)
{
	size_t done = 0;
	while (done < room) {
		ssize_t n = read(fd, bytes + done, room - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if (!n)
			break;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

/* What has no size, as files of the kernel: piece by piece. */
static char *read_pieces(int fd, size_t limit, struct arena *arena, ssize_t *n)
{
	struct buf text = BUF_EMPTY;
	char piece[16384];
	ssize_t got;
	while ((got = read(fd, piece, sizeof(piece))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || text.n + (size_t)got > limit)
			break;
		buf_add(&text, piece, (size_t)got);
	}
	*n = got < 0 ? -errno : got > 0 ? -EFBIG : (ssize_t)text.n;
	char *copy = *n >= 0 ? arena_copy(arena, text.text, text.n) : NULL;
	buf_done(&text);
	return copy;
}

char *root_read_all(const struct root *root, const char *path, size_t limit,
                    struct arena *arena, ssize_t *n)
{
	int fd = open_at(root, NULL, path, O_RDONLY);
	struct stat st;
	char *text = NULL;
	if (fd < 0 || fstat(fd, &st)) {
		*n = -errno;
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	/* A large file goes straight to its place, unless it grows meanwhile. */
	size_t size = st.st_size > PAGE ? (size_t)st.st_size : 0;
	if (size && size <= limit) {
		text = arena_room(arena, size + 1);
		*n = read_to_end(fd, text, size + 1);
		if (*n >= 0 && (size_t)*n <= size)
			text[*n] = '\0';
		else
			text = NULL;
	}
	if (!text && size && lseek(fd, 0, SEEK_SET))
		*n = -errno;
	else if (!text)
		text = read_pieces(fd, limit, arena, n);
	close(fd);
	return text;
}

char *root_dir_attribute(const struct root_dir *dir, const char *name, size_t limit,
                         struct arena *arena, ssize_t *n)
{
	char *bytes = memory_resize(NULL, limit);
	*n = root_dir_read(dir, name, bytes, limit);
	char *copy = *n >= 0 ? arena_copy(arena, bytes, (size_t)*n) : NULL;
	free(bytes);
	return copy;
}

bool root_dir_string(const struct root_dir *dir, const char *name, char *text,
                     size_t room)
{
	ssize_t n = root_dir_read(dir, name, text, room - 1);
	if (n < 0)
		n = 0;
	while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == '\0'))
		n--;
	text[n] = '\0';
	return n > 0;
}

bool root_dir_number(const struct root_dir *dir, const char *name, int base,
                     int64_t *number)
{
	char text[64];
	if (!root_dir_string(dir, name, text, sizeof(text)))
		return false;
	char *end;
	errno = 0;
	long long value = strtoll(text, &end, base);
	if (errno || end == text || (*end && *end != ' '))
		return false;
	*number = value;
	return true;
}

bool root_dir_link(const struct root_dir *dir, const char *name, char *text, size_t room)
{
	char target[1024];
	ssize_t n = readlinkat(dir->fd, name, target, sizeof(target) - 1);
	if (n <= 0)
		return false;
	target[n] = '\0';
	const char *last = strrchr(target, '/');
	last = last ? last + 1 : target;
	text_put(text, room, last, strlen(last));
	return text[0];
}

bool root_dir_uevent(const struct root_dir *dir, const char *name, char *text,
                     size_t room)
{
	struct uevent uevent;
	uevent_read(dir, "uevent", &uevent);
	return uevent_get(&uevent, name, text, room);
}

bool root_dir_has(const struct root_dir *dir, const char *name)
{
	struct stat st;
	return !fstatat(dir->fd, name, &st, AT_SYMLINK_NOFOLLOW);
}

static const struct {
	int error;
	const char *why, *remedy;
} reasons[] = {
        {EACCES, "needs root", "run with sudo"},
        {EPERM, "needs root", "run with sudo"},
        {ENOENT, "the kernel does not show it here", NULL},
        {ENOTDIR, "the kernel does not show it here", NULL},
        {ENODEV, "the device does not answer", NULL},
        {EIO, "the device gives an error", NULL},
        {EFBIG, "it is larger than any real one", NULL},
        {ENODATA, "the device has no answer", NULL},
};

const char *root_why(int error)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].error == error)
			return reasons[i].why;
	return strerror(error);
}

const char *root_remedy(int error)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].error == error)
			return reasons[i].remedy;
	return NULL;
}
