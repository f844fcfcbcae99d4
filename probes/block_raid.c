/* SPDX-License-Identifier: GPL-3.0-or-later
 * Arrays of the kernel's own RAID (md) as facts, and which others there may be. Pure.
 * Spec: kernel Documentation/admin-guide/md.rst */
#include "base/text.h"
#include "probes/block.h"

#include <stdlib.h>
#include <string.h>

static bool is(const char *text, const char *word)
{
	return text && !strcmp(text, word);
}

static const char *state_of(const struct block_raw *raw)
{
	const char *state = raw->attribute[BLOCK_md_state];
	const char *degraded = raw->attribute[BLOCK_md_degraded];
	if (!state)
		return NULL;
	if (is(state, "broken") || is(state, "inactive") || is(state, "clear"))
		return "failed";
	if (is(raw->attribute[BLOCK_md_action], "recover"))
		return "rebuilding";
	/* Levels without spare data have no such file. */
	return degraded && atoi(degraded) > 0 ? "degraded" : "clean";
}

/* All disks of a mirror but one, less what is missing already; of other levels it follows
 * from the level. */
static void map_redundancy(struct scan *scan, struct component *c,
                           const struct block_raw *raw)
{
	const char *disks = raw->attribute[BLOCK_md_disks];
	const char *degraded = raw->attribute[BLOCK_md_degraded];
	int more = disks && degraded ? atoi(disks) - 1 - atoi(degraded) : -1;
	if (!is(raw->attribute[BLOCK_md_level], "raid1") || more < 0 || more > 1000)
		return;
	fact_set_integer(scan, c, FACT_raid_disks_may_fail, more);
	fact_set_source(scan, c, FACT_raid_disks_may_fail, "sysfs md");
}

static void map_array(struct scan *scan, const struct block_raw *raw)
{
	static const char silent[] = "the kernel does not tell";
	struct component *c = scan_add(scan, KIND_raid, raw->name);
	const char *level = raw->attribute[BLOCK_md_level];
	const char *state = state_of(raw);
	int64_t size = block_bytes(raw->attribute[BLOCK_size]);
	if (level && fact_word_index(FACT_raid_level, level) >= 0) {
		fact_set_string(scan, c, FACT_raid_level, level);
	} else if (level) {
		fact_set_absent(scan, c, FACT_raid_level);
		scan_note(scan, c, "the array is %s, which is no RAID level", level);
	} else {
		fact_set_unreadable(scan, c, FACT_raid_level, silent, NULL);
	}
	if (state)
		fact_set_string(scan, c, FACT_raid_state, state);
	else
		fact_set_unreadable(scan, c, FACT_raid_state, silent, NULL);
	map_redundancy(scan, c, raw);
	if (size >= 0)
		fact_set_integer(scan, c, FACT_raid_usable_size, size);
	else
		fact_set_unreadable(scan, c, FACT_raid_usable_size, silent, NULL);
}

/* Signs of arrays that only other tools can describe. */
static const char *others(const struct block_list *list)
{
	static const char *const volumes[] = {"PERC", "LOGICAL", "MR9", "ServeRAID"};
	for (size_t i = 0; i < list->mount_count; i++)
		if (is(list->mounts[i].type, "zfs"))
			return "pools of ZFS are not described; look with zpool status";
	for (size_t i = 0; i < list->n; i++) {
		const struct block_raw *raw = &list->items[i];
		const char *model = raw->attribute[BLOCK_device_model];
		const char *name = raw->property[BLOCK_DM_NAME];
		if (is(raw->property[BLOCK_ID_FS_TYPE], "zfs_member"))
			return "pools of ZFS are not described; look with zpool status";
		if (name && strstr(name, "_rimage_"))
			return "RAID of LVM is not described; look with lvs";
		for (size_t j = 0; model && j < sizeof(volumes) / sizeof(*volumes); j++)
			if (text_starts(model, volumes[j]))
				return "arrays of RAID controllers are not described; "
				       "look with the tool of the maker";
	}
	return NULL;
}

void block_map_arrays(const struct block_list *list)
{
	const char *missing = list->failed ? list->failed : others(list);
	scan_mention(list->scan, KIND_raid);
	if (missing)
		scan_partial(list->scan, KIND_raid, missing);
	for (size_t i = 0; i < list->n; i++) {
		const struct block_raw *raw = &list->items[i];
		/* What holds other arrays, with the metadata of a firmware RAID. */
		bool container = is(raw->attribute[BLOCK_md_level], "container");
		if (!raw->is_part && !container && text_starts(raw->name, "md") &&
		    raw->attribute[BLOCK_md_state])
			map_array(list->scan, raw);
	}
}
