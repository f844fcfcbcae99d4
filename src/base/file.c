/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole files in and out. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int file_read(const char *path, size_t limit, struct buf *out, struct error *err)
{
	time_t changed;
	return file_read_dated(path, limit, out, &changed, err);
}

int file_read_dated(const char *path, size_t limit, struct buf *out, time_t *changed,
                    struct error *err)
{
	bool standard = !strcmp(path, "-");
	const char *name = standard ? "standard input" : path;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return error_set(err, EXIT_usage, name, "cannot open: %s",
		                 strerror(errno));
	enum { USUAL = 65536 };
	struct stat st = {0};
	bool dated = !fstat(fd, &st) && !standard;
	*changed = dated ? st.st_mtime : time(NULL);
	size_t total = 0, room, size = st.st_size > 0 ? (size_t)st.st_size : 0;
	size_t least = size && size <= limit ? size : USUAL;
	int result = 0;
	for (;; least = 1) {
		char *chunk = buf_room(out, least, &room);
		ssize_t n = read(fd, chunk, room);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			result = error_set(err, EXIT_usage, name, "cannot read: %s",
			                   strerror(errno));
		if (n <= 0)
			break;
		total += (size_t)n;
		buf_grow(out, total > limit ? 0 : (size_t)n);
		if (total > limit) {
			result = error_set(err, EXIT_usage, name,
			                   "expected at most %zu bytes, found more",
			                   limit);
			break;
		}
		/* All that was there when it was opened. */
		if (S_ISREG(st.st_mode) && total == size)
			break;
	}
	if (!standard)
		close(fd);
	return result;
}

static int write_all(int fd, const char *text, size_t n)
{
	while (n) {
		ssize_t done = write(fd, text, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		text += done;
		n -= (size_t)done;
	}
	return 0;
}

/* A device or pipe is written in place: there is nothing to rename over. */
static bool is_special(const char *path)
{
	struct stat st;
	return !stat(path, &st) && !S_ISREG(st.st_mode);
}

static int write_in_place(const char *path, const char *text, size_t n)
{
	int fd = strcmp(path, "-") ? open(path, O_WRONLY | O_CLOEXEC) : STDOUT_FILENO;
	if (fd < 0)
		return -1;
	int result = write_all(fd, text, n);
	if (fd != STDOUT_FILENO && close(fd))
		result = -1;
	return result;
}

static int write_and_rename(const char *path, const char *text, size_t n)
{
	struct buf temporary = BUF_EMPTY;
	buf_format(&temporary, "%s.XXXXXX", path);
	int fd = mkstemp(temporary.text);
	if (fd < 0) {
		buf_done(&temporary);
		return -1;
	}
	mode_t mask = umask(0);
	umask(mask);
	int result =
	        write_all(fd, text, n) || fchmod(fd, 0666 & ~mask) || fsync(fd) ? -1 : 0;
	if (close(fd))
		result = -1;
	if (!result && rename(temporary.text, path))
		result = -1;
	if (result) {
		int saved = errno;
		unlink(temporary.text);
		errno = saved;
	}
	buf_done(&temporary);
	return result;
}

int file_write(const char *path, const char *text, size_t n, struct error *err)
{
	bool in_place = !strcmp(path, "-") || is_special(path);
	int failed = in_place ? write_in_place(path, text, n)
	                      : write_and_rename(path, text, n);
	if (failed)
		return error_set(err, EXIT_run,
		                 strcmp(path, "-") ? path : "standard output",
		                 "cannot write: %s", strerror(errno));
	return 0;
}
