/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers mounted file systems that lie on drives of this machine, and how full they are
 * where asking cannot hang: never over a network, FUSE or automount point. */
#include "probes/block.h"
#include "probes/mountinfo.h"

#include "base/text.h"

#include <string.h>
#include <sys/statvfs.h>

enum { MOUNTINFO_MAX = 4 * 1024 * 1024, MOUNTS_MAX = 4096 };

enum nature {
	ELSEWHERE, /* on the network, by a program, on demand: may hang */
	LOCAL,     /* on drives */
	NOWHERE,   /* in memory or made of others: harmless on the way */
};

static const struct {
	const char *type;
	enum nature nature;
} types[] = {
        {"ext4", LOCAL},     {"ext3", LOCAL},        {"ext2", LOCAL},
        {"xfs", LOCAL},      {"btrfs", LOCAL},       {"vfat", LOCAL},
        {"msdos", LOCAL},    {"exfat", LOCAL},       {"ntfs", LOCAL},
        {"ntfs3", LOCAL},    {"f2fs", LOCAL},        {"iso9660", LOCAL},
        {"udf", LOCAL},      {"zfs", LOCAL},         {"bcachefs", LOCAL},
        {"jfs", LOCAL},      {"reiserfs", LOCAL},    {"nilfs2", LOCAL},
        {"erofs", LOCAL},    {"squashfs", LOCAL},    {"hfs", LOCAL},
        {"hfsplus", LOCAL},  {"apfs", LOCAL},        {"ufs", LOCAL},
        {"minix", LOCAL},    {"fuseblk", ELSEWHERE}, {"overlay", NOWHERE},
        {"tmpfs", NOWHERE},  {"devtmpfs", NOWHERE},  {"ramfs", NOWHERE},
        {"rootfs", NOWHERE}, {"proc", NOWHERE},      {"sysfs", NOWHERE},
};

static enum nature nature_of(const char *type)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (!strcmp(types[i].type, type))
			return types[i].nature;
	return ELSEWHERE;
}

/* Is the path the point, or below it? */
static bool is_below(const char *path, const char *point)
{
	size_t n = strlen(point);
	if (n && point[n - 1] == '/')
		n--;
	return !strncmp(path, point, n) && (!path[n] || path[n] == '/');
}

/* Why the way to a mount may not be taken; NULL: it may. */
static const char *obstacle(const struct mountinfo *all, size_t n, size_t which)
{
	for (size_t i = 0; i < n; i++) {
		if (nature_of(all[i].type) == ELSEWHERE &&
		    is_below(all[which].point, all[i].point))
			return "the way to it leads over a mount that may not answer";
		if (i > which && !strcmp(all[i].point, all[which].point))
			return "something else is mounted over it";
	}
	return NULL;
}

/* Does this mount show a file system of the machine's drives, for the first time? */
static bool is_wanted(const struct mountinfo *all, size_t which)
{
	const struct mountinfo *m = &all[which];
	bool block = !strcmp(m->type, "fuseblk");
	bool root = !strcmp(m->type, "overlay") && !strcmp(m->point, "/");
	/* Parts of one that are mounted elsewhere; in a container, single files. */
	bool whole = !strcmp(m->root, "/") || !strcmp(m->type, "btrfs");
	if (!(nature_of(m->type) == LOCAL || block || root) || !whole ||
	    text_starts(m->number, "7:"))
		return false;
	for (size_t i = 0; i < which; i++)
		if (!strcmp(all[i].number, m->number) && !strcmp(all[i].type, m->type) &&
		    (!strcmp(all[i].root, "/") || !strcmp(m->type, "btrfs")))
			return false;
	return true;
}

static void ask(struct block_mount *mount)
{
	struct statvfs fs;
	if (statvfs(mount->point, &fs) || fs.f_blocks > INT64_MAX / (fs.f_frsize | 1)) {
		mount->silent = "the kernel does not tell";
		return;
	}
	mount->asked = true;
	mount->size = (int64_t)(fs.f_blocks * fs.f_frsize);
	mount->free = (int64_t)(fs.f_bavail * fs.f_frsize);
}

void block_gather_mounts(struct block_list *list, const struct root *root)
{
	struct arena *arena = &list->scan->arena;
	size_t count = 0, at = 0, most = 1;
	ssize_t n;
	char *bytes =
	        root_read_all(root, "proc/self/mountinfo", MOUNTINFO_MAX, arena, &n);
	if (!bytes)
		bytes = root_read_all(root, "proc/1/mountinfo", MOUNTINFO_MAX, arena, &n);
	if (!bytes)
		list->no_mounts = root->live ? "/proc does not tell what is mounted"
		                             : "the recording has no proc/self/mountinfo";
	for (ssize_t i = 0; bytes && i < n && most < MOUNTS_MAX; i++)
		most += bytes[i] == '\n';
	struct mountinfo *all = arena_alloc(arena, most * sizeof(*all));
	while (bytes && count < most &&
	       mountinfo_next(bytes, (size_t)n, &at, arena, &all[count]))
		count++;
	if (count == MOUNTS_MAX)
		list->no_mounts = "there are too many mounts to look at all";
	list->mounts = arena_alloc(arena, (count + 1) * sizeof(*list->mounts));
	for (size_t i = 0; i < count; i++) {
		if (!is_wanted(all, i))
			continue;
		struct block_mount *mount = &list->mounts[list->mount_count++];
		*mount = (struct block_mount){.number = all[i].number,
		                              .source = all[i].source,
		                              .point = all[i].point,
		                              .type = all[i].type};
		mount->silent = root->live ? obstacle(all, count, i)
		                           : "the recording does not tell";
		if (!mount->silent)
			ask(mount);
	}
}
