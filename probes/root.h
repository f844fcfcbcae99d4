/* SPDX-License-Identifier: GPL-3.0-or-later
 * The one door to a machine's files: the real one, or a recorded tree (--root) with
 * nothing of the real one. Every read is one open and one read, bounded by its buffer. */
#ifndef HWFIT_ROOT_H
#define HWFIT_ROOT_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct root {
	int fd;
	bool live;        /* the real machine */
	const char *path; /* "/" or what --root was given */
	char *unpacked;   /* the folder that an archive was unpacked to; NULL: none was */
};

/* path NULL: the real machine; else a folder, or a tar archive of one, which is unpacked
 * to a folder of its own below $TMPDIR until root_close(). 0, or -1 with err. A file of a
 * recording that nobody may read stands for one that its machine did not let be read. */
int root_open(struct root *root, const char *path, struct error *err);
void root_close(struct root *root);

/* A directory under a root. path is relative to the root, without a slash before. */
struct root_dir {
	const struct root *root;
	int fd; /* -1: not open */
	char path[512];
};

/* Opens name (it may have slashes and go through links) under parent, or under the root
 * when parent is NULL. In a recorded tree links cannot lead out of it. False when it
 * cannot be opened; dir is then safe to close. */
bool root_dir_open(const struct root *root, const struct root_dir *parent,
                   const char *name, struct root_dir *dir);
void root_dir_close(struct root_dir *dir);

/* The names in it but "." and "..", sorted naturally, in the arena. */
char **root_dir_names(const struct root_dir *dir, struct arena *arena, size_t *n);

/* How many of them count; 0 when it cannot be listed. */
size_t root_dir_count(const struct root_dir *dir, bool (*counts)(const char *name));

/* Reads at most room bytes. The number read, or -errno (-ENOENT, -EACCES, …). A file with
 * more gives its first room bytes. */
ssize_t root_dir_read(const struct root_dir *dir, const char *name, void *bytes,
                      size_t room);
/* The same by a path from the root. */
ssize_t root_read(const struct root *root, const char *path, void *bytes, size_t room);
/* A descriptor of the file for reading, the caller's to close; -1 with errno. */
int root_file_open(const struct root *root, const char *path);
/* Reads a whole file of at most limit bytes into the arena; NULL with *n = -errno. */
char *root_read_all(const struct root *root, const char *path, size_t limit,
                    struct arena *arena, ssize_t *n);

/* The same of a file of sysfs below dir, which comes in pages: what is shorter than one
 * is the last, and is not asked for more. At most limit bytes of it. */
char *root_dir_attribute(const struct root_dir *dir, const char *name, size_t limit,
                         struct arena *arena, ssize_t *n);

/* An attribute as a string without the newline at its end, at most room - 1 bytes. False
 * (and "") when it cannot be read or is empty. */
bool root_dir_string(const struct root_dir *dir, const char *name, char *text,
                     size_t room);
/* A number in the given base (0: by its prefix). False when it is not one. */
bool root_dir_number(const struct root_dir *dir, const char *name, int base,
                     int64_t *number);
/* The last part of where a link points ("ahci" for driver). False when it is no link. */
bool root_dir_link(const struct root_dir *dir, const char *name, char *text, size_t room);
/* The value of NAME=value in the uevent file of a device; who wants several reads it once
 * (uevent.h). False when it is not there. */
bool root_dir_uevent(const struct root_dir *dir, const char *name, char *text,
                     size_t room);
/* The last part of where the link `name` in a folder points, the folder being a path from
 * the root without links. */
bool root_link(const struct root *root, const char *folder, const char *name, char *text,
               size_t room);
/* Where a link points, as a path from the root ("sys/devices/…/input3" of input3 in
 * sys/class/input); what is there is not looked at. False, and "", when it is no link of
 * that kind. */
bool root_dir_target(const struct root_dir *dir, const char *name, char *place,
                     size_t room);
/* Where the directory truly is, links resolved, below the root: "devices/…" of
 * "class/block/sda". False when that cannot be found out. */
bool root_dir_place(const struct root_dir *dir, char *place, size_t room);
bool root_dir_has(const struct root_dir *dir, const char *name);

/* Why a read failed, in words ("needs root", "is not there"), and what would help (may be
 * NULL). error is errno. */
const char *root_why(int error);
const char *root_remedy(int error);

#endif
