/* SPDX-License-Identifier: GPL-3.0-or-later
 * Walks a machine by the rows of capture.def and reads what they name. */
#include "probes/capture.h"

#include "base/archive.h"
#include "probes/bluetooth.h"
#include "probes/drivers.h"
#include "probes/network.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	SMALL = 64 * 1024,
	TABLE = 1024 * 1024,
	LARGE = 16 * 1024 * 1024,
	DEPTH_MAX = 40,
	CONFIG = 256, /* what follows may hold the serial number of the device */
};

struct walk {
	const struct root *root;
	struct capture *capture;
	char release[128];
};

static struct capture_entry *add(struct capture *capture, const char *path,
                                 enum capture_kind kind, enum capture_type type)
{
	capture->entries = memory_room(capture->entries, capture->n, &capture->room,
	                               sizeof(*capture->entries));
	struct capture_entry *entry = &capture->entries[capture->n++];
	*entry = (struct capture_entry){
	        .path = arena_string(&capture->arena, path), .kind = kind, .type = type};
	return entry;
}

static size_t limit_of(enum capture_kind kind)
{
	if (kind == CAPTURE_large)
		return LARGE;
	if (kind == CAPTURE_smbios || kind == CAPTURE_uevent || kind == CAPTURE_mounts)
		return TABLE;
	return SMALL;
}

/* A file that gives an error is not recorded: in the recording it is not there, and a
 * probe says that it could not be read. One that this user may not read is. */
static void add_file(const struct walk *walk, const char *path, enum capture_kind kind,
                     mode_t mode)
{
	struct capture *capture = walk->capture;
	ssize_t n = 0;
	char *bytes = (char *)"";
	/* Nobody may read what is only for writing, root neither. */
	bool readable = mode & (S_IRUSR | S_IRGRP | S_IROTH);
	if ((kind == CAPTURE_config || !readable) && walk->root->live)
		return;
	if (kind != CAPTURE_mark)
		bytes = root_read_all(walk->root, path, limit_of(kind), &capture->arena,
		                      &n);
	if (n == -EFBIG)
		capture->large++;
	if (n < 0 && n != -EACCES && n != -EPERM)
		return;
	struct capture_entry *entry = add(capture, path, kind, CAPTURE_FILE);
	entry->denied = n < 0;
	capture->denied += entry->denied;
	entry->bytes = entry->denied ? (char *)"" : bytes;
	entry->n = entry->denied ? 0 : (size_t)n;
	if (kind == CAPTURE_config && entry->n > CONFIG)
		entry->n = CONFIG;
}

static void add_link(const struct walk *walk, const struct root_dir *dir,
                     const char *name, const char *path, enum capture_kind kind)
{
	char target[1024];
	ssize_t n = readlinkat(dir ? dir->fd : walk->root->fd, name, target,
	                       sizeof(target) - 1);
	if (n <= 0)
		return;
	struct capture_entry *entry = add(walk->capture, path, kind, CAPTURE_LINK);
	entry->bytes = arena_copy(&walk->capture->arena, target, (size_t)n);
	entry->n = (size_t)n;
}

static void walk_folder(const struct walk *walk, const struct root_dir *dir,
                        const struct capture_state *state, unsigned depth);

/* A link on the way is followed when the rows name it outright. */
static void visit(const struct walk *walk, const struct root_dir *dir, const char *name,
                  const struct capture_state *state, unsigned depth)
{
	struct capture_state *inside = memory_get(sizeof(*inside));
	enum capture_kind kind = CAPTURE_skip;
	struct stat st;
	char path[1024];
	bool done = capture_state_step(state, name, walk->release, inside, &kind);
	int length = snprintf(path, sizeof(path), "%s%s%s", dir ? dir->path : "",
	                      dir ? "/" : "", name);
	if ((done && kind == CAPTURE_skip) || (!done && !inside->n) || length < 0 ||
	    (size_t)length >= sizeof(path) ||
	    fstatat(dir ? dir->fd : walk->root->fd, name, &st, AT_SYMLINK_NOFOLLOW))
		goto out;
	bool follow = !done && capture_state_has(state, name);
	if (S_ISLNK(st.st_mode) && done)
		add_link(walk, dir, name, path, kind);
	else if (S_ISREG(st.st_mode) && done)
		add_file(walk, path, kind, st.st_mode);
	else if (S_ISDIR(st.st_mode) && done)
		add(walk->capture, path, kind, CAPTURE_FOLDER);
	struct root_dir folder;
	if (inside->n && depth < DEPTH_MAX &&
	    (S_ISDIR(st.st_mode) || (S_ISLNK(st.st_mode) && follow)) &&
	    root_dir_open(walk->root, dir, name, &folder)) {
		walk_folder(walk, &folder, inside, depth + 1);
		root_dir_close(&folder);
	}
out:
	free(inside);
}

static void walk_folder(const struct walk *walk, const struct root_dir *dir,
                        const struct capture_state *state, unsigned depth)
{
	const char *outright[CAPTURE_DEEP];
	int known = capture_state_names(state, walk->release, outright, CAPTURE_DEEP);
	struct arena arena = {0};
	for (int i = 0; i < known; i++) {
		char *name = arena_copy(&arena, outright[i], strcspn(outright[i], "/"));
		visit(walk, dir, name, state, depth);
	}
	size_t n = 0;
	/* Every row names its first part outright: the root itself is never listed. */
	char **names = known < 0 && dir ? root_dir_names(dir, &arena, &n) : NULL;
	for (size_t i = 0; i < n; i++)
		visit(walk, dir, names[i], state, depth);
	arena_done(&arena);
}

static void add_answer(struct capture *capture, const char *folder, const char *name,
                       enum capture_kind kind, struct buf *text)
{
	const char *path = arena_format(&capture->arena, "%s/%s", folder, name);
	struct capture_entry *entry = add(capture, path, kind, CAPTURE_FILE);
	entry->bytes = arena_copy(&capture->arena, text->n ? text->text : "", text->n);
	entry->n = text->n;
	buf_done(text);
}

/* What drivers answer is in no file; a recording keeps it in files of our own. Several
 * interfaces may share a radio. */
static void add_answers(const struct walk *walk)
{
	struct capture *capture = walk->capture;
	struct network_list list = {0};
	network_gather(&list, walk->root, &capture->arena, false);
	for (size_t i = 0; i < list.n; i++) {
		const struct network_raw *raw = &list.items[i];
		struct buf text = BUF_EMPTY;
		bool again = raw->radio_state != NETWORK_READ;
		network_answers_write(&raw->answers, &text);
		add_answer(capture, NETWORK_ANSWERS, raw->name, CAPTURE_uevent, &text);
		for (size_t j = 0; j < i; j++)
			again = again ||
			        !strcmp(list.items[j].radio_name, raw->radio_name);
		if (again)
			continue;
		wifi_write(&raw->radio, &text);
		add_answer(capture, NETWORK_RADIOS, raw->radio_name, CAPTURE_plain,
		           &text);
	}
}

static void add_bluetooth(const struct walk *walk)
{
	struct bluetooth_list list = {.n = 0};
	bluetooth_gather(&list, walk->root, NULL, &walk->capture->arena);
	for (size_t i = 0; i < list.n; i++) {
		struct buf text = BUF_EMPTY;
		bluetooth_write(&list.items[i].info, &text);
		add_answer(walk->capture, BLUETOOTH_ANSWERS, list.items[i].name,
		           CAPTURE_plain, &text);
	}
}

/* Of the kernel's log what hwfit reads, and that it may not be read. */
static void add_log(const struct walk *walk)
{
	struct buf text = BUF_EMPTY;
	size_t n;
	int error;
	char *log = drivers_read_log(&n, &error);
	if (!log && error != EPERM && error != EACCES)
		return;
	struct capture_entry *entry =
	        add(walk->capture, DRIVERS_LOG, CAPTURE_text, CAPTURE_FILE);
	entry->denied = !log;
	walk->capture->denied += entry->denied;
	if (log)
		drivers_cut_log(log, n, &text);
	entry->bytes = arena_copy(&walk->capture->arena, text.n ? text.text : "", text.n);
	entry->n = text.n;
	buf_done(&text);
	free(log);
}

static int path_order(const void *a, const void *b)
{
	const struct capture_entry *x = a, *y = b;
	return strcmp(x->path, y->path);
}

void capture_gather(const struct root *root, struct capture *capture)
{
	struct walk walk = {.root = root, .capture = capture};
	struct capture_state state;
	struct root_dir kernel;
	if (root_dir_open(root, NULL, "proc/sys/kernel", &kernel))
		root_dir_string(&kernel, "osrelease", walk.release, sizeof(walk.release));
	root_dir_close(&kernel);
	/* A release is one part of a path; anything else would name no folder. */
	if (strchr(walk.release, '/'))
		walk.release[0] = '\0';
	capture_state_start(&state);
	walk_folder(&walk, NULL, &state, 0);
	if (root->live) {
		add_answers(&walk);
		add_bluetooth(&walk);
		add_log(&walk);
	}
	if (capture->n)
		qsort(capture->entries, capture->n, sizeof(*capture->entries),
		      path_order);
}

int capture_write(const struct capture *capture, const char *filter_by, struct buf *out,
                  struct error *err)
{
	struct archive_writer *writer = archive_writer_new(filter_by, out, err);
	int failed = !writer;
	for (size_t i = 0; i < capture->n && !failed; i++) {
		const struct capture_entry *e = &capture->entries[i];
		struct archive_item item = {e->path, ARCHIVE_FILE, e->bytes, e->n, 0644};
		if (e->type == CAPTURE_LINK)
			item.type = ARCHIVE_LINK;
		if (e->type == CAPTURE_FOLDER)
			item.type = ARCHIVE_FOLDER;
		if (e->denied)
			item.mode = 0;
		failed = archive_writer_add(writer, &item, err);
	}
	if (archive_writer_free(writer, failed ? NULL : err))
		failed = -1;
	return failed ? -1 : 0;
}

void capture_done(struct capture *capture)
{
	free(capture->entries);
	arena_done(&capture->arena);
	*capture = (struct capture){0};
}
