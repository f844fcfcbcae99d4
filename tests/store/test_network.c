/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which file systems an inventory is refused on. */
#include "store/network.h"

#include <criterion/criterion.h>
#include <linux/magic.h>
#include <string.h>

static const struct {
	long type;
	const char *name; /* NULL: an inventory may be there */
} samples[] = {
        {NFS_SUPER_MAGIC, "NFS"},
        {SMB_SUPER_MAGIC, "SMB"},
        {AFS_SUPER_MAGIC, "AFS"},
        {CODA_SUPER_MAGIC, "Coda"},
        {V9FS_MAGIC, "9p"},
        {0x65735546, "FUSE"},
        {(int)0xff534d42, "CIFS"},
        {0xff534d42L, "CIFS"},
        {(int)0xfe534d42, "SMB2"},
        {0x01161970, "GFS2"},
        {EXT4_SUPER_MAGIC, NULL},
        {BTRFS_SUPER_MAGIC, NULL},
        {XFS_SUPER_MAGIC, NULL},
        {TMPFS_MAGIC, NULL},
        {OVERLAYFS_SUPER_MAGIC, NULL},
        {MSDOS_SUPER_MAGIC, NULL},
        {0, NULL},
};

Test(network, file_systems_of_other_hosts_are_known_by_their_number)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const char *name = network_file_system(samples[i].type);
		if (samples[i].name)
			cr_expect_str_eq(name ? name : "none", samples[i].name, "%lx",
			                 samples[i].type);
		else
			cr_expect_null(name, "%lx is %s", samples[i].type, name);
	}
}
