#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares a scan with the `udevadm info --export-db` text that the machine was made of.

udev_oracle.py SCAN.json EXPORT.txt block|usb
Reads the text on its own, prints each difference, then what it counted; fails on one.
"""
import json
import re
import sys

MADE_UP = re.compile(r"(loop|ram|zram|dm-|md|zd|nbd|bcache|mtdblock|fd|nvme\d+c\d+n|mmcblk\d+(boot|rpmb|gp))")


def devices(path):
    for block in open(path, encoding="utf-8", errors="replace").read().split("\n\n"):
        device = dict(line[3:].split("=", 1) for line in block.split("\n") if line.startswith("E: ") and "=" in line)
        for line in block.split("\n"):
            if line.startswith("P: "):
                device["DEVPATH"] = line[3:].strip()
        if device.get("SUBSYSTEM") and device.get("DEVPATH", "").startswith("/devices/"):
            yield device


def decode(value):
    plain = re.sub(r"\\x(..)", lambda m: chr(int(m.group(1), 16)), value or "")
    return " ".join(plain.split()) or None


def text(component, fact):
    """As the device gave it."""
    value = component.get(fact + "_raw", component.get(fact))
    return value and " ".join(str(value).split())


class Comparison:
    def __init__(self):
        self.differences, self.checked = [], 0

    def same(self, name, fact, wanted, have):
        if wanted is None:
            return
        self.checked += 1
        if wanted != have:
            self.differences.append(f"{name} {fact}: {have!r}, udev {wanted!r}")

    def names(self, what, wanted, have):
        if set(wanted) != set(have):
            self.differences.append(f"{what}: {sorted(set(wanted) ^ set(have))}")


def is_network(device):
    return re.search(r"/rport-|/session\d|/nvme-fabrics/", device["DEVPATH"])


def kind_of(device):
    """The kind that a drive must have, as far as udev's database alone tells it."""
    name = device["DEVPATH"].rsplit("/", 1)[1]
    if device.get("ID_CDROM") == "1" or name.startswith("sr") or device.get("ID_TYPE") == "cd":
        return "optical_drive"
    # udisks calls a soldered chip a card, too; the kernel knows better.
    card = device.get("ID_DRIVE_FLASH_SD") == "1" and device.get("MMC_TYPE") != "MMC"
    if re.search(r"/usb\d", device["DEVPATH"]) or card:
        return "removable_disk"
    return "disk"


def drive(compare, c, device):
    name = c["key"]
    # Of SCSI drives the short serial number is the world-wide name.
    serial = device.get("ID_SCSI_SERIAL") or device.get("ID_SERIAL_SHORT")
    wwn = device.get("ID_WWN_WITH_EXTENSION") or device.get("ID_WWN")
    if serial and not (wwn and "0x" + serial in (wwn, device.get("ID_WWN"))) and c.get("serial") is not None:
        compare.same(name, "serial", " ".join(serial.split()), text(c, "serial"))
    compare.same(name, "wwn", wwn, text(c, "wwn"))
    compare.same(name, "model", decode(device.get("ID_MODEL_ENC")), text(c, "model"))
    compare.same(name, "firmware", device.get("ID_REVISION") and decode(device["ID_REVISION"]), text(c, "firmware"))
    rate = int(device.get("ID_ATA_ROTATION_RATE_RPM", -1))
    if rate >= 0 and "medium" in c:
        compare.same(name, "medium", "ssd" if rate == 0 else "hdd", c["medium"])
    if rate > 1 and "rotation_rate" in c:
        compare.same(name, "rotation_rate", rate, c["rotation_rate"])
    path = device["DEVPATH"]
    transport = "usb" if re.search(r"/usb\d", path) else "sata" if device.get("ID_ATA_SATA") == "1" else None
    transport = "nvme" if name.startswith("nvme") else transport
    compare.same(name, "transport", transport, c.get("transport"))


def partition(compare, c, device):
    name, path = c["key"], device["DEVPATH"].split("/")
    compare.same(name, "disk", path[-2], c.get("disk"))
    compare.same(name, "number", int(device["PARTN"]) if "PARTN" in device else None, c.get("number"))
    for fact, key in (("type", "TYPE"), ("uuid", "UUID"), ("table", "SCHEME")):
        compare.same(name, fact, device.get("ID_PART_ENTRY_" + key), text(c, fact))
    for fact, key in (("size", "SIZE"), ("start", "OFFSET")):
        value = device.get("ID_PART_ENTRY_" + key)
        compare.same(name, fact, int(value) * 512 if value else None, c.get(fact))
    compare.same(name, "filesystem", device.get("ID_FS_TYPE"), c.get("filesystem"))


def block(scan, export, compare):
    kinds = ("disk", "removable_disk", "optical_drive")
    mine = {c["key"]: (kind, c) for kind in kinds for c in scan.get(kind, [])}
    parts = {c["key"]: c for c in scan.get("partition", [])}
    drives, wanted_parts, skipped = {}, {}, set()
    export = list(export)
    types = {d["DEVPATH"]: d["MMC_TYPE"] for d in export if "MMC_TYPE" in d}
    for device in export:
        device["MMC_TYPE"] = types.get(device["DEVPATH"].split("/block/")[0])
        name = device["DEVPATH"].rsplit("/", 1)[1]
        if device["SUBSYSTEM"] != "block":
            continue
        if device.get("DEVTYPE") == "partition":
            wanted_parts[name] = device
        elif MADE_UP.match(name) or "/virtual/block/" in device["DEVPATH"] or is_network(device):
            skipped.add(name)
        else:
            drives[name] = device
    wanted_parts = {n: d for n, d in wanted_parts.items() if d["DEVPATH"].split("/")[-2] not in skipped}
    compare.names("drives", drives, mine)
    compare.names("partitions", wanted_parts, parts)
    for name in set(drives) & set(mine):
        compare.same(name, "kind", kind_of(drives[name]), mine[name][0])
        drive(compare, mine[name][1], drives[name])
    for name in set(wanted_parts) & set(parts):
        partition(compare, parts[name], wanted_parts[name])
    print("drives", len(drives))
    print("partitions", len(wanted_parts))


def usb(scan, export, compare):
    mine = {c["key"]: c for c in scan.get("usb", [])}
    wanted, interfaces = {}, {}
    for device in export:
        name = device["DEVPATH"].rsplit("/", 1)[1]
        if device["SUBSYSTEM"] == "usb" and device.get("DEVTYPE") == "usb_device":
            wanted[name] = device
        elif device["SUBSYSTEM"] == "usb" and device.get("DEVTYPE") == "usb_interface":
            interfaces.setdefault(device["DEVPATH"].rsplit("/", 2)[1], []).append(device)
    compare.names("devices", wanted, mine)
    for name in set(wanted) & set(mine):
        device, c = wanted[name], mine[name]
        vendor, product, version = (int(n, 16) for n in device["PRODUCT"].split("/"))
        compare.same(name, "vendor_id", f"{vendor:04x}", c.get("vendor_id"))
        compare.same(name, "product_id", f"{product:04x}", c.get("product_id"))
        compare.same(name, "device_version", f"{version >> 8:x}.{version & 255:02x}", c.get("device_version"))
        if "TYPE" in device:
            code = "".join(f"{int(n):02x}" for n in device["TYPE"].split("/"))
            compare.same(name, "class_code", code, c.get("class_code"))
        parts = interfaces.get(name, [])
        if all("INTERFACE" in part for part in parts):
            codes = sorted("".join(f"{int(n):02x}" for n in part["INTERFACE"].split("/")) for part in parts)
            compare.same(name, "interfaces", codes, sorted(c.get("interfaces", [])))
        compare.same(name, "drivers", sorted({p["DRIVER"] for p in parts if "DRIVER" in p}), sorted(c.get("drivers", [])))
        compare.same(name, "modaliases", sorted(p["MODALIAS"] for p in parts if "MODALIAS" in p),
                     sorted(c.get("modaliases", [])))
    print("devices", len(wanted))


def main():
    scan = json.load(open(sys.argv[1], encoding="utf-8"))["components"]
    compare = Comparison()
    {"block": block, "usb": usb}[sys.argv[3]](scan, devices(sys.argv[2]), compare)
    print("\n".join(compare.differences))
    print("checked", compare.checked)
    return 1 if compare.differences else 0


sys.exit(main())
