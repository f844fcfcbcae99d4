/* SPDX-License-Identifier: GPL-3.0-or-later
 * Block devices: which drive is what, its facts, partitions and file systems. */
#include "probes/block.h"

#include "base/text.h"
#include "probe_made.h"
#include "probes/mountinfo.h"
#include "probes/table.h"
#include "probes/udev_data.h"

#define SATA "sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/"
#define STICK                                                                            \
	"sys/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host6/target6:0:0/"        \
	"6:0:0:0/block/"
#define NVME   "sys/devices/pci0000:00/0000:00:1d.0/0000:02:00.0/nvme/nvme0/"
#define VOLUME "sys/devices/pci0000:00/0000:01:00.0/host0/target0:2:0/0:2:0:0/block/"

static struct block_raw drive(const char *name, const char *path)
{
	struct block_raw raw = {.name = name, .path = path, .in_udev = true};
	raw.attribute[BLOCK_size] = "1000215216";
	return raw;
}

static const char *word(const char *text)
{
	return text ? text : "?";
}

static void expect(const struct block_raw *raw, enum block_sort sort,
                   const char *transport, const char *medium)
{
	struct block_nature nature = block_nature(raw);
	cr_assert_eq(nature.sort, sort, "%s is %d", raw->name, (int)nature.sort);
	cr_assert_str_eq(word(nature.transport), transport, "%s", raw->name);
	cr_assert_str_eq(word(nature.medium), medium, "%s", raw->name);
}

Test(block, drives_inside)
{
	struct block_raw raw = drive("nvme0n1", NVME "nvme0n1");
	raw.attribute[BLOCK_rotational] = "0";
	expect(&raw, SORT_DISK, "nvme", "ssd");
	raw = drive("sda", SATA "sda");
	raw.controller_driver = "ahci";
	raw.attribute[BLOCK_rotational] = "1";
	expect(&raw, SORT_DISK, "sata", "hdd");
	raw.property[BLOCK_ID_ATA_ROTATION_RATE_RPM] = "0";
	expect(&raw, SORT_DISK, "sata", "ssd");
	raw.controller_driver = "ata_piix";
	expect(&raw, SORT_DISK, "?", "ssd");
	raw.property[BLOCK_ID_ATA] = "1";
	expect(&raw, SORT_DISK, "pata", "ssd");
	raw = drive("sda", VOLUME "sda");
	raw.attribute[BLOCK_rotational] = "1";
	expect(&raw, SORT_DISK, "scsi", "?");
	raw = drive("sdc", "sys/devices/pci0000:00/0000:02:00.0/host0/port-0:1/"
	                   "end_device-0:1/target0:0:1/0:0:1:0/block/sdc");
	raw.attribute[BLOCK_rotational] = "1";
	expect(&raw, SORT_DISK, "sas", "hdd");
	raw.attribute[BLOCK_device_vendor] = "ATA     ";
	expect(&raw, SORT_DISK, "sata", "hdd");
	raw = drive("mmcblk0", "sys/devices/platform/fe330000.mmc/mmc_host/mmc0/"
	                       "mmc0:0001/block/mmcblk0");
	raw.attribute[BLOCK_device_type] = "MMC";
	expect(&raw, SORT_DISK, "mmc", "flash");
	raw.property[BLOCK_ID_DRIVE_FLASH_SD] = "1"; /* udisks says it of every one */
	expect(&raw, SORT_DISK, "mmc", "flash");
	raw = drive("vda", "sys/devices/pci0000:00/0000:00:02.0/virtio1/block/vda");
	raw.attribute[BLOCK_rotational] = "1";
	expect(&raw, SORT_DISK, "virtio", "?");
}

Test(block, drives_that_go)
{
	struct block_raw raw = drive("sdb", STICK "sdb");
	raw.attribute[BLOCK_removable] = "1";
	raw.attribute[BLOCK_rotational] = "1";
	expect(&raw, SORT_REMOVABLE, "usb", "flash");
	raw.attribute[BLOCK_removable] = "0";
	expect(&raw, SORT_REMOVABLE, "usb", "?");
	raw.plug = "fixed";
	expect(&raw, SORT_DISK, "usb", "?");
	raw.attribute[BLOCK_removable] = "1";
	raw.attribute[BLOCK_size] = "0";
	cr_assert_eq(block_nature(&raw).sort, SORT_EMPTY);
	raw = drive("mmcblk1", "sys/devices/platform/x/mmc_host/mmc1/mmc1:aaaa/block/m");
	raw.attribute[BLOCK_device_type] = "SD";
	expect(&raw, SORT_REMOVABLE, "sd", "flash");
	raw = drive("nvme1n1", NVME "nvme1n1");
	raw.plug = "removable";
	expect(&raw, SORT_REMOVABLE, "thunderbolt", "ssd");
	raw = drive("sr0", SATA "sr0");
	raw.controller_driver = "ahci";
	raw.attribute[BLOCK_removable] = "1";
	expect(&raw, SORT_OPTICAL, "sata", "optical");
}

Test(block, what_is_no_drive_of_the_machine)
{
	static const struct {
		const char *name, *path;
		enum block_sort sort;
	} rows[] = {
	        {"dm-0", "sys/devices/virtual/block/dm-0", SORT_NONE},
	        {"md127", "sys/devices/virtual/block/md127", SORT_NONE},
	        {"zd16", "sys/devices/virtual/block/zd16", SORT_NONE},
	        {"mtdblock0", "sys/devices/platform/spi/mtd/mtd0/mtdblock0", SORT_NONE},
	        {"nvme0c1n1", NVME "nvme0c1n1", SORT_NONE},
	        {"mmcblk0boot0", "sys/devices/p/mmc_host/mmc0/mmc0:1/block/m", SORT_NONE},
	        {"fd0", "sys/devices/platform/floppy.0/block/fd0", SORT_FLOPPY},
	        {"sdd", "sys/devices/p/host7/session1/target7:0:0/7:0:0:1/block/sdd",
	         SORT_NETWORK},
	        {"sde", "sys/devices/p/host8/rport-8:0-2/target8:0:0/8:0:0:1/block/sde",
	         SORT_NETWORK},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct block_raw raw = drive(rows[i].name, rows[i].path);
		cr_assert_eq(block_nature(&raw).sort, rows[i].sort, "%s", rows[i].name);
	}
	struct block_raw raw = drive("nvme2n1", "sys/devices/virtual/nvme-fabrics/ctl/"
	                                        "nvme2/nvme2n1");
	cr_assert_eq(block_nature(&raw).sort, SORT_NETWORK);
	cr_assert(block_is_made_up("loop12") && block_is_made_up("zram0"));
	cr_assert_not(block_is_made_up("ramdrive"));
}

Test(block, sectors_are_of_512_bytes)
{
	cr_assert_eq(block_bytes("1000215216"), 512110190592);
	cr_assert_eq(block_bytes("0"), 0);
	cr_assert_eq(block_bytes("-1"), -1);
	cr_assert_eq(block_bytes("9223372036854775807"), -1);
	cr_assert_eq(block_bytes("12 apples"), -1);
	cr_assert_eq(block_bytes(NULL), -1);
}

static void add(struct block_list *list, struct block_raw raw, const char *number)
{
	*block_add(list) = raw;
	list->items[list->n - 1].number = number;
}

Test(block, two_ways_that_multipath_joined_are_one_drive)
{
	struct made m = {.scan = scan_new()};
	struct block_list list = {.scan = m.scan, .no_udev = "no udev"};
	for (int i = 0; i < 3; i++) {
		static const char *const names[] = {"sda", "sdb", "sdc"};
		struct block_raw raw = drive(
		        names[i], arena_format(&m.scan->arena, "%s%s", VOLUME, names[i]));
		raw.property[BLOCK_ID_FS_TYPE] = "mpath_member";
		raw.property[BLOCK_ID_SERIAL] =
		        i < 2 ? "35000c50000000009" : "35000c5000000000a";
		add(&list, raw, arena_format(&m.scan->arena, "8:%d", i * 16));
	}
	block_map(m.scan, &list);
	cr_assert_eq(m.scan->kinds[KIND_disk].n, 2);
	cr_assert(made_noted(&m, "sdb is another way to sda"));
	scan_free(m.scan);
}

/* As the rules of sg3-utils leave it, seen with an emulated drive of firmware HD1.0. */
Test(block, an_ata_drive_asked_as_scsi_tells_half)
{
	struct made m = {.scan = scan_new()};
	struct block_list list = {.scan = m.scan, .no_udev = "no udev"};
	struct block_raw raw = drive("sda", SATA "sda");
	raw.controller_driver = "ahci";
	raw.driver = "sd";
	raw.attribute[BLOCK_device_vendor] = "ATA     ";
	raw.attribute[BLOCK_device_model] = "WDC WD10EZEX-08W";
	raw.attribute[BLOCK_device_rev] = "0   ";
	raw.property[BLOCK_ID_ATA] = "1";
	raw.property[BLOCK_ID_VENDOR] = "ATA";
	raw.property[BLOCK_ID_VENDOR_ENC] = "ATA\\x20\\x20\\x20\\x20\\x20";
	raw.property[BLOCK_ID_MODEL_ENC] = "WDC\\x20WD10EZEX-08W";
	raw.property[BLOCK_ID_REVISION] = "0";
	add(&list, raw, "8:0");
	block_map(m.scan, &list);
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_transport), "sata");
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_vendor), "\"Western Digital\"");
	cr_assert(strstr(made_fact(&m, "sda", FACT_disk_firmware), "half"), "%s",
	          made_fact(&m, "sda", FACT_disk_firmware));
	scan_free(m.scan);
	raw.controller_driver = "ata_piix";
	expect(&raw, SORT_DISK, "?", "?");
}

Test(block, a_drive_with_its_partition_and_file_system)
{
	struct made m = {.scan = scan_new()};
	struct block_list list = {.scan = m.scan, .no_udev = "no udev"};
	struct block_raw raw = drive("sda", SATA "sda");
	raw.controller_driver = "ahci";
	raw.controller = "0000:00:17.0";
	raw.driver = "sd";
	raw.attribute[BLOCK_logical] = "512";
	raw.attribute[BLOCK_physical] = "4096";
	raw.attribute[BLOCK_ro] = "0";
	raw.attribute[BLOCK_device_vendor] = "ATA     ";
	raw.attribute[BLOCK_device_model] = "WDC WD10EZEX-08W";
	raw.attribute[BLOCK_device_rev] = "1A01";
	raw.property[BLOCK_ID_MODEL_ENC] = "WDC\\x20WD10EZEX-08WN4A0\\x20\\x20";
	raw.property[BLOCK_ID_REVISION] = "01.01A01";
	raw.property[BLOCK_ID_SERIAL_SHORT] = "WD-WCC6Y4HJPXE8";
	raw.property[BLOCK_ID_WWN] = "0x50014ee2b9f2c5a1";
	raw.property[BLOCK_ID_ATA_ROTATION_RATE_RPM] = "7200";
	add(&list, raw, "8:0");
	struct block_raw part = {.name = "sda1",
	                         .path = SATA "sda/sda1",
	                         .is_part = true,
	                         .in_udev = true};
	part.attribute[BLOCK_partition] = "1";
	part.attribute[BLOCK_start] = "2048";
	part.attribute[BLOCK_size] = "204800";
	part.property[BLOCK_ID_PART_ENTRY_SCHEME] = "gpt";
	part.property[BLOCK_ID_PART_ENTRY_NAME] = "Mari\\x20kettad";
	part.property[BLOCK_ID_FS_TYPE] = "ext4";
	part.property[BLOCK_ID_FS_USAGE] = "filesystem";
	part.property[BLOCK_ID_FS_LABEL_ENC] = "Default";
	add(&list, part, "8:1");
	struct block_mount mount = {.number = "8:1",
	                            .source = "/dev/sda1",
	                            .point = "/",
	                            .type = "ext4",
	                            .asked = true,
	                            .size = 100,
	                            .free = 7};
	list.mounts = &mount;
	list.mount_count = 1;
	block_map(m.scan, &list);
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_model),
	                 "\"WDC WD10EZEX-08WN4A0\"");
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_vendor), "\"Western Digital\"");
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_serial), "\"WD-WCC6Y4HJPXE8\"");
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_firmware), "\"01.01A01\"");
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_size), "512110190592 B");
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_rotation_rate), "7200");
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_read_only), "no");
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_address), "\"0000:00:17.0\"");
	cr_assert_str_eq(made_fact(&m, "sda1", FACT_partition_disk), "\"sda\"");
	cr_assert_str_eq(made_fact(&m, "sda1", FACT_partition_start), "1048576 B");
	cr_assert_str_eq(made_fact(&m, "sda1", FACT_partition_name), "\"Mari kettad\"");
	cr_assert_str_eq(made_fact(&m, "sda1", FACT_partition_uuid), "absent");
	cr_assert_str_eq(made_fact(&m, "/", FACT_filesystem_mount_point), "\"/\"");
	cr_assert_str_eq(made_fact(&m, "/", FACT_filesystem_label), "\"Default\"");
	cr_assert_str_eq(made_fact(&m, "/", FACT_filesystem_free), "7 B");
	cr_assert_eq(m.scan->kinds[KIND_filesystem].n, 1);
	cr_assert_null(m.scan->kinds[KIND_filesystem].partial);
	made_done(&m);
}

Test(block, without_udev_serial_numbers_say_what_would_help)
{
	struct made m = {.scan = scan_new()};
	struct block_list list = {
	        .scan = m.scan, .no_udev = "no udev", .remedy = "run it"};
	struct block_raw raw = drive("sda", SATA "sda");
	raw.controller_driver = "ahci";
	raw.in_udev = false;
	raw.attribute[BLOCK_device_rev] = "1A01";
	raw.attribute[BLOCK_device_wwid] = "naa.50014ee2b9f2c5a1";
	add(&list, raw, "8:0");
	block_map(m.scan, &list);
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_serial), "unreadable: no udev");
	cr_assert(text_starts(made_fact(&m, "sda", FACT_disk_firmware), "unreadable"));
	cr_assert_str_eq(made_fact(&m, "sda", FACT_disk_wwn), "\"0x50014ee2b9f2c5a1\"");
	cr_assert_not_null(m.scan->kinds[KIND_filesystem].partial);
	cr_assert_null(m.scan->kinds[KIND_disk].partial);
	made_done(&m);
}

static struct block_raw array(const char *name, const char *level, const char *state)
{
	struct block_raw raw = drive(name, "sys/devices/virtual/block/md");
	raw.attribute[BLOCK_md_level] = level;
	raw.attribute[BLOCK_md_state] = state;
	raw.attribute[BLOCK_md_degraded] = "1";
	return raw;
}

Test(block, arrays_of_the_kernel)
{
	struct made m = {.scan = scan_new()};
	struct block_list list = {.scan = m.scan};
	struct block_raw rebuilding = array("md3", "raid6", "active");
	rebuilding.attribute[BLOCK_md_action] = "recover";
	struct block_raw clean = array("md4", "raid1", "clean");
	clean.attribute[BLOCK_md_degraded] = "0";
	clean.attribute[BLOCK_md_disks] = "3";
	add(&list, array("md1", "raid5", "clean"), "9:1");
	add(&list, array("md2", "raid0", "broken"), "9:2");
	add(&list, rebuilding, "9:3");
	add(&list, clean, "9:4");
	add(&list, array("md5", "linear", "clean"), "9:5");
	add(&list, array("md127", "container", "inactive"), "9:127");
	block_map(m.scan, &list);
	cr_assert_str_eq(made_fact(&m, "md1", FACT_raid_level), "raid5");
	cr_assert_str_eq(made_fact(&m, "md1", FACT_raid_state), "degraded");
	cr_assert_str_eq(made_fact(&m, "md1", FACT_raid_usable_size), "512110190592 B");
	cr_assert_str_eq(made_fact(&m, "md2", FACT_raid_state), "failed");
	cr_assert_str_eq(made_fact(&m, "md3", FACT_raid_state), "rebuilding");
	cr_assert_str_eq(made_fact(&m, "md4", FACT_raid_state), "clean");
	cr_assert_str_eq(made_fact(&m, "md4", FACT_raid_disks_may_fail), "2");
	cr_assert_str_eq(made_fact(&m, "md5", FACT_raid_level), "absent");
	cr_assert_eq(m.scan->kinds[KIND_raid].n, 5);
	cr_assert_null(m.scan->kinds[KIND_raid].partial);
	cr_assert_eq(m.scan->kinds[KIND_disk].n, 0);
	made_done(&m);
}

Test(block, arrays_that_only_others_can_describe_are_named)
{
	struct made m = {.scan = scan_new()};
	struct block_list list = {.scan = m.scan};
	struct block_raw raw = drive("sda", VOLUME "sda");
	raw.attribute[BLOCK_device_model] = "PERC H730 Mini";
	add(&list, raw, "8:0");
	block_map(m.scan, &list);
	cr_assert(strstr(m.scan->kinds[KIND_raid].partial, "RAID controllers"));
	made_done(&m);
}

Test(block, udev_properties_are_lines)
{
	static const char bytes[] = "S:disk/by-id/x\nI:123\nE:ID_BUS=ata\nE:=x\nE:ID_X\n"
	                            "E:ID_MODEL_ENC=a\\x20b=c\nE:LAST=";
	struct udev_property p;
	size_t at = 0, n;
	struct arena arena = {0};
	cr_assert(udev_data_next(bytes, sizeof(bytes) - 1, &at, &p));
	cr_assert(p.name_size == 6 && !memcmp(p.name, "ID_BUS", 6));
	cr_assert(p.value_size == 3 && !memcmp(p.value, "ata", 3));
	cr_assert(udev_data_next(bytes, sizeof(bytes) - 1, &at, &p));
	char *value = arena_copy(&arena, p.value, p.value_size);
	cr_assert_str_eq(udev_decode(&arena, value, &n), "a b=c");
	cr_assert(udev_data_next(bytes, sizeof(bytes) - 1, &at, &p));
	cr_assert_eq(p.value_size, 0);
	cr_assert_not(udev_data_next(bytes, sizeof(bytes) - 1, &at, &p));
	cr_assert_str_eq(udev_decode(&arena, "\\x4\\xZZ\\", &n), "\\x4\\xZZ\\");
	arena_done(&arena);
}

Test(block, mounts_are_lines)
{
	static const char text[] =
	        "22 1 8:2 / / rw,relatime shared:1 master:2 - ext4 /dev/sda2 rw\n"
	        "garbage\n"
	        "40 22 0:40 / /home/a\\040b rw - nfs4 server:/x rw\n";
	struct mountinfo mount;
	struct arena arena = {0};
	size_t at = 0;
	cr_assert(mountinfo_next(text, sizeof(text) - 1, &at, &arena, &mount));
	cr_assert_str_eq(mount.number, "8:2");
	cr_assert_str_eq(mount.point, "/");
	cr_assert_str_eq(mount.type, "ext4");
	cr_assert_str_eq(mount.source, "/dev/sda2");
	cr_assert(mountinfo_next(text, sizeof(text) - 1, &at, &arena, &mount));
	cr_assert_str_eq(mount.point, "/home/a b");
	cr_assert_str_eq(mount.type, "nfs4");
	cr_assert_not(mountinfo_next(text, sizeof(text) - 1, &at, &arena, &mount));
	arena_done(&arena);
}

TestSuite(block_tree, .init = tree_make, .fini = tree_remove);

Test(block_tree, several_ways_to_a_drive_are_one_drive)
{
	struct made m = {0};
	const char *const sub = "sys/devices/virtual/nvme-subsystem/nvme-subsys0/";
	char path[256];
	for (int i = 0; i < 2; i++) {
		const char *const names[] = {"nvme0n1", "nvme0c0n1"};
		snprintf(path, sizeof(path), "%s%s/size", i ? NVME : sub, names[i]);
		tree_text(path, "1000215216\n");
		snprintf(path, sizeof(path), "sys/class/block/%s", names[i]);
		tree_link(path, i ? "../../devices/pci0000:00/0000:00:1d.0/0000:02:00.0/"
		                    "nvme/nvme0/nvme0c0n1"
		                  : "../../devices/virtual/nvme-subsystem/nvme-subsys0/"
		                    "nvme0n1");
	}
	tree_link("sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1/device", "..");
	tree_link("sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme0",
	          "../../../pci0000:00/0000:00:1d.0/0000:02:00.0/nvme/nvme0");
	tree_text("sys/devices/virtual/nvme-subsystem/nvme-subsys0/serial", "S3X9NF0K\n");
	tree_text(NVME "address", "0000:02:00.0\n");
	tree_text(NVME "transport", "pcie\n");
	cr_assert_eq(tree_scan(&m, probe_block_run).status, PROBE_ok);
	cr_assert_eq(m.scan->kinds[KIND_disk].n, 1);
	cr_assert_str_eq(made_fact(&m, "nvme0n1", FACT_disk_serial), "\"S3X9NF0K\"");
	cr_assert_str_eq(made_fact(&m, "nvme0n1", FACT_disk_address), "\"0000:02:00.0\"");
	cr_assert_str_eq(made_fact(&m, "nvme0n1", FACT_disk_transport), "nvme");
	made_done(&m);
}

Test(block_tree, without_block_devices_nothing_is_known)
{
	struct made m = {0};
	cr_assert_eq(tree_scan(&m, probe_block_run).status, PROBE_skipped);
	cr_assert_not_null(m.scan->kinds[KIND_disk].partial);
	made_done(&m);
}
