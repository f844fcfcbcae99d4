/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads and writes tar archives with libarchive. */
#include "base/archive.h"

#include "base/arena.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024 };

#define LIBRARY_CALLS "base/archive_calls.def"
#include "base/library_calls.h"

static const struct library library = {
        .file = "libarchive.so.13",
        .purpose = "archives need libarchive",
        .package = "libarchive13",
        .stays = true,
        .names = names,
        .n = sizeof(names) / sizeof(*names),
};

struct archive_writer {
	struct calls calls;
	struct archive *archive;
	struct buf *out;
};

static int fail(const struct archive_writer *writer, const char *where, struct error *err)
{
	const struct calls *calls = &writer->calls;
	struct archive *archive = writer->archive;
	const char *text = archive ? calls->archive_error_string(archive) : NULL;
	return error_set(err, EXIT_run, where, "cannot make the archive: %s",
	                 text ? text : "out of memory");
}

static la_ssize_t append(struct archive *archive, void *context, const void *bytes,
                         size_t n)
{
	(void)archive;
	struct archive_writer *writer = context;
	buf_add(writer->out, bytes, n);
	return (la_ssize_t)n;
}

struct archive_writer *archive_writer_new(const char *filter_by, struct buf *out,
                                          struct error *err)
{
	struct archive_writer *writer = memory_get(sizeof(*writer));
	struct calls *calls = &writer->calls;
	if (library_open(&library, calls, filter_by, err)) {
		free(writer);
		return NULL;
	}
	struct archive *a = calls->archive_write_new();
	writer->archive = a;
	writer->out = out;
	/* Sets both by the suffix; what it does not know is a plain tar. */
	if (a &&
	    calls->archive_write_set_format_filter_by_ext(a, filter_by) != ARCHIVE_OK)
		calls->archive_write_add_filter_none(a);
	if (!a || calls->archive_write_set_format_pax_restricted(a) != ARCHIVE_OK ||
	    calls->archive_write_set_bytes_in_last_block(a, 1) != ARCHIVE_OK ||
	    calls->archive_write_open(a, writer, NULL, append, NULL) != ARCHIVE_OK) {
		fail(writer, filter_by, err);
		calls->archive_write_free(a);
		library_close(calls);
		free(writer);
		return NULL;
	}
	return writer;
}

int archive_writer_add(struct archive_writer *writer, const struct archive_item *item,
                       struct error *err)
{
	const struct calls *calls = &writer->calls;
	struct archive_entry *e = calls->archive_entry_new();
	calls->archive_entry_set_pathname(e, item->path);
	calls->archive_entry_set_mtime(e, 0, 0);
	calls->archive_entry_set_filetype(e, item->type == ARCHIVE_LINK     ? AE_IFLNK
	                                     : item->type == ARCHIVE_FOLDER ? AE_IFDIR
	                                                                    : AE_IFREG);
	calls->archive_entry_set_perm(e, item->type == ARCHIVE_FILE ? item->mode : 0755);
	if (item->type == ARCHIVE_LINK)
		calls->archive_entry_set_symlink(e, item->bytes);
	calls->archive_entry_set_size(e, item->type == ARCHIVE_FILE ? (la_int64_t)item->n
	                                                            : 0);
	int result = calls->archive_write_header(writer->archive, e);
	if (result == ARCHIVE_OK && item->type == ARCHIVE_FILE && item->n &&
	    calls->archive_write_data(writer->archive, item->bytes, item->n) < 0)
		result = ARCHIVE_FATAL;
	calls->archive_entry_free(e);
	return result == ARCHIVE_OK ? 0 : fail(writer, item->path, err);
}

int archive_writer_free(struct archive_writer *writer, struct error *err)
{
	if (!writer)
		return 0;
	struct calls *calls = &writer->calls;
	int result = 0;
	if (calls->archive_write_close(writer->archive) != ARCHIVE_OK)
		result = fail(writer, "", err);
	calls->archive_write_free(writer->archive);
	library_close(calls);
	free(writer);
	return result;
}

/* ---- unpacking ---- */

struct unpacking {
	struct calls calls;
	struct archive *from, *to;
	const char *path;
	struct archive_limits left;
};

static int no_archive(struct unpacking *u, struct error *err)
{
	const char *text = u->calls.archive_error_string(u->from);
	error_set(err, EXIT_usage, u->path, "cannot read it as an archive: %s",
	          text ? text : "it ends too early");
	return error_remedy(err, "give a folder, or a tar archive as hwfit capture "
	                         "writes it");
}

static int no_room(struct unpacking *u, struct error *err)
{
	const char *text = u->calls.archive_error_string(u->to);
	return error_set(err, EXIT_run, u->path, "cannot unpack it: %s",
	                 text ? text : strerror(errno));
}

static int too_large(struct unpacking *u, struct error *err)
{
	return error_set(err, EXIT_usage, u->path,
	                 "the archive is larger than any recording of a machine");
}

static int copy_bytes(struct unpacking *u, struct error *err)
{
	const struct calls *calls = &u->calls;
	char block[BLOCK];
	la_ssize_t n;
	while ((n = calls->archive_read_data(u->from, block, sizeof(block))) > 0) {
		if ((uint64_t)n > u->left.bytes)
			return too_large(u, err);
		u->left.bytes -= (uint64_t)n;
		if (calls->archive_write_data(u->to, block, (size_t)n) != n)
			return no_room(u, err);
	}
	return n < 0 ? no_archive(u, err) : 0;
}

/* Moves one entry below the folder. Special files and hard links are passed over. */
static int unpack_entry(struct unpacking *u, struct archive_entry *e, const char *folder,
                        struct error *err)
{
	const struct calls *calls = &u->calls;
	mode_t type = calls->archive_entry_filetype(e);
	const char *name = calls->archive_entry_pathname(e);
	if (!u->left.entries--)
		return too_large(u, err);
	if (!name || calls->archive_entry_hardlink(e) ||
	    (type != AE_IFREG && type != AE_IFDIR && type != AE_IFLNK))
		return 0;
	struct buf place = BUF_EMPTY;
	while (!strncmp(name, "./", 2))
		name += 2;
	if (*name == '/' || strstr(name, "..")) {
		for (const char *p = name; p;
		     p = strchr(p, '/') ? strchr(p, '/') + 1 : NULL)
			if (*name == '/' || !strncmp(p, "../", 3) || !strcmp(p, ".."))
				return error_set(
				        err, EXIT_usage, u->path,
				        "an entry leads out of the archive: %.200s",
				        name);
	}
	buf_format(&place, "%s/%s", folder, name);
	calls->archive_entry_set_pathname(e, place.text);
	buf_done(&place);
	/* Folders must stay writable to be filled and removed. */
	if (type == AE_IFDIR)
		calls->archive_entry_set_perm(e, 0755);
	if (type == AE_IFREG && !calls->archive_entry_size_is_set(e))
		calls->archive_entry_set_size(e, 0);
	if (calls->archive_write_header(u->to, e) < ARCHIVE_WARN)
		return no_room(u, err);
	if (type == AE_IFREG && copy_bytes(u, err))
		return -1;
	return calls->archive_write_finish_entry(u->to) < ARCHIVE_WARN ? no_room(u, err)
	                                                               : 0;
}

int archive_unpack(const char *path, const char *folder,
                   const struct archive_limits *limits, struct error *err)
{
	struct unpacking u = {.path = path, .left = *limits};
	struct calls *calls = &u.calls;
	struct archive_entry *e;
	if (library_open(&library, calls, path, err))
		return -1;
	/* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): library_open found it */
	u.from = calls->archive_read_new();
	u.to = calls->archive_write_disk_new();
	calls->archive_read_support_format_tar(u.from);
	calls->archive_read_support_filter_all(u.from);
	calls->archive_write_disk_set_options(
	        u.to, ARCHIVE_EXTRACT_PERM | ARCHIVE_EXTRACT_SECURE_SYMLINKS |
	                      ARCHIVE_EXTRACT_SECURE_NODOTDOT);
	int failed = calls->archive_read_open_filename(u.from, path, BLOCK) != ARCHIVE_OK
	                     ? no_archive(&u, err)
	                     : 0;
	while (!failed) {
		int result = calls->archive_read_next_header(u.from, &e);
		if (result == ARCHIVE_EOF)
			break;
		failed = result < ARCHIVE_WARN ? no_archive(&u, err)
		                               : unpack_entry(&u, e, folder, err);
	}
	if (!failed && calls->archive_write_close(u.to) != ARCHIVE_OK)
		failed = no_room(&u, err);
	calls->archive_read_free(u.from);
	calls->archive_write_free(u.to);
	library_close(calls);
	return failed;
}

/* ---- one compressed text ---- */

int archive_inflate(const char *bytes, size_t n, const char *name, size_t limit,
                    struct buf *out, struct error *err)
{
	struct calls calls;
	struct archive_entry *e;
	if (library_open(&library, &calls, name, err))
		return -1;
	char *block = memory_get(BLOCK);
	/* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): library_open found it */
	struct archive *from = calls.archive_read_new();
	calls.archive_read_support_filter_gzip(from);
	calls.archive_read_support_filter_xz(from);
	calls.archive_read_support_filter_zstd(from);
	calls.archive_read_support_format_raw(from);
	la_ssize_t got = -1;
	size_t start = out->n;
	if (calls.archive_read_open_memory(from, bytes, n) == ARCHIVE_OK &&
	    calls.archive_read_next_header(from, &e) == ARCHIVE_OK)
		while ((got = calls.archive_read_data(from, block, BLOCK)) > 0 &&
		       (size_t)got <= limit - (out->n - start))
			buf_add(out, block, (size_t)got);
	const char *text = got < 0 ? calls.archive_error_string(from) : NULL;
	if (got < 0)
		error_set(err, EXIT_usage, name, "its compression is damaged: %s",
		          text ? text : "it ends too early");
	else if (got > 0)
		error_set(err, EXIT_usage, name, "unpacked it is larger than %zu bytes",
		          limit);
	calls.archive_read_free(from);
	library_close(&calls);
	free(block);
	return got ? -1 : 0;
}
