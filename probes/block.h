/* SPDX-License-Identifier: GPL-3.0-or-later
 * Block devices: what gathering fills in, of the running machine or a recorded tree, and
 * how it becomes drives, partitions and file systems. Mapping is pure. */
#ifndef HWFIT_BLOCK_H
#define HWFIT_BLOCK_H

#include "facts/scan.h"
#include "probes/root.h"

enum block_attribute {
#define ATTRIBUTE(name, path, of) BLOCK_##name,
#include "probes/block.def"
#undef ATTRIBUTE
	BLOCK_ATTRIBUTES
};

enum block_property {
#define PROPERTY(name) BLOCK_##name,
#include "probes/block.def"
#undef PROPERTY
	BLOCK_PROPERTIES
};

/* A drive, partition or made-up device (dm, md, loop). Text is as the kernel or udev gave
 * it, NULL where there is none. Everything is in the arena of the scan. */
struct block_raw {
	const char *name;   /* "sda1" */
	const char *path;   /* in sysfs: "devices/pci0000:00/…/block/sda/sda1" */
	const char *number; /* "8:1" */
	bool is_part;
	bool in_udev; /* udev's database knows it */
	const char *attribute[BLOCK_ATTRIBUTES];
	const char *property[BLOCK_PROPERTIES];
	/* Of drives, from devices above it in the path. */
	const char *driver;            /* of the drive */
	const char *controller;        /* name of the device that drives it: an address */
	const char *controller_driver; /* "ahci" */
	const char *plug;              /* "removable" or "fixed": how it is attached */
};

/* A mounted file system. */
struct block_mount {
	const char *number, *source, *point, *type;
	bool asked;         /* size and free hold */
	const char *silent; /* when not asked: why */
	int64_t size, free; /* bytes */
};

struct block_list {
	struct scan *scan;
	struct block_raw *items;
	size_t n, room;
	struct block_mount *mounts;
	size_t mount_count;
	const char *failed;    /* why the list may lack devices; NULL: it is whole */
	const char *no_udev;   /* why a device is not in udev's database */
	const char *remedy;    /* for that */
	const char *no_mounts; /* why mounts are not known; NULL: they are */
};

/* A new item of the list, empty; valid until the next one. */
struct block_raw *block_add(struct block_list *list);
/* The place of a property's name in the list above; BLOCK_PROPERTIES when it is none. */
size_t block_property_find(const char *name, size_t n);
/* Fills in all that sysfs tells; name, path and is_part are known. dir is that of the
 * device. */
void block_read_sysfs(struct block_list *list, struct block_raw *raw,
                      const struct root *root, const struct root_dir *dir);
/* "loop3", "zram0": made-up devices that hold nothing of the machine's own. */
bool block_is_made_up(const char *name);

/* From sys/class/block (of a recording also sys/block) and run/udev/data. */
void block_gather(struct block_list *list, const struct root *root);
/* Mounted file systems, live with their sizes where asking cannot hang. */
void block_gather_mounts(struct block_list *list, const struct root *root);

/* Did udev ask this ATA drive as if it were one of SCSI? The rules of sg3-utils do, and
 * then its record holds what the kernel shows: half of the names, ATA for the maker, and
 * nothing of how it is connected or turns. */
bool block_asked_as_scsi(const struct block_raw *raw);

/* What a drive is. */
enum block_sort {
	SORT_DISK,
	SORT_REMOVABLE,
	SORT_OPTICAL,
	SORT_EMPTY, /* a reader without a card */
	SORT_FLOPPY,
	SORT_NETWORK, /* a SAN's, iSCSI's or NVMe-oF's: not in this machine */
	SORT_NONE,    /* made of others, or another path to one */
};
struct block_nature {
	enum block_sort sort;
	const char *transport; /* a word of disk.transport; NULL: not known */
	const char *medium;    /* a word of disk.medium; NULL: not known */
	const char *silent;    /* why the medium is not known */
};
struct block_nature block_nature(const struct block_raw *raw);

void block_map(struct scan *scan, const struct block_list *list);
/* The parts of it. disk is the kind that its drive became. */
void block_map_drive(const struct block_list *list, const struct block_raw *raw,
                     const struct block_nature *nature);
void block_map_partition(const struct block_list *list, const struct block_raw *raw,
                         const struct block_raw *drive);
void block_map_filesystems(const struct block_list *list);
void block_map_arrays(const struct block_list *list);

/* A number of sectors of 512 bytes, the unit of sysfs whatever the drive's own is, as
 * bytes; -1 when it is none. */
int64_t block_bytes(const char *sectors);

#endif
