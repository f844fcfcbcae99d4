#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the input devices of a scan with what udev's own look at their abilities says.

input_oracle.py SCAN.json EXPORT.txt
input_oracle.py --complete TREE EXPORT.txt
EXPORT is `udevadm info --export-db` that the tree was made of. --complete puts what it says of
abilities into the uevent files, where the kernel has it. Else prints each difference, then what
it counted; fails on one.

| udev                             | scan        | why
| ID_INPUT_POINTINGSTICK and MOUSE | mouse       | it moves the pointer
| devices below /devices/virtual   | left out    | made by programs
| ID_INPUT_TABLET                  | no kind     | a plane for a pen
| several devices of one plug      | one         | a mouse with keys is two to the kernel
| both TOUCHPAD and TOUCHSCREEN    | either      | udev asks for each by itself: a touchpad whose fingers it counts gets both
"""
import json
import re
import sys

KINDS = {"KEYBOARD": "keyboard", "MOUSE": "mouse", "TOUCHPAD": "touchpad", "TOUCHSCREEN": "touchscreen"}


def devices(path):
    for block in open(path, encoding="utf-8", errors="replace").read().split("\n\n"):
        device = dict(line[3:].split("=", 1) for line in block.split("\n") if line.startswith("E: ") and "=" in line)
        if device.get("SUBSYSTEM") == "input" and re.search(r"/input\d+$", device.get("DEVPATH", "")):
            yield device


def key(device):
    """The USB device that it is on, or where it is plugged in."""
    usb = re.findall(r"/(\d+-[\d.]+):\d+\.\d+/", device["DEVPATH"])
    phys = device.get("PHYS", "").strip('"').split("/input")[0].split(" ")[0]
    return usb[-1] if usb else phys or device["DEVPATH"].rsplit("/", 1)[1]


def drivers(path):
    """The driver of each device that has one, by its path."""
    found = {}
    for block in open(path, encoding="utf-8", errors="replace").read().split("\n\n"):
        device = dict(line[3:].split("=", 1) for line in block.split("\n") if line.startswith("E: ") and "=" in line)
        if "DRIVER" in device and "DEVPATH" in device:
            found[device["DEVPATH"]] = device["DRIVER"]
    return found


def complete(tree, path):
    for device in devices(path):
        with open(f"{tree}/sys{device['DEVPATH']}/uevent", "a", encoding="utf-8") as file:
            for name in ("NAME", "PHYS", "UNIQ", "PROP", "EV", "KEY", "REL", "ABS"):
                if name in device:
                    file.write(f"{name}={device[name]}\n")


def main():
    if sys.argv[1] == "--complete":
        complete(sys.argv[2], sys.argv[3])
        return 0
    scan = json.load(open(sys.argv[1], encoding="utf-8"))["components"]
    wanted, driver_of = {kind: {} for kind in KINDS.values()}, drivers(sys.argv[2])
    for device in devices(sys.argv[2]):
        if "/devices/virtual/" in device["DEVPATH"] or device.get("PRODUCT", "").startswith("6/"):
            continue
        for flag, kind in KINDS.items():
            if device.get("ID_INPUT_" + flag) == "1" and device.get("ID_INPUT_TABLET") != "1":
                wanted[kind].setdefault(key(device), device)
    differences, checked, count = [], 0, 0
    pads, screens = wanted["touchpad"], wanted["touchscreen"]
    for name in set(pads) & set(screens):
        del (screens if any(c["key"] == name for c in scan.get("touchpad", [])) else pads)[name]
    for kind in KINDS.values():
        mine = {c["key"]: c for c in scan.get(kind, [])}
        checked += 1
        if set(mine) != set(wanted[kind]):
            differences.append(f"{kind}: {sorted(mine)}, udev {sorted(wanted[kind])}")
        for name in set(mine) & set(wanted[kind]):
            count, checked = count + 1, checked + 1
            label = " ".join(wanted[kind][name].get("NAME", "").strip('"').split())
            have = " ".join((mine[name].get("model_raw") or mine[name].get("model") or "").split())
            if label != have:
                differences.append(f"{kind} {name} model: {have!r}, udev {label!r}")
            checked += 1
            driver = driver_of.get(wanted[kind][name]["DEVPATH"].rsplit("/input/", 1)[0])
            if driver != mine[name].get("driver"):
                differences.append(f"{kind} {name} driver: {mine[name].get('driver')!r}, udev {driver!r}")
    print("\n".join(differences))
    print("devices", count)
    print("checked", checked)
    return 1 if differences else 0


sys.exit(main())
