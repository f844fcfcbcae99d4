/* SPDX-License-Identifier: GPL-3.0-or-later
 * Partitions and file systems as facts. Pure. */
#include "base/text.h"
#include "probes/block.h"
#include "probes/udev_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void set_size(struct scan *scan, struct component *c, enum fact_id fact,
                     int64_t size)
{
	if (size >= 0)
		fact_set_integer(scan, c, fact, size);
	else
		fact_set_unreadable(scan, c, fact, "the kernel does not tell", NULL);
}

/* What a person wrote, or a path, is never a placeholder. */
static void set_exact(struct scan *scan, struct component *c, enum fact_id fact,
                      const char *text, size_t n)
{
	const char *clean = text_clean_copy(&scan->arena, text, n, NULL);
	struct value value = value_text(TYPE_TEXT, clean);
	if (*clean)
		fact_set(scan, c, fact, &value);
	else
		fact_set_absent(scan, c, fact);
}

/* A property of udev; when udev knows the device and has none, there is none. */
static void set_property(const struct block_list *list, struct component *c,
                         enum fact_id fact, const struct block_raw *raw,
                         enum block_property property)
{
	size_t n;
	const char *text = raw ? raw->property[property] : NULL;
	if (!raw || (!text && !raw->in_udev)) {
		fact_set_unreadable(list->scan, c, fact, list->no_udev, list->remedy);
		return;
	}
	if (!text) {
		fact_set_absent(list->scan, c, fact);
		return;
	}
	text = udev_decode(&list->scan->arena, text, &n);
	if (fact_row(fact)->type == TYPE_TEXT)
		set_exact(list->scan, c, fact, text, n);
	else
		fact_set_text(list->scan, c, fact, text, n);
}

void block_map_partition(const struct block_list *list, const struct block_raw *raw,
                         const struct block_raw *drive)
{
	struct scan *scan = list->scan;
	struct component *c = scan_add(scan, KIND_partition, raw->name);
	const char *number = raw->attribute[BLOCK_partition];
	const char *start = raw->attribute[BLOCK_start];
	const char *size = raw->attribute[BLOCK_size];
	number = number ? number : raw->property[BLOCK_ID_PART_ENTRY_NUMBER];
	start = start ? start : raw->property[BLOCK_ID_PART_ENTRY_OFFSET];
	size = size ? size : raw->property[BLOCK_ID_PART_ENTRY_SIZE];
	fact_set_string(scan, c, FACT_partition_disk, drive->name);
	if (number && atoi(number) > 0)
		fact_set_integer(scan, c, FACT_partition_number, atoi(number));
	else
		fact_set_unreadable(scan, c, FACT_partition_number,
		                    "the kernel does not tell", NULL);
	set_size(scan, c, FACT_partition_start, block_bytes(start));
	set_size(scan, c, FACT_partition_size, block_bytes(size));
	bool scheme = raw->property[BLOCK_ID_PART_ENTRY_SCHEME] != NULL;
	set_property(list, c, FACT_partition_table, scheme ? raw : drive,
	             scheme ? BLOCK_ID_PART_ENTRY_SCHEME : BLOCK_ID_PART_TABLE_TYPE);
	set_property(list, c, FACT_partition_type, raw, BLOCK_ID_PART_ENTRY_TYPE);
	set_property(list, c, FACT_partition_name, raw, BLOCK_ID_PART_ENTRY_NAME);
	set_property(list, c, FACT_partition_uuid, raw, BLOCK_ID_PART_ENTRY_UUID);
	set_property(list, c, FACT_partition_filesystem, raw, BLOCK_ID_FS_TYPE);
}

/* The device that is mounted: by number, and of file systems that have none of their own
 * (btrfs, zfs) by name. */
static const struct block_raw *device_of(const struct block_list *list,
                                         const struct block_mount *mount)
{
	const char *name = strrchr(mount->source, '/');
	name = name && text_starts(mount->source, "/dev/") ? name + 1 : NULL;
	for (size_t i = 0; i < list->n; i++) {
		const struct block_raw *raw = &list->items[i];
		if (raw->number && !strcmp(raw->number, mount->number))
			return raw;
	}
	for (size_t i = 0; name && i < list->n; i++) {
		const struct block_raw *raw = &list->items[i];
		const char *dm = raw->property[BLOCK_DM_NAME];
		if (!strcmp(raw->name, name) || (dm && !strcmp(dm, name)))
			return raw;
	}
	return NULL;
}

static void map_mount(const struct block_list *list, const struct block_mount *mount,
                      const struct block_raw *raw)
{
	struct scan *scan = list->scan;
	struct component *c = scan_add(scan, KIND_filesystem, mount->point);
	fact_set_string(scan, c, FACT_filesystem_type, mount->type);
	fact_set_string(scan, c, FACT_filesystem_device, raw ? raw->name : mount->source);
	set_exact(scan, c, FACT_filesystem_mount_point, mount->point,
	          strlen(mount->point));
	if (mount->asked) {
		fact_set_integer(scan, c, FACT_filesystem_size, mount->size);
		fact_set_integer(scan, c, FACT_filesystem_free, mount->free);
	} else {
		fact_set_unreadable(scan, c, FACT_filesystem_size, mount->silent, NULL);
		fact_set_unreadable(scan, c, FACT_filesystem_free, mount->silent, NULL);
	}
	set_property(list, c, FACT_filesystem_uuid, raw, BLOCK_ID_FS_UUID);
	bool encoded = raw && raw->property[BLOCK_ID_FS_LABEL_ENC];
	set_property(list, c, FACT_filesystem_label, raw,
	             encoded ? BLOCK_ID_FS_LABEL_ENC : BLOCK_ID_FS_LABEL);
}

/* A file system that udev recognised and nobody mounted. */
static void map_unmounted(const struct block_list *list, const struct block_raw *raw)
{
	struct scan *scan = list->scan;
	struct component *c = scan_add(scan, KIND_filesystem, raw->name);
	const char *why = list->no_mounts ? list->no_mounts : "it is not mounted";
	set_property(list, c, FACT_filesystem_type, raw, BLOCK_ID_FS_TYPE);
	fact_set_string(scan, c, FACT_filesystem_device, raw->name);
	if (list->no_mounts)
		fact_set_unreadable(scan, c, FACT_filesystem_mount_point, why, NULL);
	else
		fact_set_absent(scan, c, FACT_filesystem_mount_point);
	fact_set_unreadable(scan, c, FACT_filesystem_size, why, NULL);
	fact_set_unreadable(scan, c, FACT_filesystem_free, why, NULL);
	set_property(list, c, FACT_filesystem_uuid, raw, BLOCK_ID_FS_UUID);
	bool encoded = raw->property[BLOCK_ID_FS_LABEL_ENC];
	set_property(list, c, FACT_filesystem_label, raw,
	             encoded ? BLOCK_ID_FS_LABEL_ENC : BLOCK_ID_FS_LABEL);
}

void block_map_filesystems(const struct block_list *list)
{
	bool *mounted = arena_alloc(&list->scan->arena, list->n + 1);
	scan_mention(list->scan, KIND_filesystem);
	for (size_t i = 0; i < list->mount_count; i++) {
		const struct block_raw *raw = device_of(list, &list->mounts[i]);
		if (raw)
			mounted[raw - list->items] = true;
		map_mount(list, &list->mounts[i], raw);
	}
	for (size_t i = 0; i < list->n; i++) {
		const char *usage = list->items[i].property[BLOCK_ID_FS_USAGE];
		if (usage && !strcmp(usage, "filesystem") && !mounted[i])
			map_unmounted(list, &list->items[i]);
	}
	bool udev = false;
	for (size_t i = 0; i < list->n; i++)
		udev |= list->items[i].in_udev;
	if (list->n && !udev)
		scan_partial(list->scan, KIND_filesystem,
		             arena_format(&list->scan->arena,
		                          "only what is mounted is known: udev has no "
		                          "record; %s",
		                          list->remedy));
	else if (list->failed)
		scan_partial(list->scan, KIND_filesystem, list->failed);
}

static bool is_above(const struct block_raw *raw, const struct block_raw *part)
{
	size_t n = strlen(raw->path);
	return !raw->is_part && !strncmp(raw->path, part->path, n) &&
	       part->path[n] == '/' && !strchr(part->path + n + 1, '/');
}

/* The drive of a partition: the one whose place in sysfs it is below. Where names are in
 * order it stands before its partitions. */
static const struct block_raw *drive_of(const struct block_list *list,
                                        const struct block_raw *part)
{
	for (const struct block_raw *raw = part; raw-- > list->items;)
		if (is_above(raw, part))
			return raw;
	for (const struct block_raw *raw = part + 1; raw < list->items + list->n; raw++)
		if (is_above(raw, part))
			return raw;
	return NULL;
}

static void note_others(const struct block_list *list, const struct block_raw *raw,
                        enum block_sort sort)
{
	if (sort == SORT_EMPTY)
		scan_note(list->scan, NULL, "%s is a drive without a card in it",
		          raw->name);
	else if (sort == SORT_FLOPPY)
		scan_note(list->scan, NULL, "%s is a floppy drive", raw->name);
	else if (sort == SORT_NETWORK)
		scan_note(list->scan, NULL,
		          "%s is storage on the network, not in this machine", raw->name);
}

static bool is_path(const struct block_raw *raw)
{
	const char *type = raw->property[BLOCK_ID_FS_TYPE];
	return type && !strcmp(type, "mpath_member") && raw->property[BLOCK_ID_SERIAL];
}

/* The drive to which this is another way: multipath, which goes by ID_SERIAL, joined
 * them. NULL: it is the first, or the only one. */
static const struct block_raw *first_way(const struct block_list *list,
                                         const struct block_raw *raw)
{
	if (!raw || !is_path(raw))
		return NULL;
	for (const struct block_raw *other = list->items; other < raw; other++)
		if (!other->is_part && is_path(other) &&
		    !strcmp(other->property[BLOCK_ID_SERIAL],
		            raw->property[BLOCK_ID_SERIAL]))
			return other;
	return NULL;
}

void block_map(struct scan *scan, const struct block_list *list)
{
	static const enum kind_id kinds[] = {KIND_disk, KIND_removable_disk,
	                                     KIND_optical_drive, KIND_partition};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		scan_mention(scan, kinds[i]);
		if (list->failed)
			scan_partial(scan, kinds[i], list->failed);
	}
	for (size_t i = 0; i < list->n; i++) {
		const struct block_raw *raw = &list->items[i];
		const struct block_raw *drive = raw->is_part ? drive_of(list, raw) : raw;
		struct block_nature nature = {.sort = SORT_NONE};
		const struct block_raw *first = first_way(list, drive);
		if (first) {
			scan_note(scan, NULL, "%s is another way to %s", raw->name,
			          first->name);
			continue;
		}
		if (drive)
			nature = block_nature(drive);
		if (nature.sort > SORT_OPTICAL && !raw->is_part)
			note_others(list, raw, nature.sort);
		else if (nature.sort <= SORT_OPTICAL && raw->is_part)
			block_map_partition(list, raw, drive);
		else if (nature.sort <= SORT_OPTICAL)
			block_map_drive(list, raw, &nature);
	}
	block_map_filesystems(list);
	block_map_arrays(list);
}
