#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the document of a recorded machine with what other tools said in the same boot,
where the oracles of the probes (tests/probes/*_oracle.py) do not.

peers.py SCAN.json PEERS TREE TOOL
PEERS holds the outputs that peers.sh wrote, TREE is the unpacked recording, TOOL one of
TOOLS. Prints each difference that is not explained below, then "checked N, explained N" and
how often for which reason; fails on a difference that is not explained."""
import json
import os
import re
import sys

# What it is, and why hwfit says something else. The reason holds for every machine.
EXPLAINED = {
    "serial of a root hub": "the address of its controller, no serial number",
    "no name": "lspci writes Device or asks udev's database, lsusb takes the device's own words; hwfit says that the list has no name",
    "subsystem without a name": "lspci asks udev's database too, which answers with the name of the device itself",
    "qemu": "told by an instruction of the processor, which a recording does not hold; hwfit knows a hypervisor, not which",
}


def read(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        return f.read()


def attribute(path):
    try:
        return read(path).strip()
    except OSError:
        return None


def squeeze(text):
    return " ".join(text.split()) if text else None


def raw(component, fact):
    return squeeze(component.get(fact + "_raw", component.get(fact)))


def usb_names(tree):
    """(bus, device) -> name in sysfs"""
    folder, found = f"{tree}/sys/bus/usb/devices", {}
    for name in os.listdir(folder):
        numbers = [attribute(f"{folder}/{name}/{file}") for file in ("busnum", "devnum")]
        if all(numbers):
            found[tuple(map(int, numbers))] = name
    return found


def lspci(scan, peers, _):
    """Names of classes, makers, devices and subsystems; the driver of each graphics processor."""
    mine = {c["key"]: c for c in scan.get("pci", [])}
    drivers, graphics = {}, set()
    for block in read(f"{peers}/lspci.txt").split("\n\n"):
        fields = dict(line.split(":\t", 1) for line in block.split("\n") if ":\t" in line)
        if not fields:
            continue
        key, name = fields["Slot"], lambda f: re.sub(r" \[\w{4}\]$", "", fields.get(f, "")) or None
        c = mine.get(key, {})
        yield f"{key} class_name", c.get("class_name"), name("Class"), None
        silent = c.get("unreadable", {})
        for fact, field in (("vendor", "Vendor"), ("model", "Device")):
            yield f"{key} {fact}", raw(c, fact), squeeze(name(field)), "no name" if fact in silent else None
        if "SDevice" in fields:
            device, mine_name = squeeze(name("SDevice")), raw(c, "subsystem")
            reason = "no name" if "subsystem" in silent else None
            if mine_name == f"{squeeze(name('SVendor'))} device {c['subsystem_device_id']}":
                reason = "subsystem without a name" if device in ("Device", squeeze(name("Device"))) else None
            yield f"{key} subsystem", mine_name, f"{squeeze(name('SVendor'))} {device}", reason
        if re.search(r"\[03\w\w\]", fields["Class"]):
            graphics.add(key)
            drivers[key] = fields.get("Driver")
    gpus = {c["key"]: c for c in scan.get("gpu", [])}
    yield "graphics processors", sorted(gpus), sorted(graphics), None
    for key, driver in drivers.items():
        yield f"{key} gpu.driver", gpus.get(key, {}).get("driver"), driver, None


def lsusb(scan, peers, tree):
    """Names, the device's own words, serial numbers; speeds and drivers from the tree of ports."""
    names, mine = usb_names(tree), {c["key"]: c for c in scan.get("usb", [])}
    lines = re.findall(r"^Bus (\d+) Device (\d+): ID (\w{4}):(\w{4}) ?(.*)$", read(f"{peers}/lsusb.txt"), re.M)
    yield "devices", sorted(mine), sorted(names[int(b), int(d)] for b, d, *_ in lines), None
    for bus, number, _, _, name in lines:
        key = names[int(bus), int(number)]
        full = f"{raw(mine[key], 'vendor')} {raw(mine[key], 'model')}"
        yield f"{key} name", full, squeeze(name), "no name" if "model" in mine[key].get("unreadable", {}) else None
    for block in re.split(r"\n(?=Bus )", read(f"{peers}/lsusb-v.txt")):
        head = re.match(r"Bus (\d+) Device (\d+)", block)
        key = names[int(head[1]), int(head[2])]
        for fact, field in (("manufacturer_text", "iManufacturer"), ("product_text", "iProduct"), ("serial", "iSerial")):
            found = re.search(rf"^ +{field} +[1-9]\d* (.*)$", block, re.M)
            root = "serial of a root hub" if fact == "serial" and key.startswith("usb") else None
            yield f"{key} {fact}", raw(mine[key], fact), squeeze(found[1]) if found else None, root
    drivers, speeds, bus = {}, {}, 0
    for line in read(f"{peers}/lsusb-t.txt").splitlines():
        bus = int(re.search(r"Bus (\d+)", line)[1]) if "Bus " in line else bus
        found = re.search(r"Dev (\d+),.* Driver=([\w-]*)(?:/\d+p)?, (\d+)M", line)
        key = names[bus, int(found[1])]
        speeds[key] = int(found[3]) * 1000000
        if found[2] and not key.startswith("usb"):
            drivers.setdefault(key, set()).add(found[2])
    for key, speed in speeds.items():
        yield f"{key} speed", mine[key].get("speed"), speed, None
        if not key.startswith("usb"):
            yield f"{key} drivers", sorted(mine[key].get("drivers", [])), sorted(drivers.get(key, [])), None


NO_FILES = ("swap", "LVM2_member", "linux_raid_member", "crypto_LUKS", "mpath_member")


def lsblk(scan, peers, _):
    """Every file system, where it is mounted, and how full it is."""
    theirs, todo = {}, list(json.loads(read(f"{peers}/lsblk.json"))["blockdevices"])
    while todo:
        device = todo.pop()
        todo += device.get("children", [])
        mounts = [m for m in device["mountpoints"] if m and m != "[SWAP]"]
        if mounts or device["fstype"] and device["fstype"] not in NO_FILES:
            theirs[device["kname"]] = sorted(mounts)
    mine = {}
    for c in scan.get("filesystem", []):
        mine.setdefault(c["device"], []).extend([c["mount_point"]] if c.get("mount_point") else [])
    yield "file systems", sorted(mine), sorted(theirs), None
    for device in theirs:
        yield f"{device} mount points", sorted(mine.get(device, [])), theirs[device], None


FORMS = {"Other": None, "Unknown": None, "Notebook": "laptop", "Desktop": "desktop", "Convertible": "convertible"}


def dmidecode(scan, peers, _):
    """What the sockets of processors hold, and the form of the case."""
    packages, n = scan.get("cpu_package", []), 0
    for block in read(f"{peers}/dmidecode.txt").split("\n\n"):
        kind = re.search(r"DMI type (\d+),", block)
        field = lambda name: (re.search(rf"^\t{name}: (.*?) *$", block, re.M) or [None, None])[1]
        if kind and kind[1] == "3":
            yield "chassis.form", scan["chassis"][0].get("form"), FORMS.get(field("Type"), field("Type")), None
        if kind and kind[1] == "4" and "Populated" in field("Status"):
            c = packages[n] if n < len(packages) else {}
            n += 1
            for fact, name in (("socket", "Socket Designation"), ("serial", "Serial Number"), ("part_number", "Part Number")):
                said = squeeze(field(name))
                yield f"processor {n} {fact}", raw(c, fact), None if said == "Not Specified" else said, None
    yield "processors", len(packages), n, None


def mokutil(scan, peers, _):
    said = read(f"{peers}/secure-boot.txt")
    yield "firmware.type", scan["firmware"][0].get("type"), "uefi", None
    yield "firmware.secure_boot", scan["firmware"][0].get("secure_boot"), "SecureBoot enabled" in said, None


def detect_virt(scan, peers, _):
    said = read(f"{peers}/virtual.txt").strip()
    yield "system.virtual", scan["system"][0].get("virtual"), said, "qemu" if said == "qemu" else None


TOOLS = {"lspci": lspci, "lsusb": lsusb, "lsblk": lsblk, "dmidecode": dmidecode, "mokutil": mokutil,
         "detect-virt": detect_virt}


def main():
    scan = json.loads(read(sys.argv[1]))["components"]
    checked, used, bad = 0, [], 0
    for what, mine, theirs, reason in TOOLS[sys.argv[4]](scan, sys.argv[2], sys.argv[3]):
        checked += 1
        if mine == theirs:
            continue
        if reason in EXPLAINED:
            used.append(reason)
        else:
            bad += 1
            print(f"{what}: hwfit {mine!r}, {sys.argv[4]} {theirs!r}")
    print(f"checked {checked}, explained {len(used)}")
    for reason in sorted(set(used)):
        print(f"# {used.count(reason)} of {sys.argv[4]}, {reason}: {EXPLAINED[reason]}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
