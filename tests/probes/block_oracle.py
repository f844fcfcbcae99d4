#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the drives and partitions of a scan with what lsblk prints of the same machine.

block_oracle.py SCAN.json LSBLK.json [TREE]
LSBLK.json is `lsblk -a -b -J -O`, with --sysroot TREE for a recorded one. Where lsblk makes
nothing of the tree (it needs numbers of devices), its files decide. Prints each difference,
then "checked N" with the number of values; fails on a difference. What neither knows counts
for nothing.

Differences that are no faults:

| lsblk                            | scan                   | why
| loop, ram, zram, dm, md …        | not a drive            | made of others (block_nature.c)
| two ways to one drive (multipath) | one drive, a note    | the second is no other drive
| drives of size 0                 | a note                 | a card reader without a card
| mmcblk0boot0                     | not a drive            | an area of the chip of mmcblk0
| tran spi                         | scsi                   | the parallel kind of it
| tran ata                         | sata, pata or why not  | lsblk names the kernel's layer
| tran sas of a drive by ATA       | sata                   | lsblk names the controller's
| tran null                        | scsi, mmc, virtio …    | lsblk knows none of these
| model of the file dev/NAME       | that of sysfs          | lsblk's own form of recording, which
|                                  |                        | is no udev database
| rev of an ATA drive              | that of udev, or not   | the kernel shows half of it
| no model of a card               | that of sysfs          | the kernel calls it name
| model of sysfs, --sysroot         | that of udev           | lsblk asks no recorded udev database
| nothing of class/block, --sysroot | a drive                | lsblk looks in sys/block alone
| size of a drive without a disc   | absent, unreadable     | the kernel makes it up
| vendor ATA                       | the maker              | ATA is no maker
| rota 1                           | unreadable             | the kernel says 1 when told nothing
"""
import glob
import json
import os
import sys

KINDS = ("disk", "removable_disk", "optical_drive")
MADE_UP = ("loop", "ram", "zram", "dm-", "md", "zd", "nbd", "bcache", "mtdblock", "sr", "fd")


def flatten(devices, parent=None):
    for device in devices:
        device.setdefault("pkname", parent)
        yield device
        yield from flatten(device.get("children", []), device.get("kname") or device["name"])


def text(value):
    return " ".join(str(value).split()) if value not in (None, "") else None


def number(value):
    return int(value) if value not in (None, "") else None


def read(path):
    try:
        return open(path, encoding="utf-8", errors="replace").read().strip() or None
    except OSError:
        return None


def device(path, parent):
    """What lsblk would print, of the files alone."""
    name = os.path.basename(path)
    parts = [] if parent else glob.glob(f"{path}/{name}*")
    return {
        "kname": name, "pkname": parent, "size": int(read(f"{path}/size") or -1) * 512, "ro": read(f"{path}/ro"),
        "type": "part" if parent else "rom" if name.startswith("sr") else "disk", "start": read(f"{path}/start"),
        "log-sec": read(f"{path}/queue/logical_block_size"), "phy-sec": read(f"{path}/queue/physical_block_size"),
        "model": read(f"{path}/device/model"), "serial": read(f"{path}/device/serial"), "tran": None,
        "vendor": read(f"{path}/device/vendor"), "rev": None, "rota": read(f"{path}/queue/rotational"),
        "children": [device(p, name) for p in parts if read(f"{p}/start") or read(f"{p}/partition")],
    }


def files(tree):
    return [device(os.path.realpath(p) if os.path.exists(p) else p, None) for p in glob.glob(f"{tree}/sys/block/*")]


class Comparison:
    def __init__(self, tree):
        self.tree = tree
        self.differences, self.checked, self.unreadable = [], 0, 0

    def same(self, component, fact, wanted, have):
        """Counts a value that both know; one that the scan could not read must say so."""
        if wanted is None and have is None:
            return
        if have is None and fact in component.get("unreadable", {}):
            self.unreadable += 1
            return
        self.checked += 1
        if wanted != have:
            self.differences.append(f"{component['key']} {fact}: {have!r}, lsblk {wanted!r}")

    def drive(self, mine, theirs):
        raw = lambda fact: text(mine.get(fact + "_raw", mine.get(fact)))
        size = number(theirs["size"])
        if theirs["type"] != "rom" or mine.get("size"):
            self.same(mine, "size", size if size is None or size >= 0 else None, mine.get("size"))
        if theirs["ro"] is not None:
            self.same(mine, "read_only", theirs["ro"] in (True, "1"), mine.get("read_only"))
        self.same(mine, "logical_sector", number(theirs["log-sec"]), mine.get("logical_sector"))
        self.same(mine, "physical_sector", number(theirs["phy-sec"]), mine.get("physical_sector"))
        recorded = self.tree and os.path.isdir(f"{self.tree}/run/udev/data")
        if not recorded and not os.path.isfile(f"{self.tree}/dev/{mine['key']}"):
            if theirs["model"] or mine.get("transport") not in ("mmc", "sd"):
                self.same(mine, "model", text(theirs["model"]), raw("model"))
        if theirs.get("serial"):
            self.same(mine, "serial", text(theirs["serial"]), raw("serial"))
        if theirs.get("wwn"):
            self.same(mine, "wwn", text(theirs["wwn"]), raw("wwn"))
        vendor = text(theirs["vendor"])
        if vendor and vendor != "ATA" and not vendor.startswith("0x"):
            self.same(mine, "vendor", vendor, raw("vendor"))
        if theirs.get("rev") and mine.get("transport") not in ("sata", "pata"):
            self.same(mine, "firmware", text(theirs["rev"]), raw("firmware"))
        tran = {"ata": None, "sas": None, "spi": "scsi"}.get(theirs["tran"], theirs["tran"])
        if tran:
            self.same(mine, "transport", tran, mine.get("transport"))
        if theirs["rota"] in (False, "0") and mine.get("medium") == "hdd":
            self.differences.append(f"{mine['key']} medium: hdd, lsblk says that it does not turn")

    def partition(self, mine, theirs):
        size = number(theirs["size"])
        self.same(mine, "size", size if size is None or size >= 0 else None, mine.get("size"))
        if theirs.get("start") not in (None, ""):
            self.same(mine, "start", int(theirs["start"]) * 512, mine.get("start"))
        self.same(mine, "disk", theirs["pkname"], mine.get("disk"))
        for fact, column in (("filesystem", "fstype"), ("table", "pttype"), ("type", "parttype"),
                             ("name", "partlabel"), ("uuid", "partuuid")):
            if theirs.get(column):
                self.same(mine, fact, theirs[column], mine.get(fact))

    def filesystem(self, mine, theirs):
        if theirs.get("fssize") not in (None, ""):
            self.same(mine, "size", number(theirs["fssize"]), mine.get("size"))
        for fact, column in (("type", "fstype"), ("uuid", "uuid"), ("label", "label")):
            if theirs.get(column):
                self.same(mine, fact, theirs[column], mine.get(fact))


def main():
    scan = json.load(open(sys.argv[1], encoding="utf-8"))["components"]
    tree = sys.argv[3] if len(sys.argv) > 3 else None
    blockdevices = json.loads(read(sys.argv[2]) or "{}").get("blockdevices") or files(tree)
    theirs = {d.get("kname") or d["name"]: d for d in flatten(blockdevices)}
    drives = {c["key"]: c for kind in KINDS for c in scan.get(kind, [])}
    parts = {c["key"]: c for c in scan.get("partition", [])}
    mounted = {c["device"]: c for c in scan.get("filesystem", []) if "device" in c}
    compare = Comparison(tree)
    wanted_drives, wanted_parts, joined = set(), set(), set()
    for name, device in sorted(theirs.items()):
        ways = tuple(c["name"] for c in device.get("children", []) if c.get("type") == "mpath")
        if ways and ways in joined and name not in drives:
            continue
        joined.add(ways)
        if device["type"] in ("disk", "rom") and not (
                name.startswith(MADE_UP) and device["type"] != "rom" or "boot" in name or number(device["size"]) == 0):
            wanted_drives.add(name)
        elif device["type"] == "part" and not (device["pkname"] or "").startswith(MADE_UP):
            wanted_parts.add(name)
        if name in drives:
            compare.drive(drives[name], device)
        if name in parts:
            compare.partition(parts[name], device)
        if name in mounted:
            compare.filesystem(mounted[name], device)
    for what, mine, wanted in (("drives", drives, wanted_drives), ("partitions", parts, wanted_parts)):
        unseen = {name for name in mine if tree and os.path.exists(f"{tree}/sys/class/block/{name}")
                  and not glob.glob(f"{tree}/sys/block/{name}") and not glob.glob(f"{tree}/sys/block/*/{name}")}
        if set(mine) - unseen != wanted:
            compare.differences.append(f"{what}: {sorted((set(mine) - unseen) ^ wanted)}")
    print("\n".join(compare.differences))
    print("drives", len(wanted_drives))
    print("partitions", len(wanted_parts))
    print("checked", compare.checked)
    print("unreadable", compare.unreadable)
    return 1 if compare.differences else 0


sys.exit(main())
